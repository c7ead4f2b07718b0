"""A name of shipped data into its place: inside an installed wheel, or in the checkout of an editable install."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

PACKAGE = Path(__file__).parent
_SHIPPED = PACKAGE / "_shipped"
_MONTH = 30 * 24 * 3600  # seconds


def folder(name: str) -> Path:
    """Return the folder of shipped files called `name`, such as `prompts`."""
    return _SHIPPED / name if _SHIPPED.is_dir() else PACKAGE.parents[1] / name


def compiled(name: str, part: str, source: Path, compile_source: Callable[[Path], dict[str, Any]]) -> Any:
    """Return one part of what `compile_source` makes of the YAML files in `source`, as JSON values.

    A wheel ships the parts of its own data; elsewhere they are `kept`.
    """
    ready = _SHIPPED / f"{name}-{part}.json"
    if ready.is_file():
        return json.loads(ready.read_bytes())
    return kept(name, part, _key(source), lambda: compile_source(source))


def kept(name: str, part: str, key: str, make: Callable[[], dict[str, Any]]) -> Any:
    """Return one part of what `make` returns, as JSON values, made once and kept in the user's cache folder.

    key: what changes with what `make` reads; the code that compiles is seen to here. A cache that can't be written or
    read costs time and nothing else, and one that was damaged is made again.
    """
    with suppress(OSError, ValueError, RuntimeError):
        return _whole(_place(name, part, key).read_bytes())
    made = make()
    for each, values in made.items():
        with suppress(OSError, RuntimeError):
            _write(_place(name, each, key), json.dumps(values, ensure_ascii=False))
            _forget_old(_place(name, each, key))
    return json.loads(json.dumps(made[part]))


def _place(name: str, part: str, key: str) -> Path:
    """Return where a part is kept; a name may come from a stranger, and leads nowhere else."""
    safe = re.sub(r"[^\w.-]", "_", f"{name}-{part}").lstrip(".")[:40]
    return cache_folder() / f"{safe}-{key}-{_version()}.json"


def _whole(raw: bytes) -> Any:
    """Return the JSON values that a cache file holds; raise ValueError if it is not the file that was written."""
    head, _, content = raw.partition(b"\n")
    if head != f"{crc32(content):08x}".encode():
        raise ValueError("the file was cut or changed")
    return json.loads(content)


def cache_folder() -> Path:
    """Return the folder for things that can be made again."""
    if custom := os.environ.get("KNIGGE_CACHE"):
        return Path(custom)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "knigge"


def _key(source: Path) -> str:
    """Return a key of every YAML file in a folder."""
    return f"{_stamps(source, '.yaml'):08x}"


@cache
def _version() -> str:
    """Return what changes with the code that compiles: the package's version, and its files."""
    from knigge import __version__

    stamps = crc32(__version__.encode())
    for folder in ("cards", "matching"):
        stamps = _stamps(PACKAGE / folder, ".py", stamps)
    return f"{stamps:08x}"


def _stamps(folder: Path, ending: str, start: int = 0) -> int:
    """Return a checksum of the names, sizes and times of files: reading a hundred of them takes as long as a check."""
    for place, inner, names in os.walk(folder):
        inner.sort()
        for name in sorted(names):
            if name.endswith(ending):
                stat = os.stat(f"{place}/{name}")  # noqa: PTH116, a tenth of the time
                start = crc32(f"{name} {stat.st_size} {stat.st_mtime_ns}".encode(), start)
    return start


def _forget_old(path: Path) -> None:
    """Remove what other versions of the same thing left in the cache a month ago or longer; it can be made again."""
    kind = path.name.rsplit("-", 2)[0]
    for other in path.parent.glob(f"{kind}-*.json"):
        with suppress(OSError):
            if time.time() - other.stat().st_mtime > _MONTH:
                other.unlink()


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, so that a reader at the same time sees all of it or nothing."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    content = text.encode()
    with os.fdopen(handle, "wb") as file:
        file.write(f"{crc32(content):08x}\n".encode() + content)
    Path(name).replace(path)
