"""Each expression of a card is shown by a case, so that `knigge eval` fails where one breaks; those without are listed, and get fewer."""

from __future__ import annotations

from knigge import cards
from mutants import LISTED, killer, mutants


def test_an_expression_that_breaks_fails_a_case_unless_it_is_listed() -> None:
    listed = LISTED.read_text(encoding="utf-8").splitlines()
    every = {str(mutant): mutant for card in cards.load() for mutant in mutants(card)}
    assert [line for line in listed if line not in every] == [], "is gone: run `python tests/mutants.py`"
    unseen = [line for line, mutant in every.items() if line not in listed and not killer(mutant)]
    assert unseen == [], "add a case to evals/rules/CARD.yaml that it alone decides"
