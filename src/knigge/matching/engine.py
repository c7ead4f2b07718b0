"""An expression and a text into the spans where it matches: RE2, or `regex` where RE2 has no wheel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from knigge.domain import Span

_MEMORY = 64 << 20


class ExpressionError(ValueError):
    """An expression that the engine does not accept."""


@cache
def options() -> Any:
    """Return how RE2 compiles: quietly, with memory for large expressions."""
    import re2

    made = re2.Options()
    made.log_errors = False
    made.max_mem = _MEMORY
    return made


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
        return re2.compile(source.encode(), options())
    except re2.error as fault:
        reason = fault.args[0].decode() if isinstance(fault.args[0], bytes) else str(fault)
        raise ExpressionError(reason) from fault


def _compiled_regex(source: str) -> Any:
    import regex

    try:
        return regex.compile(source.replace("\\z", "\\Z").encode(), regex.VERSION1 | regex.ASCII)
    except regex.error as fault:
        raise ExpressionError(str(fault)) from fault


def spans(source: str, form: bytes) -> Iterator[Span]:
    """Yield the non-empty matches of one expression."""
    for match in compiled(source).finditer(form):
        start, end = match.span()
        if end > start:
            yield start, end
