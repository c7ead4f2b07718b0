"""A request that may fail into one that was tried again while that made sense: the only place that repeats one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from knigge.models.faults import RequestError

if TYPE_CHECKING:
    from tenacity import RetryCallState

Result = TypeVar("Result")

ATTEMPTS = 3
_FIRST_WAIT = 0.5  # seconds, doubled each time, with a random part
_LONGEST = 8.0


async def persistently(request: Callable[[], Awaitable[Result]]) -> Result:
    """Return what `request` comes to, tried at most three times; raise its last RequestError.

    Between two tries passes the time that the server asked for, else one that grows; the deadline is the caller's.
    """
    from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    growing = wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST)

    def wait(state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.wait if isinstance(fault, RequestError) else None
        return growing(state) if asked is None else asked

    again = AsyncRetrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait,
        retry=retry_if_exception(lambda fault: isinstance(fault, RequestError) and fault.passing),
        reraise=True,
    )
    return await again(request)
