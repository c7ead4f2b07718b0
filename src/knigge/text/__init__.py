"""A string into a `Text`: a normalised view with the way back, its parts, and its sentences."""

from collections.abc import Iterator
from typing import Literal

from knigge.domain import Block, Parts, Span, Text
from knigge.text.parts import find_parts
from knigge.text.split import sentences, words
from knigge.text.view import normalise

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
    controls = tuple(c for c in found.controls if not any(begin <= c.start < end for begin, end in quotations))
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


def _in_letter(block: Block, parts: Parts) -> Block:
    """Return a block, that of a signature or of a quoted reply named so."""
    start = block.span[0]
    if any(begin <= start < end for begin, end in parts.quoted):
        return block._replace(scope="quoted")
    signature = parts.signature
    return block._replace(scope="signature") if signature and signature[0] <= start < signature[1] else block


def _without(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> Iterator[Span]:
    for start, end in spans:
        for hole_start, hole_end in holes:
            if start < hole_end and hole_start < end:
                if start < hole_start:
                    yield start, hole_start
                start = hole_end
        if start < end:
            yield start, end
