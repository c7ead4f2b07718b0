"""`knigge critique`: received messages into verdicts with their reasons, and the replies to send."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Literal

import typer

from knigge import api, channels, models
from knigge.domain import Critique, Message, Opinion, Reason
from knigge.parsing import messages as inbox
from knigge.surfaces.cli import live, options, show
from knigge.surfaces.cli.options import Format, Lang, PolicyFile, Redact, Stage
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped

_COLOURS = {"accept": "good", "ask_back": "warning", "decline": "error", "ignore": "error"}
_PLAIN = str.maketrans("_-", "  ")
_WORDS = {
    "what": "says what it is about",
    "ask": "asks for something",
    "who": "says who writes",
    "why_me": "says why you",
    "common_ground": "names what you share",
    "thanks": "thanks",
    "please": "asks politely",
    "way_out": "leaves you an easy no",
    "pitch": "offers you something you did not ask for",
    "contact": "says how to reach them",
    "bulk": "was sent to many, or by a program",
    "not_to_me": "is not addressed to you",
    "answers_elsewhere": "wants answers sent elsewhere",
    "be-friendly": "is curt",
    "greeting": "greets nobody",
    "mutual-benefit": "takes and gives nothing",
    "no-blind-referral-ask": "asks a stranger for a recommendation",
    "no-disguised-sales": "sells in disguise",
    "no-empty-synergy": "holds hollow phrases",
    "no-fake-familiarity": "acts familiar",
    "no-fake-reply": "pretends a thread",
    "no-false-urgency": "makes up a hurry",
    "no-fraud": "shows signs of fraud",
    "no-hunter-gatherer": "collects contacts",
    "no-instant-meeting": "asks for a meeting at once",
    "no-instructions-to-machines": "orders a program about",
    "no-mass-mail": "holds an empty placeholder",
    "no-profile-flattery": "flatters",
    "research-first": "shows nothing that was read",
    "missing-text": "holds no text",
    "missing-what": "does not say what it is about",
    "missing-why_me": "does not say why you",
    "missing-who": "does not say who writes",
}

_DECIDED = {
    "fraud": "Signs of fraud decide alone.",
    "sum": "The sum decided: {verdict}.",
    "lacking": "What is missing decided: without a matter and a reason to write to you nothing is accepted.",
    "machine": "Text that orders a machine about decided: such a message is never accepted.",
    "thin": "Neither enough for nor against it: {verdict}.",
    "you": "You decided: {verdict}.",
}

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="A received .eml or pasted text; standard input without one."),
]
As = Annotated[
    Literal["accept", "ask_back", "decline", "decline-vendor", "decline-recruiter", "not-now", "who-are-you", "ignore"]
    | None,
    typer.Option(
        "--as",
        metavar="ANSWER",
        help="Decide yourself: accept, ask_back, who-are-you, decline, decline-vendor, decline-recruiter, not-now or ignore.",
    ),
]
ProfileFile = Annotated[str, typer.Option("--profile", metavar="FILE", help="Who answers: a YAML file with your name.")]
Where = Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Where it came in; e-mail when not told.")]

SecondReader = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Who reads it too and words the reply; it is sent the message. By default nobody.",
    ),
]
OnBehalfOf = Annotated[str, typer.Option("--on-behalf-of", metavar="NAME", help="For whom you answer.")]
Why = Annotated[bool, typer.Option("--why", help="Show the weighing: each reason, its place, and what decided.")]


def critique(
    files: Files = None,
    channel: Where = "",
    lang: Lang = "auto",
    stage: Stage = "",
    verdict: As = None,
    on_behalf_of: OnBehalfOf = "",
    profile: ProfileFile = "",
    model: SecondReader = "",
    redact: Redact = False,
    policy: PolicyFile = "",
    why: Why = False,
    format: Format = "text",
) -> None:
    """Judge messages you received, and get the reply to send.

    The verdict is computed from the text by rules that you can read; nothing written inside a message can change them.

    With --model that model reads the message too: what it points at is shown as its opinion, and it words the reply, which is
    checked like any draft. The verdict stays what the rules say.

    Of several, those that wait longest come first, with the days since they were sent where a mail tells it.

    Exit code 0 whatever the verdict, 2: bad input, 3: no such model.
    """
    rules = options.policy(policy)
    who = options.profile(profile, rules)
    channels.get(channel or "email")
    messages = _oldest_first([inbox.read(path, channel) for path in files or ["-"]])
    model = options.chosen(rules, "model", model) if model else models.OFFLINE
    asked = models.get(model, rules) if model != models.OFFLINE else model
    judged = partial(api.critique, policy=rules, profile=who, verdict=verdict, on_behalf_of=on_behalf_of)
    with live.words(model if asked != models.OFFLINE else "", False):
        critiques = [judged(m, stage=stage or None, lang=lang, model=asked, redact=redact) for m in messages]
    if format == "json":
        say(dumped([c.to_dict() for c in critiques], indent=1))
        return
    say("\n\n".join(_view(c, _waiting(m) * (len(messages) > 1), why) for c, m in zip(critiques, messages, strict=True)))
    signed = who or all(m.recipient for m in messages)
    _tell(critiques, "" if signed else "a reply is not signed. Give your name with --profile FILE.")


def _tell(critiques: list[Critique], unsigned: str) -> None:
    """Print the remarks, each once."""
    for note in dict.fromkeys(note for c in critiques for note in c.report.notes):
        say(f"Note: {printable(note)}", err=True)
    if unsigned and any(c.reply for c in critiques):
        say(f"Note: {unsigned}", err=True)


def _oldest_first(messages: list[Message]) -> list[Message]:
    """Return those that wait longest first, and then, as given, those that do not tell since when."""
    dated = [(when, place) for place, each in enumerate(messages) if (when := inbox.received(each))]
    first = [place for _, place in sorted(dated)]
    return [messages[place] for place in (*first, *sorted({*range(len(messages))} - {*first}))]


def _waiting(message: Message) -> str:
    """Return how long ago a mail was sent, "" where it does not tell or says a time to come."""
    when = inbox.received(message)
    days = (datetime.now(UTC) - when).days if when else -1
    return f"  waits for {days:,} day{'s' * (days != 1)}" if days >= 0 else ""


def _view(result: Critique, waiting: str, why: bool) -> str:
    word = result.verdict.translate(_PLAIN)
    lines = [
        f"{paint(printable(result.message.path), 'bold')}  {paint(word, _COLOURS[result.verdict])}{paint(waiting, 'dim')}",
        "",
    ]
    lines += [_reason(reason) + (_place(reason) if why else "") for reason in result.reasons]
    lines += ["", *_weighing(result)] if why else []
    lines += ["", paint("A second reader's opinion, which weighs nothing", "bold")] if result.opinions else []
    lines += [_opinion(opinion) for opinion in result.opinions]
    if not result.reply:
        fraud = any(reason.name == "no-fraud" for reason in result.reasons)
        return "\n".join((*lines, "", "No reply: this is spam or fraud." if fraud else "No reply, as you decided."))
    return "\n".join((*lines, *show.reply(result.reply, result.reply.kind.translate(_PLAIN))))


def _opinion(opinion: Opinion) -> str:
    kind = {"who": "who writes", "why_me": "why you", "what": "what about", "doubt": "doubt"}[opinion.kind]
    words = " ".join(printable(opinion.text).split())
    return f"  {kind}: “{words}”{paint(f'  {printable(opinion.note)}', 'dim')}"


def _place(reason: Reason) -> str:
    """Return where a reason stands, as an editor finds it, and what a policy calls it."""
    at = f"{reason.part} {reason.start}-{reason.end}" if reason.start is not None else "nowhere"
    return paint(f"\n      {printable(at)}, weights.{reason.name}", "dim")


def _weighing(result: Critique) -> list[str]:
    """Return the sum and what decided, in words."""
    weighing = result.weighing
    bounds = f"{weighing.decline_from:+d} or less declines, {weighing.accept_from:+d} or more accepts"
    why = _DECIDED[weighing.decided_by].format(verdict=result.verdict.replace("_", " "))
    return [f"  {weighing.total:+d}  in sum; {bounds}", f"      {why}"]


def _reason(reason: Reason) -> str:
    sign = paint(f"{reason.weight:+d}", "good" if reason.weight > 0 else "error")
    words = " ".join(printable(reason.text).split())
    quote = f" “{words if len(words) <= 90 else words[:87] + '...'}”" if words else ""
    return f"  {sign}  {_WORDS.get(reason.name, reason.name)}{paint(quote, 'dim')}"
