"""What users may rely on changes only on purpose, and the page that tells it is of today."""

from __future__ import annotations

import inspect

import api


def test_the_page_is_made_of_the_docstrings_of_today() -> None:
    assert api.PAGE.read_text(encoding="utf-8") == api.page(), "run `make docs`"


def test_names_and_signatures_are_those_that_were_promised() -> None:
    promised = api.FROZEN.read_text(encoding="utf-8").splitlines()
    assert api.public().splitlines() == promised, (
        "users rely on these: take nothing away without a deprecation (docs/library.md); "
        "what is meant to change is frozen by `python tests/api.py freeze`"
    )


def test_what_is_offered_is_what_there_is() -> None:
    for home in api.HOMES:
        assert sorted(home.__all__) == list(dict.fromkeys(sorted(home.__all__)))
        assert all(hasattr(home, name) for name in home.__all__)
        assert all(inspect.isclass(getattr(home, n)) or inspect.isfunction(getattr(home, n)) for n in home.__all__)
