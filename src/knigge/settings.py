"""A policy file and a profile file into the values that the verbs take."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from knigge import channels
from knigge.domain import Policy, Profile
from knigge.errors import SettingsError
from knigge.parsing.briefs import refuse_controls
from knigge.parsing.files import decode, display, read_bytes
from knigge.yamlfile import parse, validate


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
    _prove(policy, name)
    return replace(policy, limits={channels.get(channel).id: limit for channel, limit in policy.limits.items()})


def _prove(policy: Policy, name: str) -> None:
    """Raise SettingsError for a card or channel that does not exist, rather than pass over it."""
    from knigge import cards
    from knigge.critiquing import WEIGHTS

    try:
        for card in policy.levels:
            cards.explain(card)
        for channel, limit in policy.limits.items():
            channels.get(channel)
            if limit < 1:
                raise SettingsError(f"limits.{channel} is {limit}, but must be at least 1.")
        for weighed in policy.weights:
            if weighed not in WEIGHTS:
                cards.explain(weighed)
    except SettingsError as fault:
        raise SettingsError(f"{name}: {fault}") from fault


def load_profile(path: str) -> Profile:
    """Return the profile in a YAML or JSON file.

    Raises SettingsError naming the file, the field and the way out.
    """
    name = display(path)
    values: Any = parse(decode(read_bytes(path, SettingsError), name, SettingsError), name, SettingsError)
    if not isinstance(values, dict):
        raise SettingsError(f"{name}: holds no fields. A profile needs at least a name.")
    profile: Profile = validate(Profile, values, name, SettingsError)
    refuse_controls(profile, name, SettingsError)
    if not profile.name.strip():
        raise SettingsError(f"{name}: name is empty. Say who answers.")
    return profile
