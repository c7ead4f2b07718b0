"""What a card says: the one file that prompt, linter, repair note, `explain`, docs and tests all read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from knigge.domain import Level, Stage

Scope = Literal["text", "all", "subject", "greeting", "body", "closing", "signature"]
Sign = Literal["who", "why_me", "what", "ask", "common_ground", "thanks", "please", "way_out", "contact", "pitch"]

# Shared by all that leave a mapping out; nobody can write to it.
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Source(NamedTuple):
    """Where advice comes from; a quote has at most 15 words."""

    article: str
    author: str = ""
    url: str = ""
    quote: str = ""


class Check(NamedTuple):
    """One way to see a guideline kept or broken: exactly one of `extends`, `missing` and `judge`.

    tokens: expressions in RE2 syntax, matched without regard to case, as whole words unless `nonword`.
    swap: expression to replacement. token, max, min: how often `token` may and must occur.
    exceptions: a match in which one of these occurs does not count.
    missing: fires where the text shows no such sign; `given`: only where it shows that other one, `without`: only
        where it does not.
    unless_in_brief: silent where the brief holds the very words, which the sender then means.
    judge: the name of a function in `judges.py`.
    scope: the part to look in; `text` is greeting, body and closing, `all` is everything, quotations too.
    lang, locale, channels, stage: where the check applies; everywhere by default.
    """

    extends: Literal["", "existence", "substitution", "occurrence"] = ""
    missing: Sign | Literal[""] = ""
    given: Sign | Literal[""] = ""
    without: Sign | Literal[""] = ""
    unless_in_brief: bool = False
    judge: str = ""
    sign: Sign | Literal[""] = ""
    lang: str = ""
    locale: str = ""
    channels: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    scope: Scope = "text"
    tokens: tuple[str, ...] = ()
    swap: Mapping[str, str] = NOTHING
    safe: bool = False
    token: str = ""
    max: int = 0
    min: int = 0
    nonword: bool = False
    exceptions: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    say: Mapping[str, str] = NOTHING


class CardTest(NamedTuple):
    """A text and the matches that the card must report in it; `(missing)` stands for a finding without a span."""

    lang: str
    text: str
    want: tuple[str, ...]
    subject: str = ""
    channel: str = "email"
    stage: Stage | Literal[""] = ""
    locale: str = ""
    brief: Mapping[str, Any] = NOTHING
    headers: Mapping[str, str] = NOTHING
    level: Level | Literal[""] = ""
    name: str = ""


class Card(NamedTuple):
    """A guideline; language maps are open and fall back to English.

    waived_for: silent where the brief says that the two have been in contact this way.
    """

    id: str
    decided_by: Literal["text", "brief", "history", "policy", "person"]
    guideline: Mapping[str, str]
    source: tuple[Source, ...]
    level: Level
    ask: Mapping[str, str]
    say: Mapping[str, str]
    tests: tuple[CardTest, ...] = ()
    aliases: tuple[str, ...] = ()
    binds: Literal["sender", "receiver", "both"] = "sender"
    stage: tuple[Stage, ...] = ()
    channels: Literal["all"] | tuple[str, ...] = "all"
    waived_for: tuple[Literal["online", "offline"], ...] = ()
    checks: tuple[Check, ...] = ()
    evidence: tuple[Check, ...] = ()

    def cited(self) -> str:
        """Return the first source in one line: title, author, address, and what it says."""
        first = self.source[0]
        who = ", ".join(part for part in (first.article, first.author, first.url) if part)
        return f"{who}: “{first.quote}”" if first.quote else who


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """Return the text for `lang`, in English where there is none."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")
