"""A string into a `Text`: a normalised view with the way back, its parts, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from sys import maxsize
from typing import TYPE_CHECKING, Literal

from knigge.domain import Block, Control, Parts, Text
from knigge.text.parts import announced, find_parts
from knigge.text.spans import union, within, without
from knigge.text.split import sentences, words
from knigge.text.view import normalise

if TYPE_CHECKING:
    from knigge.text.markdown import Prose

__all__ = ["Markup", "parse", "plain", "sentences", "union", "within", "without", "words"]

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
    parts = _in_paragraphs(found.view, find_parts(found.view), found.blocks)
    quotations = tuple(block.span for block in found.blocks if block.scope == "blockquote")
    greeting = None if parts.greeting and within((parts.greeting,), quotations) else parts.greeting
    own = parts._replace(greeting=greeting, body=tuple(without(parts.body, quotations)))
    blocks = tuple(piece for block in found.blocks for piece in _in_letter(block, parts, found.view))
    controls = tuple(_own(found, parts))
    if offsets:
        controls = tuple(c._replace(place=(offsets[c.place[0]], offsets[c.place[1]])) for c in controls)
    return _text(raw, found.view, starts, own)._replace(stops=stops, blocks=blocks, controls=controls)


def _in_paragraphs(view: str, parts: Parts, blocks: tuple[Block, ...]) -> Parts:
    """Return the parts of a letter, without an end that is none in a document.

    That is one in a table or a list, and a mere name inside a paragraph where nobody is greeted.
    """
    end = parts.closing or parts.signature
    if end is None:
        return parts
    block = next((block for block in blocks if block.span[0] <= end[0] < block.span[1]), None)
    signs = parts.closing or parts.greeting or block is None or not view[block.span[0] : end[0]].strip()
    if signs and (block is None or block.scope == "text"):
        return parts
    start = parts.greeting[1] if parts.greeting else 0
    stop = parts.quoted[0][0] if parts.quoted else len(view)
    return parts._replace(closing=None, signature=None, body=((start, stop),))


def _own(found: Prose, parts: Parts) -> Iterator[Control]:
    """Yield the controls that stand neither in a quoted line nor below the name of somebody who is quoted."""
    end = len(found.view)
    first = announced(found.view)
    quoted = [span for span in parts.quoted if span[0] < first] + ([(first, end)] if first < end else [])
    places = sorted((found.starts[start], found.starts[stop] if stop < end else maxsize) for start, stop in quoted)
    return (control for control in found.controls if not within((control.place,), places))


def _in_letter(block: Block, parts: Parts, view: str) -> list[Block]:
    """Return the pieces of a block, those of a signature or of a quoted reply named so."""
    quoted = within((block.span,), parts.quoted)
    signature = within((block.span,), (parts.signature,) if parts.signature else ())
    pieces = [Block("quoted", span) for span in quoted] + [Block("signature", span) for span in signature]
    own = without((block.span,), union(piece.span for piece in pieces))
    pieces += [Block(block.scope, span) for span in own if view[slice(*span)].strip()]
    return sorted(pieces, key=lambda piece: piece.span)
