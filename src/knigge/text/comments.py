"""A plain text with comments for the checker into one without them, its offsets those of the text as written."""

from __future__ import annotations

import re
from collections.abc import Callable

from knigge.domain import Control, Parts, Text
from knigge.text.parts import find_parts
from knigge.text.view import normalise

# A comment that stands alone on its line takes the line with it.
_CONTROL = re.compile(
    r"(?:(?<=\n)|\A)[ \t]*<!--\s*((?:knigge|vale)\s[^<>]*?)\s*-->[ \t]*(?:\r?\n|\Z)|<!--\s*((?:knigge|vale)\s[^<>]*?)\s*-->"
)

Reader = Callable[[str, str, tuple[int, ...] | None, Parts], Text]


def without_controls(raw: str, read: Reader) -> Text:
    """Return the text that `read` makes of the rest, with the comments as controls from where they stood."""
    kept: list[tuple[str, int]] = []
    controls, at, length = [], 0, 0
    for comment in _CONTROL.finditer(raw):
        kept.append((raw[at : comment.start()], at))
        length += comment.start() - at
        controls.append((length, " ".join((comment[1] or comment[2]).split())))
        at = comment.end()
    kept.append((raw[at:], at))
    rest = "".join(piece for piece, _ in kept)
    places = [start + index for piece, start in kept for index in range(len(piece))]
    view, offsets = normalise(rest)
    inside = offsets or tuple(range(len(view) + 1))
    starts = tuple(places[place] if place < len(places) else len(raw) for place in inside)
    stops = tuple(places[place - 1] + 1 for place in inside[1:])
    text = read(raw, view, starts, find_parts(view))
    return text._replace(stops=stops, controls=tuple(_at(inside, *control) for control in controls))


def _at(inside: tuple[int, ...], length: int, words: str) -> Control:
    """Return a control at the view offset of a place in the rest."""
    from bisect import bisect_left

    return Control(bisect_left(inside, length), words)
