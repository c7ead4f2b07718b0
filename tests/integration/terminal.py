"""A terminal to type into, with a program in it that ends with the test."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0  # seconds


class Terminal:
    """What a program shows, and the keys that it is given."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def type(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "main", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "main")

    def shows(self, *words: str) -> str:
        """Wait until the screen holds all these words; return it."""
        assert becomes(lambda: all(word in self.screen() for word in words)), f"no {words} in:\n{self.screen()}"
        return self.screen()

    def tmux(self, *args: str) -> str:
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, *args]
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout


@contextmanager
def terminal(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Terminal]:
    """Run a command in a terminal of its own, and end it and all its children afterwards."""
    shown = Terminal(folder / "tmux")
    wanted = [f"{name}={value}" for name, value in env.items()]
    shown.tmux("new-session", "-d", "-s", "main", "-x", "120", "-y", "50", "env", "-i", *wanted, *command)
    try:
        yield shown
    finally:
        shown.tmux("kill-server")


def becomes(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; say whether it came to that in time."""
    until = time.monotonic() + _PATIENCE
    while not (held := holds()) and time.monotonic() < until:
        time.sleep(0.05)
    return held
