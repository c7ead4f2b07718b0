"""A text that is made to keep the program busy takes it no longer, for its length, than any other."""

from __future__ import annotations

import time

import pytest

from knigge import check

# In a way that is not linear these would take minutes.
_SECONDS = 20


def spent(body: str, **known: str) -> float:
    """The seconds of the processor that a check of a text takes."""
    start = time.process_time()
    check(body, **known)  # type: ignore[arg-type]
    return time.process_time() - start


@pytest.mark.parametrize("piece", ["a", "[", "x.", "ä", "'", "a-", "ß", "ß "])
def test_a_long_swiss_text_is_read_in_time(piece: str) -> None:
    assert spent(piece * (200_000 // len(piece)) + " Straße", lang="de-CH") < _SECONDS


COMMENT = "<!-- knigge one-ask = NO -->"


@pytest.mark.parametrize("markup", ["plain", "markdown"])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<!-- knigge" + " " * 200_000, id="a comment that never ends"),
        pytest.param("<!-- knigge " * 20_000, id="many that never end"),
        pytest.param("<!-- knigge " + "-" * 200_000, id="dashes"),
        pytest.param("> a\n\n" * 10_000 + f"{COMMENT}\n\n" * 5_000, id="quotations, then switches"),
        pytest.param(f"> a\n\n{COMMENT}\n\n" * 5_000, id="quotations and switches"),
        pytest.param(f"\\> a\n\n{COMMENT}\n\n" * 5_000, id="quoted lines and switches"),
        pytest.param(f"{COMMENT}\n\nsynergies\n\n" * 10_000, id="switches and findings"),
        pytest.param("<!-- knigge " + "a," * 150_000 + " -->", id="many in one"),
        pytest.param("\\> a\n\nb\n\n> c\n\n" * 5_000, id="quotations of both kinds"),
    ],
)
def test_many_switches_and_quotations_are_read_in_time(body: str, markup: str) -> None:
    assert spent(body, markup=markup) < _SECONDS
