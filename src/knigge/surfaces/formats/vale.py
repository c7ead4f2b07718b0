"""Checked files into the JSON that Vale prints, for editors and actions that read Vale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knigge.cards import Card
from knigge.domain import Finding
from knigge.surfaces.formats import Checked, dumped, links
from knigge.surfaces.formats.positions import Lines, span

_Json = dict[str, Any]
_NO_ACTION: _Json = {"Name": "", "Params": None}


def render(checked: Sequence[Checked], cards: Sequence[Card]) -> str:
    """Return alerts by path, each file's in the order of its lines; a file without findings is left out."""
    addresses = links(cards)
    alerts: dict[str, list[_Json]] = {}
    for item in checked:
        lines = Lines(item.content)
        for finding in item.report.findings:
            alert = _alert(finding, addresses) | _place(item, finding, lines)
            alerts.setdefault(item.report.path, []).append(alert)
    for found in alerts.values():
        found.sort(key=lambda alert: (alert["Line"], alert["Span"]))
    return dumped(alerts, indent=2)


def _alert(finding: Finding, addresses: Mapping[str, str]) -> _Json:
    return {
        "Action": _NO_ACTION,
        "Span": [1, 1],
        "Check": finding.card,
        "Description": "",
        "Link": addresses.get(finding.card, ""),
        "Message": finding.message,
        "Severity": finding.level,
        "Match": finding.match,
        "Line": 1,
    }


def _place(checked: Checked, finding: Finding, lines: Lines) -> _Json:
    """Return line, span (from 1, both ends included) and what to do there.

    An editor applies the action to the span, so there is none where the span is not the whole match.
    """
    where = span(checked, finding)
    if not where:
        return {}
    start, end = lines.at(where[0]), lines.at(where[1])
    if start.line == end.line:
        last = max(start.column, end.column - 1)
        return {"Line": start.line, "Span": [start.column, last], "Action": _action(finding)}
    rest = checked.content[where[0] : where[1]].replace("\r", "\n").partition("\n")[0]
    return {"Line": start.line, "Span": [start.column, start.column + max(0, len(rest) - 1)]}


def _action(finding: Finding) -> _Json:
    texts = [fix.text for fix in finding.fixes]
    if not texts:
        return _NO_ACTION
    # Vale knows either; the first fix is the one to prefer.
    return {"Name": "replace", "Params": list(filter(None, texts))} if texts[0] else {"Name": "remove", "Params": None}
