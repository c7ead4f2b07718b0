"""A policy into what its cards ask under it, and what they let pass."""

from __future__ import annotations

import re
from collections.abc import Collection

from knigge.cards.card import Card, in_language
from knigge.domain import Policy


def asked(card: Card, policy: Policy, lang: str) -> str:
    """Return the line that a model gets from a card, "" for none: what the policy lets pass is not forbidden."""
    chosen = chosen_values(card, policy)
    if any(value in card.lets_pass for value in chosen):
        return ""
    wordings = ", ".join(in_language(card.values[value], lang) for value in chosen if value in card.values)
    return in_language(card.ask, lang).replace("%s", wordings)


def lets_pass(card: Card, policy: Policy, match: str) -> bool:
    """Say whether what a check matched is no fault under the policy."""
    return any(
        value in card.lets_pass and re.search(card.lets_pass[value], match, re.I)
        for value in chosen_values(card, policy)
    )


def chosen_values(card: Card, policy: Policy) -> tuple[str, ...]:
    """Return the values, of a setting that is a choice, that are in force; none where the brief decides, or a number."""
    value = getattr(policy, card.setting) if card.setting and "." not in card.setting else ()
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def is_locked(card: Card, locked: Collection[str]) -> bool:
    """Say whether a card is locked: by a name of its own, its pack's, or that of the setting it goes by."""
    own = {*(name for name in (card.id, *card.aliases, card.pack) if name)}
    own |= {f"levels.{name}" for name in own} | {"levels", f"packs.{card.pack}"}
    return any(name in own or name.partition(".")[0] == card.setting for name in locked)
