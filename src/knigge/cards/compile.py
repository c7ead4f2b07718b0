"""The folder of card files into validated cards, and these into one scanner per language and set of packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.cards import plugged
from knigge.cards.card import Card, CardTest, Check, RuleTest, Source, in_language
from knigge.cards.rule import Rule, Swap, Told
from knigge.errors import CardError, SettingsError
from knigge.languages import builtin
from knigge.matching import Expression, ExpressionError, ExpressionSet
from knigge.shipped import PACKAGE
from knigge.shipped import compiled as shipped

if TYPE_CHECKING:
    from pathlib import Path

    from knigge.cards.phrases import Phrases

SOURCE = f"{PACKAGE}/etiquette"
_QUOTE_WORDS = 15
# The part with the rules that speak to any language.
_ANY = "any"


class Scanner(NamedTuple):
    """The rules of a language, and one set of all their expressions: whose each is, by rule and place."""

    rules: tuple[Rule, ...]
    owners: tuple[tuple[int, int], ...]
    expressions: ExpressionSet


@cache
def _entries() -> list[dict[str, Any]]:
    return [*plugged.amended(shipped("cards", "all", SOURCE, compile_folder), "all"), *plugged.entries()]


@cache
def built_in() -> tuple[Card, ...]:
    """Return the built-in cards in the order of their ids, without what plugins add to them."""
    return tuple(revive(entry["card"]) for entry in shipped("cards", "all", SOURCE, compile_folder))


@cache
def load() -> tuple[Card, ...]:
    """Return the built-in cards in the order of their ids, and then those of the plugins."""
    return tuple(revive(entry["card"]) for entry in _entries())


@cache
def tests() -> dict[str, tuple[CardTest | RuleTest, ...]]:
    """Return each card's own tests by its id; they are apart so that checking a text need not build them."""
    return {
        entry["card"]["id"]: tuple(
            make(RuleTest if "pack" in entry["card"] else CardTest, test) for test in entry["tests"]
        )
        for entry in _entries()
    }


def known(packs: tuple[tuple[str, str], ...] = ()) -> tuple[Card, ...]:
    """Return the built-in cards, those of the plugins, and those of the packs."""
    from knigge.cards.packs import cards

    return (*load(), *cards(packs))


def find(name: str, among: Sequence[Card]) -> Card:
    """Return the card with this id or alias.

    Raises SettingsError for an unknown one, naming the nearest.
    """
    from difflib import get_close_matches

    for card in among:
        if name == card.id or name in card.aliases:
            return card
    near = get_close_matches(name, [known for card in among for known in (card.id, *card.aliases)], 1)
    hint = f" Did you mean {near[0]!r}?" if near else " `knigge cards` lists them."
    raise SettingsError(f"No card {name!r}.{hint}")


@cache
def _installed(lang: str) -> list[dict[str, Any]]:
    """Return the entries of the built-in cards and those of the plugins, with their rules in a language."""
    if lang in (language.code for language in builtin()):  # which no plugin amends
        own: list[dict[str, Any]] = shipped("cards", lang, SOURCE, compile_folder)
    else:
        own = plugged.amended(shipped("cards", _ANY, SOURCE, compile_folder), lang)
    return [*own, *(entry | {"rules": plugged.in_language(entry["rules"], lang)} for entry in plugged.entries())]


@lru_cache(maxsize=16)
def scanner(lang: str, packs: tuple[tuple[str, str], ...] = (), phrases: Phrases = ()) -> Scanner:
    """Return the scanner for texts in `lang`, with the rules of packs (name and folder) and of a policy's own phrases."""
    from knigge.cards.packs import entries

    rules = tuple(_rules([*_installed(lang), *entries(packs), *_own(lang, phrases)], lang))
    owners = tuple((index, place) for index, rule in enumerate(rules) for place in range(len(rule.expressions)))
    return Scanner(rules, owners, ExpressionSet([rules[rule].expressions[place] for rule, place in owners]))


def _own(lang: str, phrases: Phrases) -> list[dict[str, Any]]:
    if not phrases:
        return []
    from knigge.cards.phrases import CARD, entry

    return [entry(each["card"], phrases) for each in _installed(lang) if each["card"]["id"] == CARD]


def _rules(entries: Iterable[dict[str, Any]], lang: str) -> Iterable[Rule]:
    for entry in entries:
        card = revive(entry["card"])
        for values in entry["rules"]:
            check = make(Check, values["check"])
            told = Told(in_language(check.say or card.say, lang), in_language(card.guideline, lang), card.cited())
            plain, others = values.get("swap", ({}, ()))
            yield Rule(
                card,
                check,
                tuple(_expression(found) for found in values["expressions"]),
                Swap(plain, tuple((_expression(found), key, at, value) for found, key, at, value in others)),
                _expression(values["exception"]) if "exception" in values else None,
                _expression(values["phrase"]) if "phrase" in values else None,
                values.get("positive", False),
                values.get("place", "checks.0"),
                told,
            )


def _expression(values: list[Any]) -> Expression:
    return Expression(*values)


def compile_folder(source: str) -> dict[str, list[dict[str, Any]]]:
    """Read and validate every card of a folder, and return the parts that are used apart.

    `all` holds each `card` with its `tests`. A language's part holds each card without its checks, and its `rules` in
    that language: the check, whether it is a good sign, and per expression the needles it needs. `any` is the part of the
    languages that are not built in.
    Raises CardError naming file, field and way out.
    """
    from pathlib import Path

    entries = [read_card(path) for path in sorted(Path(source).rglob("*.yaml"))]
    entries.sort(key=lambda entry: str(entry["card"]["id"]))
    seen: dict[str, str] = {}
    for entry in entries:
        card = entry["card"]
        for name in (card["id"], *card.get("aliases", ())):
            if name in seen:
                raise CardError(
                    f"{card['id']}.yaml: the id {name!r} is already taken by {seen[name]}.yaml. Choose another."
                )
            seen[name] = card["id"]
    spoken = (*(language.code for language in builtin()), _ANY)
    parts = {lang: [_in_language(entry, lang) for entry in entries] for lang in spoken}
    return {"all": [{"card": entry["card"], "tests": entry["tests"]} for entry in entries], **parts}


def _in_language(entry: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return a card's entry for one language: what scanning needs, and nothing else."""
    card = {name: value for name, value in entry["card"].items() if name not in ("checks", "evidence")}
    return {"card": card, "rules": plugged.in_language(entry["rules"], lang)}


def read_card(path: Path) -> dict[str, Any]:
    """Return one card file as JSON values, validated to the last expression."""
    from knigge.yamlfile import read_as

    values = read_as(Card, path)
    tests = values.pop("tests", [])
    card = revive(values)
    _prove_card(card, path.name)
    return {"card": values, "tests": tests, "rules": read_rules(values, path.name)}


def read_rules(card: dict[str, Any], name: str, before: tuple[int, int] = (0, 0)) -> list[dict[str, Any]]:
    """Return the rules that a card's checks and good signs (JSON values) make.

    name: the file's. before: how many of each the card that they amend has. Raises CardError for one that can't run.
    """
    rules = []
    for field, positive in (("checks", False), ("evidence", True)):
        for index, values in enumerate(card.get(field, ())):
            check, place = make(Check, values), f"{name}: {field}.{index}"
            _prove(check, place, positive)
            made = rule_values(check, values, place, pack=False)
            rules.append(made | {"positive": positive, "place": f"{field}.{index + before[positive]}"})
    return rules


def rule_values(check: Check, values: dict[str, Any], place: str, pack: bool) -> dict[str, Any]:
    """Return a check made ready to scan, as JSON values: its lean form, and its expressions.

    Raises CardError naming `place` for an expression that no engine accepts.
    """
    from knigge.cards.kinds.sources import exception, expressions, phrase
    from knigge.cards.kinds.swapping import swap

    if check.extends == "metric" and check.scope == ("text",):
        values = values | {"scope": ("summary",)}
    try:
        found: dict[str, Any] = {"check": _lean(values), "expressions": expressions(check, pack)}
        if pack and check.swap:
            found["swap"] = swap(check)
            found["check"].pop("swap")
        for name, made in (("exception", exception(check, pack)), ("phrase", phrase(check, pack))):
            found |= {name: made} if made else {}
    except (ExpressionError, RecursionError) as fault:
        hint = "Mend it." if pack else "Use RE2 syntax."
        raise CardError(f"{place} holds an expression that can't run: {fault}. {hint}") from fault
    return found


def _lean(check: dict[str, Any]) -> dict[str, Any]:
    """Return a check without its words, which stand folded among its expressions."""
    words = ("tokens", "token", "raw", "exceptions", "swap", "either", "first", "second", "filters")
    kept = {"capitalization": ("exceptions",), "substitution": ("swap",)}.get(check.get("extends", ""), ())
    return {name: value for name, value in check.items() if name in kept or name not in words}


def _prove_card(card: Card, name: str) -> None:
    """Raise CardError for a card that is well formed and yet says too little or too much."""
    if card.id != name.split(".")[0]:
        raise CardError(f"{name}: id is {card.id!r}. Name the file {card.id}.yaml or mend the id.")
    if not card.source:
        raise CardError(f"{name}: source is empty. Name at least one: an article, a rule, a measurement.")
    for source in card.source:
        if len(source.quote.split()) > _QUOTE_WORDS:
            raise CardError(f"{name}: source.quote has over {_QUOTE_WORDS} words. Quote less.")
    if card.decided_by in ("text", "brief") and not card.checks:
        raise CardError(f"{name}: checks is empty. Add one, or set decided_by to history, policy or person.")
    if card.checks and not card.say:
        raise CardError(f"{name}: say is empty. Tell the writer what to do where a check fires.")
    if card.decided_by == "policy" and not card.setting:
        raise CardError(f"{name}: setting is empty. Name the field of the policy in which the user decides.")
    if card.setting and not _is_setting(card.setting):
        raise CardError(
            f"{name}: setting is {card.setting!r}, which is no field of a policy, nor `brief.` and one of a brief."
        )


def _is_setting(name: str) -> bool:
    from dataclasses import fields

    from knigge.domain import Brief, Policy

    noun, field = (Brief, name.removeprefix("brief.")) if name.startswith("brief.") else (Policy, name)
    return field in {each.name for each in fields(noun)}


def _prove(check: Check, place: str, positive: bool) -> None:
    """Raise CardError unless the check, or where `positive` the evidence, is one that can run, with all of its fields."""
    from knigge.cards.judges import JUDGES
    from knigge.cards.kinds.fields import idle, unfit
    from knigge.cards.kinds.sources import lacks
    from knigge.cards.scopes import unknown

    if sum(map(bool, (check.extends, check.missing, check.judge))) != 1 and not (check.sign and check.tokens):
        raise CardError(f"{place} must have exactly one of extends, missing and judge.")
    if check.judge and check.judge not in JUDGES:
        raise CardError(f"{place}.judge is {check.judge!r}. Known: {', '.join(sorted(JUDGES))}.")
    if lacking := lacks(check):
        raise CardError(f"{place} extends {check.extends} but has no {lacking}. Add what to look for.")
    if wrong := unknown(check.scope):
        raise CardError(f"{place}.scope names {', '.join(sorted(wrong))}, which no text has.")
    if positive and (check.missing or not check.sign):
        raise CardError(f"{place} is evidence of nothing. Say in sign what it shows.")
    if unread := idle(check, positive):
        raise CardError(
            f"{place} has {', '.join(unread)}, which nothing reads there. Remove it, or see docs/checks.md."
        )
    if fault := unfit(check):
        raise CardError(f"{place} {fault}")
    prove_measure(check, place)


def prove_measure(check: Check, place: str) -> None:
    """Raise CardError for a formula that can't be evaluated."""
    from knigge.cards.kinds.formula import prove, prove_condition
    from knigge.cards.kinds.measures import NAMES
    from knigge.cards.kinds.measuring import names

    try:
        if check.extends == "metric":
            prove(names(check.formula), NAMES)
            prove_condition(names(check.condition), NAMES)
    except ValueError as fault:
        raise CardError(f"{place}: {fault}") from fault


def revive(entry: dict[str, Any]) -> Card:
    """Return the card that `entry` (JSON values) describes, without the cost of validating it again."""
    values = dict(entry)
    for name, noun in (("source", Source), ("checks", Check), ("evidence", Check)):
        values[name] = tuple(make(noun, value) for value in entry.get(name, ()))
    return make(Card, values)  # type: ignore[no-any-return]


def make(noun: type[Any], entry: dict[str, Any]) -> Any:
    """Build a noun from JSON values, their lists as tuples."""
    return noun(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})
