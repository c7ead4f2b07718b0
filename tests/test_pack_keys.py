"""Keys of a rule that clash, or that change nothing: refused or told, never passed over in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knigge import CardError
from knigge.cards import packs as read
from packs import looked, style

TERMS = {"message": "Drop it.", "tokens": ["utilize"]}
SPELLING = {"extends": "spelling"}
METRIC = {"extends": "metric", "formula": "words", "condition": "> 3"}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({**TERMS, "Tokens": ["a"]}, "the keys 'tokens' and 'Tokens' are one and the same. Remove one.", id="existence"),
        pytest.param({"Extends": "script"}, "the keys 'extends' and 'Extends' are one and the same.", id="extends"),
        pytest.param({**TERMS, "id": "x"}, "unknown key 'id'.", id="an id, which the file's name is"),
        pytest.param({"extends": "capitalization", "match": "$title", "threshold": "nan"}, "threshold is 'nan', but must be a number", id="no number"),
        pytest.param({"extends": "occurrence", "token": "a", "max": "9" * 5000}, "max is '9999", id="a number of many digits"),
        pytest.param({**TERMS, "tests": [{"name": "n" * 900, "k" * 900: "x"}]}, "tests: 'nnn", id="long keys of a test"),
        pytest.param({**TERMS, "message": "x" * 2001}, "message is 'xxx", id="a long message"),
        pytest.param({"extends": "substitution", "swap": {"a": "x" * 2001}}, "swap is {'a': 'xxx", id="a long replacement"),
        pytest.param({**TERMS, "action": {"name": "replace", "params": ["x" * 2001]}}, "action is {", id="long params"),
        pytest.param({**TERMS, "k" * 900: "x"}, "unknown key 'kkk", id="a long key"),
    ],
)  # fmt: skip
def test_keys_that_clash_or_can_t_be_meant_are_refused_in_short(
    tmp_path: Path, keys: dict[str, Any], told: str
) -> None:
    place = style(tmp_path, {"Rule": keys})
    with pytest.raises(CardError) as refused:
        looked(place, "We utilize it.")
    assert str(refused.value).startswith(f"{place / 'Rule.yml'}: {told}")
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({**SPELLING, "custom": True}, "sets custom, which changes nothing here.", id="custom"),
        pytest.param({**SPELLING, "dicpath": "a", "aff": "b", "dic": "c"}, "sets dicpath, aff, which changes nothing here.", id="places of dictionaries"),
        pytest.param({**SPELLING, "threshold": 1}, "sets threshold, which changes nothing here.", id="a key of another kind"),
        pytest.param({"extends": "consistency", "either": {"a": "b"}, "tokens": ["a"]}, "sets tokens, which changes nothing here.", id="consistency"),
        pytest.param({**TERMS, "pos": "NN"}, "sets pos, which changes nothing here.", id="part of speech"),
        pytest.param({**METRIC, "formula": "words / pre"}, "counts pre, which no text here has.", id="pre in a formula"),
        pytest.param({**METRIC, "condition": "> pre"}, "counts pre, which no text here has.", id="pre in a condition"),
        pytest.param({**TERMS, "scope": "comment"}, "looks at comment, which no text here has.", id="scope"),
    ],
)  # fmt: skip
def test_a_key_that_changes_nothing_is_told(tmp_path: Path, keys: dict[str, Any], told: str) -> None:
    assert warnings(tmp_path, keys) == [f"House.Rule {told}"]


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({**SPELLING, "custom": False, "append": True, "filters": ["a"], "ignore": ["b"]}, id="spelling"),
        pytest.param({**TERMS, "vocab": False, "code": False, "link": "x", "limit": 1, "nonword": True}, id="existence"),
        pytest.param({**METRIC, "scope": "summary"}, id="metric"),
        pytest.param({"extends": "consistency", "either": {"a": "b"}, "swap": {}, "tokens": []}, id="empty keys of another kind"),
    ],
)  # fmt: skip
def test_a_key_that_is_heeded_or_off_is_not_told(tmp_path: Path, keys: dict[str, Any]) -> None:
    assert warnings(tmp_path, keys) == []


def warnings(folder: Path, keys: dict[str, Any]) -> list[str]:
    return read.read("House", str(style(folder, {"Rule": keys}))).warnings


@pytest.mark.parametrize(
    ("keys", "want"),
    [
        ({"dictionaries": ["xx_XX"], "append": True}, ["xx_XX", "en_US"]),
        ({"dictionaries": ["xx_XX"]}, ["xx_XX"]),
        ({"append": True}, None),
    ],
    ids=["appended", "alone", "the usual one"],
)
def test_append_adds_dictionaries_to_the_usual_one(tmp_path: Path, keys: dict[str, Any], want: list[str]) -> None:
    pack = read.read("House", str(style(tmp_path, {"Rule": {**SPELLING, **keys}})))
    assert pack.entries[0]["rules"][0]["check"].get("dictionaries") == want
