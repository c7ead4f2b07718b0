"""`knigge plugins`: what installed packages add, and whether each of them loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import NamedTuple

import typer

from knigge import channels, languages, models, prompts
from knigge import plugins as installed
from knigge.cards import plugged as cards
from knigge.errors import PluginError
from knigge.parsing.plugged import ENDINGS
from knigge.plugins import Plugin
from knigge.surfaces.cli.app import COMMANDS
from knigge.surfaces.cli.options import Format
from knigge.surfaces.cli.paint import paint, printable, say
from knigge.surfaces.formats import dumped


class Seen(NamedTuple):
    """A plugin, what it adds, and why it does not load, "" where it does."""

    plugin: Plugin
    adds: tuple[str, ...]
    error: str


def plugins(format: Format = "text") -> None:
    """List the plugins: packages that add cards, prompts, models, channels, languages, parsers or commands.

    Each is loaded to see whether it can be.

    Exit code 0: all load, 1: one does not.
    """
    seen = _with_clashes([_seen(plugin) for plugin in installed.found()])
    if format == "json":
        say(dumped([_plain(each) for each in seen], indent=1))
    elif not seen:
        say("No plugins are installed. `knigge init plugin NAME` writes one.")
    else:
        by_package = sorted(seen, key=lambda each: each.plugin.distribution)
        for (name, version), group in groupby(by_package, lambda each: (each.plugin.distribution, each.plugin.version)):
            say(printable(f"{paint(name, 'bold')} {version}"))
            for each in group:
                entry = f"{each.plugin.id} = {each.plugin.value}"
                said = paint(f"error: {entry}: {each.error}", "error") if each.error else ", ".join(each.adds)
                say(f"  {each.plugin.group:<10} {printable(said)}")
    if any(each.error for each in seen):
        raise typer.Exit(1)


def _seen(plugin: Plugin) -> Seen:
    adds, fault = installed.tried(plugin, _adds)
    return Seen(plugin, adds or (), fault)


def _adds(plugin: Plugin) -> tuple[str, ...]:
    """Return the ids of what a plugin adds; raise for one that does not load."""
    if plugin.group not in _READERS:
        raise PluginError(f"knigge.{plugin.group} is no group of plugins. Known: {', '.join(installed.GROUPS)}.")
    return _READERS[plugin.group](plugin)


def _cards(plugin: Plugin) -> tuple[str, ...]:
    found = cards.of_plugin(plugin)
    own = tuple(entry["card"]["id"] for entry in found.entries)
    return (*own, *(f"more for {each['amends']}" for each in found.amendments))


def _loaded(plugin: Plugin) -> tuple[str, ...]:
    if plugin.id in _OWN.get(plugin.group, ()):
        raise PluginError(f"{plugin.id!r} is knigge's own. Rename it in the entry point.")
    installed.load(plugin)  # a function, or an application of Typer's, which can be called, too
    return (plugin.id,)


_OWN: Mapping[str, tuple[str, ...]] = {"models": models.RESERVED, "commands": COMMANDS, "parsers": ENDINGS}
_READERS: Mapping[str, Callable[[Plugin], tuple[str, ...]]] = {
    "cards": _cards,
    "channels": lambda plugin: tuple(card.id for card in channels.of_plugin(plugin)),
    "languages": lambda plugin: (languages.of_plugin(plugin).code,),
    "models": _loaded,
    "prompts": lambda plugin: tuple(file.name.removesuffix(".md") for file in prompts.of_plugin(plugin)),
    "parsers": _loaded,
    "commands": _loaded,
}


def _with_clashes(seen: list[Seen]) -> list[Seen]:
    """Return the plugins; those that give an id which another one gives, too, with an error that names both."""
    counts = Counter(
        (each.plugin.group, id) for each in seen for id in each.adds if each.plugin.group not in ("cards", "prompts")
    )
    return [
        _clashing(each, seen) if any(counts[each.plugin.group, id] > 1 for id in each.adds) else each for each in seen
    ]


def _clashing(one: Seen, seen: list[Seen]) -> Seen:
    others = [each for each in seen if each is not one and each.plugin.group == one.plugin.group]
    for id, other in ((id, other) for id in one.adds for other in others if id in other.adds):
        who = other.plugin.distribution
        return one._replace(
            error=f"{who} gives {id!r}, too. Say {one.plugin.distribution}:{id} or {who}:{id}, or uninstall one."
        )
    return one


def _plain(seen: Seen) -> dict[str, object]:
    """Return a plugin as JSON values."""
    return {**seen.plugin._asdict(), "adds": list(seen.adds), "loads": not seen.error, "error": seen.error}
