"""Cards and a case into the cards and checks that apply to it."""

from __future__ import annotations

from knigge.cards.card import Card, Check
from knigge.domain import Case, Level, Policy


def card_applies(card: Card, case: Case) -> bool:
    """Say whether a card speaks to this stage and channel and is not switched off."""
    if card.stage and case.stage not in card.stage:
        return False
    if card.channels != "all" and case.channel not in card.channels:
        return False
    if case.brief and case.brief.prior_contact in card.waived_for:
        return False
    return level_of(card, None, case.policy) is not None


def check_applies(check: Check, case: Case) -> bool:
    """Say whether a check speaks to this language, locale, channel and stage."""
    return (
        check.lang in ("", case.lang)
        and check.locale in ("", case.locale)
        and (not check.channels or case.channel in check.channels)
        and (not check.stage or case.stage in check.stage)
    )


def level_of(card: Card, check: Check | None, policy: Policy) -> Level | None:
    """Return the level of a card's finding; the policy's word is last, and None is off."""
    for name in (card.id, *card.aliases):
        if name in policy.levels:
            level = policy.levels[name]
            return None if level == "off" else level
    return check.level if check and check.level else card.level
