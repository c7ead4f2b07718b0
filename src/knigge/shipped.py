"""A name of shipped data into its place: inside an installed wheel, or in the checkout of an editable install."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

PACKAGE = Path(__file__).parent
_SHIPPED = PACKAGE / "_shipped"


def folder(name: str) -> Path:
    """Return the folder of shipped files called `name`, such as `prompts`."""
    return _SHIPPED / name if _SHIPPED.is_dir() else PACKAGE.parents[1] / name


def compiled(name: str, part: str, source: Path, compile_source: Callable[[Path], dict[str, Any]]) -> Any:
    """Return one part of what `compile_source` makes of the files in `source`, as JSON values.

    A wheel ships the parts. Elsewhere they are kept in the user's cache folder under a key of the files' content;
    a cache that can't be written or read costs time and nothing else.
    """
    ready = _SHIPPED / f"{name}-{part}.json"
    if ready.is_file():
        return json.loads(ready.read_bytes())
    key = _key(source)
    with suppress(OSError, ValueError, RuntimeError):
        return json.loads((cache_folder() / f"{name}-{part}-{key}.json").read_bytes())
    made = compile_source(source)
    for each, values in made.items():
        with suppress(OSError, RuntimeError):
            _write(cache_folder() / f"{name}-{each}-{key}.json", json.dumps(values, ensure_ascii=False))
    return made[part]


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
    """Return a key of every file's name and content, and of the code that compiles them."""
    sums, size = 0, 0
    code = [path for folder in ("cards", "matching") for path in (PACKAGE / folder).rglob("*.py")]
    for path in sorted([*source.rglob("*.yaml"), *code]):
        content = path.read_bytes()
        sums, size = crc32(path.name.encode() + content, sums), size + len(content)
    return f"{sums:08x}{size:x}"


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, so that a reader at the same time sees all of it or nothing."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
