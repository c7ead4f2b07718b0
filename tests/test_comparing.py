"""Two runs side by side: flipped cases first, chance called chance, and nothing that vanished overlooked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knigge.evals.comparing import Comparison, between_models, with_baseline
from test_cli import knigge
from test_evals import GOOD, rule, written


def report(passed: str, suite: str = "rules", model: str = "offline", digest: int = 1) -> dict[str, Any]:
    """A report in which the cases went as told by `+` and `-`."""
    results = [
        {"suite": suite, "model": model, "id": f"{suite}/f/{number}", "digest": digest, "passed": each == "+"}
        for number, each in enumerate(passed)
    ]
    return {"results": results, "scores": [{"suite": suite, "model": model, "name": "passed", "label": ""}]}


def against(now: dict[str, Any], before: dict[str, Any]) -> Comparison:
    return with_baseline(now, before, whole=True)


@pytest.mark.parametrize(
    ("before", "now", "verdict", "regressed"),
    [
        ("+" * 20, "+" * 20, "not distinguishable", False),
        ("+" * 20, "+" * 16 + "-" * 4, "not distinguishable", False),
        ("+" * 20, "+" * 10 + "-" * 10, "worse", True),
        ("-" * 20, "+" * 10 + "-" * 10, "better", False),
    ],
)
def test_only_what_is_more_than_chance_is_called_better_or_worse(
    before: str, now: str, verdict: str, regressed: bool
) -> None:
    found = against(report(now), report(before))
    assert (found.versus[0].verdict, found.regressed) == (verdict, regressed)


def test_flipped_cases_that_fail_now_come_first() -> None:
    found = against(report("+-+"), report("-++"))
    assert [(flip.case, flip.passes) for flip in found.flips] == [("rules/f/1", False), ("rules/f/0", True)]
    assert (found.versus[0].gains, found.versus[0].losses, found.versus[0].pairs) == (1, 1, 3)


def test_cases_that_were_changed_or_are_new_are_left_out() -> None:
    assert against(report("+--"), report("++")).versus[0].left_out == 1
    assert against(report("--", digest=2), report("++")).versus[0].left_out == 2


def test_a_score_that_vanished_is_a_regression() -> None:
    gone = report("+", "draft")
    before = {key: report("+")[key] + gone[key] for key in gone}
    found = against(report("+"), before)
    assert (found.missing, found.regressed) == (("draft offline passed",), True)
    assert with_baseline(report("+"), before, whole=False).missing == ()


def test_models_are_compared_with_the_first_and_that_gates_nothing() -> None:
    every = [report("+" * 12, "draft", "a"), report("-" * 12, "draft", "b"), report("+" * 12, "draft", "c")]
    found = between_models({"results": [r for each in every for r in each["results"]]}, ["a", "b", "c"])
    assert [(v.before, v.now, v.verdict) for v in found.versus] == [
        ("a", "b", "worse"),
        ("a", "c", "not distinguishable"),
    ]
    assert found.versus[0].adjusted == pytest.approx(2 * found.versus[0].chance)
    assert not found.regressed


def test_a_baseline_at_the_command_line(tmp_path: Path) -> None:
    rules = [rule(f"{number}", "Ich sehe Synergien.", ["Synergien"]) for number in range(9)]
    written(tmp_path, {"rules": rules}, "[gates.rules]\npassed = 0.1\n")
    args = ("eval", "--cases", ".", "--baseline", "before.json")
    (tmp_path / "before.json").write_bytes(knigge("eval", "--cases", ".", "--format", "json", cwd=tmp_path).stdout)
    same = knigge(*args, cwd=tmp_path)
    assert (same.returncode, b"not distinguishable (0 turned right, 0 wrong, of 9 pairs" in same.stdout) == (0, True)
    before = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))
    written(tmp_path, {"rules": [{**each, "expected_output": ["sehe"]} for each in rules[:8]] + rules[8:]})
    changed = json.loads(knigge("eval", "--cases", ".", "--format", "json", cwd=tmp_path).stdout)
    for old, new in zip(before["results"], changed["results"], strict=True):
        old["digest"] = new["digest"]  # as if the program had changed, not the cases
    (tmp_path / "before.json").write_text(json.dumps(before), encoding="utf-8")
    worse = knigge(*args, cwd=tmp_path)
    assert worse.returncode == 1
    assert worse.stdout.startswith(b"fails now  rules/some/0")
    assert b"offline against offline, before: worse (0 turned right, 8 wrong, of 9 pairs" in worse.stdout


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {"rules": GOOD["rules"]})
    for text in ("[]", "{", '{"results": [{}]}'):
        (tmp_path / "b.json").write_text(text, encoding="utf-8")
        done = knigge("eval", "--cases", ".", "--baseline", "b.json", cwd=tmp_path)
        assert done.returncode == 2
        assert b"b.json: is no report of an earlier run" in done.stderr


def test_the_cases_that_a_difference_needs_are_told_without_running_any() -> None:
    told = knigge("eval", "--min-pairs").stdout.decode()
    assert "231" in told.split("+6%")[1].splitlines()[0]
