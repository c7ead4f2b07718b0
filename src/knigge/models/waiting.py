"""Something to await into something that waits, so that there is one way to ask a model and two ways to call it."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")
_PATIENCE = 5.0  # seconds for what is cancelled to end


class Waiting:
    """An event loop in a thread of its own, started at the first use; a key press stops what is waited for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._process = 0

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

    def inside(self) -> bool:
        """Say whether this is called from the loop's own thread, where nothing can be waited for."""
        return self._thread is threading.current_thread()

    def stop(self) -> None:
        """End what runs, the loop and its thread, if there are any; the next use starts others."""
        with self._lock:
            loop, thread, self.loop, self._thread = self.loop, self._thread, None, None
        if not loop or not thread or self._process != os.getpid():
            return
        if thread is threading.current_thread():  # the collector may run anywhere
            loop.create_task(_ended(loop))
            return
        ended = asyncio.run_coroutine_threadsafe(_ended(loop), loop)
        thread.join(_PATIENCE)
        ended.cancel()
        if not thread.is_alive():
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self.loop is None or self._process != os.getpid():  # a fork takes no thread along
                self.loop, self._process = asyncio.new_event_loop(), os.getpid()
                self._thread = threading.Thread(target=self.loop.run_forever, name="knigge-model", daemon=True)
                self._thread.start()
            return self.loop


async def _ended(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel all that runs beside, and stop the loop."""
    others = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await loop.shutdown_asyncgens()
    loop.stop()
