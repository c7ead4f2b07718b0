"""A name of shipped data into its place: inside an installed wheel, or in the checkout of an editable install.

Paths are strings here: `pathlib` would take a tenth of the time of a first check.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(__file__)
_SHIPPED = os.path.join(PACKAGE, "_shipped")
_MONTH = 30 * 24 * 3600  # seconds


def folder(name: str) -> Path:
    """Return the folder of shipped files called `name`, such as `prompts`."""
    from pathlib import Path

    return Path(_SHIPPED if os.path.isdir(_SHIPPED) else PACKAGE + "/../..", name).resolve()


def compiled(name: str, part: str, source: str, compile_source: Callable[[str], dict[str, Any]]) -> Any:
    """Return one part of what `compile_source` makes of the YAML files in `source`, as JSON values.

    A wheel ships the parts of its own data; elsewhere they are `kept`.
    """
    ready = os.path.join(_SHIPPED, f"{name}-{part}.json")
    if os.path.isfile(ready):
        return json.loads(_read(ready))
    return kept(name, part, _key(source), lambda: compile_source(source))


def kept(name: str, part: str, key: str, make: Callable[[], dict[str, Any]]) -> Any:
    """Return one part of what `make` returns, as JSON values, made once and kept in the user's cache folder.

    key: what changes with what `make` reads; the code that compiles is seen to here. A cache that can't be written or
    read costs time and nothing else, and one that was damaged is made again.
    """
    with suppress(OSError, ValueError, RuntimeError):
        return _whole(_read(_place(name, part, key)))
    made = make()
    for each, values in made.items():
        with suppress(OSError, RuntimeError):
            _write(_place(name, each, key), json.dumps(values, ensure_ascii=False))
            _forget_old(_place(name, each, key))
    return json.loads(json.dumps(made[part]))


def _place(name: str, part: str, key: str) -> str:
    """Return where a part is kept; a name may come from a stranger, and leads nowhere else."""
    safe = re.sub(r"[^\w.-]", "_", f"{name}-{part}").lstrip(".")[:40]
    return os.path.join(cache_folder(), f"{safe}-{key}-{_version()}.json")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _whole(raw: bytes) -> Any:
    """Return the JSON values that a cache file holds; raise ValueError if it is not the file that was written."""
    head, _, content = raw.partition(b"\n")
    if head != f"{crc32(content):08x}".encode():
        raise ValueError("the file was cut or changed")
    return json.loads(content)


def cache_folder() -> str:
    """Return the folder for things that can be made again."""
    return _own_folder("KNIGGE_CACHE", "LOCALAPPDATA", ("AppData", "Local"), "Caches", "XDG_CACHE_HOME", ".cache")


def config_folder(environ: Mapping[str, str] = os.environ) -> str:
    """Return the folder for what the user sets, such as keys and their policy."""
    return _own_folder(
        "KNIGGE_CONFIG", "APPDATA", ("AppData", "Roaming"), "Application Support", "XDG_CONFIG_HOME", ".config", environ
    )


def home_folder(environ: Mapping[str, str] = os.environ) -> str:
    """Return the user's home folder.

    Raises RuntimeError where none is known.
    """
    home = environ.get("USERPROFILE" if sys.platform == "win32" else "HOME") or os.path.expanduser("~")
    if home == "~":
        raise RuntimeError("no home folder is known")
    return home


def _own_folder(
    custom: str,
    windows: str,
    roaming: tuple[str, ...],
    library: str,
    xdg: str,
    dotted: str,
    environ: Mapping[str, str] = os.environ,
) -> str:
    """Return our folder where the platform keeps such things; the environment may name another."""
    if chosen := environ.get(custom):
        return chosen
    if sys.platform == "win32":
        base = environ.get(windows) or os.path.join(home_folder(environ), *roaming)
    elif sys.platform == "darwin":
        base = os.path.join(home_folder(environ), "Library", library)
    else:
        base = environ.get(xdg) or os.path.join(home_folder(environ), dotted)
    return os.path.join(base, "knigge")


def _key(source: str) -> str:
    """Return a key of every YAML file in a folder, and of where it lies."""
    return f"{_stamps(source, '.yaml', crc32(source.encode())):08x}"


@cache
def _version() -> str:
    """Return what changes with the code that compiles: the package's version, and its files."""
    from knigge import __version__

    stamps = crc32(__version__.encode())
    for folder in ("cards", "matching"):
        stamps = _stamps(os.path.join(PACKAGE, folder), ".py", stamps)
    return f"{stamps:08x}"


def _stamps(folder: str, ending: str, start: int = 0) -> int:
    """Return a checksum of the names, sizes and times of files: reading a hundred of them takes as long as a check."""
    for place, inner, names in os.walk(folder):
        inner.sort()
        for name in sorted(names):
            if name.endswith(ending):
                stat = os.stat(os.path.join(place, name))
                start = crc32(f"{name} {stat.st_size} {stat.st_mtime_ns}".encode(), start)
    return start


def _forget_old(path: str) -> None:
    """Remove what other versions of the same thing left in the cache a month ago or longer; it can be made again."""
    folder, name = os.path.split(path)
    kind = name.rsplit("-", 2)[0] + "-"
    for other in os.scandir(folder):
        with suppress(OSError):
            if other.name.startswith(kind) and time.time() - other.stat().st_mtime > _MONTH:
                os.unlink(other)


def _write(path: str, text: str) -> None:
    """Put `text` at `path` in one step, so that a reader at the same time sees all of it or nothing."""
    import tempfile

    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    content = text.encode()
    with os.fdopen(handle, "wb") as file:
        file.write(f"{crc32(content):08x}\n".encode() + content)
    os.replace(name, path)
