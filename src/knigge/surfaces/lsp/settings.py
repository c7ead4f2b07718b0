"""What an editor or the command line says into the server's settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from stat import S_IWOTH
from typing import Any

from knigge import channels
from knigge.domain import LEVELS, Level, Policy
from knigge.errors import SettingsError
from knigge.settings import places
from knigge.surfaces.cli import options


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are checked.

    policy: a file, as seen from the folder that is open. channel: where messages go, by default e-mail. level: of the
    least findings that are shown. delay: milliseconds of rest before a change is looked at.
    """

    policy: str = ""
    channel: str = ""
    level: Level = "suggestion"
    delay: int = 150

    def with_values(self, values: object, tell: Callable[[str], None]) -> Settings:
        """Return the settings with those of an editor, bare or under `knigge`; what is wrong is told and left as it is."""
        if isinstance(values, Mapping):
            values = values.get("knigge", values)
        if not isinstance(values, Mapping):
            return self
        known = {field.name for field in fields(self)}
        taken = self
        for name, value in values.items():
            try:
                if name not in known:
                    raise SettingsError(f"There is no setting {name!r}. Known: {', '.join(sorted(known))}.")
                taken = replace(taken, **{name: _CHECKS[name](value)})
            except SettingsError as fault:
                tell(f"{fault}")
        return taken

    def rules(self, opened: str, folder: str = "") -> Policy:
        """Return the policy for a folder, read again when a file of it has changed; raise KniggeError for one that can't be read.

        opened: the folder from where the setting is seen, and the other's default.
        """
        folder = folder or opened or options.here()
        named = os.path.join(opened, os.path.expanduser(self.policy)) if self.policy else ""  # noqa: PTH111, PTH118  Path's raises for a user that there is not
        read = places(folder, os.environ, named)
        return _policy(folder, named, tuple((place.path, _changed(place.path)) for place in read))


@lru_cache(maxsize=16)
def _policy(folder: str, named: str, read: tuple[tuple[str, int], ...]) -> Policy:
    return options.layered(named, folder=folder).policy


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116  as in `_anybodys`
    except (OSError, ValueError):
        return 0  # reading it says why


def folder_of(path: str, opened: Sequence[str]) -> str:
    """Return the folder whose policy holds for a document, "" for that of the open folder.

    It is the document's own where that lies in an open folder, or none is open; and not one such as `/tmp`, where mail programs put
    drafts and anybody could put a policy.
    """
    folder = _inside(path, tuple(opened))
    return "" if _anybodys(folder) else folder


@lru_cache(maxsize=64)  # asked at every change of a document
def _inside(path: str, opened: tuple[str, ...]) -> str:
    file = Path(path)
    inside = not opened or any(file.is_relative_to(folder) for folder in opened)
    return str(file.parent) if file.is_absolute() and inside else ""


def _anybodys(folder: str) -> bool:
    try:
        return os.name == "posix" and bool(os.stat(folder).st_mode & S_IWOTH)  # noqa: PTH116  see `ending` in parsing/plugged.py
    except (OSError, ValueError):
        return False


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"The setting policy is {value!r}. Name a file.")
    return value


def _channel(value: Any) -> str:
    return channels.get(str(value)).id if value else ""


def _level(value: Any) -> str:
    if value not in LEVELS:
        raise SettingsError(f"The setting level is {value!r}. Known: {', '.join(LEVELS)}.")
    return str(value)


def _delay(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= 60_000:
        raise SettingsError(f"The setting delay is {value!r}. Give milliseconds from 0 to 60000.")
    return value


_CHECKS: Mapping[str, Callable[[Any], Any]] = {"policy": _text, "channel": _channel, "level": _level, "delay": _delay}
