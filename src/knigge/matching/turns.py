"""Threads that look at texts at once into threads that take turns."""

from __future__ import annotations

from _thread import allocate_lock, get_ident  # `threading` is more to import than a bare start has time for
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

# Seconds: how long a thread goes on while others wait, how often the first of these looks whether it went away, and the others,
# and what text takes too long to wait for.
_TURN, _LOOK, _REST, _LONG = 0.05, 0.01, 0.05, 0.05


class _Turns:
    """Who looks at a text, and who waits.

    RE2's wrapper lets go of the interpreter's lock at each of a hundred short searches per text. Threads that hand it to
    and fro together take three times as long as one after the other, and a third longer where they change at every text:
    waking one costs as much as a short text. So one goes on with its next text for a while.
    """

    def __init__(self) -> None:
        self._state, self._calling = allocate_lock(), allocate_lock()
        self._calling.acquire()
        self._busy = False
        self._owner = self._waiting = 0
        self._since = self._begun = 0.0

    def take(self) -> bool:
        """Wait for a turn, and return whether there is one to give back: none for who would wait for a long text."""
        called = waited = False
        while True:
            with self._state:
                now = monotonic()
                self._waiting -= waited
                if called or not self._busy or (waited and self._calling.acquire(blocking=False)):
                    self._begin(now)
                    return True
                if now - self._begun > _LONG:
                    return False
                patience = _REST if self._waiting else _LOOK
                self._waiting += 1
            called, waited = self._calling.acquire(timeout=patience), True

    def _begin(self, now: float) -> None:
        if self._owner != get_ident():
            self._owner, self._since = get_ident(), now
        self._busy, self._begun = True, now

    def give(self) -> None:
        """End a text, and call one who waits where the turn has been long enough."""
        with self._state:
            now = monotonic()
            if self._waiting and now - self._since > _TURN:
                # stays busy: who is called takes over, and whoever comes before that waits
                self._owner, self._begun = 0, now
                if self._calling.locked():
                    self._calling.release()
            else:
                self._busy = False


_TURNS = _Turns()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until no other thread looks at a text, yet not for one that takes long: it is for speed alone."""
    taken = _TURNS.take()
    try:
        yield
    finally:
        if taken:
            _TURNS.give()
