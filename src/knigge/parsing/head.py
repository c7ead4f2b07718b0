"""The head of a mail's bytes into its fields, each with its place, whatever stands below it."""

from __future__ import annotations

import re
from typing import NamedTuple

# A field with its folded lines; what has no end of line is the end of the mail.
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_MBOX_LINE = re.compile(rb"From [^\n]*\n")
_BLANK = re.compile(rb"\r?\n")
_OPTION = re.compile(r";\s*([\w.*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))")


class Field(NamedTuple):
    """A header as it is written, by its lower-case name, and where it stands in the mail, its line end included."""

    name: str
    value: str
    start: int
    end: int


class Head(NamedTuple):
    """The fields of a mail or of one of its parts, and where its body begins."""

    fields: tuple[Field, ...]
    body: int

    def value(self, name: str) -> str:
        """Return the first field of this name, unfolded; "" where there is none."""
        return next((" ".join(field.value.split()) for field in self.fields if field.name == name), "")

    @property
    def content_type(self) -> str:
        """The kind of content, such as `multipart/mixed`; plain text where none is declared."""
        return self.value("content-type").partition(";")[0].strip().lower() or "text/plain"

    def option(self, name: str) -> str:
        """Return what the Content-Type says of itself under this name, such as its `boundary`."""
        found = _OPTION.findall(self.value("content-type"))
        return next((quoted or bare for key, quoted, bare in found if key.lower() == name), "")


def read(raw: bytes, start: int = 0, end: int | None = None) -> Head:
    """Return the head that begins at `start`; it ends at the first line that is no field."""
    end = len(raw) if end is None else end
    mbox = _MBOX_LINE.match(raw, start, end)
    at, fields = mbox.end() if mbox else start, []
    while found := _FIELD.match(raw, at, end):
        fields.append(Field(found[1].decode().lower(), found[2].decode("latin-1"), at, found.end()))
        at = found.end()
    blank = _BLANK.match(raw, at, end)
    return Head(tuple(fields), blank.end() if blank else at)
