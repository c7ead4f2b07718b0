"""Expressions into a set that tells in one pass which of them occur: RE2, or `regex` where RE2 has no wheel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from knigge.domain import Span

_MEMORY = 64 << 20


class ExpressionError(ValueError):
    """An expression that the engine does not accept."""


@cache
def _options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


@cache
def compiled(source: str) -> Any:
    """Return one compiled expression.

    Raises ExpressionError for one outside RE2's syntax (look-around and back-references are).
    """
    try:
        import re2
    except ImportError:
        return _compiled_regex(source)
    try:
        return re2.compile(source.encode(), _options())
    except re2.error as fault:
        reason = fault.args[0].decode() if isinstance(fault.args[0], bytes) else str(fault)
        raise ExpressionError(reason) from fault


def _compiled_regex(source: str) -> Any:
    import regex

    try:
        return regex.compile(source.replace("\\z", "\\Z").encode(), regex.VERSION1 | regex.ASCII)
    except regex.error as fault:
        raise ExpressionError(str(fault)) from fault


def spans(source: str, folded: bytes) -> Iterator[Span]:
    """Yield the non-empty matches of one expression."""
    for match in compiled(source).finditer(folded):
        if match.end() > match.start():
            yield match.start(), match.end()


def _loose(source: str) -> str:
    """Return an expression that matches wherever `source` does and perhaps elsewhere, for a set half the size.

    RE2 unrolls a counted gap into as many states; the exact expression decides when the match is located.
    """
    return re.sub(r"\{0,\d+\}", "*", re.sub(r"\{[1-9]\d*,\d+\}", "+", source))


class ExpressionSet:
    """Which of many expressions may occur in a text, in time linear in the text.

    needles: per expression, literals of which a match must hold one. For the first texts they tell which expressions
    to try; from then on one RE2 set over all of them pays for the time that it takes to build.
    """

    _WARM = 4

    def __init__(self, sources: Sequence[str], needles: Sequence[Sequence[bytes]]) -> None:
        self._sources = sources
        self._needles = needles
        self._texts = 0
        self._set: Any = None

    def occurring(self, folded: bytes) -> list[int]:
        """Return the indexes of the expressions that may match somewhere, in order, and surely all that do."""
        self._texts += 1
        if self._texts > self._WARM and self._set is None:
            self._set = _build(self._sources)
        if self._set:
            return sorted(self._set.Match(folded) or ())
        return [i for i, literals in enumerate(self._needles) if not literals or any(n in folded for n in literals)]


def _build(sources: Sequence[str]) -> Any:
    """Return RE2's set of all expressions, False where there is no RE2 or nothing to match."""
    try:
        import re2
    except ImportError:
        return False
    made = re2.Set.SearchSet(_options())
    for source in sources:
        made.Add(_loose(source).encode())
    if sources:
        made.Compile()
    return made if sources else False
