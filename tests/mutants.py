"""Cards into those expressions of theirs that could break unseen: each is broken in turn, and the cases in which it speaks are run.

`python tests/mutants.py CARD ...` tells, of each expression of some cards, the case that fails with it; one without is a survivor.
Without a card it writes all survivors to `tests/data/survivors.txt`, which `tests/test_mutants.py` holds: the list may only shrink.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from knigge import cards
from knigge.cards import judgement
from knigge.cards.applying import Active, applying
from knigge.cards.card import Card, Check
from knigge.cards.kinds.sources import exception
from knigge.cards.rule import Rule
from knigge.domain import Case, Policy
from knigge.evals import cases, gates
from knigge.evals.running import run
from knigge.matching import Expression, compiled, fold, fold_expression
from knigge.models import OFFLINE

EVALS = Path(__file__).parents[1] / "evals"
LISTED = Path(__file__).parent / "data" / "survivors.txt"
# The suites whose texts stand in the case; those of `draft` are still to be written.
SUITES = ("rules", "critique", "injection", "reply")
FIELDS = ("tokens", "swap", "token", "first", "second", "exceptions")
_NEVER = Expression(r"\b\B")
# An exception sees the words of a match alone, so that they begin and end there.
_ANCHOR = re.compile(r"(?<!\\)\\[AzZ]|(?<![\\\[])[\^$]")


class Mutant(NamedTuple):
    """An expression to break: the one `at` a place in a field of a check, which itself stands at a `place` of a card."""

    card: str
    place: str
    check: Check
    field: str
    at: int
    expression: str

    def __str__(self) -> str:
        return f"{self.card} {self.check.lang or 'any'} {self.place}.{self.field} {self.expression}"


def mutants(card: Card) -> Iterator[Mutant]:
    """Yield each expression of a card."""
    for part in ("checks", "evidence"):
        for index, check in enumerate(getattr(card, part)):
            for field in FIELDS:
                words = getattr(check, field)
                every = enumerate([words] if isinstance(words, str) else words)
                yield from (Mutant(card.id, f"{part}.{index}", check, field, at, each) for at, each in every if each)


def killer(mutant: Mutant) -> str:
    """Return the name of a case that fails with a mutant, "" for none; cases of its own card are tried first."""
    fits = compiled(fold_expression(_ANCHOR.sub("", mutant.expression))).search
    with _broken(mutant):
        return next((case.id for case, text in _texts(mutant.card) if fits(text) and not holds(case)), "")


@cache
def _texts(card: str = "") -> tuple[tuple[cases.EvalCase, bytes], ...]:
    if not card:
        return tuple((case, fold("\n".join(_flat(case.inputs)))) for case in cases.load(EVALS, SUITES))
    return tuple(sorted(_texts(), key=lambda each: each[0].metadata.get("card") != card))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        yield from (text for each in (value.values() if isinstance(value, dict) else value) for text in _flat(each))


def holds(case: cases.EvalCase) -> bool:
    """Say whether a case passes, or fails in the words that `gates.toml` lists."""
    (result,) = run([case], [OFFLINE], lambda name, case: OFFLINE, Policy())
    return result.passed or result.is_known(_known())


@cache
def _known() -> Any:
    return gates.load(EVALS / "gates.toml").known


@contextmanager
def _broken(mutant: Mutant) -> Iterator[None]:
    """Let the cards judge with a mutant in the place of its check."""
    others = tuple(each for at, each in enumerate(mutant.check.exceptions) if at != mutant.at)
    kept = exception(mutant.check._replace(exceptions=others), pack=False) if mutant.field == "exceptions" else None

    def changed(rule: Rule) -> Rule:
        if rule.place != mutant.place or rule.card.id != mutant.card:
            return rule
        if mutant.field == "exceptions":
            return rule._replace(exception=kept)
        at = 1 if mutant.field == "second" else mutant.at
        return rule._replace(expressions=(*rule.expressions[:at], _NEVER, *rule.expressions[at + 1 :]))

    def mutated(case: Case) -> Active:
        active = applying(case)
        return active._replace(scanner=active.scanner._replace(rules=tuple(map(changed, active.scanner.rules))))

    judgement.applying = mutated  # type: ignore[attr-defined]
    try:
        yield
    finally:
        judgement.applying = applying  # type: ignore[attr-defined]


def main(names: Sequence[str]) -> str:
    """Return which case sees each expression of some cards broken, or write which no case sees of all."""
    if failing := [case.id for case, _ in _texts() if not holds(case)]:
        sys.exit(f"These do not hold even with all expressions whole; mend them first: {', '.join(failing)}")
    every = cards.load()
    seen = [(mutant, killer(mutant)) for card in every if not names or card.id in names for mutant in mutants(card)]
    survivors = [str(mutant) for mutant, case in seen if not case]
    if not names:
        LISTED.write_text("".join(f"{line}\n" for line in sorted(survivors)), encoding="utf-8")
    told = [f"{mutant}\n    {case or '(no case)'}\n" for mutant, case in seen if names]
    return "".join(told) + f"{len(seen)} expressions, {len(survivors)} of them could break unseen.\n"


if __name__ == "__main__":
    sys.stdout.write(main([cards.find(name, cards.load()).id for name in sys.argv[1:]]))
