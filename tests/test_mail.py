"""Received mail: read as people read it, and hostile mail as one clear line."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from knigge import read_message
from knigge.errors import MailError


def mail(text: str = "Guten Tag", **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in {
        "From": "Jörg Weiß <joerg@example.org>",
        "To": "Eva Roth <eva@example.org>",
        "Subject": "Frage",
        **headers,
    }.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def outcome(raw: bytes) -> str:
    """What becomes of hostile mail: the one-line fields that were read, or the line that refuses it."""
    try:
        message = read_message(raw)
    except MailError as fault:
        return str(fault)
    return f"{message.sender} {message.sender_address} {message.subject} {message.text!r}"


def test_names_subject_and_text_are_read() -> None:
    message = read_message(mail("Schöne Grüße\n"))
    assert (message.sender, message.sender_address, message.recipient) == ("Jörg Weiß", "joerg@example.org", "Eva Roth")
    assert (message.subject, message.text.strip(), message.channel) == ("Frage", "Schöne Grüße", "email")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("=?utf-8?q?M=C3=BCller=2C_Hans?= <h@example.org>", "Müller, Hans"),
        ("Jörg Weiß <j@example.org>", "Jörg Weiß"),
        ('"Weiß, Jörg" <j@example.org>', "Weiß, Jörg"),
    ],
)
def test_a_name_is_read_whole_however_it_is_written(header: str, name: str) -> None:
    message = read_message(f"From: {header}\nTo: {header}\nSubject: Grüße\n\nhi")
    assert (message.sender, message.recipient, message.subject) == (name, name, "Grüße")


def test_blank_text_beside_html_and_attached_mail_are_passed_over() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content(" \n")
    message.add_alternative("<p>das Wort</p>", subtype="html")
    inner = EmailMessage()
    inner.set_content("das fremde Wort")
    message.add_attachment(inner)
    assert read_message(message.as_bytes()).text == "das Wort"


def test_the_plain_part_of_several_is_taken() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content("das Wort")
    message.add_alternative("<p>das <b>andere</b> Wort</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="x.pdf")
    assert read_message(message.as_bytes()).text.strip() == "das Wort"


def test_a_mail_of_nothing_but_html_gives_its_words() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content("<style>p{}</style><p>Liebe Grüße &amp; Dank</p><script>alert(1)</script>", subtype="html")
    assert read_message(message.as_bytes()).text == "Liebe Grüße & Dank"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8", "x-no-such-charset"])
def test_any_charset_gives_text(charset: str) -> None:
    body = "Grüße".encode("utf-8" if charset.startswith("x") else charset)
    raw = f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n".encode() + body
    assert read_message(raw).text == "Grüße"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"From: " + b"(" * 3000 + b"\nSubject: x\n\nhi", id="nested comments"),
        pytest.param(b"From: a\nSubject: =?utf-8?q?Hi=0D=0ABcc:_x?=\n\nhi", id="header injection"),
        pytest.param(b"From: a\nSubject: =?nonsense?b?////?=\n\nhi", id="unknown word charset"),
        pytest.param(b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 2000, id="nested parts"),
        pytest.param(b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\npart\n" * 5000 + b"--x--", id="many parts"),
        pytest.param(b"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\n!!!!", id="bad base64"),
        pytest.param(b"From: a\nTo: b\nContent-Type: text/html\n\n" + b"<a " * 20000, id="unclosed tags"),
        pytest.param(b"From: a\nTo: b\nContent-Type: ;;;===\n\nhi", id="bad content type"),
        pytest.param(b"Subject: \xff\xfe\nFrom: \x80\n\nhi", id="raw bytes in headers"),
    ],
)  # fmt: skip
def test_hostile_mail_is_read_or_refused_in_one_line(raw: bytes) -> None:
    said = outcome(raw)
    assert "\n" not in said
    assert said.encode().decode() == said


def test_a_subject_that_would_forge_a_header_stays_one_line() -> None:
    message = read_message(b"From: a@example.org\nSubject: =?utf-8?q?Hi=0D=0ABcc:_evil@example.org?=\n\nhi")
    assert message.subject == "Hi Bcc: evil@example.org"


def test_pasted_text_is_not_taken_for_mail() -> None:
    assert read_message("Guten Tag\nVon: mir").text.startswith("Guten")
    assert read_message("Note: this is text.\nMore: text.").text.startswith("Note")


def test_a_pasted_subject_line_is_the_subject() -> None:
    message = read_message("Betreff: Frage zur Reihe\n\nGuten Tag")
    assert (message.subject, message.text) == ("Frage zur Reihe", "Guten Tag")


def test_attachments_may_be_large() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content("das Wort")
    message.add_attachment(b"0" * 3_000_000, maintype="application", subtype="pdf", filename="x.pdf")
    assert read_message(message.as_bytes()).text.strip() == "das Wort"


def test_a_request_without_text_is_read() -> None:
    assert read_message("  \n").text == ""
