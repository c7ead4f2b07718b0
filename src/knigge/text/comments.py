"""A plain text with comments for the checker into one without them, its offsets those of the text as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from knigge.domain import Control, Parts, Text
from knigge.text.parts import announced, find_parts
from knigge.text.view import normalise

_COMMENT = r"<!--\s*((?:knigge|vale)\s[^<>]*)-->"
# A comment that stands alone on its line takes the line with it; one in quoted lines is none of the writer's.
_CONTROL = re.compile(rf"(?im)^ *{_COMMENT} *(?:\n|\Z)|^ *>[^\n]*|{_COMMENT}")

Reader = Callable[[str, str, tuple[int, ...] | None, Parts], Text]


def without_controls(raw: str, read: Reader) -> Text:
    """Return the text that `read` makes of the rest, with the comments as controls from where they stood."""
    view, offsets = normalise(raw)
    places = offsets or range(len(view) + 1)
    kept: list[int] = []
    controls: list[Control] = []
    at = 0
    for comment in _controls(view):
        kept += range(at, comment.start())
        at = comment.end()
        words = " ".join((comment[1] or comment[2]).split())
        start, last = view.index("<!--", comment.start()), view.rindex("-->", 0, at) + 2
        controls.append(Control(len(kept), words, (places[start], places[last] + 1)))
    kept += range(at, len(view))
    rest = "".join([view[index] for index in kept])
    starts = (*(places[index] for index in kept), len(raw))
    stops = tuple(places[index + 1] for index in kept)
    return read(raw, rest, starts, find_parts(rest))._replace(stops=stops, controls=tuple(controls))


def _controls(view: str) -> Iterator[re.Match[str]]:
    """Yield the comments that the writer of a text means for the checker; what others wrote, below their names, has none."""
    return (comment for comment in _CONTROL.finditer(view, 0, announced(view)) if comment[1] or comment[2])
