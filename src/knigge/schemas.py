"""A name into the JSON Schema of what goes in or comes out."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from knigge.cards import Card
from knigge.domain import (
    Answer,
    Brief,
    Channel,
    Finding,
    Lang,
    Opinion,
    Policy,
    Profile,
    Said,
    Stage,
    Usage,
    Verdict,
    Weighing,
)
from knigge.domain.upkeep import Turn
from knigge.errors import SettingsError
from knigge.yamlfile import adapter


class Counts(TypedDict):
    """Findings per level."""

    error: int
    warning: int
    suggestion: int


class CheckShape(TypedDict):
    """One checked text; `knigge check --format json` prints a list of these."""

    schema: Literal[1]
    path: str
    lang: Lang
    channel: Channel
    stage: Stage
    findings: list[Finding]
    counts: Counts
    notes: list[str]


class DraftShape(TypedDict):
    """A draft; `missing` names fields of the brief, `rounds` counts the model's attempts.

    fault: why the answer can't be used as it is. stopped: the budget or failure that ended the work early.
    """

    schema: Literal[1]
    ready: bool
    channel: Channel
    lang: Lang
    stage: Stage
    subject: str
    body: str
    findings: list[Finding]
    missing: list[str]
    rounds: int
    model: str
    usage: Usage
    fault: str
    stopped: str


ReasonShape = TypedDict(
    "ReasonShape",
    {
        "evidence": str,
        "card": str,
        "for": bool,
        "weight": int,
        "part": str,
        "start": int | None,
        "end": int | None,
        "text": str,
    },
    total=False,
)


class CritiqueShape(TypedDict):
    """The verdict on one received message; `knigge critique --format json` prints a list of these."""

    schema: Literal[1]
    path: str
    lang: Lang
    channel: Channel
    verdict: Verdict
    reasons: list[ReasonShape]
    weighing: Weighing
    findings: list[Finding]
    reply: Answer | None
    opinions: list[Opinion]
    model: str
    notes: list[str]


class FeedbackShape(TypedDict):
    """What one answer to your message says; `knigge feedback --format json` prints a list of these."""

    schema: Literal[1]
    path: str
    said: Said
    lang: Lang
    words: str
    start: int | None
    end: int | None
    when: str
    questions: list[str]
    reply: Answer | None


SHAPES: dict[str, Any] = {
    "brief": Brief,
    "card": Card,
    "check": list[CheckShape],
    "critique": list[CritiqueShape],
    "draft": DraftShape,
    "feedback": list[FeedbackShape],
    "finding": Finding,
    "policy": Policy,
    "profile": Profile,
    "upkeep": list[Turn],
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema called `name`.

    Raises SettingsError for an unknown name.
    """
    if name not in SHAPES:
        raise SettingsError(f"No schema {name!r}. Known: {', '.join(SHAPES)}.")
    schema = adapter(SHAPES[name]).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": f"knigge {name}"}
