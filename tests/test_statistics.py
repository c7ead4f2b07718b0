"""Counts into rates, intervals and agreement: the textbooks' figures."""

from __future__ import annotations

import pytest

from knigge.evals.statistics import Counts, by_name, confusion, kappa, macro_f1, total, wilson


def test_counts_into_precision_recall_and_f1() -> None:
    counts = Counts(tp=8, fp=2, fn=8)
    assert (counts.precision, counts.recall) == (0.8, 0.5)
    assert counts.f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)


def test_of_nothing_there_is_no_rate() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert Counts(fn=3).precision is None
    assert Counts(fn=3).recall == 0.0


@pytest.mark.parametrize(
    ("found", "wanted", "counts"),
    [(True, True, (1, 0, 0)), (True, False, (0, 1, 0)), (False, True, (0, 0, 1)), (False, False, (0, 0, 0))],
)
def test_a_message_counts_once(found: bool, wanted: bool, counts: tuple[int, int, int]) -> None:
    assert Counts().plus(found, wanted) == counts


def test_totals_add_up() -> None:
    assert total([Counts(1, 2, 3), Counts(10, 20, 30)]) == (11, 22, 33)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    # Newcombe 1998, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson_intervals_are_those_of_the_literature(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)


def test_of_no_trials_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


PAIRS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_agreement_beyond_chance() -> None:
    assert kappa(PAIRS) == pytest.approx(0.4)
    assert kappa([("yes", "yes")] * 4) is None
    assert kappa([]) is None


def test_names_by_names() -> None:
    assert confusion(PAIRS, ("yes", "no")) == {"yes": {"yes": 20, "no": 5}, "no": {"yes": 10, "no": 15}}
    counts = by_name(PAIRS, ("yes", "no", "never"))
    assert counts == {"yes": (20, 10, 5), "no": (15, 5, 10), "never": (0, 0, 0)}
    assert macro_f1(counts) == pytest.approx((40 / 55 + 30 / 45) / 2)
