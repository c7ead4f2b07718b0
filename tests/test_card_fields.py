"""The fields of a card's checks: each does what it says, or the card is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knigge.cards.card import Check
from knigge.cards.compile import _rules, read_card
from knigge.cards.judgement import _hits
from knigge.cards.kinds.fields import _ANYWHERE, _OF_CASE, _READ
from knigge.cards.rule import Hit
from knigge.cards.scopes import Places
from knigge.errors import CardError
from knigge.text import parse

SWAP = {"extends": "substitution", "swap": {"utilize": "use"}}
TITLE = {"extends": "capitalization", "match": "$title"}
METRIC = {"extends": "metric", "formula": "words", "condition": "> 3"}


def card(folder: Path, part: str = "checks", **check: Any) -> dict[str, Any]:
    """Return a card with one check, as it is read from its file."""
    texts = {"en": "Write so."}
    values = {"id": "own", "decided_by": "text", "source": [{"article": "A"}], "level": "warning"}
    judged = {"judge": "no_closing"} if part == "evidence" else None
    values |= dict.fromkeys(("guideline", "ask", "say"), texts) | {"checks": [judged]} | {part: [check]}  # type: ignore[dict-item]
    path = folder / "own.yaml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return read_card(path)


def hits(folder: Path, text: str, **check: Any) -> list[tuple[str, Hit]]:
    (rule,) = _rules([card(folder, **check)], "en")
    found = _hits(rule, [*range(len(rule.expressions))], Places(parse(text)))
    return [(text[slice(*hit.span)] if hit.span else "", hit) for hit in found]


@pytest.mark.parametrize(
    ("check", "text", "want"),
    [
        pytest.param({"tokens": ["it"]}, "It is IT.", ["It", "IT"], id="any case"),
        pytest.param({"tokens": ["IT"], "ignorecase": "false"}, "It is IT.", ["IT"], id="tokens in their case"),
        pytest.param({"tokens": ["it's"]}, "It’s it's.", ["It’s", "it's"], id="marks of any kind"),
        pytest.param({"tokens": ["it's"], "ignorecase": "false"}, "It’s it’s it's.", ["it's"], id="marks as written"),
        pytest.param({"tokens": ["Über"], "ignorecase": "false"}, "Über über.", ["Über"], id="umlauts in their case"),
        pytest.param({"extends": "substitution", "swap": {"IT": "it"}, "ignorecase": "false"}, "It is IT.", ["IT"], id="keys in their case"),
        pytest.param({"extends": "occurrence", "token": "IT", "max": "1", "ignorecase": "false"}, "IT, it, IT.", ["IT"], id="a token counted in its case"),
        pytest.param({"tokens": [r"\w+ IT"], "exceptions": ["my"], "ignorecase": "false"}, "My IT, my IT.", ["My IT"], id="exceptions in their case"),
        pytest.param({"raw": ["fo", "o"]}, "A foo, afoot.", ["foo", "foo"], id="raw alone"),
        pytest.param({"raw": ["so "], "tokens": ["good", "nice"]}, "So good, so nicely.", ["So good"], id="raw before tokens"),
        pytest.param({"raw": [" in", "deed"], "tokens": ["good"], "append": "true"}, "Good indeed.", ["Good indeed"], id="raw after tokens"),
        pytest.param({"extends": "conditional", "first": "[A-Z]{2,}", "second": r"\(([A-Z]+)\)"}, "The words by BBC.", ["BBC"], id="case counts in a conditional"),
        pytest.param({"extends": "capitalization", "match": "^[A-Z].*"}, "so it is", ["so it is"], id="case counts in a capitalization"),
        pytest.param({**TITLE, "exceptions": ["it"]}, "A Kitchen of ours", ["A Kitchen of ours"], id="an exception is a word"),
        pytest.param({"extends": "repetition", "tokens": [r"\w+"]}, "So so it it", ["So so", "it it"], id="any case in a repetition"),
        pytest.param({"extends": "repetition", "tokens": [r"\w+"], "ignorecase": "false"}, "So so it it", ["it it"], id="its own case in a repetition"),
    ],
)  # fmt: skip
def test_a_field_of_a_card_is_honoured(tmp_path: Path, check: dict[str, Any], text: str, want: list[str]) -> None:
    assert [match for match, _ in hits(tmp_path, text, **{"extends": "existence", **check})] == want


@pytest.mark.parametrize(
    ("check", "text", "want"),
    [
        pytest.param({"tokens": ["so"], "action": "replace", "params": ["thus"]}, "So.", ["thus"], id="replace"),
        pytest.param({"tokens": ["so"], "action": "remove"}, "So.", [""], id="remove"),
        pytest.param({**SWAP, "capitalize": "true"}, "Utilize.", ["Use"], id="capitalize"),
        pytest.param({**TITLE, "action": "replace"}, "so it goes", ["So It Goes"], id="a title"),
    ],
)
def test_an_action_of_a_card_mends(tmp_path: Path, check: dict[str, Any], text: str, want: list[str]) -> None:
    found = hits(tmp_path, text, **{"extends": "existence", **check})
    assert [fix.text for _, hit in found for fix in hit.fixes] == want


def test_a_metric_of_a_card_looks_at_all_paragraphs(tmp_path: Path) -> None:
    found = hits(tmp_path, "So it is.\n\nIt is so.", extends="metric", formula="paragraphs", condition="== 2")
    assert [hit.values for _, hit in found] == [("2.00",)]


@pytest.mark.parametrize(
    ("check", "says"),
    [
        pytest.param({"max": "1"}, "has max, which", id="a field of another kind"),
        pytest.param({"append": "true", "params": ["x"]}, "has append, params, which", id="half of two fields"),
        pytest.param({"sign": "ask"}, "has sign, which", id="a sign that is none"),
        pytest.param({"extends": "", "tokens": [], "judge": "no_closing", "scope": ["body"]}, "has scope, which", id="a judge in a scope"),
        pytest.param({"extends": "", "tokens": [], "missing": "ask", "limit": "1"}, "has limit, which", id="a limit for one"),
        pytest.param({**SWAP, "tokens": [], "action": "replace"}, "has action, which", id="an action for a swap"),
        pytest.param({**TITLE, "tokens": [], "indicators": [":"]}, "has indicators, which", id="indicators in a title"),
        pytest.param({"action": "replace"}, "action replace, which needs params", id="an action without what it takes"),
        pytest.param({"action": "remove", "params": ["x"]}, "action remove, which takes no params", id="an action with what it does not take"),
        pytest.param({"action": "suggest"}, "action suggest, which does nothing", id="an action that runs a program"),
        pytest.param({**SWAP, "tokens": [], "swap": {"(a)b": "$1"}}, "only the rules of packs fill in groups", id="a group"),
        pytest.param({"extends": "occurrence", "tokens": [], "token": "so"}, "neither max nor min", id="a count of no matter"),
        pytest.param({**METRIC, "tokens": [], "formula": "wrds"}, "no name 'wrds'", id="a formula that can't be read"),
        pytest.param({**METRIC, "tokens": [], "condition": ""}, "compares nothing", id="a metric without a condition"),
        pytest.param({"tokens": ["so(?= it)"]}, "Use RE2 syntax", id="look-around"),
        pytest.param({"exceptions": ["(?<!a)so"]}, "Use RE2 syntax", id="look-around in an exception"),
        pytest.param({"tokens": [r"(\w)\1"], "extends": "repetition"}, "Use RE2 syntax", id="a back-reference in a repetition"),
        pytest.param({"tokens": [r"\w+(?!x)"], "extends": "repetition"}, "Use RE2 syntax", id="look-around in a repetition"),
        pytest.param({"tokens": [], "extends": "conditional", "first": "a", "second": "(?=b)c"}, "Use RE2 syntax", id="look-around in a second"),
        pytest.param({"tokens": [r"\p{Lu}\w+"]}, r"of properties, a card knows \\pL alone", id="a property"),
    ],
)  # fmt: skip
def test_a_field_that_would_do_nothing_is_refused(tmp_path: Path, check: dict[str, Any], says: str) -> None:
    with pytest.raises(CardError, match=rf"^own\.yaml: checks\.0.*{says}"):
        card(tmp_path, **{"extends": "existence", "tokens": ["so"], **check})


@pytest.mark.parametrize(
    "check", [{"tokens": ["so"]}, {"missing": "ask"}, {"tokens": ["so"], "sign": "ask", "level": "error"}]
)
def test_evidence_has_a_sign_and_no_level(tmp_path: Path, check: dict[str, Any]) -> None:
    with pytest.raises(CardError, match=r"^own\.yaml: evidence\.0 (is evidence of nothing|has level)"):
        card(tmp_path, "evidence", **({"extends": "existence"} if "tokens" in check else {}), **check)


def test_each_field_of_a_check_is_read_by_some_kind() -> None:
    read = " ".join([_ANYWHERE, "sign level say", *_READ.values(), *_OF_CASE.values()]).split()
    assert set(read) == set(Check._fields)
