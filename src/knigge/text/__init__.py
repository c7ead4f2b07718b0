"""A string into a `Text`: a normalised view with the way back, its parts, and its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from sys import maxsize
from typing import TYPE_CHECKING, Literal

from knigge.domain import Block, Control, Parts, Span, Text
from knigge.text.parts import announced, find_parts
from knigge.text.split import sentences, words
from knigge.text.view import normalise

if TYPE_CHECKING:
    from knigge.text.markdown import Prose

__all__ = ["Markup", "parse", "plain", "sentences", "words"]

Markup = Literal["plain", "markdown"]


def parse(raw: str, markup: Markup = "plain", controls: bool = False) -> Text:
    """Read a message: greeting, body, closing, signature, quoted part, and the sentences of what was written.

    controls: whether comments such as `<!-- knigge off -->` are read as meant for the checker; they do in a text that
    is being written, and never in one that was received.
    """
    if markup == "markdown":
        return _marked_up(raw)
    if controls and "<!--" in raw:
        from knigge.text.comments import without_controls

        return without_controls(raw, _text)
    view, offsets = normalise(raw)
    return _text(raw, view, offsets, find_parts(view))


def plain(raw: str) -> Text:
    """Read a line that has no letter parts, such as a subject."""
    view, offsets = normalise(raw)
    whole = (0, len(view))
    return Text(raw, view, offsets, Parts(body=(whole,) if view else ()), (whole,) if view else ())


def _text(raw: str, view: str, offsets: tuple[int, ...] | None, parts: Parts) -> Text:
    spans = (parts.greeting, *parts.body, parts.closing)
    found = [s for span in spans if span for s in sentences(view, span)]
    return Text(raw, view, offsets, parts, tuple(sorted(found)))


def _marked_up(raw: str) -> Text:
    """Read a Markdown text: the letter parts are found in its prose, and a block quotation is none of the writer's words."""
    from knigge.text.markdown import prose

    view, offsets = normalise(raw)
    found = prose(view)
    starts, stops = found.starts, found.stops
    if offsets:
        starts, stops = tuple(offsets[at] for at in starts), tuple(offsets[at] for at in stops)
    parts = _in_paragraphs(find_parts(found.view), found.blocks, len(found.view))
    quotations = tuple(block.span for block in found.blocks if block.scope == "blockquote")
    own = parts._replace(body=tuple(_without(parts.body, quotations)))
    blocks = tuple(_in_letter(block, parts) for block in found.blocks)
    controls = tuple(_own(found, parts))
    if offsets:
        controls = tuple(c._replace(place=(offsets[c.place[0]], offsets[c.place[1]])) for c in controls)
    return _text(raw, found.view, starts, own)._replace(stops=stops, blocks=blocks, controls=controls)


def _in_paragraphs(parts: Parts, blocks: tuple[Block, ...], end: int) -> Parts:
    """Return the parts of a letter without a closing that stands in a table or a list."""
    if parts.closing is None:
        return parts
    at = parts.closing[0]
    scope = next((block.scope for block in blocks if block.span[0] <= at < block.span[1]), "text")
    if scope == "text":
        return parts
    start = parts.greeting[1] if parts.greeting else 0
    stop = parts.quoted[0][0] if parts.quoted else end
    return parts._replace(closing=None, signature=None, body=((start, stop),))


def _own(found: Prose, parts: Parts) -> Iterator[Control]:
    """Yield the controls that stand neither in a quoted line nor below the name of somebody who is quoted."""
    end = len(found.view)
    first = announced(found.view)
    quoted = [span for span in parts.quoted if span[0] < first] + ([(first, end)] if first < end else [])
    places = sorted((found.starts[start], found.starts[stop] if stop < end else maxsize) for start, stop in quoted)
    return (control for control in found.controls if not _within(places, control.place[0]))


def _in_letter(block: Block, parts: Parts) -> Block:
    """Return a block, that of a signature or of a quoted reply named so."""
    start = block.span[0]
    if _within(parts.quoted, start):
        return block._replace(scope="quoted")
    signature = parts.signature
    return block._replace(scope="signature") if signature and signature[0] <= start < signature[1] else block


def _within(spans: Sequence[Span], at: int) -> bool:
    """Say whether a place is in one of the spans, which stand in order and apart."""
    before = bisect_right(spans, at, key=itemgetter(0))
    return before > 0 and at < spans[before - 1][1]


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> Iterator[Span]:
    """Yield `spans` less `holes`; both in order and apart."""
    for start, end in spans:
        for index in range(bisect_right(holes, start, key=itemgetter(1)), len(holes)):
            hole_start, hole_end = holes[index]
            if hole_start >= end:
                break
            if start < hole_start:
                yield start, hole_start
            start = hole_end
        if start < end:
            yield start, end
