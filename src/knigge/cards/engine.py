"""Expressions into a set that tells in one pass which of them occur: RE2, or `regex` where RE2 has no wheel."""

from __future__ import annotations

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


class ExpressionSet:
    """Which of many expressions occur in a text, in time linear in the text."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._set: Any = None
        try:
            import re2
        except ImportError:
            return
        self._set = re2.Set.SearchSet(_options())
        for source in sources:
            self._set.Add(source.encode())
        self._set.Compile()

    def occurring(self, folded: bytes) -> list[int]:
        """Return the indexes of the expressions that match somewhere, in order."""
        if not self._sources:
            return []
        if self._set is not None:
            return sorted(self._set.Match(folded) or ())
        return [i for i, source in enumerate(self._sources) if compiled(source).search(folded)]
