"""What the cards say of a text: findings, good signs, and both together."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from knigge.domain.published import Published
from knigge.domain.words import LEVELS, SCHEMA, Channel, Lang, Level, Stage


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for the matched text; `safe` when it can't change what is meant."""

    text: str
    safe: bool = False

    def kept(self, match: str) -> tuple[int, int]:
        """Return how many characters of a match stay at its beginning, and at its end."""
        shorter = min(len(match), len(self.text))
        left = next((i for i in range(shorter) if match[i] != self.text[i]), shorter)
        rest = shorter - left
        return left, next((i for i in range(rest) if match[-1 - i] != self.text[-1 - i]), rest)


@dataclass(frozen=True, slots=True)
class Finding(Published):
    """One place where a text and a guideline part, with what to do next; no span where something is missing."""

    card: str
    level: Level
    part: str
    start: int | None
    end: int | None
    match: str
    message: str
    guideline: str
    source: str
    fixes: tuple[Fix, ...]
    channel: Channel
    lang: Lang


@dataclass(frozen=True, slots=True)
class Evidence:
    """A good sign found in a text: which (`who`, `why_me`, `thanks`, ...) and where."""

    sign: str
    part: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report(Published):
    """What the cards say of one text; findings stand in the order of the text.

    >>> from knigge import check
    >>> report = check("Danke, Frau Amsel! Es gibt Synergien.", channel="linkedin-note")
    >>> report.counts["error"], report.ready, "thanks" in report.signs()
    (0, True, True)
    """

    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    lang: Lang
    channel: Channel
    stage: Stage
    notes: tuple[str, ...] = ()
    path: str = ""

    @property
    def counts(self) -> dict[Level, int]:
        """Findings per level, every level named."""
        return {level: sum(f.level == level for f in self.findings) for level in LEVELS}

    @property
    def ready(self) -> bool:
        """True without a finding of level error."""
        return not self.counts["error"]

    def signs(self) -> frozenset[str]:
        """The good signs that the text holds."""
        return frozenset(e.sign for e in self.evidence)

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape `check`."""
        return {
            "schema": SCHEMA,
            "path": self.path,
            "lang": self.lang,
            "channel": self.channel,
            "stage": self.stage,
            "findings": [asdict(f) for f in self.findings],
            "counts": self.counts,
            "notes": list(self.notes),
        }
