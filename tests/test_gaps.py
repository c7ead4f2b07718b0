"""Passages with a gap, such as a quotation: what stands before it and after it is found, and nothing over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knigge import check
from knigge.matching import Passage, View, of_pack
from packs import found, matches

QUOTING = "Dear Ann,\n\nit goes on\n>\non and on.\n> on and on\nSo on, he\n> he\nhe said it.\n"


@pytest.mark.parametrize(
    ("keys", "want"),
    [
        pytest.param({"tokens": [r"[^\s]+ he\b"]}, ["on, he"], id="existence"),
        pytest.param({"tokens": [r"on[^.]*"], "nonword": True}, ["on\n", "on and on", "on, he\n"], id="up to a gap"),
        pytest.param(
            {"tokens": [r"(?<!x)on[^.]*"], "nonword": True}, ["on\n", "on and on", "on, he\n"], id="look-behind"
        ),
        pytest.param({"extends": "repetition", "tokens": [r"[^\s]+"]}, [], id="nothing twice over a gap"),
        pytest.param({"extends": "occurrence", "token": "on[^.]*", "max": 2}, ["on\n"], id="counted apart"),
        pytest.param({"extends": "occurrence", "token": "on[^.]*", "max": 3}, [], id="no more than there are"),
    ],
)
def test_a_gap_ends_a_match_and_hides_none(tmp_path: Path, keys: dict[str, Any], want: list[str]) -> None:
    assert matches(tmp_path, keys, QUOTING) == want


@pytest.mark.parametrize(
    ("token", "text", "want"),
    [
        pytest.param(r"\W(?!a)\W", "we \n\n we", [], id="what parts two blocks"),
        pytest.param(r"t\s+is so", "So it ![is so](/x) is not", [], id="an image's words, which stand ahead"),
        pytest.param(r"o\s+w", "so\n\n- we", ["o\n\n- w"], id="over two blocks"),
    ],
)
def test_a_match_leads_back_to_what_was_written(tmp_path: Path, token: str, text: str, want: list[str]) -> None:
    keys = {"tokens": [token], "nonword": True, "scope": "all"}
    assert matches(tmp_path, keys, text, markup="markdown") == want


def test_a_question_that_a_quotation_parts_is_counted() -> None:
    text = "Dear Ann,\n\nCan you come\n>\nto us? Do you go there? Will it be late?\n\nKind regards\nBob Finch"
    assert "Will it be late?" in [f.match for f in check(text, lang="en").findings if f.card == "one-ask"]


@pytest.mark.parametrize(
    ("tokens", "text", "want"),
    [
        pytest.param([r"\w+"], "Viele Grüße an an dich, So so.", ["an", "so"], id="beside a sharp s"),
        pytest.param([r"\w+"], "Nach İzmir, So so.", ["so"], id="beside a capital whose small letter takes two"),
        pytest.param([r"\w+(?!x)"], "Über über, so.", ["über"], id="beside look-around"),
        pytest.param([r"(?i)\w+"], "Über über, so.", ["über"], id="with a flag of its own"),
    ],
)
def test_a_repetition_in_any_case(tmp_path: Path, tokens: list[str], text: str, want: list[str]) -> None:
    keys = {"extends": "repetition", "tokens": tokens, "ignorecase": True}
    assert [message for _, _, message in found(tmp_path, keys, text)] == want


PIECES = st.lists(
    st.tuples(st.text("ab .\n", min_size=1, max_size=6), st.text(">", max_size=3)), min_size=1, max_size=5
)
SOURCES = st.sampled_from(["a+", r"\S+", r"[^.]+", r"\s+", r"\w+\W+", r"a(?!b)\S*", r"(\w)[^>]*\1"])


@given(PIECES, SOURCES)
def test_each_stretch_gives_what_it_gives_alone(written: list[tuple[str, str]], source: str) -> None:
    view, pieces, stretches = "", [], []
    for text, gap in written:
        begin = len(view)
        stretches.append((begin, text)) if not stretches or view.endswith(">") else None
        if stretches[-1][0] < begin:
            stretches[-1] = (stretches[-1][0], view[stretches[-1][0] :] + text)
        pieces.append((begin, begin + len(text)))
        view += text + gap
    passage, expression = Passage(View(view), pieces), of_pack(source, ignorecase=False)
    alone = [(at, View(text).whole().find(expression)) for at, text in stretches]
    want = [(at + one, at + other) for at, spans in alone for one, other in spans]
    assert [*passage.find(expression)] == want
    assert passage.words(expression) == [view[start:end].encode() for start, end in want]
