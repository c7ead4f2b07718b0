"""Scopes: which blocks of Markdown and which parts of a letter a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from packs import DOCUMENT, SHOWN, looked, matches, style

SCOPES: dict[str, list[str]] = {
    "text": SHOWN,
    "raw": [*SHOWN, "x11"],
    "sentence": SHOWN,
    "paragraph": ["x2", "x4"],
    "heading": ["x1", "x5"],
    "heading.h2": ["x5"],
    "list": ["x6", "x7"],
    "blockquote": ["x8"],
    "table": ["x9", "x10"],
    "table.header": ["x9"],
    "table.cell": ["x10"],
    "alt": ["x3"],
    "text.attr.alt": ["x3"],
    "summary": SHOWN,
    "~heading": [word for word in SHOWN if word not in ("x1", "x5")],
    "~heading.h1": SHOWN[1:],
    "heading & ~heading.h1": ["x5"],
    "sentence & list": ["x6", "x7"],
    "~heading & ~list": ["x2", "x3", "x4", "x8", "x9", "x10"],
    "list, heading.h1": ["x1", "x6", "x7"],
    "raw, heading": [*SHOWN, "x11"],
}


def in_scopes(folder: Path, token: str, scopes: Iterable[str], text: str, **given: Any) -> dict[str, list[str]]:
    """Return, by scope, what a rule matches that looks there; a comma stands between the scopes of a list."""
    rules = {f"R{number}": {"tokens": [token], "scope": scope.split(", ")} for number, scope in enumerate(scopes)}
    report = looked(style(folder, rules), text, **given)
    cards = {scope: f"House.R{number}" for number, scope in enumerate(scopes)}
    return {scope: [f.match for f in report.findings if f.card == card] for scope, card in cards.items()}


@pytest.fixture(scope="module")
def in_document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return in_scopes(tmp_path_factory.mktemp("scopes"), r"x\d+", SCOPES, DOCUMENT, markup="markdown")


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_selects_blocks_of_markdown(in_document: dict[str, list[str]], scope: str) -> None:
    assert in_document[scope] == SCOPES[scope]


LETTER = """Dear Ms Finch,

the Finchley line is closed. Is there a Finchbus?

> All Finches fly south.

Kind regards
Robin Finchson
--
Finchson Ltd, www.finch.example
"""


WRITTEN = ["Finch", "Finchley", "Finchbus", "regards"]
PARTS: dict[str, list[str]] = {
    "text": WRITTEN,
    "raw": ["Finch", "Finchley", "Finchbus", "Finches", "regards", "Finchson", "Finchson"],
    "subject": ["Finchings"],
    "greeting": ["Finch"],
    "body": ["Finchley", "Finchbus"],
    "closing": ["regards"],
    "signature": ["Finchson", "Finchson"],
    "sentence": WRITTEN,
    "paragraph": WRITTEN,
    "summary": WRITTEN,
    "subject, closing": ["Finchings", "regards"],
    "greeting, closing": ["Finch", "regards"],
    "~heading": WRITTEN,
    "heading": [],
    "~text": [],
}


@pytest.fixture(scope="module")
def in_letter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("parts")
    return in_scopes(folder, r"Finch\w*|regards", PARTS, LETTER, subject="Finchings")


@pytest.mark.parametrize("scope", PARTS)
def test_a_scope_selects_parts_of_a_letter(in_letter: dict[str, list[str]], scope: str) -> None:
    assert in_letter[scope] == PARTS[scope]


@pytest.mark.parametrize(
    "token", ["closed.+south", r"closed[^?]+south", r"Finchbus\W+\w+", r"(?<=a )Finchbus\W+\w+", r"(?:b(u)s|\1x)\W+\w+"]
)
def test_a_match_does_not_reach_into_or_over_a_quotation(tmp_path: Path, token: str) -> None:
    assert matches(tmp_path, {"tokens": [f"(?s){token}"]}, LETTER.replace("Kind", "Much obliged.\n\nKind")) == []
