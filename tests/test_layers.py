"""The layers of a policy: which files count, what each may set, and where every value in force came from."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from knigge.domain import TRUSTED_ONLY, Policy
from knigge.domain.policy import Sendmail
from knigge.errors import SettingsError
from knigge.settings import Layered, layered, load_policy
from packs import style
from test_cli import knigge

LAYERS = ("company", "team", "person", "project", "policy")


class House(NamedTuple):
    """A machine: its site-wide folder, a person's, and a project's."""

    root: Path

    def path(self, layer: str) -> Path:
        folder = {"company": "site", "team": "site", "person": "config"}.get(layer, "home/project")
        name = {"person": "policy.toml", "project": ".knigge.toml", "policy": "extra.toml"}.get(layer, f"{layer}.toml")
        return self.root / folder / name

    def put(self, layer: str, toml: str) -> Path:
        path = self.path(layer)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml, encoding="utf-8")
        return path

    def environ(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"HOME": str(self.root / "home"), "KNIGGE_CONFIG": str(self.root / "config"), **more}

    def layered(self, folder: str = "home/project", packs: tuple[str, ...] = (), **environ: str) -> Layered:
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        extra = self.path("policy")
        named = str(extra) if extra.exists() else ""
        return layered(str(self.root / folder), self.environ(environ), named, packs, (str(self.root / "site"),))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_without_a_file_the_defaults_are_in_force(house: House) -> None:
    assert house.layered() == Layered(Policy())


@pytest.mark.parametrize("count", range(1, len(LAYERS) + 1))
def test_each_layer_goes_before_those_below_it(house: House, count: int) -> None:
    paths = [house.put(layer, f"accept_from = {place}") for place, layer in enumerate(LAYERS[:count], 10)]
    found = house.layered()
    assert found.policy.accept_from == 9 + count
    assert found.origin("accept_from") == (LAYERS[count - 1], str(paths[-1]))
    assert [origin.layer for origin in found.layers] == list(LAYERS[:count])


def test_the_environment_goes_before_all_files(house: House) -> None:
    house.put("policy", 'accept_from = 9\nbias = "open"')
    found = house.layered(KNIGGE_ACCEPT_FROM="7", KNIGGE_BIAS="")
    assert (found.policy.accept_from, found.policy.bias) == (7, "open")
    assert found.origin("accept_from") == ("environment", "KNIGGE_ACCEPT_FROM")


@pytest.mark.parametrize(
    ("first", "then", "field", "want"),
    [
        ("levels.greeting = 'off'", "levels.be-friendly = 'off'", "levels", {"greeting": "off", "be-friendly": "off"}),
        ("levels.greeting = 'off'", "levels.greeting = 'error'", "levels", {"greeting": "error"}),
        ("limits.email = 9", "limits.xing-request = 8", "limits", {"email": 9, "xing-request": 8}),
        ("weights.what = 1", "weights.who = 2", "weights", {"what": 1, "who": 2}),
        ("phrases.eins = 'a'", "phrases.zwei = 'b'", "phrases", {"eins": "a", "zwei": "b"}),
        ("registers.law = 'formal'", "registers.games = 'informal'", "registers", {"law": "formal", "games": "informal"}),
        ("do_not_contact = ['a', 'b']", "do_not_contact = ['b', 'c']", "do_not_contact", ("a", "b", "c")),
        ("acknowledged = ['eu-gdpr']", "acknowledged = ['us-can-spam']", "acknowledged", ("eu-gdpr", "us-can-spam")),
        ("locked = ['greeting']", "locked = ['bias']", "locked", ("greeting", "bias")),
        ("fact_sources = ['talks']", "fact_sources = ['press']", "fact_sources", ("press",)),
        ("bias = 'open'", "", "bias", "open"),
    ],
)  # fmt: skip
def test_mappings_merge_by_key_and_lists_that_make_sense_in_sum_add_up(
    house: House, first: str, then: str, field: str, want: Any
) -> None:
    house.put("company", first)
    house.put("person", then)
    assert getattr(house.layered().policy, field) == want


def test_an_alias_and_its_card_are_one_key(house: House) -> None:
    house.put("company", "levels.always-answer = 'error'")
    house.put("person", "levels.no-silent-decline = 'off'")
    assert house.layered().policy.levels == {"always-answer": "off"}


@pytest.mark.parametrize("layer", LAYERS)
def test_an_empty_file_means_the_defaults(house: House, layer: str) -> None:
    house.put(layer, "\n")
    assert house.layered().policy == Policy()


@pytest.mark.parametrize(
    ("file", "at", "found"),
    [
        pytest.param("home/a/.knigge.toml", "home/a/b/c", True, id="above"),
        pytest.param("home/.knigge.toml", "home/a", False, id="the home folder is no project"),
        pytest.param("home/.knigge.toml", "home", True, id="unless one stands in it"),
        pytest.param("home/a/.knigge.toml", "home/a/git/b", False, id="beyond the repository"),
        pytest.param("home/a/git/.knigge.toml", "home/a/git/b", True, id="the repository's own"),
        pytest.param("home/a/c/.knigge.toml", "home/a/b", False, id="beside"),
        pytest.param(".knigge.toml", "home/a", False, id="above the home folder"),
    ],
)
def test_a_project_s_file_is_found_upwards_within_its_borders(house: House, file: str, at: str, found: bool) -> None:
    (house.root / "home/a/git/.git").mkdir(parents=True)
    (house.root / file).parent.mkdir(parents=True, exist_ok=True)
    (house.root / file).write_text("accept_from = 9", encoding="utf-8")
    assert (house.layered(at).policy.accept_from == 9) is found


@pytest.mark.parametrize(
    ("pyproject", "want"),
    [
        ("[tool.knigge]\naccept_from = 9", 9),
        ("[tool]\nknigge = {accept_from = 9}", 9),
        ("[project]\ndependencies = ['knigge']", 4),
        ("[tool.other", 4),
        ("", 4),
    ],
)
def test_a_pyproject_counts_where_it_has_our_table(house: House, pyproject: str, want: int) -> None:
    house.put("project", "").rename(house.root / "home/project/.nothing")
    (house.root / "home/project/pyproject.toml").write_text(pyproject, encoding="utf-8")
    assert house.layered("home/project/src").policy.accept_from == want


def test_a_project_s_own_file_goes_before_its_pyproject(house: House) -> None:
    house.put("project", "accept_from = 8")
    (house.root / "home/project/pyproject.toml").write_text("[tool.knigge]\naccept_from = 9", encoding="utf-8")
    assert house.layered().policy.accept_from == 8


def test_variables_name_files_where_the_machine_has_none(house: House) -> None:
    other = house.root / "other.toml"
    other.write_text("accept_from = 9", encoding="utf-8")
    assert house.layered(KNIGGE_COMPANY=str(other)).origin("accept_from") == ("company", str(other))
    assert house.layered(KNIGGE_TEAM=str(other)).origin("accept_from") == ("team", str(other))
    assert house.layered(KNIGGE_POLICY=str(other)).origin("accept_from") == ("policy", str(other))


SAMPLES = {
    "model": "'openai:gpt'", "models": "{x = {base_url = 'https://evil.example'}}", "prices": "{x = [1, 1]}", "prompts": "'p'",
    "profile": "'me.yaml'", "candidates": "8", "max_repairs": "9", "max_calls": "9", "max_tokens": "9", "max_cost": "9",
    "max_seconds": "9", "sendmail": "{via = 'evil'}",
}  # fmt: skip


@pytest.mark.parametrize("field", TRUSTED_ONLY)
@pytest.mark.parametrize("layer", LAYERS)
def test_a_file_that_was_merely_found_neither_dials_out_nor_stops_the_program(
    house: House, layer: str, field: str
) -> None:
    path = house.put(layer, f"{field} = {SAMPLES[field]}\naccept_from = 9")
    found = house.layered()
    trusted = layer not in ("team", "project")
    assert (getattr(found.policy, field) != getattr(Policy(), field)) is trusted
    assert found.policy.accept_from == 9
    assert found.notes == (() if trusted else (
        f"{path}: {field} is not used. Only your own policy, your company's and --policy FILE may set it.",
    ))  # fmt: skip


def test_what_a_found_file_may_not_set_is_not_even_read(house: House) -> None:
    house.put("project", "models = 7\nprompts = [1]")
    assert house.layered().policy == Policy()


def test_a_project_s_packs_lie_in_it(house: House) -> None:
    style(house.root / "home/project/styles", {"Own": {"tokens": ["x"]}}, "Inner")
    style(house.root, {"Own": {"tokens": ["x"]}}, "Outer")
    house.put("project", "packs = {Inner = 'styles/Inner', Outer = '../../Outer'}")
    found = house.layered()
    assert list(found.policy.packs) == ["Inner"]
    assert "packs.Outer is not used, as it lies outside of the project." in found.notes[0]


def test_a_layer_can_speak_of_the_packs_below_it(house: House) -> None:
    style(house.root / "site", {"Own": {"tokens": ["x"]}})
    house.put("company", "packs = {House = 'House'}")
    house.put("person", "levels = {House = 'error', 'House.Own' = 'off'}")
    assert house.layered().policy.levels == {"House": "error", "House.Own": "off"}


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("bais = 'open'", "unknown field 'bais'. Did you mean 'bias'?"),
        ("levels.greting = 'off'", "No card 'greting'. Did you mean 'greeting'?"),
        ("weights.why_m = 1", "Did you mean 'why_me'?"),
        ("models.x.base_ulr = 'y'", "unknown field 'models.x.base_ulr'. Did you mean 'base_url'?"),
        ("models.x.provider = 'opnai'", "models.x.provider is 'opnai'. Did you mean 'openai'?"),
        ("locked = ['no-empty-sinergy']", "Did you mean 'no-empty-synergy'?"),
        ("locked = ['limits.xing']", "No channel 'xing'. Known: "),
        ("xyzzy = 1", "unknown field 'xyzzy'. Known: levels, weights, "),
        ("phrases.a = {wirte = 'b'}", "Did you mean 'write'?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(house: House, toml: str, told: str) -> None:
    path = house.put("person", toml)
    with pytest.raises(SettingsError) as refused:
        house.layered()
    assert str(refused.value).startswith(f"{path}: ")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("bias =", "is not valid TOML"),
        ("bias = 7", "bias is 7, but must be one of"),
        ("levels = 'error'", "levels is 'error', but must hold named fields"),
        ("phrases = {a = 7}", "phrases.a is 7"),
        ("do_not_contact = ['']", "do_not_contact holds an empty text"),
        ("locked = 'x'", "locked is 'x', but must be a list"),
    ],
)
@pytest.mark.parametrize("layer", LAYERS)
def test_a_bad_file_of_any_layer_is_one_line(house: House, layer: str, toml: str, told: str) -> None:
    path = house.put(layer, toml)
    with pytest.raises(SettingsError) as refused:
        house.layered()
    assert str(refused.value).startswith(f"{path}: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("KNIGGE_ACCEPT_FROM", "many", "KNIGGE_ACCEPT_FROM: accept_from is 'many'"),
        ("KNIGGE_LEVELS", "greeting", "KNIGGE_LEVELS: 'greeting' has no value. Write it as in"),
        ("KNIGGE_LEVELS", "greting=off", "KNIGGE_LEVELS: No card 'greting'. Did you mean"),
        ("KNIGGE_LOCKED", "nothing-at-all", "KNIGGE_LOCKED: locked names 'nothing-at-all'"),
    ],
)
def test_a_bad_variable_is_one_line(house: House, name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        house.layered(**{name: value})
    assert str(refused.value).startswith(told)


def test_a_variable_that_looks_like_a_setting_is_told(house: House) -> None:
    found = house.layered(KNIGGE_BAIS="open", KNIGGE_OF_SOMEBODY_ELSE="x", KNIGGE_CACHE="y")
    assert found.notes == ("KNIGGE_BAIS is no setting. Did you mean KNIGGE_BIAS?",)


def test_a_variable_for_what_only_files_say_is_told(house: House) -> None:
    found = house.layered(KNIGGE_PHRASES="a=b", KNIGGE_SENDMAIL="x=y")
    assert found.policy == Policy()
    assert found.notes == (
        "KNIGGE_PHRASES is not used: phrases is set in files alone.",
        "KNIGGE_SENDMAIL is not used: sendmail is set in files alone.",
    )


FULL = """
accept_from = 5
do_not_contact = ["amsel.example", "Ole \\"O\\" \\u00df"]
locked = ["greeting"]
model = "work"
max_cost = 0.5
[levels]
greeting = "error"
[limits]
xing-request = 400
[phrases]
"in keinster Weise" = "Streich es."
utilise = {write = "use"}
[models.work]
provider = "ollama"
options = {temperature = 0.2, stop = ["a"]}
[prices]
"gpt-6" = [1.5, 2]
[registers]
law = "formal"
"""


def test_the_policy_shown_can_be_pasted_back(house: House) -> None:
    house.put("person", FULL)
    env = house.environ({})
    (house.root / "home/project").mkdir(parents=True)
    for args in (["policy", "show"], ["policy", "show", "--origin"]):
        shown = knigge(*args, cwd=house.root / "home/project", **env)
        assert (shown.returncode, shown.stderr) == (0, b"")
        pasted = house.root / "pasted.toml"
        pasted.write_bytes(shown.stdout)
        assert load_policy(str(pasted)) == load_policy(str(house.path("person")))
        assert set(tomllib.loads(shown.stdout.decode())) <= {each.name for each in fields(Policy)}


def test_the_policy_shown_says_where_each_value_came_from(house: House) -> None:
    pack = style(house.root, {"Own": {"tokens": ["x"]}})
    site = house.put("company", "do_not_contact = ['a']\nlevels.greeting = 'error'")
    project = house.put("project", "do_not_contact = ['b']\nlevels.be-friendly = 'off'")
    env = house.environ({"KNIGGE_BIAS": "open", "KNIGGE_COMPANY": str(site)})
    args = ("policy", "show", "--origin", "--pack", str(pack))
    lines = knigge(*args, cwd=project.parent, **env).stdout.decode().splitlines()
    for line in (
        'bias = "open"  # KNIGGE_BIAS',
        'answer = "all_but_spam"  # built-in',
        f'    "a",  # {site} (company)',
        f'    "b",  # {project} (project)',
        f'greeting = "error"  # {site} (company)',
        f'be-friendly = "off"  # {project} (project)',
        f'House = "{pack}"  # --pack',
    ):
        assert line in lines
    shape = json.loads(knigge(*args, "--format", "json", cwd=project.parent, **env).stdout)
    assert shape["origin"]["bias"] == {"layer": "environment", "name": "KNIGGE_BIAS"}
    assert shape["origin"]["do_not_contact"]["b"] == {"layer": "project", "name": str(project)}
    assert [each["layer"] for each in shape["layers"]] == ["company", "project", "environment", "flag"]


def test_every_command_honours_the_layers(house: House) -> None:
    house.put("project", "levels.no-empty-synergy = 'error'\nmax_first_ask = 'call'\nupkeep_minutes_per_week = 0")
    at, env = house.root / "home/project", house.environ({})
    (at / "contacts.csv").write_text("name,last_contact\nEva,2020-01-01\n", encoding="utf-8")
    text = b"Hello Ms Novak, there are synergies between us. Thanks, Ole"
    assert knigge("check", stdin=text, cwd=at, **env).returncode == 1
    assert "no room in 0 minutes" in knigge("upkeep", "contacts.csv", cwd=at, **env).stdout.decode()
    (house.root / "elsewhere").mkdir()
    assert knigge("check", stdin=text, cwd=house.root / "elsewhere", **env).returncode == 0


def test_a_section_merges_field_by_field_and_can_be_locked_so(house: House) -> None:
    house.put("company", "locked = ['sendmail.gate']\nsendmail = {via = 'msmtp', gate = 'warning'}")
    house.put("person", "sendmail = {gate = 'error', when_broken = 'pass'}")
    found = house.layered()
    assert found.policy.sendmail == Sendmail("msmtp", "warning", "pass")
    assert found.notes == (f"{house.path('person')}: sendmail.gate is not used, as {house.path('company')} locks it.",)
    assert found.origin("sendmail", "when_broken").layer == "person"
