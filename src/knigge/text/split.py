"""A span of a text into sentences and words, by rules small enough to run on every keystroke."""

from __future__ import annotations

import re
from functools import cache

from knigge.domain import Span
from knigge.languages import known

_END = re.compile(r"""[.!?…]+["'“”’»«)\]]*(?=\s|$)|\n[ ]*\n\s*|\n(?=[ ]*(?:[-*•–]|\d{1,2}[.)])[ ])""")
# Abbreviations that are words, too, where no number follows.
_BEFORE_NUMBERS = ("no.",)
_OPENING = " \t\n(„“\"'»«"


def words(text: str) -> list[str]:
    """Return the words of `text`; e-mail addresses and hyphenated words count as one."""
    return re.findall(r"[^\W_]+(?:[-'’.&][^\W_]+)*", text)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset().union(*(language.abbreviations for language in known()))


def sentences(view: str, span: Span) -> list[Span]:
    """Return the sentences of `view[span]`, without the white space around them."""
    start, stop = span
    found = []
    for match in _END.finditer(view, start, stop):
        if match.group()[0] in ".…" and not _closes(view, start, match.start(), match.end(), stop):
            continue
        found.append(_trim(view, start, match.end()))
        start = match.end()
    found.append(_trim(view, start, stop))
    return [s for s in found if s[0] < s[1]]


def _closes(view: str, start: int, dot: int, end: int, stop: int) -> bool:
    """Say whether the full stop at `dot` ends a sentence rather than an abbreviation, initial or ordinal."""
    rest = view[end : min(end + 40, stop)].lstrip()
    if not rest:
        return True
    if view[dot:end].startswith(("..", "…")):
        return not rest[0].islower()
    token = _last_token(view[max(start, dot - 30) : dot]) + "."
    if token.lower() in _BEFORE_NUMBERS and not rest[0].isdigit():
        return not rest[0].islower()
    if token.lower() in _abbreviations() or (len(token) == 2 and token[0].isupper()):
        return False
    if token[:-1].isdigit() and len(token) <= 3:
        return rest[0] in "\"'„“»«(" or not rest[0].isalnum()
    return not rest[0].islower()


def _last_token(text: str) -> str:
    """Return what stands before the end of `text` without white space, brackets and quotation marks in it."""
    at = len(text)
    while at and text[at - 1] not in _OPENING:
        at -= 1
    return text[at:]


def _trim(view: str, start: int, end: int) -> Span:
    piece = view[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else (end, end)
