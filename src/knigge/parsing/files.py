"""A path into its text, or one clear line that says why not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from knigge.errors import KniggeError

MOST_BYTES = 2_000_000
# Mail may carry attachments, of which nothing is read.
MOST_MAIL_BYTES = 50_000_000


def read_bytes(path: str, error: type[KniggeError], most: int = MOST_BYTES) -> bytes:
    """Return the content of a file, `-` being standard input.

    Raises `error` for a file that is missing, empty, a folder, unreadable, or over `most` bytes.
    """
    name = display(path)
    try:
        if path == "-":
            raw = _stdin(error).read(most + 1)
        else:
            with Path(path).open("rb") as file:
                raw = file.read(most + 1)
    except FileNotFoundError as fault:
        raise error(f"{name}: no such file. Check the path.") from fault
    except IsADirectoryError as fault:
        raise error(f"{name}: is a folder. Name a file in it.") from fault
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise error(f"{name}: can't be read ({reason}). Check its permissions.") from fault
    refuse_too_long(raw, name, error, most)
    return raw


def _stdin(error: type[KniggeError]) -> BinaryIO:
    if sys.stdin is None:
        raise error("standard input: is closed. Name a file.")
    return sys.stdin.buffer


def refuse_too_long(raw: bytes, name: str, error: type[KniggeError], most: int = MOST_BYTES) -> None:
    """Raise `error` for more than `most` bytes."""
    if len(raw) > most:
        raise error(f"{name}: is larger than {most // 1_000_000} MB. A message is far shorter; cut the file.")


def decode(raw: bytes, name: str, error: type[KniggeError]) -> str:
    """Return the text of UTF-8 bytes (a byte order mark is taken off).

    Raises `error` for nothing but white space, for binary data, and for other encodings.
    """
    if b"\0" in raw:
        raise error(f"{name}: holds binary data, not text. Name a text file.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise error(f"{name}: is not UTF-8 (byte {fault.start}). Save it as UTF-8.") from fault
    if not text.strip():
        raise error(f"{name}: is empty. Put the text in it.")
    return text


def display(path: str) -> str:
    """Return a path as messages name it."""
    return "standard input" if path == "-" else path
