"""A Markdown document into its prose: the words block by block, each character with its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knigge.domain import Block, Control
from knigge.text.inline import Pen, write

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# A rule of thematic breaks may look the same, but a blank line follows it.
_HEAD = re.compile(r"\A---[ \t]*\n(?=.*\S)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# What the parser would trim, shorten or refuse, so that its lines were no longer ours. A normalised view has none of it.
_ODD = re.compile(r"[^\S\n\t ]|[\0\ud800-\udfff]")
_PIPE = re.compile(r"(?<!\\)\|")
_CHAINS = ("paragraph", "reference", "blockquote", "list")  # what a rule may put an end to
_CONTAINERS = {"blockquote": "blockquote", "bullet_list": "list", "ordered_list": "list"}


class Prose(NamedTuple):
    """The words of a marked-up text: `text[starts[i]:stops[i]]` is what view character i was written as.

    starts: one more than characters, the last for the end. They grow, but for the blocks `attr.alt`: the description of
    an image follows the block around it. blocks, controls: in the order of the view; what a block quotation holds is
    no control.
    """

    view: str
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    blocks: tuple[Block, ...]
    controls: tuple[Control, ...]


def prose(text: str) -> Prose:
    """Return the prose of a Markdown document: CommonMark with tables and strikethrough.

    Markup, addresses, front matter, HTML and blocks of code are left out; each character of inline code or of a bare
    address is a `*`, as in Vale, so that rules match neither inside nor across. text: a view, with `\\n` line ends.
    """
    plain = _HEAD.sub(_blank, _ODD.sub(" ", text))
    pen = Pen(text)
    for scope, token, places, quoted in _blocks(_parser().parse(plain), plain):
        count = len(pen.controls)
        if scope == "html":
            pen.control(token.content, pen.following(), places)
        elif "".join([plain[place : place + 1] for place in places[: len(token.content)]]) == token.content:
            write(pen, scope, token, places)
        if quoted:
            del pen.controls[count:]
    size = len(pen.view)
    controls = tuple(control._replace(start=min(control.start, size)) for control in pen.controls)
    starts = (*pen.starts, pen.stops[-1] if size else 0)
    return Prose("".join(pen.view), starts, tuple(pen.stops), tuple(pen.blocks), controls)


def _blank(head: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", head.group())


def _blocks(tokens: Sequence[Token], plain: str) -> Iterator[tuple[str, Token, Sequence[int], bool]]:
    """Yield what holds words or comments: scope, token, where each character of its content stands, whether it is quoted."""
    around: list[str] = []
    cells: Iterator[Sequence[int]] = iter(())
    opener = None
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if kind in _CONTAINERS:
            around = [*around, _CONTAINERS[kind]] if edge == "open" else around[:-1]
        elif token.type == "html_block":
            yield "html", token, _html_places(token), "blockquote" in around
        elif token.type == "tr_open":
            cells = iter(_cells(plain, *token.meta["lines"][0]))
        elif token.type == "inline" and opener:
            places = next(cells, ()) if opener.tag in ("th", "td") else _places(opener, token, plain)
            yield _scope(opener, around), token, places, "blockquote" in around
        opener = token


def _scope(opener: Token, around: Sequence[str]) -> str:
    if opener.tag == "p":
        return around[0] if around else "text"
    return {"th": "table.header", "td": "table.cell"}.get(opener.tag, f"heading.{opener.tag}")


def _places(opener: Token, token: Token, plain: str) -> Sequence[int]:
    """Return where the characters of a paragraph or heading stand, line breaks included."""
    starts = [start for start, _ in token.meta["lines"]]
    if opener.markup.startswith("#"):
        marker = re.compile(r"#+[ \t]*").match(plain, starts[0])
        starts = [marker.end()] if marker else []
    lines = token.content.split("\n")
    return [at for start, line in zip(starts, lines, strict=False) for at in range(start, start + len(line) + 1)]


def _html_places(token: Token) -> Sequence[int]:
    """Return where the characters of HTML stand, line breaks included; the indentation of its list is none of it."""
    lines = zip(token.content.split("\n"), token.meta["lines"], strict=False)
    return [at for line, (_, end) in lines for at in range(end - len(line), end + 1)]


def _cells(plain: str, start: int, stop: int) -> list[Sequence[int]]:
    """Return where the characters of each cell stand, for the row at start..stop."""
    row = plain[start:stop].rstrip(" \t")
    edges = [-1, *(pipe.start() for pipe in _PIPE.finditer(row)), len(row)]
    pieces = [(left + 1, right) for left, right in pairwise(edges)]
    if pieces[0][0] == pieces[0][1]:
        del pieces[0]
    if pieces and pieces[-1][0] == pieces[-1][1]:
        del pieces[-1]
    return [_cell(row, start, left, right) for left, right in pieces]


def _cell(row: str, offset: int, left: int, right: int) -> Sequence[int]:
    words = row[left:right]
    left += len(words) - len(words.lstrip(" \t"))
    right = left + len(words.strip(" \t"))
    # The backslash of an escaped pipe is gone before the parser reads the cell.
    return [offset + at for at in range(left, right) if not row.startswith("\\|", at)]


@cache
def _parser() -> MarkdownIt:
    """Return a parser whose tokens know where they were found; its own know no more than their lines."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Joined texts could no longer tell their escapes and entities.
    parser.disable(["fragments_join", "text_join"])
    for name, rule in zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(), strict=True):
        if name not in ("text", "emphasis", "strikethrough"):
            parser.inline.ruler.at(name, _told_apart(rule))
    blocks = parser.block.ruler
    for name, block in zip(blocks.get_active_rules(), blocks.getRules(), strict=True):
        if name in ("paragraph", "heading", "lheading", "table", "html_block"):
            ended = [chain for chain in _CHAINS if block in blocks.getRules(chain)]
            blocks.at(name, _lined_up(name, block), {"alt": ended})
    for ruler in (parser.core.ruler, blocks, parser.inline.ruler, parser.inline.ruler2):
        ruler.getRules("")  # it fills its cache in place, in which another thread would miss rules
    return parser


def _told_apart(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Let the rule note, on each token that it makes, the part of the content that it took."""

    def found(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type != "text":  # of which some are still to become emphasis
                token.meta.setdefault("at", (start, state.pos))
        return True

    return found


def _lined_up(name: str, rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Let the rule note, on each token with words, where its lines start and stop inside of their lists and quotes."""

    def found(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[count:]:
            if token.map and token.type in ("inline", "tr_open", "html_block"):
                lines = [(state.bMarks[at] + state.tShift[at], state.eMarks[at]) for at in range(*token.map)]
                token.meta["lines"] = lines
                if name in ("paragraph", "lheading"):
                    # Its own content keeps indentation, which would reach into code, and after tabs list markers.
                    token.content = "\n".join([state.src[first:last] for first, last in lines]).rstrip(" \t")
        return True

    return found
