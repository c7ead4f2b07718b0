"""The JSON of a request into what the verbs take."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from knigge.errors import SettingsError
from knigge.surfaces.formats import whole
from knigge.surfaces.http.refusal import RefusedError
from knigge.yamlfile import validate

Noun = TypeVar("Noun")


def read(noun: Callable[..., Noun], body: bytes) -> Noun:
    """Return the request that a JSON body makes; half characters in it become U+FFFD.

    Raises RefusedError for what is no JSON object, SettingsError naming the field and the way out.
    """
    try:
        values = _whole(json.loads(body, parse_constant=_refuse_constant))
    except (ValueError, RecursionError) as fault:
        raise RefusedError(400, "The body is not valid JSON. Send an object in UTF-8.") from fault
    if not isinstance(values, dict):
        raise RefusedError(400, "The body must be a JSON object with named fields.")
    found: Noun = validate(noun, values, "body", SettingsError)
    return found


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return {whole(name): _whole(each) for name, each in value.items()} if isinstance(value, dict) else value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
