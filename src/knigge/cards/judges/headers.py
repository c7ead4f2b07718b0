"""Judges of a mail's headers: what they tell about how it was sent, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knigge.cards.rule import Hit
from knigge.domain import Case

# The headers of mail to many (RFC 2369, 2919, 3834; Precedence is older than they are), and values that say nothing.
_BULK = {
    "list-unsubscribe": "",
    "list-id": "",
    "list-post": "",
    "mailing-list": "",
    "precedence": r"bulk|list|junk",
    "auto-submitted": r"auto-\w+",
}


def sent_in_bulk(case: Case) -> Iterator[Hit]:
    """Yield the header of a mail that says that it was sent to many, or by a program."""
    headers = _headers(case)
    if name := bulk(headers):
        yield _whole(name, headers)


def bulk(headers: Mapping[str, str]) -> str:
    """Return the name of the header that tells of mail to many, or by a program; "" where none does."""
    told = (name for name, value in _BULK.items() if headers.get(name) and re.search(value, headers[name], re.I))
    return next(told, "")


def not_addressed(case: Case) -> Iterator[Hit]:
    """Yield the recipients of a mail where the user's own address, which the profile knows, is not among them."""
    own = case.profile.contact.email.casefold() if case.profile else ""
    headers = _headers(case)
    if not own or not headers.get("to"):
        return
    if own not in _addresses(f"{headers['to']},{headers.get('cc', '')}"):
        yield _whole("to", headers)


def answers_elsewhere(case: Case) -> Iterator[Hit]:
    """Yield a Reply-To that leads to another house than the sender's."""
    headers = _headers(case)
    if not headers.get("reply-to"):
        return
    reply, sender = _house(headers["reply-to"]), _house(headers.get("from", ""))
    if reply and sender and reply != sender:
        yield _whole("reply-to", headers)


def _headers(case: Case) -> Mapping[str, str]:
    return case.message.headers if case.message else {}


def _house(header: str) -> str:
    """Return the last two labels of the first address's domain: `kiel.example` of `ole@mail.kiel.example`."""
    first = next(iter(_addresses(header)), "")
    return ".".join(first.rpartition("@")[2].split(".")[-2:])


def _addresses(header: str) -> list[str]:
    return [word.casefold() for word in re.split(r"[\s<>,;\"]+", header) if "@" in word]


def _whole(name: str, headers: Mapping[str, str]) -> Hit:
    return Hit((0, len(headers[name])), part=f"header:{name}")
