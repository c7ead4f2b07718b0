"""The normalised view: what changes, what does not, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knigge.text.view import normalise


@pytest.mark.parametrize(
    ("raw", "view"),
    [
        pytest.param("Hallo Frau Ay\u0131n", "Hallo Frau Ay\u0131n", id="nothing to do"),
        pytest.param("Gru\u0308\u00dfe", "Gr\u00fc\u00dfe", id="combining umlaut"),
        pytest.param("15\u00a0%\u202fund", "15 % und", id="no-break spaces"),
        pytest.param("Syn\u00ader\u200bgie\ufeff", "Synergie", id="soft hyphen and zero width"),
        pytest.param("a\r\nb\rc\u2028d", "a\nb\nc\nd", id="line ends"),
        pytest.param("a\tb", "a b", id="tab"),
    ],
)
def test_the_view_is_plain(raw: str, view: str) -> None:
    assert normalise(raw)[0] == view


def test_plain_text_is_its_own_view_without_offsets() -> None:
    raw = "Schöne Grüße\nJörg"
    assert normalise(raw) == (raw, None)


@given(st.text(alphabet=st.sampled_from("aou\u0308\u0301ß\u00a0\u00ad\u200b\r\n. \U0001f600é\t"), max_size=60))
def test_every_view_character_leads_back_to_where_it_came_from(raw: str) -> None:
    view, offsets = normalise(raw)
    if offsets is None:
        assert all(one == other or (one in " \n" and other.isspace()) for one, other in zip(view, raw, strict=True))
        return
    assert len(offsets) == len(view) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(raw)
    for index, char in enumerate(view):
        piece = raw[offsets[index] : offsets[index + 1]]
        assert char in " \n" or unicodedata.normalize("NFC", piece).startswith(char) or char in piece


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=80))
def test_latin_text_gives_an_nfc_view_of_plain_spaces_and_line_ends(raw: str) -> None:
    view, _ = normalise(unicodedata.normalize("NFD", raw))
    assert unicodedata.is_normalized("NFC", view)
    assert not set("\r\u00a0\t") & set(view)
