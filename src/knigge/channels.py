"""A channel name into its limits, fields and customs, as data from `channels/*.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from knigge.domain import Policy, Stage
from knigge.errors import SettingsError
from knigge.shipped import PACKAGE, compiled

SOURCE = PACKAGE / "channels"


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """What a channel allows and what is custom there.

    max_chars: hard limit of the body in characters per sender plan (`basic`, `premium`); 0 is none.
    subject_chars: hard limit of the subject; 0 where the channel has none.
    target_chars: where a first message should end; a longer one gets a suggestion to shorten.
    form: `letter` (greeting, paragraphs, signature block) or `note` (one paragraph).
    contact: whether the message should say how to reach the sender (a note leaves that to the profile).
    sources: where each figure was found and how far it can be trusted.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    max_chars: dict[Literal["basic", "premium"], int] = field(default_factory=dict)
    subject: Literal["needed", "possible", "none"] = "none"
    subject_chars: int = 0
    target_chars: int = 0
    form: Literal["letter", "note"] = "letter"
    contact: bool = True
    stage: Stage = "first-message"
    customs: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def limit(self, plan: str, policy: Policy) -> int:
        """Return the most characters the body may hold, 0 for no limit; an unknown plan counts as basic."""
        if self.id in policy.limits:
            return policy.limits[self.id]
        return self.max_chars.get("premium" if plan == "premium" else "basic", 0)


@cache
def known() -> dict[str, ChannelCard]:
    """Return the channels by name."""
    cards = [ChannelCard(**_tuples(entry)) for entry in compiled("channels", SOURCE, compile_folder)]
    return {card.id: card for card in cards}


def get(name: str) -> ChannelCard:
    """Return the channel called `name`, or known by it as an alias.

    Raises SettingsError for any other name.
    """
    for card in known().values():
        if name == card.id or name in card.aliases:
            return card
    raise SettingsError(f"No channel {name!r}. Known: {', '.join(known())}.")


def compile_folder(source: Path) -> list[dict[str, Any]]:
    """Read and validate the YAML files of `source`."""
    from knigge.yamlfile import read_as

    return [read_as(ChannelCard, path) for path in sorted(source.glob("*.yaml"))]


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
