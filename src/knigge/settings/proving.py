"""The names in a policy into cards, packs and weights that there are, by their own ids; or one clear line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from knigge import cards, channels
from knigge.cards import Card, plugged
from knigge.cards.judges.legal import HINTS
from knigge.critiquing import WEIGHTS, refuse_skippable
from knigge.domain import Policy
from knigge.errors import SettingsError

FIELDS = tuple(each.name for each in fields(Policy))


def with_packs(policy: Policy, packs: Mapping[str, str], name: str = "") -> Policy:
    """Return a policy with more packs, by name and folder.

    name: of the file that names them, for messages. Raises SettingsError for a card in it that does not exist or may not be
    weighed, CardError for a pack that can't be read.
    """
    for pack in packs:
        if resolved(policy.packs.get(pack, packs[pack])) != resolved(packs[pack]):
            raise SettingsError(f"{packs[pack]}: a pack {pack!r} is already taken by {policy.packs[pack]}. Rename one.")
    return proved(replace(policy, packs={**policy.packs, **packs}), name)


def proved(policy: Policy, name: str = "", packs: Mapping[str, str] | None = None) -> Policy:
    """Return a policy in which each card goes by its id.

    packs: whose cards it may name too. name: of the file, for messages. Raises SettingsError for a name that is none, and for
    a weight that no verdict may rest on.
    """
    try:
        found = _by_id(policy, known({**(packs or {}), **policy.packs}), {**(packs or {}), **policy.packs})
        refuse_skippable(replace(found, packs={**(packs or {}), **found.packs}))
    except SettingsError as fault:
        raise SettingsError(f"{name}: {fault}" if name else str(fault)) from fault
    return found


def without_missing(policy: Policy, name: str, packs: Mapping[str, str] | None = None) -> tuple[Policy, list[str]]:
    """Return a policy without levels and weights of cards whose plugin is not there, and a remark on each.

    packs: whose cards it may name too. name: of the file, for the remarks.
    """
    notes = []
    taken = {*(packs or {}), *policy.packs, *(card.id for card in known({**(packs or {}), **policy.packs}))}
    for field in ("levels", "weights"):
        told: Mapping[str, Any] = getattr(policy, field)
        missing = {card: fault for card in told if card not in taken and (fault := _missing(card))}
        notes += [f"{name}: {field}.{card} is not used, as {fault}" for card, fault in missing.items()]
        kept = {card: value for card, value in told.items() if card not in missing}
        policy = replace(policy, levels=kept) if field == "levels" else replace(policy, weights=kept)
    return policy, notes


def _missing(name: str) -> str:
    """Return what to do where `distribution:id` names a card whose plugin is not there, "" for any other name."""
    distribution, colon, _ = name.partition(":")
    fault = plugged.lacking(distribution) if colon else ""
    if not fault:
        return ""
    mend = "`knigge plugins` says why." if fault == "is broken" else f"Install it (`pip install {distribution}`)."
    return f"the plugin {distribution} {fault}. {mend}"


def known(packs: Mapping[str, str]) -> tuple[Card, ...]:
    """Return the cards there are with these packs."""
    return cards.known(tuple(packs.items()))


def _by_id(policy: Policy, among: Sequence[Card], packs: Mapping[str, str]) -> Policy:
    for hint in policy.acknowledged:
        if hint not in HINTS:
            raise SettingsError(f"acknowledged names {hint!r}, which is no hint at a law. Known: {', '.join(HINTS)}.")
    return replace(
        policy,
        levels={name if name in packs else _card(name, among): level for name, level in policy.levels.items()},
        weights={_weighed(name, among): weight for name, weight in policy.weights.items()},
        locked=tuple(dict.fromkeys(_lockable(name, among, packs) for name in policy.locked)),
    )


def _card(name: str, among: Sequence[Card]) -> str:
    return cards.find(name, among).id


def _weighed(name: str, among: Sequence[Card]) -> str:
    if name in WEIGHTS:
        return name
    near = get_close_matches(name, WEIGHTS, 1)
    if near and name not in {each for card in among for each in (card.id, *card.aliases)}:
        raise SettingsError(f"weights.{name} weighs nothing that there is. Did you mean {near[0]!r}?")
    return _card(name, among)


def _lockable(name: str, among: Sequence[Card], packs: Mapping[str, str]) -> str:
    """Return a name as it locks: of a setting or one of its keys, a pack, or a card by its id."""
    field, _, key = name.partition(".")
    if field in ("levels", "packs", "limits") and key:
        return _lockable(key, among, packs) if field == "levels" else f"{field}.{_key(field, key, packs)}"
    if field in FIELDS and (
        not key or isinstance(getattr(Policy(), field), Mapping) or is_dataclass(getattr(Policy(), field))
    ):
        return name
    if name in packs:
        return name
    ids = {each: card.id for card in among for each in (card.id, *card.aliases)}
    if name in ids:
        return ids[name]
    if fault := _missing(name):
        raise SettingsError(f"locked names {name!r}, but {fault} Or take the name out of `locked`.")
    near = get_close_matches(name, (*ids, *packs, *FIELDS), 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise SettingsError(f"locked names {name!r}, which is no card, pack or setting.{hint}")


def _key(field: str, key: str, packs: Mapping[str, str]) -> str:
    if field == "limits":
        return channels.get(key).id
    if key not in packs:
        raise SettingsError(
            f"locked names 'packs.{key}', but there is no such pack. Known: {', '.join(packs) or 'none'}."
        )
    return key


def pack_name(folder: str) -> str:
    """Return the name of a pack by its folder; raise SettingsError for what is no path."""
    return resolved(folder).name


def resolved(folder: str) -> Path:
    """Return where a path leads; raise SettingsError for what is no path."""
    try:
        return Path(folder).resolve()
    except (OSError, RuntimeError, ValueError) as fault:
        raise SettingsError(f"{folder!r} is no path ({fault}). Name the folder of a pack.") from fault
