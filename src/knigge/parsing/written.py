"""A file that somebody is writing into its message, and the places of its parts in the file, so that it can be mended."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from knigge.domain import Message
from knigge.errors import MailError
from knigge.parsing import plugged
from knigge.parsing.files import MOST_MAIL_BYTES, display, read_bytes
from knigge.parsing.messages import looks_like_mail, parse, pasted_subject
from knigge.text import Markup
from knigge.text import parse as parse_text

_BOM = b"\xef\xbb\xbf"
_MARKDOWN = ("md", "markdown", "mdown", "mkd")
_HEAD_END = re.compile(r"\r?\n\r?\n")
_SUBJECT = re.compile(r"^subject:[ \t]*", re.IGNORECASE | re.MULTILINE)
_BLANK_BEFORE = re.compile(r"^[ \t]*\Z", re.MULTILINE)
_BLANK_AFTER = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_SWITCHES = re.compile(r"^x-knigge:[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)


class Written(NamedTuple):
    """A file, decoded one to one, and what it says.

    content: without byte order mark. places: where each part (`body`, `subject`) begins in it; a part that does not
    stand there as it reads, such as one in base64, has none. charset: what the body may be written in. mail: whether it
    has mail headers.
    """

    message: Message
    content: str
    places: Mapping[str, int]
    markup: Markup
    encoding: str = "utf-8"
    charset: str = "utf-8"
    mail: bool = False
    mark: bytes = b""

    @property
    def head(self) -> int:
        """Where the headers of a mail end; 0 for any other file."""
        return _head(self.content) if self.mail else 0

    def encoded(self, content: str) -> bytes:
        """Return changed content as the bytes to write, in the encoding of the file."""
        return self.mark + content.encode(self.encoding)

    def sendable(self) -> str:
        """Return the content as it may leave: without the comments and the header that were meant for the checker."""
        head = self.head
        body = self.places.get("body", head)
        text = self.message.text if "body" in self.places else self.content[head:]
        rest = "".join(_without_controls(text, self.markup))
        left = self.content[head:body] + rest + self.content[body + len(text) :]
        return _SWITCHES.sub("", self.content[:head]) + left


def _without_controls(body: str, markup: Markup) -> Iterator[str]:
    """Yield what stands between the comments for the checker; one that stands alone on its line takes the line with it."""
    at = 0
    for control in parse_text(body, markup, controls=True).controls:
        start, end = control.place
        before, after = _BLANK_BEFORE.search(body, at, start), _BLANK_AFTER.match(body, end)
        if before and after:
            start, end = before.start(), after.end()
        yield body[at:start]
        at = end
    yield body[at:]


def read(path: str, name: str = "") -> Written:
    """Return the file at `path`, `-` being standard input, which `name` names.

    Raises MailError naming the file and the way out.
    """
    return from_bytes(read_bytes(path, MailError, MOST_MAIL_BYTES), name or path)


def from_bytes(raw: bytes, path: str) -> Written:
    """Return what a file at `path` with these bytes says; one that a plugin reads can't be mended."""
    if found := plugged.message(raw, path):
        return Written(replace(found, path=display(path)), found.text, {}, "plain")
    message = parse(raw, display(path))
    mark = _BOM if raw.startswith(_BOM) else b""
    raw = raw.removeprefix(_BOM)
    if looks_like_mail(raw):
        return _mail(raw, message)._replace(mark=mark)
    content = raw.decode("utf-8")
    subject, start = pasted_subject(content)
    places = {"body": start} | ({"subject": subject[0]} if message.subject else {})
    markup: Markup = "markdown" if plugged.ending(path) in _MARKDOWN else "plain"
    return Written(message, content, places, markup, mark=mark)


def from_text(text: str, path: str) -> Written:
    """Return what a file at `path` says that an editor shows as `text`; half a character counts as a question mark.

    A mail that says it is in another charset than UTF-8 is read as if it were saved in that.
    """
    raw = text.encode("utf-8", "replace")
    file = from_bytes(raw, path)
    if file.encoding == "utf-8":
        return file
    from knigge.parsing.mail import plain_form

    with suppress(LookupError, UnicodeError):
        own = text.encode(plain_form(raw)[0], "replace")
        if len(own) == len(text):  # a byte for each letter, so that the places are those of the text
            return from_bytes(own, path)
    return file._replace(places={})


def _mail(raw: bytes, message: Message) -> Written:
    from knigge.parsing.mail import plain_form

    declared, encoding = plain_form(raw)
    charset, limit = _charsets(declared, encoding)
    try:
        content = raw.decode(charset)
    except UnicodeDecodeError:  # another part is in another charset, or the mail does not keep what it says
        charset, limit, content = "latin-1", "", raw.decode("latin-1")
    if content.isascii() and declared and encoding in ("", "7bit"):
        limit = limit and "ascii"
    head = _head(content)
    body, places = message.text, {}
    if limit and body.strip() and content.count(body, head) == 1:
        places["body"] = content.find(body, head)
    subject = _SUBJECT.search(content, 0, head)
    if (
        subject
        and message.subject
        and re.match(re.escape(message.subject) + r"[ \t]*\r?\n(?![ \t])", content[subject.end() : head])
    ):
        places["subject"] = subject.end()
    return Written(message, content, places, "plain", charset, limit or "ascii", mail=True)


def _charsets(declared: str, encoding: str) -> tuple[str, str]:
    """Return the charset to read a mail in, and what its body may be written in: none where it can't be mended."""
    try:
        charset = codecs.lookup(declared or "us-ascii").name
    except LookupError:
        return "latin-1", ""
    plain = encoding in ("", "7bit", "8bit", "binary")
    if charset in ("utf-8", "ascii"):
        return "utf-8", charset if plain and declared else "utf-8" if plain else ""
    return "latin-1", "latin-1" if plain and charset == "iso8859-1" else ""


def _head(content: str) -> int:
    """Return where the headers of a mail end."""
    end = _HEAD_END.search(content)
    return end.end() if end else len(content)
