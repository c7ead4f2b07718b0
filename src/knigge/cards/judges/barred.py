"""The user's list of those whom nobody is to write to, into whether a text goes to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.cards.rule import Hit
from knigge.domain import Case, Span

CARD = "do-not-contact"
_DOMAIN = re.compile(r"@?((?:[\w-]+\.)+[a-z]{2,})")
_ADDRESSES = re.compile(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+")


def not_to_be_contacted(case: Case) -> Iterator[Hit]:
    """Yield the first of the list whom a text of one's own goes to: by its brief, its head, or its greeting."""
    if not case.policy.do_not_contact or (case.message and not case.switchable and not case.brief):
        return
    names, addresses = _addressed(case)
    for entry in case.policy.do_not_contact:
        if span := _greeted(case, entry):
            yield Hit(span, values=(entry,))
            return
        if _is_listed(" ".join(entry.casefold().split()), names, addresses):
            yield Hit(None, values=(entry,))
            return


def _addressed(case: Case) -> tuple[str, set[str]]:
    """Return the names of whom a text goes to, and their addresses, all in lower case."""
    headers = case.message.headers if case.message and case.message.headers else {}
    head = [headers.get(name, "") for name in ("to", "cc", "bcc")]
    person = case.brief.recipient if case.brief else None
    told = [person.name, person.organisation, person.contact.email, person.contact.url] if person else []
    text = "\n".join((*head, *told)).casefold()
    site = re.findall(r"\b(?:https?://)([\w.-]+)", text)
    return _ADDRESSES.sub(" ", text), {*_ADDRESSES.findall(text), *(f"@{host}" for host in site)}


def _is_listed(entry: str, names: str, addresses: set[str]) -> bool:
    """Say whether an entry is one of the addresses, the domain of one, or stands whole among the names."""
    if "@" in entry[1:]:
        return entry in addresses
    if domain := _DOMAIN.fullmatch(entry):
        return any(re.search(rf"[@.]{re.escape(domain[1])}$", address) for address in addresses)
    return _words(entry).search(" ".join(names.split())) is not None


def _greeted(case: Case, entry: str) -> Span | None:
    """Return where a greeting names an entry."""
    greeting = case.body.parts.greeting
    found = _words(entry).search(case.body.view, *greeting) if greeting else None
    return found.span() if found else None


def _words(entry: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, entry.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
