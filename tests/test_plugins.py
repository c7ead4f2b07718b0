"""Plugins: what an installed package adds is there, what is broken is named and skipped, and nothing stays behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from knigge.errors import PluginWarning
from knigge.settings import load_policy
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


def test_the_list_has_one_heading_per_package_and_names_the_entry_point_of_an_error(tmp_path: Path) -> None:
    house(tmp_path)
    install(
        tmp_path, "broken", {"knigge.models": {"x": "broken.none:model"}, "knigge.cards": {"y": "broken.cards"}}, {}
    )
    lines = knigge(tmp_path, "plugins").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["I was imported", "acme-house 1.0", "broken 1.0"]
    assert "  models     error: x = broken.none:model: ModuleNotFoundError: No module named 'broken'" in lines


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


BRIEF = "examples/briefs/email-sales-offer.en.yaml"
MODELS = {
    "raises": ("    raise ValueError('kaput')", "The model nordwerk failed: ValueError: kaput"),
    "ends the program": ("    raise SystemExit('bye')", "The model nordwerk failed: SystemExit: bye"),
    "gives a number": ("    return 42", "The model nordwerk gave an int. It must return a Reply or a text."),
}


def _model(place: Path, code: str) -> None:
    """Install a model made of the lines of a function of a prompt; it is `ask` and `stream`, too."""
    source = (
        f"def answer(prompt, hear=None):\n{code}\nasync def ask(prompt):\n    return answer(prompt)\n"
        "answer.ask, answer.stream = ask, answer\ndef model(endpoint, policy):\n    return answer\n"
    )
    install(place, "nordwerk", {"knigge.models": {"nordwerk": "nordwerk:model"}}, {"nordwerk/__init__.py": source})


@pytest.mark.parametrize("fault", MODELS)
def test_a_model_of_a_plugin_that_fails_is_named_with_its_reason(tmp_path: Path, fault: str) -> None:
    code, told = MODELS[fault]
    _model(tmp_path, code)
    done = knigge(tmp_path, "draft", BRIEF, "--model", "nordwerk")
    assert (done.returncode, done.stdout) == (3, "")
    assert told in done.stderr
    for call in (
        "draft(brief, model='nordwerk')",
        "draft(brief, model='nordwerk', hear=print)",
        "asyncio.run(adraft(brief, model='nordwerk'))",
    ):
        script = f"import asyncio; from knigge import *; from knigge.api import adraft; brief = load_brief({BRIEF!r})\ntry:\n    {call}\nexcept ModelError as fault:\n    print(fault)"
        assert told in python(tmp_path, "-c", script).stdout


@pytest.mark.parametrize(
    "code", ["    return 'May I ask you?'", "    from knigge import Reply; return Reply('May I ask you?')"]
)
def test_a_draft_names_the_model_of_a_plugin_that_worded_it(tmp_path: Path, code: str) -> None:
    _model(tmp_path, code)
    done = knigge(tmp_path, "draft", BRIEF, "--model", "nordwerk", "--format", "json")
    assert json.loads(done.stdout)["model"] == "nordwerk"


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
    "no function": ({"knigge.models": {"x": "broken.model:model"}}, {"model.py": "model = 1"}, "is an int, but must be a function."),
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


MISSING = {
    "uninstalled": ("nordwerk", "the plugin nordwerk is not installed. Install it (`pip install nordwerk`)."),
    "broken": ("broken", "the plugin broken is broken. `knigge plugins` says why."),
}


@pytest.mark.parametrize("state", MISSING)
def test_a_policy_outlives_a_plugin_whose_cards_it_names(tmp_path: Path, state: str) -> None:
    install(tmp_path / "site", "broken", GROUPS, {"broken/cards/x.yaml": "id: ["})
    name, fault = MISSING[state]
    policy = tmp_path / "policy.toml"
    policy.write_text(
        f"[levels]\n'{name}:x' = 'error'\ngreeting = 'off'\n[weights]\n'{name}:x' = 1\n", encoding="utf-8"
    )
    done = knigge(tmp_path / "site", "policy", "show", "--policy", str(policy))
    assert done.returncode == 0, done.stderr
    assert 'greeting = "off"' in done.stdout
    assert f"Note: {policy}: levels.{name}:x is not used, as {fault}" in done.stderr
    assert f"Note: {policy}: weights.{name}:x is not used, as {fault}" in done.stderr
    policy.write_text(f"locked = ['{name}:x']\n", encoding="utf-8")
    done = knigge(tmp_path / "site", "policy", "show", "--policy", str(policy))
    assert done.returncode == 2
    assert f"locked names '{name}:x', but {fault} Or take the name out of `locked`." in done.stderr


def test_the_library_reads_such_a_policy_with_a_warning(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("[levels]\n'nordwerk:x' = 'error'\ngreeting = 'off'\n", encoding="utf-8")
    with pytest.warns(PluginWarning, match="levels.nordwerk:x is not used, as the plugin nordwerk is not installed"):
        assert load_policy(str(policy)).levels == {"greeting": "off"}


def test_a_misspelt_card_of_a_plugin_that_works_is_an_error(installed: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("levels.'acme-house:say-wen' = 'error'\n", encoding="utf-8")
    done = knigge(installed, "policy", "show", "--policy", str(policy))
    assert done.returncode == 2
    assert "No card 'acme-house:say-wen'. Did you mean 'acme-house:say-when'?" in done.stderr


def test_a_plugin_that_is_skipped_is_told_once(tmp_path: Path) -> None:
    install(tmp_path, "broken", GROUPS, {"broken/cards/x.yaml": "id: ["})
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    said = knigge(tmp_path, "check", str(text), str(text)).stderr
    assert said.count("Note: The cards of broken (x) were skipped: x.yaml: line 1") == 1


def test_the_note_on_what_is_skipped_is_whole_sentences(tmp_path: Path) -> None:
    install(tmp_path, "broken", {"knigge.languages": {"broken": "broken:LANGUAGE"}}, {})
    said = knigge(tmp_path, "check", given=TEXT).stderr
    assert "Note: The languages of broken were skipped: ModuleNotFoundError: No module named 'broken'. See `kn" in said


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


def test_the_models_of_two_plugins_with_one_id_are_listed_by_their_full_names(tmp_path: Path) -> None:
    house(tmp_path)
    house(tmp_path, "other-house")
    listed = json.loads(knigge(tmp_path, "models", "--format", "json").stdout)
    known = python(tmp_path, "-c", "from knigge import models; print(models.known())").stdout
    for name in ("acme-house:echo", "other-house:echo"):
        assert name in [each["name"] for each in listed]
        assert f"'{name}'" in known
    assert "echo" not in [each["name"] for each in listed]


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


PROMPT = """id: draft
version: house
channels: email
---
Word it for $channel.
---
$brief
"""
BRIEF = "examples/briefs/email-sales-offer.en.yaml"


def test_a_prompt_of_a_plugin_goes_before_the_built_in_one_in_its_language(tmp_path: Path) -> None:
    install(tmp_path, "acme", {"knigge.prompts": {"x": "acme.prompts"}}, {"acme/prompts/mail.en.md": PROMPT})
    assert "System message (draft house)" in knigge(tmp_path, "prompt", BRIEF).stdout
    german = knigge(tmp_path, "prompt", "examples/briefs/email-researcher.de.yaml").stdout
    assert "System message (draft " in german
    assert "house" not in german.splitlines()[0]


def test_two_plugins_with_one_prompt_are_an_error_that_names_both(tmp_path: Path) -> None:
    for name in ("acme", "other"):
        install(tmp_path, name, {"knigge.prompts": {"x": f"{name}.prompts"}}, {f"{name}/prompts/mail.en.md": PROMPT})
    done = knigge(tmp_path, "prompt", BRIEF)
    assert (done.returncode, "is given by acme and other. Uninstall one." in done.stderr) == (2, True)


def test_a_parser_reads_the_files_that_end_as_it_says(tmp_path: Path) -> None:
    parser = (
        "from knigge import Message\n\ndef read(raw, path):\n    return Message(raw.decode()[::-1], sender='Ole Ott')\n"
    )
    install(
        tmp_path, "acme", {"knigge.parsers": {"rev": "acme:read", "eml": "acme:read"}}, {"acme/__init__.py": parser}
    )
    text = tmp_path / "mail.rev"
    text.write_text(TEXT[::-1], encoding="utf-8")
    assert "earliest convenience" in knigge(tmp_path, "check", str(text)).stdout
    assert json.loads(knigge(tmp_path, "critique", "--format", "json", str(text)).stdout)[0]["lang"] == "en"
    listed = knigge(tmp_path, "plugins").stdout
    assert "'eml' is knigge's own." in listed


def test_a_parser_that_fails_is_bad_input_and_named(tmp_path: Path) -> None:
    install(
        tmp_path,
        "acme",
        {"knigge.parsers": {"rev": "acme:read"}},
        {"acme/__init__.py": "def read(raw, path):\n    return 1\n"},
    )
    text = tmp_path / "mail.rev"
    text.write_text(TEXT, encoding="utf-8")
    done = knigge(tmp_path, "check", str(text))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "the plugin acme:rev can't read it (it gives a int, but must give a Message.)" in done.stderr


COMMANDS = """
import typer

group = typer.Typer()

@group.command()
def one(): print("one")

@group.command()
def two(): print("two")

def greet(name: str = "Ole") -> None:
    "Greet somebody."
    print(f"Hello {name}")
"""


def test_commands_of_plugins_stand_beside_the_others(tmp_path: Path) -> None:
    install(
        tmp_path,
        "acme",
        {"knigge.commands": {"greet": "acme:greet", "group": "acme:group"}},
        {"acme/__init__.py": COMMANDS},
    )
    assert "Greet somebody." in knigge(tmp_path, "--help").stdout
    assert knigge(tmp_path, "greet", "--name", "Ada").stdout == "Hello Ada\n"
    assert knigge(tmp_path, "group", "two").stdout == "two\n"


def test_a_broken_command_leaves_the_others_standing(tmp_path: Path) -> None:
    install(tmp_path, "acme", {"knigge.commands": {"greet": "acme:greet"}}, {"acme/__init__.py": "1 / 0"})
    helped = knigge(tmp_path, "--help")
    assert (helped.returncode, "check" in helped.stdout) == (0, True)
    called = knigge(tmp_path, "greet")
    assert called.returncode == 2
    assert "The commands of acme (greet) were skipped: ZeroDivisionError" in called.stderr
