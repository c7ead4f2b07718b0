"""The beginning of a message into its greeting: an opening word with whom it names, or a bare name on its line."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from knigge.domain import Span
from knigge.languages import forms, known
from knigge.matching import compiled, fold_expression, shape
from knigge.text.language import common_words

_MOST = 110
_MOST_WORDS = 12
# Where a comma does not end the greeting, since it goes on with somebody.
_GOES_ON = r"dr|prof|liebe[rs]?|(?:sehr\s+)?geehrte[rs]?"
_LETTERHEAD = r"(?:betreff|subject|re|an|to|von|from|datum|date)\s*:|[\w .-]{2,30},\s*(?:den\s+)?\d{1,2}[./]"
_STOP = re.compile(r"[,!.:;\n]|[ ][-–—](?=\s)")
_NAME = r"[A-Z][\w'.-]*"
_BARE = rf"(?:{_NAME}(?: (?:& )?{_NAME}){{0,3}} ?[,!-])\s*(?:\n|$)|\$?[\[{{<%]{{1,2}}[^\n\]}}>%]{{2,40}}[\]}}>%]{{1,2}} ?[,!]"

# A name, a comma, and the text on the same line: "Maya, could you ...".
_CALLED = rf"({_NAME}) ?,[ \n]"
# What often opens an English sentence like that, and is no name; so do adverbs in "-ly".
_NO_NAMES = frozenset(
    """
    however moreover furthermore meanwhile yesterday today tomorrow tonight now then first second third last next also well yes
    sorry congratulations apologies attention note fyi btw ok okay sure great instead otherwise therefore besides sometimes
    indeed thus hence anyway perhaps maybe still overall since here there thanks hello welcome please leider nun also gut
    erstens zweitens heute gestern morgen übrigens danke entschuldigung achtung hinweis nein ja
    """.split()
)


@cache
def _goes_on() -> str:
    named = "|".join(fold_expression(re.escape(form.lower())) for form in forms())
    return rf"\s{{1,2}}(?:{named}|{_GOES_ON})\b"


@cache
def _openings() -> str:
    openings = "|".join(language.greetings for language in known())
    return rf"(?:{fold_expression(openings)})(?:\b|\s|$)"


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for language in known() for word in language.titles.split())


def find_greeting(view: str, folded: bytes, start: int, end: int) -> Span | None:
    """Return the span of the greeting in `view[start:end]`, without white space around it."""
    at = _skip_letterhead(view, folded, start, end)
    match = compiled(_openings()).match(folded, at, end)
    stop = _address_end(view, folded, match.end(), end) if match and match.start() == at else None
    if stop is not None and not _is_greeting(view, at, stop):
        stop = None
    if stop is None:
        head = shape(view[at : min(end, at + _MOST)])
        bare = compiled(_BARE).match(head) or _called(view, at, head)
        stop = at + len(bare.group().rstrip()) if bare else None
    return (at, stop) if stop is not None and at < stop else None


def _called(view: str, at: int, head: bytes) -> Any:
    """Return the match of a name that the text goes on behind, in small letters or about the writer."""
    match = compiled(_CALLED).match(head)
    if not match:
        return None
    word, rest = view[at : at + match.end(1)].lower(), view[at + match.end() : at + match.end() + 2]
    goes_on = rest[:1].islower() or rest in ("I ", "I'", "I’")
    common = word in _NO_NAMES or word.endswith("ly") or word in common_words()
    return None if common or not goes_on else match


def _skip_letterhead(view: str, folded: bytes, start: int, end: int) -> int:
    """Return where the first line stands that is no subject, address or date line of a letter."""
    at = _skip_blank(view, start, end)
    for _ in range(3):
        line_end = view.find("\n", at, end)
        if line_end < 0 or not compiled(_LETTERHEAD).match(folded, at, line_end):
            break
        at = _skip_blank(view, line_end, end)
    return at


def _skip_blank(view: str, at: int, end: int) -> int:
    while at < end and view[at].isspace():
        at += 1
    return at


def _address_end(view: str, folded: bytes, at: int, end: int) -> int | None:
    """Return where the greeting ends that opens before `at`: at its mark, or at the end of its line."""
    begin = max(at - 1, 0)
    for match in _STOP.finditer(view, begin, min(end, at + _MOST)):
        mark = match.group()
        if compiled(_goes_on()).match(folded, match.start() + (mark == ",")) and mark in ",\n":
            continue
        if mark == "\n":
            return match.start()
        if mark == "." and _is_abbreviation(view, match.start()):
            continue
        if mark == ":" and view[match.end() : match.end() + 1] in (")", "-", "D"):
            return match.end() + (2 if view[match.end() : match.end() + 2] == "-)" else 1)
        return match.end()
    return end if end - at < _MOST else None


def _is_abbreviation(view: str, dot: int) -> bool:
    """Say whether the full stop belongs to a title, an initial or a placeholder such as `${lead.name}`."""
    token = view[max(0, dot - 12) : dot].rstrip(" ").split(" ")[-1].split("-")[-1].split(".")[-1].lower()
    follows = view[dot + 1 : dot + 2]
    return len(token) == 1 or token in _titles() or follows.isalpha() or follows == "-"


def _is_greeting(view: str, start: int, stop: int) -> bool:
    """Tell a greeting from a sentence that opens with the same word: "Liebe Grüße aus Kiel", "Werte und Ziele zählen."."""
    text = view[start:stop]
    words = text.split()
    if len(words) > _MOST_WORDS or re.search(r"\b[Gg]r(?:ü|ue)(?:ß|ss)e\b", text):
        return False
    if words[0] in ("Liebe", "Lieber", "Liebes", "Werte", "Werter") and (words[1:2] or ["x"])[0][0].islower():
        return False
    if words[0].lower() == "morgen" and len(words) > 1 and not text.rstrip().endswith((",", "!")):
        return False
    return not text.endswith(".") or len(words) <= 4
