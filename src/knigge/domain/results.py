"""What comes out: drafts and verdicts, and what passes between a flow and a model."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from knigge.domain.findings import Finding, Report
from knigge.domain.message import Message
from knigge.domain.people import AnswerBrief, Brief
from knigge.domain.words import SCHEMA, AnswerKind, Lang, Register, Said, ThanksKind, Verdict


@dataclass(frozen=True, slots=True)
class Draft:
    """Words to send, not yet judged."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: `text` for one that reads, the brief for the composer, which needs no prose.

    limit: the most characters the body may hold, 0 for no limit.
    """

    id: str
    version: str
    text: str
    brief: Brief | AnswerBrief
    limit: int = 0
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost; `cost` is None where no price is known."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            cost,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's answer to a prompt."""

    draft: Draft
    model: str
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One draft of a model with what the cards say of it."""

    draft: Draft
    report: Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best attempt at a brief, ready or not, and how it came about."""

    brief: Brief
    draft: Draft
    report: Report
    missing: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    model: str
    usage: Usage

    @property
    def ready(self) -> bool:
        """True when the draft has no finding of level error."""
        return self.report.ready

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape `draft`."""
        return {
            "schema": SCHEMA,
            "ready": self.ready,
            "channel": self.report.channel,
            "lang": self.report.lang,
            "stage": self.report.stage,
            "subject": self.draft.subject,
            "body": self.draft.body,
            "findings": [asdict(f) for f in self.report.findings],
            "missing": list(self.missing),
            "rounds": len(self.attempts),
            "model": self.model,
            "usage": asdict(self.usage),
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict fell: an evidence or a card, its weight, and where the text shows it (nowhere: no span)."""

    name: str
    weight: int
    part: str
    start: int | None
    end: int | None
    text: str
    kind: Literal["evidence", "card"] = "evidence"

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape, with the name under `evidence` or `card`."""
        return {
            self.kind: self.name,
            "for": self.weight > 0,
            "weight": self.weight,
            "part": self.part,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the reasons came to a verdict: their sum, from where on it accepts and declines, and what decided.

    decided_by: `fraud`, `sum` (too much against, or enough for), `lacking` (text, matter or reason is missing),
        `machine` (the message addresses one), `thin` (neither enough for nor against), `you` (the user chose).
    """

    total: int
    accept_from: int
    decline_from: int
    decided_by: Literal["fraud", "sum", "lacking", "machine", "thin", "you"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to send to a received message, checked like any other draft."""

    kind: AnswerKind | ThanksKind
    lang: Lang
    register: Register
    subject: str
    body: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Critique:
    """A verdict on a received message, its reasons, and the reply to send (none to spam and fraud)."""

    message: Message
    verdict: Verdict
    reasons: tuple[Reason, ...]
    weighing: Weighing
    report: Report
    reply: Answer | None

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape `critique`."""
        return {
            "schema": SCHEMA,
            "path": self.report.path,
            "lang": self.report.lang,
            "channel": self.report.channel,
            "verdict": self.verdict,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "weighing": asdict(self.weighing),
            "findings": [asdict(f) for f in self.report.findings],
            "reply": asdict(self.reply) if self.reply else None,
            "notes": list(self.report.notes),
        }


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an answer to your own message says, the words that show it, and what to write back (nothing to an absence).

    when: the time that it names, as written: of the return, or for a later try. questions: what it asks, in order.
    start, end: where the words stand in the body; None where nothing shows it.
    """

    message: Message
    said: Said
    lang: Lang
    words: str
    start: int | None
    end: int | None
    when: str
    questions: tuple[str, ...]
    reply: Answer | None

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape `feedback`."""
        values = asdict(self)
        del values["message"]
        return {"schema": SCHEMA, "path": self.message.path, **values, "questions": list(self.questions)}
