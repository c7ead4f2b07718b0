"""One file of a policy into its values, checked to the last field; it says nothing of other layers."""

from __future__ import annotations

import json
import os
import shlex
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from knigge import channels, plugins
from knigge.domain import Policy
from knigge.errors import PluginWarning, SettingsError
from knigge.models import LANGCHAIN, OFFLINE, PROVIDERS
from knigge.parsing.files import decode, display, read_bytes
from knigge.settings.origins import Origin
from knigge.settings.proving import proved, resolved, without_missing
from knigge.yamlfile import validate

_BOM = b"\xef\xbb\xbf"
_MINUTES = 7 * 24 * 60
# What the numbers that bear on models may be.
_BOUNDS = {
    "candidates": (1, 8), "max_repairs": (0, 9), "repair_warnings": (0, 99), "max_calls": (0, 1000), "max_tokens": (0, 1e9),
    "max_cost": (0, 1e6), "max_seconds": (0, 86_400),
}  # fmt: skip


class Given(NamedTuple):
    """What one layer says: a policy, of which the fields that were `told` alone count."""

    origin: Origin
    policy: Policy
    told: Mapping[str, Any]


def load_policy(path: str) -> Policy:
    """Return the policy in a TOML file alone, with the defaults for what it leaves out.

    Levels and weights of cards whose plugin is not there are left out, which a warning says.

    Raises SettingsError naming the file, the field and the way out.
    """
    said, missing = without_missing(given(values(path), path, Origin("policy", display(path))).policy, display(path))
    for remark in missing:
        warnings.warn(remark, PluginWarning, stacklevel=2)
    return proved(said, display(path))


def values(path: str) -> dict[str, Any]:
    """Return the values in a TOML file, those of `[tool.knigge]` of a pyproject.toml; an empty file has none.

    Raises SettingsError naming the file and the way out.
    """
    name, raw = display(path), read_bytes(path, SettingsError)
    if not raw.removeprefix(_BOM).strip():
        return {}
    try:
        found = tomllib.loads(decode(raw, name, SettingsError))
    except (ValueError, RecursionError) as fault:
        raise SettingsError(f"{name}: is not valid TOML ({fault}). Mend it there.") from fault
    if os.path.basename(path) == "pyproject.toml":  # noqa: PTH119  a path may be any text
        found = found.get("tool", {}).get("knigge", {})
        if not isinstance(found, dict):
            raise SettingsError(f"{name}: tool.knigge is {found!r}, but must hold named fields.")
    return found


def given(values: Mapping[str, Any], path: str, origin: Origin) -> Given:
    """Return what a layer says, paths in it as seen from its file.

    Raises SettingsError naming the file or variable, the field and the way out.
    """
    policy: Policy = validate(Policy, values, origin.name, SettingsError)
    _refuse_odd(policy, origin.name)
    _refuse_odd_models(policy, origin.name)
    policy = replace(
        policy,
        limits=_limits(policy, origin.name),
        packs={pack: _folder(path, folder, pack) for pack, folder in policy.packs.items()},
        prompts=_beside(path, policy.prompts, "prompts") if policy.prompts else "",
        profile=_beside(path, policy.profile, "profile") if policy.profile else "",
    )
    return Given(origin, policy, values)


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
    for field in ("phrases", "do_not_contact", "registers"):
        if any(not each.strip() for each in getattr(policy, field)):
            raise SettingsError(f"{name}: {field} holds an empty text. Fill it in, or take it out.")
    for field in ("via", "notify"):
        try:
            shlex.split(getattr(policy.sendmail, field))
        except ValueError as fault:
            raise SettingsError(f"{name}: sendmail.{field} is no command ({fault}). Close what is quoted.") from fault


def _refuse_odd_models(policy: Policy, name: str) -> None:
    for model, endpoint in policy.models.items():
        if model == OFFLINE or ":" in model:
            raise SettingsError(f"{name}: models.{model}: the name is taken, or holds a colon. Choose another.")
        plugged = [each for plugin in plugins.of("models") for each in (plugin.id, plugin.name)]
        known = (*PROVIDERS, LANGCHAIN, *plugged)
        # One that resembles none may be a plugin's that is not installed here; asking it says so.
        if endpoint.provider not in known and (near := get_close_matches(endpoint.provider, known, 1)):
            raise SettingsError(f"{name}: models.{model}.provider is {endpoint.provider!r}. Did you mean {near[0]!r}?")
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


def _limits(policy: Policy, name: str) -> dict[str, int]:
    """Return the limits by the channels' own names."""
    found = {}
    for channel, limit in policy.limits.items():
        if limit < 1:
            raise SettingsError(f"{name}: limits.{channel} is {limit}, but must be at least 1.")
        try:
            found[channels.get(channel).id] = limit
        except SettingsError as fault:
            raise SettingsError(f"{name}: {fault}") from fault
    return found


def _folder(path: str, given: str, pack: str) -> str:
    found = _beside(path, given, pack)
    resolved(found)
    return found


def _beside(path: str, given: str, field: str) -> str:
    """Return a path as seen from the file that gives it."""
    try:
        return str(Path(path).parent / Path(given).expanduser())
    except RuntimeError as fault:
        raise SettingsError(
            f"{display(path)}: {field} is {given!r}, but there is no such user. Name another place."
        ) from fault
