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
