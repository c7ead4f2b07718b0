"""A file that somebody is writing into its message, and the places of its parts in the file, so that it can be mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from knigge.domain import Message
from knigge.errors import MailError
from knigge.parsing.files import MOST_MAIL_BYTES, display, read_bytes
from knigge.parsing.messages import looks_like_mail, parse
from knigge.text import Markup

_BOM = b"\xef\xbb\xbf"
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HEAD_END = re.compile(r"\r?\n\r?\n")
_SUBJECT = re.compile(r"^subject:[ \t]*", re.IGNORECASE | re.MULTILINE)
_SWITCHES = re.compile(r"^x-knigge:[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)


class Written(NamedTuple):
    """A file, decoded one to one, and what it says.

    content: without byte order mark. places: where each part (`body`, `subject`) begins in it; a part that does not
    stand there as it reads, such as one in base64, has none. mail: whether it has mail headers.
    """

    message: Message
    content: str
    places: Mapping[str, int]
    markup: Markup
    encoding: str
    mail: bool = False
    mark: bytes = b""

    def encoded(self, content: str) -> bytes:
        """Return changed content as the bytes to write, in the encoding of the file."""
        return self.mark + content.encode(self.encoding)

    def sendable(self, content: str) -> str:
        """Return a mail as it may leave: without the header that was meant for the checker."""
        if not self.mail:
            return content
        head = _head(content)
        return _SWITCHES.sub("", content[:head]) + content[head:]


def read(path: str) -> Written:
    """Return the file at `path`, `-` being standard input.

    Raises MailError naming the file and the way out.
    """
    return from_bytes(read_bytes(path, MailError, MOST_MAIL_BYTES), path)


def from_bytes(raw: bytes, path: str) -> Written:
    """Return what a file at `path` with these bytes says."""
    message = parse(raw, display(path))
    mark = _BOM if raw.startswith(_BOM) else b""
    raw = raw.removeprefix(_BOM)
    try:
        content, encoding = raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:  # a mail in another charset: one character per byte is all that is needed
        content, encoding = raw.decode("latin-1"), "latin-1"
    mail = looks_like_mail(raw)
    places = _in_mail(content, message) if mail else _in_text(content, message)
    markup: Markup = "markdown" if not mail and PurePath(path).suffix.lower() in _MARKDOWN else "plain"
    return Written(message, content, places, markup, encoding, mail, mark)


def _in_text(content: str, message: Message) -> dict[str, int]:
    start = len(content) - len(message.text)
    subject = re.match(r"\w+:[ \t]*", content) if start else None
    return {"body": start} | ({"subject": subject.end()} if subject else {})


def _in_mail(content: str, message: Message) -> dict[str, int]:
    head = _head(content)
    subject = _SUBJECT.search(content, 0, head)
    body = content.find(message.text, head) if message.text.strip() else -1
    places = {"body": body} if body >= 0 else {}
    if subject and message.subject and content.startswith(message.subject, subject.end()):
        places["subject"] = subject.end()
    return places


def _head(content: str) -> int:
    """Return where the headers of a mail end."""
    end = _HEAD_END.search(content)
    return end.end() if end else len(content)
