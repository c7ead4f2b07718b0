"""Variables such as KNIGGE_BIAS into the settings that they hold."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.settings.files import Given, given
from knigge.settings.origins import Origin
from knigge.settings.places import OTHERS
from knigge.settings.proving import FIELDS

_PREFIX = "KNIGGE_"
# What a variable can't say in one line.
_ONLY_IN_FILES = ("models", "prices", "phrases", "sendmail")
VARIABLES = {f"{_PREFIX}{name.upper()}": name for name in FIELDS if name not in _ONLY_IN_FILES}


def told(environ: Mapping[str, str]) -> tuple[list[Given], list[str]]:
    """Return what each variable says, and remarks on those that look like a setting and are none.

    A list is written with commas, `KNIGGE_LEVELS=no-empty-synergy=off,House=error` lays keys over those before. An empty variable
    says nothing.
    """
    found, notes = [], []
    for name in sorted(name for name in environ if name.startswith(_PREFIX) and environ[name]):
        if name in VARIABLES:
            values = {VARIABLES[name]: _value(name, environ[name])}
            found.append(given(values, "", Origin("environment", name)))
        elif (field := name.removeprefix(_PREFIX).lower()) in _ONLY_IN_FILES:
            notes.append(f"{name} is not used: {field} is set in files alone.")
        elif name not in OTHERS and (near := get_close_matches(name, [*VARIABLES, *OTHERS], 1, 0.85)):
            notes.append(f"{name} is no setting. Did you mean {near[0]}?")
    return found, notes


def _value(name: str, text: str) -> Any:
    usual = getattr(Policy(), VARIABLES[name])
    if isinstance(usual, str | int | float):
        return text
    items = [item.strip() for item in text.split(",") if item.strip()]
    if isinstance(usual, tuple):
        return tuple(items)
    if wrong := [item for item in items if "=" not in item]:
        raise SettingsError(f"{name}: {wrong[0]!r} has no value. Write it as in KNIGGE_LEVELS=no-empty-synergy=error.")
    return {key.strip(): value.strip() for key, _, value in (item.rpartition("=") for item in items)}
