"""A model's words on the terminal while it writes, gone when it has written; what had come is kept when it is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from knigge import reading
from knigge.surfaces.cli.paint import printable, say


@contextmanager
def words(name: str, wanted: bool) -> Iterator[Callable[[str], None] | None]:
    """Give the function that shows an answer piece by piece; None where words are not wanted, or nobody would see them.

    On a terminal the wait for `name` is shown too. Whoever presses Ctrl-C keeps what had come of this answer: it goes to standard
    output.
    """
    if not name or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    heard: list[str] = []
    since = time.monotonic()

    def view() -> Any:
        said = printable(reading.so_far("".join(heard)))
        waiting = f"waiting for {name} ... {time.monotonic() - since:.0f} s, Ctrl-C stops"
        return Text(said or waiting, style="dim")

    def hear(piece: str) -> None:
        heard.append(piece)

    with Live(
        get_renderable=view, console=Console(stderr=True, highlight=False), transient=True, refresh_per_second=10
    ):
        try:
            yield hear if wanted else None
            return
        except KeyboardInterrupt as pressed:
            stopped, so_far, heard[:] = pressed, reading.so_far("".join(heard)), []
    if so_far and getattr(stopped, "outcome", None) is None:
        say(printable(so_far))
        say("\nStopped. This is what had come; nothing has checked it.", err=True)
    raise stopped
