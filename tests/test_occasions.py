"""Occasions: good wishes in three lines that ask for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from knigge import BriefError, draft, load_brief
from test_cli import ROOT


def wishes(**known: Any) -> dict[str, Any]:
    people = {"sender": {"name": "Jörg Weiß", "role": "Lotse"}, "recipient": {"name": "Ute Groß"}}
    return {**people, "channel": "greeting-card", "reason": "zum Geburtstag", "language": "de", **known}


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"register": "formal"}, "zum Geburtstag."),
        ({"register": "informal", "why_you": "Dein Boot vergesse ich nicht."}, "Dein Boot vergesse ich nicht."),
        ({"reason": "Heute feiern Sie zwanzig Jahre Werft."}, "eute feiern Sie zwanzig Jahre Werft."),
        ({"reason": "Beförderung"}, ": Beförderung."),
        ({"reason": "your new post", "language": "en"}, "on your new post."),
        ({"reason": "on your birthday", "language": "en"}, "on your birthday."),
    ],
)
def test_a_card_wishes_well_and_no_more(known: dict[str, Any], says: str) -> None:
    outcome = draft(load_brief(wishes(**known)))
    paragraphs = outcome.draft.body.split("\n\n")
    assert outcome.report.findings == ()
    assert (outcome.report.stage, outcome.draft.subject, len(paragraphs)) == ("occasion", "", 3)
    assert says in paragraphs[1]
    assert "?" not in outcome.draft.body
    assert paragraphs[2].endswith("\nJörg Weiß")
    assert outcome.missing == (() if "why_you" in known else ("why_you",))


def test_different_people_get_different_wishes() -> None:
    bodies = {
        draft(load_brief(wishes(recipient={"name": f"Ute {name}"}))).draft.body.split("\n\n")[1] for name in NAMES
    }
    assert len(bodies) >= 6


NAMES = ("Amsel", "Bremer", "Clausen", "Dorn", "Ehlers", "Falk", "Groß", "Hansen", "Iversen", "Jansen", "Kern", "Lange")


@pytest.mark.parametrize("field", ["ask", "offer"])
def test_a_card_asks_and_offers_nothing(field: str) -> None:
    with pytest.raises(BriefError, match=f"{field} has no place in good wishes. Leave it out"):
        load_brief(wishes(**{field: "Könnten Sie mir die Liste schicken?"}))


def test_the_example_is_ready() -> None:
    outcome = draft(load_brief(str(ROOT / "examples/briefs/greeting-card-birthday.de.yaml")))
    assert outcome.ready
    assert outcome.missing == ()
