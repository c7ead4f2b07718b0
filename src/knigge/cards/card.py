"""What a card says: the one file that prompt, linter, repair note, `explain`, docs and tests all read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from knigge.domain import Level, Stage

Kind = Literal[
    "existence",
    "substitution",
    "occurrence",
    "repetition",
    "consistency",
    "conditional",
    "capitalization",
    "metric",
    "spelling",
]
Sign = Literal[
    "who", "name", "why_me", "what", "ask", "common_ground", "thanks", "please", "way_out", "contact", "pitch",
    "bulk", "not_to_me", "answers_elsewhere"
]  # fmt: skip

# Shared by all that leave a mapping out; nobody can write to it.
NOTHING: Mapping[str, Any] = MappingProxyType({})


_SINGLE = str.maketrans("„“”", "‚‘’")


class Source(NamedTuple):
    """Where advice comes from; a quote has at most 15 words."""

    article: str
    author: str = ""
    url: str = ""
    quote: str = ""

    def cited(self) -> str:
        """Return the source in one line: title, author, address, and what it says."""
        who = ", ".join(part for part in (self.article, self.author, self.url) if part)
        return f"{who}: {self.said()}" if self.quote else who

    def said(self) -> str:
        """Return the quote in quotation marks, with single ones inside it."""
        return f"“{self.quote.translate(_SINGLE)}”"


class Check(NamedTuple):
    """One way to see a guideline kept or broken: exactly one of `extends`, `missing` and `judge`.

    The kinds that `extends` names, and their fields, are Vale's; see `docs/checks.md`.

    A card that gives a field which its kind does not read is refused.

    tokens: expressions in RE2 syntax, matched as whole words unless `nonword`, without regard to case and to kinds of
        quotation marks and dashes unless `ignorecase` is false. raw: expressions joined as they stand, before the tokens or (`append`) after them.
    swap: expression to replacement; `capitalize` lets its first letter follow the match. token, max, min: how often
        `token` may and must occur; `max` is also how often a repetition may. alpha: only words of letters repeat.
    either: expressions of which only one of each pair may occur. first, second: the first calls for the second.
    match, style, indicators, threshold, prefix: of capitalization. formula, condition: of a metric.
    dictionaries, ignore, filters: of spelling.
    exceptions: a match in which one of these occurs does not count. limit: how many findings at most; 0 is all.
    action, params: what mends a match: replace, remove, edit, convert or suggest. safe: of a swap, `--fix` may apply it.
    missing: fires where the text shows no such sign; `given`: only where it shows that other one, `without`: only
        where it does not.
    unless_in_brief: silent where the brief holds the very words, which the sender then means.
    judge: the name of a function in the folder `judges`.
    scope: where to look, see `scopes.py`: `text` is greeting, body and closing, `all` is everything, quotations too.
    lang, locale, channels, stage: where the check applies; everywhere by default.
    """

    extends: Kind | Literal[""] = ""
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
    scope: tuple[str, ...] = ("text",)
    tokens: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    append: bool = False
    swap: Mapping[str, str] = NOTHING
    capitalize: bool = False
    safe: bool = False
    token: str = ""
    max: int = 0
    min: int = 0
    alpha: bool = False
    either: Mapping[str, str] = NOTHING
    first: str = ""
    second: str = ""
    match: str = ""
    style: Literal["AP", "Chicago"] = "AP"
    indicators: tuple[str, ...] = ()
    threshold: float = 0.8
    prefix: str = ""
    formula: str = ""
    condition: str = ""
    dictionaries: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    nonword: bool = False
    ignorecase: bool = True
    exceptions: tuple[str, ...] = ()
    limit: int = 0
    action: Literal["", "replace", "remove", "edit", "convert", "suggest"] = ""
    params: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    say: Mapping[str, str] = NOTHING


class CardTest(NamedTuple):
    """A text and the matches that the card must report in it; `(missing)` stands for a finding without a span.

    signs: the good signs that the card must see in it, and no other; None asks for nothing. profile: of which `text` is
    the text, where that is empty. policy: its settings under which the text is judged. today: the day it is judged on.
    """

    lang: str
    text: str
    want: tuple[str, ...]
    subject: str = ""
    channel: str = "email"
    stage: Stage | Literal[""] = ""
    locale: str = ""
    brief: Mapping[str, Any] = NOTHING
    profile: Mapping[str, Any] = NOTHING
    headers: Mapping[str, str] = NOTHING
    level: Level | Literal[""] = ""
    name: str = ""
    signs: tuple[Sign, ...] | None = None
    today: str = ""
    rests_on: Mapping[str, tuple[str, ...]] = NOTHING
    policy: Mapping[str, Any] = NOTHING


class RuleTest(NamedTuple):
    """A text and what a rule of a pack must report in it, as lines `line:column:id:message`, as Vale's tests say it.

    lines: exactly these; None asks for nothing. contains: a piece of them. absent: pieces that they must not hold.
    """

    name: str
    text: str
    markup: Literal["plain", "markdown"] = "markdown"
    lines: str | None = None
    contains: str = ""
    absent: tuple[str, ...] = ()


class Card(NamedTuple):
    """A guideline; language maps are open and fall back to English.

    decided_by: who can tell whether it is kept. Cards by text and brief have checks; the others need none, and one without
        is advice that nothing checks. level, say: of the findings; a card that is `off` waits for a policy to give it a level, and
        then looks at the user's own text alone.
    setting: the field of the policy, or of the brief (`brief.register`), in which the user decides. values: what each
        value of it means; the one in force stands in `ask` for `%s`. lets_pass: by value, what a match must hold to be
        no fault under it.
    waived_for: silent where the brief says that the two have been in contact this way. pack: where it came from, if not
    built in.
    """

    id: str
    decided_by: Literal["text", "brief", "history", "policy", "person"]
    guideline: Mapping[str, str]
    source: tuple[Source, ...]
    level: Level | Literal["off"] = "suggestion"
    ask: Mapping[str, str] = NOTHING
    say: Mapping[str, str] = NOTHING
    tests: tuple[CardTest, ...] = ()
    aliases: tuple[str, ...] = ()
    binds: Literal["sender", "receiver", "both"] = "sender"
    stage: tuple[Stage, ...] = ()
    channels: Literal["all"] | tuple[str, ...] = "all"
    setting: str = ""
    values: Mapping[str, Mapping[str, str]] = NOTHING
    lets_pass: Mapping[str, str] = NOTHING
    waived_for: tuple[Literal["online", "offline"], ...] = ()
    checks: tuple[Check, ...] = ()
    evidence: tuple[Check, ...] = ()
    pack: str = ""

    def cited(self) -> str:
        """Return the first source in one line."""
        return self.source[0].cited()


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """Return the text for `lang`, in English where there is none."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")
