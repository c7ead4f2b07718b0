"""The kinds that judge a text as a whole: letter case, a measure, and spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knigge.cards.rule import Hit, Rule
from knigge.matching import Passage


def capitalization(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    yield from ()


metric = spelling = capitalization
