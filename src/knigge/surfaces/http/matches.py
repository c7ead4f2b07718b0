"""A report into the matches that LanguageTool's clients show."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from knigge import text as texts
from knigge.domain import Finding, Report, Span, Text
from knigge.fixing import safe_edits, sheet
from knigge.surfaces.formats.positions import Lines
from knigge.surfaces.http.annotated import Annotated

Json = dict[str, Any]

_AROUND = 40
_SHORT = 80
_TYPES = {"error": "Other", "warning": "Other", "suggestion": "Hint"}
# What clients let their users switch off as a whole.
CATEGORY = {"id": "STYLE", "name": "Style"}


class _Page(NamedTuple):
    """A checked text with what its matches need: its parts, its units, and the web addresses of the cards."""

    given: Annotated
    parsed: Text
    lines: Lines
    links: Mapping[str, str]


def of(report: Report, given: Annotated, links: Mapping[str, str]) -> list[Json]:
    """Return a match for each finding that has a place, in the order of the text.

    What is missing has its place at the greeting of a whole message, one that greets and closes, and none in any other text:
    most of what these clients send is no message.
    """
    if not report.findings:
        return []
    page = _Page(given, texts.parse(given.text), Lines(given.original, "utf-16"), links)
    placed = sorted(_placed(report, page), key=lambda pair: pair[0])
    mended, matches = 0, []
    for span, finding in placed:
        fixable = span[0] >= mended and _fixable(finding, report, given)
        mended = span[1] if fixable else mended
        matches.append(_match(finding, span, page, fixable))
    return matches


def _placed(report: Report, page: _Page) -> Iterator[tuple[Span, Finding]]:
    head = _head(page.parsed)
    for finding in report.findings:
        if finding.start is not None and finding.end is not None:
            if finding.part == "body":
                yield _wide(finding.start, finding.end, len(page.given.text)), finding
        elif head:
            yield head, finding


def _head(parsed: Text) -> Span | None:
    """Return the greeting of a whole message."""
    greeting, closing = parsed.parts.greeting, parsed.parts.closing
    return parsed.original(greeting) if greeting and closing else None


def _wide(start: int, end: int, length: int) -> Span:
    """Return a span that holds a character, since a client can't show one that holds none."""
    return (start, end) if start < end else (max(0, min(start, length - 1)), min(length, start + 1))


def _fixable(finding: Finding, report: Report, given: Annotated) -> bool:
    """Say whether a client may put in the replacement unasked, as some do with the first one of every match."""
    if finding.start is None or finding.end is None or not given.unbroken(finding.start, finding.end):
        return False
    alone = replace(report, findings=(finding,))
    return finding.start < finding.end and bool(safe_edits(alone, {"body": 0}, old=sheet(given.text)))


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
    for sentence in page.parsed.sentences:
        start, end = page.parsed.original(sentence)
        if start <= span[0] < end:
            return page.given.text[start:end].strip()
    return page.given.text[slice(*span)]
