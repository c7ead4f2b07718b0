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
# Who "sie" are, or whose brother, only the sense tells.
UNDECIDED = {
    "Wie ich Ihrer Seite entnehme, sucht ihr Leute fürs Lager.",
    "Der Zug, den du nimmst, hält in Ulm. Sie sagen ihn vorher an.",
    "Die Kinder lieben den Park. Sie sollten ihn einmal sehen, Herr Lutz.",
    "Hast du das Buch gelesen? Ihr Stil ist toll, also der von Zeh.",
    "Ihnen allen, den Gästen, war kalt.",
    "Sehr geehrter Herr Wirth, Ihre Firma gefällt mir, denn ihr bildet selbst aus.",
    "Herr Bruns, Sie haben ein tolles Team. Ihr leistet Großes!",
    # Whose words they are, or a name that looks like a form of address.
    "Falls Ihr Sohn fragt: Sag ihm nichts, so würde es meine Mutter halten. Und Sie?",
    "Sag Ja zu Bier, so Ihr Plakat; gilt das noch?",
    "Kaffee du Matin heißt der Laden, den Sie suchen.",
    # Said of the form, or in a form of speech.
    "Schön, dass wir uns jetzt duzen! Wann haben Sie das nächste Mal Zeit?",
    "Was machst'n heute?",
    # A greeting says Sie, and the card sees it; the forms do not.
    "Liebe Frau Dr. Stein, sei so gut und lies den Absatz noch einmal.",
    "Lieber Herr Dr. Wenk, hast du meine Unterlagen bekommen?",
}


@pytest.mark.parametrize("part", PARTS)
def test_sie_and_du_are_told_apart_in_all_but_the_known_sentences(part: str) -> None:
    figures = BENCHMARK.measured(PARTS[part])
    assert {failure["text"] for failure in figures["failures"]} <= UNDECIDED
    assert figures["f1"] >= 0.97


def test_no_sentence_is_measured_twice() -> None:
    texts = [each for part in PARTS.values() for kind in part.values() for each in kind]
    assert len(texts) == len(set(texts)) >= 400
