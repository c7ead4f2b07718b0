"""English: its marks and letter forms; it has one form of address."""

from collections.abc import Iterator

from knigge.domain import Register, Span
from knigge.languages import Language


def _one_form(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield nothing: English "you" shows no register."""
    return iter(())


LANGUAGE = Language(
    code="en",
    name="English",
    common_words=frozenset(
        """
        a about after all also am an and any are as at be because been but by can could dear did do does for from
        get had has have he hello her him his how i if in into is it its just like may me more my no not now of
        on one or our out please she should so some such than thank thanks that the their them then there these
        they this those to too up us very was we were what when where which who why will with would you your
        regards best hope i'm i've i'd it's don't we're you're let's
        """.split()
    ),
    abbreviations=frozenset(
        """
        mr. mrs. ms. mx. dr. prof. st. jr. sr. e.g. i.e. etc. vs. inc. ltd. co. corp. no. dept. est. approx. fig.
        jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tue. wed. thu. fri. p. pp. vol. ed. eds.
        a.m. p.m. u.s. u.k. ph.d. b.sc. m.sc. p.s. cf. al. llc. dipl. ing. mag.
        """.split()
    ),
    greetings=(
        r"(?:my\s+)?dear|hello(?:\s+again)?|hi(?:ya)?|hey+|good\s+(?:morning|afternoon|evening|day)|greetings|"
        r"to\s+whom\s+it\s+may\s+concern"
    ),
    closings=(
        r"(?:with\s+)?(?:my\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|very\s+best|with\s+best)\s+(?:regards|wishes)|"
        r"(?:many\s+)?(?:thanks|thank\s+you)\s+and\s+(?:\w+\s+)?(?:regards|wishes)|yours\s+(?:sincerely|faithfully|truly)|"
        r"(?:yours\s+)?sincerely(?:\s+yours)?|respectfully(?:\s+yours)?|regards|cordially|all\s+the\s+best|all\s+best|warmly|"
        r"br|kr"
    ),
    farewells=(
        r"cheers|best|(?:many\s+|best\s+)?thanks(?:\s+(?:again|so\s+much|very\s+much|a\s+lot|in\s+advance|for\s+your\s+\w+|for\s+considering))?|"
        r"thank\s+you(?:\s+(?:so\s+much|very\s+much|again|in\s+advance|for\s+your\s+\w+))?|yours|take\s+care|talk\s+soon|"
        r"(?:i\s+)?look(?:ing)?\s+forward\s+to\s+[^\n.!?,]{3,50},"
    ),
    titles="dr prof mr mrs ms mx st jr sr",
    locales={
        "en-GB": "",
        "en-US": r"\b(?:organization|color|center|program|analyze[sd]?|behavior|favor|labor|theater|résumé|resume|mom|fall semester)\b"
        r"|\b(?:dr|mr|mrs|ms|prof)\.\s[A-Z]|\+1[\s(]\d",
    },
    home="knigge.languages.en",
    registers=_one_form,
    forms={"Ms": "Ms", "Mr": "Mr", "Mx": "Mx", "Mrs": "Ms", "Miss": "Ms"},
    offers=(
        r"\b(?:an|my|our)\s+(?:\w+\s+)?(?:offer|proposal|quotation)|\b(?:i|we)(?:['’]\w+)?\s+(?:\w+\s+){0,3}(?:offer|sell)\b|"
        r"\bselling\b|\bsales\s+(?:message|pitch|note|e?-?mail|letter|approach)|\b(?:a|my)\s+(?:commercial|pitch\b)"
    ),
)
