"""A text or mail and its file, for the tests of `--fix`."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from knigge import Report, api
from knigge.parsing import written
from knigge.surfaces.cli.check import check

LETTER = "Guten Tag Frau Amsel,\n\neine Frage zu Ihrem Vortrag in Kiel: Wie alt ist das Moor?\n\nLG\nMarco Polo\n"
ENGLISH = "Dear Ms Amsel,\n\nI have a question about your talk in Kiel.\n\n{}\nMarco Polo\n"
TORN = ("LG", "Freundliche Grüße")
HEAD = "From: Marco Polo <marco@example.org>\nTo: Eva Amsel <eva@example.org>\nSubject: {}\n"


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
