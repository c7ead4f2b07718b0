"""A card's own tests into the cases that they describe, and into whether they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from knigge import channels, languages, text
from knigge.cards.card import Card, CardTest, RuleTest
from knigge.cards.compile import scanner
from knigge.cards.judgement import firing, judge
from knigge.cards.packs import Packs
from knigge.cards.rule import Rule
from knigge.domain import Brief, Case, Finding, Message, Policy, Profile
from knigge.errors import CardError

# Rules by their place in the card and the language.
_Rules = Mapping[tuple[str, str], Rule]
_LINE_END = re.compile(r"\r\n|\n|\r")


class Failure(NamedTuple):
    """What does not hold of a card: the test (empty for the card as a whole), and what is wrong."""

    card: str
    test: str
    wrong: str


class Proof(NamedTuple):
    """How the tests of some cards went."""

    cards: int
    tests: int
    untested: tuple[str, ...]
    failures: tuple[Failure, ...]


def prove(cards: Sequence[Card], tests: Mapping[str, Sequence[CardTest | RuleTest]], packs: Packs = ()) -> Proof:
    """Run the tests of cards, and see that each card fires in one of them, and in each language each of its checks and good signs.

    A rule of a pack, and a card that is off until a policy asks for it, need not carry tests; one that has none is named as
    untested. A card without checks has nothing to prove.
    """
    failures: list[Failure] = []
    untested = []
    for card in cards:
        own = tests.get(card.id, ())
        if own or (card.checks and not card.pack and card.level != "off"):
            failures += _failures(card, own, packs)
        elif card.checks or card.pack:
            untested.append(card.id)
    return Proof(len(cards), sum(len(tests.get(card.id, ())) for card in cards), tuple(untested), tuple(failures))


def _failures(card: Card, tests: Sequence[CardTest | RuleTest], packs: Packs) -> Iterator[Failure]:
    """Yield what does not hold of a card."""
    rules = _rules(card, {test.lang for test in tests if isinstance(test, CardTest)}, packs)
    silent = set(rules)
    for number, test in enumerate(tests, 1):
        case = case_of(card, test) if isinstance(test, CardTest) else case_of_rule(test, packs)
        found = [finding for finding in judge(case).findings if finding.card == card.id]
        fired = [rule for rule in firing(case) if rule.card.id == card.id]
        silent -= {(rule.place, case.lang) for rule in fired}
        signs = {rule.check.sign for rule in fired if rule.positive}
        wrong = _against(test, found, signs) if isinstance(test, CardTest) else _against_lines(test, found)
        if wrong:
            yield Failure(card.id, test.name or f"test {number}", wrong)
    yield from _never(card, rules, silent)


def _never(card: Card, rules: _Rules, silent: set[tuple[str, str]]) -> Iterator[Failure]:
    """Yield what no test of a card has shown: the checks, and then the good signs."""
    faults = {key for key, rule in rules.items() if not rule.positive}
    if faults <= silent:
        yield Failure(card.id, "", "never fires in its own tests. Add one in which it does.")
    else:
        yield from (
            Failure(card.id, "", f"{at} ({lang}) fires in no test. Add one.") for at, lang in sorted(silent & faults)
        )
    for at, lang in sorted(silent - faults):
        sign = rules[at, lang].check.sign
        yield Failure(card.id, "", f"{at} ({lang}), a sign of {sign!r}, is seen in no test. Add one.")


def _rules(card: Card, tested: Set[str], packs: Packs) -> _Rules:
    """Return the rules of a card by place and language; the tests of a pack are in English.

    A check that speaks to any language is proved in those that are built in, and that of a plugin's card where it is `tested`.
    """
    spoken = ("en",) if card.pack else tuple(lang.code for lang in languages.known())
    own = tested if ":" in card.id and not card.pack else {lang.code for lang in languages.builtin()}
    found = ((rule, lang) for lang in spoken for rule in scanner(lang, packs).rules if rule.card.id == card.id)
    return {(rule.place, lang): rule for rule, lang in found if lang in own or rule.check.lang}


def _against(test: CardTest, found: Sequence[Finding], signs: Set[str]) -> str:
    got = [finding.match or "(missing)" for finding in found]
    if got != list(test.want):
        return f"wants {list(test.want)} and gets {got} in {test.text!r}."
    if test.level and {finding.level for finding in found} != {test.level}:
        return f"wants level {test.level} and gets {', '.join(sorted({finding.level for finding in found}))}."
    if test.signs is not None and signs != set(test.signs):
        return f"wants the signs {sorted(test.signs)} and sees {sorted(signs)} in {test.text!r}."
    return ""


def _against_lines(test: RuleTest, found: Sequence[Finding]) -> str:
    got = "\n".join(_line(test.text, finding) for finding in found)
    if test.lines is not None and got.strip() != test.lines:
        return f"wants {test.lines!r} and gets {got!r}."
    if test.contains not in got:
        return f"wants {test.contains!r} in {got!r}."
    held = [piece for piece in test.absent if piece in got]
    return f"must not say {held[0]!r}, but says {got!r}." if held else ""


def _line(content: str, finding: Finding) -> str:
    """Return a finding as Vale's tests write it: line, column, rule and message."""
    before = content[: finding.start or 0]
    ends = list(_LINE_END.finditer(before))
    column = len(before) - (ends[-1].end() if ends else 0) + 1
    return f"{len(ends) + 1}:{column}:{finding.card}:{finding.message}"


def case_of_rule(test: RuleTest, packs: Packs) -> Case:
    """Return the case that a rule's test describes: a text in English that somebody is writing."""
    return Case(
        body=text.parse(test.text, test.markup, controls=True),
        subject=text.plain(""),
        lang="en",
        locale="",
        channel="email",
        stage="first-message",
        policy=Policy(packs=dict(packs)),
        switchable=True,
    )


def case_of(card: Card, test: CardTest) -> Case:
    """Return the case that `test` describes; what it leaves open is the channel's usual."""
    language = languages.get(test.lang)
    profile = _given(Profile, test.profile, f"{card.id}.yaml: tests.profile")
    body = text.parse(test.text or (profile.text() if profile else ""))
    return Case(
        body=body,
        subject=text.plain(test.subject),
        lang=language.code,
        locale=language.locale_of(body.view, test.locale),
        channel=channels.get(test.channel).id,
        stage=test.stage or channels.get(test.channel).stage,
        brief=_given(Brief, test.brief, f"{card.id}.yaml: tests.brief"),
        message=Message(test.text, test.subject, headers=test.headers) if test.headers else None,
        policy=_given(Policy, test.policy, f"{card.id}.yaml: tests.policy") or Policy(),
        profile=profile,
        today=test.today,
        rests_on=tuple((beginning, tuple(fields)) for beginning, fields in test.rests_on.items()),
    )


def _given(kind: Any, values: Mapping[str, Any], name: str) -> Any:
    """Return a noun from its values, None where there are none."""
    if not values:
        return None
    from knigge.yamlfile import validate

    return validate(kind, values, name, CardError)
