"""A mail's bytes into a small mail that reads the same: without what its attachments hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.parsing import head

_DEEPEST = 20
# Far more than a message may have; what is longer is too long in any encoding.
_MOST_TEXT = 8_000_000


def skimmed(raw: bytes) -> bytes:
    """Return the mail with the heads of all its parts, and of their bodies those that are text."""
    return b"".join(_pieces(raw, 0, len(raw), _DEEPEST))


def _pieces(raw: bytes, start: int, end: int, deep: int) -> Iterator[bytes]:
    part = head.read(raw, start, end)
    yield raw[start : part.body]
    kind, boundary = part.content_type, part.option("boundary")
    if kind.startswith("multipart/") and boundary and deep:
        yield from _parts(raw, part.body, end, boundary.encode("latin-1"), deep)
    elif kind.startswith(("text/", "multipart/")) and not _attached(part):
        yield raw[part.body : min(end, part.body + _MOST_TEXT)]
        yield b"\n" * (end > part.body + _MOST_TEXT)


def _attached(part: head.Head) -> bool:
    """Say whether a part is a file, of whatever kind."""
    disposition = part.value("content-disposition").lower()
    return disposition.startswith("attachment") or "filename" in disposition or bool(part.option("name"))


def _parts(raw: bytes, start: int, end: int, boundary: bytes, deep: int) -> Iterator[bytes]:
    """Yield the lines that part a body, and what is left of the parts between them."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(?:--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    at = None
    for found in line.finditer(raw, start, end):
        if at is not None:
            yield from _pieces(raw, at, found.start(), deep - 1)
        yield found[0]
        at = found.end()
    if at is not None:
        yield from _pieces(raw, at, end, deep - 1)
