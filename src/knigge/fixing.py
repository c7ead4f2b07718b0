"""A report's safe fixes into a changed text, every other character left as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from knigge.domain import Finding, Fix, Report


class Edit(NamedTuple):
    """What stands in a text from `start` to `end`, what comes in its place, and the card that says so."""

    start: int
    end: int
    text: str
    card: str = ""


class Sheet(NamedTuple):
    """A text that is being mended: `authors[i]` are the cards that wrote its character i."""

    content: str
    authors: list[frozenset[str]]

    def wrote(self, edit: Edit, start: int, end: int) -> bool:
        """Say whether the card of an edit has written any of start..end, or right beside what it only puts in."""
        if edit.start == edit.end:
            start, end = min(start, max(edit.start - 1, 0)), max(end, edit.start + 1)
        return any(edit.card in authors for authors in self.authors[start:end])


def sheet(content: str) -> Sheet:
    """Return a text that no card has written anything of."""
    return Sheet(content, [frozenset()] * len(content))


def mended(old: Sheet, edits: Sequence[Edit]) -> Sheet:
    """Return the text with edits that are in order and apart."""
    authors, at = [], 0
    for edit in edits:
        both = frozenset((edit.card,)).union(*old.authors[edit.start : edit.end])
        authors += [*old.authors[at : edit.start], *[both] * len(edit.text)]
        at = edit.end
    return Sheet(apply(old.content, edits), authors + old.authors[at:])


def safe_edits(
    report: Report, places: Mapping[str, int], charset: str = "utf-8", old: Sheet | None = None
) -> list[Edit]:
    """Return the edits of all safe fixes, in order and apart; where two overlap, the first one stays.

    places: where each part begins in the text to change; a part without a place can't be changed, nor can what
    `charset` can't write be put in.
    old: the text. What a card has written it does not change again, nor what is part of its replacement already.
    """
    mendable = [finding for finding in safe(report) if finding.part in places]
    found = [(finding, _edit(finding, finding.fixes[0], places[finding.part])) for finding in mendable]
    edits = [edit for finding, edit in found if not (old and _done(finding, edit, places[finding.part], old))]
    kept: list[Edit] = []
    for edit in sorted(edit for edit in edits if _writable(edit.text, charset)):
        if not kept or edit.start > kept[-1].end or (edit.start == kept[-1].end and edit.start < edit.end):
            kept.append(edit)
    return kept


def safe(report: Report) -> list[Finding]:
    """Return the findings that can be mended without a choice."""
    return [f for f in report.findings if f.start is not None and f.fixes and f.fixes[0].safe]


def unreachable(report: Report, places: Mapping[str, int], charset: str) -> list[str]:
    """Return the parts whose safe fixes can't be put in, for want of a place or of letters in the charset."""
    edits = [(finding.part, _edit(finding, finding.fixes[0], 0)) for finding in safe(report)]
    return sorted({part for part, edit in edits if part not in places or not _writable(edit.text, charset)})


def choices(finding: Finding, places: Mapping[str, int], charset: str = "utf-8") -> list[tuple[Fix, Edit]]:
    """Return the fixes of a finding to choose from, each with its edit; see `safe_edits` for what can't be put in."""
    if finding.start is None or finding.part not in places:
        return []
    found = [(fix, _edit(finding, fix, places[finding.part])) for fix in finding.fixes]
    return [(fix, edit) for fix, edit in found if _writable(edit.text, charset)]


def _done(finding: Finding, edit: Edit, place: int, old: Sheet) -> bool:
    """Say whether a fix has been made: its card wrote here, or its very words stand around the match."""
    start = place + (finding.start or 0)
    return old.wrote(edit, start, start + len(finding.match)) or _stands(finding, start, old.content)


def _stands(finding: Finding, start: int, content: str) -> bool:
    """Say whether the match is a part of the longer words that are to replace it."""
    text, match = finding.fixes[0].text.lower(), finding.match.lower()
    left = text.find(match) if len(text) > len(match) else -1
    while left >= 0:
        if left <= start and content[start - left : start - left + len(text)].lower() == text:
            return True
        left = text.find(match, left + 1)
    return False


def _edit(finding: Finding, fix: Fix, place: int) -> Edit:
    """Return the edit of one of a finding's fixes, of which what stays the same is no part."""
    start = place + (finding.start or 0)
    left, right = fix.kept(finding.match)
    text = fix.text[left : len(fix.text) - right]
    return Edit(start + left, start + len(finding.match) - right, text, finding.card)


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
