"""A normalised view into the spans of greeting, body, closing, signature and quoted part."""

from __future__ import annotations

import re
from functools import cache

from knigge.domain import Parts, Span
from knigge.languages import builtin

_HEADER_BLOCK = re.compile(
    r"^(?:von|from):[^\n]+\n(?:(?:gesendet|sent|datum|date|an|to|cc|betreff|subject):[^\n]*\n){2,}",
    re.I | re.M,
)
_QUOTE_LINE = re.compile(r"^[ ]?>[^\n]*(?:\n|$)", re.M)
_DELIMITER = re.compile(r"^-- ?$", re.M)
_POSTSCRIPT = re.compile(r"^\s*(?:ps|p\.\s?s)\b[.:]?", re.I | re.M)
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*"
_NAME_LINE = re.compile(
    rf"[-–—\s]*(?:(?:[Dd]r|[Pp]rof|Mag|Dipl|Ing)\.[\s-]*)*{_NAME}(?:\s+(?:von|van|der|den|de|zu|da|al|el|bin|le|la|{_NAME})){{0,4}}"
    r"(?:\s*,[^\n]{2,60})?[.!]?\s*"
)
_BARE_NAME = re.compile(
    rf"(?:{_NAME}(?:\s+{_NAME}){{0,3}}|[{{\[<$%][^\n]{{2,40}}[}}\]>%])\s*[,!]\s*(?=\n|$)|[{{\[<$%]{{1,2}}[\w .?|'-]{{2,40}}[}}\]>%]{{1,2}},"
)
_CLOSING_ZONE = 14


@cache
def _greeting() -> re.Pattern[str]:
    openings = "|".join(language.greetings for language in builtin())
    titles = "|".join(language.titles for language in builtin())
    return re.compile(
        rf"\s*(?:{openings})\b(?:(?:\b(?:{titles})\.)|[^\n,!.?:;]){{0,90}}(?:[,!.:;]+|[ ]?[-–—]+(?=\s)|(?=\n)|$)",
        re.I,
    )


@cache
def _closing() -> re.Pattern[str]:
    formulas = "|".join(language.closings for language in builtin())
    return re.compile(rf"\s*(?:{formulas})\b", re.I)


@cache
def _quote_intro() -> re.Pattern[str]:
    intros = "|".join(language.quote_intro for language in builtin())
    return re.compile(rf"^[ ]*(?:{intros})[ ]*$", re.I | re.M)


def find_parts(view: str) -> Parts:
    """Return the parts of a message; without any mark the whole is body."""
    own, quoted = _split_quoted(view)
    greeting = _find_greeting(view, own)
    start = greeting[1] if greeting else own[0]
    closing, signature, rest = _find_end(view, (start, own[1]), quoted)
    body = _without(rest, quoted)
    return Parts(greeting, tuple(s for s in body if view[s[0] : s[1]].strip()), closing, signature, quoted)


def _split_quoted(view: str) -> tuple[Span, tuple[Span, ...]]:
    """Return the span of the writer's own text, and what is quoted inside and after it."""
    cuts = [m.start() for m in (_quote_intro().search(view), _HEADER_BLOCK.search(view)) if m]
    cut = min(cuts) if cuts else len(view)
    if not view[:cut].strip():  # a forwarded or bare quotation has no own text before it: read all
        cut = len(view)
    lines = tuple((m.start(), m.end()) for m in _QUOTE_LINE.finditer(view, 0, cut))
    return (0, cut), lines + (((cut, len(view)),) if cut < len(view) else ())


def _find_greeting(view: str, own: Span) -> Span | None:
    match = _greeting().match(view, *own) or re.compile(rf"\s*(?:{_BARE_NAME.pattern})").match(view, *own)
    if not match or (match.group().endswith(".") and len(match.group().split()) > 4):
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return (start, match.end()) if start < match.end() else None


def _find_end(view: str, own: Span, quoted: tuple[Span, ...]) -> tuple[Span | None, Span | None, tuple[Span, ...]]:
    """Return closing, signature, and what remains for the body (a postscript belongs to it)."""
    start, stop = own
    delimiter = _DELIMITER.search(view, start, stop)
    end = delimiter.start() if delimiter else stop
    lines = [line for line in _lines(view, start, end) if not any(a <= line[0] < b for a, b in quoted)]
    tail = lines[-_CLOSING_ZONE:]
    for index, line in enumerate(tail):
        if _is_closing(view, line, tail[index + 1 :]):
            return _close(view, own, line)
    if (tail and tail[0] is not lines[0]) or len(tail) > 1:
        last = _signed_lines(view, tail)
        if last is not None:
            return None, (last, stop), ((start, last),)
    return _inline_end(view, own, end)


def _close(view: str, own: Span, line: Span) -> tuple[Span, Span | None, tuple[Span, ...]]:
    postscript = _POSTSCRIPT.search(view, line[1], own[1])
    end = postscript.start() if postscript else own[1]
    body = ((own[0], line[0]), (end, own[1])) if postscript else ((own[0], line[0]),)
    formula = _closing().match(view, line[0], line[1])
    after = formula.end() if formula else line[1]
    signature = (after, end) if view[after:end].strip(" ,.!\n") else None
    return (line[0], after if signature else line[1]), signature, body


def _inline_end(view: str, own: Span, end: int) -> tuple[Span | None, Span | None, tuple[Span, ...]]:
    """Look for thanks and a name at the end of a one-paragraph note: "Danke, Ole Petersen, Kiel"."""
    start, stop = own
    signature = (end, stop) if view[end:stop].strip() else None
    note = view[max(start, end - 140) : end]
    found = [m for m in re.finditer(r"(?:(?<=[.!?])|(?<=[.!?]\S))\s+", note) if m.end() < len(note)]
    for match in found:
        at = end - len(note) + match.end()
        piece = view[at:end]
        if (_closing().match(piece) or _NAME_LINE.fullmatch(piece)) and len(piece.split()) <= 12:
            formula = _closing().match(piece)
            cut = at + formula.end() if formula else at
            rest = (cut, end) if view[cut:end].strip(" ,.!\n") else signature
            return ((at, cut) if formula else None), rest, ((start, at),)
    return None, signature, ((start, end),)


def _lines(view: str, start: int, end: int) -> list[Span]:
    found = [(m.start(), m.end()) for m in re.compile(r"[^\n]+").finditer(view, start, end)]
    return [line for line in found if view[line[0] : line[1]].strip()]


def _is_closing(view: str, line: Span, after: list[Span]) -> bool:
    """A closing line opens with a formula and is followed by a name, signature data, or nothing."""
    text = view[line[0] : line[1]].strip()
    match = _closing().match(text)
    if not match or len(text.split()) > 9:
        return False
    rest = text[match.end() :].strip(" ,.!–-:")
    if rest and not _NAME_LINE.fullmatch(rest) and not re.match(r"(?:aus|und|from|and)\b", rest, re.I):
        return False
    sentence_like = [view[a:b] for a, b in after[:2] if len(view[a:b].split()) > 9]
    return not sentence_like


def _signed_lines(view: str, lines: list[Span]) -> int | None:
    """Return where trailing name lines start when no formula stands before them."""
    last = lines[-1]
    text = view[last[0] : last[1]].strip()
    if _NAME_LINE.fullmatch(text) and len(text.split()) <= 8 and "?" not in text:
        return last[0]
    return None


def _without(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> list[Span]:
    """Return `spans` less `holes`; both in order."""
    left = []
    for start, end in spans:
        for hole_start, hole_end in holes:
            if start <= hole_start < end:
                left.append((start, hole_start))
                start = min(max(start, hole_end), end)
        left.append((start, end))
    return [span for span in left if span[0] < span[1]]
