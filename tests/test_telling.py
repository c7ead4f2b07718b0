"""What a rule tells: its message with the values, the fixes that its action makes, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from packs import findings, messages


@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param("Drop it.", "Drop it.", id="no value"),
        pytest.param("Drop '%s'.", "Drop 'utilize'.", id="the match"),
        pytest.param("Use %[2]s, not %[1]s.", "Use use, not utilize.", id="by place"),
        pytest.param("Not %s, but %s.", "Not utilize, but use.", id="one after the other"),
        pytest.param("%s %s %s|", "utilize use |", id="a value too few"),
        pytest.param("100%% sure of %s", "100% sure of utilize", id="a percent sign"),
        pytest.param("Drop '%s'.\nSay why.", "Drop 'utilize'. Say why.", id="a line end"),
        pytest.param("Drop it.\nSay why.", "Drop it. Say why.", id="a line end without a value"),
    ],
)
def test_a_message_is_filled_with_match_and_replacement(tmp_path: Path, message: str, told: str) -> None:
    keys = {"tokens": ["utilize"], "message": message, "action": {"name": "replace", "params": ["use"]}}
    assert messages(tmp_path, keys, "We utilize it.") == [told]


@pytest.mark.parametrize(
    ("name", "params", "token", "fixes"),
    [
        pytest.param("replace", ["use"], "utilize", [("use", True)], id="replace"),
        pytest.param("replace", ["use", "try"], "utilize", [("use", False), ("try", False)], id="a choice is never safe"),
        pytest.param("replace", "use", "utilize", [("use", True)], id="a text where a list is due"),
        pytest.param("remove", [], "utilize", [("", True)], id="remove"),
        pytest.param("convert", ["simple"], "Über-Utilize", [("über utilize", True)], id="convert"),
        pytest.param("edit", ["regex", "i(l)", "$1$1"], "utilize", [("utllize", True)], id="edit by expression"),
        pytest.param("edit", ["regex", "i", ""], "utilize", [("utlze", True)], id="edit away"),
        pytest.param("edit", ["trim", "!?"], "!utilize?!", [("utilize", True)], id="trim"),
        pytest.param("edit", ["trim_left", "!?"], "!utilize?!", [("utilize?!", True)], id="trim left"),
        pytest.param("edit", ["trim_right", "!?"], "!utilize?!", [("!utilize", True)], id="trim right"),
        pytest.param("edit", ["truncate", " "], "utilize it all", [("utilize", True)], id="truncate"),
        pytest.param("edit", ["split", "-", "1"], "uti-lize-it", [("lize", True)], id="split"),
        pytest.param("edit", ["split", "-", "5"], "uti-lize-it", [], id="split beyond its end"),
        pytest.param("suggest", ["ours.tengo"], "utilize", [], id="suggest by a program"),
        pytest.param("", [], "utilize", [], id="none"),
    ],
)  # fmt: skip
def test_an_action_becomes_fixes_and_those_without_a_choice_are_safe(
    tmp_path: Path, name: str, params: Any, token: str, fixes: list[tuple[str, bool]]
) -> None:
    quoted = "".join(rf"\{char}" if char in "!?" else char for char in token)
    keys = {"tokens": [quoted], "nonword": True, "action": {"name": name, "params": params}}
    one = findings(tmp_path, keys, f"We {token} here.")
    assert [(fix.text, fix.safe) for finding in one for fix in finding.fixes] == fixes


def test_a_repetition_is_mended_by_truncation(tmp_path: Path) -> None:
    keys = {"extends": "repetition", "tokens": [r"\w+"], "action": {"name": "edit", "params": ["truncate", " "]}}
    assert [fix.text for fix in findings(tmp_path, keys, "It is the the end.")[0].fixes] == ["the"]


@pytest.mark.parametrize(("limit", "want"), [(0, 4), (1, 1), (3, 3)])
def test_a_limit_keeps_the_first_findings(tmp_path: Path, limit: int, want: int) -> None:
    kept = findings(tmp_path, {"tokens": ["so"], "limit": limit}, "so, so, so and so")
    assert [finding.start for finding in kept] == [0, 4, 8, 15][:want]


def test_a_finding_names_pack_file_link_and_description(tmp_path: Path) -> None:
    keys = {"tokens": ["so"], "link": "https://rules.example/so", "description": "Say why.", "level": "error"}
    one = findings(tmp_path, keys, "It is so.")[0]
    assert one.source == "House, Rule.yml, https://rules.example/so"
    assert (one.guideline, one.level, one.lang) == ("Say why.", "error", "en")
