"""Scopes as sets: which words of a message a scope holds, for every pair of names, against labels given by hand."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from knigge.cards.scopes import Places
from knigge.matching import Passage, View, of_pack
from knigge.text import parse, plain
from knigge.text.source import placed
from packs import matches

LETTER = """Dear Ms w1,

the w2 line is closed. Is there a w3?

> All w4 fly south.

Kind regards
Robin w5
"""
MARKED = """Dear Ms w1,

## The w6 line

It is closed ![by w7](/x). <!-- w8 --> Is there
a `w9` or *w2*?

- a w3
- so *that*

> All w4 fly south.

Kind regards
Robin w5
"""
EVERY = "all sentence summary raw"
LABELS = {
    "plain": {
        "w0": "subject all sentence summary paragraph",
        "w1": f"greeting text txt paragraph {EVERY}",
        "w2": f"body text txt paragraph {EVERY}",
        "w3": f"body text txt paragraph {EVERY}",
        "w4": f"paragraph {EVERY}",
        "regards": f"closing text txt paragraph {EVERY}",
        "w5": f"signature paragraph {EVERY}",
    },
    "markdown": {
        "w0": "subject all sentence summary paragraph",
        "w1": f"greeting text md paragraph {EVERY}",
        "w6": f"body heading h2 text md {EVERY}",
        "w7": f"body attr alt text md {EVERY}",
        "w8": "",
        "w9": "",
        "w2": f"body text md paragraph {EVERY}",
        "w3": f"body list text md {EVERY}",
        "w4": f"blockquote text md {EVERY}",
        "regards": f"closing text md paragraph {EVERY}",
        "w5": f"signature paragraph {EVERY}",
    },
}
NAMES = "text all sentence paragraph summary heading h2 list blockquote alt md txt subject greeting body closing signature raw".split()
SIGNED = [sign + name for name in NAMES for sign in ("", "~")]
SCOPES = [*SIGNED, *(f"{one} & {other}" for one, other in product(SIGNED, SIGNED)), "~heading.h2", "~heading.h1"]
SCOPES += ["body & ~heading & ~list", "all & ~body & ~signature", "sentence & ~greeting & ~closing"]


def wanted(scope: str, labels: dict[str, set[str]]) -> set[str]:
    """Return the words that have every label asked for, and not all of those after a `~`."""
    names = [name.split(".") for name in scope.split(" & ")]
    asked = {part for name in names if not name[0].startswith("~") for part in name}
    asked |= set() if asked - {"sentence", "paragraph", "summary"} else {"text"}
    forbidden = [{part.strip("~") for part in name} for name in names if name[0].startswith("~")]
    return {word for word, have in labels.items() if asked <= have and not any(group <= have for group in forbidden)}


def labelled(markup: str, pack: bool, scope: str) -> dict[str, set[str]]:
    labels = {word: set(names.split()) for word, names in LABELS[markup].items()}
    if markup == "markdown" and not pack:
        labels["w4"].discard("text")  # to a card a block quotation is somebody else's words
    if markup == "markdown" and "raw" in scope.split(" & "):
        labels["w7"].add("paragraph")  # as it stands, the description of an image is inside of its paragraph
    return labels


def places(markup: str) -> dict[str, Places]:
    body = parse(LETTER if markup == "plain" else MARKED, markup)  # type: ignore[arg-type]
    source = body if markup == "plain" else placed(plain(body.raw), body)
    return {"subject": Places(plain("On w0"), "subject"), "body": Places(body), "raw": Places(source, "raw")}


@pytest.mark.parametrize("pack", [True, False], ids=["pack", "card"])
@pytest.mark.parametrize("markup", LABELS)
def test_a_scope_holds_what_its_names_have_in_common(markup: str, pack: bool) -> None:
    parts, hidden = places(markup), {"w8", "w9"}  # which only the text as it stands shows
    for scope in SCOPES:
        labels = labelled(markup, pack, scope)
        passages = [passage for part, made in parts.items() for passage in made.passages((scope,), pack)]
        pieces = [passage.view[slice(*piece)] for passage in passages for piece in passage.pieces]
        found = re.findall(r"\bw\d\b|regards", "\0".join(pieces))
        assert len(found) == len(set(found)), scope
        assert set(found) - hidden == wanted(scope, labels), scope
        assert not hidden & set(found) or "raw" in scope, scope


@pytest.mark.parametrize("pack", [True, False], ids=["pack", "card"])
@pytest.mark.parametrize("markup", LABELS)
def test_passages_stand_in_the_text_and_hold_something(markup: str, pack: bool) -> None:
    for part, made in places(markup).items():
        for scope in SCOPES:
            for passage in made.passages((scope,), pack):
                spans = [at for piece in passage.pieces for at in piece]
                assert spans == sorted(spans), (part, scope)
                assert spans[-1] <= len(passage.view), (part, scope)
                assert passage.text().strip(), (part, scope)


@pytest.mark.parametrize("scope", ["sentence & body", "body & sentence", "body & paragraph", "text & body"])  # fmt: skip
def test_a_part_is_divided_like_the_whole(scope: str) -> None:
    passages = Places(parse("Hi Ann!\n\nIt is late. So late.")).passages((scope,), True)
    assert " ".join(passage.text().strip() for passage in passages) == "It is late. So late."
    assert len(passages) == (2 if "sentence" in scope else 1)


def test_many_findings_in_a_text_as_it_stands_take_no_longer_each(tmp_path: Path) -> None:
    # read anew for each of its findings, this text would take minutes
    found = matches(
        tmp_path, {"tokens": ["so"], "scope": "raw"}, "*so* `so`\u00a0\u00fc\r\n" * 10_000, markup="markdown"
    )
    assert len(found) == 20_000


def test_many_matches_in_many_pieces_take_no_longer_each() -> None:
    # looked for in every piece, each match would take as long as the text
    pieces = [(at, at + 5) for at in range(0, 600_000, 6)]
    found = Passage(View("so it " * 100_000), pieces).find(of_pack(r"\bso\b", ignorecase=False))
    assert len(found) == 100_000


def test_many_matches_beside_an_exception_of_several_words_take_no_longer_each(tmp_path: Path) -> None:
    keys = {"extends": "conditional", "first": "[A-Z]{2,}", "second": r"\((\w+)\)", "exceptions": ["AB CD"]}
    assert len(matches(tmp_path, keys, "AB so. AB CD is so. " * 10_000)) == 10_000


@pytest.mark.parametrize(
    ("pieces", "want"),
    [
        pytest.param([(0, 3), (3, 6)], [(0, 6)], id="pieces that touch"),
        pytest.param([(0, 2), (3, 6)], [(3, 6)], id="a gap"),
        pytest.param([(0, 3), (3, 4), (4, 6)], [(0, 6)], id="three that touch"),
    ],
)
def test_a_match_may_reach_over_pieces_that_touch(pieces: list[tuple[int, int]], want: list[tuple[int, int]]) -> None:
    assert Passage(View("aaaaaa"), pieces).find(of_pack("a{3,}", ignorecase=False)) == want
