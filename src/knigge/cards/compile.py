"""The folder of card files into validated cards, and these into one scanner per language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from knigge.cards.card import Card, CardTest, Check, Source
from knigge.cards.kinds import expressions
from knigge.errors import CardError, SettingsError
from knigge.languages import builtin
from knigge.matching import ExpressionError, ExpressionSet, compiled
from knigge.shipped import PACKAGE
from knigge.shipped import compiled as shipped

SOURCE = PACKAGE / "etiquette"
_QUOTE_WORDS = 15


class Rule(NamedTuple):
    """One check of a card, ready to scan; `positive` for a good sign."""

    card: Card
    check: Check
    sources: tuple[str, ...]
    positive: bool


class Scan(NamedTuple):
    """The expressions to look for in one part of a message: whose they are, and the set that tells which occur."""

    owners: tuple[tuple[Rule, int], ...]
    expressions: ExpressionSet


class Scanner(NamedTuple):
    """The rules of a language, with what to look for in bodies and in subjects."""

    rules: tuple[Rule, ...]
    body: Scan
    subject: Scan


@cache
def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = shipped("cards", "all", SOURCE, compile_folder)
    return entries


@cache
def load() -> tuple[Card, ...]:
    """Return the built-in cards in the order of their ids."""
    return tuple(_revive(entry["card"]) for entry in _entries())


@cache
def tests() -> dict[str, tuple[CardTest, ...]]:
    """Return each card's own tests by its id; they are apart so that checking a text need not build them."""
    return {entry["card"]["id"]: tuple(_make(CardTest, test) for test in entry["tests"]) for entry in _entries()}


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
    rules, needles = [], {}
    for entry in shipped("cards", lang, SOURCE, compile_folder):
        card = _revive(entry["card"])
        for values, positive, found in entry["rules"]:
            rule = Rule(card, _make(Check, values), tuple(source for source, _ in found), positive)
            rules.append(rule)
            needles[id(rule)] = [tuple(needle.encode() for needle in literals) for _, literals in found]

    def scan(wanted: Callable[[str], bool]) -> Scan:
        owners = tuple((rule, i) for rule in rules if wanted(rule.check.scope) for i in range(len(rule.sources)))
        sources = [rule.sources[i] for rule, i in owners]
        return Scan(owners, ExpressionSet(sources, [needles[id(rule)][i] for rule, i in owners]))

    return Scanner(
        tuple(rules), scan(lambda scope: scope != "subject"), scan(lambda scope: scope in ("subject", "all"))
    )


def compile_folder(source: Path) -> dict[str, list[dict[str, Any]]]:
    """Read and validate every card of a folder, and return the parts that are used apart.

    `all` holds each `card` with its `tests`. A language's part holds each card without its checks, and its `rules` in
    that language: the check, whether it is a good sign, and per expression the needles it needs.
    Raises CardError naming file, field and way out.
    """
    entries = [read_card(path) for path in sorted(source.rglob("*.yaml"))]
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
    parts = {language.code: [_in_language(entry, language.code) for entry in entries] for language in builtin()}
    return {"all": [{"card": entry["card"], "tests": entry["tests"]} for entry in entries], **parts}


def _in_language(entry: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return a card's entry for one language: what scanning needs, and nothing else."""
    card = {name: value for name, value in entry["card"].items() if name not in ("checks", "evidence")}
    checks = [(check, False) for check in entry["card"].get("checks", ())]
    checks += [(check, True) for check in entry["card"].get("evidence", ())]
    both = zip(checks, entry["expressions"], strict=True)
    rules = [(_lean(check), positive, found) for (check, positive), found in both if check.get("lang", lang) == lang]
    return {"card": card, "rules": rules}


def _lean(check: dict[str, Any]) -> dict[str, Any]:
    """Return a check without its tokens, which stand folded among its expressions."""
    return {name: value for name, value in check.items() if name not in ("tokens", "token")}


def read_card(path: Path) -> dict[str, Any]:
    """Return one card file as JSON values, validated to the last expression."""
    from knigge.matching.needles import needles
    from knigge.yamlfile import read_as

    values = read_as(Card, path)
    tests = values.pop("tests", [])
    card = _revive(values)
    _prove_card(card, path.name)
    for field, checks in (("checks", card.checks), ("evidence", card.evidence)):
        for index, check in enumerate(checks):
            _prove(check, f"{path.name}: {field}.{index}")
    found = [[(source, needles(source)) for source in expressions(check)] for check in card.checks + card.evidence]
    return {"card": values, "tests": tests, "expressions": found}


def _prove_card(card: Card, name: str) -> None:
    """Raise CardError for a card that is well formed and yet says too little or too much."""
    if card.id != name.split(".")[0]:
        raise CardError(f"{name}: id is {card.id!r}. Name the file {card.id}.yaml or mend the id.")
    if not card.source:
        raise CardError(f"{name}: source is empty. Name at least one: an article, a rule, a measurement.")
    for source in card.source:
        if len(source.quote.split()) > _QUOTE_WORDS:
            raise CardError(f"{name}: source.quote has over {_QUOTE_WORDS} words. Quote less.")
    if card.decided_by in ("text", "brief", "history") and not card.checks:
        raise CardError(f"{name}: checks is empty. Add one, or set decided_by to policy or person.")


def _prove(check: Check, place: str) -> None:
    """Raise CardError unless the check is one that can run."""
    from knigge.cards.judges import JUDGES

    if sum(map(bool, (check.extends, check.missing, check.judge))) != 1 and not (check.sign and check.tokens):
        raise CardError(f"{place} must have exactly one of extends, missing and judge.")
    if check.judge and check.judge not in JUDGES:
        raise CardError(f"{place}.judge is {check.judge!r}. Known: {', '.join(sorted(JUDGES))}.")
    if check.extends and not expressions(check):
        raise CardError(f"{place} extends {check.extends} but has no tokens, swap or token. Add what to look for.")
    try:
        for source in expressions(check):
            compiled(source)
        for exception in check.exceptions:
            compiled(exception)
    except ExpressionError as fault:
        raise CardError(f"{place} holds an expression that can't run: {fault}. Use RE2 syntax.") from fault


def _revive(entry: dict[str, Any]) -> Card:
    """Return the card that `entry` (JSON values) describes, without the cost of validating it again."""
    values = dict(entry)
    for name, noun in (("source", Source), ("checks", Check), ("evidence", Check)):
        values[name] = tuple(_make(noun, value) for value in entry.get(name, ()))
    return _make(Card, values)  # type: ignore[no-any-return]


def _make(noun: type[Any], entry: dict[str, Any]) -> Any:
    """Build a noun from JSON values, their lists as tuples."""
    return noun(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})
