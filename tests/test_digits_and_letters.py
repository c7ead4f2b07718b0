"""Digits and letters beyond ASCII: what is one of the ten digits, and which letters are the same in any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from knigge.matching import Expression, View, of_card, of_pack
from packs import findings


def seen(expression: Expression, text: str) -> list[str]:
    return [text[start:end] for start, end in View(text).whole().find(expression)]


DIGITS = [
    pytest.param(r"\d", ["1", "2"], id="alone"),
    pytest.param(r"\d(?!x)", ["1", "2"], id="beside look-around"),
    pytest.param(r"(?P<n>\d)(?!(?P=n))", ["1", "2"], id="beside a back-reference"),
    pytest.param(r"[^\W\d]", ["٣", "x", "٣"], id="inside a class"),
    pytest.param(r"[\D](?=x)", ["٣"], id="all but digits inside a class"),
    pytest.param(r"\D(?=x)", ["٣"], id="all but digits"),
    pytest.param(r"\\d(?!x)|[x](?!\d)", ["x"], id="a backslash before a d"),
]


@pytest.mark.parametrize(("source", "want"), DIGITS)
def test_a_digit_is_one_of_ten_in_every_engine(source: str, want: list[str]) -> None:
    assert seen(of_pack(source, ignorecase=False), "1 ٣x ٣ 2") == want


@pytest.mark.parametrize("source", ["[0-9]", r"\d", r"\d+"])
def test_a_digit_of_a_card_is_one_of_ten(source: str) -> None:
    assert seen(of_card(source, bounded=False), "1 ٣ 2") == ["1", "2"]


@pytest.mark.parametrize("token", ["wachstube", "Wachstube(?!n)", r"(?i)(wach)s(?!\1)tube", "(?i:w)achstube"])
def test_a_long_s_is_an_s_for_every_engine(tmp_path: Path, token: str) -> None:
    one = findings(tmp_path, {"tokens": [token], "ignorecase": True}, "In der Wachſtube.")
    assert [(finding.start, finding.match) for finding in one] == [(7, "Wachſtube")]
