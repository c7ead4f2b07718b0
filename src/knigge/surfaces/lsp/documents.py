"""What an editor says of a document into its text, and a text into what the cards say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types

from knigge.domain import LEVELS, Finding, Level, Policy, Report, Span
from knigge.parsing import written
from knigge.parsing.written import Written
from knigge.surfaces.cli.look import look
from knigge.surfaces.formats import Checked
from knigge.surfaces.formats.positions import Lines, Position, Unit, span

# Emacs parts headers and text by this line. As many line ends are read in its place, so that every offset stays.
_SEPARATOR = "\n--text follows this line--\n"
_WORD = re.compile(r"\S{1,100}")


class Document(NamedTuple):
    """A document that is open in an editor.

    unit: what columns count in. dated: whether edits are to name the version that they are for, so that none comes too late.
    """

    uri: str
    path: str
    text: str
    language: str = ""
    version: int | None = None
    unit: Unit = "utf-16"
    dated: bool = False

    def changed(self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int) -> Document:
        """Return the document after changes, each made to what the one before it left."""
        text = self.text
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                lines = Lines(text, self.unit)
                start, end = (lines.offset(_position(p)) for p in (change.range.start, change.range.end))
                text = text[:start] + change.text + text[max(start, end) :]
            else:
                text = change.text
        return self._replace(text=text, version=version)


class Wish(NamedTuple):
    """What documents are held to, and the least level of finding that is shown."""

    policy: Policy = Policy()
    channel: str = ""
    level: Level = "suggestion"


class View(NamedTuple):
    """A document, what the cards say of it, and where in the editor that stands."""

    document: Document
    wish: Wish
    file: Written
    report: Report
    lines: Lines

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the level that is wanted, and graver ones."""
        wanted = LEVELS[: LEVELS.index(self.wish.level) + 1]
        return tuple(f for f in self.report.findings if f.level in wanted)

    @property
    def _ahead(self) -> int:
        """How far the content begins behind the text of the editor: a byte order mark is none of it."""
        return len(self.file.mark.decode())

    def place(self, finding: Finding) -> Span:
        """Return where a finding is shown in the content: at its words, or at the first word of the text."""
        found = span(Checked(self.report, self.file.content, self.file.places), finding)
        if found:
            return found
        first = _WORD.search(self.file.content, self.file.places.get("body", self.file.head))
        return first.span() if first else (0, 0)

    def range(self, start: int, end: int) -> types.Range:
        """Return a span of the content as the editor counts."""
        return types.Range(*(self._at(offset + self._ahead) for offset in (start, end)))

    def _at(self, offset: int) -> types.Position:
        line, column = self.lines.at(offset)
        return types.Position(line - 1, column - 1)

    def touching(self, reach: types.Range) -> list[Finding]:
        """Return the findings that a range of the editor touches."""
        start, end = (self.lines.offset(_position(p)) - self._ahead for p in (reach.start, reach.end))
        places = [(finding, self.place(finding)) for finding in self.findings]
        return [finding for finding, place in places if place[0] <= end and start <= place[1]]

    def edited(self, start: int, end: int, text: str) -> View | None:
        """Return the view of the document after an edit of its content."""
        old = self.document.text
        after = old[: start + self._ahead] + text + old[end + self._ahead :]
        return viewed(self.document._replace(text=after), self.wish)


def viewed(document: Document, wish: Wish) -> View | None:
    """Return the view of a document, None for one without a text.

    Raises KniggeError for one that can't be checked.
    """
    file = written.from_text(document.text.replace(_SEPARATOR, "\n" * len(_SEPARATOR), 1), document.path)
    if not file.message.text.strip():
        return None
    if document.language == "markdown" and not file.mail:
        file = file._replace(markup="markdown")
    looked = look(file, "", {"channel": wish.channel, "policy": wish.policy})
    return View(document, wish, *looked, Lines(document.text, document.unit))


def _position(position: types.Position) -> Position:
    return Position(position.line + 1, position.character + 1)
