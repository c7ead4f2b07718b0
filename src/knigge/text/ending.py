"""The end of a message into closing formula and signature; a postscript belongs to the body."""

from __future__ import annotations

from functools import cache

from knigge.domain import Span
from knigge.languages import known
from knigge.matching import compiled, fold_expression, shape

End = tuple[Span | None, Span | None, tuple[Span, ...]]

_ZONE, _BLOCK = 16, 12
_POSTSCRIPT = r"(?m)^ *(?:PS|P\.\s?S\.|Ps|ps)(?:[.:]|\s)"
_NAME = r"[A-Z][\w'.-]*"
_NAME_LINE = (
    rf"[-/~\s]*(?:(?:Dr|dr|Prof|prof|Mag|Dipl|Ing)\.[\s-]*)*{_NAME}(?: (?:von|van|der|den|de|zu|da|al|el|bin|le|la|&|und|and|{_NAME})){{0,4}}"
    r"(?:\s*[,(|][^\n]{2,70}| [\d /-]{3,20})?[.!)]?\s*"
)
_SLOT_LINE = r"(?:[\w'.-]+ ){0,2}\$?[\[{<%]{1,2}[^\n\]}>%]{2,40}[\]}>%]{1,2}(?: [\w'.-]+){0,2}\s*"
_ADDRESS = r"\d|@|www\.|https? ?:|\b(?:Tel|Fax|Mobil|Phone|Str|GmbH|AG|Inc|Ltd|LLC)\b"
_HOME = r"(?:aus|nach|und|from|and|to|Ihr|Dein|Euer)\b"


def _fullmatch(expression: str, text: str) -> bool:
    return compiled(expression).fullmatch(shape(text)) is not None


def _match(expression: str, text: str) -> bool:
    return compiled(expression).match(shape(text)) is not None


def _search(expression: str, text: str) -> bool:
    return compiled(expression).search(shape(text)) is not None


@cache
def _formulas() -> tuple[str, str]:
    """Return the expressions of closing formulas and of mere farewells."""
    closings = "|".join(language.closings for language in known())
    farewells = "|".join(language.farewells for language in known())
    return rf"\s*(?:{fold_expression(closings)})\b", rf"\s*(?:{fold_expression(farewells)})(?:\b|$)"


def find_end(view: str, folded: bytes, start: int, stop: int, quoted: tuple[Span, ...]) -> End:
    """Return closing, signature, and what remains for the body of `view[start:stop]`."""
    delimiter = _delimiter(view, start, stop)
    end = delimiter if delimiter is not None else stop
    postscript = _postscript(view, start, end)
    if postscript is not None:
        closing, signature, rest = _end(view, folded, start, postscript, quoted)
        return closing, signature, (*rest, (postscript, end))
    closing, signature, rest = _end(view, folded, start, end, quoted)
    if delimiter is not None:
        signature = (signature[0] if signature else end, stop)
    return closing, signature, rest


def _delimiter(view: str, start: int, stop: int) -> int | None:
    """Return where the line `-- ` stands that mail programs put above a signature."""
    at = start
    while (at := view.find("--", at, stop)) >= 0:
        line_end = view.find("\n", at, stop)
        if (at == 0 or view[at - 1] == "\n") and view[at : line_end if line_end >= 0 else stop].rstrip() == "--":
            return at
        at += 2
    return None


def _postscript(view: str, start: int, end: int) -> int | None:
    found = (
        [match.start() + start for match in compiled(_POSTSCRIPT).finditer(shape(view[start:end]))]
        if _mentions(view)
        else []
    )
    return found[0] if found and "\n\n" not in view[found[0] : end].strip().replace("\n\nPS", "") else None


def _mentions(view: str) -> bool:
    return "PS" in view or "ps" in view or "Ps" in view or "P.S" in view or "P. S" in view


def _end(view: str, folded: bytes, start: int, end: int, quoted: tuple[Span, ...]) -> End:
    tail = [line for line in _lines(view, start, end) if not any(a <= line[0] < b for a, b in quoted)][-_ZONE:]
    for kind in (0, 1):
        opened = _opened(folded, tail, kind)
        found = [i for i, line in enumerate(tail) if i in opened and _closes(view, folded, line, tail[i + 1 :], kind)]
        if found:
            return _close(view, folded, start, end, tail[found[0] if kind == 0 else found[-1]], kind)
    signed = _signed(view, tail, start)
    if signed is not None:
        return None, (signed, end), ((start, signed),)
    return _inline(view, folded, start, end)


def _opened(folded: bytes, tail: list[Span], kind: int) -> set[int]:
    """Return which lines may open with a formula, by one look at them all."""
    if not tail:
        return set()
    spans = [match.span() for match in compiled(_formulas()[kind]).finditer(folded, tail[0][0], tail[-1][1])]
    return {i for i, (start, end) in enumerate(tail) if any(one < end and start < other for one, other in spans)}


def _lines(view: str, start: int, end: int) -> list[Span]:
    """Return the last non-blank lines, newest last; one more than the zone, so that the first of all is known."""
    found: list[Span] = []
    while end > start and len(found) <= _ZONE:
        begin = view.rfind("\n", start, end) + 1 or start
        begin = max(begin, start)
        if view[begin:end].strip():
            found.append((begin, end))
        end = begin - 1
    return found[::-1]


def _closes(view: str, folded: bytes, line: Span, after: list[Span], kind: int) -> bool:
    """Say whether a line opens with a formula and holds no more than a name, with no sentences below it."""
    match = compiled(_formulas()[kind]).match(folded, *line)
    if not match or match.start() != line[0] or len(view[line[0] : line[1]].split()) > 10:
        return False
    rest = view[match.end() : line[1]].strip(" ,.!–-:")
    if view[line[0] : line[1]].rstrip().endswith(":") and rest:
        return False
    named = (
        not rest or _fullmatch(_NAME_LINE, rest) or _fullmatch(_SLOT_LINE, rest) or (kind == 0 and _small_name(rest))
    )
    if not named and (kind == 1 or not _match(_HOME, rest)):
        return False
    below = [view[a:b].strip() for a, b in after[:2]]
    if kind == 1 and any(not _signature_line(text) for text in below):
        return False
    return not any(len(text.split()) > 9 and text[-1] in ".!?" for text in below)


def _small_name(text: str) -> bool:
    """Say whether a word behind a closing is a name written small: "lg edi"."""
    return text.isalpha() and text.islower() and not any(text in language.common_words for language in known())


def _signature_line(text: str) -> bool:
    return bool(_fullmatch(_NAME_LINE, text) or _fullmatch(_SLOT_LINE, text) or _search(_ADDRESS, text)) or (
        len(text.split()) <= 9 and text[-1] not in ".!?:"
    )


def _close(view: str, folded: bytes, start: int, end: int, line: Span, kind: int) -> End:
    match = compiled(_formulas()[kind]).match(folded, *line)
    after = match.end() if match else line[1]
    rest = view[after : line[1]]
    if not rest.strip(" ,.!–-") or rest.split()[0] in ("aus", "nach", "from"):
        after = line[1]
    signature = (after, end) if view[after:end].strip(" ,.!\n") else None
    begin = line[0] + len(view[line[0] : line[1]]) - len(view[line[0] : line[1]].lstrip())
    return (begin, after if signature else line[1]), signature, ((start, line[0]),)


def _signed(view: str, tail: list[Span], start: int) -> int | None:
    """Return where a signature without a formula begins: a last line that is a name, or a block of name and address."""
    if not tail or not view[start : tail[-1][0]].strip():
        return None
    texts = [view[a:b].strip() for a, b in tail]
    if _is_name(texts[-1]):
        return tail[-1][0]
    for index in range(len(tail) - 1, max(len(tail) - _BLOCK, 0), -1):
        if len(texts[index].split()) > 8 or texts[index][-1] in ".?!:":
            return None
        apart = view.startswith("\n\n", max(tail[index][0] - 2, 0)) or texts[index - 1][-1] in ".!?,"
        if apart and _is_name(texts[index]) and _search(_ADDRESS, " ".join(texts[index + 1 :])):
            return tail[index][0]
    return None


def _is_name(text: str) -> bool:
    if text[-1] in "?!:" or len(text.split()) > 8:
        return False
    if not text[0].islower() or text.startswith(("dr", "prof")):
        return _fullmatch(_NAME_LINE, text) or _fullmatch(_SLOT_LINE, text)
    return any(mark in text for mark in "]}>%") and _fullmatch(_SLOT_LINE, text)


def _inline(view: str, folded: bytes, start: int, end: int) -> End:
    """Look for formula and name at the end of a one-paragraph note: "Danke, Ole Petersen, Kiel"."""
    begin = max(start, end - 140)
    kinds = [kind for kind in (0, 1) if compiled(_formulas()[kind]).search(folded, begin, end)]
    for match in compiled(r"[.!?,][^\w\s]?\s*").finditer(shape(view[begin:end])):
        at = begin + match.end()
        if at >= end:
            break
        after_comma = match.group().startswith(b",")
        for kind in kinds:
            if kind and after_comma:
                break
            formula = compiled(_formulas()[kind]).match(folded, at, end)
            if formula and formula.start() == at:
                rest = view[formula.end() : end].strip(" ,.!\n")
                if not rest or (_fullmatch(_NAME_LINE, rest) and len(rest.split()) <= 9):
                    return (at, formula.end()), ((formula.end(), end) if rest else None), ((start, at),)
        if not after_comma and len(view[at:end].split()) <= 5 and _is_name(view[at:end].strip()):
            return None, (at, end), ((start, at),)
    return None, None, ((start, end),)
