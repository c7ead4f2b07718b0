"""What a layer locks stands, whoever tries to loosen it and by whichever way; tightening it is everybody's right."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from knigge import api
from knigge.cards import load
from knigge.domain import Message, Policy
from knigge.errors import SettingsError
from knigge.settings import load_policy
from packs import style
from test_cli import knigge
from test_layers import House

TEXT = "Hello Ms Novak,\n\nthere are synergies between us. We utilize it.\n\nThanks, Ole Wirth"
HOUSE = {"Terms": {"tokens": ["utilize"], "level": "error"}, "Style": {"tokens": ["between"]}}


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house whose company has a pack, and locks a card, a card of the pack, and a hint at a law."""
    found = House(tmp_path)
    style(tmp_path / "site", HOUSE)
    style(tmp_path / "other", {"Style": {"tokens": ["between"]}})
    style(tmp_path / "home/project", {"Style": {"tokens": ["between"]}})
    found.put(
        "company",
        "locked = ['no-empty-synergy', 'House.Terms', 'eu-gdpr']\n"
        "packs.House = 'House'\nlevels.no-empty-synergy = 'error'",
    )
    return found


def found(policy: Policy, text: str = TEXT, **given: Any) -> dict[str, str]:
    return {f.card: f.level for f in api.check(text, lang="en", policy=policy, **given).findings}


class Way(NamedTuple):
    """A way to loosen: what a layer says, or the environment, or which pack is named."""

    toml: str = ""
    environ: tuple[tuple[str, str], ...] = ()
    pack: str = ""


FILES = {
    "off": "levels.no-empty-synergy = 'off'",
    "a lower level": "levels.no-empty-synergy = 'suggestion'",
    "a rule of the pack": "levels.'House.Terms' = 'off'",
    "the pack's level": "levels.House = 'off'",
    "a lower level of the pack": "levels.House = 'warning'",
    "the pack replaced": "packs.House = '../other/House'",
    "the pack replaced from within": "packs.House = 'House'",
}
WAYS = {
    **{name: Way(toml) for name, toml in FILES.items()},
    "a variable": Way(environ=(("KNIGGE_LEVELS", "no-empty-synergy=off,House.Terms=off,House=off"),)),
    "a variable for the pack": Way(environ=(("KNIGGE_PACKS", "House=other/House"),)),
    "a variable for the site": Way(environ=(("KNIGGE_COMPANY", "/dev/null"), ("XDG_CONFIG_DIRS", "/nowhere"))),
    "another person": Way(environ=(("KNIGGE_CONFIG", "/nowhere"), ("HOME", "/nowhere"))),
    "a flag": Way(pack="other/House"),
}
# A project's packs lie in it, and the team's file beside the company's.
SAME = {("the pack replaced", "project"), ("the pack replaced from within", "team")}
BY_LAYER = [
    pytest.param(layer, way, id=f"{layer}: {name}" if way.toml else name)
    for name, way in WAYS.items()
    for layer in (("team", "person", "project", "policy") if way.toml else ("",))
    if (name, layer) not in SAME
]


@pytest.mark.parametrize(("layer", "way"), BY_LAYER)
def test_a_locked_card_stands(house: House, layer: str, way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.root)
    path = house.put(layer, way.toml) if layer else ""
    environ = {**house.environ({}), **dict(way.environ)}
    before = found(house.layered().policy if not layer else load_policy(str(house.path("company"))))
    after = house.layered(packs=(way.pack,) if way.pack else (), **environ)
    for card in ("no-empty-synergy", "House.Terms"):
        assert found(after.policy)[card] == before[card] == "error"
    if way.environ and "LEVELS" not in way.environ[0][0] and "PACKS" not in way.environ[0][0]:
        return  # it does not come to an attempt
    tried = path or "--pack" * bool(way.pack) or way.environ[0][0]
    site = house.path("company")
    assert any(
        note.startswith(f"{tried}: ") and note.endswith(f"is not used, as {site} locks it.") for note in after.notes
    )


SWITCHES = {
    "the card": "no-empty-synergy = NO",
    "for a match": 'no-empty-synergy["synergies"] = NO',
    "all": "off",
    "the pack": "House = NO",
    "a rule": "House.Terms = NO",
    "all packs": "styles = None",
    "all in one": "no-empty-synergy = NO, House.Terms = NO, House.Style = NO",
}


@pytest.mark.parametrize("switch", SWITCHES.values(), ids=SWITCHES)
@pytest.mark.parametrize("by", ["comment", "header"])
def test_a_locked_card_is_switched_off_by_nothing_in_a_text(house: House, by: str, switch: str) -> None:
    text = f"<!-- knigge {switch} -->\n\n{TEXT}" if by == "comment" else TEXT
    headers = {"x-knigge": switch} if by == "header" else None
    report = api.check(text, lang="en", policy=house.layered().policy, headers=headers)
    assert {"no-empty-synergy", "House.Terms"} <= {f.card for f in report.findings}
    held = [note for note in report.notes if note.endswith("is not used: the card is locked.")]
    assert held


def test_what_is_not_locked_is_still_switched_off(house: House) -> None:
    house.put("person", "levels.House = 'off'\nlevels.greeting = 'off'")
    policy = house.layered().policy
    assert found(policy).get("House.Style") is None
    assert found(policy)["House.Terms"] == "error"
    text = f"<!-- knigge greeting = NO, House.Style = NO -->\n\n{TEXT}"
    switched = api.check(text, lang="en", policy=load_policy(str(house.path("company"))))
    assert "House.Style" not in {f.card for f in switched.findings}
    assert not [note for note in switched.notes if "locked" in note]


def test_a_locked_hint_at_a_law_is_not_acknowledged_later(house: House) -> None:
    house.put("person", "acknowledged = ['eu-gdpr', 'us-can-spam']")
    assert house.layered().policy.acknowledged == ("us-can-spam",)
    assert house.layered(KNIGGE_ACKNOWLEDGED="eu-gdpr").policy.acknowledged == ("us-can-spam",)


def test_an_alias_is_no_way_round_a_lock(house: House) -> None:
    card = next(card for card in load() if card.aliases and card.checks)
    house.put("company", f"locked = ['{card.aliases[0]}']\nlevels.{card.id} = 'error'")
    for name in (card.id, *card.aliases):
        house.put("person", f"levels.{name} = 'off'")
        assert house.layered().policy.levels == {card.id: "error"}
    policy = house.layered().policy
    assert policy.locked == (card.id,)


def test_every_way_of_locking_a_card_holds_it(house: House) -> None:
    for name in ("no-empty-synergy", "levels.no-empty-synergy", "levels"):
        house.put("company", f"locked = ['{name}']\nlevels.no-empty-synergy = 'error'")
        house.put("person", "levels.no-empty-synergy = 'off'")
        policy = house.layered().policy
        assert found(policy, f"<!-- knigge off -->{TEXT}")["no-empty-synergy"] == "error"


@pytest.mark.parametrize("name", ["House", "packs.House", "packs"])
def test_a_locked_pack_is_locked_with_all_its_cards(house: House, name: str) -> None:
    house.put("company", f"locked = ['{name}']\npacks.House = 'House'")
    house.put("person", "levels = {'House.Terms' = 'off', House = 'suggestion'}\npacks.House = '../other/House'")
    policy = house.layered().policy
    assert policy.packs == {"House": str(house.root / "site/House")}
    if name != "packs":  # a lock on all packs is one on where they lie
        assert found(policy)["House.Terms"] == "error"


LOOSER: dict[str, tuple[str, str, str, str]] = {
    # lock, the company's value, one that loosens it, one that tightens it
    "accept_from": ("accept_from", "5", "4", "6"),
    "decline_from": ("decline_from", "-5", "-6", "-4"),
    "bias": ("bias", "'neutral'", "'open'", "'cautious'"),
    "network_size": ("network_size", "'balanced'", "'open'", "'close'"),
    "answer": ("answer", "'all_but_spam'", "'all'", "'only_with_note'"),
    "max_first_ask": ("max_first_ask", "'short_answer'", "'meeting'", "'reply'"),
    "by its card": ("no-instant-meeting", "'short_answer'", "'meeting'", "'reply'"),
    "fact_sources": ("fact_sources", "['talks', 'press']", "['talks', 'social_media']", "['press']"),
    "a limit": ("limits.xing-request", "400", "900", "300"),
    "all limits": ("limits", "400", "900", "300"),
    "the card of limits": ("platform-limit", "400", "900", "300"),
    "a weight": ("weights.no-fraud", "-20", "-3", "-30"),
    "the weight of a card": ("no-fraud", "-20", "0", "-30"),
    "a budget": ("max_cost", "1.0", "0.0", "0.5"),
}
PATHS = {"a limit": "limits.xing-request", "all limits": "limits.xing-request", "the card of limits": "limits.xing-request",
         "a weight": "weights.no-fraud", "the weight of a card": "weights.no-fraud", "by its card": "max_first_ask",
         "a budget": "max_cost"}  # fmt: skip


def value(policy: Policy, path: str) -> Any:
    name, _, key = path.partition(".")
    return getattr(policy, name)[key] if key else getattr(policy, name)


@pytest.mark.parametrize("name", LOOSER)
@pytest.mark.parametrize("layer", ["person", "policy"])
def test_a_locked_setting_can_be_tightened_and_not_loosened(house: House, layer: str, name: str) -> None:
    lock, own, looser, stricter = LOOSER[name]
    path = PATHS.get(name, name)
    house.put("company", f"locked = ['{lock}']\n{path} = {own}")
    locked = house.layered().policy
    house.put(layer, f"{path} = {looser}")
    after = house.layered()
    assert value(after.policy, path) == value(locked, path)
    assert after.notes == (f"{house.path(layer)}: {path} is not used, as {house.path('company')} locks it.",)
    house.put(layer, f"{path} = {stricter}")
    assert value(house.layered().policy, path) != value(locked, path)
    assert house.layered().notes == ()


def test_the_default_is_what_is_locked_where_a_layer_sets_no_value(house: House) -> None:
    house.put("company", "locked = ['limits.linkedin-note', 'no-fraud', 'max_first_ask', 'closing']")
    house.put(
        "person",
        "max_first_ask = 'call'\nlimits.linkedin-note = 250\nweights.no-fraud = -19\nlevels.closing = 'suggestion'",
    )
    after = house.layered()
    assert len(after.notes) == 4
    assert (after.policy.limits, after.policy.weights, after.policy.levels) == ({}, {}, {})


@pytest.mark.parametrize("lock", ["model", "registers.law", "registers", "phrases", "own-phrases", "models"])
def test_what_has_no_stricter_value_may_not_change(house: House, lock: str) -> None:
    own = "model = 'offline'\nregisters.law = 'formal'\nphrases.utilize = 'No.'\nmodels.a.model = 'x'\n"
    house.put("company", f"locked = ['{lock}']\n{own}")
    field = {"own-phrases": "phrases"}.get(lock, lock.partition(".")[0])
    locked = house.layered().policy
    house.put(
        "person", "model = 'ollama:x'\nregisters.law = 'informal'\nphrases.utilize = 'Yes.'\nmodels.a.model = 'y'"
    )
    assert getattr(house.layered().policy, field) == getattr(locked, field)
    assert len(house.layered().notes) == 1


def test_locked_phrases_can_be_added_to_and_their_card_stands(house: House) -> None:
    house.put("company", "locked = ['phrases']\nphrases.utilize = 'No.'")
    house.put("person", "phrases.between = ''\nlevels.own-phrases = 'off'")
    text = f"<!-- knigge own-phrases = NO -->{TEXT}"
    report = api.check(text, lang="en", policy=house.layered().policy)
    assert [f.match for f in report.findings if f.card == "own-phrases"] == ["between", "utilize"]


def test_nobody_is_taken_off_a_list_that_adds_up(house: House) -> None:
    house.put("company", "locked = ['do_not_contact']\ndo_not_contact = ['a']")
    house.put("person", "do_not_contact = []\nlocked = []\nlevels.do-not-contact = 'off'")
    policy = house.layered().policy
    assert (policy.do_not_contact, policy.locked, policy.levels) == (("a",), ("do_not_contact",), {})


@pytest.mark.parametrize("lock", ["do_not_contact", "do-not-contact", "locked"])
@pytest.mark.parametrize("field", ["do_not_contact", "locked"])
def test_a_locked_list_grows_by_every_layer(house: House, lock: str, field: str) -> None:
    house.put("company", f"locked = [{lock!r}]\ndo_not_contact = ['eva@amsel.example']")
    before = getattr(house.layered().policy, field)
    house.put("person", f"{field} = ['greeting']")
    after = house.layered(**{f"KNIGGE_{field.upper()}": "bias"})
    assert getattr(after.policy, field) == (*before, "greeting", "bias")
    assert after.notes == ()


def test_no_hint_at_a_law_is_silenced_where_the_list_of_them_is_locked(house: House) -> None:
    house.put("company", "locked = ['acknowledged']")
    after = house.layered(KNIGGE_ACKNOWLEDGED="eu-gdpr")
    assert after.policy.acknowledged == ()
    assert after.notes == (
        f"KNIGGE_ACKNOWLEDGED: acknowledged.eu-gdpr is not used, as {house.path('company')} locks it.",
    )


def test_what_is_not_used_is_told_once_per_setting_with_a_plain_path(house: House) -> None:
    style(house.root / "own", {f"Rule{number}": {"tokens": ["x"], "level": "error"} for number in range(5)})
    house.put("company", "locked = ['House']\npacks.House = '../own/House'")
    house.put("person", "levels.House = 'off'")
    after = house.layered(KNIGGE_CONFIG=f"{house.root}/site/../config")
    held = "House.Rule0, House.Rule1, House.Rule2 and 2 more"
    assert after.notes == (
        f"{house.path('person')}: levels.House ({held}) is not used, as {house.path('company')} locks it.",
    )


def test_a_later_lock_holds_what_was_tightened_until_then(house: House) -> None:
    house.put("company", "locked = ['bias']\nbias = 'open'")
    house.put("person", "locked = ['bias']\nbias = 'neutral'")
    house.put("project", "bias = 'open'")
    after = house.layered()
    assert after.policy.bias == "neutral"
    assert str(house.path("person")) in after.notes[0]
    house.put("project", "bias = 'cautious'")
    assert house.layered().policy.bias == "cautious"


def test_a_layer_below_the_lock_is_not_held_by_it(house: House) -> None:
    house.put("company", "bias = 'cautious'")
    house.put("person", "locked = ['bias']\nbias = 'open'")
    assert house.layered().policy.bias == "open"


def test_a_locked_card_tightens(house: House) -> None:
    house.put("company", "locked = ['greeting']\nlevels.greeting = 'warning'")
    house.put("person", "levels.greeting = 'error'")
    house.put("project", "levels.greeting = 'warning'")  # as strict as what was locked
    assert house.layered().policy.levels == {"greeting": "warning"}
    assert house.layered().notes == ()


def test_a_verdict_keeps_what_a_locked_card_weighs(house: House) -> None:
    fraud = Message("Sie haben gewonnen! Senden Sie uns Ihre Kontodaten und 200 Euro Gebühr per Western Union.")
    house.put("company", "locked = ['no-fraud']")
    house.put("person", "weights.no-fraud = 0\nlevels.no-fraud = 'off'")
    assert api.critique(fraud, policy=house.layered().policy).verdict == "ignore"


def test_flags_do_not_loosen_either(house: House) -> None:
    path = house.put("policy", "locked = ['model', 'upkeep_minutes_per_week', 'profile']\nprofile = 'me.yaml'")
    (path.parent / "me.yaml").write_text("name: Eva Roth\n", encoding="utf-8")
    (path.parent / "other.yaml").write_text("name: Ole Wirth\n", encoding="utf-8")
    (path.parent / "contacts.csv").write_text("name\nEva\n", encoding="utf-8")
    brief = str(Path(__file__).parents[1] / "examples/briefs/email-researcher.de.yaml")
    runs = {
        "--model": ("draft", brief, "--model", "ollama:nobody"),
        "--minutes": ("upkeep", "contacts.csv", "--minutes", "5"),
        "--profile": ("critique", str(Path(brief).parents[1] / "received/question.de.eml"), "--profile", "other.yaml"),
    }
    for flag, command in runs.items():
        done = knigge(*command, "--policy", "extra.toml", cwd=path.parent)
        assert done.returncode == 0, done.stderr
        assert f"Note: {flag} is not used, as the policy locks" in done.stderr.decode()
    assert b"Eva Roth" in done.stdout


def test_a_flag_is_free_where_nothing_is_locked(house: House) -> None:
    (house.root / "contacts.csv").write_text("name,last_contact\nEva,2020-01-01\n", encoding="utf-8")
    done = knigge("upkeep", "contacts.csv", "--minutes", "0", cwd=house.root)
    assert b"no room in 0 minutes" in done.stdout
    assert done.stderr == b""


def test_a_lock_in_a_policy_made_in_python_holds_too() -> None:
    policy = Policy(locked=("no-empty-synergy",))
    assert "no-empty-synergy" in found(policy, f"<!-- knigge off -->{TEXT}")
    assert "no-empty-synergy" not in found(Policy(), f"<!-- knigge off -->{TEXT}")


def test_a_lock_on_nothing_is_refused(house: House) -> None:
    house.put("company", "locked = ['House.Terms']")
    with pytest.raises(SettingsError, match=r"locked names 'House\.Terms', which is no card, pack or setting"):
        house.layered()
