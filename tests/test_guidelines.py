"""Every guideline of the articles has its row, without a hole, and the page is what the cards say today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guidelines
from knigge.domain import Policy
from knigge.yamlfile import parse

THINGS = guidelines.named_things()


def test_there_are_81_guidelines_and_each_stands_once() -> None:
    names = guidelines.guidelines()
    assert len(names) == len(set(names)) == 81


@pytest.mark.parametrize("name", guidelines.guidelines())
def test_a_guideline_has_its_row_without_a_hole(name: str) -> None:
    card = guidelines.card_of(name)
    assert list(guidelines.holes(name)) == []
    assert all(cell.strip() for cell in guidelines.row(name, card))


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing["thing"])
def test_what_the_articles_name_has_its_place(thing: dict[str, str]) -> None:
    assert guidelines.misplaced(thing) == ""


def test_a_place_that_there_is_not_is_seen() -> None:
    nowhere = {"thing": "The fax", "place": "channel", "at": "fax", "why": "It was once in use."}
    assert guidelines.misplaced(nowhere) == "channel 'fax' is none"
    assert guidelines.misplaced({**nowhere, "place": "not drafted", "at": "", "why": "No."}) == "says no reason"


@pytest.mark.parametrize("name", guidelines.guidelines())
def test_no_quotation_holds_the_marks_that_it_stands_in(name: str) -> None:
    cell = guidelines.row(name, guidelines.card_of(name))[1]
    assert not re.search("[“”„]", re.sub("“[^“”„]+”", "", cell))


def test_the_page_is_made_of_the_cards_of_today() -> None:
    assert guidelines.PAGE.read_text(encoding="utf-8") == guidelines.page(), "run `make docs`"


def test_the_lists_of_the_measuring_data_are_complete_here(shared: Path) -> None:
    listed = parse((shared / "etiquette" / "guidelines.yaml").read_text(encoding="utf-8"), "guidelines.yaml")
    assert [each["id"] for each in listed["guidelines"]] == guidelines.guidelines()


def test_each_card_decided_by_a_policy_names_a_setting_on_the_page() -> None:
    page = guidelines.PAGE.read_text(encoding="utf-8")
    for name in ("bias", "network_size", "answer", "max_first_ask", "fact_sources", "upkeep_minutes_per_week"):
        assert hasattr(Policy(), name)
        assert f"`{name}`" in page
