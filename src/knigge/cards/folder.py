"""The folder of a pack into the content of its files, none of which lies elsewhere."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from knigge.errors import CardError

MOST_BYTES = 1_000_000
MOST_BYTES_OF_ALL = 10_000_000


class Folder:
    """A pack's folder, from a stranger: what is read is a regular file in it, and not too much altogether."""

    def __init__(self, place: str) -> None:
        """Raise CardError for what is no folder."""
        if not os.path.isdir(place):  # noqa: PTH112  Path.is_dir() raises for a path that is too long
            raise CardError(f"{place}: is no folder. A pack is a folder of rules, such as styles/Microsoft.")
        self.path = Path(place)
        self._left = MOST_BYTES_OF_ALL

    def rules(self) -> dict[Path, bytes]:
        """Return the content of each `.yml` file; raise CardError, naming the file, for one that can't be read."""
        try:
            paths = sorted(self.path.rglob("*.yml"))
        except (OSError, RecursionError) as fault:
            raise CardError(f"{self.path}: can't be read ({_reason(fault)}). Name a folder of rules.") from fault
        return {path: self._content(path) for path in paths}

    def key(self, name: str, files: dict[Path, bytes]) -> str:
        """Return a key of a pack's name and files that no other pack has, not even one that was made to have it."""
        made = sha256(repr(name).encode())
        for path, content in files.items():
            made.update(f"{str(path.relative_to(self.path))!a} {len(content)}\n".encode() + content)
        return made.hexdigest()[:40]

    def _content(self, path: Path) -> bytes:
        if not path.name.isprintable():
            raise CardError(f"{path}: the file's name holds control characters. Rename it.")
        try:
            return self._read(path, path.resolve(strict=True))
        except (OSError, RuntimeError) as fault:  # a loop of links is the latter
            raise CardError(f"{path}: can't be read ({_reason(fault)}). Mend or remove it.") from fault

    def _read(self, path: Path, real: Path) -> bytes:
        """Return what is at `real`, where the links of `path` lead."""
        if not real.is_file():
            raise CardError(f"{path}: is no regular file. Rename or remove it.")
        if not real.is_relative_to(self.path.resolve()):
            raise CardError(f"{path}: links to a file outside the pack. Put the file itself there.")
        with real.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        self._left -= len(content)
        if len(content) > MOST_BYTES:
            raise CardError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
        if self._left < 0:
            raise CardError(f"{self.path}: holds over {MOST_BYTES_OF_ALL // 1_000_000} MB of rules. Split the pack.")
        return content


def _reason(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "its folders are too deep"
    return getattr(fault, "strerror", None) or str(fault)
