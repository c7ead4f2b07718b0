"""Expressions that need `regex`: they see what stands around a window, and no rule holds up a text or the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from knigge.errors import CardError
from knigge.matching import ExpressionError, TooSlowError, View, of_pack
from knigge.matching.flags import scoped, written_out
from packs import findings, looked, style

FAR = "xa" + " " * 1_500


@pytest.mark.parametrize(
    ("source", "text", "matches"),
    [
        pytest.param(r"x(?=[a ]+$)", FAR + "b", [], id="the end of a window is not the end of the text"),
        pytest.param(r"x(?=[a ]+$)", FAR, [(0, 1)], id="the end of the text is"),
        pytest.param(r"x(?![a ]+b)", FAR + "b", [], id="what comes after the window forbids"),
        pytest.param(r"(?<=x)a[ ]+", FAR + "b", [(1, 1_502)], id="a match longer than a window"),
        pytest.param(r"(q)\1", FAR + "qq " + FAR + "qq", [(1_502, 1_504), (3_007, 3_009)], id="in later windows"),
        pytest.param(r"(?<=\n)q$", "q\n" * 400 + "q", [(800, 801)], id="an end of line is not the end"),
    ],
)
def test_a_window_hides_nothing_and_invents_nothing(source: str, text: str, matches: list[tuple[int, int]]) -> None:
    assert [*View(text).whole().find(of_pack(source, ignorecase=False))] == matches


def test_the_time_is_that_of_a_rule_on_a_text_not_of_a_place(tmp_path: Path) -> None:
    slow = r"(?=a)(a|aa)+(?<=b)c"
    text = ("a" * 25 + "c! ") * 2_000
    report = looked(
        style(tmp_path, {"Slow": {"tokens": [slow], "nonword": True}, "Quick": {"tokens": ["a+c!"], "nonword": True}}),
        text,
    )
    assert [note for note in report.notes if "Slow" in note] == [
        "House.Slow was skipped: it took too long on this text."
    ]
    assert len([finding for finding in report.findings if finding.card == "House.Quick"]) == 2_000


@pytest.mark.parametrize("ask", ["find", "holds", "words", "captures", "matches_at", "expanded"])
def test_whatever_is_asked_of_a_slow_expression_says_so(ask: str) -> None:
    slow = of_pack(r"(?=a)(a|aa)+(?<=b)c", ignorecase=False, seen=True)._replace(source="")
    passage = View("a" * 60).whole()
    given = {"matches_at": (slow, (0, 1)), "expanded": (slow.exact, (0, 1), "$1")}.get(ask, (slow,))
    with pytest.raises(TooSlowError):
        [*(getattr(passage, ask)(*given) or ())]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("(a{1000}){1000}", id="repeats of repeats"),
        pytest.param("(?=x)((a{1000}){1000}){1000}", id="with look-around"),
        pytest.param("(?=x)(?:(?:ab|c){900}){900,}", id="of a group, without an end"),
        pytest.param("[" * 50_000, id="classes that never close"),
        pytest.param("(" * 50_000, id="groups that never close"),
        pytest.param("(?i)(?s)" * 2_000 + "a" + "|a" * 2_000, id="flags for each branch"),
        pytest.param("a{" + "9" * 5_000 + "}(?=b)", id="a number that is no number"),
    ],
)
def test_an_expression_that_would_fill_the_memory_is_refused(tmp_path: Path, source: str) -> None:

    with pytest.raises(CardError, match=r"Rule\.yml"):
        findings(tmp_path, {"tokens": [source], "nonword": True}, "a")


@pytest.mark.parametrize(
    ("source", "characters"),
    [("a{10}b", 11), ("x{10}{10}", 100), ("(?:ab|c){3}", 18), (r"\({5}[{9}]{2}", 7), ("a{,3}(b)", 6), ("[ab]{0}", 0)],
)
def test_a_repeated_part_counts_as_often_as_it_is_repeated(source: str, characters: int) -> None:
    assert written_out(source) == characters


def test_flags_that_change_now_and_then_are_all_right() -> None:
    assert scoped("a(?i)b|c(?-i)d") == "a(?i:b)|(?i:c(?-i:d))"
    with pytest.raises(ExpressionError, match="flags"):
        scoped("(?i)" * 50)
