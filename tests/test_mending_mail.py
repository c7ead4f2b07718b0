"""`--fix` in a mail: in its own charset, and not where it would have to be encoded anew."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mending import HEAD, LETTER, TORN, encoded_mail, mail, mended, pack
from test_cli import knigge


@pytest.mark.parametrize(
    ("charset", "encoding", "place"),
    [
        pytest.param("utf-8", "8bit", "Münster", id="UTF-8"),
        pytest.param("iso-8859-1", "8bit", "Münster", id="Latin-1"),
        pytest.param("iso-8859-1", "8bit", "Kiel", id="Latin-1, nothing but ASCII yet"),
        pytest.param("iso-8859-15", "8bit", "Kiel für 5 €", id="Latin-9"),
        pytest.param("windows-1252", "8bit", "„Kiel“", id="Windows"),
        pytest.param("us-ascii", "7bit", "Kiel", id="ASCII"),
        pytest.param("utf-8", "quoted-printable", "Kiel", id="quoted-printable, nothing encoded yet"),
    ],
)
def test_mended_mail_says_the_same_in_its_own_charset(charset: str, encoding: str, place: str, tmp_path: Path) -> None:
    text = LETTER.replace("Kiel", place)
    raw = mended(tmp_path / "a.eml", mail(text, charset, encoding))
    body = raw.partition(b"\n\n")[2].decode("ascii" if encoding == "quoted-printable" else charset)
    assert body in (text, text.replace(*TORN), text.replace("LG", "Freundliche Gr=C3=BC=C3=9Fe"))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(encoded_mail("quoted-printable", text=LETTER.replace("Kiel", "Köln")), id="quoted-printable"),
        pytest.param(encoded_mail("base64"), id="base64"),
        pytest.param(
            encoded_mail("quoted-printable", "html", f"<p>{LETTER.replace(chr(10), '<br>')}</p>"), id="HTML alone"
        ),
    ],
)
def test_an_encoded_mail_is_left_alone_with_a_note(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mended(tmp_path / "a.eml", raw) == raw
    assert "can't be mended there" in capsys.readouterr().err


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("=?utf-8?q?Betreff=3A_Moore?=", id="encoded"),
        pytest.param("Betreff: Moore\n und Ton", id="folded"),
        pytest.param("Betreff: Moore  und Ton", id="with two spaces in a row"),
    ],
)
def test_a_subject_that_can_t_be_reached_gets_a_note_too(
    subject: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = mail(LETTER.replace(*TORN), subject=subject)
    assert mended(tmp_path / "a.eml", raw) == raw
    assert "can't be mended there" in capsys.readouterr().err


def test_a_text_that_stands_twice_in_a_mail_is_left_alone(tmp_path: Path) -> None:
    kinds = ("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt", "Content-Type: text/plain")
    parts = "".join(f"--x\n{kind}\n\n{LETTER}\n" for kind in kinds)
    head = HEAD.format("Moore") + "Content-Type: multipart/mixed; boundary=x\n\n"
    message = message_from_bytes(
        mended(tmp_path / "a.eml", f"{head}{parts}--x--\n".encode()), policy=policy.SMTP.clone(cte_type="8bit")
    )
    assert ["LG" in str(part.get_content()) for part in message.iter_parts()] == [True, True]  # type: ignore[attr-defined]


def test_a_replacement_that_the_charset_lacks_is_no_crash(tmp_path: Path) -> None:
    rules = pack(tmp_path, Terms="EUR: €")
    (tmp_path / "a.eml").write_bytes(mail("Dear Ms Müller,\n\nthe talk costs 5 EUR.\n", "iso-8859-1"))
    done = knigge("check", "a.eml", "--fix", "--pack", rules, "--fail-on", "never", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
