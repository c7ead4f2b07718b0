"""A folder of cases into an evaluation: results, scores and gates, in the shape that reports and baselines have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knigge import __version__
from knigge.domain.words import SCHEMA
from knigge.evals.comparing import Comparison
from knigge.evals.gates import Gate, Gates, held
from knigge.evals.preferring import Preferences
from knigge.evals.recordings import Stale, Store
from knigge.evals.running import Result
from knigge.evals.scoring import Score, confused, scored
from knigge.models import OFFLINE


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run: what came of each case, what it adds up to, and whether that is enough.

    confusion: wanted verdict to given one to how often, by suite. recordings: by model how many answers were replayed (`used`), were
        `missing`, and are `stale`, recorded for a prompt that has changed; without the last two alone a run passes. stale: which prompts these are.
    """

    results: tuple[Result, ...]
    scores: tuple[Score, ...]
    gates: tuple[Gate, ...]
    known: Mapping[str, str]
    confusion: Mapping[str, Mapping[str, Mapping[str, int]]]
    recordings: Mapping[str, Mapping[str, int]]
    stale: tuple[Stale, ...] = ()
    comparison: Comparison | None = None
    preferences: tuple[Preferences, ...] = ()

    @property
    def passed(self) -> bool:
        """True when every gate holds, no answer of a model was missing, and nothing is worse than in the baseline."""
        lacking = any(counts["missing"] or counts["stale"] for counts in self.recordings.values())
        worse = self.comparison is not None and self.comparison.regressed
        return all(gate.passed for gate in self.gates) and not lacking and not worse

    def failing(self) -> list[Result]:
        """Return the cases that failed, those that nobody knew of first."""
        return sorted((r for r in self.results if not r.passed), key=lambda result: result.is_known(self.known))

    def mended(self) -> list[str]:
        """Return the cases that are known to fail and did not, so that they can be taken off the list."""
        failed = {result.case.id for result in self.results if not result.passed}
        return sorted({result.case.id for result in self.results if result.case.id in self.known} - failed)

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape `eval`."""
        return {
            "schema": SCHEMA,
            "version": __version__,
            "passed": self.passed,
            "gates": [{**gate._asdict(), "passed": gate.passed} for gate in self.gates],
            "scores": [score._asdict() for score in self.scores],
            "confusion": self.confusion,
            "recordings": self.recordings,
            "stale": [each._asdict() for each in self.stale],
            "comparison": self.comparison.to_dict() if self.comparison else None,
            "preferences": [each._asdict() for each in self.preferences],
            "results": [_result(result, self.known) for result in self.results],
        }


def evaluated(
    results: Iterable[Result], gates: Gates, store: Store | None = None, suites: Sequence[str] = ()
) -> Evaluation:
    """Return the evaluation of results.

    store: of the answers that they rest on. suites: that were asked for; by default all that have gates, so that one which lost its
    cases fails.
    """
    every = tuple(results)
    scores = scored(every, gates.known)
    ran = list(dict.fromkeys((result.case.suite, result.model) for result in every))
    there = {suite for suite, _ in ran}
    ran += [(suite, OFFLINE) for suite in suites or gates.gates if suite not in there]
    parts: dict[str, list[Result]] = {}
    for result in every:
        parts.setdefault(result.case.suite, []).append(result)
    confusion = {suite: found for suite, part in parts.items() if (found := confused(part))}
    if store:
        store.expect(result.case for result in every if result.model == OFFLINE and not result.error)
    recordings, stale = (store.counts(), store.changed()) if store else ({}, ())
    return Evaluation(every, scores, held(gates, scores, ran), gates.known, confusion, recordings, stale)


def _result(result: Result, known: Mapping[str, str]) -> dict[str, Any]:
    case = result.case
    return {
        "id": case.id,
        "suite": case.suite,
        "model": result.model,
        "digest": case.digest,
        "group": case.group,
        "metadata": dict(case.metadata),
        "passed": result.passed,
        "known": known[case.id] if result.is_known(known) else "",
        "error": result.error,
        "wrong": list(result.wrong),
        "got": result.got,
        "seconds": round(result.seconds, 6),
        "measures": dict(result.measures),
    }
