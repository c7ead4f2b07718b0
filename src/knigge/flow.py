"""A flow of prompts and a model into the flow's result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from knigge.domain import Prompt, Reply
from knigge.models import Model

Result = TypeVar("Result")


def drive(flow: Generator[Prompt, Reply, Result], model: Model) -> Result:
    """Answer each prompt of `flow` by `model`, and return what it comes to."""
    reply: Reply | None = None
    while True:
        try:
            prompt = next(flow) if reply is None else flow.send(reply)
        except StopIteration as end:
            result: Result = end.value
            return result
        reply = model(prompt)
