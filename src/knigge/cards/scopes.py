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
from knigge.matching import Passage, View
from knigge.text import sentences

LETTER = ("text", "all", "greeting", "body", "closing", "signature", "subject")
_SIZED = ("sentence", "paragraph", "summary", "raw")
_BLOCKS = frozenset(
    "text md txt heading h1 h2 h3 h4 h5 h6 list blockquote table header cell caption attr alt figure".split()
)
_KNOWN = _BLOCKS | frozenset(LETTER) | frozenset(_SIZED)


class Places:
    """The passages of one text by scope, each laid out once.

    part: which of a message's texts it is; a scope that names others as well is looked for in each of them.
    """

    def __init__(self, text: Text, part: str = "body") -> None:
        self.text = text
        self.part = part
        self.view = View(text.view)
        self._made: dict[tuple[tuple[str, ...], bool], list[Passage]] = {}

    def passages(self, scope: tuple[str, ...], pack: bool) -> list[Passage]:
        """Return the passages of a scope; none of them is empty."""
        key = (scope, pack)
        if key not in self._made:
            names = [name for name in scope if looks_at(name, self.part)]
            found = dict.fromkeys(pieces for name in names for pieces in self._pieces(name, pack) if pieces)
            kinds = {block.span: block.scope for block in self.text.blocks}
            self._made[key] = [Passage(self.view, pieces, kinds.get(pieces[0], "")) for pieces in found]
        return self._made[key]

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
        elif sections <= {"text", "txt"} and not any(group <= {"text", "txt"} for group in negated):
            yield text.written()


def looks_at(scope: str, part: str) -> bool:
    """Say whether one scope of a check has to do with a part of a message; `raw` is the body before it was read."""
    if part == "body":
        return scope not in ("subject", "raw")
    return scope == part or (scope == "all" and part == "subject")


@cache
def selector(scope: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """Return the sections that a scope asks for, and the groups of sections that it forbids."""
    parts = [part.strip() for part in scope.split("&")]
    asked = frozenset(name for part in parts if not part.startswith("~") for name in part.split("."))
    return asked, tuple(frozenset(part[1:].split(".")) for part in parts if part.startswith("~"))


def unknown(scope: Sequence[str]) -> set[str]:
    """Return the sections of a scope that no text has."""
    sections = set().union(*(asked.union(*negated) for asked, negated in map(selector, scope)))
    return {name for name in sections if name not in _KNOWN}


def _of_blocks(text: Text, asked: frozenset[str], negated: tuple[frozenset[str], ...]) -> Iterator[tuple[Span, ...]]:
    for block in text.blocks:
        sections = _sections(block)
        if not asked - sections <= set(_SIZED) or any(group <= sections for group in negated):
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
