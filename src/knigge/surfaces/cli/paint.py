"""Plain text into what a terminal shows: colours where they are wanted, and nothing that a stranger could switch on."""

from __future__ import annotations

import os
import sys
import unicodedata
from functools import cache
from shutil import get_terminal_size
from typing import IO

_CODES = {"error": "31;1", "warning": "33;1", "suggestion": "36", "good": "32", "dim": "2", "off": "2", "bold": "1"}


@cache
def colourful(stream: IO[str]) -> bool:
    """Say whether `stream` is a terminal whose user has not asked for plain text."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def paint(text: str, colour: str, stream: IO[str] | None = None) -> str:
    """Return `text` in a colour where the stream shows colours."""
    if not text or not colourful(stream or sys.stdout):
        return text
    return f"\033[{_CODES[colour]}m{text}\033[0m"


def say(text: str, err: bool = False) -> None:
    """Print `text`; whether it has colours was decided when it was painted."""
    import typer

    typer.echo(text, err=err, color=True)


def note(text: str) -> None:
    """Print a remark, which may hold a stranger's words, on standard error."""
    say(f"Note: {printable(text)}", err=True)


def printable(text: str) -> str:
    """Return `text` with control characters, which could steer a terminal, shown as a mark instead."""
    return "".join(char if char in "\n\t" or not _steers(char) else "\ufffd" for char in text)


def _steers(char: str) -> bool:
    return (
        char < " "
        or "\x7f" <= char <= "\x9f"
        or "\ud800" <= char <= "\udfff"
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def width(text: str) -> int:
    """Return how many columns `text` takes: wide characters two, combining and zero-width ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def columns() -> int:
    """Return the width to write for: the terminal's, between 40 and 100."""
    return max(40, min(100, get_terminal_size((88, 24)).columns))
