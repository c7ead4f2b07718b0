"""A flow of prompts and a model into the flow's result, by a call that waits or one that is awaited."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from knigge.errors import ModelError, StoppedError, a
from knigge.matching import in_turn

if TYPE_CHECKING:
    from knigge.domain import Prompt, Reply
    from knigge.models import Model

Result = TypeVar("Result")
Flow = Generator["Prompt", "Reply", Result]


def drive(flow: Flow[Result], model: Model, hear: Callable[[str], None] | None = None) -> Result:
    """Answer each prompt of `flow` by `model`, and return what it comes to.

    hear: is told each piece of an answer while a model that can stream writes it.
    Raises StoppedError for a key press, with what the flow came to until then.
    """
    came: Reply | ModelError | None = None
    while True:
        try:
            prompt = _next(flow, came)
        except StopIteration as end:
            result: Result = end.value
            return result
        stream = getattr(model, "stream", None) if hear else None
        started = time.perf_counter()
        try:
            came = _timed(stream(prompt, hear) if stream else model(prompt), started, model)
        except ModelError as fault:
            came = fault
        except KeyboardInterrupt:
            raise StoppedError(_left(flow)) from None


async def adrive(flow: Flow[Result], model: Model) -> Result:
    """Do what `drive` does, awaiting a model that has an `ask` to await; any other runs in a thread."""
    from asyncio import to_thread
    from inspect import isawaitable

    came: Reply | ModelError | None = None
    while True:
        try:
            prompt = _next(flow, came)
        except StopIteration as end:
            result: Result = end.value
            return result
        ask = getattr(model, "ask", None)
        started = time.perf_counter()
        try:
            given = await (ask(prompt) if ask else to_thread(model, prompt))
            came = _timed(await given if isawaitable(given) else given, started, model)
        except ModelError as fault:
            came = fault


def _timed(given: object, started: float, model: Model) -> Reply:
    """Return a reply with the seconds that it took and the model's name, where it does not tell them; a text alone is one.

    Raises ModelError for anything else.
    """
    from knigge.domain import Reply
    from knigge.domain.results import NAMELESS

    name = getattr(model, "name", "")
    reply = Reply(given) if isinstance(given, str) else given
    if not isinstance(reply, Reply):
        who = f"The model {name}" if name else "The model"
        raise ModelError(f"{who} gave {a(type(reply).__name__)}. It must return a Reply or a text.")
    if name and reply.model == NAMELESS:
        reply = replace(reply, model=name)
    return reply if reply.seconds else replace(reply, seconds=time.perf_counter() - started)


def _left(flow: Flow[Result]) -> Result | None:
    """Return what a flow that is stopped comes to, None for nothing yet."""
    try:
        flow.throw(ModelError("You stopped it."))
    except StopIteration as end:
        result: Result = end.value
        return result
    except ModelError:
        return None
    return None


def _next(flow: Flow[Result], came: Reply | ModelError | None) -> Prompt:
    """Tell the flow what came, and return what it asks next."""
    with in_turn():
        if came is None:
            return next(flow)
        return flow.throw(came) if isinstance(came, ModelError) else flow.send(came)
