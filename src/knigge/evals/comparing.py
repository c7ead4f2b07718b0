"""Two runs over the same cases into what parts them, and whether that is more than chance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from knigge.errors import SettingsError
from knigge.evals.statistics import holm, mcnemar
from knigge.parsing.files import decode, read_bytes

_CHANCE = 0.05
_MOST_BYTES = 100_000_000


class Outcome(NamedTuple):
    """How a case went in a run; `digest` changes with the case itself."""

    suite: str
    case: str
    digest: int
    passed: bool


class Flip(NamedTuple):
    """A case that went otherwise: whether it passes now, and did not before, or the other way round."""

    suite: str
    case: str
    before: str
    now: str
    passes: bool


class Versus(NamedTuple):
    """A suite in two runs: how many cases are the same in both, how many turned right and wrong.

    chance: McNemar's exact p. adjusted: the same, made good for several suites (Holm). left_out: cases that only one run has, or
    that were changed in between.
    """

    suite: str
    before: str
    now: str
    pairs: int
    gains: int
    losses: int
    left_out: int
    chance: float
    adjusted: float

    @property
    def verdict(self) -> Literal["better", "worse", "not distinguishable"]:
        """What may be said of the run now."""
        if self.adjusted >= _CHANCE:
            return "not distinguishable"
        return "better" if self.gains > self.losses else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What parts a run from a baseline, or models from the first one.

    missing: scores of the baseline that were not measured now. gates: whether it decides the exit code, as a baseline does.
    """

    versus: tuple[Versus, ...]
    flips: tuple[Flip, ...]
    missing: tuple[str, ...] = ()
    gates: bool = False

    @property
    def regressed(self) -> bool:
        """True when something got worse than in the baseline by more than chance, or is no longer measured."""
        return self.gates and (bool(self.missing) or any(each.verdict == "worse" for each in self.versus))

    def to_dict(self) -> dict[str, Any]:
        """Return the field `comparison` of the published JSON shape `eval`."""
        return {
            "versus": [{**each._asdict(), "verdict": each.verdict} for each in self.versus],
            "flips": [flip._asdict() for flip in self.flips],
            "missing": list(self.missing),
            "regressed": self.regressed,
        }


def read_baseline(path: str) -> dict[str, Any]:
    """Return the JSON report of an earlier run.

    Raises SettingsError for a file that is none.
    """
    text = decode(read_bytes(path, SettingsError, _MOST_BYTES), path, SettingsError)
    try:
        found = json.loads(text)
        outcomes(found["results"])
        [(score["suite"], score["model"], score["name"], score["label"]) for score in found["scores"]]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise SettingsError(
            f"{path}: is no report of an earlier run. Make one with: knigge eval --report FILE.json"
        ) from fault
    result: dict[str, Any] = found
    return result


def outcomes(results: Iterable[Mapping[str, Any]]) -> dict[str, list[Outcome]]:
    """Return the outcomes in the results of a report, by model."""
    found: dict[str, list[Outcome]] = {}
    for each in results:
        outcome = Outcome(each["suite"], each["id"], each["digest"], bool(each["passed"]))
        found.setdefault(each["model"], []).append(outcome)
    return found


def with_baseline(now: Mapping[str, Any], before: Mapping[str, Any], whole: bool) -> Comparison:
    """Compare a report with an earlier one, model by model. whole: nothing was left out on purpose, so what lacks is missing."""
    ours, theirs = outcomes(now["results"]), outcomes(before["results"])
    runs = [(f"{model}, before", theirs[model], model, ours[model]) for model in ours if model in theirs]
    names = [[_name(score) for score in report["scores"]] for report in (before, now)]
    ran = {(score["suite"], score["model"]) for score in now["scores"]}
    asked = [
        name
        for name, score in zip(names[0], before["scores"], strict=True)
        if whole or (score["suite"], score["model"]) in ran
    ]
    there = set(names[1])
    return _compared(runs, tuple(name for name in asked if name not in there), True)


def between_models(now: Mapping[str, Any], models: Sequence[str]) -> Comparison:
    """Compare each further model with the first, on the suites in which both have a say."""
    found = outcomes(now["results"])
    first, *others = [model for model in models if model in found]
    return _compared([(first, found[first], other, found[other]) for other in others], (), False)


def _name(score: Mapping[str, Any]) -> str:
    return " ".join(part for part in (score["suite"], score["model"], score["name"], score["label"]) if part)


def _compared(
    runs: Sequence[tuple[str, Sequence[Outcome], str, Sequence[Outcome]]], missing: tuple[str, ...], gates: bool
) -> Comparison:
    """Compare runs, each given as a name and its outcomes twice; p values are made good over all suites of all runs."""
    versus, flips = [], []
    for before, theirs, now, ours in runs:
        old = {outcome.case: outcome for outcome in theirs}
        new = {outcome.case: outcome for outcome in ours}
        for suite in dict.fromkeys(outcome.suite for outcome in ours if outcome.suite in {o.suite for o in theirs}):
            every = {outcome.case for outcome in (*theirs, *ours) if outcome.suite == suite}
            same = [case for case in new if case in every and case in old and old[case].digest == new[case].digest]
            turned = [case for case in same if old[case].passed != new[case].passed]
            gains = sum(new[case].passed for case in turned)
            counts = (len(same), gains, len(turned) - gains, len(every) - len(same))
            versus.append(Versus(suite, before, now, *counts, mcnemar(gains, len(turned) - gains), 1.0))
            flips += [Flip(suite, case, before, now, new[case].passed) for case in turned]
    adjusted = holm([each.chance for each in versus])
    made_good = tuple(each._replace(adjusted=chance) for each, chance in zip(versus, adjusted, strict=True))
    return Comparison(made_good, tuple(sorted(flips, key=lambda flip: flip.passes)), missing, gates)
