"""What the user weighs otherwise than the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knigge.domain.words import STRICT, Channel


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's own weight on the guidelines; an absent setting means its default, never "check nothing".

    packs: more rules, by name and folder; a folder of Vale's rules (`styles/Microsoft`) is one.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    levels: Mapping[str, Literal["error", "warning", "suggestion", "off"]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    accept_from: int = 4
    decline_from: int = -6
    limits: Mapping[Channel, int] = field(default_factory=dict)
    max_repairs: int = 2
    packs: Mapping[str, str] = field(default_factory=dict)
    upkeep_minutes_per_week: int = 120
