"""A key's name into the key: from the keys file, else from the environment; and the file itself."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from knigge.errors import SettingsError
from knigge.shipped import config_folder

_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,63}")


class Key:
    """A secret that shows itself to nobody who prints, logs or copies it into a text."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """Return the secret, for the request that needs it."""
        return self._secret

    def hide(self, text: str) -> str:
        """Return a text in which the secret is not to be read, should a server repeat it."""
        return text.replace(self._secret, "***") if len(self._secret) > 3 else text

    def __repr__(self) -> str:
        return "Key(***)"

    def __bool__(self) -> bool:
        return bool(self._secret)

    def __reduce__(self) -> str:
        raise TypeError("a key is not to be copied or stored")


def find(name: str, variable: str = "") -> Key:
    """Return the key stored under `name`, else the environment's `variable`; an empty one where there is neither."""
    return Key(_read().get(name) or (os.environ.get(variable, "").strip() if variable else ""))


def is_name(name: str) -> bool:
    """Say whether a key may be stored under this name."""
    return _NAME.fullmatch(name) is not None


def names() -> tuple[str, ...]:
    """Return the names under which keys are stored."""
    return tuple(sorted(_read()))


def store(name: str, secret: str) -> None:
    """Keep a key under a name, in a file that only its owner can read.

    Raises SettingsError for an odd name or key, and where the file can't be written.
    """
    if not is_name(name):
        raise SettingsError(f"{name!r} is no name for a key. Use letters, digits, dots and dashes.")
    secret = secret.strip()
    if not secret or any(ord(char) < 33 or ord(char) > 126 for char in secret):
        raise SettingsError("The key is empty or holds spaces or odd characters. Copy it once more.")
    _write({**_read(), name: secret})


def remove(name: str) -> None:
    """Forget a key.

    Raises SettingsError where there is none of this name.
    """
    kept = _read()
    if name not in kept:
        known = ", ".join(kept) or "none"
        raise SettingsError(f"No key {name!r} is stored. Stored: {known}.")
    del kept[name]
    _write(kept)


def path() -> Path:
    """Return where the keys are kept."""
    try:
        return Path(config_folder(), "keys.json")
    except RuntimeError as fault:
        raise SettingsError(f"No place for keys: {fault}. Set KNIGGE_CONFIG to a folder.") from fault


def _read() -> dict[str, str]:
    try:
        if os.name == "posix" and path().stat().st_mode & 0o077:
            raise SettingsError(f"{path()}: others can read your keys. Take that away: chmod 600 {path()}")
        found = json.loads(path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        found = None
    if not isinstance(found, Mapping) or not all(isinstance(each, str) for each in found.values()):
        # said without what the file holds
        raise SettingsError(f"{path()}: is no file of keys, or can't be read. Mend or remove it.") from None
    return dict(found)


def _write(values: Mapping[str, str]) -> None:
    """Put the keys into a new file of mode 0600 and that into the old one's place, in one step."""
    place = path()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=place.parent, prefix=".keys-")  # of mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dict(values), file, indent=1)
        Path(new).replace(place)
    except OSError as fault:
        raise SettingsError(f"{place}: can't be written ({fault.strerror}). Check the folder.") from None
