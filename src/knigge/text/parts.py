"""A normalised view into the spans of greeting, body, closing, signature and quoted part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Parts, Span
from knigge.matching import compiled, fold
from knigge.matching import spans as compiled_spans
from knigge.text.ending import find_end
from knigge.text.language import with_capitals
from knigge.text.opening import find_greeting
from knigge.text.spans import without

_QUOTE_LINE = r"(?m)^ ?>[^\n]*(?:\n|\z)"
_INTRO = (
    r"(?m)^ *(?:(?:am|on)\s[^\n]{4,80}\s(?:schrieb|wrote)[^\n]{0,80}:|[^\n]{2,60}\sschrieb\sam\s[^\n]{4,60}:|"
    r"(?:- ?)+\s*(?:ursprUngliche|weitergeleitete|original|forwarded)\s+(?:nachricht|message|by\s[^\n]{2,80})\s*(?:-\s?)*) *$"
)
_HEADERS = r"(?m)^(?:von|from) ?:[^\n]+\n(?:(?:gesendet|sent|datum|date|an|to|cc|betreff|subject) ?:[^\n]*\n){2,}"
# Lotus Notes: a name, a date and a time, then whom it went to.
_NOTES = r"(?m)^[^\n]{3,60}?\s\d{1,2} ?/ ?\d{1,2} ?/ ?\d{2,4}\s\d{1,2} ?:[^\n]{2,12}\n(?:(?:please\srespond\s)?to|sent by) ?:?"


def find_parts(view: str) -> Parts:
    """Return the parts of a message; without any mark the whole is body."""
    folded = fold(view)
    end, quoted = _split_quoted(view, folded)
    view = with_capitals(view) if view.islower() else view
    greeting = find_greeting(view, folded, _first_own(view, quoted, end), end)
    start = greeting[1] if greeting else 0
    closing, signature, rest = find_end(view, folded, start, end, quoted)
    body = without(((0, greeting[0]), *rest) if greeting else rest, quoted)
    return Parts(greeting, tuple(s for s in body if view[s[0] : s[1]].strip()), closing, signature, quoted)


def _split_quoted(view: str, folded: bytes) -> tuple[int, tuple[Span, ...]]:
    """Return where the writer's own text ends, and what is quoted inside and after it.

    A bare quotation, such as a forwarded mail, has no own text before it and is read as the text.
    """
    cut = _first_intro(folded)
    cut = cut if view[:cut].strip() else len(view)
    lines = tuple(compiled_spans(_QUOTE_LINE, folded[:cut])) if b">" in folded else ()
    return cut, lines + (((cut, len(view)),) if cut < len(view) else ())


def announced(view: str) -> int:
    """Return where a mail program first announces what it quotes, whether or not own text stands before it."""
    return _first_intro(fold(view))


def _first_intro(folded: bytes) -> int:
    return min((match.start() for match in _intros(folded)), default=len(folded))


def _intros(folded: bytes) -> Iterator[re.Match[bytes]]:
    """Yield where a mail program announces what it quotes; most texts hold none of the words it needs."""
    for words, expression in (
        ((b"schrieb", b"wrote:", b"--", b"- -"), _INTRO),
        ((b"subject", b"betreff"), _HEADERS),
        ((b" am\n", b" pm\n"), _NOTES),
    ):
        if any(word in folded for word in words) and (match := compiled(expression).search(folded)):
            yield match


def _first_own(view: str, quoted: tuple[Span, ...], end: int) -> int:
    """Return where the own text begins after quoted lines at the very top."""
    at = 0
    for start, stop in quoted:
        if view[at:start].strip():
            break
        at = stop
    return at if at < end else 0
