"""The check kinds, by Vale's names: what a check looks for, and what it makes of what is found."""

from knigge.cards.kinds.finding import conditional, consistency, existence, occurrence, repetition, substitution
from knigge.cards.kinds.measuring import capitalization, metric, spelling
from knigge.cards.rule import Kind

KINDS: dict[str, Kind] = {
    "": existence,
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
    "capitalization": capitalization,
    "metric": metric,
    "spelling": spelling,
}
# Those that must look at every text, since they judge what is not there or the text as a whole.
ALWAYS = ("capitalization", "metric", "spelling")

__all__ = ["ALWAYS", "KINDS"]
