"""The check kinds, by Vale's names: what a check looks for, and what it makes of what is found."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from knigge.cards.rule import Kind

# Those that must look at every text, since they judge what is not there or the text as a whole.
ALWAYS = ("capitalization", "metric", "spelling")


@cache
def kind(name: str) -> Kind:
    """Return what a kind does, the function of its name; those that measure are imported when first asked for."""
    module = import_module(f"{__name__}.{'measuring' if name in ALWAYS else 'finding'}")
    found: Kind = getattr(module, name or "existence")
    return found


__all__ = ["ALWAYS", "kind"]
