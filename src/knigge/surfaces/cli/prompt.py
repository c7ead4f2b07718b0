"""`knigge prompt`: a brief into exactly what a model would be sent."""

from __future__ import annotations

from knigge import drafting
from knigge.surfaces.cli import given, options
from knigge.surfaces.cli.options import Format, Lang, PolicyFile, Redact
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped


def prompt(
    brief: given.BriefFile = None,
    channel: given.Other = "",
    lang: Lang = "auto",
    redact: Redact = False,
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Show what a model would be asked for a brief, to the letter; nothing is sent.

    The first part stays the same from brief to brief, the second holds this one. Names and contact data are in neither where
    the program puts them in itself.

    Exit code 0, 2: bad input.
    """
    rules = options.policy(policy)
    found = given.brief(brief, channel, lang, "", rules)
    asked = next(drafting.drafting(found, rules, redact=redact))
    if format == "json":
        shape = {"id": asked.id, "version": asked.version, "instructions": asked.instructions, "text": asked.text}
        say(dumped({**shape, "wanted": asked.wanted}, indent=1))
        return
    heads = (f"System message ({asked.id} {asked.version})", "User message")
    first, second = (paint(head, "bold") for head in heads)
    say(f"{first}\n\n{printable(asked.instructions)}\n\n{second}\n\n{printable(asked.text)}")
