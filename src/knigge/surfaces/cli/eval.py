"""`knigge eval`: the cases in a folder into scores, gates and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from knigge import shipped
from knigge.evals import cases, evaluating, gates, recordings, running
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
Live = Annotated[bool, typer.Option("--live", help="Ask the models, and ignore what is recorded.")]


def eval(
    suites: Suites = None,
    folder: Cases = "",
    names: Models = None,
    record: Record = False,
    live: Live = False,
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Say how right the rules, verdicts, answers and drafts are, on cases that people labelled.

    Nothing leaves the machine, unless you ask for --record or --live. Scores come with 95% intervals and what they are out of; the floors in `gates.toml` of the folder decide.

    Exit code 0: all gates hold, 1: one does not, 2: bad input.
    """
    place = Path(folder) if folder else shipped.folder("evals")
    every, floors, rules = cases.load(place, suites or ()), gates.load(place / "gates.toml"), options.policy(policy)
    store = recordings.Store(place / "recordings")
    asked = list(dict.fromkeys(names or [running.OFFLINE, *store.models()]))
    results = running.run(every, asked, recordings.asking(asked, store, rules, record, live), rules)
    expected = sum(len(asked) if case.suite in running.WORDED else 1 for case in every)
    found = evaluating.evaluated(_shown(results, expected), floors, store)
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
