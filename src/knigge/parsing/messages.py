"""A file or pasted text into a received `Message`, by what it opens with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from knigge.domain import Message, Span
from knigge.errors import MailError
from knigge.languages import subject_words
from knigge.parsing import plugged
from knigge.parsing.files import MOST_MAIL_BYTES, decode, display, read_bytes, refuse_too_long

_HEADER = rb"\A(?:From [^\n]*\r?\n)?[!-9;-~]+:[^\n]*\r?\n"
_KNOWN = rb"(?im)^(?:from|to|subject|date|message-id|received|mime-version|content-type|return-path|delivered-to)\s*:"

# The line under which people paste a subject, and `knigge draft` prints it.
_SUBJECT = r"(?:{})\s?:[ \t]*([^\n]*)\r?\n\s*\n"


def read(path: str, channel: str = "") -> Message:
    """Return the message in a file: what a plugin reads in files that end so, mail where it has mail headers, else pasted text.

    Raises MailError naming the file and the way out.
    """
    raw = read_bytes(path, MailError, MOST_MAIL_BYTES)
    if found := plugged.message(raw, path):
        return replace(found, path=display(path), channel=channel or found.channel)
    return parse(raw, display(path), channel)


def parse(raw: bytes, name: str = "message", channel: str = "") -> Message:
    """Return the message in `raw`; a text of nothing but white space is a request without a note."""
    unmarked = raw.removeprefix(b"\xef\xbb\xbf")
    if looks_like_mail(unmarked):
        from knigge.parsing import mail

        return mail.parse(unmarked, name, channel)
    refuse_too_long(raw, name, MailError)
    text = decode(raw, name, MailError) if unmarked.strip() else ""
    subject, start = pasted_subject(text)
    return Message(text[start:], text[slice(*subject)], channel=channel, path=name)


def received(message: Message) -> datetime | None:
    """Return when a mail says that it was sent, None where it says nothing that is a time."""
    from email.utils import parsedate_to_datetime

    try:
        sent = parsedate_to_datetime(message.headers.get("date", ""))
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def pasted_subject(text: str) -> tuple[Span, int]:
    """Return where the subject line of a pasted text holds the subject, and where the text below it begins."""
    line = re.match(_SUBJECT.format(subject_words()), text)
    if not line:
        return (0, 0), 0
    return (line.start(1), line.start(1) + len(line[1].rstrip())), line.end()


def looks_like_mail(raw: bytes) -> bool:
    """Say whether a file opens with mail headers."""
    if b":" not in raw[:80]:
        return False
    head = re.split(rb"\r?\n\r?\n", raw[:20_000], maxsplit=1)[0]
    return bool(re.match(_HEADER, raw)) and len(set(re.findall(_KNOWN, head))) >= 2
