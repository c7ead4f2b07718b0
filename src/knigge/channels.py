"""A channel name into its limits, fields and customs, as data from `channels/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from knigge.domain import Policy, Stage
from knigge.errors import SettingsError
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
def known() -> dict[str, ChannelCard]:
    """Return the channels by name."""
    cards = [ChannelCard(**_tuples(entry)) for entry in compiled("channels", "all", SOURCE, compile_folder)]
    return {card.id: card for card in cards}


def get(name: str) -> ChannelCard:
    """Return the channel called `name`, or known by it as an alias.

    Raises SettingsError for any other name.
    """
    for card in known().values():
        if name == card.id or name in card.aliases:
            return card
    raise SettingsError(f"No channel {name!r}. Known: {', '.join(known())}.")


def compile_folder(source: str) -> dict[str, list[dict[str, Any]]]:
    """Read and validate the YAML files of `source`; they make one part, `all`."""
    from pathlib import Path

    from knigge.yamlfile import read_as

    return {"all": [read_as(ChannelCard, path) for path in sorted(Path(source).glob("*.yaml"))]}


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
