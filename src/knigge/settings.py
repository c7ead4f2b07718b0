"""A policy file and a profile file into the values that the verbs take."""

from __future__ import annotations

import json
import shlex
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from knigge import channels
from knigge.domain import Policy, Profile
from knigge.errors import SettingsError
from knigge.models import OFFLINE
from knigge.parsing.briefs import refuse_controls
from knigge.parsing.files import decode, display, read_bytes
from knigge.yamlfile import parse, validate

_MINUTES = 7 * 24 * 60
# What the numbers that bear on models may be.
_BOUNDS = {
    "candidates": (1, 8), "max_repairs": (0, 9), "repair_warnings": (0, 99), "max_calls": (0, 1000), "max_tokens": (0, 1e9),
    "max_cost": (0, 1e6), "max_seconds": (0, 86_400),
}  # fmt: skip


def load_policy(path: str) -> Policy:
    """Return the policy in a TOML file.

    Raises SettingsError naming the file, the field and the way out.
    """
    name = display(path)
    try:
        values = tomllib.loads(decode(read_bytes(path, SettingsError), name, SettingsError))
    except (ValueError, RecursionError) as fault:
        raise SettingsError(f"{name}: is not valid TOML ({fault}). Mend it there.") from fault
    policy: Policy = validate(Policy, values, name, SettingsError)
    _refuse_odd(policy, name)
    limits = {channels.get(channel).id: limit for channel, limit in _limits(policy, name)}
    own = _beside(path, {"prompts": policy.prompts})["prompts"] if policy.prompts else ""
    return with_packs(replace(policy, packs={}, limits=limits, prompts=own), _beside(path, policy.packs), name)


def _refuse_odd(policy: Policy, name: str) -> None:
    if not 0 <= policy.upkeep_minutes_per_week <= _MINUTES:
        raise SettingsError(
            f"{name}: upkeep_minutes_per_week is {policy.upkeep_minutes_per_week}. Give minutes of a week, 0 to {_MINUTES}."
        )
    if not policy.fact_sources:
        raise SettingsError(f"{name}: fact_sources is empty. Name where facts may come from, or leave it out.")
    for field, (least, most) in _BOUNDS.items():
        if not least <= (value := getattr(policy, field)) <= most:
            raise SettingsError(f"{name}: {field} is {value:g}. Give a number from {least:g} to {most:g}.")
    _refuse_odd_models(policy, name)
    for field in ("via", "notify"):
        try:
            shlex.split(getattr(policy.sendmail, field))
        except ValueError as fault:
            raise SettingsError(f"{name}: sendmail.{field} is no command ({fault}). Close what is quoted.") from fault


def _refuse_odd_models(policy: Policy, name: str) -> None:
    for model, endpoint in policy.models.items():
        if model == OFFLINE or ":" in model:
            raise SettingsError(f"{name}: models.{model}: the name is taken, or holds a colon. Choose another.")
        if not 0 < endpoint.seconds <= _BOUNDS["max_seconds"][1]:
            raise SettingsError(f"{name}: models.{model}.seconds is {endpoint.seconds:g}. Give seconds above 0.")
        try:
            json.dumps(dict(endpoint.options), allow_nan=False)
        except (TypeError, ValueError) as fault:
            raise SettingsError(f"{name}: models.{model}.options can't be sent ({fault}). Mend the value.") from fault
    for model, price in policy.prices.items():
        if not all(0 <= each < _BOUNDS["max_cost"][1] for each in price):
            raise SettingsError(
                f"{name}: prices.{model} is negative or no number. Give prices per million tokens, in and out."
            )


def with_packs(policy: Policy, packs: Mapping[str, str], name: str = "") -> Policy:
    """Return a policy with more packs, by name and folder.

    name: of the file that names them, for messages. Raises SettingsError for a card in it that does not exist or may not be
    weighed, CardError for a pack that can't be read.
    """
    for pack in packs:
        if _resolved(policy.packs.get(pack, packs[pack])) != _resolved(packs[pack]):
            raise SettingsError(f"{packs[pack]}: a pack {pack!r} is already taken by {policy.packs[pack]}. Rename one.")
    policy = replace(policy, packs={**policy.packs, **packs})
    try:
        _prove(policy)
    except SettingsError as fault:
        raise SettingsError(f"{name}: {fault}" if name else str(fault)) from fault
    return policy


def _beside(path: str, packs: Mapping[str, str]) -> dict[str, str]:
    """Return the folders of packs, those that are not absolute as seen from the policy's file."""
    found = {}
    for pack, folder in packs.items():
        try:
            found[pack] = str(Path(path).parent / Path(folder).expanduser())
        except RuntimeError as fault:
            raise SettingsError(
                f"{display(path)}: {pack} is {folder!r}, but there is no such user. Name a folder."
            ) from fault
    return found


def pack_name(folder: str) -> str:
    """Return the name of a pack by its folder; raise SettingsError for what is no path."""
    return _resolved(folder).name


def _resolved(folder: str) -> Path:
    try:
        return Path(folder).resolve()
    except (OSError, RuntimeError, ValueError) as fault:
        raise SettingsError(f"{folder!r} is no path ({fault}). Name the folder of a pack.") from fault


def _limits(policy: Policy, name: str) -> Iterable[tuple[str, int]]:
    for channel, limit in policy.limits.items():
        if limit < 1:
            raise SettingsError(f"{name}: limits.{channel} is {limit}, but must be at least 1.")
        try:
            channels.get(channel)
        except SettingsError as fault:
            raise SettingsError(f"{name}: {fault}") from fault
    return policy.limits.items()


def _prove(policy: Policy) -> None:
    """Raise SettingsError for a card that does not exist, rather than pass over it, or that no verdict may rest on."""
    from knigge import cards
    from knigge.cards.judges.legal import HINTS
    from knigge.critiquing import WEIGHTS, refuse_skippable

    for hint in policy.acknowledged:
        if hint not in HINTS:
            raise SettingsError(f"acknowledged names {hint!r}, which is no hint at a law. Known: {', '.join(HINTS)}.")
    known = cards.known(tuple(policy.packs.items()))
    for card in policy.levels:
        if card not in policy.packs:
            cards.find(card, known)
    for weighed in policy.weights:
        if weighed not in WEIGHTS:
            cards.find(weighed, known)
    refuse_skippable(policy)


def load_profile(path: str) -> Profile:
    """Return the profile in a YAML or JSON file.

    Raises SettingsError naming the file, the field and the way out.
    """
    from datetime import date

    name = display(path)
    values: Any = parse(decode(read_bytes(path, SettingsError), name, SettingsError), name, SettingsError)
    if not isinstance(values, dict):
        raise SettingsError(f"{name}: holds no fields. A profile needs at least a name.")
    profile: Profile = validate(Profile, values, name, SettingsError)
    refuse_controls(profile, name, SettingsError)
    if not profile.name.strip():
        raise SettingsError(f"{name}: name is empty. Say who answers.")
    try:
        date.fromisoformat(profile.updated or "2000-01-01")
    except ValueError as fault:
        raise SettingsError(f"{name}: updated is {profile.updated!r}. Write a day such as 2026-03-31.") from fault
    return profile
