"""Results into scores, each with its denominator and, where there is one, its 95% interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, get_args

from knigge.domain import Verdict
from knigge.evals.running import ERROR, Result
from knigge.evals.statistics import Counts, bootstrap, by_name, confusion, kappa, macro_f1, total, wilson, wilson_f1

VERDICTS = get_args(Verdict)
_FEW = 10  # positives; below, an interval is so wide that a figure says nothing


class Score(NamedTuple):
    """One figure of a suite and model.

    label: the card or word that it is about; "" for the whole suite. hits, of: numerator and denominator; hits is None for
    figures that are no share. low, high: the 95% interval, None where there is none. note: such as `too few`. counts: of an F1 what it
    is made of: found rightly (tp), found wrongly (fp), missed (fn).
    """

    suite: str
    model: str
    name: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    hits: float | None
    of: int
    note: str = ""
    counts: tuple[int, int, int] | None = None


def scored(results: Sequence[Result], known: Mapping[str, str]) -> tuple[Score, ...]:
    """Return all scores, suite by suite and model by model. known: cases that are known to fail, by their ids, and what is wrong with them."""
    parts: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        parts.setdefault((result.case.suite, result.model), []).append(result)
    return tuple(
        Score(*key, *figure)
        for key, part in parts.items()
        for figure in (*_common(part, known), *_OWN.get(key[0], _nothing)(part))
    )


# A figure without suite and model, as `Score` goes on.
_Figure = tuple[Any, ...]


def _nothing(results: Sequence[Result]) -> Iterator[_Figure]:
    return iter(())


def _share(name: str, hits: int, of: int, label: str = "", note: str = "") -> _Figure:
    low, high = wilson(hits, of)
    return (name, label, hits / of if of else None, low, high, hits, of, note)


def _mean(name: str, values: Sequence[float | None]) -> _Figure:
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known) if known else None
    return (name, "", mean, None, None, None, len(known), "")


def _common(results: Sequence[Result], known: Mapping[str, str]) -> Iterator[_Figure]:
    """Yield what every suite has: `passed`, and `held`, in which cases that fail just as listed count as kept."""
    yield _share("passed", sum(r.passed for r in results), len(results))
    yield _share("held", sum(r.passed or r.is_known(known) for r in results), len(results))
    yield _share("no_error", sum(not r.error for r in results), len(results))


def _rules(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield precision, recall and F1 by finding, of all cards and of each; a case that raised has missed all."""
    counts: dict[str, list[Counts]] = {}
    for result in results:
        tp, fp, fn = (result.measures.get(name, 0) for name in ("tp", "fp", "fn"))
        fn = len(result.case.expected) if result.error else fn
        counts.setdefault(result.case.metadata["card"], []).append(Counts(tp, fp, fn))
    cards = {card: total(each) for card, each in counts.items()}
    yield from _rates("", total(cards.values()))
    for card, each in sorted(cards.items()):
        yield from _rates(card, each)


def _rates(label: str, counts: Counts) -> Iterator[_Figure]:
    tp, fp, fn = counts
    note = "too few" if tp + fn < _FEW else ""
    yield _share("precision", tp, tp + fp, label, note)
    yield _share("recall", tp, tp + fn, label, note)
    yield ("f1", label, counts.f1, *wilson_f1(counts), 2 * tp, 2 * tp + fp + fn, note, tuple(counts))


def pairs(results: Sequence[Result]) -> list[tuple[str, str]]:
    """Return the wanted and the given verdict of each result that has one; one that raised gave `error`."""
    return [
        (result.measures.get("wanted") or result.case.expected["verdict"], result.measures.get("given", ERROR))
        for result in results
        if result.measures.get("wanted") or (result.error and "verdict" in result.case.expected)
    ]


def confused(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    """Return how often each wanted verdict (outer) came out as each (inner)."""
    found = pairs(results)
    names = (*VERDICTS, *((ERROR,) if any(given == ERROR for _, given in found) else ()))
    return confusion(found, names) if found else {}


def _verdicts(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield how far verdicts agree: the share, macro-F1 and kappa (drawn by group), and each verdict's own F1."""
    found = pairs(results)
    yield _share("verdict", sum(wanted == given for wanted, given in found), len(found))
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.case.group, []).append(result)
    drawn = [each for each in (pairs(group) for group in groups.values()) if each]
    statistics: dict[str, Callable[[Sequence[tuple[str, str]]], float | None]] = {
        "macro_f1": lambda some: macro_f1(by_name(some, VERDICTS)),
        "kappa": kappa,
    }
    for name, statistic in statistics.items():
        low, high = bootstrap(drawn, statistic) or (None, None)
        yield (name, "", statistic(found), low, high, None, len(found), f"{len(drawn)} groups")
    for verdict, counts in by_name(found, VERDICTS).items():
        yield from _rates(verdict, counts)


def _critiques(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield how far verdicts agree, and how many of the reasons asked for were given."""
    yield from _verdicts(results)
    reasons = sum(result.measures.get("reasons", 0) for result in results)
    yield _share("reasons", sum(result.measures.get("reasons_found", 0) for result in results), reasons)


def _corpus(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield how far verdicts and labels agree with those of a person, and how much ordinary mail has no error."""
    ordinary = [result for result in results if not result.case.expected]
    first = [result for result in results if result.case.expected]
    yield from _verdicts(first)
    counts: dict[str, Counts] = {}
    for result in first:
        for label, (found, wanted) in result.measures.get("labels", {}).items():
            counts[label] = counts.get(label, Counts()).plus(found, wanted)
    yield from _rates("", total(counts.values()) if counts else Counts())
    for label, each in counts.items():
        yield from _rates(label, each)
    yield _share("ordinary_without_error", sum(result.passed for result in ordinary), len(ordinary))


def _drafts(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield readiness, cost and looks; a brief whose draft raised counts as not ready."""
    of = len(results)
    for name in ("ready_first", "ready", "grounded"):
        yield _share(name, sum(bool(r.measures.get(name)) for r in results), of)
    fits = [r.measures["characters"] <= r.measures["target"] for r in results if r.measures.get("target")]
    yield _share("in_target", sum(fits), len(fits))
    for name in ("rounds", "tokens", "cost", "seconds"):
        yield _mean(name, [r.measures.get(name) for r in results])
    yield from _likeness([r for r in results if r.got])


def _likeness(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield how alike drafts of one language are, as the share of word trigrams in common: the mean, and the highest pair."""
    trigrams = [(r.case, _trigrams(r.got["body"])) for r in results]
    alike = [
        (len(ours & theirs) / len(ours | theirs), one.name, other.name)
        for (one, ours), (other, theirs) in combinations(trigrams, 2)
        if one.metadata.get("lang") == other.metadata.get("lang") and ours | theirs
    ]
    yield _mean("likeness", [share for share, _, _ in alike])
    if alike:
        share, *names = max(alike)
        yield ("likeness_highest", "", share, None, None, None, len(alike), " / ".join(names))


def _trigrams(body: str) -> set[tuple[str, ...]]:
    words = body.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def _replies(results: Sequence[Result]) -> Iterator[_Figure]:
    yield _share("ready", sum(bool(r.measures.get("ready")) for r in results), len(results))


def _injections(results: Sequence[Result]) -> Iterator[_Figure]:
    """Yield how often each trick was resisted."""
    tricks: dict[str, list[bool]] = {}
    for result in results:
        tricks.setdefault(result.case.metadata.get("trick", ""), []).append(result.passed)
    for trick, each in sorted(tricks.items()):
        if trick:
            yield _share("resisted", sum(each), len(each), trick, "too few" if len(each) < _FEW else "")


_OWN: dict[str, Callable[[Sequence[Result]], Iterator[Any]]] = {
    "rules": _rules,
    "critique": _critiques,
    "corpus": _corpus,
    "reply": _replies,
    "injection": _injections,
    "draft": _drafts,
}
