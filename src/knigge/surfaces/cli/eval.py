"""`knigge eval`: the cases in a folder into scores, gates and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from knigge import shipped
from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.evals import cases, comparing, evaluating, gates, importing, preferring, recordings, running
from knigge.models import OFFLINE
from knigge.surfaces import evals as surfaces
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import say

Suites = Annotated[
    list[str] | None,
    typer.Argument(metavar="SUITE", help="rules, critique, reply, injection or draft; all without one."),
]
Cases = Annotated[
    str,
    typer.Option(
        "--cases", metavar="FOLDER", help="Your own cases, gates.toml and recordings instead of the project's."
    ),
]
Models = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Who words drafts and answers: offline, or a model whose answers are recorded. Repeatable; by default all of these.",
    ),
]
Record = Annotated[bool, typer.Option("--record", help="Ask the models for answers that are missing, and record them.")]
Live = Annotated[bool, typer.Option("--live", help="Ask the models, and ignore what is recorded.")]
Judge = Annotated[
    str, typer.Option("--judge", metavar="NAME", help="A model that says which of two models' drafts it prefers.")
]
Import = Annotated[
    tuple[str, str] | None,
    typer.Option("--import", metavar="FORM FILE", help="Run on messages that you labelled: corpus FILE (JSON lines)."),
]
Baseline = Annotated[
    str, typer.Option("--baseline", metavar="FILE", help="The JSON report of an earlier run to compare with.")
]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report", metavar="FILE", help="Write a report: .json, .xml (JUnit), .html or .md, by the ending. Repeatable."
    ),
]
MinPairs = Annotated[
    bool, typer.Option("--min-pairs", help="Print how many cases a difference needs to be told from chance, and stop.")
]


def eval(
    suites: Suites = None,
    folder: Cases = "",
    names: Models = None,
    record: Record = False,
    live: Live = False,
    judge: Judge = "",
    imported: Import = None,
    baseline: Baseline = "",
    reports: Reports = None,
    min_pairs: MinPairs = False,
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Say how right the rules, verdicts, answers and drafts are, on cases that people labelled.

    Nothing leaves the machine, unless you ask for --record or --live. Scores come with 95% intervals and what they are out of; the
    floors in `gates.toml` of the folder decide. With a baseline, or several models, cases are compared one by one (McNemar's exact
    test, Holm's correction).

    Exit code 0: all gates hold. 1: one does not, an answer is missing or stale, or the baseline was distinguishably better.
    2: bad input. 3: no such model, or nothing recorded of it.
    """
    if min_pairs:
        return _tell_pairs()
    surfaces.refuse_unknown(reports or [])
    before = comparing.read_baseline(baseline) if baseline else None
    place, own = Path(folder) if folder else shipped.folder("evals"), options.policy(policy)
    every = _read(place, suites or (), imported, own)
    asking = _Asking(place, tuple(names or ()), record, live, judge)
    found = _ran(every, asking, own, ("corpus",) if imported else suites or ())
    if before:
        found = _compared(found, before, baseline, whole=not (suites or names or imported))
    _tell(found, reports or [], format)
    raise typer.Exit(not found.passed)


def _read(
    place: Path, suites: Sequence[str], imported: tuple[str, str] | None, policy: Policy
) -> tuple[cases.EvalCase, ...]:
    if imported and suites:
        raise SettingsError(f"--import runs on the messages of its file alone. Leave {' '.join(suites)} out.")
    return importing.read(*imported) if imported else cases.load(place, suites, policy)


def _tell_pairs() -> None:
    from knigge.surfaces.evals import terminal

    say(terminal.pairs_needed())


class _Asking(NamedTuple):
    """Which models are asked, whether they are really, and in which folder their answers are."""

    folder: Path
    names: tuple[str, ...]
    record: bool
    live: bool
    judge: str


def _ran(
    every: Sequence[cases.EvalCase], asking: _Asking, policy: Policy, suites: Sequence[str]
) -> evaluating.Evaluation:
    """Run cases with each model, and compare the models where there are several."""
    floors, store = gates.load(asking.folder / "gates.toml"), recordings.Store(asking.folder / "recordings")
    gates.refuse_ghosts(floors, every)
    allowed = partial(options.chosen, policy, "model") if asking.record or asking.live else str
    models = list(dict.fromkeys(map(allowed, asking.names or [OFFLINE, *store.models()])))
    judge = (allowed(asking.judge),) if asking.judge else ()
    if judge and (asking.judge == OFFLINE or len(models) < 2):
        raise SettingsError(
            "--judge names a model, not offline, that reads the drafts of two others. Name these with --model."
        )
    model = recordings.asking((*models, *judge), store, policy, asking.record, asking.live)
    worded = sum(case.suite in running.WORDED for case in every)
    expected = len(every) + worded * (len(models) - 1)
    results = tuple(_shown(running.run(every, models, model, policy), expected))
    if asking.record:
        store.tidy(result.case for result in results if not result.error)
    preferences = tuple(
        preferring.preferred(results, models[0], other, (name, model)) for name in judge for other in models[1:]
    )
    found = replace(evaluating.evaluated(results, floors, store, suites), preferences=preferences)
    if worded and len(models) > 1:
        return replace(found, comparison=comparing.between_models(found.to_dict(), models))
    return found


def _compared(
    found: evaluating.Evaluation, before: dict[str, Any], baseline: str, whole: bool
) -> evaluating.Evaluation:
    """Compare a run with its baseline; one that shares no case with it is refused, for it would hold nothing."""
    comparison = comparing.with_baseline(found.to_dict(), before, whole)
    if not any(each.pairs for each in comparison.versus):
        raise SettingsError(
            f"{baseline}: has no case in common with this run, so that there is nothing to compare. Name the report of a run of "
            "the same suites and models."
        )
    return replace(found, comparison=comparison)


def _tell(found: evaluating.Evaluation, reports: Sequence[str], format: str) -> None:
    from knigge.surfaces.evals import terminal
    from knigge.surfaces.formats import dumped

    for path in reports:
        surfaces.write(found, path)
    say(dumped(found.to_dict(), indent=1) if format == "json" else terminal.render(found))


def _shown(results: Iterator[running.Result], expected: int) -> Iterator[running.Result]:
    """Pass the results on, and show how far they are where somebody watches."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Running", expected, console=Console(stderr=True), transient=True)
