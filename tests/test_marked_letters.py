"""A letter in Markdown: what its writer says, and what a signature, a quotation or a document's end holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from knigge.text import parse
from packs import matches


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("Dear Ann,\n\nit is late.\n\nBest,\nBob Finch", ["Ann", "late", "Best"], id="under a closing"),
        pytest.param("Dear Ann,\n\nit is late.\nFinch", ["Ann", "late"], id="under the text"),
        pytest.param("It is late.\n\nBob Finch", ["late"], id="a name alone in its paragraph"),
        pytest.param("It is late.\nFinch", ["late", "Finch"], id="a name that signs no letter"),
        pytest.param("It is late.\n\n# Bob Finch", ["late", "Finch"], id="a heading signs nothing"),
        pytest.param("It is late.\n\nOn 3 May 2024 Ann wrote:\n\n> Best Finch", ["late"], id="a quoted reply"),
        pytest.param("It is late.\nOn 3 May 2024 Ann wrote:\nBest Finch", ["late"], id="a reply in the same block"),
        pytest.param("It is late.\n\n> Best Finch.\n\nSo late.", ["late", "Best", "Finch", "late"], id="a quotation"),
    ],
)
def test_a_pack_looks_at_a_letter_without_its_signature(tmp_path: Path, text: str, want: list[str]) -> None:
    found = matches(tmp_path, {"tokens": ["Ann", "late", "Best", "Finch"]}, text, markup="markdown")
    assert found == want


def test_a_greeting_in_a_quotation_is_none_of_the_letter() -> None:
    text = parse("> Dear Ann,\n> it is late.\n\nSo it is.", "markdown")
    assert [text.view[slice(*span)].strip() for span in text.written()] == ["So it is."]
