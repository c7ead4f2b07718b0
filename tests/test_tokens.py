"""Each expression of a card is shown by a text that fits it, so that one which breaks is seen; those without are listed, and get fewer."""

from __future__ import annotations

from tokens import LISTED, unseen


def test_a_token_that_no_text_shows_is_listed_and_a_listed_one_is_still_unseen() -> None:
    listed = LISTED.read_text(encoding="utf-8").splitlines()
    found = unseen()
    assert [each for each in found if each not in listed] == [], "add a test to the card that shows it"
    assert [each for each in listed if each not in found] == [], "is seen now: run `python tests/tokens.py`"
