"""Counts into rates with honest intervals, and two readers' verdicts into their agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

_Z = 1.959964


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


def confusion(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each wanted name (outer) was given each name (inner)."""
    counted = Counter(pairs)
    return {wanted: {given: counted[wanted, given] for given in names} for wanted in names}


def by_name(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of each name, from pairs of the wanted and the given one."""
    counts = dict.fromkeys(names, Counts())
    for wanted, given in pairs:
        for name in names:
            counts[name] = counts[name].plus(given == name, wanted == name)
    return counts


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


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
