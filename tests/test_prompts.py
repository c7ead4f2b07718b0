"""Prompts: what is sent is what `knigge prompt` shows, in a stable order, and a user's own goes first."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from knigge import cards, channels, prompts
from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.parsing.briefs import from_values, read
from knigge.prompts import Task, load
from knigge.settings import load_policy
from test_cli import knigge

ROOT = Path(__file__).parents[1]
BRIEFS = sorted((ROOT / "examples" / "briefs").glob("*.yaml"))
OWN = "id: draft\nversion: 9\nchannels: {}\n---\nBe {}.\n---\n$brief\n"


def task(path: Path, policy: Policy | None = None) -> Task:
    brief = read(str(path))
    return Task(brief, channels.get(brief.channel).stage, policy or Policy())


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_every_example_makes_a_prompt_without_a_slot_left(path: Path) -> None:
    prompt = prompts.first(task(path))
    assert not re.search(r"\$\w", prompt.instructions + prompt.text)
    assert "%s" not in prompt.instructions


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_no_name_nor_contact_data_is_sent_beside_the_sender_s_own_sentences(path: Path) -> None:
    brief = read(str(path))
    sent = prompts.first(task(path)).text
    own = repr((brief.reason, brief.why_you, brief.ask, brief.offer, brief.facts, brief.common_ground, brief.subject))
    private = [*asdict(brief.sender.contact).values(), *asdict(brief.recipient.contact).values(), brief.sender.name]
    assert not [each for each in private if each and each in sent and each not in own]


def test_the_instructions_are_the_same_for_every_brief_of_a_kind() -> None:
    one = task(BRIEFS[0])
    other = replace(one, brief=replace(one.brief, reason="Etwas ganz anderes.", ask="Und noch eine Frage?"))
    assert prompts.first(one).instructions == prompts.first(other).instructions


def test_guidelines_come_in_the_order_of_their_ids() -> None:
    told = prompts.first(task(BRIEFS[0])).instructions
    places = [told.index(card.ask["de"]) for card in cards.load() if card.ask and card.ask["de"] in told]
    assert places == sorted(places)
    assert len(places) > 20


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("channel", [name for name in channels.known() if name != "profile"])
def test_each_channel_has_a_prompt_in_each_language(channel: str, lang: str) -> None:
    file = load("draft", lang, channel)
    assert file.name.endswith(f".{lang}.md")
    assert channel in file.channels or file.channels == ("all",)


def test_a_short_channel_gets_the_prompt_that_names_it() -> None:
    assert load("draft", "de", "linkedin-note").name == "draft-note.de.md"
    assert load("draft", "de", "email").name == "draft.de.md"


def test_the_room_is_what_greeting_and_signature_leave() -> None:
    brief = from_values(
        {
            "channel": "linkedin-note",
            "sender": {"name": "Jo Hale"},
            "recipient": {"name": "Al Roe"},
            "reason": "Why is it so?",
        }
    )
    room = int(
        re.findall(r"at most (\d+) characters", prompts.first(Task(brief, "connection-request", Policy())).text)[0]
    )
    assert 150 < room < 200 - len("Jo Hale")


def test_what_is_shown_is_what_is_sent() -> None:
    shown = json.loads(knigge("prompt", str(BRIEFS[0]), "--format", "json").stdout)
    prompt = prompts.first(task(BRIEFS[0]))
    assert (shown["instructions"], shown["text"], shown["wanted"]) == (prompt.instructions, prompt.text, prompt.wanted)


def own_folder(folder: Path, **files: str) -> Policy:
    (folder / "own").mkdir()
    for name, content in files.items():
        (folder / "own" / f"{name.replace('_', '.')}.md").write_text(content, encoding="utf-8")
    (folder / "p.toml").write_text('prompts = "own"\n', encoding="utf-8")
    return load_policy(str(folder / "p.toml"))


def test_a_user_s_prompt_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    policy = own_folder(tmp_path, mine_de=OWN.format("all", "kurz"), mine_en=OWN.format("all", "brief"))
    email = next(path for path in BRIEFS if path.stem == "email-researcher.de")
    prompt = prompts.first(task(email, policy))
    assert (prompt.version, prompt.instructions) == ("9", "Be kurz.")
    assert prompts.repair(task(email, policy), prompts.Draft("", "x"), ["y"], 2).id == "repair"


def test_a_user_s_prompt_for_one_channel_leaves_the_others(tmp_path: Path) -> None:
    policy = own_folder(tmp_path, mine_en=OWN.format("email", "brief"))
    assert load("draft", "en", "email", policy.prompts).version == "9"
    assert load("draft", "en", "linkedin-note", policy.prompts).version != "9"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("Be brief.", "must be a header with id, version and channels", id="no header"),
        pytest.param("id: draft\nversion: 1\nchannels: all\n---\nx\n", "with a line --- between them", id="no data"),
        pytest.param(OWN.format("all", "$secret"), "no slot 'secret'", id="an unknown slot"),
        pytest.param(OWN.format("all", "$ 5"), "Write $$ for a dollar sign", id="a lone dollar"),
        pytest.param(OWN.format("all", "${brief.__class__}"), "Write $$ for a dollar sign", id="an attribute"),
        pytest.param(
            OWN.format("xing-mesage", "kurz"),
            "no channel 'xing-mesage' (did you mean 'xing-message'?)",
            id="no channel",
        ),
        pytest.param(
            OWN.format("all", "x").replace("id: draft", "id: draf"), "no id 'draf' (did you mean 'draft'?)", id="no id"
        ),
        pytest.param(OWN.format("all", "x").replace("$brief", "-"), "holds no $brief", id="no brief"),
        pytest.param("x" * 100_001, "100,001 bytes", id="far too long"),
    ],
)
def test_a_prompt_that_is_none_is_told_by_file_and_fault(content: str, says: str, tmp_path: Path) -> None:
    policy = own_folder(tmp_path, mine_de=content)
    with pytest.raises(SettingsError) as refused:
        prompts.first(task(BRIEFS[0], policy))
    assert "mine.de.md: " in str(refused.value)
    assert says in str(refused.value)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no folder of prompts"):
        prompts.first(task(BRIEFS[0], Policy(prompts=str(tmp_path / "none"))))


def test_slots_in_a_brief_stay_text() -> None:
    brief = from_values(
        {"sender": {"name": "A"}, "recipient": {"name": "B"}, "reason": "It costs $limit and ${brief} {x}."}
    )
    assert "It costs $limit and ${brief} {x}." in prompts.first(Task(brief, "first-message", Policy())).text
