"""A profile file into the profile that answers a message."""

from __future__ import annotations

from datetime import date
from typing import Any

from knigge.domain import Profile
from knigge.errors import SettingsError
from knigge.parsing.briefs import refuse_controls
from knigge.parsing.files import decode, display, read_bytes
from knigge.yamlfile import parse, validate


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
    try:
        date.fromisoformat(profile.updated or "2000-01-01")
    except ValueError as fault:
        raise SettingsError(f"{name}: updated is {profile.updated!r}. Write a day such as 2026-03-31.") from fault
    return profile
