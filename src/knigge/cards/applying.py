"""A case into the rules that apply to it, and the level that their findings have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from knigge.cards.card import Card, Check
from knigge.cards.compile import Scanner, scanner
from knigge.cards.judges import NEEDS
from knigge.cards.kinds import ALWAYS
from knigge.cards.phrases import of as own_phrases
from knigge.cards.scopes import looks_at
from knigge.domain import Case, Level

_NOUNS = sorted({noun for nouns in NEEDS.values() for noun in nouns})
Part = Literal["body", "subject", "raw"]
PARTS: tuple[Part, ...] = ("body", "subject", "raw")


class Looking(NamedTuple):
    """The places of the rules that look at one part: those that need one of their expressions to occur, and the others."""

    finding: frozenset[int]
    always: tuple[int, ...]


class Active(NamedTuple):
    """A scanner, and the places of its rules that apply, by what they do; `looking` by part."""

    scanner: Scanner
    looking: Mapping[Part, Looking]
    judging: tuple[int, ...]
    missing: tuple[int, ...]


class _Facts(NamedTuple):
    """All of a case that decides which rules apply to it."""

    lang: str
    locale: str
    channel: str
    stage: str
    contact: str
    received: bool
    known: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    packs: tuple[tuple[str, str], ...]
    phrases: tuple[tuple[str, str, str], ...]


def applying(case: Case) -> Active:
    """Return the rules that speak to a case and are not switched off."""
    contact = case.brief.prior_contact if case.brief else ""
    levels = tuple({**case.policy.levels, **dict.fromkeys(case.policy.acknowledged, "off")}.items())
    packs = tuple(case.policy.packs.items())
    received = case.message is not None and not case.switchable
    phrases = own_phrases(case.policy) if case.policy.phrases and not (received and not case.answering) else ()
    known = tuple(noun for noun in _NOUNS if getattr(case, noun) is not None)
    facts = (case.lang, case.locale, case.channel, case.stage, contact, received, known, levels, packs, phrases)
    return _applying(_Facts(*facts))


@lru_cache(maxsize=128)
def _applying(facts: _Facts) -> Active:
    made = scanner(facts.lang, facts.packs, facts.phrases)
    levels = dict(facts.levels)
    active = [
        (index, rule.check)
        for index, rule in enumerate(made.rules)
        if _card_applies(rule.card, facts)
        and _check_applies(rule.check, facts)
        and level_of(rule.card, rule.check, levels)
    ]
    return Active(
        made,
        {part: _looking(part, active) for part in PARTS},
        tuple(index for index, check in active if check.judge and _has_a_say(check.judge, facts)),
        tuple(index for index, check in active if check.missing),
    )


def _looking(part: Part, active: Sequence[tuple[int, Check]]) -> Looking:
    rules = [
        (index, check)
        for index, check in active
        if not check.judge and not check.missing and any(looks_at(scope, part) for scope in check.scope)
    ]
    always = tuple(index for index, check in rules if check.min or check.extends in ALWAYS)
    return Looking(frozenset(index for index, _ in rules) - frozenset(always), always)


def _card_applies(card: Card, facts: _Facts) -> bool:
    """Say whether a card speaks to this stage and channel."""
    if card.stage and facts.stage not in card.stage:
        return False
    if card.channels != "all" and facts.channel not in card.channels:
        return False
    return facts.contact not in card.waived_for and not (facts.received and card.level == "off")


def _check_applies(check: Check, facts: _Facts) -> bool:
    """Say whether a check speaks to this language, locale, channel and stage."""
    return (
        check.lang in ("", facts.lang)
        and check.locale in ("", facts.locale)
        and (not check.channels or facts.channel in check.channels)
        and (not check.stage or facts.stage in check.stage)
    )


def _has_a_say(judge: str, facts: _Facts) -> bool:
    return judge not in NEEDS or not set(NEEDS[judge]).isdisjoint(facts.known)


def level_of(card: Card, check: Check, levels: Mapping[str, str]) -> Level | None:
    """Return the level of a check's findings; the policy's word on the card, or on its pack, is last, and None is off."""
    for name in (card.id, *card.aliases, card.pack):
        if name and name in levels:
            level = levels[name]
            return None if level == "off" else level  # type: ignore[return-value]
    level = check.level or card.level
    return None if level == "off" else level
