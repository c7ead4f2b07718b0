"""`knigge eval`: the cases in a folder into scores, gates and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from knigge import shipped
from knigge.evals import cases, evaluating, gates, running
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import say

Suites = Annotated[
    list[str] | None,
    typer.Argument(metavar="SUITE", help="rules, critique, reply, injection or draft; all without one."),
]
Cases = Annotated[str, typer.Option("--cases", metavar="FOLDER", help="Your own cases instead of the project's.")]


def eval(
    suites: Suites = None,
    folder: Cases = "",
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Say how right the rules, verdicts, answers and drafts are, on cases that people labelled.

    Nothing leaves the machine. Scores come with 95% intervals and what they are out of; the floors in `gates.toml` of the folder decide.

    Exit code 0: all gates hold, 1: one does not, 2: bad input.
    """
    place = Path(folder) if folder else shipped.folder("evals")
    every, floors, rules = cases.load(place, suites or ()), gates.load(place / "gates.toml"), options.policy(policy)
    results = running.run(every, [running.OFFLINE], lambda model, case: model, rules)
    found = evaluating.evaluated(_shown(results, len(every)), floors)
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
