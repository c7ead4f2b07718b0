"""Sie and du on the sentences of evals/register: what the benchmark measures holds, and what fails is known."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("register_benchmark", ROOT / "benchmarks" / "register.py")
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(BENCHMARK)
PARTS = yaml.safe_load(BENCHMARK.DATA.read_text(encoding="utf-8"))
# Nothing before these sentences says who "sie" are.
UNDECIDED = {
    "Ihre Katze ist weg, sagte die Nachbarin. Hast du sie gesehen?",
    "Wie ich Ihrer Seite entnehme, sucht ihr Leute fürs Lager.",
    "Der Zug, den du nimmst, hält in Ulm. Sie sagen ihn vorher an.",
}


@pytest.mark.parametrize("part", PARTS)
def test_sie_and_du_are_told_apart_in_all_but_the_known_sentences(part: str) -> None:
    figures = BENCHMARK.measured(PARTS[part])
    assert {failure["text"] for failure in figures["failures"]} <= UNDECIDED
    assert figures["f1"] >= 0.98


def test_no_sentence_is_measured_twice() -> None:
    texts = [each for part in PARTS.values() for kind in part.values() for each in kind]
    assert len(texts) == len(set(texts)) >= 400
