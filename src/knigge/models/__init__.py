"""A model's name into a model: a function from a `Prompt` to a `Reply`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from knigge.domain import Prompt, Reply
from knigge.errors import ModelError

Model = Callable[[Prompt], Reply]

_BUILTIN = {"offline": "knigge.models.offline:compose"}


def known() -> tuple[str, ...]:
    """Return the names of the models that can be asked for."""
    return tuple(_BUILTIN)


def get(name: str) -> Model:
    """Return the model called `name`.

    Raises ModelError for an unknown one.
    """
    if name not in _BUILTIN:
        raise ModelError(f"No model {name!r}. Known: {', '.join(known())}.")
    module, function = _BUILTIN[name].split(":")
    model: Model = getattr(import_module(module), function)
    return model
