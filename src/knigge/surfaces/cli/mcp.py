"""`knigge mcp`: an assistant's tool calls into checks, verdicts, drafts and explanations."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from knigge.errors import SettingsError
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Packs, PolicyFile
from knigge.surfaces.cli.paint import note

Http = Annotated[bool, typer.Option("--http", help="Answer on a port of this machine instead (streamable HTTP).")]
Host = Annotated[str, typer.Option("--host", metavar="HOST", help="The address for --http; one of this machine.")]
Port = Annotated[
    int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="The port for --http; 0: a free one.")
]


def mcp(
    policy: PolicyFile = "", pack: Packs = None, http: Http = False, host: Host = "127.0.0.1", port: Port = 8377
) -> None:
    """Give an assistant the tools check, critique, draft and explain (Model Context Protocol).

    Needs the extra mcp. The assistant starts this command and talks to it over standard input and output. No tool sends anything; a
    model is asked for drafts alone, and only where the policy names one.
    """
    try:
        from knigge.surfaces.mcp import server
    except ImportError as fault:
        raise options.extra("mcp", fault) from fault
    rules = options.policy(policy, pack)
    if http:
        server.over_http(rules, host, port)
        return
    if sys.stdin is None:
        raise SettingsError("Standard input is closed. An assistant starts this command and talks to it there.")
    if sys.stdin.isatty():
        note("waiting for an assistant on standard input; Ctrl-C ends it.")
    server.over_stdio(rules)
