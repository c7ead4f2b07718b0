"""The inline tokens of one Markdown block into its words, each character with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knigge.domain import Block, Control, Span
from knigge.text.view import normalise

if TYPE_CHECKING:
    from markdown_it.token import Token


class Pen:
    """Writes the view: character by character, each with the part of the text that it stands for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.view: list[str] = []
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.blocks: list[Block] = []
        self.controls: list[Control] = []

    def copy(self, places: Sequence[int]) -> None:
        """Write the characters of the text at `places`."""
        self.view += [self.text[place] for place in places]
        self.starts += places
        self.stops += [place + 1 for place in places]

    def put(self, words: str, start: int, stop: int) -> None:
        """Write `words`, each of whose characters stands for all of text[start:stop]."""
        self.view += words
        self.starts += [start] * len(words)
        self.stops += [stop] * len(words)

    def star(self, places: Sequence[int]) -> None:
        """Write one star for each of `places`."""
        mark = len(self.view)
        self.copy(places)
        self.mask(mark)

    def mask(self, mark: int) -> None:
        """Turn all that was written since `mark` into stars."""
        self.view[mark:] = "*" * (len(self.view) - mark)

    def control(self, html: str, start: int, places: Sequence[int]) -> None:
        """Note the comments in `html` that are meant for the checker; places: where its characters stand in the text."""
        for begin, end in comments(html):
            words = " ".join(html[begin + 4 : end - 3].split())
            if words.lower().startswith(("knigge ", "vale ")):
                self.controls.append(Control(start, words, (places[begin], places[end - 1] + 1)))

    def following(self) -> int:
        """Return where the next block will start."""
        return len(self.view) + 2 if self.blocks else 0

    def separate(self) -> int:
        """Write what stands between two blocks; return where the new one starts."""
        if self.blocks:
            self.put("\n\n", self.stops[-1], self.stops[-1])
        return len(self.view)

    def close(self, scope: str, start: int) -> None:
        """End the block that began at `start`; one without words, such as a lone image, is taken back."""
        if "".join(self.view[start:]).strip():
            self.blocks.append(Block(scope, (start, len(self.view))))
            return
        end = max(start - 2, 0)
        del self.view[end:], self.starts[end:], self.stops[end:]


def write(pen: Pen, scope: str, token: Token, places: Sequence[int]) -> None:
    """Write the block whose words `token` holds, and after it one for each image that has a description.

    token: `inline` or `image`. places: where each character of its content stands in the text.
    """
    start = pen.separate()
    reader = _Reader(pen, token.content, places)
    reader.read(token.children or [])
    pen.close(scope, start)
    for image, begin in reader.images:
        write(pen, "attr.alt", image, places[begin : begin + len(image.content)])


def comments(html: str) -> Iterator[Span]:
    """Yield where the comments of `html` stand."""
    # Not an expression: a lazy one would scan to the end again for every opening that is never closed.
    end = 0
    while (start := html.find("<!--", end)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        yield start, (end := end + 3)


class _Reader:
    """Reads tokens in step with the content they came from.

    A token that a rule of the parser made knows `at`, the part of the content that the rule took (see `markdown.py`).
    Plain text and what may mark emphasis follow each other without a gap, so that counting finds their place.
    """

    def __init__(self, pen: Pen, content: str, places: Sequence[int]) -> None:
        self.pen = pen
        self.content = content
        self.places = places
        self.cursor = 0
        self.mark = 0  # where the words of the open link start in the view
        self.target = ""
        self.images: list[tuple[Token, int]] = []

    def read(self, tokens: Sequence[Token]) -> None:
        following = iter(tokens)
        for token in following:
            if token.type == "text":
                self._text(token.content)
            elif "at" not in token.meta:
                self.cursor += len(token.markup)
            elif token.info == "auto":
                self._autolink(token, following)
            else:
                self._marked(token, *token.meta["at"])

    def _text(self, words: str) -> None:
        end = self.cursor + len(words)
        if self.content.startswith(words, self.cursor):
            self.pen.copy(self.places[self.cursor : end])
        self.cursor = end

    def _autolink(self, token: Token, following: Iterator[Token]) -> None:
        start, end = token.meta["at"]
        # The words between its tokens are the decoded address, not what was written.
        next(following)
        next(following)
        self.pen.star(self.places[start + 1 : end - 1])
        self.cursor = end

    def _marked(self, token: Token, start: int, end: int) -> None:
        self.cursor = end
        match token.type:
            case "text_special":
                self._special(token, start, end)
            case "softbreak" | "hardbreak":
                newline = start + (self.content[start] == "\\")
                self.pen.copy(self.places[newline : newline + 1])
            case "code_inline":
                self._code(token, start + len(token.markup), end - len(token.markup))
            case "html_inline":
                self._html(token.content, start, end)
            case "image":
                self.images.append((token, start + 2))
            case "link_open":
                self.cursor, self.mark, self.target = start + 1, len(self.pen.view), str(token.attrs["href"])
            case "link_close":
                self._close_link()

    def _special(self, token: Token, start: int, end: int) -> None:
        if token.content == token.markup:  # a backslash before a letter is itself
            self.pen.copy(self.places[start:end])
            return
        # An entity may name what a view never holds, such as `&nbsp;` or `&shy;`.
        self.pen.put(normalise(token.content)[0], self.places[start], self.places[end - 1] + 1)

    def _code(self, token: Token, start: int, end: int) -> None:
        # A space at either end only keeps the code apart from its backticks.
        edge = (end - start - len(token.content)) // 2
        self.pen.star(self.places[start + edge : end - edge])

    def _html(self, html: str, start: int, end: int) -> None:
        self.pen.control(html, len(self.pen.view), self.places[start:end])
        if html.lower().startswith("<br") and html[3:].strip(" \n\t/") == ">":
            self.pen.put(" ", self.places[start], self.places[end - 1] + 1)

    def _close_link(self) -> None:
        from markdown_it.common.normalize_url import normalizeLink

        words = "".join(self.pen.view[self.mark :])
        if self.target in (normalizeLink(words), normalizeLink("mailto:" + words)):
            self.pen.mask(self.mark)
