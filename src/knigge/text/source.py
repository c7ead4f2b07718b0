"""A marked-up text as it stands, markup and all, with the parts and blocks that were read from it."""

from __future__ import annotations

from bisect import bisect_left

from knigge.domain import Parts, Span, Text


def placed(source: Text, read: Text) -> Text:
    """Return a text as it stands with the parts and blocks of `read`, each where it was written.

    source: `plain(read.raw)`. Blocks may overlap there: the description of an image stands inside of its paragraph.
    """
    if read.offsets is None or read.stops is None:
        return source._replace(parts=read.parts, blocks=read.blocks)
    offsets, starts, stops = source.offsets, read.offsets, read.stops

    def place(span: Span) -> Span:
        begin, end = min(starts[slice(*span)]), max(stops[slice(*span)])
        return (bisect_left(offsets, begin), bisect_left(offsets, end)) if offsets else (begin, end)

    def perhaps(span: Span | None) -> Span | None:
        return place(span) if span else None

    greeting, body, closing, signature, quoted = read.parts
    parts = Parts(
        perhaps(greeting), tuple(map(place, body)), perhaps(closing), perhaps(signature), tuple(map(place, quoted))
    )
    return source._replace(parts=parts, blocks=tuple(block._replace(span=place(block.span)) for block in read.blocks))
