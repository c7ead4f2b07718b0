"""An evaluation's parts into the sentences and figures that every report says alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knigge.models import OFFLINE

if TYPE_CHECKING:
    from knigge.evals.comparing import Versus
    from knigge.evals.evaluating import Evaluation
    from knigge.evals.gates import Gate
    from knigge.evals.recordings import Stale
    from knigge.evals.running import Result
    from knigge.evals.scoring import Score


def failed(found: Evaluation) -> str:
    """Return how many cases failed, and how many of these are known to."""
    failing = found.failing()
    known = sum(result.is_known(found.known) for result in failing)
    if not failing:
        return f"all {len(found.results):,} cases passed"
    told = "all known" if known == len(failing) else f"{known} of them known" if known else "none of them known"
    return f"{len(failing)} of {len(found.results):,} cases failed, {told}"


def named(suite: str, model: str) -> str:
    """Return a suite, and the model where it is not the composer."""
    return f"{suite} ({model})" if model != OFFLINE else suite


def reasons(result: Result, found: Evaluation) -> list[str]:
    """Return what is wrong with a case, in what other way it was known to fail, and how its labels went."""
    lines = [" ".join(line.split()) for line in result.wrong]
    if result.case.id in found.known and not result.is_known(found.known):
        lines.append(f"known to fail otherwise: {found.known[result.case.id]}")
    labels = result.got if isinstance(result.got, dict) else {}
    faults = [f"{name} {', '.join(labels[name])}" for name in ("found", "missed", "wrong") if labels.get(name)]
    return [*lines, f"faults: {'; '.join(faults)}"] if faults else lines


def missed(gate: Gate) -> str:
    """Return what a gate that does not hold lacks."""
    value = "was not measured" if gate.value is None else f"is {gate.value:.4g}"
    return f"{gate.name} {value}, and must be {gate.floor:g} at least"


def stale(each: Stale) -> str:
    """Return which prompt is no longer what was recorded, and what to do about it."""
    return (
        f"{each.prompt}: what is made of it for {each.model} reads otherwise than when it was recorded, or is asked no more, in "
        f"{len(each.cases)} case{'s' * (len(each.cases) > 1)}, such as {each.cases[0]}. Look at what changed first: the prompt's file, what cards ask, or what a "
        f"prompt is filled with, such as a verdict or a greeting. If it is as you want it: knigge eval --record --model {each.model}"
    )


def counts(versus: Versus) -> str:
    """Return what a comparison of a suite rests on."""
    left_out = f"; {versus.left_out} cases are not in both" if versus.left_out else ""
    return (
        f"{versus.gains} turned right, {versus.losses} wrong, of {versus.pairs} pairs{left_out}; "
        f"p {versus.chance:.3f}, {versus.adjusted:.3f} over all suites"
    )


def figures(score: Score) -> tuple[str, str, str]:
    """Return value, interval and denominator as they are read; F1 is made of three counts, and has no denominator."""
    share = score.low is not None or score.name in ("likeness", "likeness_highest")
    value = "-" if score.value is None else f"{score.value:.3f}" if share else f"{score.value:,.4g}"
    interval = f"{score.low:.2f} to {score.high:.2f}" if score.low is not None and score.value is not None else ""
    if score.counts:
        return value, interval, "tp {} fp {} fn {}".format(*score.counts)
    of = f"{score.hits:g}/{score.of}" if share and score.hits is not None else f"{score.of}"
    return value, interval, of
