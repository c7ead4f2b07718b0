"""The policy in force with its origins, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from knigge.domain import Policy

Layer = Literal["built-in", "company", "team", "person", "project", "policy", "environment", "flag"]


class Origin(NamedTuple):
    """Which layer set a value, and the file, variable or flag it stood in."""

    layer: Layer
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.layer})" if self.layer in ("company", "team", "person", "project") else self.name


BUILT_IN = Origin("built-in", "built-in")


@dataclass(frozen=True, slots=True)
class Layered:
    """The policy in force.

    origins: by field and key (of a mapping), item (of a list that adds up) or "" (of the whole field); what is not there is
        built in. notes: what was tried and is not used. layers: what was read, lowest first.
    """

    policy: Policy
    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    layers: tuple[Origin, ...] = ()

    def origin(self, name: str, key: str = "") -> Origin:
        """Return where a value came from."""
        return self.origins.get((name, key)) or self.origins.get((name, ""), BUILT_IN)
