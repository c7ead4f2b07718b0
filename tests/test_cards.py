"""Each card proves itself: its tests hold, and none of its checks is silent for good."""

from collections import Counter
from dataclasses import replace

import pytest

from knigge.cards import Card, CardTest, find, judge, load
from knigge.cards import tests as own_tests
from knigge.cards.card import Sign, Source
from knigge.cards.judgement import firing
from knigge.cards.judges import JUDGES, NEEDS
from knigge.cards.trial import case_of, prove

CARDS = load()
CHECKED = [card for card in CARDS if card.checks]
# What only one of the two languages has: its letter form, and the choice between Sie and du.
ONE_LANGUAGE = {
    "german-form": {"de"},
    "english-form": {"en"},
    "one-register": {"de"},
    "din-5008": {"de"},
    "spelling": set(),
}
TESTS = [
    pytest.param(card, test, id=f"{card.id}-{test.lang}-{number}")
    for card in CARDS
    for number, test in enumerate(own_tests()[card.id])
]


@pytest.mark.parametrize(("card", "test"), TESTS)
def test_a_card_reports_what_its_test_wants(card: Card, test: CardTest) -> None:
    assert [failure for failure in prove([card], {card.id: [test]}).failures if failure.test] == []


@pytest.mark.parametrize("card", CHECKED, ids=lambda card: card.id)
def test_a_card_has_two_that_fire_and_two_near_misses_per_language(card: Card) -> None:
    languages = ONE_LANGUAGE.get(card.id, {"de", "en"})
    fires = Counter(test.lang for test in own_tests()[card.id] if test.want)
    silent = Counter(test.lang for test in own_tests()[card.id] if not test.want)
    assert all(fires[lang] >= 2 and silent[lang] >= 2 for lang in languages), (fires, silent)


@pytest.mark.parametrize("card", CHECKED, ids=lambda card: card.id)
def test_each_check_and_good_sign_fires_in_two_tests_per_language(card: Card) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    for test in own_tests()[card.id]:
        fired = {rule.place for rule in firing(case_of(card, test)) if rule.card.id == card.id}
        shown.update((place, test.lang) for place in fired)
    languages = ONE_LANGUAGE.get(card.id, {"de", "en"})
    places = [(f"checks.{at}", check) for at, check in enumerate(card.checks)]
    places += [(f"evidence.{at}", check) for at, check in enumerate(card.evidence)]
    few = [(at, lang) for at, check in places for lang in languages if check.lang in ("", lang) and shown[at, lang] < 2]
    assert few == []


SIGNS = [(card, sign) for card in CARDS for sign in sorted({check.sign for check in card.evidence})]


@pytest.mark.parametrize(("card", "sign"), SIGNS, ids=[f"{card.id}-{sign}" for card, sign in SIGNS])
def test_a_good_sign_has_two_near_misses_per_language(card: Card, sign: Sign) -> None:
    misses = Counter(test.lang for test in own_tests()[card.id] if test.signs is not None and sign not in test.signs)
    assert min(misses["de"], misses["en"]) >= 2, misses


@pytest.mark.parametrize("judge", NEEDS)
def test_a_judge_has_nothing_to_say_without_what_it_needs(judge: str) -> None:
    cases = (case_of(card, test) for card in CHECKED for test in own_tests()[card.id])
    assert [hit for case in cases for hit in JUDGES[judge](case._replace(**dict.fromkeys(NEEDS[judge])))] == []


@pytest.mark.parametrize("words", ["eins ", "so-und-so ", "und.so ", "Knut's ", "Knut’s ", "eins - ", "2 & "])
@pytest.mark.parametrize("count", [45, 46])
def test_a_sentence_is_long_from_46_words_however_they_are_joined(words: str, count: int) -> None:
    case = case_of(CARDS[0], CardTest("de", "Hallo Anna,\n\n" + (words * count).strip(), ()))
    assert [hit.span for hit in JUDGES["long_sentence"](case)] == [(13, len(case.body.view))] * (count > 45)


LATER = [card for card in CHECKED if card.stage and not {"first-message", "connection-request"} & {*card.stage}]


@pytest.mark.parametrize("card", LATER, ids=lambda card: card.id)
def test_what_is_for_answers_and_occasions_is_silent_in_first_messages(card: Card) -> None:
    for test in own_tests()[card.id]:
        case = case_of(card, test._replace(stage="first-message"))
        assert [finding.match for finding in judge(case).findings if finding.card == card.id] == []


def test_a_quote_inside_a_quoted_source_has_single_marks() -> None:
    assert Source("A", quote="“Danke” und „Bitte“").cited() == "A: “‘Danke’ und ‚Bitte‘”"


def test_an_off_level_silences_a_card() -> None:
    card = next(card for card in CARDS if card.id == "no-empty-synergy")
    case = case_of(card, next(test for test in own_tests()[card.id] if test.want))
    silenced = case._replace(policy=replace(case.policy, levels={card.id: "off"}))
    assert not [finding for finding in judge(silenced).findings if finding.card == card.id]


def never(card: Card, tests: list[CardTest]) -> list[str]:
    """What `cards --test` says that no test of a card shows."""
    return [failure.wrong for failure in prove([card], {card.id: tests}).failures if not failure.test]


def test_a_good_sign_that_no_test_shows_is_named() -> None:
    card = find("offer-contact-options", CARDS)
    silent = [test for test in own_tests()[card.id] if test.want]
    assert "evidence.3 (de), a sign of 'contact', is seen in no test. Add one." in never(card, silent)
    assert never(card, list(own_tests()[card.id])) == []


def test_a_check_must_fire_in_each_language_that_it_is_for() -> None:
    card = find("be-brief", CARDS)
    german = [test for test in own_tests()[card.id] if test.lang == "de"]
    assert never(card, german) == [f"checks.{at} (en) fires in no test. Add one." for at in (0, 1)]


@pytest.mark.parametrize(("signs", "fails"), [(("contact",), False), (None, False), ((), True), (("who",), True)])
def test_a_test_may_say_which_good_signs_a_card_sees(signs: tuple[Sign, ...] | None, fails: bool) -> None:
    card = find("offer-contact-options", CARDS)
    test = CardTest("en", "Where is the map?\n\nTom Reed\ntom@maps.example", (), signs=signs)
    wrong = [failure.wrong for failure in prove([card], {card.id: [test]}).failures if failure.test]
    assert [text.split(" in ")[0] for text in wrong] == [
        f"wants the signs {list(signs or ())} and sees ['contact']"
    ] * fails
