"""A Markdown document is its prose: no markup in the words, and every word leads back to where it was written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knigge.domain import Control
from knigge.text.markdown import Prose, prose

FRAGMENTS = (
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "~~~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "](/x)",
        "](<a b> 't')",
        "<",
    ),
    *(">", "<b>", "</b>", "<br>", "<!-- vale off -->", "<!--", "-->", "<https://amsel.example>", "<a@b.example>"),
    *(
        "[r]",
        "[r]: /x 'y'",
        "[words][r]",
        "&amp;",
        "&nbsp;",
        "&shy;",
        "&#42;",
        "&x;",
        "\\",
        "\\*",
        "\\|",
        "|",
        "| a | b |",
    ),
    *(
        "--|--",
        "|---|---|",
        "# ",
        "### ",
        " #",
        "===",
        "---",
        "- ",
        "* ",
        "1. ",
        "2)\t",
        "> ",
        ">",
        ">\t",
        "    ",
        "\t",
        " ",
    ),
    *("  \n", "\\\n", "\n", "\n\n", "\n> ", "\n- ", "\n  ", "\n```\n", "\n\n    ", "<div>", "</div>", "<p a='\n'>"),
    *(
        "Amsel",
        "amsel",
        "Grüße",
        "🐦",
        "e\u0301",
        "a_b_c",
        "https://a.example",
        ".",
        "!",
        "\r",
        "\x0b",
        "\u2003",
        "\0",
        "\ud83d",
    ),
)
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join)
# Fragments on which our view and what the parser renders differ in nothing but the stars.
COMMON = tuple(
    f for f in FRAGMENTS if not set(f) & set("\r\x0b\u2003\0\ud83d<\t") and f not in ("&nbsp;", "&shy;", "---")
)


def blocks(found: Prose) -> list[tuple[str, str]]:
    return [(block.scope, found.view[slice(*block.span)]) for block in found.blocks]


def sources(text: str, words: str) -> list[str]:
    """What each place of the view that reads `words` was written as."""
    found = prose(text)
    at = [i for i in range(len(found.view)) if found.view.startswith(words, i)]
    return [text[found.starts[i] : found.stops[i + len(words) - 1]] for i in at]


@pytest.mark.parametrize(
    ("text", "view"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(" \n\n", "", id="blank"),
        pytest.param("**very** unique", "very unique", id="strong"),
        pytest.param("***both*** and __*both*__", "both and both", id="strong emphasis"),
        pytest.param("a snake_case_name and 2*3", "a snake_case_name and 2*3", id="markers that mark nothing"),
        pytest.param("*a _b* c_", "a _b c_", id="crossing markers"),
        pytest.param("~~gone~~ and ~~~odd~~~", "gone and ~odd~", id="strikethrough"),
        pytest.param("[a *b*](/x (t)) [c](</y z> 't')", "a b c", id="links"),
        pytest.param("[a][r] [r] [r][] [s]\n\n[r]: /x\n 'title'", "a r r [s]", id="references"),
        pytest.param("[[a](/x)](/y)", "[a](/y)", id="a link in brackets"),
        pytest.param("a <b class='x'>b</b> <!-- c --> d", "a b  d", id="tags"),
        pytest.param("a<br>b<br />c<break>d", "a b cd", id="line break tags"),
        pytest.param("a `b c` d `` e`f `` g", "a *** d *** g", id="code"),
        pytest.param("` `` ` and `  ` and `a\n    b`", "** and ** and ***", id="spaces in code"),
        pytest.param("`a", "`a", id="an open backtick"),
        pytest.param("<https://a.de/%20> <a@b.de>", "**************** ******", id="autolinks"),
        pytest.param("[http://ä.de](http://ä.de) [a@b.de](mailto:a@b.de)", "*********** ******", id="bare links"),
        pytest.param("[http://a.de](http://a.de/b)", "http://a.de", id="a link to elsewhere"),
        pytest.param("a\n   b  \nc\\\nd", "a\nb\nc\nd", id="breaks"),
        pytest.param("a\\", "a\\", id="a last backslash"),
        pytest.param(r"\*a\* \q \\ \&amp;", r"*a* \q \ &amp;", id="escapes"),
        pytest.param("&auml;&#66;&#x43;&unknown; &", "äBC&unknown; &", id="entities"),
        pytest.param("a&nbsp;b Gru&shy;&szlig;", "a b Gruß", id="entities that a view cannot hold"),
        pytest.param("---\ntitle: a\n---\n\nb", "b", id="front matter"),
        pytest.param("---\n\na\n\n---\n\nb", "a\n\nb", id="rules"),
        pytest.param("---\na", "a", id="an open front matter"),
        pytest.param("    a\n", "", id="indented code"),
        pytest.param("```de\na\n```\nb\n\n~~~\nc", "b", id="fenced code"),
        pytest.param("<div>\nSome words\n</div>\n\nb", "b", id="html"),
        pytest.param("[r]: /x", "", id="a definition alone"),
    ],
)
def test_the_view_is_the_prose_alone(text: str, view: str) -> None:
    assert prose(text).view == view


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("a\nb\n\nc", [("text", "a\nb"), ("text", "c")], id="paragraphs"),
        pytest.param("# a *b* ##\n####### c", [("heading.h1", "a b"), ("text", "####### c")], id="closing hashes"),
        pytest.param("##\ta#\n### ###", [("heading.h2", "a#")], id="hashes that close nothing"),
        pytest.param("a\n b\n---\nc\n===", [("heading.h2", "a\nb"), ("heading.h1", "c")], id="underlined"),
        pytest.param("- a\n-\tb\n  c\n\n    d", [("list", "a"), ("list", "b\nc"), ("list", "d")], id="items"),
        pytest.param("3) a\n   - b\n     > c", [("list", "a"), ("list", "b"), ("list", "c")], id="nested items"),
        pytest.param("> - a\n>   b\nc\n\n> d", [("blockquote", "a\nb\nc"), ("blockquote", "d")], id="lazy lines"),
        pytest.param(">\t>\t- a\n>\t>\t  b", [("blockquote", "a\nb")], id="after tabs"),
        pytest.param("- > a\n\nb", [("list", "a"), ("text", "b")], id="after a list"),
        pytest.param("> # a\n> b", [("heading.h1", "a"), ("blockquote", "b")], id="a heading in a quote"),
        pytest.param("a ![b *c*](/x) d", [("text", "a  d"), ("attr.alt", "b c")], id="image"),
        pytest.param("[![a](/x)](/y)\n\n![](/z)", [("attr.alt", "a")], id="an image alone"),
        pytest.param("![a ![b](/x) c][r]\n\n[r]: /y", [("attr.alt", "a  c"), ("attr.alt", "b")], id="image in image"),
    ],
)
def test_a_block_knows_what_it_is(text: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks(prose(text)) == wanted


@pytest.mark.parametrize(
    ("text", "header", "cells"),
    [
        pytest.param("a | b\n-|-\nc | d", ["a", "b"], ["c", "d"], id="bare"),
        pytest.param("| a | a |\n|:-:|--:|\n| a | a | a |\nb", ["a", "a"], ["a", "a", "b"], id="uneven rows"),
        pytest.param("> | a \\| b |\n> |---|\n> | `x \\| y` |", ["a | b"], ["*****"], id="escaped pipes"),
        pytest.param("- \n  a | b\n  --|--\n  | | c\\\\|d |", ["a", "b"], ["c|d"], id="in a list"),
    ],
)
def test_every_cell_of_a_table_is_a_block(text: str, header: list[str], cells: list[str]) -> None:
    assert blocks(prose(text)) == [("table.header", c) for c in header] + [("table.cell", c) for c in cells]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        pytest.param("sehr sehr *sehr*", "sehr", ["sehr"] * 3, id="the same word again"),
        pytest.param("> - eine\n>   **Am**sel", "eine\nAmsel", ["eine\n>   **Am**sel"], id="over a quoted line end"),
        pytest.param("Gr&uuml;&szlig;e", "Grüße", ["Gr&uuml;&szlig;e"], id="entities"),
        pytest.param(r"a\_b", "_", [r"\_"], id="escapes"),
        pytest.param("`` a`b ``", "***", ["a`b"], id="code"),
        pytest.param("x `\ta` | b\n-|-", "b", ["b"], id="after code in a table"),
        pytest.param("| a | a |\n|-|-|\n| a\\|a | a |", "a|a", ["a\\|a"], id="escaped pipes"),
        pytest.param("🐦 ![🐦 Amsel](/x) Amsel", "Amsel", ["Amsel"] * 2, id="an image's words again"),
        pytest.param("-\t>\tAmsel\n\n 2)\tAmsel", "Amsel", ["Amsel"] * 2, id="after tabs"),
        pytest.param("#   Amsel   ##", "Amsel", ["Amsel"], id="a heading"),
    ],
)
def test_words_lead_back_to_where_they_were_written(text: str, words: str, wanted: list[str]) -> None:
    assert sources(text, words) == wanted


def test_an_offset_tells_equal_words_apart() -> None:
    text = "> Amsel\n> *Amsel* [Amsel](/Amsel)\n\n| Amsel | Amsel |\n|---|---|"
    found = prose(text)
    starts = [found.starts[i] for i in range(len(found.view)) if found.view.startswith("Amsel", i)]
    assert starts == [2, 11, 19, 37, 45]


def test_between_blocks_the_view_leads_to_the_end_of_the_one_before() -> None:
    found = prose("*a*\n\n\n- b")
    assert found == Prose("a\n\nb", (1, 2, 2, 8, 9), (2, 2, 2, 9), found.blocks, ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("a <!-- vale off --> b", [Control(2, "vale off")], id="in a paragraph"),
        pytest.param("a\n\n<!--\nknigge x = NO\n-->\n\nb", [Control(3, "knigge x = NO")], id="before a block"),
        pytest.param("<!-- vale off --><!-- vale on -->", [Control(0, "vale off"), Control(0, "vale on")], id="alone"),
        pytest.param("a\n\n<div>\n<!-- knigge x = NO -->\n</div>", [Control(1, "knigge x = NO")], id="at the end"),
        pytest.param("> <!-- vale off -->\n> a", [], id="quoted"),
        pytest.param("<!-- valeoff --> <!-- see knigge x -->\n\n`<!-- vale off -->`", [], id="other comments"),
    ],
)
def test_a_comment_for_the_checker_is_a_control(text: str, wanted: list[Control]) -> None:
    found = prose(text).controls
    assert [c._replace(place=(0, 0)) for c in found] == wanted
    assert all(text[slice(*c.place)].startswith("<!--") and text[slice(*c.place)].endswith("-->") for c in found)


def rises(numbers: tuple[int, ...]) -> bool:
    return list(numbers) == sorted(numbers)


@given(st.text() | MARKDOWN)
def test_offsets_lie_inside_the_text_and_rise_inside_of_a_block(text: str) -> None:
    found = prose(text)
    assert len(found.starts) == len(found.view) + 1 == len(found.stops) + 1
    assert all(0 <= start <= stop <= len(text) for start, stop in zip(found.starts, found.stops, strict=False))
    assert all(rises(found.starts[slice(*block.span)]) for block in found.blocks)
    main = [block.span for block in found.blocks if block.scope != "attr.alt"]
    assert rises(tuple(start for span in main for start in found.starts[slice(*span)]))
    assert found.starts[-1] <= len(text)


@given(st.text() | MARKDOWN)
def test_blocks_stand_in_order_with_nothing_but_a_blank_line_between(text: str) -> None:
    found = prose(text)
    assert "\n\n".join(words for _, words in blocks(found)) == found.view
    assert all(0 <= control.start <= len(found.view) for control in found.controls)
    assert rises(tuple(control.start for control in found.controls))


@given(st.text() | MARKDOWN)
@example("\t\t`\n\t\ta`")
def test_a_character_of_the_view_is_the_one_that_was_written(text: str) -> None:
    found = prose(text)
    for char, start, stop in zip(found.view, found.starts, found.stops, strict=False):
        source = text[start:stop]
        assert source == char or char == "*" or source[:1] in ("", "&", "\\", "<"), (char, source)
        assert source or char == "\n"


def rendered(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens, with stars for code."""
    texts = {"softbreak": "\n", "hardbreak": "\n", "image": ""}
    return "".join("*" * len(t.content) if t.type == "code_inline" else texts.get(t.type, t.content) for t in tokens)


@given(st.lists(st.sampled_from(COMMON), max_size=30).map("".join))
def test_no_word_that_the_parser_renders_is_lost(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    wanted = [rendered(token.children or []) for token in tokens if token.type == "inline"]
    ours = [words for scope, words in blocks(prose(text)) if scope != "attr.alt"]
    assert [w.replace("*", "").split() for w in ours] == [w.replace("*", "").split() for w in wanted if w.strip()]


@pytest.mark.parametrize(
    "piece",
    [
        "**a** `a` [b](/c) &amp; d\\* ",
        "*",
        "*a _b ",
        "`a``",
        "> ",
        "[",
        "![",
        "[![a](",
        "x<!--",
        "|a",
        "a\n",
        "- a\n",
    ],
)
def test_a_long_or_deep_document_is_read_to_its_end(piece: str) -> None:
    # A way of reading that is not linear shows: these would take minutes.
    assert prose(piece * (50_000 // len(piece)) + "\n\n\n# Amsel").view.endswith("Amsel")


@pytest.mark.parametrize("piece", ["> ", "1. ", "> - ", "[", "![", "[![", "*[", "**a "])
def test_a_nest_too_deep_to_read_is_left_out(piece: str) -> None:
    found = prose("a\n\n" + piece * 500 + "b" + "](/x)" * 500)
    assert found.view.startswith("a")
