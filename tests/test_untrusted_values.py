"""Values that no careful author writes: numbers of many digits, names that are no names, paths that are no paths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knigge import CardError, SettingsError
from knigge.matching import compiled
from knigge.settings import load_policy
from packs import findings, found, looked, style
from test_cli import knigge

DIGITS = "9" * 1900


@pytest.mark.parametrize(
    "params",
    [
        pytest.param(["split", "-", "²"], id="a digit that is no number"),
        pytest.param(["split", "-", "-1"], id="a negative number"),
        pytest.param(["split", "-", DIGITS], id="a number of many digits"),
    ],
)
def test_an_edit_that_does_not_apply_is_no_fix(tmp_path: Path, params: list[str]) -> None:
    rule = {"tokens": ["uti-lize"], "action": {"name": "edit", "params": params}}
    assert [finding.fixes for finding in findings(tmp_path, rule, "We uti-lize it.")] == [()]


def test_an_edit_names_no_group_of_many_digits(tmp_path: Path) -> None:
    rule = {"tokens": ["utilize"], "action": {"name": "edit", "params": ["regex", "ti", f"s${DIGITS}"]}}
    assert [finding.fixes[0].text for finding in findings(tmp_path, rule, "We utilize it.")] == ["uslize"]


def test_a_swap_names_no_group_of_many_digits(tmp_path: Path) -> None:
    rule = {"extends": "substitution", "swap": {"(u)tilize": f"$1se${DIGITS}"}, "message": "%s"}
    assert found(tmp_path, rule, "We utilize it.") == [("House.Rule", "utilize", "use")]


def test_a_replacement_out_of_the_text_is_no_expression(tmp_path: Path) -> None:
    rule = {"extends": "substitution", "swap": {r"(\S+) of": "$1"}, "message": "%s"}
    before = compiled.cache_info().currsize
    text = "".join(f"a{number}.* of it. " for number in range(50))
    assert len(found(tmp_path, rule, text)) == 50
    assert compiled.cache_info().currsize - before < 25


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "../en_US", "/etc/passwd", "a/b", "a\nb"])
def test_what_is_no_name_of_a_dictionary_is_not_looked_for(tmp_path: Path, name: str) -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    report = looked(style(tmp_path, {"Rule": {"extends": "spelling", "dictionaries": [name]}}), "We utilize it.")
    notes = [note for note in report.notes if note.startswith("House.Rule was skipped: No dictionary ")]
    assert len(notes) == 1
    assert len(notes[0]) < 300


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb"], ids=ascii)
def test_half_a_character_is_refused_before_it_is_kept(tmp_path: Path, value: str) -> None:
    text = '{"extends": "existence", "message": "x", "tokens": [' + ascii(value).replace("'", '"') + "]}"
    with pytest.raises(CardError, match=r"Rule\.yml: is not valid YAML .*surrogates"):
        looked(style(tmp_path, {"Rule": text}), "We utilize it.")


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        pytest.param("~nosuch/x", "there is no such user", id="unknown user"),
        pytest.param("a\\u0000b", "is no path", id="NUL"),
        pytest.param("a" * 5000, "is no folder", id="too long"),
    ],
)
def test_a_policy_s_pack_that_is_no_path_is_one_line(tmp_path: Path, folder: str, told: str) -> None:
    (tmp_path / "policy.toml").write_text(f'packs = {{House = "{folder}"}}', encoding="utf-8")
    with pytest.raises((SettingsError, CardError), match=told):
        load_policy(str(tmp_path / "policy.toml"))


@pytest.mark.parametrize("folder", ["~nosuch/x", "a" * 5000, "loop", "/"])
def test_a_folder_that_is_no_pack_is_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    done = knigge("check", "--pack", folder, stdin=b"We utilize it.", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert folder in done.stderr.decode()


DEEP = "(a|" * 250 + "b" + ")" * 250


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({"tokens": True}, "tokens is true, but must be a list of texts.", id="yes for a list"),
        pytest.param({"action": {"name": "edit", "params": True}}, "action is {", id="yes for params"),
        pytest.param({"tokens": [DEEP]}, "holds an expression that can't run: ", id="deep brackets"),
        pytest.param({"action": {"name": "edit", "params": ["split", "-", "9" * 5000]}}, "action is {", id="a number of 5,000 digits"),
        pytest.param({"extends": "substitution", "swap": {"a": "$" + "9" * 5000}}, "swap is {", id="a group of 5,000 digits"),
        pytest.param({"extends": "capitalization", "match": "$titel"}, "holds an expression that can't run: '$titel' is none of $title", id="no case"),
    ],
)  # fmt: skip
def test_a_value_that_can_t_be_meant_is_one_line(tmp_path: Path, keys: dict[str, Any], told: str) -> None:
    lacking = {"extends": "existence", "tokens": ["a"], "message": "x"} if "extends" not in keys else {"message": "x"}
    place = style(tmp_path, {"Rule": json.dumps({**lacking, **keys})})
    with pytest.raises(CardError) as refused:
        looked(place, "We utilize it.")
    assert told in str(refused.value)
    assert str(refused.value).startswith(f"{place / 'Rule.yml'}")


@pytest.mark.parametrize("prefix", ["$x", "$title"])
def test_a_prefix_may_begin_with_a_dollar(tmp_path: Path, prefix: str) -> None:
    rule = {"extends": "capitalization", "match": "$title", "prefix": prefix, "scope": "text", "message": "%s"}
    assert len(found(tmp_path, rule, "we utilize it")) == 1


def test_scopes_without_end_are_told_in_short(tmp_path: Path) -> None:
    place = style(tmp_path, {"Rule": {"tokens": ["a"], "scope": ["x" * 5000, *map(str, range(5000))]}})
    assert all(len(note) < 500 for note in looked(place, "We utilize it.").notes)
