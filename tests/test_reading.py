"""Whatever a model answers is read as far as it can be, and nothing it sends stops the program."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knigge import reading
from knigge.reading import MOST_CHARACTERS, UnreadableError, Words, words

GOOD = {"subject": "Folien", "body": "Darf ich fragen?"}
TEXT = json.dumps(GOOD)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(TEXT, id="as wanted"),
        pytest.param(f"```json\n{TEXT}\n```", id="in a fence"),
        pytest.param(f"```\n{TEXT}", id="in a fence that stays open"),
        pytest.param(f"Sure, here it is:\n\n{TEXT}\n\nAnything else?", id="amid talk"),
        pytest.param(TEXT + TEXT, id="twice"),
        pytest.param(f"\ufeff  {TEXT}", id="behind a mark of the byte order"),
        pytest.param(f"<think>{{}} I should say {TEXT[:-20]}</think>\n{TEXT}", id="behind thoughts"),
        pytest.param(json.dumps({**GOOD, "tone": "warm", "n": 3}), id="with more than was asked"),
        pytest.param(f"{{}} {TEXT}", id="behind an empty one"),
    ],
)
def test_the_words_are_found(answer: str) -> None:
    found = words(answer)
    assert (found.subject, found.body, found.cut) == ("Folien", "Darf ich fragen?", False)


def test_plain_words_are_the_message() -> None:
    assert words("Darf ich fragen?\n\nDanke.") == Words("", "Darf ich fragen?\n\nDanke.")
    assert words("**Betreff:** Folien\n\nDarf ich?") == Words("Folien", "Darf ich?")
    assert words("Subject: Slides\nMay I?") == Words("Slides", "May I?")


@pytest.mark.parametrize("at", range(20, len(TEXT)))
def test_an_answer_that_is_cut_says_so(at: int) -> None:
    try:
        found = words(TEXT[:at])
    except UnreadableError:
        return
    assert found.cut
    assert GOOD["body"].startswith(found.body)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " \n",
        "{",
        "[1",
        "{}",
        "[]",
        '{"body": null}',
        '{"body": ["a"]}',
        '{"body": "  "}',
        '{"body": "}"}',
        "...",
        "<!DOCTYPE html><p>Log in",
        "<html>",
        '{"a":' * 5000,
    ],
)
def test_an_answer_without_words_is_told(answer: str) -> None:
    with pytest.raises(UnreadableError, match="The "):
        words(answer)


def test_a_cut_behind_a_claim_keeps_the_body() -> None:
    answer = json.dumps({**GOOD, "rests_on": [{"sentence": "Darf ich", "fields": ["ask"]}, {"sentence": "x"}]})[:-12]
    assert (words(answer).body, words(answer).cut) == (GOOD["body"], True)
    assert reading.so_far(answer) == GOOD["body"]


def test_only_the_composer_s_message_comes_whole() -> None:
    told = json.dumps({"message": "Hallo,\n\nja.\n\nGruß"})
    assert [words(told, whole=mine).whole for mine in (True, False)] == [True, False]


def test_halves_of_characters_and_controls_are_left_out() -> None:
    assert words('{"body": "a\\ud83d b\\ud83d\\ude00 \\u0007\\u001b[31mc\\r\\nd"}').body == "a b😀 [31mc\nd"


def test_an_answer_is_read_up_to_a_limit() -> None:
    assert len(words("x" * 5_000_000).body) <= MOST_CHARACTERS
    assert words('{"body": "' + "x" * 5_000_000 + '"}').cut


def test_what_sentences_rest_on_is_read_with_a_light_hand() -> None:
    given_claims = [
        {"sentence": "Darf ich", "fields": ["ask"]},
        {"sentence": "x", "fields": "reason"},
        {"fields": []},
        7,
        None,
    ]
    assert words(json.dumps({**GOOD, "rests_on": given_claims})).rests_on == (
        ("Darf ich", ("ask",)),
        ("x", ("reason",)),
    )
    assert words(json.dumps({**GOOD, "rests_on": "all"})).rests_on == ()


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ('{"sub', ""),
        ('{"subject": "F", "body": "Darf i', "Darf i"),
        (TEXT, "Darf ich fragen?"),
        ("Darf", "Darf"),
        ('{"body": "a\\n\\nb', "a\n\nb"),
    ],
)
def test_a_watcher_sees_the_words_and_no_braces(answer: str, seen: str) -> None:
    assert reading.so_far(answer) == seen


@given(st.text(max_size=300))
def test_no_text_stops_the_reader(answer: str) -> None:
    for shaped in (answer, f"{{{answer}", f'{{"body": "{answer}', json.dumps({"body": answer})):
        reading.so_far(shaped)
        try:
            body = words(shaped).body
        except UnreadableError:
            continue
        assert body == reading.clean(body)
