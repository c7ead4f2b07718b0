"""A name of shipped data into its place: inside an installed wheel, or in the checkout of an editable install."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
_SHIPPED = PACKAGE / "_shipped"


def folder(name: str) -> Path:
    """Return the folder of shipped files called `name`, such as `prompts`."""
    return _SHIPPED / name if _SHIPPED.is_dir() else PACKAGE.parents[1] / name


def compiled(name: str, source: Path, compile_source: Callable[[Path], Any]) -> Any:
    """Return what `compile_source` makes of the files in `source`, as JSON values.

    A wheel ships the result. Elsewhere it is kept in the user's cache folder under a key of the files' content;
    a cache that can't be written or read costs time and nothing else.
    """
    ready = _SHIPPED / f"{name}.json"
    if ready.is_file():
        return json.loads(ready.read_bytes())
    cached = cache_folder() / f"{name}-{_key(source)}.json"
    with suppress(OSError, ValueError):
        return json.loads(cached.read_bytes())
    made = compile_source(source)
    with suppress(OSError):
        _write(cached, json.dumps(made, ensure_ascii=False))
    return made


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
    digest = sha256()
    for path in (*sorted(source.rglob("*.yaml")), *sorted((PACKAGE / "cards").glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, so that a reader at the same time sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
