"""The settings in which the user decides: each moves what it says it moves, and nothing else."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from knigge import api, cards, prompts
from knigge.cards import Card
from knigge.cards.compile import read_card
from knigge.critiquing import thresholds
from knigge.domain import Message, Policy, Profile
from knigge.errors import CardError, SettingsError
from knigge.parsing.briefs import from_values
from knigge.settings import load_policy
from test_critique import FRAUD, GOOD_DE, THIN_DE

DECIDED = [card for card in cards.load() if card.decided_by == "policy"]
# What a policy had before there were cards about it: the cards' own levels and weights, and limits of the machine.
OLDER = {"limits", "max_repairs", "packs"}
# Who words it and at what price is no guideline.
MACHINE = {
    "profile", "sendmail", "model", "models", "prices", "prompts", "candidates", "repair_warnings", "max_calls", "max_tokens", "max_cost", "max_seconds",
}  # fmt: skip
TOLD = {"acknowledged"}  # in what each hint at a law says
LAYERS = {"locked"}


def test_each_setting_has_a_card_that_explains_it() -> None:
    explained = {card.setting for card in DECIDED}
    assert {field.name for field in fields(Policy)} - OLDER - TOLD - MACHINE - LAYERS <= explained


@pytest.mark.parametrize("card", [card for card in DECIDED if card.setting], ids=lambda card: card.id)
def test_the_values_that_a_card_explains_are_those_that_its_setting_takes(card: Card) -> None:
    hint = get_type_hints(Policy).get(card.setting)
    allowed = {value for part in (hint, *get_args(hint)) for value in get_args(part) if isinstance(value, str)}
    if isinstance(getattr(Policy(), card.setting, None), str | tuple):
        assert set(card.values) == allowed
    assert all(set(texts) == {"de", "en"} for texts in card.values.values())
    assert all(("%s" in text) == (card.setting in ("max_first_ask", "fact_sources")) for text in card.ask.values())


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, (4, -6), id="as it was"),
        pytest.param({"bias": "open"}, (3, -7), id="the chance"),
        pytest.param({"bias": "cautious"}, (5, -5), id="the risk"),
        pytest.param({"network_size": "close"}, (5, -6), id="a small network"),
        pytest.param({"network_size": "open", "accept_from": 6}, (5, -6), id="a large one, from another number"),
        pytest.param({"bias": "open", "network_size": "close"}, (4, -7), id="open in a small network"),
    ],
)
def test_bias_and_size_move_what_a_verdict_takes(settings: dict[str, Any], expected: tuple[int, int]) -> None:
    assert thresholds(Policy(**settings)) == expected


def test_a_verdict_turns_with_the_bias() -> None:
    total = sum(reason.weight for reason in api.critique(Message(GOOD_DE)).reasons)
    close = Policy(accept_from=total)
    verdicts = [
        api.critique(Message(GOOD_DE), policy=policy).verdict
        for policy in (close, Policy(accept_from=total, bias="cautious"), Policy(accept_from=total + 1, bias="open"))
    ]
    assert verdicts == ["accept", "ask_back", "accept"]


@pytest.mark.parametrize(
    ("answer", "answered"),
    [("all", [True, True, True]), ("all_but_spam", [False, True, True]), ("only_with_note", [False, False, True])],
)
def test_the_policy_says_what_gets_an_answer(answer: Any, answered: list[bool]) -> None:
    policy, me = Policy(answer=answer), Profile("Eva Roth")
    requests = [Message(text, channel="xing-request") for text in (FRAUD, "", THIN_DE)]
    assert [api.critique(each, policy=policy, profile=me).reply is not None for each in requests] == answered


def test_what_the_reader_decided_goes_before_the_policy() -> None:
    policy, blank = Policy(answer="only_with_note"), Message("", channel="xing-request")
    assert api.critique(blank, policy=policy, verdict="accept").reply is not None
    assert api.critique(Message(THIN_DE), policy=Policy(answer="all"), verdict="ignore").reply is None


CALL = "Hätten Sie Zeit für ein kurzes Telefonat?"
COFFEE = "Wollen wir uns auf einen Kaffee treffen?"


@pytest.mark.parametrize(
    ("most", "call", "coffee"),
    [("reply", 1, 1), ("short_answer", 1, 1), ("send_material", 1, 1), ("call", 0, 1), ("meeting", 0, 0)],
)
def test_a_policy_lets_a_first_message_ask_for_more(most: Any, call: int, coffee: int) -> None:
    def found(text: str) -> int:
        report = api.check(text, lang="de", policy=Policy(max_first_ask=most))
        return min(1, sum(finding.card == "no-instant-meeting" for finding in report.findings))

    assert (found(CALL), found(COFFEE)) == (call, coffee)


def prompt(policy: Policy, lang: str = "en") -> str:
    person = {"name": "Eva Roth"}
    brief = from_values({"sender": person, "recipient": person, "reason": "A question.", "language": lang})
    return prompts.first(prompts.Task(brief, "first-message", policy)).instructions


def test_a_model_is_told_the_settings_that_bind_the_sender() -> None:
    assert "Ask for an answer of one line at most." in prompt(Policy())
    assert "Do not propose a meeting" in prompt(Policy())
    meeting = prompt(Policy(max_first_ask="meeting", fact_sources=("talks", "press")))
    assert "Ask for a meeting on a question that is named at most." in meeting
    assert "Do not propose a meeting" not in meeting
    assert "from these sources: talks, press." in meeting
    assert "%s" not in meeting + prompt(Policy(), "de")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        pytest.param('bias = "brave"', "p.toml: bias", id="no such bias"),
        pytest.param('fact_sources = ["gossip"]', "p.toml: fact_sources", id="no such source"),
        pytest.param("fact_sources = []", "p.toml: fact_sources is empty. Name where", id="no source at all"),
        pytest.param("upkeep_minutes_per_week = -5", "p.toml: upkeep_minutes_per_week is -5.", id="less than nothing"),
        pytest.param("upkeep_minutes_per_week = 20000", "0 to 10080", id="more than a week"),
    ],
)
def test_an_odd_setting_is_refused_in_one_line(toml: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_policy(str(path))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text('bias = "open"\nfact_sources = ["talks"]\nupkeep_minutes_per_week = 0\n', encoding="utf-8")
    read = load_policy(str(path))
    assert (read.bias, read.fact_sources, read.upkeep_minutes_per_week) == ("open", ("talks",), 0)
    untouched = {f.name for f in fields(Policy) if f.default is not MISSING} - {
        "bias",
        "fact_sources",
        "upkeep_minutes_per_week",
    }
    assert all(getattr(read, name) == getattr(Policy(), name) for name in untouched)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"decided_by": "policy"}, "setting is empty", id="a policy card without a setting"),
        pytest.param({"setting": "mood"}, "setting is 'mood', which is no field", id="a setting that is none"),
        pytest.param({"say": {}}, "say is empty", id="a check without a word to the writer"),
    ],
)
def test_a_card_that_says_too_little_is_refused(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    said: dict[str, Any] = {"guideline": {"en": "Write so."}, "say": {"en": "Write so."}}
    values = {"id": "own", "decided_by": "text", "source": [{"article": "A"}], "checks": [{"judge": "no_closing"}]}
    path = tmp_path / "own.yaml"
    path.write_text(json.dumps(values | said | change), encoding="utf-8")
    with pytest.raises(CardError, match=says):
        read_card(path)
