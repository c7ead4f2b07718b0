"""The plugins in `examples/plugins`: installed as their users install them, and then at work."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from plugged import knigge, python

PLUGINS = Path(__file__).parents[1] / "examples" / "plugins"
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
    assert "3 cards, 11 tests, 0 failed." in knigge(house, "cards", "halden-house", "--test").stdout


def test_the_house_style_finds_its_words_its_name_and_the_footer(house: Path) -> None:
    found = json.loads(knigge(house, "check", "--format", "json", given=LETTER).stdout)[0]["findings"]
    ours = {f["card"].removeprefix("halden-house:"): f["match"] for f in found if f["card"].startswith("halden-house")}
    assert ours == {"House.Customers": "clients", "company-name": "Halden and Orr", "legal-footer": ""}


def test_the_house_style_mends_what_leaves_no_choice(house: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    knigge(house, "check", "--fix", str(letter))
    assert letter.read_text(encoding="utf-8") == LETTER.replace("clients", "customers").replace("and Orr", "& Orr")


def test_the_policy_that_the_house_ships_names_cards_that_there_are(house: Path) -> None:
    policy = tomllib.loads(Path(knigge(house, "halden-policy").stdout.strip()).read_text(encoding="utf-8"))
    script = f"from knigge import cards; [cards.find(name, cards.known()) for name in {[*policy['locked'], *policy['levels']]}]"
    assert python(house, "-c", script).returncode == 0
