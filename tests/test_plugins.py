"""Plugins: what an installed package adds is there, what is broken is named and skipped, and nothing stays behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plugged import CARD, CHANNEL, house, install, knigge, python

TEXT = "Dear Ms Novak,\n\nplease answer at your earliest convenience.\n\nKind regards\nOle Ott\n"
GROUPS = {"knigge.cards": {"x": "broken.cards"}}
IN_FRENCH = """
amends: no-empty-synergy
guideline: {fr: Pas de formules creuses.}
checks:
  - {extends: existence, lang: fr, tokens: [synergies]}
tests:
  - {lang: fr, text: "Je vois des synergies.", want: [synergies]}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("installed")
    house(place)
    return place


def test_the_list_tells_name_version_and_what_each_adds(installed: Path) -> None:
    done = knigge(installed, "plugins")
    assert done.returncode == 0
    assert "acme-house 1.0" in done.stdout
    assert "  cards      acme-house:say-when\n  channels   staff-chat\n  models     echo\n" in done.stdout


def test_a_card_of_a_plugin_is_checked_and_explained_like_any(installed: Path) -> None:
    found = json.loads(knigge(installed, "check", "--format", "json", given=TEXT).stdout)[0]["findings"]
    assert "at your earliest convenience" in [f["match"] for f in found if f["card"] == "acme-house:say-when"]
    assert "Say by when" in knigge(installed, "cards", "acme-house:say-when").stdout


def test_the_tests_of_its_cards_are_run_with_the_others(installed: Path) -> None:
    done = knigge(installed, "cards", "acme-house:say-when", "--test")
    assert (done.returncode, done.stdout) == (0, "1 cards, 2 tests, 0 failed.\n")


def test_a_text_switches_a_card_of_a_plugin_off_by_its_id(installed: Path) -> None:
    said = "<!-- knigge acme-house:say-when = NO -->\n" + TEXT
    found = json.loads(knigge(installed, "check", "--format", "json", given=said).stdout)[0]
    assert "acme-house:say-when" not in [finding["card"] for finding in found["findings"]]
    assert not any("names no card" in note for note in found["notes"])


@pytest.mark.parametrize("name", ["staff-chat", "acme-house:staff-chat"])
def test_a_channel_goes_by_its_id_and_its_full_name(installed: Path, name: str) -> None:
    found = json.loads(knigge(installed, "check", "--format", "json", "--channel", name, given=TEXT).stdout)[0]
    assert found["channel"] == "staff-chat"
    assert "platform-limit" in [finding["card"] for finding in found["findings"]]


@pytest.mark.parametrize("name", ["echo", "echo:loud", "acme-house:echo", "acme-house:echo:loud"])
def test_a_model_goes_by_its_id_and_its_full_name(installed: Path, name: str) -> None:
    script = f"from knigge import Policy, Prompt, models; print(models.get({name!r}, Policy())(None).model)"
    wanted = "loud" if name.endswith("loud") else "echo"
    assert python(installed, "-c", script).stdout.splitlines()[-1] == wanted


def test_an_endpoint_of_a_policy_names_a_plugin_as_its_provider(installed: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[models.house]\nprovider = "echo"\nmodel = "loud"\n', encoding="utf-8")
    done = knigge(
        installed, "draft", "examples/briefs/email-sales-offer.en.yaml", "--policy", str(policy), "--model", "house"
    )
    assert "May I ask you for the minutes?" in done.stdout


def test_cards_and_channels_are_read_without_running_the_package(installed: Path) -> None:
    assert "I was imported" not in knigge(installed, "check", given=TEXT).stdout
    assert "I was imported" in knigge(installed, "plugins").stdout  # which loads the model


def test_a_folder_of_rules_in_the_style_of_vale_is_read_as_one(tmp_path: Path) -> None:
    rule = "extends: existence\nmessage: Drop '%s'.\ntokens: [earliest convenience]\n"
    install(
        tmp_path, "acme-vale", {"knigge.cards": {"House": "acme_vale.styles"}}, {"acme_vale/styles/Stale.yml": rule}
    )
    found = json.loads(knigge(tmp_path, "check", "--format", "json", given=TEXT).stdout)[0]["findings"]
    assert "acme-vale:House.Stale" in [finding["card"] for finding in found]


def test_uninstalling_leaves_no_trace(tmp_path: Path) -> None:
    bare = knigge(tmp_path, "check", "--format", "json", given=TEXT).stdout
    folder = house(tmp_path)
    assert knigge(tmp_path, "check", "--format", "json", given=TEXT).stdout != bare
    shutil.rmtree(folder)
    assert knigge(tmp_path, "check", "--format", "json", given=TEXT).stdout == bare


BROKEN = {
    "an import that fails": ({"knigge.models": {"x": "broken.model:model"}}, {"model.py": "import no_such_thing"}, "ModuleNotFoundError: No module named 'no_such_thing'"),
    "code that ends the program": ({"knigge.models": {"x": "broken.model:model"}}, {"model.py": "raise SystemExit('bye')"}, "SystemExit: bye"),
    "a name that is not there": ({"knigge.models": {"x": "broken.model:model"}}, {"model.py": ""}, "has no attribute 'model'"),
    "no function": ({"knigge.models": {"x": "broken.model:model"}}, {"model.py": "model = 1"}, "is a int, but must be a function."),
    "no object": ({"knigge.models": {"x": "broken.model"}}, {"model.py": ""}, "Write module:name"),
    "bad YAML": (GROUPS, {"cards/x.yaml": "id: ["}, "x.yaml: line 1"),
    "a card that says too little": (GROUPS, {"cards/x.yaml": "id: x\n"}, "x.yaml: the field 'decided_by' is missing. Add it."),
    "no folder": (GROUPS, {"__init__.py": ""}, "'broken.cards' is no package with files in it."),
    "an empty folder": (GROUPS, {"cards/README.md": ""}, "holds no card."),
    "a bad style": (GROUPS, {"cards/x.yml": "extends: existence\n"}, "x.yml"),
    "a built-in channel": ({"knigge.channels": {"x": "broken.channels"}}, {"channels/x.yaml": CHANNEL.replace("staff-chat", "email")}, "'email' is a channel of knigge's own."),
    "no language": ({"knigge.languages": {"x": "broken:LANGUAGE"}}, {"__init__.py": "LANGUAGE = {}"}, "is a dict, but must be a Language."),
    "a built-in model": ({"knigge.models": {"offline": "broken:model"}}, {"__init__.py": "def model(): ..."}, "'offline' is knigge's own."),
    "an unknown group": ({"knigge.card": {"x": "broken"}}, {"__init__.py": ""}, "knigge.card is no group of plugins."),
    "no built-in card": (GROUPS, {"cards/x.yaml": "amends: x\n"}, "x.yaml: amends 'x'. Name a built-in card"),
    "a change of what is built in": (GROUPS, {"cards/no-empty-synergy.yaml": IN_FRENCH.replace("fr", "de")}, "adds words of another one"),
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("broken")
    for number, (entry_points, files, _) in enumerate(BROKEN.values()):
        own = {
            group: {id: value.replace("broken", f"broken{number}") for id, value in each.items()}
            for group, each in entry_points.items()
        }
        install(place, f"broken{number}", own, {f"broken{number}/{path}": content for path, content in files.items()})
    return place


@pytest.fixture(scope="module")
def errors(broken: Path) -> dict[str, str]:
    done = knigge(broken, "plugins", "--format", "json")
    assert done.returncode == 1
    return {each["distribution"]: each["error"] for each in json.loads(done.stdout)}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_plugin_is_named_with_its_error_in_a_line(errors: dict[str, str], fault: str) -> None:
    number = list(BROKEN).index(fault)
    assert BROKEN[fault][2].replace("broken", f"broken{number}") in errors[f"broken{number}"]
    assert "\n" not in errors[f"broken{number}"]


def test_broken_plugins_take_nothing_else_down(broken: Path, installed: Path) -> None:
    done = knigge(broken, "check", "--format", "json", given=TEXT)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["findings"]


def test_a_plugin_that_is_skipped_is_told_once(tmp_path: Path) -> None:
    install(tmp_path, "broken", GROUPS, {"broken/cards/x.yaml": "id: ["})
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    said = knigge(tmp_path, "check", str(text), str(text)).stderr
    assert said.count("Note: The plugin broken:x was skipped: x.yaml: line 1") == 1


def test_two_plugins_with_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    house(tmp_path)
    house(tmp_path, "other-house")
    for words in (
        ("check", "--channel", "staff-chat"),
        ("draft", "examples/briefs/email-sales-offer.en.yaml", "--model", "echo"),
    ):
        done = knigge(tmp_path, *words, given=TEXT)
        assert done.returncode == 2
        assert "is given by acme-house and other-house. Name one, acme-house:" in done.stderr
    listed = knigge(tmp_path, "plugins")
    assert listed.returncode == 1
    assert listed.stdout.count("gives 'staff-chat', too.") == listed.stdout.count("gives 'echo', too.") == 2


def test_of_two_plugins_with_one_id_each_goes_by_its_full_name(tmp_path: Path) -> None:
    house(tmp_path)
    house(tmp_path, "other-house")
    found = json.loads(
        knigge(tmp_path, "check", "--format", "json", "--channel", "other-house:staff-chat", given=TEXT).stdout
    )
    assert found[0]["channel"] == "other-house:staff-chat"
    assert {"acme-house:say-when", "other-house:say-when"} <= {f["card"] for f in found[0]["findings"]}


def test_what_lies_in_the_working_folder_is_no_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "No plugins are installed." in knigge(tmp_path, "plugins").stdout


def test_a_check_without_plugins_looks_at_no_package(tmp_path: Path) -> None:
    python(tmp_path, "-c", script := "from knigge import check; check('Hallo'); import sys; print(*sys.modules)")
    loaded = set(python(tmp_path, "-c", script).stdout.split())
    assert "knigge.plugins" in loaded
    assert not loaded & {"importlib.metadata", "importlib.util", "email", "yaml"}


def test_a_card_that_only_one_language_speaks_is_proved_in_that_one(tmp_path: Path) -> None:
    neutral = CARD.replace("lang: en, tokens", "tokens")
    install(tmp_path, "acme", {"knigge.cards": {"x": "acme.cards"}}, {"acme/cards/say-when.yaml": neutral})
    assert knigge(tmp_path, "cards", "acme:say-when", "--test").returncode == 0
