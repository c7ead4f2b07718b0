"""The folder of card files into validated cards, and these into one scanner per language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knigge.cards.card import Card, CardTest, Check, Source
from knigge.cards.engine import ExpressionError, ExpressionSet, compiled
from knigge.cards.kinds import expression
from knigge.errors import CardError, SettingsError
from knigge.shipped import PACKAGE
from knigge.shipped import compiled as shipped

SOURCE = PACKAGE / "etiquette"
_QUOTE_WORDS = 15


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of a card, ready to scan; `positive` for a good sign."""

    card: Card
    check: Check
    source: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Scanner:
    """The rules of a language, with one set of expressions for bodies and one for subjects."""

    rules: tuple[Rule, ...]
    body: tuple[int, ...]
    subject: tuple[int, ...]
    body_set: ExpressionSet
    subject_set: ExpressionSet


@cache
def load() -> tuple[Card, ...]:
    """Return the built-in cards in the order of their ids."""
    return tuple(_revive(entry) for entry in shipped("cards", SOURCE, compile_folder))


def explain(name: str) -> Card:
    """Return the card with this id or alias.

    Raises SettingsError for an unknown one, naming the nearest.
    """
    from difflib import get_close_matches

    by_name = {known: card for card in load() for known in (card.id, *card.aliases)}
    if name in by_name:
        return by_name[name]
    near = get_close_matches(name, by_name, 1)
    hint = f" Did you mean {near[0]!r}?" if near else " `knigge cards` lists them."
    raise SettingsError(f"No card {name!r}.{hint}")


@cache
def scanner(lang: str) -> Scanner:
    """Return the scanner for texts in `lang`."""
    rules = tuple(
        Rule(card, check, expression(check), positive)
        for card in load()
        for positive, checks in ((False, card.checks), (True, card.evidence))
        for check in checks
        if check.lang in ("", lang)
    )
    subject = tuple(i for i, rule in enumerate(rules) if rule.source and rule.check.scope == "subject")
    body = tuple(i for i, rule in enumerate(rules) if rule.source and rule.check.scope != "subject")
    sets = (ExpressionSet([rules[i].source for i in part]) for part in (body, subject))
    return Scanner(rules, body, subject, *sets)


def compile_folder(source: Path) -> list[dict[str, Any]]:
    """Read and validate every card of a folder.

    Raises CardError naming file, field and way out.
    """
    cards = [read_card(path) for path in sorted(source.rglob("*.yaml"))]
    seen: dict[str, str] = {}
    for card in cards:
        for name in (card["id"], *card["aliases"]):
            if name in seen:
                raise CardError(
                    f"{card['id']}.yaml: the id {name!r} is already taken by {seen[name]}.yaml. Choose another."
                )
            seen[name] = card["id"]
    return sorted(cards, key=lambda card: str(card["id"]))


def read_card(path: Path) -> dict[str, Any]:
    """Return one card file as JSON values, validated to the last expression."""
    from knigge.yamlfile import read_as

    entry = read_as(Card, path)
    card = _revive(entry)
    if card.id != path.name.split(".")[0]:
        raise CardError(f"{path.name}: id is {card.id!r}. Name the file {card.id}.yaml or mend the id.")
    if not card.source:
        raise CardError(f"{path.name}: source is empty. Name at least one: an article, a rule, a measurement.")
    for source in card.source:
        if len(source.quote.split()) > _QUOTE_WORDS:
            raise CardError(f"{path.name}: source.quote has over {_QUOTE_WORDS} words. Quote less.")
    if card.decided_by in ("text", "brief", "history") and not card.checks:
        raise CardError(f"{path.name}: checks is empty. Add one, or set decided_by to policy or person.")
    for field, checks in (("checks", card.checks), ("evidence", card.evidence)):
        for index, check in enumerate(checks):
            _prove(check, f"{path.name}: {field}.{index}")
    return entry


def _prove(check: Check, place: str) -> None:
    """Raise CardError unless the check is one that can run."""
    from knigge.cards.judges import JUDGES

    if sum(map(bool, (check.extends, check.missing, check.judge))) != 1 and not (check.sign and check.tokens):
        raise CardError(f"{place} must have exactly one of extends, missing and judge.")
    if check.judge and check.judge not in JUDGES:
        raise CardError(f"{place}.judge is {check.judge!r}. Known: {', '.join(sorted(JUDGES))}.")
    if check.extends and not expression(check):
        raise CardError(f"{place} extends {check.extends} but has no tokens, swap or token. Add what to look for.")
    try:
        if source := expression(check):
            compiled(source)
        for exception in check.exceptions:
            compiled(exception)
    except ExpressionError as fault:
        raise CardError(f"{place} holds an expression that can't run: {fault}. Use RE2 syntax.") from fault


def _revive(entry: dict[str, Any]) -> Card:
    """Return the card that `entry` (JSON values) describes, without the cost of validating it again."""
    values = dict(entry)
    values["source"] = tuple(Source(**source) for source in entry["source"])
    values["checks"] = tuple(_make(Check, check) for check in entry["checks"])
    values["evidence"] = tuple(_make(Check, check) for check in entry["evidence"])
    values["tests"] = tuple(_make(CardTest, test) for test in entry["tests"])
    for name in ("aliases", "stage"):
        values[name] = tuple(entry[name])
    values["channels"] = "all" if entry["channels"] == "all" else tuple(entry["channels"])
    return Card(**values)


def _make(noun: type[Any], entry: dict[str, Any]) -> Any:
    return noun(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})
