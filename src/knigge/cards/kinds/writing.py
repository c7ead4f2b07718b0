"""The fixes of a hit into the words of the text as it was written, whose markup and odd characters stay."""

from __future__ import annotations

from knigge.cards.rule import Hit
from knigge.domain import Fix, Span, Text


def as_written(text: Text, hit: Hit) -> tuple[Fix, ...]:
    """Return the fixes of a hit, each for the raw text that it covers.

    Only what a fix changes is replaced there. Where that holds more than the view shows, such as half of an emphasis, the
    fix is not safe.
    """
    return tuple(_as_written(text, hit.span, fix) for fix in hit.fixes) if hit.span else hit.fixes


def _as_written(text: Text, span: Span, fix: Fix) -> Fix:
    seen = text.view[slice(*span)]
    left, right = fix.kept(seen)
    begin, stop = span[0] + left, span[1] - right
    start, end = text.original(span)
    at, to = text.original((begin, stop)) if begin < stop else (_behind(text, begin, span),) * 2
    whole = text.raw[at:to].split() == text.view[begin:stop].split()
    changed = fix.text[left : len(fix.text) - right]
    return Fix(text.raw[start:at] + changed + text.raw[to:end], fix.safe and whole and start <= at <= to <= end)


def _behind(text: Text, at: int, span: Span) -> int:
    """Return where in the raw text something is put in at a place of the view: right behind what stands before it."""
    return text.original((at - 1, at))[1] if at > span[0] else text.original(span)[0]
