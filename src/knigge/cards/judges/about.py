"""Judges of substance: who writes, why to this person, what they share; with the brief where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knigge.cards.kinds import Hit
from knigge.domain import Case, Span

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
_FULL_NAME = re.compile(rf"{_CAPITAL}(?:[ ](?:von|van|der|den|de|zu|da|al|el|bin|{_CAPITAL}\.?))*[ ]{_CAPITAL}")
_ANY_NAME = re.compile(rf"(?<!\w){_CAPITAL}")
_ROLE = re.compile(
    r"\b(?:leit\w*|geschäftsführ\w*|vorstand\w*|ingenieur\w*|entwickler\w*|berater\w*|professor\w*|referent\w*|student\w*|"
    r"studier\w*|doktorand\w*|architekt\w*|assisten\w*|redakt\w*|gründer\w*|inhaber\w*|manager\w*|recruiter\w*|engineer\w*|"
    r"developer\w*|head|director|officer|founder|owner|lead|analyst\w*|editor|consultant|designer\w*|lecturer|researcher|"
    r"ceo|cto|cfo|coo|cio|vp|gmbh|ag|kg|e\.\s?v\.|inc|ltd|llc|universit\w*|hochschule|institut\w*|stadtwerke|university)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:ich|mich|mir|mein\w*|wir|uns|unser\w*|i|me|my|mine|we|us|our|ours)\b", re.I)
_SECOND_PERSON = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e\w?)?|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Yy]ou|[Yy]ours?)\b")
_CONTENT = re.compile(r"[^\W\d_]{5,}|\d{2,}")
_COMMON = frozenset(
    """
    about after because before could diese dieser dieses durch einen einer eines haben hatte ihnen ihrem ihren ihrer meine
    meinen meiner nicht schon sehr their there these thing unser unsere unserer waren wegen welche welcher wenig werden
    where which while would würde würden zwischen gerne seit über
    """.split()
)


def no_name(case: Case) -> Iterator[Hit]:
    """Fire where no name stands at the end, nor in the text as the writer's own."""
    if not case.body.view.strip() or _signed(case, _ANY_NAME) or _introduced(case):
        return
    yield Hit(None)


def full_name(case: Case) -> Iterator[Hit]:
    """Yield the writer's first and last name where they sign or introduce themselves."""
    if span := _signed(case, _FULL_NAME) or _introduced(case):
        yield Hit(span)


def role_of_sender(case: Case) -> Iterator[Hit]:
    """Yield the role or organisation that stands with the signature."""
    signature = case.body.parts.signature
    if signature is None:
        return
    if match := _ROLE.search(case.body.view, *signature):
        yield Hit(match.span())
    elif case.brief:
        yield from _first(case, (case.brief.sender.role, case.brief.sender.organisation))


def _signed(case: Case, name: re.Pattern[str]) -> Span | None:
    signature = case.body.parts.signature
    if signature is None:
        return None
    if case.brief and (known := _find(case.body.view, case.brief.sender.name)):
        return known
    match = name.search(case.body.view, *signature)
    return match.span() if match else None


def _introduced(case: Case) -> Span | None:
    match = re.search(
        rf"\b(?:[Mm]ein Name ist|[Ii]ch heiße|[Ii]ch heisse|[Ii]ch bin|[Mm]y name is|[Mm]y name's|I am|I['’]m|[Tt]his is)\s+({_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}})",
        case.body.view,
    )
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
    if case.brief and case.brief.common_ground and not any(ground_from_brief(case)):
        grounds = " ".join(f"{ground.name} {ground.detail}" for ground in case.brief.common_ground)
        if not any(_echoes(case, grounds)):
            yield Hit(None)


def generic_salutation(case: Case) -> Iterator[Hit]:
    """Yield a salutation to nobody where the name of the reader is known."""
    greeting = case.body.parts.greeting
    known = (case.brief.recipient.name if case.brief else "") or (case.message.recipient if case.message else "")
    if greeting and known:
        pattern = r"damen und herren|hallo zusammen|sir or madam|sir/madam|to whom it may|hiring manager|hi there|hello there|hey there"
        if re.search(pattern, case.body.view[greeting[0] : greeting[1]], re.I):
            yield Hit(greeting)


def sells_without_saying(case: Case) -> Iterator[Hit]:
    """Fire where the brief means to sell and the text never says that it is an offer."""
    if case.brief and case.brief.intent == "sales":
        said = r"\bangebot\w*|\banbiet\w*|\bbiete[nt]?\b|\bverkauf\w*|\boffer\w*|\bsell(?:ing|s)?\b|\bproposal\b|\bquot(?:e|ation)\b"
        if not re.search(said, case.body.view, re.I):
            yield Hit(None)


def links_before_writing(case: Case) -> Iterator[Hit]:
    """Fire where a stranger is asked to link although a message could go first."""
    if case.brief and case.brief.prior_contact == "none" and not case.brief.common_ground:
        yield Hit(None)


def mostly_about_self(case: Case) -> Iterator[Hit]:
    """Fire where I and we outnumber you by more than three to one, in a text long enough to tell."""
    written = "\n".join(case.body.view[start:end] for start, end in case.body.written())
    own, yours = len(_FIRST_PERSON.findall(written)), len(_SECOND_PERSON.findall(written))
    if own >= 5 and own > 3 * yours:
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
    return {word for word in _CONTENT.findall(unicodedata.normalize("NFC", text).lower()) if word not in _COMMON}


def _first(case: Case, names: tuple[str, ...]) -> Iterator[Hit]:
    for name in names:
        if span := _find(case.body.view, name):
            yield Hit(span)
            return


def _find(view: str, name: str) -> Span | None:
    """Return where `name` stands in the view, white space aside."""
    words = unicodedata.normalize("NFC", name).split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), view)
    return match.span() if match else None
