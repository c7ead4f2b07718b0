"""German: its marks, letter forms and forms of address."""

from collections.abc import Iterator

from knigge.domain import Register, Span
from knigge.languages import Language


def _registers(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield each place that shows a form of address; what tells them is imported for the first German text."""
    from knigge.languages.de.address import registers

    return registers(view, sentences)


def _mixes(view: str) -> bool:
    """Say whether a text may say both Sie and du to one person."""
    from knigge.languages.de.address import may_say_du, may_say_sie, of_two

    return may_say_sie(view) and may_say_du(view) and not of_two(view)


def _several(words: str) -> bool:
    from knigge.languages.de.address import of_several

    return of_several(words)


LANGUAGE = Language(
    code="de",
    name="Deutsch",
    common_words=frozenset(
        """
        aber alle als am an auch auf aus bei beim bin bis bist bitte da damit danke dann das dass dein deine dem
        den denn der des dich die dies diese diesem dieser dir doch du durch ein eine einem einen einer eines er es
        euch eure für gern gerne habe haben hallo hat hatte ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
        ins ist ja kann kein keine können mal man mehr mein meine mich mir mit muss nach nicht noch nur oder ob
        schon sehr sein seine sich sie sind so soll über um und uns unser unsere vielen vom von vor war was wann
        warum weil wenn wer werde werden wie wieder will wir wird wo wurde würde würden zu zum zur zwischen
        grüße grüßen grüsse grüssen liebe lieber guten tag mfg lg vg
        """.split()
    ),
    abbreviations=frozenset(
        """
        z. b. d. h. u. a. i. v. m. o. ä. dr. prof. mag. dipl. ing. h. c. nr. str. ca. bzw. usw. etc. evtl. ggf.
        inkl. zzgl. max. min. tel. st. hr. fr. abs. art. vgl. s. bd. jan. feb. mär. apr. jun. jul. aug. sep. sept.
        okt. nov. dez. mo. di. mi. do. fr. sa. so. co. std. mrd. mio. tsd. geb. vs. hrsg. aufl. rd. sog. urspr. z.b.
        d.h. u.a. i.d.r. e.v. o.ä. u.u. z.t. m.e. v.a. a.d. i.a. p.s.
        """.split()
    ),
    greetings=(
        r"(?:sehr\s+)?(?:geehrte[rs]?|verehrte[rs]?)|s\.?\s?g\.(?:\s+(?:hr|fr)\.)?|liebe[rs]?|werte[rs]?|"
        r"(?:einen\s+)?(?:schönen\s+)?gut(?:en)?\s+(?:tag|morgen|abend)|schönen\s+guten\s+tag|(?:guten\s+)?morgen|"
        r"hallöchen|halli\s+hallo|hallo|huhu|ahoi|hej|hei|moin(?:\s+moin)?|servus|grüezi|grü(?:ß|ss)\s+(?:gott|dich)|"
        r"hey+|hi|tach|(?:ein\s+)?(?:freundliches|herzliches)\s+hallo"
    ),
    closings=(
        r"(?:(?:und\s+)?(?:ich\s+)?verbleibe\s+)?(?:mit\s+)?(?:(?:den|vielen|ganz)\s+)?\w+(?:en|e|er|em)\s+(?:und\s+\w+\s+)?gr(?:ü|ue|u)(?:ß|ss)(?:en|e)?|"
        r"(?:vielen\s+|besten\s+|herzlichen\s+)?(?:dank|danke)\s+(?:im\s+voraus\s+)?und\s+(?:\w+\s+){0,2}gr(?:ü|ue|u)(?:ß|ss)e?n?|"
        r"gr(?:ü|u|ue)(?:ß|ss)e?|hochachtungsvoll|freundlichst|mfg|g?v?lg|vg|bg|gezeichnet|gez\.|mit\s+(?:den\s+)?besten\s+wünschen|"
        r"(?:es|freundlich|herzlich)\s+grü(?:ß|ss)t(?:\s+(?:sie|dich|euch))?(?:\s+(?:herzlich|freundlich))?"
    ),
    farewells=(
        r"(?:vielen|besten|herzlichen|schönen)\s+dank(?:\s+(?:im\s+voraus|nochmals|vorab))?|danke(?:\s+(?:im\s+voraus|dir|ihnen|schön|sehr|vorab))?|"
        r"ihr[e]?|dein[e]?|alles\s+(?:gute|liebe|beste)|bis\s+(?:bald|dann|demnächst)|servus|ciao|tschüss|adieu"
    ),
    titles="dr prof univ mag mmag dipl ing h c hr fr med jur rer nat phil a d st",
    locales={
        "de-DE": "",
        "de-AT": r"\b(?:jänner|heuer|grüß gott|servus|mag\.|dipl\.-ing\.)|\+43\s?\d|\b(?:wien|graz|linz|innsbruck|salzburg)\b",
        "de-CH": r"\b(?:grüezi|freundliche grüsse|freundlichen grüssen|beste grüsse|natel)\b|\+41\s?\d",
    },
    home="knigge.languages.de",
    registers=_registers,
    letters="äöüß",
    forms={"Frau": "Ms", "Herr": "Mr", "Herrn": "Mr"},
    needs_form=True,
    subject="Betreff",
    offers=(
        r"\Aangebot:|\b(?:mein|unser|ein|als|dies(?:es)?\s+ist\s+ein)\w*\s+(?:\w+\s+)?angebot|\bals\s+anbieter|"
        r"\b(?:ich|wir)\s+(?:\w+\s+){0,2}(?:biete|verkauf)|\b(?:drei|ein)\w*\s+angebot\w*[^.!?]{0,60}\b(?:ich|wir)\b|"
        r"\b(?:biete|verkaufe)n?\s+(?:ich|wir)\b|\banbiete|\b(?:verkaufs|werbe|akquise)(?:nachricht|brief|mail|schreiben)|"
        r"\bist\s+(?:eine?\s+)?(?:werbung|akquise)\b"
    ),
    mixes=_mixes,
    several=_several,
)
