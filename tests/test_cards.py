"""Each card proves itself: its tests hold, and none of its checks is silent for good."""

from collections import Counter
from dataclasses import replace

import pytest

from knigge.cards import Card, CardTest, judge, load
from knigge.cards import tests as own_tests
from knigge.cards.trial import case_of

CARDS = load()
# What only one of the two languages has: its letter form, and the choice between Sie and du.
ONE_LANGUAGE = {"german-form": {"de"}, "english-form": {"en"}, "one-register": {"de"}}
TESTS = [
    pytest.param(card, test, id=f"{card.id}-{test.lang}-{number}")
    for card in CARDS
    for number, test in enumerate(own_tests()[card.id])
]


@pytest.mark.parametrize(("card", "test"), TESTS)
def test_a_card_reports_what_its_test_wants(card: Card, test: CardTest) -> None:
    report = judge(case_of(card, test))
    found = [finding for finding in report.findings if finding.card == card.id]
    assert [finding.match or "(missing)" for finding in found] == list(test.want)
    assert not test.level or {finding.level for finding in found} == {test.level}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_has_two_that_fire_and_two_near_misses_per_language(card: Card) -> None:
    languages = ONE_LANGUAGE.get(card.id, {"de", "en"})
    fires = Counter(test.lang for test in own_tests()[card.id] if test.want)
    silent = Counter(test.lang for test in own_tests()[card.id] if not test.want)
    assert all(fires[lang] >= 2 and silent[lang] >= 2 for lang in languages), (fires, silent)


def test_an_off_level_silences_a_card() -> None:
    card = next(card for card in CARDS if card.id == "no-empty-synergy")
    case = case_of(card, next(test for test in own_tests()[card.id] if test.want))
    silenced = case._replace(policy=replace(case.policy, levels={card.id: "off"}))
    assert not [finding for finding in judge(silenced).findings if finding.card == card.id]
