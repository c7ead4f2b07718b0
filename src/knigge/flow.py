"""A flow of prompts and a model into the flow's result, by a call that waits or one that is awaited."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, TypeVar

from knigge.errors import ModelError

if TYPE_CHECKING:
    from knigge.domain import Prompt, Reply
    from knigge.models import Model

Result = TypeVar("Result")
Flow = Generator["Prompt", "Reply", Result]


def drive(flow: Flow[Result], model: Model, hear: Callable[[str], None] | None = None) -> Result:
    """Answer each prompt of `flow` by `model`, and return what it comes to.

    hear: is told the words of an answer while a model that can stream writes them, each time all that have come.
    """
    came: Reply | ModelError | None = None
    while True:
        try:
            prompt = _next(flow, came)
        except StopIteration as end:
            result: Result = end.value
            return result
        try:
            stream = getattr(model, "stream", None) if hear else None
            came = stream(prompt, hear) if stream else model(prompt)
        except ModelError as fault:
            came = fault


async def adrive(flow: Flow[Result], model: Model) -> Result:
    """Do what `drive` does, awaiting a model that has an `ask` to await; any other runs in a thread."""
    from asyncio import to_thread

    came: Reply | ModelError | None = None
    while True:
        try:
            prompt = _next(flow, came)
        except StopIteration as end:
            result: Result = end.value
            return result
        try:
            ask = getattr(model, "ask", None)
            came = await (ask(prompt) if ask else to_thread(model, prompt))
        except ModelError as fault:
            came = fault


def _next(flow: Flow[Result], came: Reply | ModelError | None) -> Prompt:
    """Tell the flow what came, and return what it asks next."""
    if came is None:
        return next(flow)
    return flow.throw(came) if isinstance(came, ModelError) else flow.send(came)
