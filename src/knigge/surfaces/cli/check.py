"""`knigge check`: texts that are being written into findings."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

import typer

from knigge import api, errors
from knigge.domain import Message, Report
from knigge.parsing import messages as inbox
from knigge.surfaces.cli import options, show
from knigge.surfaces.cli.options import Channel, Fail, Format, Lang, PolicyFile, Stage
from knigge.surfaces.cli.paint import say


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Text, Markdown or .eml; standard input without one."),
    ] = None,
    channel: Channel = "",
    lang: Lang = "auto",
    stage: Stage = "",
    subject: Annotated[str, typer.Option("--subject", help="The subject line, where the file holds none.")] = "",
    brief: Annotated[str, typer.Option("--brief", metavar="FILE", help="The brief that the text was written to.")] = "",
    policy: PolicyFile = "",
    format: Format = "text",
    fail_on: Fail = "error",
) -> None:
    """Check texts you are about to send.

    Every finding names the words, what to do, and where the advice comes from.
    Exit code 0: clean, 1: findings at --fail-on or graver, 2: bad input.
    """
    given = {
        "channel": channel,
        "lang": lang,
        "stage": stage or None,
        "policy": options.policy(policy),
        "brief": api.load_brief(brief) if brief else None,
    }
    messages = [_read(path, subject) for path in files or ["-"]]
    reports = [api.check(m.text, subject=m.subject, headers=m.headers, path=m.path, **given) for m in messages]  # type: ignore[arg-type]
    if format == "json":
        say(json.dumps([report.to_dict() for report in reports], ensure_ascii=False, indent=1))
    else:
        _print(reports, messages)
    if any(options.fails(report, fail_on) for report in reports):
        raise typer.Exit(1)


def _print(reports: list[Report], messages: list[Message]) -> None:
    views = zip(reports, messages, strict=True)
    say("\n\n".join(show.report(r, m.subject, m.text, m.path) for r, m in views))
    for note in dict.fromkeys(note for report in reports for note in report.notes):
        say(f"Note: {note}", err=True)


def _read(path: str, subject: str) -> Message:
    message = inbox.read(path)
    if not message.text.strip():
        raise errors.MailError(f"{message.path}: is empty. Put the text in it.")
    return message if message.subject else replace(message, subject=subject)
