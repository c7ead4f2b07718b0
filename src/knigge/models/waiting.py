"""Something to await into something that waits, so that there is one way to ask a model and two ways to call it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")


class Waiting:
    """An event loop in a thread of its own, started at the first use; a key press stops what is waited for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def result(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Return what the coroutine comes to; it is cancelled where the waiting is interrupted."""
        future = self.start(coroutine)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def start(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Let the coroutine run, and return what will hold its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._running())

    def stop(self) -> None:
        """End the loop and its thread, if there are any; the next use starts others."""
        with self._lock:
            loop, thread, self.loop, self._thread = self.loop, self._thread, None, None
        if loop and thread:
            loop.call_soon_threadsafe(loop.stop)
            if thread is not threading.current_thread():  # the collector may run anywhere
                thread.join()
                loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self.loop is None:
                self.loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self.loop.run_forever, name="knigge-model", daemon=True)
                self._thread.start()
            return self.loop
