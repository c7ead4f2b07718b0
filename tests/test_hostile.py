"""A text that is made to keep the program busy takes it no longer, for its length, than any other."""

from __future__ import annotations

import pytest

from knigge import Report, check


def checked(body: str, **known: str) -> Report:
    """Return the report on a text that would take minutes in a way that is not linear, its spans being its words."""
    report = check(body, **known)  # type: ignore[arg-type]
    assert all(body[f.start : f.end] == f.match for f in report.findings if f.start is not None and f.part == "body")
    return report


@pytest.mark.parametrize("piece", ["a", "[", "x.", "ä", "'", "a-", "ß", "ß "])
def test_a_long_swiss_text_is_read_in_time(piece: str) -> None:
    report = checked(piece * (200_000 // len(piece)) + " und auf der Straße war es laut", lang="de-CH")
    assert "Straße" in [finding.match for finding in report.findings if finding.card == "german-form"]


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
    assert checked(body, markup=markup).channel == "email"
