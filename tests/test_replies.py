"""Replies: the kind that fits the message, in the sender's register, short, without a finding, and not always the same."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from knigge import api
from knigge.domain import Answer, AnswerKind, Message, Profile
from knigge.text import parse
from test_cli import knigge

KINDS = get_args(AnswerKind)
# The same matter in both forms of address of each language, and in English with and without the last name.
ASKED = {
    ("de", "formal"): "Guten Tag Frau Roth,\n\nhaben Sie zu Los {} noch Unterlagen für mich?\n\nViele Grüße\nJan Tal",
    ("de", "informal"): "Hallo Eva,\n\nhast du zu Los {} noch Unterlagen für mich?\n\nViele Grüße\nJan Tal",
    ("en", "formal"): "Dear Ms Roth,\n\nDo you still have papers on lot {} for me?\n\nKind regards\nJan Tal",
    ("en", "informal"): "Dear Eva,\n\nDo you still have papers on lot {} for me?\n\nKind regards\nJan Tal",
}
MANY = 30


def reply(text: str, kind: Any = None, **known: Any) -> Answer:
    found = api.critique(Message(text, **known), profile=Profile("Eva Roth"), verdict=kind).reply
    assert found is not None
    return found


def words(body: str) -> str:
    """The sentences of a reply, without greeting and closing."""
    return body.split("\n\n")[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("lang", "register"), ASKED)
def test_each_kind_is_short_kind_without_finding_and_has_four_wordings(kind: str, lang: str, register: str) -> None:
    replies = [reply(ASKED[lang, register].format(number), kind) for number in range(MANY)]
    assert {(each.kind, each.lang, each.register) for each in replies} == {(kind, lang, register)}
    assert [each.findings for each in replies if each.findings] == []
    assert len({words(each.body) for each in replies}) >= 4
    assert {len(parse(words(each.body)).sentences) for each in replies} <= {2, 3, 4}
    assert all(re.search("dank|thank", each.body, re.I) for each in replies)
    assert not [each.body for each in replies if re.search(r"[{}\[\]|]", each.body)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("lang", "register"), ASKED)
def test_somebody_else_s_answer_never_says_me_for_them(kind: str, lang: str, register: str) -> None:
    bodies = []
    for number in range(MANY):
        critique = api.critique(
            Message(ASKED[lang, register].format(number)),
            profile=Profile("Emma Clarke"),
            verdict=kind,  # type: ignore[arg-type]
            on_behalf_of="Ruth Adeyemi",
        )
        assert critique.reply is not None
        assert critique.reply.findings == ()
        bodies.append(critique.reply.body)
    assert {len(parse(words(body)).sentences) for body in bodies} <= {3, 4}
    assert not [body for body in bodies if re.search(r"(?:zu|an|für|von|auf|of|to|for) (?:mir|mich|me)\b", body)]
    assert all("Ruth Adeyemi" in words(body) and body.endswith("Ruth Adeyemi") for body in bodies)


def test_the_same_message_always_gets_the_same_reply() -> None:
    for (text, kind), _ in product(product(ASKED.values(), KINDS), range(2)):
        assert reply(text, kind) == reply(text, kind)


OFFER_DE = (
    "Sehr geehrte Frau Roth,\n\nwir sind ein führender Anbieter von Kassensystemen. Unsere Kunden sparen damit im Schnitt 30 %. "
    "Wann passt Ihnen diese Woche ein kurzer Call? Hier können Sie buchen: https://calendly.com/x\n\nMfG\nTom Kern, Kasse24 GmbH"
)
OFFER_EN = (
    "Hi Eva,\n\nWe help companies like yours to cut costs with our leading payroll platform. Could we hop on a quick call "
    "this week? Book a slot: https://calendly.com/x\n\nBest\nTom Kern"
)
JOB_DE = (
    "Hallo,\n\nals Headhunter habe ich eine spannende Position für Sie, mehr verrate ich am Telefon. Wann passt Ihnen diese Woche "
    "ein kurzer Call? Senden Sie mir schnell Ihren Lebenslauf!\n\nLG"
)
JOB_EN = (
    "Hi,\n\nI came across your profile and have an exciting opportunity with my client, a leading platform. Could we hop on "
    "a quick call this week? Send me your CV today, we are moving fast!\n\nBest"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(OFFER_DE, "decline-vendor", id="a pitch, de"),
        pytest.param(OFFER_EN, "decline-vendor", id="a pitch, en"),
        pytest.param(JOB_DE, "decline-recruiter", id="a job without a name, de"),
        pytest.param(JOB_EN, "decline-recruiter", id="a job without a name, en"),
        pytest.param("Guten Tag,\n\nkönnten Sie mir bitte die Preisliste schicken?", "who-are-you", id="nobody, de"),
        pytest.param("Hello,\n\nCould you please send me the price list?", "who-are-you", id="nobody, en"),
        pytest.param("", "ask_back", id="a request without a note"),
        pytest.param(ASKED["de", "formal"].format(7), "ask_back", id="no reason for you"),
    ],
)
def test_the_kind_of_answer_follows_from_the_message(text: str, kind: str) -> None:
    assert reply(text).kind == kind


def test_nobody_is_asked_for_a_name_that_stands_over_the_message() -> None:
    text = "Hello,\n\nCould you please send me the price list?"
    assert reply(text, channel="linkedin-message").kind == "ask_back"
    assert reply(text, sender="Jan Tal").kind == "ask_back"


def test_an_applicant_is_not_answered_like_a_recruiter() -> None:
    text = "Hello,\n\nI applied for the exciting role in your team. Hurry, let's hop on a call today! Buy my course.\n\nBest"
    assert reply(text, "decline").kind == "decline"
    assert reply(f"{OFFER_EN}\n\nI have applied for a position.").kind == "decline-vendor"


@pytest.mark.parametrize(
    ("greeting", "register", "greeted"),
    [
        ("Hi Ms Roth,", "formal", "Hello Jan Tal,"),
        ("Dear Ms Roth,", "formal", "Hello Jan Tal,"),
        ("Hello Eva,", "informal", "Hi Jan,"),
        ("Hi Eva,", "informal", "Hi Jan,"),
        ("Dear team,", "formal", "Hello Jan Tal,"),
        ("Dear Eva Roth,", "formal", "Hello Jan Tal,"),
    ],
)
def test_english_answers_by_first_name_who_does_so(greeting: str, register: str, greeted: str) -> None:
    found = reply(f"{greeting}\n\nDo you still have papers on lot 7 for me?\n\nKind regards\nJan Tal")
    assert (found.register, found.body.split("\n")[0]) == (register, greeted)


@pytest.mark.parametrize(("kind", "verdict"), [("not-now", "decline"), ("who-are-you", "ask_back")])
def test_a_kind_given_stands_for_its_verdict(kind: str, verdict: str) -> None:
    done = knigge("critique", "--as", kind, "--format", "json", stdin=ASKED["de", "formal"].encode())
    (shown,) = json.loads(done.stdout)
    assert (done.returncode, shown["verdict"], shown["reply"]["kind"]) == (0, verdict, kind)


def test_an_unknown_kind_is_refused_in_one_line() -> None:
    done = knigge("critique", "--as", "maybe", stdin=b"Hello")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"not-now" in done.stderr


def test_of_several_requests_the_oldest_comes_first_with_its_age(tmp_path: Path) -> None:
    head = "From: Jan Tal <jan@tal.example>\nTo: Eva Roth <eva@roth.example>\nSubject: Los 7\n{}\nHallo Frau Roth, was kostet Los 7?\n"
    mails = {
        "young.eml": "Date: Mon, 6 Jan 2025 10:00:00 +0100\n",
        "old.eml": "Date: Mon, 6 Jan 2020 10:00:00 -0000\n",
        "odd.eml": "Date: soon\n",
        "coming.eml": "Date: Mon, 6 Jan 9000 10:00:00 +0100\n",
    }
    for name, date in mails.items():
        (tmp_path / name).write_text(head.format(date), encoding="utf-8")
    (tmp_path / "pasted.txt").write_text("Was kostet Los 7?", encoding="utf-8")
    done = knigge("critique", "pasted.txt", *mails, cwd=tmp_path).stdout.decode()
    heads = [line.split("  ") for line in done.splitlines() if re.match(r"\w+\.(?:eml|txt)  ", line)]
    assert [each[0] for each in heads] == ["old.eml", "young.eml", "coming.eml", "pasted.txt", "odd.eml"]
    assert [re.sub(r"[\d,]+", "N", "".join(each[2:])) for each in heads] == ["waits for N days"] * 2 + [""] * 3
    assert "waits" not in knigge("critique", "old.eml", cwd=tmp_path).stdout.decode()
