"""`knigge draft`: a brief into a draft that you send yourself."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from knigge import api, channels, languages, models
from knigge.domain import Outcome, Policy
from knigge.errors import StoppedError
from knigge.surfaces import outgoing
from knigge.surfaces.cli import given, live, options, show
from knigge.surfaces.cli.options import Fail, Lang, Model, PolicyFile, Redact
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped

As = Annotated[
    Literal["text", "json", "eml", "mailto"],
    typer.Option("--format", metavar="FORMAT", help="text, json, eml or mailto."),
]
Save = Annotated[str, typer.Option("--save", metavar="FILE", help="Keep the answers to the questions as a brief.")]


def draft(
    brief: given.BriefFile = None,
    channel: given.Other = "",
    lang: Lang = "auto",
    model: Model = "",
    stream: Annotated[
        bool, typer.Option("--stream/--no-stream", help="Show a model's words on the terminal while it writes.")
    ] = True,
    redact: Redact = False,
    policy: PolicyFile = "",
    format: As = "text",
    fail_on: Fail = "error",
    save: Save = "",
) -> None:
    """Draft a first message from a brief.

    The draft goes to standard output, what the check says of it to standard error. Without --model the policy's model words
    it, or the built-in composer, which needs neither key nor network.

    Exit code 0: ready, 1: not ready, or findings at --fail-on or graver, 2: bad input, 3: the model could not be asked.
    """
    rules = options.policy(policy)
    name = options.chosen(rules, "model", model)
    asked = models.get(name, rules)
    wanted = given.brief(brief, channel, lang, save, rules)
    try:
        with live.words(name if name != models.OFFLINE else "", stream) as hear:
            outcome = api.draft(wanted, model=asked, policy=rules, redact=redact, hear=hear)
    except StoppedError as stopped:
        if not isinstance(stopped.outcome, Outcome):
            raise
        _print(stopped.outcome, format, rules)
        raise typer.Exit(130) from None
    _print(outcome, format, rules)
    if options.fails(outcome.report, fail_on) or (outcome.fault and fail_on != "never"):
        raise typer.Exit(1)


def _print(outcome: Outcome, format: str, rules: Policy) -> None:
    if format == "json":
        say(dumped(outcome.to_dict(), indent=1))
    elif format == "eml":
        sys.stdout.buffer.write(outgoing.eml(outcome))
    elif format == "mailto":
        say(outgoing.mailto(outcome))
    else:
        word = languages.get(outcome.report.lang).subject
        subject = f"{word}: {outcome.draft.subject}\n\n" if outcome.draft.subject else ""
        say(printable(subject + outcome.draft.body))
    if format != "json":
        say(_verdict(outcome, rules), err=True)


def _verdict(outcome: Outcome, policy: Policy) -> str:
    """Return what stands below a draft: findings, what the brief lacks, and one line of summary."""
    report = outcome.report
    lines = [line for finding in report.findings for line in show.advice(finding, sys.stderr)]
    lines += [f"    {paint('error: ', 'error', sys.stderr)}{printable(outcome.fault)}"] * bool(outcome.fault)
    lines += [f"    {printable(outcome.stopped)} This is the best draft until then."] * bool(outcome.stopped)
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
    if outcome.model != models.OFFLINE:
        lines.append(paint(f"{printable(outcome.model)} · {_usage(outcome)}", "dim", sys.stderr))
    return "\n" + "\n".join(lines)


def _usage(outcome: Outcome) -> str:
    """Return what the draft took: attempts, tokens, cost, time."""
    used, tried = outcome.usage, len(outcome.attempts)
    tokens = f"{used.input_tokens:,} tokens in, {used.output_tokens:,} out" if used.input_tokens else "tokens unknown"
    cost = "cost unknown" if used.cost is None else f"cost {used.cost:.2g}"
    seconds = sum(attempt.seconds for attempt in outcome.attempts)
    return f"{tried} attempt{'s' * (tried != 1)} · {tokens} · {cost} · {seconds:.1f} s"
