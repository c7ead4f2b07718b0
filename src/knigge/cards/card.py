"""What a card says: the one file that prompt, linter, repair note, `explain`, docs and tests all read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knigge.domain import Level, Stage

_STRICT = {"extra": "forbid"}

Scope = Literal["text", "subject", "greeting", "body", "closing", "signature"]
Sign = Literal["who", "why_me", "what", "ask", "common_ground", "thanks", "please", "way_out", "contact", "to_machine"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where advice comes from; a quote has at most 15 words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    article: str
    author: str = ""
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One way to see a guideline kept or broken: exactly one of `extends`, `missing` and `judge`.

    tokens: expressions in RE2 syntax, matched without regard to case, as whole words unless `nonword`.
    swap: expression to replacement. token, max, min: how often `token` may and must occur.
    exceptions: a match in which one of these occurs does not count.
    missing: fires where the text shows no such sign; `given`: only where it shows that other one.
    judge: the name of a function in `judges.py`.
    lang, locale, channels, stage: where the check applies; everywhere by default.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    extends: Literal["", "existence", "substitution", "occurrence"] = ""
    missing: Sign | Literal[""] = ""
    given: Sign | Literal[""] = ""
    judge: str = ""
    sign: Sign | Literal[""] = ""
    lang: str = ""
    locale: str = ""
    channels: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    scope: Scope = "text"
    tokens: tuple[str, ...] = ()
    swap: dict[str, str] = field(default_factory=dict)
    safe: bool = False
    token: str = ""
    max: int = 0
    min: int = 0
    nonword: bool = False
    exceptions: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    say: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardTest:
    """A text and the matches that the card must report in it; `(missing)` stands for a finding without a span."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    lang: str
    text: str
    want: tuple[str, ...]
    subject: str = ""
    channel: str = "email"
    stage: Stage | Literal[""] = ""
    locale: str = ""
    brief: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    level: Level | Literal[""] = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A guideline; language maps are open and fall back to English."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    decided_by: Literal["text", "brief", "history", "policy", "person"]
    guideline: dict[str, str]
    source: tuple[Source, ...]
    level: Level
    ask: dict[str, str]
    say: dict[str, str]
    tests: tuple[CardTest, ...] = ()
    aliases: tuple[str, ...] = ()
    binds: Literal["sender", "receiver", "both"] = "sender"
    stage: tuple[Stage, ...] = ()
    channels: Literal["all"] | tuple[str, ...] = "all"
    checks: tuple[Check, ...] = ()
    evidence: tuple[Check, ...] = ()

    def cited(self) -> str:
        """Return the first source in one line: title, author, address, and what it says."""
        first = self.source[0]
        who = ", ".join(part for part in (first.article, first.author, first.url) if part)
        return f"{who}: “{first.quote}”" if first.quote else who


def in_language(texts: dict[str, str], lang: str) -> str:
    """Return the text for `lang`, in English where there is none."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")
