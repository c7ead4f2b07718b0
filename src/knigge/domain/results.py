"""What comes out: drafts and verdicts, and what passes between a flow and a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from knigge.domain.findings import Finding, Report
from knigge.domain.message import Message
from knigge.domain.people import AnswerBrief, Brief
from knigge.domain.published import Published
from knigge.domain.words import SCHEMA, AnswerKind, Lang, Register, Said, ThanksKind, Verdict

# What words a text and does not say its name.
NAMELESS = "a function"


@dataclass(frozen=True, slots=True)
class Draft:
    """Words to send, not yet judged."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked, for one that reads; the composer needs the brief alone, and words nothing without one.

    instructions: what is the same for every brief of a kind, channel and language. text: this one, as data.
    wanted: JSON Schema of the answer. limit: the most characters that the whole message may hold, 0 for no limit.
    seconds: left for the answer, retries included; 0 for as long as the model's own setting allows.
    candidates: how many answers are asked for at once.
    """

    id: str
    version: str
    instructions: str
    text: str
    brief: Brief | AnswerBrief | None
    wanted: Mapping[str, Any]
    limit: int = 0
    attempt: int = 1
    seconds: float = 0.0
    candidates: int = 1


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
    """A model's answer to a prompt, in its own words; what they are worth is judged later.

    others: further candidates. finish: why it ended: `stop`, `length`, `refusal`, `content_filter`, or "" where unknown.
    seconds: how long it took, retries included.
    """

    text: str
    model: str = NAMELESS
    usage: Usage = Usage()
    finish: str = ""
    seconds: float = 0.0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of a model: the draft it came to with what the cards say of it, or why it came to none.

    answer: as the model gave it. prompt: the id and version that asked for it, such as `draft@2`.
    fault: why the answer can't be used, or was cut; "" for none. round: of the calls for this draft. usage, seconds: of the
        call, at its first candidate.
    """

    answer: str
    draft: Draft
    report: Report | None
    prompt: str
    fault: str = ""
    round: int = 1
    usage: Usage = Usage(cost=0.0)
    seconds: float = 0.0

    @property
    def ready(self) -> bool:
        """True when the answer was whole and has no finding of level error."""
        return not self.fault and self.report is not None and self.report.ready


@dataclass(frozen=True, slots=True)
class Outcome(Published):
    """The best attempt at a brief, ready or not, and how it came about.

    fault: why the best answer itself can't be used as it is; "" for none. stopped: what ended the work before its time:
        a budget that was used up or a model that failed; "" for nothing.

    >>> from knigge import draft, load_brief
    >>> outcome = draft(load_brief("examples/briefs/email-researcher.de.yaml"))
    >>> outcome.ready, outcome.rounds, outcome.model, outcome.missing
    (True, 1, 'offline', ())
    """

    brief: Brief
    draft: Draft
    report: Report
    missing: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    model: str
    usage: Usage
    fault: str = ""
    stopped: str = ""

    @property
    def rounds(self) -> int:
        """How often the model was asked."""
        return max(attempt.round for attempt in self.attempts)

    @property
    def ready(self) -> bool:
        """True when the draft is whole and has no finding of level error."""
        return not self.fault and self.report.ready

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
            "rounds": self.rounds,
            "model": self.model,
            "usage": asdict(self.usage),
            "fault": self.fault,
            "stopped": self.stopped,
        }


@dataclass(frozen=True, slots=True)
class Reason(Published):
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
class Answer(Published):
    """The reply to send to a received message, checked like any other draft."""

    kind: AnswerKind | ThanksKind
    lang: Lang
    register: Register
    subject: str
    body: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model points at in a received message, and says of it; it weighs nothing.

    kind: `who`, `why_me`, `what`, or `doubt`. part: `subject` or `body`; start, end, text: words that stand there.
    """

    kind: Literal["who", "why_me", "what", "doubt"]
    part: str
    start: int
    end: int
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Critique(Published):
    """A verdict on a received message, its reasons, and the reply to send (none to spam and fraud).

    opinions: of a model that was asked for a second reading; no verdict rests on them. model: who worded the reply.

    >>> from knigge import critique, read_message
    >>> result = critique(read_message("Hello, buy now!"))
    >>> [(reason.name, reason.weight) for reason in result.reasons][0], result.weighing.decided_by
    (('pitch', -5), 'sum')
    """

    message: Message
    verdict: Verdict
    reasons: tuple[Reason, ...]
    weighing: Weighing
    report: Report
    reply: Answer | None
    opinions: tuple[Opinion, ...] = ()
    model: str = "offline"

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
            "opinions": [asdict(opinion) for opinion in self.opinions],
            "model": self.model,
            "notes": list(self.report.notes),
        }


@dataclass(frozen=True, slots=True)
class Feedback(Published):
    """What an answer to your own message says, the words that show it, and what to write back (nothing to an absence).

    when: the time that it names, as written: of the return, for a later try, or with a yes. questions: what it asks, in order.
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
