"""A name into the JSON Schema of what goes in or comes out."""

from __future__ import annotations

import json
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
from knigge.domain.words import SCHEMA
from knigge.errors import SettingsError
from knigge.shipped import folder
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


class ExplainShape(TypedDict):
    """A card in words; reported and passed are examples of what it finds, and of what it leaves alone."""

    schema: Literal[1]
    card: str
    level: str
    decided_by: str
    guideline: str
    sources: list[str]
    reported: list[str]
    passed: list[str]


class ScoreShape(TypedDict):
    """One figure; `label` is the card, verdict or trick it is about, "" for the whole suite.

    hits, of: numerator and denominator; `hits` is null for what is no share. low, high: the 95% interval, null where there is none.
    counts: of an F1, how many were found rightly, found wrongly, and missed; else null.
    """

    suite: str
    model: str
    name: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    hits: float | None
    of: int
    note: str
    counts: tuple[int, int, int] | None


class StaleShape(TypedDict):
    """A prompt (by its file) that reads otherwise than when a model's answers were recorded, and the cases which that concerns."""

    model: str
    prompt: str
    cases: list[str]


class GateShape(TypedDict):
    """A floor under a score; a value of null was not measured, and does not pass."""

    suite: str
    model: str
    name: str
    floor: float
    value: float | None
    passed: bool


class RecordingsShape(TypedDict):
    """How many answers of a model were replayed, were not there, and were made with a prompt that has changed."""

    used: int
    missing: int
    stale: int


class ResultShape(TypedDict):
    """One case with one model; `known` holds the words in which it is known to fail, `measures` holds what the scores are made of.

    digest: changes with the case; `group` is shared by variants of one text. got: what came, by suite; null where it raised.
    """

    id: str
    suite: str
    model: str
    digest: int
    group: str
    metadata: dict[str, str]
    passed: bool
    known: str
    error: bool
    wrong: list[str]
    got: Any
    seconds: float
    measures: dict[str, Any]


class VersusShape(TypedDict):
    """A suite in two runs; `chance` is McNemar's exact p, `adjusted` the same after Holm."""

    suite: str
    before: str
    now: str
    pairs: int
    gains: int
    losses: int
    left_out: int
    chance: float
    adjusted: float
    verdict: Literal["better", "worse", "not distinguishable"]


class FlipShape(TypedDict):
    """A case that passes now and did not before, or the other way round."""

    suite: str
    case: str
    before: str
    now: str
    passes: bool


class ComparisonShape(TypedDict):
    """What parts a run from a baseline, or models from the first."""

    versus: list[VersusShape]
    flips: list[FlipShape]
    missing: list[str]
    regressed: bool


class PreferenceShape(TypedDict):
    """Whose drafts a model as judge prefers, asked in both orders: wins of `now` over `before`, with a 95% interval.

    ties: both orders named no draft, or not the same one, which `flips` counts. by_length: wins and decisions where the drafts of
    `now` are shorter, alike and longer.
    """

    judge: str
    before: str
    now: str
    wins: int
    losses: int
    ties: int
    flips: int
    failed: int
    rate: float | None
    low: float
    high: float
    by_length: dict[str, tuple[int, int]]


class EvalShape(TypedDict):
    """A run of `knigge eval`; `confusion` counts, by suite, wanted verdicts (outer) that came out as others (inner)."""

    schema: Literal[1]
    version: str
    passed: bool
    gates: list[GateShape]
    scores: list[ScoreShape]
    confusion: dict[str, dict[str, dict[str, int]]]
    recordings: dict[str, RecordingsShape]
    stale: list[StaleShape]
    comparison: ComparisonShape | None
    preferences: list[PreferenceShape]
    results: list[ResultShape]


SHAPES: dict[str, Any] = {
    "brief": Brief,
    "card": Card,
    "check": list[CheckShape],
    "critique": list[CritiqueShape],
    "draft": DraftShape,
    "eval": EvalShape,
    "explain": ExplainShape,
    "feedback": list[FeedbackShape],
    "finding": Finding,
    "policy": Policy,
    "profile": Profile,
    "upkeep": list[Turn],
}


NAMES = (*SHAPES, "tools")


def json_schema(name: str) -> Any:
    """Return the JSON Schema called `name`, or the definitions of the `tools`, as they are published.

    Raises SettingsError for an unknown name.
    """
    if name not in NAMES:
        raise SettingsError(f"No schema {name!r}. Known: {', '.join(NAMES)}.")
    return json.loads((folder("schemas") / str(SCHEMA) / f"{name}.json").read_text(encoding="utf-8"))


def made(name: str) -> Any:
    """Return what is to be published under `name`, made of the nouns of today."""
    if name == "tools":
        from knigge.openai_tools import tools

        return tools()
    schema = adapter(SHAPES[name]).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"knigge/{SCHEMA}/{name}.json"}
    return {**head, **schema, "title": f"knigge {name}"}
