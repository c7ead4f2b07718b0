"""`knigge lsp`: an editor's documents into diagnostics, explanations and fixes."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from knigge import channels
from knigge.errors import SettingsError
from knigge.surfaces.cli.options import PolicyFile, extra
from knigge.surfaces.cli.paint import note

Channel = Annotated[
    str,
    typer.Option(
        "--channel",
        metavar="CHANNEL",
        help="Where messages go: email (the default), linkedin-note, xing-message ...",
        autocompletion=lambda: list(channels.known()),
    ),
]
Level = Annotated[
    Literal["error", "warning", "suggestion"],
    typer.Option("--level", metavar="LEVEL", help="The least findings to show: error, warning or suggestion."),
]


def lsp(policy: PolicyFile = "", channel: Channel = "", level: Level = "suggestion") -> None:
    """Check what you write in an editor, which starts this command and talks to it (Language Server Protocol).

    Needs the extra lsp. The options are defaults; the editor's own settings go before them.
    """
    try:
        from knigge.surfaces.lsp.server import serve
        from knigge.surfaces.lsp.settings import Settings
    except ImportError as fault:
        raise extra("lsp", fault) from fault
    if sys.stdin is None:
        raise SettingsError("Standard input is closed. An editor starts this command and talks to it there.")
    if sys.stdin.isatty():
        note("waiting for an editor on standard input; Ctrl-C ends it.")
    serve(Settings(policy, channels.get(channel).id if channel else "", level))
