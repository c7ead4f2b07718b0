"""Threads that look at texts at once into threads that take turns."""

from __future__ import annotations

from _thread import allocate_lock  # `threading` is more to import than a bare start has time for
from collections.abc import Iterator
from contextlib import contextmanager

# RE2's wrapper lets go of the interpreter's lock at each of a hundred short searches per text. Threads that hand it to and
# fro together take three times as long as one after the other.
_TURN = allocate_lock()
_PATIENCE = 0.05  # seconds; a long text must not hold up a server


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until no other thread looks at a text, yet not for one that takes long: it is for speed alone."""
    waited = _TURN.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        if waited:
            _TURN.release()
