"""`knigge check`: texts that are being written into findings, and into better texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Annotated, Literal

import typer

from knigge import api
from knigge.domain import Policy
from knigge.parsing import written
from knigge.surfaces.cli import options, show
from knigge.surfaces.cli.look import Looked, look
from knigge.surfaces.cli.options import Channel, Fail, Lang, Packs, PolicyFile, Stage
from knigge.surfaces.cli.paint import note as tell
from knigge.surfaces.cli.paint import say

_MANY = 50

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Text, Markdown or .eml; standard input without one."),
]
As = Annotated[
    Literal["text", "json", "sarif", "vale", "rdjson", "junit"],
    typer.Option("--format", metavar="FORMAT", help="text, json, sarif, vale, rdjson or junit."),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="Make the replacements that are safe, leave every other byte. Standard input goes, mended, to standard "
        "output, without the switches that were for the checker.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what --fix would change, and write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show the changes; with --fix, those that were made.")]
StdinName = Annotated[
    str,
    typer.Option("--stdin-filename", metavar="NAME", help="What to take standard input for: note.md is Markdown."),
]
SubjectLine = Annotated[str, typer.Option("--subject", help="The subject line, where the file holds none.")]
BriefFile = Annotated[str, typer.Option("--brief", metavar="FILE", help="The brief that the text was written to.")]


def check(
    files: Files = None,
    channel: Channel = "",
    lang: Lang = "auto",
    stage: Stage = "",
    subject: SubjectLine = "",
    brief: BriefFile = "",
    policy: PolicyFile = "",
    pack: Packs = None,
    format: As = "text",
    fail_on: Fail = "error",
    fix: Fix = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    stdin_filename: StdinName = "",
) -> None:
    """Check texts you are about to send.

    Every finding names the words, what to do, and where the advice comes from. Of several files, those without findings are only
    counted.

    A comment <!-- knigge CARD = NO --> in the text, or X-Knigge: CARD=no in a mail's head, switches a card off.

    Exit code 0: clean, 1: findings at --fail-on or graver, 2: bad input.
    """
    paths = files or ["-"]
    rules = options.policy(policy, pack)
    about = api.load_brief(brief, policy=rules) if brief else None
    known = {"channel": channel, "lang": lang, "stage": stage or None, "policy": rules, "brief": about}
    seen = partial(look, subject=subject, known=known)
    looked = [seen(written.read(path, stdin_filename if path == "-" else "")) for path in _counted(paths)]
    write, shown = fix and not dry_run, diff or dry_run
    if fix or shown:
        from knigge.surfaces.cli.mend import mend

        looked = mend(paths, looked, seen, write, shown)
    if write or not shown:
        _print(looked, format, rules, err=write and (shown or "-" in paths))
    if any(options.fails(each.report, fail_on) for each in looked):
        raise typer.Exit(1)


def _counted(paths: Sequence[str]) -> Iterable[str]:
    """Return the paths, with a bar on a terminal that shows how far many of them are."""
    if len(paths) < _MANY or not sys.stderr.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, "Checking", console=Console(stderr=True), transient=True)


def _print(looked: Sequence[Looked], format: str, rules: Policy, err: bool) -> None:
    if format == "text":
        several = len(looked) > 1
        shown = [each for each in looked if each.report.findings or not several]
        pages = [show.report(r, file.message.subject, file.message.text, r.path) for file, r in shown]
        say("\n\n".join((*pages, *([show.total([r for _, r in looked])] if several else ()))), err=err)
        for note in dict.fromkeys(note for look in looked for note in look.report.notes):
            tell(note)
        return
    from knigge import cards
    from knigge.surfaces.formats import Checked, render

    checked = [Checked(report, file.content, file.places) for file, report in looked]
    say(render(format, checked, cards.known(tuple(rules.packs.items()))), err=err)
