"""The commands by name, each imported only when it is called."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from knigge import plugins

COMMANDS = (
    "draft", "check", "critique", "feedback", "profile", "upkeep", "cards", "init", "policy", "models", "keys", "prompt", "schema", "eval",
    "plugins", "lsp", "sendmail", "serve", "mcp",
)  # fmt: skip


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of a first use, and then those of plugins."""
        return [*COMMANDS, *plugins.by_name("commands", COMMANDS)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command, or None for an unknown name, and for a plugin's that is broken."""
        if cmd_name in COMMANDS:
            found = getattr(import_module(f"knigge.surfaces.cli.{cmd_name}"), cmd_name)
        elif (plugin := plugins.named("commands", cmd_name)) is None or (
            found := plugins.usable(plugin, plugins.load)
        ) is None:
            return None
        if isinstance(found, typer.Typer):  # a group of commands of its own
            group = typer.main.get_command(found)
            group.name = cmd_name
            return _wrapped(group)
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(cmd_name)(found)
        return _wrapped(typer.main.get_command(single))


def _wrapped(command: Any) -> Any:
    """Return a command, and those in it, whose help has a line for each paragraph: Typer breaks where the source does, too."""
    for each in (command, *getattr(command, "commands", {}).values()):
        each.help = each.help and "\n\n".join(map(_in_a_line, inspect.cleandoc(each.help).split("\n\n")))
    return command


def _in_a_line(paragraph: str) -> str:
    """Return a paragraph without its line ends; a list, or what is indented, has them on purpose."""
    lines = paragraph.splitlines()
    return paragraph if any(line[:1] in " -*\b" for line in lines[1:]) else " ".join(lines)


def _version(wanted: bool) -> None:
    if wanted:
        from knigge import __version__

        typer.echo(f"knigge {__version__}")
        raise typer.Exit


def knigge(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Write to strangers so that they like to answer, and judge what strangers write to you.

    It drafts; you send. Everything works without a network; a model is asked only where you name one.
    """


def command() -> Any:
    """Return the whole command line."""
    app = typer.Typer(cls=LazyGroup, no_args_is_help=True, pretty_exceptions_enable=False)
    app.callback()(knigge)
    return typer.main.get_command(app)
