"""A fix that its own words call for again is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_cli import knigge
from test_mending import ENGLISH, mended, pack


@pytest.mark.parametrize(
    ("rules", "before", "after"),
    [
        pytest.param({"A": "GitHub: GitHub Enterprise"}, "GitHub", "GitHub Enterprise", id="what it replaces, first"),
        pytest.param({"A": "GitHub: GitHub Enterprise"}, "GitHub Enterprise", "GitHub Enterprise", id="all there"),
        pytest.param({"A": "talk: the talk"}, "talk, talk", "the talk, the talk", id="last"),
        pytest.param({"A": "talk: my talk today"}, "talk", "my talk today", id="in the middle"),
        pytest.param({"A": "talk: talk talk"}, "talk", "talk talk", id="twice"),
        pytest.param({"A": "talk: the talk"}, "The talk", "The talk", id="all there, in capitals"),
        pytest.param({"A": "github: GitHub"}, "github and GitHub", "GitHub and GitHub", id="in another case"),
        pytest.param({"A": "talk: speech", "B": "speech: talk"}, "talk", "talk", id="two that undo each other"),
        pytest.param({"A": "talk: my speech", "B": "speech: old talk"}, "talk", "my old talk", id="two that go on"),
        pytest.param(
            {"A": "talk: speech", "B": "speech: word"}, "talk, speech", "word, word", id="one after the other"
        ),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_fix_is_made_once_where_it_is_made(
    rules: dict[str, str], before: str, after: str, name: str, tmp_path: Path
) -> None:
    places = [pack(tmp_path, **rules)]
    once = mended(tmp_path / name, ENGLISH.format(before).replace("your talk", "it").encode(), pack=places)
    assert once.decode() == ENGLISH.format(after).replace("your talk", "it")


def test_nothing_is_said_of_a_place_that_is_as_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH.format("GitHub Enterprise"), encoding="utf-8")
    rules = pack(tmp_path, A="GitHub: GitHub Enterprise")
    done = knigge("check", "a.txt", "--fix", "--pack", rules, "--fail-on", "never", cwd=tmp_path)
    assert b"0 replacements made" in done.stderr
    assert b"can't be mended" not in done.stderr
