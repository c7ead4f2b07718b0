"""The check kinds, by Vale's names: what a check looks for, and what it makes of what is found."""

from __future__ import annotations

from importlib import import_module

from knigge.cards.kinds.finding import conditional, consistency, existence, occurrence, repetition, substitution
from knigge.cards.rule import Kind

_KINDS: dict[str, Kind] = {
    "": existence,
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
}
# Those that must look at every text, since they judge what is not there or the text as a whole.
ALWAYS = ("capitalization", "metric", "spelling")


def kind(name: str) -> Kind:
    """Return what a kind does; those that measure are imported when first asked for."""
    if name in _KINDS:
        return _KINDS[name]
    found: Kind = getattr(import_module("knigge.cards.kinds.measuring"), name)
    return found


__all__ = ["ALWAYS", "kind"]
