"""Lists of spans into what they have in common and what is left of them; all are in order, and none overlaps another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from knigge.domain import Span

_end = itemgetter(1)


def within(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Return what both lists cover, cut where either is cut."""
    found = []
    for start, end in spans:
        at = bisect_right(others, start, key=_end)
        while at < len(others) and others[at][0] < end:
            found.append((max(start, others[at][0]), min(end, others[at][1])))
            at += 1
    return found


def without(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Return `spans` less `holes`."""
    left = []
    for start, end in spans:
        at = bisect_right(holes, start, key=_end)
        while at < len(holes) and holes[at][0] < end:
            if start < holes[at][0]:
                left.append((start, holes[at][0]))
            start = holes[at][1]
            at += 1
        if start < end:
            left.append((start, end))
    return left


def union(spans: Iterable[Span]) -> list[Span]:
    """Return spans that may overlap in order, those that do as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
