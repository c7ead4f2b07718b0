"""The folder of a pack into the content of its files, none of which lies elsewhere."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from knigge.errors import CardError

MOST_BYTES = 1_000_000
MOST_BYTES_OF_ALL = 5_000_000


class Folder:
    """A pack's folder, from a stranger: what is read is a regular file in it, and not too much altogether."""

    def __init__(self, place: str) -> None:
        """Raise CardError for what is no folder."""
        if not os.path.isdir(place):  # noqa: PTH112  Path.is_dir() raises for a path that is too long
            raise CardError(f"{place}: is no folder. A pack is a folder of rules, such as styles/Microsoft.")
        self.path = Path(place)
        self._home = self.path.resolve()
        self._left = MOST_BYTES_OF_ALL

    def rules(self) -> dict[Path, bytes]:
        """Return the content of each `.yml` file; raise CardError, naming the file, for one that can't be read."""
        try:
            paths = sorted(self.path.rglob("*.yml"))
        except (OSError, RecursionError) as fault:
            raise CardError(f"{self.path}: can't be read ({_reason(fault)}). Name a folder of rules.") from fault
        return {path: self._rule(path) for path in paths}

    def words(self, name: str) -> list[str] | None:
        """Return the lines of the word list that a rule names, None where there is none by this name.

        As Vale finds it, in `config/ignore` beside the pack or as seen from the folder that holds the pack; but there
        only in the pack itself and in `config/ignore` and `config/vocabularies`.
        Raises CardError for a list that can't be read.
        """
        styles = Path(os.path.abspath(self.path)).parent  # noqa: PTH100  where a link to the pack lies, not its target
        lists, vocabularies = (styles.resolve() / "config" / kind for kind in ("ignore", "vocabularies"))
        for path in (lists / name, styles / name):
            if os.path.isfile(path):  # noqa: PTH113  any text may stand where a name may: Path.is_file() raises for some
                real = path.resolve()
                if any(real.is_relative_to(home) for home in (self._home, lists, vocabularies)):
                    return _lines(path, self._content(path, real))
        return None

    def key(self, name: str, files: dict[Path, bytes]) -> str:
        """Return a key of a pack's name and files that no other pack has, not even one that was made to have it."""
        made = sha256(repr(name).encode())
        for path, content in files.items():
            made.update(f"{str(path.relative_to(self.path))!a} {len(content)}\n".encode() + content)
        return made.hexdigest()[:40]

    def _rule(self, path: Path) -> bytes:
        if not path.name.isprintable():
            raise CardError(f"{path}: the file's name holds control characters. Rename it.")
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError) as fault:  # a loop of links is the latter
            raise CardError(f"{path}: can't be read ({_reason(fault)}). Mend or remove it.") from fault
        if not real.is_file():
            raise CardError(f"{path}: is no regular file. Rename or remove it.")
        if not real.is_relative_to(self._home):
            raise CardError(f"{path}: links to a file outside the pack. Put the file itself there.")
        return self._content(path, real)

    def _content(self, path: Path, real: Path) -> bytes:
        """Return what the file at `real` holds, to which `path` leads."""
        try:
            with real.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as fault:
            raise CardError(f"{path}: can't be read ({_reason(fault)}). Check its permissions.") from fault
        if len(content) > MOST_BYTES:
            raise CardError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
        self._left -= len(content)
        if self._left < 0:
            raise CardError(f"{self.path}: takes over {MOST_BYTES_OF_ALL // 1_000_000} MB to read. Split the pack.")
        return content


def _lines(path: Path, content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeError as fault:
        raise CardError(f"{path}: can't be read ({fault}). Save it as UTF-8.") from fault
    if "\0" in text:
        raise CardError(f"{path}: holds binary data. A list of words is a text with one of them per line.")
    return [line.strip() for line in text.splitlines()]


def _reason(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "its folders are too deep"
    return getattr(fault, "strerror", None) or str(fault)
