"""The plugins in `examples/plugins`: installed as their users install them, and then at work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugged import knigge

PLUGINS = Path(__file__).parents[2] / "examples" / "plugins"
LETTER = "Dear Ms Novak,\n\nour clients ask Halden and Orr for gauges.\n\nKind regards\nOle Ott\n"


def installed(name: str, place: Path) -> Path:
    options = ["-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--target", str(place)]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(PLUGINS / name)], check=True, capture_output=True
    )
    return place


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed("house-style", tmp_path_factory.mktemp("house"))


def test_the_house_style_loads_and_passes_its_own_tests(house: Path) -> None:
    assert knigge(house, "plugins").returncode == 0
    assert "3 cards, 13 tests, 0 failed." in knigge(house, "cards", "halden-house", "--test").stdout


def test_the_house_style_finds_its_words_its_name_and_the_footer(house: Path) -> None:
    found = json.loads(knigge(house, "check", "--format", "json", given=LETTER).stdout)[0]["findings"]
    ours = {f["card"].removeprefix("halden-house:"): f["match"] for f in found if f["card"].startswith("halden-house")}
    assert ours == {"House.Customers": "clients", "company-name": "Halden and Orr", "legal-footer": ""}


def test_the_house_style_mends_what_leaves_no_choice(house: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    knigge(house, "check", "--fix", str(letter))
    assert letter.read_text(encoding="utf-8") == LETTER.replace("clients", "customers").replace("and Orr", "& Orr")


def test_what_the_house_locks_cannot_be_switched_off_in_a_text(house: Path) -> None:
    policy = knigge(house, "halden-policy").stdout.strip()
    off = "<!-- knigge halden-house:company-name = NO, halden-house:House.Customers = NO -->\n"
    done = knigge(house, "check", "--format", "json", "--policy", policy, given=off + LETTER)
    found = {f["card"]: f["level"] for f in json.loads(done.stdout)[0]["findings"]}
    assert done.returncode == 1
    assert found["halden-house:company-name"] == found["halden-house:legal-footer"] == "error"
    assert "halden-house:House.Customers" not in found


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed("french", tmp_path_factory.mktemp("french"))


REQUEST = """Objet : Une question sur votre four

Bonjour Madame Morvan,

je suis boulanger à Dinan. Dans votre article sur le four de Saint-Malo, vous avez décrit une sole en brique.

Pourriez-vous me dire quelle brique vous avez prise ?

Merci d’avance et bien cordialement
Yann Le Goff
"""


def test_french_drafts_a_brief_as_a_letter_is_written_there(french: Path) -> None:
    done = knigge(french, "draft", str(PLUGINS / "french" / "briefs" / "question.fr.yaml"))
    assert (done.returncode, "ready · E-mail" in done.stderr) == (0, True)
    assert done.stdout.startswith(
        "Objet\u00a0: Les Rencontres du patrimoine de Vannes\u00a0: une question\n\nBonjour Madame Morvan,\n"
    )
    assert "lors des Rencontres du patrimoine de Vannes le 12 mars" in done.stdout


def test_a_model_is_asked_in_french(french: Path) -> None:
    asked = knigge(french, "prompt", str(PLUGINS / "french" / "briefs" / "question.fr.yaml"))
    assert "Écris, en français, le message demandé" in asked.stdout
    assert "- Ni synergies, ni gagnant-gagnant, ni valeur ajoutée." in asked.stdout


def test_french_faults_are_found_and_told_in_french(french: Path) -> None:
    text = (
        "Bonjour Madame Morvan,\n\nJe vois de belles synergies. Répondez au plus vite.\n\nCordialement\nYann Le Goff\n"
    )
    report = json.loads(knigge(french, "check", "--format", "json", given=text).stdout)[0]
    told = {finding["match"]: finding["message"] for finding in report["findings"]}
    assert report["lang"] == "fr"
    assert "au plus vite" in told
    assert told["de belles synergies"].startswith("«\u00a0de belles synergies\u00a0» ne promet rien")


def test_a_french_message_gets_a_verdict_and_a_french_reply(french: Path) -> None:
    (found,) = json.loads(knigge(french, "critique", "--format", "json", given=REQUEST).stdout)
    assert (found["verdict"], found["reply"]["lang"], found["reply"]["register"]) == ("accept", "fr", "formal")
    assert found["reply"]["subject"] == "Re\u00a0: Une question sur votre four"
    assert found["reply"]["body"].startswith("Bonjour Yann Le Goff,\n\n")


def test_the_french_cases_hold(french: Path) -> None:
    done = knigge(french, "eval", "--cases", str(PLUGINS / "french" / "evals"))
    assert (done.returncode, "0 of 40 cases failed" in done.stdout or "failed" not in done.stdout) == (0, True), (
        done.stdout
    )


def test_the_french_cards_pass_their_tests_and_the_others_still_do(french: Path) -> None:
    done = knigge(french, "cards", "--test")
    assert (done.returncode, " 0 failed" in done.stdout) == (0, True), done.stdout


def test_french_leaves_german_and_english_as_they_were_and_no_trace_behind(french: Path, tmp_path: Path) -> None:
    for text in ("examples/texts/first-try.en.txt", "examples/received/question.de.eml"):
        words = ("check", "--format", "json", "--fail-on", "never", text)
        assert knigge(french, *words).stdout == knigge(tmp_path, *words).stdout
    assert json.loads(knigge(tmp_path, "check", "--format", "json", given=REQUEST).stdout)[0]["lang"] != "fr"
    assert knigge(tmp_path, "check", "--lang", "fr", given=REQUEST).returncode == 2
