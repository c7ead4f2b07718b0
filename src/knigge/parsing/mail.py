"""An RFC 5322 message into a `Message`; hostile mail becomes a MailError, never a crash."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.utils import parseaddr
from html import unescape

from knigge.domain import Message
from knigge.errors import MailError

_MOST_PARTS = 200
# The text that a person writes; the others (calendar, vcard, csv) are data.
_WRITTEN = ("plain", "html", "markdown", "enriched")
# What the standard parser raises on mail that someone bent on purpose.
_HOSTILE = (LookupError, RecursionError, ValueError, TypeError, AttributeError, AssertionError, MessageError)


def parse(raw: bytes, name: str, channel: str) -> Message:
    """Return the message in RFC 5322 bytes.

    Raises MailError naming the file and the way out.
    """
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(raw)
        raw_headers = {key.lower(): value for key, value in reversed(list(mail.raw_items()))}
        headers = {key: _header(value) for key, value in raw_headers.items()}
        if switches := mail.get_all("x-knigge"):
            headers["x-knigge"] = ", ".join(_header(value) for value in switches)
        sender, address = _person(raw_headers.get("from", ""))
        return Message(
            text=_body(mail),
            subject=headers.get("subject", ""),
            sender=sender,
            sender_address=address,
            recipient=_person(raw_headers.get("to", ""))[0],
            headers=headers,
            channel=channel or "email",
            path=name,
        )
    except _HOSTILE as fault:
        reason = f"{type(fault).__name__}: {fault}".split("\n")[0][:120]
        raise MailError(f"{name}: is not mail that can be read ({reason}). Paste its text instead.") from fault


def _header(value: str) -> str:
    """Return a header as one decoded line, whatever charset it claims."""
    try:
        value = _unescaped(value)
        decoded = str(make_header(decode_header(value)))
    except (*_HOSTILE, UnicodeError):
        decoded = value
    return _clean(decoded)


def _person(header: str) -> tuple[str, str]:
    """Return name and address of the first person in a header, split before the name is decoded."""
    name, address = parseaddr(_unescaped(header))
    return _header(name), _clean(address)


def _unescaped(value: str) -> str:
    """Return a header whose raw bytes beyond ASCII are read as UTF-8, or else as Latin-1."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _clean(value: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in value)
    return " ".join(printable.encode("utf-8", "replace").decode().split())


def plain_form(raw: bytes) -> tuple[str, str]:
    """Return charset and transfer encoding of the plain text that `parse` reads, empty where none is declared.

    A mail that has no plain text has the encoding `html`.
    """
    mail = BytesParser(policy=policy.compat32).parsebytes(raw)
    for part in _own_parts(mail):
        if part.get_content_subtype() != "html" and _text(part).strip():
            encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
            return part.get_content_charset() or "", encoding
    return "", "html"


def _body(mail: Mail[str, str]) -> str:
    """Return the first plain text part, or the text of the first HTML part."""
    html = ""
    for part in _own_parts(mail):
        text = _text(part)
        if part.get_content_subtype() != "html" and text.strip():
            return text
        html = html or _without_markup(text)
    return html


def _text(part: Mail[str, str]) -> str:
    payload: object = part.get_payload(decode=True)
    return _decoded(payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _own_parts(mail: Mail[str, str]) -> list[Mail[str, str]]:
    """Return the text parts of the mail itself: no attachments, and nothing of a mail that is attached."""
    waiting, found = [mail], []
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
            continue
        if part.is_multipart():
            waiting = [*part.get_payload(), *waiting]
        elif (
            part.get_content_maintype() == "text" and part.get_content_subtype() in _WRITTEN and not part.get_filename()
        ):
            found.append(part)
    return found


def _decoded(payload: bytes, charset: str | None) -> str:
    """Return a part's text; an unknown or wrong charset costs at most some letters."""
    for name in (charset, "utf-8", "windows-1252"):
        try:
            return payload.decode(name or "utf-8").replace("\0", "\ufffd")
        except (LookupError, UnicodeError, ValueError):
            continue
    return payload.decode("latin-1").replace("\0", "\ufffd")


def _without_markup(html: str) -> str:
    """Return the words of an HTML part, by expressions that stay linear on unclosed tags."""
    html = re.sub(r"(?is)<(script|style|head|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)", " ", html[:500_000])
    html = re.sub(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>", "\n", html)
    text = unescape(re.sub(r"<[^<>]*>", "", html))
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()
