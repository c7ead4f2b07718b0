"""A report into the matches that LanguageTool's clients show."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from knigge import text as texts
from knigge.domain import Finding, Report, Span, Text
from knigge.fixing import Sheet, safe_edits, sheet
from knigge.surfaces.formats.positions import Lines
from knigge.surfaces.http.annotated import Annotated

Json = dict[str, Any]

_AROUND = 40
_SHORT = 80
_TYPES = {"error": "Other", "warning": "Other", "suggestion": "Hint"}
# What clients let their users switch off as a whole.
CATEGORY = {"id": "STYLE", "name": "Style"}


# Beyond it nobody reads on, and clients stall.
MOST = 2_000


class _Page(NamedTuple):
    """A checked text with what its matches need: its sentences, its units, and the web addresses of the cards."""

    given: Annotated
    sentences: Sequence[Span]
    lines: Lines
    links: Mapping[str, str]


def of(report: Report, given: Annotated, links: Mapping[str, str]) -> list[Json]:
    """Return a match for each finding that has a place, in the order of the text; of very many the first `MOST`.

    What is missing has its place at the greeting of a whole message, one that greets and closes, and none in any other text:
    most of what these clients send is no message.
    """
    if not report.findings:
        return []
    parsed, old = texts.parse(given.text), sheet(given.text)
    page = _Page(given, [*map(parsed.original, parsed.sentences)], Lines(given.original, "utf-16"), links)
    placed = sorted(_placed(report, parsed), key=lambda pair: pair[0])
    mended, matches = 0, []
    for span, finding in placed[:MOST]:
        fixable = span[0] >= mended and given.unbroken(*span) and _fixable(finding, report, old)
        mended = span[1] if fixable else mended
        matches.append(_match(finding, span, page, fixable))
    return matches


def _placed(report: Report, parsed: Text) -> Iterator[tuple[Span, Finding]]:
    head = _head(parsed)
    for finding in report.findings:
        if finding.start is not None and finding.end is not None:
            if finding.part == "body":
                yield _wide(finding.start, finding.end, len(parsed.raw)), finding
        elif head:
            yield head, finding


def _head(parsed: Text) -> Span | None:
    """Return the greeting of a whole message."""
    greeting, closing = parsed.parts.greeting, parsed.parts.closing
    return parsed.original(greeting) if greeting and closing else None


def _wide(start: int, end: int, length: int) -> Span:
    """Return a span that holds a character, since a client can't show one that holds none."""
    return (start, end) if start < end else (max(0, min(start, length - 1)), min(length, start + 1))


def _fixable(finding: Finding, report: Report, old: Sheet) -> bool:
    """Say whether a client may put in the replacement unasked, as some do with the first one of every match."""
    return bool(finding.match and safe_edits(replace(report, findings=(finding,)), {"body": 0}, old=old))


def _match(finding: Finding, span: Span, page: _Page, fixable: bool) -> Json:
    start, end = page.given.place(*span)
    offset = page.lines.units(start)
    rule = {
        "id": finding.card,
        "description": finding.guideline,
        "issueType": "style",
        "urls": [{"value": page.links[finding.card]}] if finding.card in page.links else [],
        "category": CATEGORY,
    }
    return {
        "message": finding.message,
        "shortMessage": textwrap.shorten(finding.message, _SHORT, placeholder=" ..."),
        "offset": offset,
        "length": page.lines.units(end) - offset,
        "replacements": [{"value": finding.fixes[0].text}] if fixable else [],
        "context": _context(page.given.original, start, end),
        "sentence": _sentence(page, span),
        "type": {"typeName": _TYPES[finding.level]},
        "rule": rule,
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _context(original: str, start: int, end: int) -> Json:
    """Return the words around a match on one line, and where it stands in them, in UTF-16 units."""
    first, last = max(0, start - _AROUND), min(len(original), end + _AROUND)
    before, inside, after = original[first:start], original[start:end], original[end:last]
    lead, trail = "..." * (first > 0), "..." * (last < len(original))
    words = f"{lead}{before}{inside}{after}{trail}"
    words = words.replace("\n", " ").replace("\r", " ")
    return {"text": words, "offset": _units(lead + before), "length": _units(inside)}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _sentence(page: _Page, span: Span) -> str:
    """Return the sentence that a match begins in, the matched words where it begins in none."""
    at = bisect_right(page.sentences, span[0], key=lambda sentence: sentence[0]) - 1
    inside = at >= 0 and span[0] < page.sentences[at][1]
    return page.given.text[slice(*(page.sentences[at] if inside else span))].strip()
