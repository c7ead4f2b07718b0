"""A report's safe fixes into a changed text, every other character left as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from knigge.domain import Report


class Edit(NamedTuple):
    """What stands in a text from `start` to `end`, and what comes in its place."""

    start: int
    end: int
    text: str


def safe_edits(report: Report, places: Mapping[str, int]) -> list[Edit]:
    """Return the edits of all safe fixes, in order and apart; where two overlap, the first one stays.

    places: where each part begins in the text to change; a part without a place can't be changed.
    """
    found = [
        Edit(places[f.part] + f.start, places[f.part] + f.end, f.fixes[0].text)
        for f in report.findings
        if f.start is not None and f.end is not None and f.part in places and f.fixes and f.fixes[0].safe
    ]
    kept: list[Edit] = []
    for edit in sorted(found):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def apply(content: str, edits: list[Edit]) -> str:
    """Return `content` with edits that are in order and apart."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [content[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, content[at:]))
