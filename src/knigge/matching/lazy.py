"""Expressions that are compiled when they are first used: a module full of them costs nothing to import."""

from __future__ import annotations

import re
from typing import Any, cast


def lazily(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for `re.compile(source, flags)`."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._made = (source, flags)

    def __getattr__(self, name: str) -> Any:
        """Compile at the first question, and answer the same question at once from then on."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._made), name)
        setattr(self, name, found)
        return found
