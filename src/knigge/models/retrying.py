"""A request that may fail into one that was tried again while that made sense: the only place that repeats one."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from knigge.models.faults import RequestError

if TYPE_CHECKING:
    from tenacity import RetryCallState

Result = TypeVar("Result")

ATTEMPTS = 3
_FIRST_WAIT = 0.5  # seconds, doubled each time, with a random part
_LONGEST = 8.0


async def persistently(request: Callable[[], Awaitable[Result]], until: float | None) -> Result:
    """Return what `request` comes to, tried at most three times; raise its last RequestError.

    Between two tries passes the time that the server asked for, else one that grows. until: by the monotonic clock; what would
    have to wait beyond it is not tried again.
    """

    def worthwhile(fault: BaseException) -> bool:
        if not isinstance(fault, RequestError) or not fault.passing:
            return False
        return until is None or fault.wait is None or time.monotonic() + fault.wait < until

    try:
        return await request()
    except RequestError as fault:
        if not worthwhile(fault):
            raise
        return await _again(request, fault, worthwhile)


async def _again(
    request: Callable[[], Awaitable[Result]], first: RequestError, worthwhile: Callable[[BaseException], bool]
) -> Result:
    """Go on behind a first try that failed; what does so is imported only now, which a first request does not wait for."""
    from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    growing = wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST)
    failed = [first]

    def wait(state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.wait if isinstance(fault, RequestError) else None
        return growing(state) if asked is None else asked

    async def tried() -> Result:
        if failed:
            raise failed.pop()
        return await request()

    again = AsyncRetrying(
        stop=stop_after_attempt(ATTEMPTS), wait=wait, retry=retry_if_exception(worthwhile), reraise=True
    )
    return await again(tried)
