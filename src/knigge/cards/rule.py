"""A check made ready to run, and what it reports: the vocabulary of the check kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knigge.cards.card import NOTHING, Card, Check
from knigge.domain import Case, Fix, Span
from knigge.matching import Expression, Passage


class Swap(NamedTuple):
    """The keys of a swap in the order in which they are tried, each by its place: plain words, and expressions.

    plain: words to place and replacement. others: expression, key as written, place, replacement.
    """

    plain: Mapping[str, tuple[int, str]] = NOTHING
    others: tuple[tuple[Expression, str, int, str], ...] = ()


class Told(NamedTuple):
    """What findings of a rule say in one language; `say` is still to be filled in."""

    say: str = ""
    guideline: str = ""
    source: str = ""


class Rule(NamedTuple):
    """One check of a card, ready to scan; `positive` for a good sign.

    place: where it stands in the card, such as `checks.0`. told: its words in the scanner's language. exception: what a
    match must not hold. phrase: what a match must not stand in.
    """

    card: Card
    check: Check
    expressions: tuple[Expression, ...]
    swap: Swap = Swap()
    exception: Expression | None = None
    phrase: Expression | None = None
    positive: bool = False
    place: str = "checks.0"
    told: Told = Told()

    def all_expressions(self) -> tuple[Expression, ...]:
        """Return whatever the rule looks for, its exceptions among it."""
        others = (expression for expression, *_ in self.swap.others)
        return (*self.expressions, *others, *filter(None, (self.exception, self.phrase)))


class Hit(NamedTuple):
    """A place where a check fires; no span where something is missing.

    values: what the message's `%s` stand for, in order; by default the match.
    """

    span: Span | None
    fixes: tuple[Fix, ...] = ()
    part: str = "body"
    values: tuple[str, ...] = ()


Judge = Callable[[Case], Iterator[Hit]]
# A rule, the passages to look in, and the places of those of its expressions that may occur, into hits.
Kind = Callable[[Rule, Sequence[Passage], Sequence[int]], Iterable[Hit]]
