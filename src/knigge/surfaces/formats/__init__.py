"""Checked files into what other programs read: JSON, SARIF, Vale's JSON, reviewdog's rdjson, JUnit XML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from knigge.cards import Card
    from knigge.domain import Report

# What JSON and XML leave as it is: C1 controls, and marks that turn the direction of writing.
_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMATS = ("text", "json", "sarif", "vale", "rdjson", "junit")


class Checked(NamedTuple):
    """A report, the file that was checked as decoded text, and where in it each part of the message begins.

    content: the whole file without byte order mark.
    places: part name to offset in `content` in code points; a part that doesn't stand in the file as written
        (an encoded mail part, a subject given as an option) is absent.
    """

    report: Report
    content: str
    places: Mapping[str, int]


def render(name: str, checked: Sequence[Checked], cards: Sequence[Card]) -> str:
    """Return the checked files in a format; `text` is for people and made by the command line.

    cards: those whose findings may occur.
    Raises SettingsError for an unknown format.
    """
    if name == "json":
        return dumped([item.report.to_dict() for item in checked], indent=1)
    if name not in FORMATS or name == "text":
        from knigge.errors import SettingsError

        raise SettingsError(f"No format {name!r}. Known: {', '.join(FORMATS[1:])}.")
    text: str = import_module(f"{__name__}.{name}").render(checked, cards)
    return text


def dumped(value: object, indent: int) -> str:
    """Return a value as JSON that UTF-8 can hold and no terminal obeys."""
    return inert(whole(json.dumps(value, ensure_ascii=False, indent=indent)), "\\u{:04x}")


def inert(text: str, escape: str) -> str:
    """Return a text with escapes, which `escape` makes of their numbers, for characters that could steer a terminal."""
    return _STEERING.sub(lambda found: escape.format(ord(found[0])), text)


def whole(text: str) -> str:
    """Return a text with U+FFFD for lone surrogates, which no encoding can write."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def links(cards: Sequence[Card]) -> dict[str, str]:
    """Return the web address of each card that has one; sources are often cited without `https://`."""
    found = {}
    for card in cards:
        address = next((source.url for source in card.source if re.fullmatch(r"https?://[!-~]+", source.url)), "")
        if address:
            found[card.id] = address
    return found
