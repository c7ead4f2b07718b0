"""Offsets in a part of a message into lines and columns of the file that holds it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple

from knigge.domain import Finding, Span
from knigge.surfaces.formats import Checked

Unit = Literal["code points", "utf-16", "utf-8"]

# Not splitlines(), which also ends lines at form feeds, U+2028 and others that no editor counts.
_LINE_END = re.compile(r"\r\n|\n|\r")

# The characters from which on a code point takes one more unit than those below.
_LONGER: dict[Unit, tuple[str, ...]] = {
    "code points": (),
    "utf-16": ("\U00010000",),
    "utf-8": ("\x80", "\u0800", "\U00010000"),
}


class Position(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


class Lines:
    """Where the lines of a text begin and end; columns count in code points, UTF-16 units or UTF-8 bytes."""

    def __init__(self, text: str, unit: Unit = "code points") -> None:
        found = [match.span() for match in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in found)]
        self._ends = [*(start for start, _ in found), len(text)]
        # Offsets of the longer characters, so that a file that is one long line takes no longer than others.
        self._longer = [[m.start() for m in re.finditer(f"[{least}-\U0010ffff]", text)] for least in _LONGER[unit]]

    def at(self, offset: int) -> Position:
        """Return the position of an offset in code points; right behind a line end it is on the next line."""
        line = bisect_right(self._starts, offset)
        return Position(line, self.units(offset) - self.units(self._starts[line - 1]) + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a position: beyond its line the line's end, inside a character that character's begin."""
        if position.line > len(self._starts):
            return self._ends[-1]
        start, end = self._starts[position.line - 1], self._ends[position.line - 1]
        units = self.units(start) + position.column - 1
        return max(start, bisect_right(range(start, end + 1), units, key=self.units) + start - 1)

    def units(self, offset: int) -> int:
        """Return how many units stand before an offset in code points."""
        return offset + sum(bisect_left(places, offset) for places in self._longer)


def span(checked: Checked, finding: Finding) -> Span | None:
    """Return where in the file a finding stands; None where something is missing or the part isn't there as written."""
    place = checked.places.get(finding.part)
    if place is None or finding.start is None or finding.end is None:
        return None
    return place + finding.start, place + finding.end
