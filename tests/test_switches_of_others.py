"""Switches in what a text quotes: they switch nothing off, and go out as they came in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import knigge
from knigge.parsing import written
from knigge.text import Markup
from test_cli import knigge as command

OFF = "<!-- knigge off -->"
LETTER = "Dear Ms Amsel,\n\nI see synergies. {}\n\nKind regards\nDan White\n"
TEXTS = pytest.mark.parametrize("markup", ["plain", "markdown"])
ANNOUNCED = (
    "-----Original Message-----",
    "-------- Forwarded Message --------",
    "On Monday, 3 June 2024, Eva Amsel wrote:",
    "Am 3. Juni 2024 schrieb Eva Amsel:",
    "From: Eva Amsel\nSent: Monday\nTo: Dan White\nSubject: Moore",
)
MISSING = "state-your-purpose"


def judged(body: str, markup: Markup) -> set[str]:
    return {f.card for f in knigge.check(body, markup=markup, lang="en").findings}


@TEXTS
@pytest.mark.parametrize("intro", ANNOUNCED)
@pytest.mark.parametrize(
    "quoted",
    [
        pytest.param(f"{OFF}\nHi Dan", id="right below"),
        pytest.param(f"Hi Dan,\n\n{OFF}\n\nsynergies", id="further down"),
        pytest.param(f"Hi Dan\n\n{OFF}", id="at the very end"),
        pytest.param(f"Hi Dan {OFF}", id="inside a line"),
        pytest.param(f"Hi Dan\n\n<div>\n{OFF}\n</div>", id="in other HTML"),
    ],
)
def test_what_a_mail_program_announces_holds_no_switches(intro: str, quoted: str, markup: Markup) -> None:
    """What is missing shows any switch, wherever it stands."""
    assert MISSING in judged(f"{LETTER.format('')}\n{intro}\n\n{quoted}\n", markup)


@TEXTS
@pytest.mark.parametrize("intro", ANNOUNCED)
def test_neither_does_a_bare_quotation(intro: str, markup: Markup) -> None:
    assert {"no-empty-synergy", MISSING} <= judged(f"{intro}\n\n{OFF}\n\n{LETTER.format('')}", markup)


@TEXTS
@pytest.mark.parametrize("intro", ANNOUNCED)
def test_a_switch_right_above_what_is_quoted_is_the_writer_s(intro: str, markup: Markup) -> None:
    assert MISSING not in judged(f"{LETTER.format('')}\n{OFF}\n\n{intro}\n\nHi Dan\n", markup)


@TEXTS
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(f"> {OFF}", id="a line"),
        pytest.param(f"> Hi\n>\n> {OFF}", id="the last of several"),
        pytest.param(f">> {OFF}", id="quoted twice"),
        pytest.param(f"> Hi\r> {OFF}", id="lone carriage returns"),
        pytest.param(f"\u200b> {OFF}", id="behind a character of no width"),
        pytest.param(f"> # Hi {OFF}", id="in a heading"),
        pytest.param(f"> | a |\n> |---|\n> | {OFF} |", id="in a table"),
        pytest.param(f"> - {OFF}", id="in a list"),
        pytest.param(f"> <div>\n> {OFF}\n> </div>", id="in other HTML"),
    ],
)
def test_quoted_lines_hold_no_switches(lines: str, markup: Markup) -> None:
    letter = LETTER.format("")
    for body in (f"{lines}\n\n{letter}", letter.replace("I see", f"{lines}\n\nI see"), f"{letter}\n{lines}"):
        assert MISSING in judged(body, markup)


def test_in_markdown_a_quotation_in_a_list_holds_none_either() -> None:
    assert MISSING in judged(f"- a\n\n  > {OFF}\n\n{LETTER.format('')}", "markdown")


def test_a_quoted_mail_does_not_switch_the_checker_off() -> None:
    head = "From: Dan White <dan@example.org>\nTo: Eva Amsel <eva@example.org>\nSubject: Re: Moore\n\n"
    raw = f"{head}{LETTER.format('')}\n-----Original Message-----\nX-Knigge: off\n\n{OFF}\n"
    done = command("check", "--format", "json", "--lang", "en", stdin=raw.encode())
    assert MISSING in {f["card"] for f in json.loads(done.stdout)[0]["findings"]}


@TEXTS
@pytest.mark.parametrize("comment", ["<!-- knigge -->", "<!-- vale   -->", "<!--knigge\n-->"])
def test_a_comment_that_says_nothing_is_no_crash(comment: str, markup: Markup) -> None:
    assert MISSING in judged(f"{comment}\n{LETTER.format(comment)}", markup)


# What goes out


def sent(body: str, name: str) -> str:
    file = written.from_bytes(body.encode(), name)
    return file.encoded(file.sendable()).decode()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("body", "after"),
    [
        pytest.param(f"a\n{OFF}\n\nb", "a\n\nb", id="alone on its line"),
        pytest.param(f"a\n\n{OFF}\n\nb", "a\n\n\nb", id="alone in its block"),
        pytest.param(f"a\r\n \t{OFF} \r\n\r\nb\r\n", "a\r\n\r\nb\r\n", id="Windows line ends"),
        pytest.param(f"a {OFF}b\n\n{OFF}", "a b\n\n", id="inside a line, and at the end"),
        pytest.param(f"{OFF}{OFF}\na", "\na", id="two in a line"),
        pytest.param(
            f"Subject: Moore\n\n{OFF}\na\u00ad{OFF}e\u0301 👍", "Subject: Moore\n\na\u00ade\u0301 👍", id="odd"
        ),
        pytest.param(f"> {OFF}\n\na", f"> {OFF}\n\na", id="quoted lines"),
        pytest.param(
            f"a\n{OFF}\n\nOn Monday, 3 June 2024, Eva Amsel wrote:\n\n{OFF}\n",
            f"a\n\nOn Monday, 3 June 2024, Eva Amsel wrote:\n\n{OFF}\n",
            id="a quoted message",
        ),
        pytest.param("a <!-- a note --> b", "a <!-- a note --> b", id="another comment"),
    ],
)
def test_a_text_goes_out_without_its_own_switches(body: str, after: str, name: str) -> None:
    assert sent(body, name) == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        pytest.param(f"`{OFF}` a", f"`{OFF}` a", id="a span of code"),
        pytest.param(f"```\n{OFF}\n```\n\n{OFF}\n", f"```\n{OFF}\n```\n\n", id="a block of code"),
        pytest.param(f"a\n\n    {OFF}\n", f"a\n\n    {OFF}\n", id="an indented block of code"),
        pytest.param(f"---\nx: {OFF}\n---\na", f"---\nx: {OFF}\n---\na", id="front matter"),
        pytest.param(f"\\{OFF} a", f"\\{OFF} a", id="behind a backslash"),
        pytest.param(f"- a\n\n  {OFF}\n- b", "- a\n\n- b", id="a block in a list"),
        pytest.param(f"-\t{OFF} <b>\n-\t\u00adb", "-\t <b>\n-\t\u00adb", id="behind a tab"),
        pytest.param(
            f"<div>{OFF}</div>\n\n| a |\n|---|\n| b{OFF} |", "<div></div>\n\n| a |\n|---|\n| b |", id="others"
        ),
    ],
)
def test_of_a_markdown_text_the_same_comments_go_that_are_switches(body: str, after: str) -> None:
    assert sent(body, "a.md") == after


def test_standard_input_is_sent_as_the_file_that_it_is_named(tmp_path: Path) -> None:
    raw = f"{LETTER.format(OFF)}\n```\n{OFF}\n```\n"
    done = command("check", "--fix", "--stdin-filename", "a.md", stdin=raw.encode(), cwd=tmp_path)
    assert done.stdout.decode() == raw.replace(OFF, "", 1)


@pytest.mark.parametrize(
    "encoding", [pytest.param("8bit", id="as it reads"), pytest.param("quoted-printable", id="encoded")]
)
def test_a_mail_goes_out_without_its_own_switches(encoding: str) -> None:
    head = "From: a@example.org\nTo: b@example.org\nSubject: Moore\nContent-Type: text/plain; charset=utf-8\n"
    head += f"Content-Transfer-Encoding: {encoding}\n"
    below = f"\n-----Original Message-----\n\n{OFF}\n"
    raw = f"{head}\nHi =3D Eva {OFF}\n{below}"
    assert sent(raw, "a.eml") == raw.replace(OFF, "", 1)


def test_an_attached_text_goes_out_as_it_is() -> None:
    parts = "".join(
        f"--x\nContent-Type: text/plain\n{disposition}\n{text}\n\n"
        for disposition, text in (("", f"Hi {OFF} Eva"), ("Content-Disposition: attachment\n", OFF))
    )
    raw = f"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n"
    assert sent(raw, "a.eml") == raw.replace(OFF, "", 1)
