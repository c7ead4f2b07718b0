"""Checked files into a SARIF 2.1.0 log, for code scanning and editors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from knigge import __version__
from knigge.cards.card import Card, in_language
from knigge.domain import Finding, Span
from knigge.surfaces.formats import Checked, dumped, links, whole
from knigge.surfaces.formats.positions import Lines, span

_Json = dict[str, Any]
_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note", "off": "none"}


class _File(NamedTuple):
    """A checked file, how the log refers to it, and its lines."""

    checked: Checked
    location: _Json
    lines: Lines


def render(checked: Sequence[Checked], cards: Sequence[Card]) -> str:
    """Return the log of one run over all files; the same findings give the same text on every machine."""
    uris = [_uri(item.report.path) for item in checked]
    index = {uri: at for at, uri in enumerate(dict.fromkeys(uris))}
    rules = _rules(checked, cards)
    numbers = {rule["id"]: at for at, rule in enumerate(rules)}
    files = [
        _File(item, {"uri": uri, "index": index[uri]}, Lines(item.content))
        for item, uri in zip(checked, uris, strict=True)
    ]
    run = {
        "tool": {"driver": {"name": "knigge", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(checked)],
        "artifacts": [{"location": {"uri": uri}, "roles": ["analysisTarget"]} for uri in index],
        "results": [result for file in files for result in _results(file, numbers)],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return dumped(log, indent=1)


def _uri(path: str) -> str:
    """Return a path as URI; a relative one stays relative, so that nothing tells the machine."""
    if path in ("", "-", "standard input"):
        return "stdin"
    file = Path(whole(path))
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())


def _rules(checked: Sequence[Checked], cards: Sequence[Card]) -> list[_Json]:
    """Return the cards that were found; of one that isn't known, what its findings say of it."""
    found = {finding.card: finding for item in checked for finding in item.report.findings}
    known, addresses = {card.id: card for card in cards}, links(cards)
    return [_rule(known[id], addresses.get(id)) if id in known else _unknown(found[id]) for id in sorted(found)]


def _rule(card: Card, address: str | None) -> _Json:
    guideline = {"text": in_language(card.guideline, "en")}
    rule: _Json = {
        "id": card.id,
        "shortDescription": guideline,
        "fullDescription": guideline,
        "help": {"text": card.cited()},
        "defaultConfiguration": {"level": _LEVELS[card.level]},
    }
    return {**rule, "helpUri": address} if address else rule


def _unknown(finding: Finding) -> _Json:
    return {"id": finding.card, "shortDescription": {"text": finding.guideline}}


def _invocation(checked: Sequence[Checked]) -> _Json:
    notes = dict.fromkeys(note for item in checked for note in item.report.notes)
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "note", "message": {"text": note}} for note in notes],
    }


def _results(file: _File, numbers: Mapping[str, int]) -> Iterator[_Json]:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in file.checked.report.findings:
        key = (finding.card, finding.match)
        seen[key] += 1
        yield {
            "ruleId": finding.card,
            "ruleIndex": numbers[finding.card],
            "level": _LEVELS[finding.level],
            "message": {"text": finding.message},
            **_place(file, finding),
            "partialFingerprints": {"cardMatchNumber/v1": _fingerprint(*key, seen[key])},
        }


def _place(file: _File, finding: Finding) -> _Json:
    """Return where a finding stands, and what could stand there instead."""
    where = span(file.checked, finding)
    if not where:
        return {"locations": [{"physicalLocation": {"artifactLocation": file.location}}]}
    region = _region(file, where)
    seen = {**region, "snippet": {"text": file.checked.content[slice(*where)]}}
    place = {"locations": [{"physicalLocation": {"artifactLocation": file.location, "region": seen}}]}
    # The schema forbids two fixes that are the same.
    texts = dict.fromkeys(fix.text for fix in finding.fixes)
    return {**place, "fixes": [_fix(file.location, region, text) for text in texts]} if texts else place


def _region(file: _File, where: Span) -> _Json:
    start, end = file.lines.at(where[0]), file.lines.at(where[1])
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": where[0],
        "charLength": where[1] - where[0],
    }


def _fingerprint(card: str, match: str, number: int) -> str:
    """Return what stays the same when lines move: which card, which words, and how many-th such in the file."""
    return sha256(json.dumps([card, match, number]).encode()).hexdigest()


def _fix(location: _Json, region: _Json, text: str) -> _Json:
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    return {
        "description": {"text": f"Write “{text}” instead." if text else "Delete it."},
        "artifactChanges": [{"artifactLocation": location, "replacements": [replacement]}],
    }
