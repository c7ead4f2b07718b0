"""Calls that take time into results, a few at once, while the event loop goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

Result = TypeVar("Result")
_AT_ONCE = 4


class Work:
    """Threads for the verbs; who comes when all are taken waits for the next."""

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        self._limiter = CapacityLimiter(at_once)

    async def done(self, call: Callable[..., Result], *args: Any, **known: Any) -> Result:
        """Return what `call` returns."""
        return await to_thread.run_sync(partial(call, *args, **known), limiter=self._limiter)
