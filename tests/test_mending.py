"""`--fix` writes what is safe to write, and every other byte of a file stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knigge import Policy, api, fixing
from knigge.domain import Finding, Fix, Report
from knigge.parsing import written
from mending import ENGLISH, HEAD, LETTER, TORN, encoded_mail, mail, mended, pack
from test_cli import knigge

# Bytes


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", LETTER.encode(), id="plain text"),
        pytest.param("a.txt", LETTER.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param("a.txt", LETTER.replace("\n", "\r").encode(), id="lone carriage returns"),
        pytest.param("a.txt", LETTER.replace(",\n", ",\r\n").replace("?\n", "?\r").encode(), id="mixed line ends"),
        pytest.param("a.txt", b"\xef\xbb\xbf" + LETTER.encode(), id="byte order mark"),
        pytest.param("a.txt", b"\xef\xbb\xbf" + LETTER.replace("\n", "\r\n").encode(), id="mark and Windows line ends"),
        pytest.param("a.txt", LETTER.rstrip().encode(), id="no final newline"),
        pytest.param("a.txt", LETTER.replace("\n", "  \n").encode(), id="trailing spaces"),
        pytest.param("a.txt", LETTER.replace("\nMarco", "\n\n\tMarco\t\n \n").encode(), id="tabs and blank lines"),
        pytest.param("a.txt", LETTER.replace("Kiel", "Mu\u0308nster o\u0302").encode(), id="combining umlauts"),
        pytest.param("a.txt", LETTER.replace("Kiel", "Kiel 👩🏽‍🔬🇩🇪👍").encode(), id="emoji"),
        pytest.param(
            "a.txt", LETTER.replace("Kiel", "Ki\u00ad\u200bel\u00a0\u202f!").encode(), id="invisible characters"
        ),
        pytest.param("a.txt", LETTER.replace("Kiel", "Kiel\x0c\u2028\x85\x0b").encode(), id="rare line ends"),
        pytest.param("a.txt", LETTER.replace("Kiel", "Kiel <!-- knigge one-ask = NO -->").encode(), id="a comment"),
        pytest.param("a.txt", f"Betreff: Moore\n\n{LETTER}".encode(), id="a pasted subject"),
        pytest.param("a.txt", f"Subject:\r\n \r\n{LETTER}".encode(), id="an empty pasted subject"),
        pytest.param("a.md", LETTER.encode(), id="Markdown"),
        pytest.param(
            "a.md", LETTER.replace("Kiel", "**Ki*e*l** <b>`LG`</b> &amp; \\* [LG][1]").encode(), id="markup in Markdown"
        ),
        pytest.param(
            "a.md", LETTER.replace("Kiel", "Kiel  \nzu\r\n\r\n| a |\n|---|\n| Moor |\n\n").encode(), id="a table"
        ),
        pytest.param("a.eml", mail(), id="mail in UTF-8"),
        pytest.param("a.eml", mail().replace(b"\n", b"\r\n"), id="mail with Windows line ends"),
        pytest.param("a.eml", b"From marco Mon Jun  3 10:00:00 2024\n" + mail(), id="a mailbox of one"),
        pytest.param("a.eml", mail(LETTER.replace("Kiel", "M\u00fcnster 👍")), id="mail with emoji"),
    ],
)
def test_a_fix_replaces_its_words_and_no_other_byte(name: str, raw: bytes, tmp_path: Path) -> None:
    place = raw.rindex(b"LG")
    assert mended(tmp_path / name, raw) == raw[:place] + TORN[1].encode() + raw[place + 2 :]


def test_mail_in_latin_1_stays_in_latin_1(tmp_path: Path) -> None:
    raw = mail(LETTER.replace("Kiel", "Münster"), "iso-8859-1")
    assert mended(tmp_path / "a.eml", raw) == raw.replace(b"LG", "Freundliche Grüße".encode("latin-1"))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", "Betreff: [Betreff: ]Moore\n\n", id="a pasted one"),
        pytest.param("a.txt", "\ufeffBetreff:\t [Betreff:  ]Moore 👍 \r\n\r\n", id="white space around it"),
        pytest.param("a.md", "Subject: [Betreff: ]Moore\n\n", id="above Markdown"),
        pytest.param("a.eml", HEAD.format("[Betreff: ]Moore und Ton") + "\n", id="of a mail"),
        pytest.param("a.eml", HEAD.format("[Betreff: ]Moore für München") + "\n", id="of a mail, in UTF-8"),
    ],
)
def test_a_subject_is_mended_where_it_stands(name: str, raw: str, tmp_path: Path) -> None:
    """The brackets enclose what is to go."""
    before, after = re.sub(r"[\[\]]", "", raw), re.sub(r"\[.*\]", "", raw)
    text = LETTER.replace(*TORN)
    assert mended(tmp_path / name, (before + text).encode()) == (after + text).encode()


def test_an_option_s_subject_is_no_place_in_the_file(tmp_path: Path) -> None:
    raw = f"Betreff:\n\n{LETTER.replace(*TORN)}".encode()
    assert mended(tmp_path / "a.txt", raw, subject="Betreff: Moore") == raw


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("**With friendly greetings**", "**Kind regards**", id="around the match"),
        pytest.param("With **friendly** greetings", "With **friendly** greetings", id="inside the match"),
        pytest.param("- With friendly\n  greetings", "- Kind regards", id="a list item of two lines"),
        pytest.param("[With friendly greetings](/a_b)", "[Kind regards](/a_b)", id="a link"),
        pytest.param("With `friendly` greetings", "With `friendly` greetings", id="code is none of the words"),
        pytest.param("*With friendly* greetings", "*With friendly* greetings", id="half in emphasis"),
        pytest.param("With friendly **greetings**", "With friendly **greetings**", id="half out of it"),
        pytest.param("[With friendly](/a) greetings", "[With friendly](/a) greetings", id="half in a link"),
    ],
)
def test_markdown_stays_whole_around_a_fix(before: str, after: str, tmp_path: Path) -> None:
    assert mended(tmp_path / "a.md", ENGLISH.format(before).encode()) == ENGLISH.format(after).encode()


def test_a_cell_of_a_table_is_no_closing(tmp_path: Path) -> None:
    raw = LETTER.replace(*TORN).replace("Kiel", "Kiel\n\n| Moor |\n|---|\n| LG, Moor |\n\n").encode()
    assert mended(tmp_path / "a.md", raw) == raw


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        pytest.param("a.txt", "Guten Tag Frau Müller", id="nothing special"),
        pytest.param("a.txt", "Guten Tag Frau Mu\u0308ller", id="combining umlaut"),
        pytest.param("a.txt", "Guten Tag Frau\u00a0Müller", id="no-break space"),
        pytest.param("a.md", "**Guten Tag Frau Müller", id="in bold"),
        pytest.param("a.md", "Guten Tag **Frau** Müller", id="bold inside"),
    ],
)
def test_a_greeting_gets_its_comma_and_keeps_its_letters(name: str, greeting: str, tmp_path: Path) -> None:
    bold = "**" if greeting.startswith("**") else ""
    raw = LETTER.replace(*TORN).replace("Guten Tag Frau Amsel,", f"{greeting}{{}}{bold}")
    assert mended(tmp_path / name, raw.format("").encode()) == raw.format(",").encode()


def test_a_name_keeps_its_eszett_in_switzerland(tmp_path: Path) -> None:
    raw = "Grüezi Frau Weiß\n\nWie alt ist das Moor an der Straße?\n\nFreundliche Grüsse\nMarco Polo\n".encode()
    assert mended(tmp_path / "a.txt", raw, lang="de-CH") == raw.replace("Straße".encode(), b"Strasse")


@pytest.mark.parametrize(
    ("short", "written_out"),
    [("mfg", "Mit freundlichen Grüssen"), ("LG", "Freundliche Grüsse"), ("vg", "Viele Grüsse"), ("BG", "Beste Grüsse")],
)
def test_a_short_closing_is_written_out_without_eszett_in_switzerland(
    short: str, written_out: str, tmp_path: Path
) -> None:
    raw = f"Grüezi Frau Weiß\n\nWie alt ist das Moor?\n\n{short}\nMarco Polo\n"
    assert mended(tmp_path / "a.txt", raw.encode(), lang="de-CH") == raw.replace(short, written_out).encode()


def test_a_comment_between_the_words_of_a_fix_is_not_lost(tmp_path: Path) -> None:
    raw = ENGLISH.format("With friendly <!-- knigge one-ask = NO --> greetings").encode()
    assert b"<!-- knigge one-ask = NO -->" in mended(tmp_path / "a.txt", raw)


@pytest.mark.parametrize(
    "closing",
    [
        pytest.param("Hochachtungsvoll", id="a replacement that may change what is meant"),
        pytest.param("Gruß", id="no replacement"),
        pytest.param("Viele Grüße", id="nothing to say"),
    ],
)
def test_what_isn_t_safe_is_left_to_the_writer(closing: str, tmp_path: Path) -> None:
    raw = LETTER.replace("LG", closing).encode()
    assert mended(tmp_path / "a.txt", raw) == raw


def test_a_choice_of_replacements_is_left_to_the_writer(tmp_path: Path) -> None:
    rules = pack(tmp_path, Terms="talk: lecture|speech")
    raw = ENGLISH.format("Kind regards").encode()
    assert mended(tmp_path / "a.txt", raw, pack=[rules]) == raw


def test_a_card_that_is_switched_off_mends_nothing(tmp_path: Path) -> None:
    raw = f"<!-- knigge german-form = NO -->\n{LETTER}".encode()
    assert mended(tmp_path / "a.txt", raw) == raw


# Several fixes


def found(start: int, end: int, text: str, safe: bool = True, part: str = "body") -> Finding:
    return Finding("c", "warning", part, start, end, "abcdef"[start:end], "", "", "", (Fix(text, safe),), "email", "en")


@pytest.mark.parametrize(
    ("findings", "after"),
    [
        pytest.param([found(0, 2, "AB"), found(4, 6, "EF")], "ABcdEF", id="apart"),
        pytest.param([found(4, 6, "EF"), found(0, 2, "AB")], "ABcdEF", id="in another order"),
        pytest.param([found(0, 2, "AB"), found(2, 4, "")], "ABef", id="side by side"),
        pytest.param([found(0, 4, "-"), found(2, 6, "+")], "-ef", id="the first of two that overlap stays"),
        pytest.param([found(0, 6, "-"), found(2, 3, "+"), found(3, 4, "+")], "-", id="one around others"),
        pytest.param([found(0, 4, "-", safe=False), found(2, 6, "+")], "ab+", id="one that isn't safe hinders none"),
        pytest.param([found(0, 2, "-", part="subject")], "abcdef", id="in a part that has no place"),
    ],
)
def test_fixes_are_applied_in_order_and_apart(findings: list[Finding], after: str) -> None:
    report = Report(tuple(findings), (), "en", "email", "first-message")
    assert fixing.apply("abcdef", fixing.safe_edits(report, {"body": 0})) == after


def test_of_two_rules_that_overlap_in_a_file_one_is_applied_whole(tmp_path: Path) -> None:
    rules = pack(tmp_path, One="your e mail: your mail", Two="e mail address: address")
    raw = ENGLISH.format("Is this your e mail address?\n\nKind regards").encode()
    after = mended(tmp_path / "a.txt", raw, pack=[rules])
    assert after == raw.replace(b"your e mail", b"your mail")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", LETTER, id="a closing"),
        pytest.param("a.txt", f"Betreff: Betreff: Moore\r\n\r\n{LETTER}", id="a subject"),
        pytest.param("a.txt", f"Betreff: Betreff: Betr.: Moore\n\n{LETTER}", id="a subject in need of two"),
        pytest.param("a.txt", LETTER.replace("LG", "LG,"), id="a closing with a comma"),
        pytest.param(
            "a.txt", LETTER.replace("Amsel,\n\neine", "Amsel\n\nEine"), id="a comma that calls for a small letter"
        ),
        pytest.param("a.md", ENGLISH.format("*With friendly greetings*"), id="Markdown"),
        pytest.param("a.eml", HEAD.format("Subject: Moore") + "\n" + LETTER, id="a mail"),
    ],
)
def test_a_second_time_there_is_nothing_left_to_fix(name: str, raw: str, tmp_path: Path) -> None:
    once = mended(tmp_path / name, raw.encode())
    assert once != raw.encode()
    assert mended(tmp_path / name, once) == once


# Standard input


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        pytest.param(LETTER.encode(), LETTER.replace(*TORN).encode(), id="plain text"),
        pytest.param(b"\xef\xbb\xbfHallo \r\nMarco\r", b"\xef\xbb\xbfHallo \r\nMarco\r", id="nothing to mend"),
        pytest.param(
            LETTER.replace("\n", "\r\n").rstrip().encode(),
            LETTER.replace(*TORN).replace("\n", "\r\n").rstrip().encode(),
            id="Windows line ends, no final newline",
        ),
        pytest.param(mail(), mail(LETTER.replace(*TORN)), id="a mail"),
        pytest.param(
            mail(LETTER.replace("Kiel", "Köln"), "iso-8859-1"),
            mail(LETTER.replace("Kiel", "Köln").replace(*TORN), "iso-8859-1"),
            id="a mail in Latin-1",
        ),
        pytest.param(encoded_mail("base64"), encoded_mail("base64"), id="a mail in base64"),
    ],
)
def test_standard_input_goes_mended_to_standard_output_byte_for_byte(raw: bytes, after: bytes) -> None:
    done = knigge("check", "--fix", stdin=raw)
    assert done.stdout == after
    assert b"standard input" in done.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    "header",
    [
        pytest.param("X-Knigge: no-empty-synergy=no\n", id="in one line"),
        pytest.param("x-knigge:\n no-empty-synergy=no,\n\tone-ask=no\n", id="folded"),
        pytest.param("X-KNIGGE: one-ask=no\nX-Knigge: no-empty-synergy=no\n", id="twice"),
        pytest.param("X-Knigge:\n", id="empty"),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_the_header_for_the_checker_does_not_go_out(header: str, place: str, end: str) -> None:
    head, rest = HEAD.format("Moore"), f"X-Mailer: a\n\n{LETTER.replace(*TORN)}X-Knigge: off\n"
    raw = header + head + rest if place == "first" else f"{head}X-Mailer: a\n{header}{rest[12:]}"
    file = written.from_bytes(raw.replace("\n", end).encode(), "-")
    assert file.encoded(file.sendable()) == (head + rest).replace("\n", end).encode()


def test_standard_input_goes_out_mended_and_without_the_header() -> None:
    raw = b"X-Knigge: one-ask=no,\n closing=no\n" + mail()
    assert knigge("check", "--fix", stdin=raw).stdout == mail(LETTER.replace(*TORN))


def test_a_text_that_speaks_of_the_header_keeps_its_words() -> None:
    raw = f"Guten Tag,\nX-Knigge: off\n\n{LETTER.replace(*TORN)}".encode()
    assert knigge("check", "--fix", stdin=raw).stdout == raw


@pytest.mark.parametrize("format", ["text", "json", "sarif", "vale", "rdjson", "junit"])
def test_the_report_on_standard_input_does_not_mix_with_the_text(format: str) -> None:
    done = knigge("check", "--fix", "--format", format, stdin=LETTER.encode())
    assert done.stdout == LETTER.replace(*TORN).encode()
    assert b"offer-contact-options" in done.stderr


def test_a_pack_mends_standard_input_too(tmp_path: Path) -> None:
    rules = pack(tmp_path, Terms="talk: lecture")
    raw = ENGLISH.format("Kind regards").encode()
    assert knigge("check", "--fix", "--pack", rules, stdin=raw).stdout == raw.replace(b"talk", b"lecture")


def test_a_file_beside_standard_input_is_mended_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode())
    done = knigge("check", "a.txt", "-", "--fix", stdin=mail(), cwd=tmp_path)
    assert done.stdout == mail(LETTER.replace(*TORN))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == LETTER.replace(*TORN)


def test_a_policy_without_the_card_mends_nothing() -> None:
    rules = Policy(levels={"german-form": "off"})
    report = api.check(LETTER, policy=rules)
    assert fixing.safe_edits(report, {"body": 0}) == []
