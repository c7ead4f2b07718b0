"""What the user weighs otherwise than the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knigge.domain.words import STRICT, Channel

FactSource = Literal[
    "business_profile", "own_website", "publications", "talks", "press", "mutual_contacts", "social_media"
]


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's own weight on the guidelines; an absent setting means its default, never "check nothing".

    acknowledged: hints at a law that the user knows and has seen to, by the ids of their cards; they are silent.
    packs: more rules, by name and folder; a folder of Vale's rules (`styles/Microsoft`) is one.
    bias: which way a verdict leans, and network_size: whom the user links with; see `critiquing.thresholds`.
    answer: what gets a reply; fraud does only under `all`, a request without a word not under `only_with_note`.
    max_first_ask: the most that a first message may ask of a stranger. fact_sources: where facts about a person may come
    from. upkeep_minutes_per_week: how long the user looks after contacts.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    levels: Mapping[str, Literal["error", "warning", "suggestion", "off"]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    accept_from: int = 4
    decline_from: int = -6
    limits: Mapping[Channel, int] = field(default_factory=dict)
    max_repairs: int = 2
    acknowledged: tuple[str, ...] = ()
    packs: Mapping[str, str] = field(default_factory=dict)
    bias: Literal["open", "neutral", "cautious"] = "neutral"
    network_size: Literal["close", "balanced", "open"] = "balanced"
    answer: Literal["all", "all_but_spam", "only_with_note"] = "all_but_spam"
    max_first_ask: Literal["reply", "short_answer", "send_material", "call", "meeting"] = "short_answer"
    fact_sources: tuple[FactSource, ...] = ("business_profile", "own_website", "publications", "talks")
    upkeep_minutes_per_week: int = 120
