"""A channel name into its limits, fields and customs, as data from `channels/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from knigge import plugins
from knigge.domain import Policy, Stage
from knigge.errors import PluginError, SettingsError
from knigge.shipped import PACKAGE, compiled

SOURCE = f"{PACKAGE}/channels"


class ChannelCard(NamedTuple):
    """What a channel allows and what is custom there.

    max_chars: hard limit of the body in characters per sender plan (`basic`, `premium`); 0 is none.
    subject_chars: hard limit of the subject; 0 where the channel has none.
    target_chars: where a first message should end; a longer one gets a suggestion to shorten.
    form: `letter` (greeting, paragraphs, signature block) or `note` (one paragraph).
    contact: whether the message should say how to reach the sender (a note leaves that to the profile).
    sources: where each figure was found and how far it can be trusted.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    max_chars: Mapping[Literal["basic", "premium"], int] = MappingProxyType({})
    subject: Literal["needed", "possible", "none"] = "none"
    subject_chars: int = 0
    target_chars: int = 0
    form: Literal["letter", "note"] = "letter"
    contact: bool = True
    stage: Stage = "first-message"
    customs: Mapping[str, str] = MappingProxyType({})
    sources: tuple[str, ...] = ()

    def limit(self, plan: str, policy: Policy) -> int:
        """Return the most characters the body may hold, 0 for no limit; an unknown plan counts as basic."""
        if self.id in policy.limits:
            return policy.limits[self.id]
        return self.max_chars.get("premium" if plan == "premium" else "basic", 0)


@cache
def _built_in() -> tuple[ChannelCard, ...]:
    return tuple(ChannelCard(**_tuples(entry)) for entry in compiled("channels", "all", SOURCE, compile_folder))


@cache
def _plugged() -> tuple[tuple[str, plugins.Plugin, ChannelCard], ...]:
    """Return the channels of plugins, by each of their names; one whose name is shared goes by its full name."""
    read = [(plugin, card) for plugin, cards in plugins.sound("channels", of_plugin) for card in cards]
    ids = [card.id for _, card in read]
    own = [
        card if ids.count(card.id) == 1 else card._replace(id=f"{each.distribution}:{card.id}") for each, card in read
    ]
    names = [(card.id, *card.aliases) for _, card in read]
    return tuple((name, read[at][0], card) for at, card in enumerate(own) for name in names[at])


def of_plugin(plugin: plugins.Plugin) -> tuple[ChannelCard, ...]:
    """Return the channels that a plugin gives; raise PluginError for one that takes the name of a built-in one."""
    folder = plugins.folder(plugin)
    entries = compiled(f"channels-{plugin.name}", "all", folder, compile_folder)
    cards = tuple(ChannelCard(**_tuples(entry)) for entry in entries)
    taken = {name for card in _built_in() for name in (card.id, *card.aliases)}
    for name in (name for card in cards for name in (card.id, *card.aliases) if name in taken):
        raise PluginError(f"{name!r} is a channel of knigge's own. Rename that of {plugin.distribution}.")
    if not cards:
        raise PluginError(f"{folder}: holds no channel. Put a .yaml file there.")
    return cards


@cache
def known() -> dict[str, ChannelCard]:
    """Return the channels by name."""
    return {card.id: card for card in (*_built_in(), *(card for *_, card in _plugged()))}


def addressed() -> list[str]:
    """Return the names of the channels on which somebody is written to."""
    return [name for name in known() if name != "profile"]


def get(name: str) -> ChannelCard:
    """Return the channel called `name`, or known by it as an alias; a plugin's also by `distribution:name`.

    Raises SettingsError for any other name, PluginError for one that two plugins give.
    """
    for card in _built_in():
        if name == card.id or name in card.aliases:
            return card
    if found := plugins.one("a channel", name, _plugged()):
        return found
    raise SettingsError(f"No channel {name!r}. Known: {', '.join(known())}.")


def compile_folder(source: str) -> dict[str, list[dict[str, Any]]]:
    """Read and validate the YAML files of `source`; they make one part, `all`."""
    from pathlib import Path

    from knigge.yamlfile import read_as

    return {"all": [read_as(ChannelCard, path) for path in sorted(Path(source).glob("*.yaml"))]}


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
