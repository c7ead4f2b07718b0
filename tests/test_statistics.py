"""Counts into rates, intervals and agreement: the textbooks' figures."""

from __future__ import annotations

from random import Random

import pytest

from knigge.evals.statistics import (
    Counts,
    bootstrap,
    by_name,
    confusion,
    holm,
    kappa,
    macro_f1,
    mcnemar,
    pairs_needed,
    power,
    total,
    wilson,
    wilson_f1,
)


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


def test_f1_has_the_interval_of_the_share_that_it_follows_from() -> None:
    low, high = wilson_f1(Counts(tp=8, fp=1, fn=1))
    share = wilson(8, 10)
    assert (low, high) == pytest.approx(tuple(2 * s / (1 + s) for s in share))
    assert low < Counts(8, 1, 1).f1 < high  # type: ignore[operator]
    assert wilson_f1(Counts()) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("gains", "losses", "chance"), [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 0.03125), (0, 6, 0.03125), (10, 2, 0.0385742)]
)
def test_flips_are_told_from_chance_exactly(gains: int, losses: int, chance: float) -> None:
    assert mcnemar(gains, losses) == pytest.approx(chance)


def test_p_values_looked_at_together_are_made_good() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


def test_power_is_that_of_simulations() -> None:
    assert [power(n, 0.08, 0.02) for n in (100, 200, 300)] == pytest.approx([0.36, 0.73, 0.91], abs=0.02)
    assert [power(n, 0.12, 0.02) for n in (100, 200)] == pytest.approx([0.74, 0.98], abs=0.02)


def test_the_pairs_needed_are_the_fewest_that_reach_the_power() -> None:
    needed = pairs_needed(0.08, 0.02)
    assert power(needed - 1, 0.08, 0.02) < 0.8 <= power(needed, 0.08, 0.02)
    with pytest.raises(ValueError, match="larger"):
        pairs_needed(0.02, 0.08)


def test_variants_of_one_text_are_drawn_together_and_alike_each_time() -> None:
    alone, together = [[1.0], [0.0]] * 20, [[1.0] * 10, [0.0] * 10] * 2

    def mean(values: object) -> float:
        return sum(values) / len(values)  # type: ignore[arg-type, call-overload, no-any-return]

    low, high = bootstrap(alone, mean) or (0, 0)
    assert low < 0.5 < high
    assert bootstrap(together, mean) == (0.0, 1.0)  # forty values, but only four texts
    assert bootstrap(alone, mean) == (low, high)
    assert bootstrap([], mean) is None


def test_a_thousand_random_tables_agree_with_scipy_and_statsmodels() -> None:
    pytest.importorskip("statsmodels")
    from scipy.stats import binomtest
    from statsmodels.stats.contingency_tables import mcnemar as their_mcnemar
    from statsmodels.stats.inter_rater import cohens_kappa
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import proportion_confint

    draw = Random(7)
    chances = []
    for _ in range(1000):
        tp, fp, fn, tn = (draw.choice((0, draw.randint(0, 9), draw.randint(0, 90))) + 1 for _ in range(4))
        assert wilson(tp, tp + fp) == pytest.approx(proportion_confint(tp, tp + fp, method="wilson"), abs=1e-6)
        share = proportion_confint(tp, tp + fp + fn, method="wilson")
        assert wilson_f1(Counts(tp, fp, fn)) == pytest.approx([2 * s / (1 + s) for s in share], abs=1e-6)
        chances.append(mcnemar(fp, fn))
        assert chances[-1] == pytest.approx(binomtest(fp, fp + fn, 0.5).pvalue)
        assert chances[-1] == pytest.approx(their_mcnemar([[tp, fp], [fn, tn]], exact=True).pvalue)
        pairs = [("y", "y")] * tp + [("y", "n")] * fp + [("n", "y")] * fn + [("n", "n")] * tn
        assert kappa(pairs) == pytest.approx(cohens_kappa([[tp, fp], [fn, tn]]).kappa, abs=1e-9)
    for some in (chances, chances[:1], chances[:9], [chance**3 for chance in chances]):
        assert holm(some) == pytest.approx(multipletests(some, method="holm")[1])
