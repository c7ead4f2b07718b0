"""A check's scope and a text into the passages to look in.

Letters have the scopes `text` (greeting, body and closing in one), `all` (quotations and signature too), `greeting`,
`body`, `closing`, `signature`, `sentence`, `paragraph` and `raw`; `subject` is the subject line. Marked-up text has
Vale's: its blocks are `text.md`, `heading.h1.md` ..., `list`, `blockquote`, `table.header`, `table.cell` and `attr.alt`,
each also a `text` for the rules of a pack; a selector names sections (`heading.h2`), `&` joins and `~` negates them.
`summary` is all blocks, for measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from knigge.domain import Block, Span, Text
from knigge.matching import Passage, fold
from knigge.text import sentences

LETTER = ("text", "all", "greeting", "body", "closing", "signature", "subject")
_SIZED = ("sentence", "paragraph", "summary", "raw")
_BLOCKS = frozenset(
    "text md txt heading h1 h2 h3 h4 h5 h6 list blockquote table header cell caption attr alt figure".split()
)
_KNOWN = _BLOCKS | frozenset(LETTER) | frozenset(_SIZED)


class Places:
    """The passages of one text by scope, each laid out once."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.folded = fold(text.view)
        self._made: dict[tuple[tuple[str, ...], bool], list[Passage]] = {}

    def passages(self, scope: tuple[str, ...], pack: bool) -> list[Passage]:
        """Return the passages of a scope; none of them is empty."""
        key = (scope, pack)
        if key not in self._made:
            found = dict.fromkeys(pieces for name in scope for pieces in self._pieces(name, pack) if pieces)
            kinds = {block.span: block.scope for block in self.text.blocks}
            self._made[key] = [
                Passage(self.text.view, pieces, self.folded, kinds.get(pieces[0], "")) for pieces in found
            ]
        return self._made[key]

    def whole(self) -> Passage:
        """Return the text from end to end."""
        return self.passages(("all",), pack=False)[0]

    def _pieces(self, scope: str, pack: bool) -> Iterator[tuple[Span, ...]]:
        text = self.text
        sections, negated = selector(scope)
        if scope in ("subject", "all", "raw"):
            yield ((0, len(text.view)),) if text.view else ()
        elif scope in ("greeting", "closing", "signature"):
            span = getattr(text.parts, scope)
            yield (span,) if span else ()
        elif scope == "body":
            yield text.parts.body
        elif text.blocks and (pack or scope != "text"):
            yield from _of_blocks(text, sections, negated)
        elif "sentence" in sections:
            yield from ((span,) for span in text.sentences)
        elif sections & {"paragraph", "summary"}:
            yield from ((span,) for written in text.written() for span in _paragraphs(text.view, written))
        elif sections <= {"text", "txt"} and not negated & {"text", "txt"}:
            yield text.written()


@cache
def selector(scope: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sections that a scope asks for, and those that it forbids."""
    parts = [part.strip() for part in scope.split("&")]
    asked = frozenset(name for part in parts if not part.startswith("~") for name in part.split("."))
    return asked, frozenset(name for part in parts if part.startswith("~") for name in part[1:].split("."))


def unknown(scope: Sequence[str]) -> set[str]:
    """Return the sections of a scope that no text has."""
    sections = set().union(*(asked | negated for asked, negated in map(selector, scope)))
    return {name for name in sections if name not in _KNOWN}


def _of_blocks(text: Text, asked: frozenset[str], negated: frozenset[str]) -> Iterator[tuple[Span, ...]]:
    for block in text.blocks:
        sections = _sections(block)
        if not asked - sections <= set(_SIZED) or (negated and negated <= sections):
            continue
        if "sentence" in asked:
            yield from ((span,) for span in sentences(text.view, block.span))
        elif "paragraph" not in asked or block.scope == "text":
            yield (block.span,)


def _sections(block: Block) -> frozenset[str]:
    if block.scope in ("quoted", "signature"):
        return frozenset()
    return frozenset(block.scope.split(".")) | {"text", "md"}


def _paragraphs(view: str, span: Span) -> Iterator[Span]:
    start, stop = span
    while start < stop:
        end = view.find("\n\n", start, stop)
        end = stop if end < 0 else end
        if view[start:end].strip():
            yield start, end
        start = end + 2
