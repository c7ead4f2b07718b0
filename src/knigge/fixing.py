"""A report's safe fixes into a changed text, every other character left as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from knigge.domain import Finding, Report


class Edit(NamedTuple):
    """What stands in a text from `start` to `end`, and what comes in its place."""

    start: int
    end: int
    text: str


def safe_edits(report: Report, places: Mapping[str, int], charset: str = "utf-8") -> list[Edit]:
    """Return the edits of all safe fixes, in order and apart; where two overlap, the first one stays.

    places: where each part begins in the text to change; a part without a place can't be changed, nor can what
    `charset` can't write be put in.
    """
    found = [_edit(finding, places[finding.part]) for finding in safe(report) if finding.part in places]
    kept: list[Edit] = []
    for edit in sorted(edit for edit in found if _writable(edit.text, charset)):
        if not kept or edit.start > kept[-1].end or (edit.start == kept[-1].end and edit.start < edit.end):
            kept.append(edit)
    return kept


def safe(report: Report) -> list[Finding]:
    """Return the findings that can be mended without a choice."""
    return [f for f in report.findings if f.start is not None and f.fixes and f.fixes[0].safe]


def _edit(finding: Finding, place: int) -> Edit:
    """Return the edit of a finding's fix, of which what stays the same is no part."""
    fix, start = finding.fixes[0], place + (finding.start or 0)
    left, right = fix.kept(finding.match)
    return Edit(start + left, start + len(finding.match) - right, fix.text[left : len(fix.text) - right])


def _writable(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def apply(content: str, edits: Sequence[Edit]) -> str:
    """Return `content` with edits that are in order and apart."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [content[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, content[at:]))
