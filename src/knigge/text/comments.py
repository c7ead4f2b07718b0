"""A plain text with comments for the checker into one without them, its offsets those of the text as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from knigge.domain import Control, Parts, Text
from knigge.text.parts import find_parts
from knigge.text.view import normalise

_COMMENT = r"<!--\s*((?:knigge|vale)\s[^<>]*?)\s*-->"
# A comment that stands alone on its line takes the line with it; one in quoted lines is none of the writer's.
_CONTROL = re.compile(rf"(?im)^[ \t]*{_COMMENT}[ \t]*(?:\r?\n|\Z)|^[ \t]*>[^\n]*|{_COMMENT}")

Reader = Callable[[str, str, tuple[int, ...] | None, Parts], Text]


def controls(raw: str) -> Iterator[re.Match[str]]:
    """Yield the comments that the writer of a text means for the checker."""
    return (comment for comment in _CONTROL.finditer(raw) if comment[1] or comment[2])


def without_comments(raw: str) -> str:
    """Return a text without them."""
    return "".join(piece for piece, _ in _rest(raw))


def _rest(raw: str) -> Iterator[tuple[str, int]]:
    """Yield what stands between the comments, and where."""
    at = 0
    for comment in controls(raw):
        yield raw[at : comment.start()], at
        at = comment.end()
    yield raw[at:], at


def without_controls(raw: str, read: Reader) -> Text:
    """Return the text that `read` makes of the rest, with the comments as controls from where they stood."""
    kept = list(_rest(raw))
    rest = "".join(piece for piece, _ in kept)
    places = [start + index for piece, start in kept for index in range(len(piece))]
    view, offsets = normalise(rest)
    inside = offsets or tuple(range(len(view) + 1))
    starts = tuple(places[place] if place < len(places) else len(raw) for place in inside)
    stops = tuple(places[place - 1] + 1 for place in inside[1:])
    found, length = [], 0
    for (piece, _), comment in zip(kept, controls(raw), strict=False):
        length += len(piece)
        found.append(Control(bisect_left(inside, length), " ".join((comment[1] or comment[2]).split())))
    return read(raw, view, starts, find_parts(view))._replace(stops=stops, controls=tuple(found))
