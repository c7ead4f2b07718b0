"""`knigge eval`: the cases in a folder into scores, gates and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from knigge import shipped
from knigge.evals import cases, comparing, evaluating, gates, recordings, running
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import say

Suites = Annotated[
    list[str] | None,
    typer.Argument(metavar="SUITE", help="rules, critique, reply, injection or draft; all without one."),
]
Cases = Annotated[str, typer.Option("--cases", metavar="FOLDER", help="Your own cases instead of the project's.")]
Models = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Who words drafts and answers: offline, or a model whose answers are recorded. Repeatable; by default all of these.",
    ),
]
Record = Annotated[bool, typer.Option("--record", help="Ask the models for answers that are missing, and record them.")]
Baseline = Annotated[
    str, typer.Option("--baseline", metavar="FILE", help="The JSON report of an earlier run to compare with.")
]
MinPairs = Annotated[
    bool, typer.Option("--min-pairs", help="Print how many cases a difference needs to be told from chance, and stop.")
]
Live = Annotated[bool, typer.Option("--live", help="Ask the models, and ignore what is recorded.")]


def eval(
    suites: Suites = None,
    folder: Cases = "",
    names: Models = None,
    record: Record = False,
    live: Live = False,
    baseline: Baseline = "",
    min_pairs: MinPairs = False,
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Say how right the rules, verdicts, answers and drafts are, on cases that people labelled.

    Nothing leaves the machine, unless you ask for --record or --live. Scores come with 95% intervals and what they are out of; the floors in `gates.toml` of the folder decide.

    With a baseline, or several models, cases are compared one by one (McNemar's exact test, Holm's correction).

    Exit code 0: all gates hold, 1: one does not, or the baseline was better, 2: bad input, 3: no such model.
    """
    if min_pairs:
        from knigge.surfaces.evals import terminal

        say(terminal.pairs_needed())
        return
    before = comparing.read_baseline(baseline) if baseline else None
    place = Path(folder) if folder else shipped.folder("evals")
    every, floors, rules = cases.load(place, suites or ()), gates.load(place / "gates.toml"), options.policy(policy)
    store = recordings.Store(place / "recordings")
    asked = list(dict.fromkeys(names or [running.OFFLINE, *store.models()]))
    results = running.run(every, asked, recordings.asking(asked, store, rules, record, live), rules)
    expected = sum(len(asked) if case.suite in running.WORDED else 1 for case in every)
    found = evaluating.evaluated(_shown(results, expected), floors, store)
    if before:
        whole = not suites and not names
        found = replace(found, comparison=comparing.with_baseline(found.to_dict(), before, whole))
    elif len(asked) > 1 and any(case.suite in running.WORDED for case in every):
        found = replace(found, comparison=comparing.between_models(found.to_dict(), asked))
    _print(found, format)
    raise typer.Exit(not found.passed)


def _print(found: evaluating.Evaluation, format: str) -> None:
    from knigge.surfaces.evals import terminal
    from knigge.surfaces.formats import dumped

    say(dumped(found.to_dict(), indent=1) if format == "json" else terminal.render(found))


def _shown(results: Iterator[running.Result], expected: int) -> Iterator[running.Result]:
    """Pass the results on, and show how far they are where somebody watches."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Running", expected, console=Console(stderr=True), transient=True)
