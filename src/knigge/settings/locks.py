"""A locked name into the cards and settings that it holds, and whether a value given later loosens one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from knigge import channels
from knigge.cards import Card, Check
from knigge.cards.applying import level_of
from knigge.cards.setting import is_locked
from knigge.critiquing import WEIGHTS
from knigge.domain import LEVELS, Policy
from knigge.settings.origins import Origin
from knigge.settings.proving import resolved

_STRICT = (*LEVELS, None)  # the strictest first; None is off
# The words of a setting, the strictest first.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "bias": ("cautious", "neutral", "open"),
    "network_size": ("close", "balanced", "open"),
    "answer": ("only_with_note", "all_but_spam", "all"),
    "max_first_ask": ("reply", "short_answer", "send_material", "call", "meeting"),
}
# Of these a greater number is stricter; of the others that have a direction a smaller one, where 0 stands for none.
_MORE_IS_STRICTER = ("accept_from", "decline_from")
# Lists that nothing is taken off: what a layer adds is stricter.
_GROWING = ("do_not_contact", "locked")
_BUDGETS = ("max_calls", "max_tokens", "max_cost", "max_seconds")


class Lock(NamedTuple):
    """What a layer locked: its cards, its settings by field and key ("" for all of a field), and the policy as it then was."""

    origin: Origin
    cards: frozenset[str]
    settings: frozenset[tuple[str, str]]
    policy: Policy

    def holds(self, field: str, key: str) -> bool:
        """Say whether a setting is locked, or one key of it."""
        return bool({(field, ""), (field, key)} & self.settings)


def lock(name: str, policy: Policy, among: Sequence[Card], origin: Origin) -> Lock:
    """Return what a name locks: a card with the setting that it goes by, a pack with its cards, a setting with its cards."""
    cards = [card for card in among if is_locked(card, (name,))]
    named = [card for card in cards if name in (card.id, *card.aliases, card.pack)]
    settings = {(card.setting, "") for card in named if card.setting and card.setting != "acknowledged"}
    settings |= {("packs", card.pack) for card in named if card.pack} | {("weights", card.id) for card in named}
    if not named:
        settings.add(_setting(name))
    if name in policy.packs:
        settings.add(("packs", name))
    return Lock(origin, frozenset(card.id for card in cards), frozenset(settings), policy)


def _setting(name: str) -> tuple[str, str]:
    field, _, key = name.partition(".")
    return field, key


def loosens(lock: Lock, field: str, key: str, value: Any) -> bool:
    """Say whether a value for a field, or for one key of it, would loosen what is locked; levels are seen to by `loosened`."""
    if field == "acknowledged":
        return key not in lock.policy.acknowledged and (key in lock.cards or lock.holds(field, key))
    if field in _GROWING or not lock.holds(field, key):
        return False
    stricter = _STRICTER.get(field)
    return not (stricter(lock.policy, key, value) if stricter else _same(lock.policy, field, key, value))


def loosened(lock: Lock, card: Card, before: Policy, levels: Mapping[str, str]) -> str:
    """Return the level that a locked card has to keep where `levels` would loosen it, "" where they don't.

    before: the policy without them.
    """
    if card.id not in lock.cards:
        return ""
    checks = card.checks or (Check(),)
    if not any(_rank(_level(card, c, levels)) > _rank(_level(card, c, lock.policy.levels)) for c in checks):
        return ""
    if card.id in lock.policy.acknowledged:
        return ""
    return min((_level(card, c, before.levels) for c in checks), key=_rank) or "off"


def _level(card: Card, check: Check, levels: Mapping[str, str]) -> str | None:
    return level_of(card, check, levels)


def _rank(level: str | None) -> int:
    return _STRICT.index(level)


def _same(policy: Policy, field: str, key: str, value: Any) -> bool:
    found = getattr(policy, field)
    if isinstance(found, Mapping):
        return bool(found.get(key) == value)
    return bool((getattr(found, key) if key else found) == value)


def _limit(policy: Policy, channel: str, value: int) -> bool:
    usual = [limit for limit in channels.get(channel).max_chars.values() if limit]
    return value <= policy.limits.get(channel, min(usual, default=value))


def _weight(policy: Policy, name: str, value: int) -> bool:
    return value <= policy.weights.get(name, WEIGHTS.get(name, 0))


def _pack(policy: Policy, name: str, folder: str) -> bool:
    return name not in policy.packs or resolved(policy.packs[name]) == resolved(folder)


def _choice(field: str) -> Callable[[Policy, str, Any], bool]:
    words = CHOICES[field]
    return lambda policy, key, value: words.index(value) <= words.index(getattr(policy, field))


def _at_least(field: str) -> Callable[[Policy, str, Any], bool]:
    return lambda policy, key, value: bool(value >= getattr(policy, field))


def _budget(field: str) -> Callable[[Policy, str, Any], bool]:
    return lambda policy, key, value: (value or inf) <= (getattr(policy, field) or inf)


# Whether a value is as strict as the policy's, by field; what is not here may not change at all.
_STRICTER: dict[str, Callable[[Policy, str, Any], bool]] = {
    "limits": _limit,
    "weights": _weight,
    "packs": _pack,
    "phrases": lambda policy, key, value: policy.phrases.get(key, value) == value,
    "fact_sources": lambda policy, key, value: set(value) <= set(policy.fact_sources),
    **{field: _choice(field) for field in CHOICES},
    **{field: _at_least(field) for field in _MORE_IS_STRICTER},
    **{field: _budget(field) for field in _BUDGETS},
}
