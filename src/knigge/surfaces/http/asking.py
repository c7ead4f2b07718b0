"""The JSON of a request into what the verbs take."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from knigge.domain import AnswerKind, Brief, Profile, Stage, Verdict
from knigge.domain.words import STRICT
from knigge.errors import SettingsError
from knigge.surfaces.formats import whole
from knigge.surfaces.http.refusal import RefusedError
from knigge.text import Markup
from knigge.yamlfile import validate

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A text that is being written. brief: what it was to say; without one the cards that compare the two are silent."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    text: str
    subject: str = ""
    channel: str = ""
    lang: str = "auto"
    stage: Stage | None = None
    markup: Markup = "plain"
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class CritiqueRequest:
    """A received message: pasted text, or a whole mail with its headers. verdict: your own decision, or a kind of answer."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    message: str
    channel: str = ""
    lang: str = "auto"
    stage: Stage | None = None
    verdict: Verdict | AnswerKind | None = None
    on_behalf_of: str = ""
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """The brief to draft from. redact: whether a model of the server's gets stand-ins for names."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    brief: Brief
    redact: bool = False


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
