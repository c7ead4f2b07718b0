"""`knigge draft`: a brief into a draft that you send yourself."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from knigge import api, channels, languages, models
from knigge.domain import Brief, Outcome, Policy
from knigge.errors import BriefError
from knigge.surfaces import outgoing
from knigge.surfaces.cli import options, show
from knigge.surfaces.cli.options import Fail, Lang, PolicyFile
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped

BriefFile = Annotated[
    str | None,
    typer.Argument(metavar="BRIEF", help="A YAML or JSON brief, - for standard input; questions without one."),
]
Other = Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Another channel than the brief's.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="Who words it; offline is the built-in composer.")]
As = Annotated[
    Literal["text", "json", "eml", "mailto"],
    typer.Option("--format", metavar="FORMAT", help="text, json, eml or mailto."),
]
Save = Annotated[str, typer.Option("--save", metavar="FILE", help="Keep the answers to the questions as a brief.")]


def draft(
    brief: BriefFile = None,
    channel: Other = "",
    lang: Lang = "auto",
    model: Model = "offline",
    policy: PolicyFile = "",
    format: As = "text",
    fail_on: Fail = "error",
    save: Save = "",
) -> None:
    """Draft a first message from a brief.

    The draft goes to standard output, what the check says of it to standard error.
    Exit code 0: ready, 1: findings at --fail-on or graver, 2: bad input.
    """
    models.get(model)
    outcome = api.draft(_brief(brief, channel, lang, save), model=model, policy=options.policy(policy))
    if format == "json":
        say(dumped(outcome.to_dict(), indent=1))
    elif format == "eml":
        sys.stdout.buffer.write(outgoing.eml(outcome))
    elif format == "mailto":
        say(outgoing.mailto(outcome))
    else:
        subject = f"{_subject_word(outcome)}: {outcome.draft.subject}\n\n" if outcome.draft.subject else ""
        say(printable(subject + outcome.draft.body))
    if format != "json":
        say(_verdict(outcome, options.policy(policy)), err=True)
    if options.fails(outcome.report, fail_on):
        raise typer.Exit(1)


def _brief(path: str | None, channel: str, lang: str, save: str) -> Brief:
    """Return the brief from a file or from questions, with the channel and language asked for."""
    channel = channels.get(channel).id if channel else ""
    if path is None:
        if not sys.stdin.isatty():
            raise BriefError("No brief named. Name a file, or - to read standard input.")
        from knigge.surfaces.cli.questions import ask

        if save and Path(save).exists():
            raise BriefError(f"{save}: exists already. Name another file to keep the brief in.")
        values = ask()
        brief = api.load_brief(values)
        if save:
            _keep(values, save)
    else:
        brief = api.load_brief(path)
    if channel:
        brief = replace(brief, channel=channel)
    if lang != "auto":
        brief = _in_language(brief, lang)
    return brief


def _in_language(brief: Brief, lang: str) -> Brief:
    """Return the brief for a locale of its own language; the composer can't translate its sentences."""
    wanted = languages.get(lang)
    if wanted.code != brief.lang:
        raise BriefError(
            f"The brief is in {brief.lang}, and the offline composer can't put it into {lang}. Write it in {lang}."
        )
    return replace(brief, language=wanted.locale_of("", lang)) if "-" in lang else brief


def _keep(values: dict[str, object], path: str) -> None:
    import yaml

    try:
        with Path(path).open("x", encoding="utf-8") as file:
            yaml.safe_dump(values, file, allow_unicode=True, sort_keys=False)
    except OSError as fault:
        raise BriefError(f"{path}: can't be written ({fault.strerror}). Name another file.") from fault


def _subject_word(outcome: Outcome) -> str:
    return "Betreff" if outcome.report.lang == "de" else "Subject"


def _verdict(outcome: Outcome, policy: Policy) -> str:
    """Return what stands below a draft: findings, what the brief lacks, and one line of summary."""
    report = outcome.report
    lines = [line for finding in report.findings for line in show.advice(finding, sys.stderr)]
    if outcome.missing:
        lines.append(f"    The draft does without: {', '.join(outcome.missing)}.")
    limit = channels.get(report.channel).limit(outcome.brief.sender.plan, policy)
    length = len(outcome.draft.body)
    room = (
        f"{length:,} of {limit:,} characters"
        if limit
        else f"{length:,} characters, {len(outcome.draft.body.split())} words"
    )
    state = paint("ready", "good", sys.stderr) if outcome.ready else paint("not ready", "error", sys.stderr)
    lines.append(f"{state} · {channels.get(report.channel).name} · {room} · {show.summary(report, sys.stderr)}")
    return "\n" + "\n".join(lines)
