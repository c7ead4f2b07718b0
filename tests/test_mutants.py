"""Each expression of a card and each weight is shown by a case, so that `knigge eval` fails where one breaks.

Expressions without are listed, and get fewer.
"""

from __future__ import annotations

import pytest

from knigge import cards
from knigge.critiquing import WEIGHTS
from knigge.evals import cases
from mutants import EVALS, LISTED, holds, killer, mutants


def test_an_expression_that_breaks_fails_a_case_unless_it_is_listed() -> None:
    listed = LISTED.read_text(encoding="utf-8").splitlines()
    every = {str(mutant): mutant for card in cards.load() for mutant in mutants(card)}
    assert [line for line in listed if line not in every] == [], "is gone: run `python tests/mutants.py`"
    unseen = [line for line, mutant in every.items() if line not in listed and not killer(mutant)]
    assert unseen == [], "add a case to evals/rules/CARD.yaml that it alone decides"


def test_a_weight_that_is_a_point_off_fails_a_case_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [case for case in cases.load(EVALS, ["critique"]) if case.expected.get("verdict")]

    def seen(name: str, weight: int) -> bool:
        with monkeypatch.context() as patch:
            patch.setitem(WEIGHTS, name, weight)
            return not all(holds(case) for case in reversed(every) if name in case.expected.get("reasons", ()))

    # Fraud is ignored by its name, whatever its points.
    points = [(name, weight + by) for name, weight in WEIGHTS.items() if name != "no-fraud" for by in (1, -1)]
    unseen = [f"{name} as {weight}" for name, weight in points if not seen(name, weight)]
    assert unseen == [], "add a case to evals/critique that names it, and stands a point from the other verdict"
