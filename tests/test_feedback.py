"""Answers to your own message: what they say is told by their words, and each gets what fits, or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from knigge import feedback
from knigge.domain import Feedback, Message, Profile
from knigge.errors import SettingsError
from knigge.schemas import json_schema
from knigge.text import parse
from knigge.yamlfile import parse as read
from test_cli import knigge

ANSWERS = read((Path(__file__).parent / "data" / "answers.yaml").read_text(encoding="utf-8"), "answers.yaml")
LETTERS = {
    "de": ("Guten Tag Herr Weiß,\n\n{}\n\nViele Grüße\nUte Groß", "Es geht um Los 7."),
    "en": ("Hello Mr White,\n\n{}\n\nKind regards\nAmy Mace", "It is about lot 7."),
}
KINDS = ("yes", "question", "no", "not-now", "angry")


def heard(lang: str, text: str, answer: str | None = None, **known: str) -> Feedback:
    letter, own = LETTERS[lang]
    message = Message(letter.format(text), **known)
    return feedback(message, lang=lang, profile=Profile("Jörg Weiß"), answer=own if answer is None else answer)


@pytest.mark.parametrize("lang", LETTERS)
def test_what_answers_say_is_told_and_seldom_wrongly(lang: str) -> None:
    told = [(said, heard(lang, text).said) for said, texts in ANSWERS[lang].items() for text in texts]
    assert sum(said == found for said, found in told) >= 0.92 * len(told)
    assert sum(found not in (said, "unclear") for said, found in told) <= 0.02 * len(told)


@pytest.mark.parametrize("lang", LETTERS)
@pytest.mark.parametrize("said", KINDS)
def test_what_to_write_back_is_short_varied_and_without_finding(lang: str, said: str) -> None:
    replies = [heard(lang, f"{text} ({number})") for text in ANSWERS[lang][said] for number in range(3)]
    given = [each.reply for each in replies if each.said == said and each.reply]
    assert [reply.findings for reply in given if reply.findings] == []
    assert {reply.register for reply in given} == {"formal"}
    assert len({reply.body for reply in given}) >= 4
    assert {len(parse(reply.body.split("\n\n")[1]).sentences) for reply in given} <= {2, 3, 4}
    assert all(re.search("dank|thank", reply.body, re.I) and reply.body.endswith("Jörg Weiß") for reply in given)


@pytest.mark.parametrize(
    ("lang", "text", "when"),
    [
        ("de", "Im Moment geht es nicht, melden Sie sich gern im Herbst wieder.", "im Herbst"),
        ("de", "Bis zum 14. August bin ich im Urlaub.", "14. August"),
        ("en", "I'm busy right now, try again in three months.", "in three months"),
        ("en", "I am out of office until 3 May 2027.", "3 May 2027"),
    ],
)
def test_the_time_that_is_named_is_kept_as_written(lang: str, text: str, when: str) -> None:
    found = heard(lang, text)
    assert found.when == when
    assert found.reply is None if found.said == "out-of-office" else when in found.reply.body  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lang", "text", "when"),
    [
        ("de", "klar, komm gern am 12. Mai vorbei!", "am 12. Mai"),
        ("de", "Komm gern im Mai vorbei!", "im Mai"),
        ("de", "Kommen Sie gern im Mai bei uns vorbei!", "im Mai"),
        ("de", "Gern, am Dienstag um 10 passt es mir.", "am Dienstag um 10"),
        ("de", "Ja, rufen Sie mich am 3. Dezember an.", "am 3. Dezember"),
        ("de", "Ja, am 3. Dezember gern.", "am 3. Dezember"),
        ("en", "Sure, happy to help. Tuesday at 10 works.", "Tuesday at 10"),
        ("en", "Yes, with pleasure, call me on Tuesday.", "on Tuesday"),
        ("en", "Gladly on 12 May.", "on 12 May"),
    ],
)
def test_a_yes_with_a_day_is_a_yes_and_its_day_is_taken_up_and_not_promised(lang: str, text: str, when: str) -> None:
    found = heard(lang, text)
    assert (found.said, found.when) == ("yes", when)
    assert found.reply is not None
    assert found.reply.findings == ()
    assert when in found.reply.body
    assert re.search("bestätig|confirm", found.reply.body)
    assert "?" not in found.reply.body


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Gern im Mai."),
        ("de", "Diese Woche schaffe ich es nicht, kommen Sie im Mai wieder."),
        ("de", "Erst am 12. Mai."),
        ("de", "Melden Sie sich am 3. Mai wieder."),
        ("en", "Not before 12 May."),
        ("en", "Please ask again on 12 May."),
    ],
)
def test_a_day_with_a_word_of_putting_off_is_no_yes(lang: str, text: str) -> None:
    assert heard(lang, text).said == "not-now"


def test_a_no_is_not_argued_with() -> None:
    for lang in LETTERS:
        for text in ANSWERS[lang]["no"]:
            reply = heard(lang, text).reply
            assert reply is None or "?" not in reply.body


def test_a_question_is_answered_in_your_words_and_not_without_them() -> None:
    asked = heard("de", "Um welches Jahr geht es?\n\n> Darf ich Sie etwas fragen?", "es geht um 1923")
    assert asked.questions == ("Um welches Jahr geht es?",)
    assert asked.reply is not None
    assert "Es geht um 1923." in asked.reply.body
    assert heard("de", "Um welches Jahr geht es?", "").reply is None


def test_what_is_quoted_of_your_own_message_does_not_answer_it() -> None:
    assert heard("en", "Noted.\n\n> Yes, sure? No, thanks.").said == "unclear"


def test_a_mail_that_a_machine_sent_is_an_absence() -> None:
    found = feedback(Message("Thank you.", headers={"auto-submitted": "auto-replied"}))
    assert (found.said, found.words, found.reply) == ("out-of-office", "", None)
    assert feedback(Message("Thank you.", "Automatic reply: lot 7")).said == "out-of-office"


def test_the_words_stand_where_it_says() -> None:
    for lang in LETTERS:
        for texts in ANSWERS[lang].values():
            found = heard(lang, "\u200b" + texts[0])
            assert found.words == (found.message.text[found.start : found.end] if found.start is not None else "")


def test_the_command_prints_the_published_shape() -> None:
    done = knigge("feedback", "--format", "json", stdin=b"Hi Tom,\n\nSure, go ahead.\n\nBest\nAmy Mace")
    shown = json.loads(done.stdout)
    jsonschema.validate(shown, json_schema("feedback"))
    assert (shown[0]["said"], shown[0]["reply"]["kind"]) == ("yes", "to-yes")


def test_the_command_leaves_a_time_to_the_user() -> None:
    asked = [
        knigge("feedback", stdin=f"Hi Tom,\n\nSure{day}.\n\nBest\nAmy Mace".encode()) for day in (", on Tuesday", "")
    ]
    assert ["say whether that time suits you" in done.stdout.decode() for done in asked] == [True, False]


def test_the_command_says_what_to_do_where_it_drafts_nothing() -> None:
    done = knigge("feedback", stdin=b"Hi Tom,\n\nWhich lot is it?\n\nBest\nAmy Mace")
    assert done.returncode == 0
    assert "Which lot is it?" in done.stdout.decode()
    assert "--answer" in done.stdout.decode()


@pytest.mark.parametrize(
    "piece", ["a", "ja ", "leider ", "ich bin ", "? ", "in ", "\n", "x?", "gerade im Herbst ", "> a\nja\n"]
)
def test_a_long_answer_is_read_to_its_end(piece: str) -> None:
    assert feedback(Message(piece * (200_000 // len(piece))), lang="de").lang == "de"


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(SettingsError, match="No channel 'fax'"):
        feedback(Message("Yes", channel="fax"))
