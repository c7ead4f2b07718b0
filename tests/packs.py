"""A rule and a text into what the rule finds, for the tests of packs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knigge import Finding, Policy, Report, check

Keys = Mapping[str, Any]
# Markdown with a word of its own in each kind of block, and those words that are prose.
DOCUMENT = """# Head x1

Para x2 with ![alt x3](a.png). Second x4 sentence.

## Sub x5

- item x6
- item x7

> quote x8

| th x9 | b |
|---|---|
| td x10 | c |

Code `x11` ends.
"""
SHOWN = [f"x{number}" for number in range(1, 11)]


def rule(keys: Keys) -> str:
    """Return a rule as YAML: `existence`, with the match as its message, where the keys say nothing else."""
    values = {"extends": "existence", "message": "%s", **keys}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def style(folder: Path, rules: Mapping[str, Keys | str], name: str = "House") -> Path:
    """Write the folder of a pack, a file per rule, and return it."""
    place = folder / name
    place.mkdir(parents=True)
    for rule_name, keys in rules.items():
        (place / f"{rule_name}.yml").write_text(keys if isinstance(keys, str) else rule(keys), encoding="utf-8")
    return place


def looked(place: Path, text: str, levels: Mapping[str, Any] | None = None, **given: Any) -> Report:
    """Return the report on a text with the rules of a folder among the cards."""
    return check(text, lang="en", policy=Policy(packs={place.name: str(place)}, levels=levels or {}), **given)


def findings(folder: Path, keys: Keys | str, text: str, **given: Any) -> list[Finding]:
    """Return the findings of one rule."""
    report = looked(style(folder, {"Rule": keys}), text, **given)
    return [finding for finding in report.findings if finding.card == "House.Rule"]


def found(folder: Path, keys: Keys | str, text: str, **given: Any) -> list[tuple[str, str, str]]:
    """Return what one rule finds: id, match and message."""
    return [(finding.card, finding.match, finding.message) for finding in findings(folder, keys, text, **given)]


def matches(folder: Path, keys: Keys | str, text: str, **given: Any) -> list[str]:
    """Return the matches of one rule."""
    return [match for _, match, _ in found(folder, keys, text, **given)]


def messages(folder: Path, keys: Keys | str, text: str, **given: Any) -> list[str]:
    """Return the messages of one rule."""
    return [message for _, _, message in found(folder, keys, text, **given)]
