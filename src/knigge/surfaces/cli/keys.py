"""`knigge keys`: the keys of models, kept in a file that only you can read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from knigge.errors import SettingsError
from knigge.models import keys as kept
from knigge.surfaces.cli.paint import printable, say

keys = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A provider (openai, mistral ...) or a name that the policy uses.")
]


@keys.callback()
def _group() -> None:
    """Keep the keys of models; no command ever shows one."""


@keys.command("set")
def store(
    name: Name,
    secret: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Store a key under NAME: asked for without showing it, or read from standard input.

    Exit code 0, 2: bad input.
    """
    if secret or "=" in name:
        raise SettingsError(
            "The key does not go on the command line, where your shell keeps it. Paste it when you are asked."
        )
    if sys.stdin.isatty():
        given = str(typer.prompt(f"Key for {printable(name)}", hide_input=True, err=True))
    else:
        given = sys.stdin.readline()
    known = name in kept.names()
    kept.store(name, given)
    say(f"{'Replaced' if known else 'Stored'} in {printable(str(kept.path()))}.", err=True)


@keys.command("list")
def names() -> None:
    """List the names under which keys are stored.

    Exit code 0, 2: the file can't be read.
    """
    found = kept.names()
    if not found:
        say("No keys are stored. Store one: knigge keys set NAME", err=True)
    for name in found:
        say(printable(name))


@keys.command("remove")
def remove(name: Name) -> None:
    """Forget the key of NAME.

    Exit code 0, 2: there is none.
    """
    kept.remove(name)
    say(f"Removed the key of {printable(name)}.", err=True)
