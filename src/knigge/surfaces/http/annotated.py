"""A text between markup, as LanguageTool's clients send it, into the text alone and the way back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from knigge.domain import Span
from knigge.surfaces.formats import whole
from knigge.surfaces.http.refusal import RefusedError

_FORM = 'data must be {"annotation": [{"text": "..."}, {"markup": "...", "interpretAs": "..."}]}.'


class Piece(NamedTuple):
    """A stretch of the text alone, and what stands for it in the text with markup."""

    start: int
    length: int
    original: int
    original_length: int
    markup: bool


class Annotated(NamedTuple):
    """A text as sent (`original`), and what of it is read (`text`)."""

    original: str
    text: str
    pieces: Sequence[Piece]

    def place(self, start: int, end: int) -> Span:
        """Return where a span of the text stands in the original; markup that stands for a part of it is taken whole."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        begin = first.original + (0 if first.markup else start - first.start)
        stop = last.original + (last.original_length if last.markup else end - last.start)
        return begin, stop

    def unbroken(self, start: int, end: int) -> bool:
        """Say whether a span of the text stands in the original as it is, without markup in it."""
        piece = self._piece(start)
        return not piece.markup and piece == self._piece(max(start, end - 1))

    def _piece(self, offset: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1)]


def plain(text: str) -> Annotated:
    """Return a text without markup."""
    text = whole(text)
    return Annotated(text, text, [Piece(0, len(text), 0, len(text), False)])


def read(data: str) -> Annotated:
    """Return the text in the `data` of a request.

    Raises RefusedError for anything else.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise RefusedError(400, f"data is not valid JSON. {_FORM}") from fault
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return plain(value["text"])
    if not isinstance(value, dict) or not isinstance(value.get("annotation"), list):
        raise RefusedError(400, _FORM)
    return _joined(value["annotation"])


def _joined(entries: list[Any]) -> Annotated:
    pieces, texts, originals = [], [], []
    start = original = 0
    for entry in entries:
        text, stood, markup = _entry(entry)
        if text:
            pieces.append(Piece(start, len(text), original, len(stood), markup))
        texts.append(text)
        originals.append(stood)
        start, original = start + len(text), original + len(stood)
    return Annotated("".join(originals), "".join(texts), pieces or [Piece(0, 0, 0, 0, False)])


def _entry(entry: Any) -> tuple[str, str, bool]:
    """Return what is read of an entry, what stood there, and whether that is markup."""
    fields = entry if isinstance(entry, dict) else {}
    text, markup, read_as = (fields.get(name) for name in ("text", "markup", "interpretAs"))
    if isinstance(text, str) and markup is None:
        return whole(text), whole(text), False
    if isinstance(markup, str) and text is None and isinstance(read_as, str | None):
        return whole(read_as or ""), whole(markup), True
    raise RefusedError(400, _FORM)
