"""YAML cards into one scanner and the judgement it makes of a case."""

from knigge.cards.card import Card, CardTest, Check, Source
from knigge.cards.compile import explain, load, tests
from knigge.cards.judgement import judge

__all__ = ["Card", "CardTest", "Check", "Source", "explain", "judge", "load", "tests"]
