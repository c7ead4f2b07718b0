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
    # A sentence that reads like a closing: "Ihr Garten, ...".
    "Ihr Garten, sagte ich dir das schon, ist eine Pracht.",
    # Said of the form, or in a form of speech.
    "Schön, dass wir uns jetzt duzen! Wann haben Sie das nächste Mal Zeit?",
    "Was machst'n heute?",
    # A greeting says Sie, and the card sees it; the forms do not.
    "Liebe Frau Dr. Stein, sei so gut und lies den Absatz noch einmal.",
    "Lieber Herr Dr. Wenk, hast du meine Unterlagen bekommen?",
    "Hallo Frau Tischler, hast du den Ordner schon durchgesehen? Ich bräuchte ihn am Mittwoch zurück.",
    "Ihr Rezept hat mir Tante Lene nie verraten, aber du hast es bestimmt.",
    "Ihr Lieben, danke für die schöne Karte!",
    "Grüß Sie, Frau Ingenieur! Wie geht's dem Statikbüro?",
    "Sie kamen zu dritt und blieben bis Mitternacht.",
    "Trau, schau, wem: Mit diesem Satz begann die Versammlung.",
}


@pytest.mark.parametrize("part", PARTS)
def test_sie_and_du_are_told_apart_in_all_but_the_known_sentences(part: str) -> None:
    figures = BENCHMARK.measured(PARTS[part])
    assert {failure["text"] for failure in figures["failures"]} <= UNDECIDED
    assert figures["f1"] >= 0.975


def test_no_sentence_is_measured_twice() -> None:
    texts = [each for part in PARTS.values() for kind in part.values() for each in kind]
    assert len(texts) == len(set(texts)) >= 400


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        ("Weißte was? Ich melde mich.", {"informal"}),
        ("Bist gut heimgekommen?", {"informal"}),
        ("Wann hast Zeit?", {"informal"}),
        ("Warst gestern die Beste.", {"informal"}),
        ("Wie hamse das gemacht, die Nachbarn?", set()),
        ("Wissen S', das geht nicht.", {"formal"}),
        ("Ruf vorher kurz an.", {"informal"}),
        ("Ruf und Ansehen gingen verloren.", set()),
        ("Bitte bestätige mir den Termin.", {"informal"}),
        ("Bitte keine Blumen.", set()),
        ("Bewirb dich.", {"informal"}),
        ("Komm gerade aus Ulm und würde gern anrufen.", set()),
        ("Freu mich auf die Reise.", set()),
        ("Sie sind lang, deine Listen.", {"informal"}),
        ("Sie sind pünktlich, meine Damen und Herren.", {"formal"}),
        ("Die Dein Beet GmbH liefert.", set()),
        ("Arbeiten Sie bei der Muster AG?", {"formal"}),
        ("Mein Vater sagte stets: Bleib dir treu.", set()),
        ("Sagen Sie mir: Wie lange dauert es?", {"formal"}),
        ("Ich hoffe: Sie hat gewonnen.", set()),
        ("Sie nahm den Zug.", set()),
        ("Verdirb ihm nicht den Spaß.", {"informal"}),
        ("Halt durch!", {"informal"}),
        ("Bei Fragen frag!", {"informal"}),
        ("Nun grüß Sie Gott.", {"formal"}),
        ("Ihr baut schöne Öfen.", {"informal"}),
        ("Ihr geht es gut.", {"formal"}),
        ("Es ist gut, was ihr da baut.", {"informal"}),
        ("Deinesgleichen fehlt hier.", {"informal"}),
        ("Mir ist das Du lieber, denn das Sie klingt so kühl.", set()),
        ("Sie kommen morgen, die von der Bahn.", set()),
        ("Der Trau-dich-Kurs ist voll.", set()),
        ("Ihr Sie klingt so kühl.", set()),
    ],
)
def test_each_form_is_seen_as_it_is_spoken_or_left_out(body: str, forms: set[str]) -> None:
    assert BENCHMARK.forms(body) == forms


@pytest.mark.parametrize(
    ("greeting", "fires"),
    [
        ("Liebe Frau Kern, lieber Jannis,", False),
        ("Hallo Edda, hallo Herr Brink,", False),
        ("Liebe Frau Kern,", True),
        ("Lieber Jannis,", True),
    ],
)
def test_two_who_are_greeted_may_be_called_du_and_sie(greeting: str, fires: bool) -> None:
    assert BENCHMARK.mixed(f"{greeting}\n\nSie bekommen die Noten, und du bringst den Kuchen mit.\n\nIris") == fires
