"""The words that the nouns share: levels, verdicts, stages, spans."""

from __future__ import annotations

from typing import Literal

Channel = str
Lang = str
Register = Literal["formal", "informal"]
Level = Literal["error", "warning", "suggestion"]
Verdict = Literal["accept", "ask_back", "decline", "ignore"]
AnswerKind = Literal[
    "accept", "ask_back", "decline", "decline-vendor", "decline-recruiter", "not-now", "who-are-you"
]  # fmt: skip
Said = Literal["yes", "question", "no", "not-now", "out-of-office", "angry", "unclear"]
ThanksKind = Literal["to-yes", "to-question", "to-no", "to-not-now", "to-angry"]
Intent = Literal["question", "networking", "job", "recruiting", "sales", "invitation", "thanks", "follow-up"]
Stage = Literal["first-message", "connection-request", "reply", "follow-up", "occasion", "batch", "profile"]
Span = tuple[int, int]

LEVELS: tuple[Level, ...] = ("error", "warning", "suggestion")
SCHEMA = 1
STRICT = {"extra": "forbid"}
