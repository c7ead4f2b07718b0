"""`knigge serve`: checks, verdicts and drafts over HTTP, on this machine."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import PolicyFile
from knigge.surfaces.cli.paint import say

Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; beyond this machine a token is needed.")
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")]
Upstream = Annotated[
    str,
    typer.Option(
        "--upstream", metavar="URL", help="A LanguageTool server whose matches join ours: http://localhost:8081/v2."
    ),
]
Origins = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-origin", metavar="ORIGIN", help="A page or browser add-on that may ask: moz-extension://*. Repeatable."
    ),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A name that this machine is called by. Repeatable."),
]
Token = Annotated[
    str,
    typer.Option(
        "--token", envvar="KNIGGE_TOKEN", metavar="TOKEN", help="What every request must show; better in KNIGGE_TOKEN."
    ),
]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8875,
    upstream: Upstream = "",
    allow_origin: Origins = None,
    allow_host: Hosts = None,
    token: Token = "",
    policy: PolicyFile = "",
) -> None:
    """Serve a web page, LanguageTool's API and a JSON API, on this machine alone unless told otherwise.

    Needs the extra serve. Open the address in a browser, or give http://localhost:8875/v2 to a program that knows LanguageTool. Nothing that is sent
    is kept or logged.

    Exit code 0: stopped, 2: bad input, such as an address that is taken.
    """
    try:
        from knigge.surfaces.http import app, listening
        from knigge.surfaces.http.rules import rules
    except ImportError as fault:
        raise options.extra("serve", fault) from fault
    held = rules(host, allow_host or [], allow_origin or [], token, options.policy(policy), upstream)
    with suppress(KeyboardInterrupt):
        listening.serve(app.application(held), held, host, port, _tell)


def _tell(address: str) -> None:
    say(f"knigge serves at {address} (Ctrl-C stops it)", err=True)
