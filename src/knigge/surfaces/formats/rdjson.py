"""Checked files into reviewdog's rdjson, for comments on the changed lines of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knigge.cards import Card
from knigge.domain import LEVELS, Finding, Level
from knigge.surfaces.formats import Checked, dumped, links
from knigge.surfaces.formats.positions import Lines, span

_Json = dict[str, Any]
_SEVERITIES: dict[Level, str] = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def render(checked: Sequence[Checked], cards: Sequence[Card]) -> str:
    """Return one result for all files, with the gravest of its severities."""
    addresses = links(cards)
    result: _Json = {"source": {"name": "knigge"}}
    found = {finding.level for item in checked for finding in item.report.findings}
    if found:
        result["severity"] = _SEVERITIES[min(found, key=LEVELS.index)]
    result["diagnostics"] = []
    for item in checked:
        lines = Lines(item.content, "utf-8")
        result["diagnostics"] += [_diagnostic(item, f, lines, addresses) for f in item.report.findings]
    return dumped(result, indent=1)


def _diagnostic(checked: Checked, finding: Finding, lines: Lines, addresses: Mapping[str, str]) -> _Json:
    code = {"value": finding.card}
    if finding.card in addresses:
        code["url"] = addresses[finding.card]
    diagnostic: _Json = {
        "message": finding.message,
        "location": {"path": checked.report.path},
        "severity": _SEVERITIES[finding.level],
        "code": code,
        "original_output": finding.match,
    }
    where = span(checked, finding)
    if where:
        start, end = (lines.at(offset)._asdict() for offset in where)
        reach = {"start": start, "end": end}
        diagnostic["location"]["range"] = reach
        diagnostic["suggestions"] = [{"range": reach, "text": fix.text} for fix in finding.fixes]
    return diagnostic
