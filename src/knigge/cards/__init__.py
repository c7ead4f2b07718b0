"""YAML cards into one scanner and the judgement it makes of a case."""

from knigge.cards import packs
from knigge.cards.card import Card, CardTest, Check, RuleTest, Source
from knigge.cards.compile import find, known, load, tests
from knigge.cards.explaining import explain
from knigge.cards.judgement import judge

__all__ = [
    "Card",
    "CardTest",
    "Check",
    "RuleTest",
    "Source",
    "explain",
    "find",
    "judge",
    "known",
    "load",
    "packs",
    "tests",
]
