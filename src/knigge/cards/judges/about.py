"""Judges of substance: who writes, why to this person, what they share; with the brief where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knigge import languages
from knigge.cards.rule import Hit
from knigge.domain import Case, Span
from knigge.matching import compiled, lazily, runs, shape

_CAPITAL = r"(?:[dl]['’])?[A-Z][\w'’-]*"
_FULL_NAME = rf"{_CAPITAL}(?:[ ](?:von|van|der|den|de|zu|da|al|el|bin|{_CAPITAL}\.?))*[ ]{_CAPITAL}"
_INTRODUCTION = (
    r"\b(?:[Mm]ein Name ist|[Ii]ch hei(?:x|ss)e|[Ii]ch bin|[Mm]y name(?: is|'s)|I am|I'm|[Tt]his is)\s+"
    rf"({_CAPITAL}(?: {_CAPITAL}){{0,3}}|[\[{{<]+[^\]}}>\n]{{2,40}}[\]}}>]+)"
)
# A name in a text whose letters are as written.
_LETTERED = r"[A-ZÀ-ÖØ-ÞŒŸ][^\W\d_][\w'’-]*"
# What each introduction holds; most texts hold none of it.
_SPOKEN = ("ame ", "ame'", "ame’", "ch bin", "ch hei", "I am", "I'm", "I’m", "his is")
_NOBODY = (
    r"\b(?:damen und herren|zusammen|allerseits|miteinander|sir or madam|sir/madam|whom it may concern|hiring manager|"
    r"there|everyone|all|folks)\b|\bdear sirs?\s*(?:[,:!]|$)"
)
# A greeting that is a first name and nothing else, and thanks for what the reader wrote.
_CALLED = lazily(r"\s*[^\W\d_]+\s*[,:–-]*\s*")
_ANSWERS = lazily(
    r"\b(?:dank\w*\s+für\s+(?:(?:Ihr|dein|euer|eur)e?\w*|die|das)\s+(?:[a-zäöüß]+\s+){0,2}(?:e-?mails?|nachricht|antwort|rückmeldung|schreiben|zusage|zusendung|anruf)|"
    r"thanks?(?:\s+you)?\s+(?:\w+\s+){0,2}for\s+(?:your|the)\s+(?:\w+\s+){0,2}(?:e-?mail|mail|message|reply|note|response|answer|call|update)|"
    r"(?:bis\s+(?:bald|morgen|später|dann)|see\s+you|hab\w*\s+(?:euch|dich)\s+lieb|bussi+|küsschen|g?lg)\W*$)",
    re.I | re.M,
)
_FIRST_PERSON = frozenset(
    b"""
    ich mich mir mein meine meinem meinen meiner meines meins wir uns unser unsere unserem unseren unserer unseres i me my
    mine we us our ours
    """.split()
)
_MANY = 5
_SECOND_PERSON = r"\b(?:Sie|Ihnen|Ihr(?:e\w?)?|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Yy]ou|[Yy]ours?)\b"
_CONTENT = r"[^\W\d_]{5,}|\d{2,}"
_COMMON = frozenset(
    """
    about after because before could diese dieser dieses durch einen einer eines haben hatte ihnen ihrem ihren ihrer meine
    meinen meiner nicht schon sehr their there these thing unser unsere unserer waren wegen welche welcher wenig werden
    where which while would würde würden zwischen gerne seit über
    """.split()
)


def name(case: Case) -> Iterator[Hit]:
    """Yield the name, full or not, that stands at the end, or in the text as the writer's own."""
    signature = case.body.parts.signature
    if signature and re.search(r"[^\W\d_]{2,}", case.body.view[slice(*signature)]):
        yield Hit(signature)
    elif introduced := _introduced(case):
        yield Hit(introduced)


def unsigned(case: Case) -> Iterator[Hit]:
    """Fire where no name says who writes; of mail that was received, only where nothing shows that the two know each other.

    A name before the sender's address will do, and of received mail, who quotes an earlier mail, thanks for one, or calls the reader by the mere first
    name ("Karen, ...") writes to somebody who knows whom from.
    """
    if any(name(case)) or (case.message and (case.message.sender or _in_contact(case))):
        return
    yield Hit(None)


def _in_contact(case: Case) -> bool:
    greeting, view = case.body.parts.greeting, case.body.view
    if case.body.parts.quoted:
        return True
    called = greeting and _CALLED.fullmatch(view[slice(*greeting)])
    return bool(called) or _ANSWERS.search(view) is not None


def full_name(case: Case) -> Iterator[Hit]:
    """Yield the writer's first and last name where they sign or introduce themselves."""
    if span := _signed(case) or _introduced(case):
        yield Hit(span)


def role_of_sender(case: Case) -> Iterator[Hit]:
    """Yield the role or organisation of the brief where it stands in the signature."""
    signature = case.body.parts.signature
    if case.brief and signature:
        yield from _first(case, (case.brief.sender.role, case.brief.sender.organisation), signature[0])


def _signed(case: Case) -> Span | None:
    """Return the full name in the first two lines of the signature."""
    signature = case.body.parts.signature
    if signature is None:
        return None
    if case.brief and (known := _find(case.body.view, case.brief.sender.name)):
        return known
    start = (
        signature[0]
        + len(case.body.view[slice(*signature)])
        - len(case.body.view[slice(*signature)].lstrip(" ,.!\n-–—/"))
    )
    head = "\n".join(case.body.view[start : signature[1]].split("\n")[:2])
    match = compiled(_FULL_NAME).search(shape(head))
    return (start + match.start(), start + match.end()) if match else None


def _introduced(case: Case) -> Span | None:
    if own := languages.get(case.lang).introductions:
        match = re.search(rf"\b(?:{own})\s+((?-i:{_LETTERED}(?: {_LETTERED}){{0,3}}))", case.body.view, re.I)
        return match.span(1) if match else None
    if not any(map(case.body.view.__contains__, _SPOKEN)):
        return None
    match = compiled(_INTRODUCTION).search(shape(case.body.view))
    return match.span(1) if match else None


def why_from_brief(case: Case) -> Iterator[Hit]:
    """Yield what the text takes from the brief's reason for this person."""
    if case.brief:
        yield from _echoes(case, case.brief.why_you)


def purpose_from_brief(case: Case) -> Iterator[Hit]:
    """Yield what the text takes from the brief's reason for writing or its ask."""
    if case.brief:
        yield from _echoes(case, f"{case.brief.reason} {case.brief.ask}")


def ground_from_brief(case: Case) -> Iterator[Hit]:
    """Yield the common ground of the brief that the text names."""
    if case.brief:
        yield from _first(case, tuple(ground.name for ground in case.brief.common_ground))


def contact_from_brief(case: Case) -> Iterator[Hit]:
    """Yield the way to reach the sender that the brief knows and the text names."""
    if case.brief:
        yield from _first(case, case.brief.sender.contact.lines())


def ground_not_named(case: Case) -> Iterator[Hit]:
    """Fire where the brief knows common ground and the text names none of it."""
    named = case.brief and any(ground.name or ground.detail for ground in case.brief.common_ground)
    if case.brief and named and not any(ground_from_brief(case)):
        grounds = " ".join(f"{ground.name} {ground.detail}" for ground in case.brief.common_ground)
        if not any(_echoes(case, grounds)):
            yield Hit(None)


def why_not_named(case: Case) -> Iterator[Hit]:
    """Fire where the brief says why to this person and the text takes nothing from it, nor names common ground."""
    if case.brief and case.brief.why_you and not any(why_from_brief(case)) and not any(ground_from_brief(case)):
        yield Hit(None)


def generic_salutation(case: Case) -> Iterator[Hit]:
    """Yield a salutation to nobody where the name of the reader is known."""
    greeting = case.body.parts.greeting
    known = (case.brief.recipient.name if case.brief else "") or (case.message.recipient if case.message else "")
    nobody = languages.get(case.lang).nobody or _NOBODY
    if greeting and known and re.search(nobody, case.body.view[greeting[0] : greeting[1]], re.I):
        yield Hit(greeting)


def sells_without_saying(case: Case) -> Iterator[Hit]:
    """Fire where the brief means to sell and the text never says that it is an offer."""
    said = f"{case.subject.view}\n{case.body.view}"
    if case.brief and case.brief.intent == "sales" and not languages.offers().search(said):
        yield Hit(None)


def links_before_writing(case: Case) -> Iterator[Hit]:
    """Fire where a stranger is asked to link although a message could go first."""
    if case.brief and case.brief.prior_contact == "none" and not case.brief.common_ground:
        yield Hit(None)


def mostly_about_self(case: Case) -> Iterator[Hit]:
    """Fire where I and we outnumber you by more than three to one, in a text long enough to tell."""
    written = "\n".join(case.body.view[start:end] for start, end in case.body.written())
    language = languages.get(case.lang)
    mine = frozenset(word.encode() for word in language.me) or _FIRST_PERSON
    own = sum(map(mine.__contains__, runs(written)))
    if own >= _MANY and own > 3 * len(re.findall(language.you or _SECOND_PERSON, written)):
        yield Hit(None)


def _echoes(case: Case, source: str) -> Iterator[Hit]:
    """Yield the sentence that shares most content words with `source`, when it shares enough of them."""
    wanted = _content(source)
    best, score = None, 0
    for start, end in case.body.sentences:
        shared = len(wanted & _content(case.body.view[start:end]))
        if shared > score:
            best, score = (start, end), shared
    if best and score >= min(2, len(wanted)):
        yield Hit(best)


def _content(text: str) -> set[str]:
    return {word for word in re.findall(_CONTENT, unicodedata.normalize("NFC", text).lower()) if word not in _COMMON}


def _first(case: Case, names: tuple[str, ...], start: int = 0) -> Iterator[Hit]:
    """Yield the first of the names that stands at `start` or behind it."""
    for name in names:
        if span := _find(case.body.view, name, start):
            yield Hit(span)
            return


def _find(view: str, name: str, start: int = 0) -> Span | None:
    """Return where `name` stands in the view at `start` or behind it, white space aside."""
    words = unicodedata.normalize("NFC", name).split()
    if not words:
        return None
    match = re.compile(r"\s+".join(map(re.escape, words))).search(view, start)
    return match.span() if match else None
