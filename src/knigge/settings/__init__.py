"""A working folder, the environment and files into the policy in force, and where each of its values came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from knigge.domain import Policy
from knigge.settings.origins import Layered, Origin
from knigge.settings.places import OTHERS, SITES, Place, places

if TYPE_CHECKING:
    from knigge.settings.files import load_policy
    from knigge.settings.profile import load_profile
    from knigge.settings.proving import pack_name, with_packs

__all__ = ["Layered", "Origin", "Place", "layered", "load_policy", "load_profile", "pack_name", "places", "with_packs"]

_HOMES = {"load_policy": "files", "with_packs": "proving", "pack_name": "proving", "load_profile": "profile"}


def layered(
    folder: str,
    environ: Mapping[str, str],
    explicit: str = "",
    packs: Sequence[str] = (),
    sites: Sequence[str] = SITES,
) -> Layered:
    """Return the policy in force in a working folder: built-in < company < team < person < project < explicit < environment < packs.

    explicit: a file named on purpose. packs: folders named on the command line. sites: where the machine keeps what holds for
    all of its users. Without any of them no file is read.
    Raises SettingsError naming the file, the field and the way out, CardError for a pack that can't be read.
    """
    found = places(folder, environ, explicit, sites)
    if not (found or packs or any(name.startswith("KNIGGE_") and name not in OTHERS for name in environ)):
        return Layered(Policy())
    from knigge.settings.layering import laid

    return laid(found, environ, packs)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'knigge.settings' has no attribute {name!r}")
    return getattr(import_module(f"knigge.settings.{_HOMES[name]}"), name)
