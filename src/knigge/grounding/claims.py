"""A text into the claims that what is given does not hold, each with its kind and span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from knigge import languages
from knigge.domain import Span, Text
from knigge.grounding.acquaintance import claimed
from knigge.grounding.frames import stated
from knigge.grounding.given import Given, Held
from knigge.grounding.given import given as known
from knigge.grounding.values import Value, values
from knigge.grounding.when import moments
from knigge.grounding.words import WORD, stem, words

_QUOTATION = re.compile(r"[„“\"«»]([^„“”\"«»\n]{2,300})[“”\"»«]")
# Before a title: "unsere Reihe „Glück auf“".
_ENTITLED = re.compile(
    r"\b(?:Reihe|Serie|Magazin|Zeitschrift|Zeitung|Buch|Roman|Film|Sendung|Podcast|Titel|Heft|Stück|Blog|Projekt|series|magazine|journal|book|novel|film|show|podcast|blog|play|project)s?\s$",
    re.I,
)
_STREET = re.compile(r"[A-ZÄÖÜ]\w{3,}(?:straße|strasse|gasse|allee)")
_OPENS = re.compile(r"[.!?:…\n•*]|[„“\"«»(]$|[–-]\s$")
_FORMS = frozenset("frau herr herrn mr mrs ms mx miss dr prof professor professorin sir".split())
_PRONOUNS = frozenset("ich wir Sie du es man er sie Ihnen mir dir mich Ihr Ihre dein deine das der die".split())
_DESCRIBES = re.compile(r"\w\w(?:lich|isch|bar|sam|weise|end|ig|los|haft)(?:e[nmrs]?)?$")
_MODAL = re.compile(r"(?:kann|könn|konnt|möcht|mag|mög|würd|will|woll|soll|darf|dürf|muss|müss)")
# What stands before a surname as a title, and must be the person's own.
_RANKS = frozenset(
    "Captain Chef Coach Judge Reverend Colonel Major Father Sister Kapitän Pfarrer Pastor Richter".split()
)
_FROM = frozenset("aus vom from".split())
_GREETS = frozenset("tag morgen abend gott day morning afternoon evening".split())
_ALWAYS = frozenset("I LinkedIn XING Xing English German CV PDF URL PS OK Mr Mrs Ms Mx Miss RE Re AW Fwd".split())
_VERB_BEFORE = frozenset(
    "to i we you they he she it will would could can may might should must not t who also never always really still just already even often usually sometimes ever".split()
)
# Words that are also verbs, and a fact where they are the reader's: "your book".
_WORKS = re.compile(r"(?:talk|book|film|show|course|paper)s?")
_NO_VERB = re.compile(r"(?:ic|ous|ive|ity|ism|ment|tions?|ship|ness|ance|ence|ology)$")
_ADJECTIVE = re.compile(
    r"\w{3}(?:able|ible|ful|less|ous|ive|(?<!m)(?<!presid)(?<!stud)ent|(?<!consult)(?<!assist)(?<!account)ant)$"
)
# Of words in capitals that open a sentence, those that are no name: adverbs, adjectives, what is abstract or more than one.
_OPENING = re.compile(r"^[A-Z][a-z-]{2,}(?:ly|ing|ed|less|ful|able|ible|ness|ity|ment|ance|ence|ion|[^aiosu]s)$")
_SHORT = re.compile(r"['’](?:d|ll|ve|re|m)$")
_HAVE = frozenset("have has had was were been is are be being".split())
_JOINT = re.compile(r"(?: | ?[-&/] ?| (?:von|der|des|of|the|for|und|and|zu|im|in) )")
_SURNAME = re.compile(r" ([A-ZÄÖÜ][a-zäöüß]+)\b")
_ABOUT = re.compile(
    r"\b(?:knapp|fast|rund|gut|etwa|ungefähr|beinahe|circa|nearly|almost|about|around|some|roughly|just under|well over)(?:e[mnrs]?)?\s$",
    re.I,
)
_QUOTED_WORDS = 3
_NEAR = 120


class Claim(NamedTuple):
    """Something that a text states and nothing given holds.

    kind: name, topic (a mention, where it may be another word for what is given), title, quotation, acquaintance, number, date, time, url, email or phone.
    """

    kind: str
    span: Span


class _Token(NamedTuple):
    word: str
    span: Span
    before: str
    after: str
    opens: bool


@lru_cache(maxsize=4)
def ungrounded(held: Held, text: Text, part: str) -> tuple[Claim, ...]:
    """Return what a text states and brief, message and profile do not hold, in order, no two overlapping.

    part: `subject`, where capitals say nothing, or `body`. What the text quotes from an earlier message is not looked at.
    Kept, since more than one judge asks for it.
    """
    given = known(held)
    view = text.view
    stated_values, named = tuple(values(view, given.lang)), tuple(moments(view, given.lang))
    parts = text.parts
    spans = [span for span in (parts.greeting, *parts.body, parts.closing, parts.signature) if span]
    found = [c for c in _anywhere(view, given, stated_values, named) if any(a <= c.span[0] < b for a, b in spans)]
    taken = [claim.span for claim in found] + [value.span for value in stated_values]
    taken += [span for _, span in named]
    mask = bytearray(len(view))
    for start, end in taken:
        mask[start:end] = b"\1" * (end - start)
    for span in spans:
        mild = part == "subject" or span == parts.greeting
        signs = span == parts.signature
        holding = known(held, "sender") if signs else given
        tokens = [token for token in _tokens(view, span, given.lang) if not any(mask[slice(*token.span)])]
        if span == parts.closing:  # a formula, but for where it comes from
            tokens = [token for token in tokens if token.before in _FROM]
        tokens = [token._replace(opens=False) for token in tokens] if signs else tokens
        claims = [claim for token in tokens if (claim := _of_word(token, holding, mild))]
        whole = [_whole_name(view, claim, holding) for claim in _merged(view, claims)]
        found += whole if signs else [_weighed(view, claim, [*found, *whole], given.lang) for claim in whole]
    return tuple(_apart(found))


def _weighed(view: str, claim: Claim, all_claims: Sequence[Claim], lang: str) -> Claim:
    """Return a topic as a mere mention where nothing says that it is stated as a fact."""
    if claim.kind != "topic" or stated(
        view, claim.span, [other.span for other in all_claims if other.kind != "topic"], lang
    ):
        return claim
    return Claim("mention", claim.span)


def _anywhere(view: str, given: Given, found: Sequence[Value], named: Sequence[tuple[str, Span]]) -> Iterator[Claim]:
    """Yield the values, days, claims of acquaintance and quotations that are not given."""
    for value in found:
        if value.span[0] == value.span[1] or given.value(value):
            continue
        if value.kind != "number" or not (_ABOUT.search(view[: value.span[0]][-12:]) and given.amounts.nearly(value)):
            yield Claim(value.kind, value.span)
    for name, span in named:
        if span[0] < span[1] and not given.moment(name):
            yield Claim("date", span)
    for kind, span in claimed(view, given.lang):
        around = view[max(0, span[0] - _NEAR) : span[1] + _NEAR]
        if not given.claim(kind, view[slice(*span)], around):
            yield Claim("acquaintance" if kind != "boast" else "topic", span)
    for match in _QUOTATION.finditer(view):
        entitled = _ENTITLED.search(view[max(0, match.start() - 30) : match.start()]) or _unknown(match[1], given)
        if (len(match[1].split()) >= _QUOTED_WORDS or entitled) and not given.quotation(match[1]):
            yield Claim("quotation", match.span(1))


def _unknown(quoted: str, given: Given) -> bool:
    """Say whether what is quoted is a name that nothing given holds."""
    return quoted[0].isupper() and not all(given.name(word) or given.word(word) for word in WORD.findall(quoted))


def _tokens(view: str, span: Span, lang: str) -> list[_Token]:
    """Return the words of a span, each with its neighbours in the sentence and whether it opens one."""
    matches = list(WORD.finditer(view, *span))
    short = languages.get(lang).abbreviations
    tokens = []
    for at, match in enumerate(matches):
        left = view[matches[at - 1].end() : match.start()] if at else "\n"
        before = matches[at - 1][0] if at else ""
        abbreviated = left.startswith(".") and (
            f"{before.lower()}." in short or before.lower() in _FORMS or _initial(view, matches[at - 1])
        )
        opens = not before or (left != " " and _OPENS.search(left) is not None and not abbreviated)
        right = view[match.end() : matches[at + 1].start()] if at + 1 < len(matches) else "\n"
        after = matches[at + 1][0] if at + 1 < len(matches) and right.strip(" \n") == "" else ""
        tokens.append(_Token(match[0], match.span(), "" if opens else before, after, opens))
    return tokens


def _initial(view: str, match: re.Match[str]) -> bool:
    """Say whether a letter is somebody's initial, and not the unit of a number ("5C.")."""
    return len(match[0]) == 1 and not view[max(0, match.start() - 1) : match.start()].isdigit()


def _of_word(token: _Token, given: Given, mild: bool) -> Claim | None:
    """Return the claim that a word makes and nothing given holds; None for an ordinary or given one.

    mild: capitals say nothing here.
    """
    word = token.word
    if word in _RANKS and token.after and given.ranks(token.after, word):
        return Claim("title", token.span)
    if (held := given.title(word)) is not None and word[0].isupper():
        return None if held else Claim("title", token.span)
    if token.before.lower() in _FORMS and word[0].isupper():
        return None if given.name(word) or (mild and word.lower() in _FORMS) else Claim("name", token.span)
    if len(word) < 2 or given.name(word) or (mild and word.lower() in _GREETS):
        return None
    kind = _german(token, given) if given.lang == "de" else _english(token, given, mild)
    return Claim(kind, token.span) if kind else None


def _german(token: _Token, given: Given) -> str:
    word = token.word
    marked = not word[1:].islower() and any(char.isupper() for char in word[1:] if char.isalpha()) and "-" not in word
    if not word[0].isupper() and not marked:
        return ""
    if _STREET.fullmatch(word) and not given.told(word):
        return "name"
    if word in _ALWAYS or given.word(word):
        return ""
    if token.opens and not marked and _may_open(token, given):
        return ""
    return "name" if marked or (token.after[:1].isupper() and not given.word(token.after)) else "topic"


def _may_open(token: _Token, given: Given) -> bool:
    """Say whether a word that opens a sentence need be no noun: a verb ahead of its subject, an adjective ahead of a noun."""
    low = token.word.lower()
    if stem(low, "de") in words("de").opening or token.after in _PRONOUNS or _DESCRIBES.search(low):
        return True
    if low.endswith("n") and _MODAL.match(token.after):
        return True
    ahead = token.after[:1].isupper() and given.word(token.after)
    return bool(re.search(r"e[nmrs]?$", low)) and ahead and not given.name(token.after)


def _english(token: _Token, given: Given, mild: bool) -> str:
    word, cut = token.word, stem(token.word, "en")
    capital = any(char.isupper() for char in word)
    if capital and not token.opens and not mild:
        known = (
            word in _ALWAYS
            or word.split("'")[0].split("’")[0] in _ALWAYS
            or (given.word(word) and (cut not in words("en").ordinary or _SHORT.search(word)))
        )
        return "" if known else "name"
    if word in _ALWAYS or given.word(word):
        return "topic" if token.before.lower() == "your" and _WORKS.fullmatch(word) and not given.told(word) else ""
    if capital and (token.after[:1].isupper() or not _OPENING.search(word)):
        return "name"
    return "" if re.search(r"ly$", word) or _no_noun(token) else "topic"


def _no_noun(token: _Token) -> bool:
    """Say whether a small word is an adjective or stands where a verb does; what people do is not compared."""
    if _ADJECTIVE.search(token.word):
        return True
    if _NO_VERB.search(token.word):
        return False
    before = token.before.lower().split("'")[-1].split("’")[-1]
    return before in _VERB_BEFORE or token.opens or (token.word.endswith(("ed", "ing")) and before in _HAVE)


def _merged(view: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims of words, those that stand side by side as one."""
    merged: list[Claim] = []
    for claim in claims:
        last = merged[-1] if merged else None
        if (
            last
            and claim.kind != "title"
            and last.kind != "title"
            and _JOINT.fullmatch(view[last.span[1] : claim.span[0]])
        ):
            kind = "name" if "name" in (last.kind, claim.kind) else "topic"
            merged[-1] = Claim(kind, (last.span[0], claim.span[1]))
        else:
            merged.append(claim)
    return merged


def _whole_name(view: str, claim: Claim, given: Given) -> Claim:
    """Return a German claim with the ordinary word in capitals that follows it as a surname would: Petra Lang."""
    after = _SURNAME.match(view, claim.span[1]) if given.lang == "de" and claim.kind != "title" else None
    if not after or given.name(after[1]) or after[1].lower() in languages.get("de").common_words:
        return claim
    return Claim("name", (claim.span[0], after.end()))


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims in order; of two that overlap the longer stays."""
    kept: list[Claim] = []
    mask = bytearray(max((claim.span[1] for claim in claims), default=0))
    for claim in sorted(claims, key=lambda each: each.span[0] - each.span[1]):
        start, end = claim.span
        if not any(mask[start:end]):
            mask[start:end] = b"\1" * (end - start)
            kept.append(claim)
    return sorted(kept, key=lambda claim: claim.span)
