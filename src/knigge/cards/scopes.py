"""A check's scope and a text into the passages to look in.

A scope is a set of characters, and how they are divided. Names of parts (`greeting`, `body`, `closing`, `signature`,
`subject`; `text` is what the writer wrote, `all` and `raw` are everything) and of Vale's blocks (`heading.h2`, `list` ...)
say where; `&` is what they have in common, `~` all but a name. `sentence`, `paragraph` and `summary` divide what there
is, by default the text. To the rules of a pack each block of marked-up text is a passage of its own, and a block
quotation is text, as in Vale.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from knigge.domain import Span, Text
from knigge.matching import Passage, View
from knigge.text import sentences, union, within, without

_PARTS = frozenset(("all", "raw", "greeting", "body", "closing", "signature", "subject"))
_SIZED = frozenset(("sentence", "paragraph", "summary"))
_BLOCKS = frozenset(
    "text md txt heading h1 h2 h3 h4 h5 h6 list blockquote table header cell caption attr alt figure".split()
)
_KNOWN = _BLOCKS | _PARTS | _SIZED
_EVERYTHING = frozenset(("all", "raw", "sentence", "summary"))


class Places:
    """The passages of one text by scope, each laid out once.

    part: which of a message's texts it is; a scope that names others as well is looked for in each of them.
    """

    def __init__(self, text: Text, part: str = "body") -> None:
        self.text = text
        self.part = part
        self.view = View(text.view)
        self._whole: tuple[Span, ...] = ((0, len(text.view)),) if text.view else ()
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
        """Yield the passages of one scope, each as its pieces in order."""
        asked, negated = selector(scope)
        found = self._common(asked, pack)
        for group in negated:
            found = [span for span in without(found, self._common(group, pack)) if self.text.view[slice(*span)].strip()]
        if "sentence" in asked:
            yield from ((piece,) for span in found for piece in sentences(self.text.view, span))
        elif asked & _SIZED:
            yield from ((piece,) for span in found for piece in _paragraphs(self.text.view, span))
        elif self.text.blocks and self.part == "body" and not asked <= (_PARTS if pack else _PARTS | {"text"}):
            starts = [block.span[0] for block in self.text.blocks]
            yield from (tuple(of_one) for _, of_one in groupby(found, lambda span: bisect_right(starts, span[0])))
        else:
            yield tuple(found)

    def _common(self, names: frozenset[str], pack: bool) -> Sequence[Span]:
        """Return what several names have in common, cut where any of them is."""
        first, *others = names
        found = self._named(first, pack)
        for name in others:
            found = within(found, self._named(name, pack))
        return found

    def _named(self, name: str, pack: bool) -> Sequence[Span]:
        """Return where a name stands, in order."""
        text, parts = self.text, self.text.parts
        if self.part == "subject":
            return self._whole if name in ("subject", "all", *_SIZED) else ()
        if name in _EVERYTHING or (name == "paragraph" and not text.blocks):
            return self._whole
        if name in ("greeting", "closing", "signature"):
            span = getattr(parts, name)
            return (span,) if span else ()
        if name == "body":
            return parts.body
        if (name == "text" and not pack) or (name in ("text", "txt") and not text.blocks):
            return union(text.written()) if self.part == "raw" else text.written()
        return union(block.span for block in text.blocks if name in _sections(block.scope))


@cache
def looks_at(scope: str, part: str) -> bool:
    """Say whether one scope of a check has to do with a part of a message; `raw` is the body before it was read."""
    asked, _ = selector(scope)
    if part == "raw" or "raw" in asked:
        return part == "raw" and "raw" in asked
    return "subject" in asked or "all" in asked if part == "subject" else "subject" not in asked


@cache
def selector(scope: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """Return the sections that a scope asks for, `text` where it names none, and the groups that it forbids."""
    parts = [part.strip() for part in scope.split("&")]
    asked = frozenset(name for part in parts if not part.startswith("~") for name in part.split("."))
    asked |= {"text"} if asked <= _SIZED else set()
    return asked, tuple(frozenset(part[1:].split(".")) for part in parts if part.startswith("~"))


def unknown(scope: Sequence[str]) -> set[str]:
    """Return the sections of a scope that no text has."""
    sections = set().union(*(asked.union(*negated) for asked, negated in map(selector, scope)))
    return {name for name in sections if name not in _KNOWN}


@cache
def _sections(scope: str) -> frozenset[str]:
    """Return the names of a block; one of a signature or of a quoted reply is no text, whatever it was written as."""
    if scope in ("quoted", "signature"):
        return frozenset({"paragraph"})
    return frozenset(scope.split(".")) | {"text", "md"} | ({"paragraph"} if scope == "text" else set())


def _paragraphs(view: str, span: Span) -> Iterator[Span]:
    start, stop = span
    while start < stop:
        end = view.find("\n\n", start, stop)
        end = stop if end < 0 else end
        if view[start:end].strip():
            yield start, end
        start = end + 2
