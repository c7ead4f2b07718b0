"""`--fix` writes what is safe to write, and every other byte of a file stays as it was."""

from __future__ import annotations

import ctypes
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knigge import Policy, api, fixing
from knigge.domain import Finding, Fix, Report
from knigge.parsing import written
from knigge.surfaces.cli.check import check
from test_cli import knigge

LETTER = "Guten Tag Frau Amsel,\n\neine Frage zu Ihrem Vortrag in Kiel: Wie alt ist das Moor?\n\nLG\nMarco Polo\n"
ENGLISH = "Dear Ms Amsel,\n\nI have a question about your talk in Kiel.\n\n{}\nMarco Polo\n"
TORN = ("LG", "Freundliche Grüße")
HEAD = "From: Marco Polo <marco@example.org>\nTo: Eva Amsel <eva@example.org>\nSubject: {}\n"
NEEDS_PATCH = pytest.mark.skipif(not shutil.which("patch"), reason="needs the program patch")


def mended(file: Path, raw: bytes, **options: str | list[str]) -> bytes:
    """What a file of these bytes holds after `knigge check --fix`."""
    file.write_bytes(raw)
    check([str(file)], fail_on="never", fix=True, **options)  # type: ignore[arg-type]
    return file.read_bytes()


def mail(text: str = LETTER, charset: str = "utf-8", encoding: str = "8bit", subject: str = "Moore") -> bytes:
    kind = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return (HEAD.format(subject) + kind + text).encode(charset)


def encoded_mail(encoding: str, subtype: str = "plain", text: str = LETTER) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "marco@example.org", "eva@example.org", "Moore"
    message.set_content(text, cte=encoding, subtype=subtype)
    return message.as_bytes()


def looked(raw: bytes, name: str) -> tuple[written.Written, Report]:
    file = written.from_bytes(raw, name)
    message = file.message
    known = {"subject": message.subject, "headers": message.headers, "markup": file.markup}
    return file, api.check(message.text, path=name, **known)  # type: ignore[arg-type]


def pack(folder: Path, **rules: str) -> str:
    """A folder of rules that each put one text in the place of another: `old: new`."""
    style = folder / "House"
    style.mkdir()
    for name, swap in rules.items():
        text = f"extends: substitution\nmessage: Write %s.\naction: {{name: replace}}\nswap: {{{swap}}}\n"
        (style / f"{name}.yml").write_text(text, encoding="utf-8")
    return str(style)


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


# Mail


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


# Any text

PHRASES = ("LG", "MfG", "vg", "With friendly greetings", "with many\ngreetings", "many kind greetings", "Subject: ")
NOISE = (
    *("\n", "\r\n", "\r", "\t", " ", "\n\n", "ü", "u\u0308", "😀", "\u00ad", "\u200b", "\u2028", "\x0c", "\ufeff"),
    *("Guten Tag Frau Amsel,\n\n", "Dear Ms Amsel,\n\n", "\nMarco Polo", "Synergien", "und", "the", "?", "\n-- \n"),
    *("**", "_", "`", "\n> ", "\n- ", "# ", "&amp;", "[", "](/a)", "Betreff: ", "X-Knigge: off\n"),
    *("<!-- knigge off -->", "<!-- knigge on -->", "<!-- knigge german-form = NO -->\n", "<!-- a note -->"),
)
texts = (
    st.lists(st.sampled_from(PHRASES + NOISE), min_size=1, max_size=25)
    .map("".join)
    .filter(lambda text: text.strip("\ufeff \t\r\n\f\u2028"))
)
names = st.sampled_from(["a.txt", "a.md"])


def outside(content: str, edits: list[tuple[int, int]]) -> list[str]:
    """What stands between the spans of edits, of which some may overlap."""
    pieces, at = [], 0
    for start, end in sorted(edits):
        pieces.append(content[at:start])
        at = max(at, end)
    return [*pieces, content[at:]]


@given(text=texts, name=names)
def test_nothing_changes_but_inside_the_spans_of_safe_fixes(text: str, name: str) -> None:
    file, report = looked(text.encode(), name)
    safe = [f for f in report.findings if f.fixes and f.fixes[0].safe and f.part in file.places]
    spans = [(file.places[f.part] + (f.start or 0), file.places[f.part] + (f.end or 0)) for f in safe]
    after = fixing.apply(file.content, fixing.safe_edits(report, file.places))
    assert re.fullmatch("(?s:.*)".join(map(re.escape, outside(file.content, spans))), after)
    assert [file.content[slice(*span)] for span in spans] == [f.match for f in safe]


@given(text=texts, name=names)
def test_what_is_written_back_without_a_fix_is_what_was_read(text: str, name: str) -> None:
    file = written.from_bytes(text.encode(), name)
    assert file.encoded(fixing.apply(file.content, [])) == text.encode()


@given(body=st.binary(max_size=80).filter(lambda body: b"\0" not in body))
def test_a_mail_of_any_bytes_is_written_back_as_it_was_read(body: bytes) -> None:
    raw = HEAD.format("Moore").encode() + b"\n" + body
    file = written.from_bytes(raw, "a.eml")
    assert file.encoded(file.content) == raw


# The file on the disk


def without_rights() -> None:
    """Let even root be refused by a folder that is not to be written to."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


def on_a_full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def restricted(*args: str, cwd: Path, by: Callable[[], None]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from knigge.surfaces.cli import main; main()", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, preexec_fn=by)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    file.chmod(mode)
    mended(file, LETTER.encode())
    assert file.stat().st_mode & 0o777 == mode


def test_a_symlink_stays_one_and_the_file_behind_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "link.txt", tmp_path / "there" / "a.txt"
    link.symlink_to(Path("there") / "a.txt")
    mended(link, LETTER.encode())
    assert link.readlink() == Path("there") / "a.txt"
    assert file.read_text(encoding="utf-8") == LETTER.replace(*TORN)


def test_a_file_with_a_long_name_is_mended_too(tmp_path: Path) -> None:
    assert mended(tmp_path / f"{'a' * 250}.txt", LETTER.encode()) == LETTER.replace(*TORN).encode()


def test_a_clean_file_is_not_written_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Guten Tag Frau Amsel", encoding="utf-8")
    before = file.stat()
    check([str(file)], fail_on="never", fix=True)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(("mode", "by"), [(0o555, without_rights), (0o755, on_a_full_disk)])
def test_what_can_t_be_written_is_one_line_and_stays_as_it_was(
    mode: int, by: Callable[[], None], tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "a.txt").write_bytes(LETTER.encode())
    folder.chmod(mode)
    done = restricted("check", "a.txt", "--fix", cwd=folder, by=by)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"can't be written" in done.stderr
    assert [path.read_bytes() for path in folder.iterdir()] == [LETTER.encode()]


def test_a_file_that_is_not_to_be_written_to_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(LETTER.encode())
    file.chmod(0o444)
    done = restricted("check", "a.txt", "--fix", cwd=tmp_path, by=without_rights)
    assert (done.returncode, file.read_bytes()) == (2, LETTER.encode())


def test_no_file_is_written_when_another_can_t_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode())
    assert knigge("check", "a.txt", "none.txt", "--fix", cwd=tmp_path).returncode == 2
    assert (tmp_path / "a.txt").read_bytes() == LETTER.encode()


# Changes to look at


def shown(*options: str, raw: bytes, folder: Path, name: str = "a.txt") -> bytes:
    """What is printed on standard output about a file, which is still what it was."""
    (folder / name).write_bytes(raw)
    before = (folder / name).stat()
    done = knigge("check", name, *options, cwd=folder)
    after = (folder / name).stat()
    assert (after.st_ino, after.st_mtime_ns, [*folder.iterdir()]) == (
        before.st_ino,
        before.st_mtime_ns,
        [folder / name],
    )
    return done.stdout


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--dry-run"], ["--fix", "--dry-run", "--diff"]])
def test_the_changes_are_shown_and_nothing_is_written(options: list[str], tmp_path: Path) -> None:
    lines = shown(*options, raw=LETTER.encode(), folder=tmp_path).decode().splitlines()
    assert lines[:2] == ["--- a/a.txt", "+++ b/a.txt"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-LG", "+Freundliche Grüße"]


@NEEDS_PATCH
@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", LETTER.encode(), id="plain text"),
        pytest.param("a.txt", f"Betreff: Betreff: Moore\n\n{LETTER}".encode(), id="two places"),
        pytest.param("a.md", LETTER.replace("\nMarco", "\t \nMarco").encode(), id="trailing white space"),
        pytest.param("a.eml", mail(), id="a mail"),
        pytest.param("a.txt", LETTER.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param("a.txt", LETTER.replace("\n", "\r").encode(), id="lone carriage returns"),
        pytest.param("a.txt", LETTER.removesuffix("\nMarco Polo\n").encode(), id="no final newline"),
        pytest.param("a.txt", f"\ufeffBetreff: Betreff: Moore\n\n{LETTER}".encode(), id="byte order mark"),
        pytest.param("a.txt", LETTER.replace("\n\nLG", "\u2028\nLG").encode(), id="a rare line end"),
        pytest.param("an die Frau.txt", LETTER.encode(), id="spaces in the name"),
        pytest.param("Grüße.txt", LETTER.encode(), id="umlauts in the name"),
        pytest.param("a.eml", mail(LETTER.replace("Marco", "Jörg"), "iso-8859-1"), id="a mail in Latin-1"),
    ],
)
def test_patch_makes_of_the_diff_what_fix_makes_of_the_file(name: str, raw: bytes, tmp_path: Path) -> None:
    diff = shown("--diff", raw=raw, folder=tmp_path, name=name)
    patched = subprocess.run(
        ["patch", "-p1", "-s", "-t", "-F0"], input=diff, cwd=tmp_path, capture_output=True, check=False
    )
    result = (tmp_path / name).read_bytes()
    assert (patched.returncode, result) == (0, mended(tmp_path / name, raw)), patched.stdout


def test_a_diff_can_t_steer_the_terminal(tmp_path: Path) -> None:
    raw = LETTER.replace("\n\nLG", " \x1b[2J\nLG").encode()
    (tmp_path / "a.txt").write_bytes(raw)
    assert b"\x1b[2J" not in knigge("check", "a.txt", "--diff", cwd=tmp_path, FORCE_COLOR="1").stdout


def test_a_dry_run_needs_no_fix() -> None:
    dry, diff = (knigge("check", option, stdin=LETTER.encode()) for option in ("--dry-run", "--diff"))
    assert dry.stdout == diff.stdout != b""


def test_the_exit_code_after_a_fix_is_that_of_the_mended_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode())
    policy_file = tmp_path / "p.toml"
    policy_file.write_text("[levels]\ngerman-form = 'error'\n", encoding="utf-8")
    arguments = ("check", "a.txt", "--policy", "p.toml")
    assert [knigge(*arguments, *more, cwd=tmp_path).returncode for more in ([], ["--fix"])] == [1, 0]


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
