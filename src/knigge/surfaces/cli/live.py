"""A model's words on the terminal while it writes, gone when it has written; what had come is kept when it is stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from knigge import reading
from knigge.surfaces.cli.paint import printable, say


@contextmanager
def words(wanted: bool) -> Iterator[Callable[[str], None] | None]:
    """Give the function that shows an answer as far as it has come; None where nobody would see it.

    Whoever presses Ctrl-C keeps what had come: it goes to standard output.
    """
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    heard = [""]
    with Live(console=Console(stderr=True, highlight=False), transient=True, refresh_per_second=10) as view:

        def hear(answer: str) -> None:
            heard[0] = answer
            view.update(Text(printable(reading.so_far(answer)), style="dim"), refresh=False)

        try:
            yield hear
            return
        except KeyboardInterrupt:
            view.update(Text(""))
    if so_far := reading.so_far(heard[0]):
        say(printable(so_far))
        say("\nStopped. This is what had come; nothing has checked it.", err=True)
    raise KeyboardInterrupt
