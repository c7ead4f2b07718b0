"""`knigge init`: starters to go on with."""

from __future__ import annotations

import typer

from knigge.surfaces.cli.starter import plugin

init = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
init.command("plugin")(plugin)


@init.callback()
def _group() -> None:
    """Write a starter to go on with."""
