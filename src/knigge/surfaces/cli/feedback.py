"""`knigge feedback`: answers to your own messages into what they say, and what to write back."""

from __future__ import annotations

from typing import Annotated

import typer

from knigge import api, channels
from knigge.domain import Feedback
from knigge.parsing import messages as inbox
from knigge.surfaces.cli import options, show
from knigge.surfaces.cli.critique import ProfileFile, Where
from knigge.surfaces.cli.options import Format, Lang, PolicyFile
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped

_WORDS = {
    "yes": ("yes", "good"),
    "question": ("asks", "warning"),
    "no": ("no", "error"),
    "not-now": ("not now", "warning"),
    "out-of-office": ("away", "dim"),
    "angry": ("angry", "error"),
    "unclear": ("unclear", "warning"),
}
_NOTHING = {
    "out-of-office": "Nothing to write: wait.",
    "unclear": "No reply: it does not show what it says. Read it yourself.",
    "question": "No reply yet: answer it with --answer TEXT.",
}

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="An answer you got: .eml or pasted text; standard input without one."),
]


def feedback(
    files: Files = None,
    answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help="Your answer to what is asked.")] = "",
    channel: Where = "",
    lang: Lang = "auto",
    profile: ProfileFile = "",
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Read the answers to your own messages, and get what to write back.

    An answer says yes, asks, says no, or not now, comes from a machine while somebody is away, or is angry. A no is
    taken kindly and not argued with; to an absence there is nothing to write.

    Exit code 0, 2: bad input.
    """
    rules = options.policy(policy)
    if channel:
        channels.get(channel)
    who = options.profile(profile, rules)
    received = [inbox.read(path, channel) for path in files or ["-"]]
    heard = [api.feedback(each, policy=rules, profile=who, answer=answer, lang=lang) for each in received]
    say(dumped([each.to_dict() for each in heard], indent=1) if format == "json" else "\n\n".join(map(_view, heard)))


def _view(heard: Feedback) -> str:
    word, colour = _WORDS[heard.said]
    lines = [f"{paint(printable(heard.message.path), 'bold')}  {paint(word, colour)}", ""]
    if heard.said == "question":
        lines += [f"  “{printable(question)}”" for question in heard.questions]
    elif heard.words:
        lines.append(f"  “{printable(' '.join(heard.words.split()))}”")
    if heard.when:
        lines.append(f"  names a time: {printable(heard.when)}")
    if not heard.reply:
        return "\n".join((*lines, "", _NOTHING[heard.said]))
    choice = ["", "Before you send it: say whether that time suits you, or name another."] if _open(heard) else []
    return "\n".join((*lines, *choice, *show.reply(heard.reply)))


def _open(heard: Feedback) -> bool:
    """Say whether a time is named that only the user can agree to."""
    return heard.said == "yes" and heard.when != ""
