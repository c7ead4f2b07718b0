"""Counts into rates with honest intervals, two readers' verdicts into their agreement, and two runs into what parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import comb, exp, lgamma, log, sqrt
from random import Random
from typing import NamedTuple, TypeVar

_Z = 1.959964
_ODDS = 40  # one tail of a test at 5% holds one in 40; whole numbers, since those of many flips are no floats
_NEVER = 1e-12
_SEED = 1788  # of Knigge's book; the same results give the same intervals
_ROUNDS = 1000

Item = TypeVar("Item")


class Counts(NamedTuple):
    """How often something was found rightly (tp), wrongly (fp), and missed (fn)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def plus(self, found: bool, wanted: bool) -> Counts:
        """Return the counts with one more message in them."""
        return Counts(self.tp + (found and wanted), self.fp + (found and not wanted), self.fn + (wanted and not found))

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; None when nothing was found."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Return the share of what is there that was found; None when nothing is there."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None when there is nothing to find and nothing found."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of counts, for figures over all labels (micro)."""
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson 1927); (0, 1) of nothing."""
    if not trials:
        return 0.0, 1.0
    share, extra = hits / trials, _Z * _Z / trials
    middle = (share + extra / 2) / (1 + extra)
    half = _Z / (1 + extra) * sqrt(share * (1 - share) / trials + extra / (4 * trials))
    return max(0.0, middle - half), min(1.0, middle + half)


def wilson_f1(counts: Counts) -> tuple[float, float]:
    """Return the 95% interval of F1: Wilson's of tp among all that is found or there, carried over (Lam et al. 2023)."""
    low, high = wilson(counts.tp, sum(counts))
    return 2 * low / (1 + low), 2 * high / (1 + high)


def confusion(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each wanted name (outer) was given each name (inner)."""
    counted = Counter(pairs)
    return {wanted: {given: counted[wanted, given] for given in names} for wanted in names}


def by_name(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of each name, from pairs of the wanted and the given one."""
    both, wanted, given = Counter(pairs), Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    right = {name: both[name, name] for name in names}
    return {name: Counts(tp, given[name] - tp, wanted[name] - tp) for name, tp in right.items()}


def macro_f1(counts: Mapping[str, Counts]) -> float | None:
    """Return the mean F1 over the names that occur or were given."""
    found = [each.f1 for each in counts.values() if each.f1 is not None]
    return sum(found) / len(found) if found else None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa (1960): agreement beyond that of chance; None where chance alone agrees always."""
    if not pairs:
        return None
    wanted, given = (Counter(column) for column in zip(*pairs, strict=True))
    chance = sum(wanted[name] * given[name] for name in wanted) / len(pairs) ** 2
    seen = sum(one == other for one, other in pairs) / len(pairs)
    return (seen - chance) / (1 - chance) if chance < 1 else None


def bootstrap(
    groups: Sequence[Sequence[Item]], statistic: Callable[[Sequence[Item]], float | None]
) -> tuple[float, float] | None:
    """Return the 95% percentile interval of a statistic, drawing whole groups of items that belong together (variants of one text).

    None where it could not be worked out of any draw. The seed is fixed.
    """
    draw = Random(_SEED)
    drawn = (
        [item for group in draw.choices(groups, k=len(groups)) for item in group] for _ in range(_ROUNDS * bool(groups))
    )
    found = sorted(value for value in map(statistic, drawn) if value is not None)
    return (_quantile(found, 0.025), _quantile(found, 0.975)) if found else None


def mcnemar(gains: int, losses: int) -> float:
    """Return the exact two-sided p of McNemar's test (1947) for pairs of which so many turned right and so many wrong."""
    flips = gains + losses
    tail = sum(comb(flips, few) for few in range(min(gains, losses) + 1))
    return min(1.0, float(2 * tail / 2**flips))


def holm(chances: Sequence[float]) -> list[float]:
    """Return p values made good for having been looked at together (Holm 1979), in the order given."""
    adjusted, highest = [1.0] * len(chances), 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda each: chances[each])):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = highest
    return adjusted


def power(pairs: int, gain: float, loss: float) -> float:
    """Return how likely McNemar's test at 5% sees that shares `gain` and `loss` of so many pairs flip, exactly."""
    flipping = gain + loss
    chances = ((flips, _binomial(pairs, flips, flipping)) for flips in range(pairs + 1))
    return sum(chance * _seen(flips, gain / flipping) for flips, chance in chances if chance > _NEVER)


def pairs_needed(gain: float, loss: float, wanted: float = 0.8) -> int:
    """Return how many pairs show such a difference with the power wanted.

    Raises ValueError unless 0 <= loss < gain and gain + loss <= 1.
    """
    if not 0 <= loss < gain or gain + loss > 1:
        raise ValueError(f"gain {gain} and loss {loss} are no shares of which the first is larger")
    low, high = 0, 8
    while power(high, gain, loss) < wanted:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(middle, gain, loss) >= wanted else (middle, high)
    return high


@cache
def _seen(flips: int, share: float) -> float:
    """Return how likely so many flips, each a gain by `share`, are told from chance, in either direction."""
    few = _critical(flips)
    ends = [*range(few + 1), *range(flips - few, flips + 1)]
    return sum(_binomial(flips, gains, share) for gains in ends)


@cache
def _critical(flips: int) -> int:
    """Return the most losses (or gains) among flips that still tell them from chance, -1 where none do."""
    few, tail = -1, 0
    while few < flips // 2 and _ODDS * (tail + comb(flips, few + 1)) <= 2**flips:
        few += 1
        tail += comb(flips, few)
    return few


def _binomial(trials: int, hits: int, share: float) -> float:
    if share in (0.0, 1.0):
        return float(hits == trials * share)
    ways = lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1)
    return exp(ways + hits * log(share) + (trials - hits) * log(1 - share))


def _quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values, between two of them by their distance."""
    at = share * (len(values) - 1)
    low = values[int(at)]
    return low + (values[min(int(at) + 1, len(values) - 1)] - low) * (at - int(at))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
