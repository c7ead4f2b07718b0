"""The cards and the lists in `docs/data` into `docs/guidelines.md`; run as a program it writes the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from knigge import cards, channels
from knigge.cards import Card, setting
from knigge.cards.card import in_language
from knigge.domain import Brief, Person, Policy
from knigge.models.composer import frame
from knigge.surfaces.cli.app import COMMANDS
from knigge.yamlfile import parse

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "guidelines.md"
_HEAD = """# Guidelines

Made by `make docs` from the cards in `src/knigge/etiquette` and the lists in `docs/data`; change those.

{count} guidelines were found in five articles on first contacts. Each has its row here: the article's words, who can tell whether it is
kept, the card and, where the user decides, the setting; the line that a model gets where a message of that stage is worded; the number
of tests that the card carries, and of evaluation files that name it. Twins share a card; `knigge cards ID` takes either name. What only a
contact history or a person can tell is advice, and marked as not checked.

"""
_COLUMNS = ("Guideline", "Said in the articles", "Decided by", "Card and setting", "A model is asked", "Tests", "Evals")
_MORE = """
## Cards beyond the articles

They come from the forms of the two languages, from the platforms, and from what fraud and machines do.

"""
_SETTINGS = """
## Settings

What the user decides in a policy file, what it is without one, and the cards that explain it (`knigge cards ID`).

"""
_THINGS = """
## What the articles name

Systems, functions, figures and ideas, and where each has its place. No person is ever scored.

"""


def page() -> str:
    """Return the whole page."""
    names = guidelines()
    own = {card.id for card in map(card_of, names)}
    rows = [row(name, card_of(name)) for name in names]
    more = [row(card.id, card) for card in cards.load() if card.id not in own]
    things = [(thing["thing"], _place(thing), thing["why"]) for thing in named_things()]
    return (
        _HEAD.format(count=len(names))
        + _table(_COLUMNS, rows)
        + _MORE
        + _table(_COLUMNS, more)
        + _SETTINGS
        + _table(("Setting", "Default", "Values", "Cards"), list(settings()))
        + _THINGS
        + _table(("Named", "Place", "Why"), things)
    )


def guidelines() -> list[str]:
    """Return the ids of the guidelines, in the order of the articles."""
    return list(_listed("guidelines"))


def named_things() -> list[dict[str, str]]:
    """Return what the articles name, each with `thing`, `place`, `why` and mostly `at`."""
    return list(_listed("named-things"))


def card_of(name: str) -> Card:
    """Return the card of a guideline; raise SettingsError where it has none."""
    return cards.find(name, cards.load())


def row(name: str, card: Card) -> tuple[str, ...]:
    """Return the cells of a guideline."""
    quotes = " ".join(source.said() for source in card.source if source.quote)
    sources = "; ".join(dict.fromkeys(source.article for source in card.source))
    unchecked = ", not checked" if card.decided_by in ("history", "person") and not card.checks else ""
    link = f"[{card.id}](../src/knigge/etiquette/{card.id}.yaml)"
    return (
        f"`{name}`: {in_language(card.guideline, 'en')}",
        f"{quotes} ({sources})" if quotes else sources,
        f"{card.decided_by}{unchecked}",
        f"{link}, `{card.setting}`" if card.setting else link,
        _asked(card),
        str(len(cards.tests()[card.id])) if card.checks else "none: nothing to check",
        str(_named_in_evals(card)),
    )


def settings() -> Iterator[tuple[str, ...]]:
    """Yield the cells of each field of a policy that a card explains."""
    for field in fields(Policy):
        if explaining := [card for card in cards.load() if card.setting == field.name]:
            default = getattr(Policy(), field.name)
            told = ", ".join(default) if isinstance(default, tuple) else str(default or "none")
            meanings = {value: in_language(said, "en") for card in explaining for value, said in card.values.items()}
            values = "; ".join(f"`{value}`: {meaning}" for value, meaning in meanings.items())
            yield f"`{field.name}`", told, values or "any", ", ".join(card.id for card in explaining)


def _asked(card: Card) -> str:
    if card.id in frame.KEEPS:
        return "no line: the program writes greeting, closing and signature itself"
    return setting.asked(card, Policy(), "en") or "no line: it is for who decides, not for who words"


def holes(name: str) -> Iterator[str]:
    """Yield what the row of a guideline lacks."""
    card = card_of(name)
    if not any(source.quote for source in card.source):
        yield "no words of an article"
    if not all(card.guideline.get(lang, "").strip() for lang in ("de", "en")):
        yield "no guideline in both languages"
    if card.ask and not all(card.ask.get(lang, "").strip() for lang in ("de", "en")):
        yield "a line for models in one language only"
    if not card.ask and card.stage and not card.setting and card.id not in frame.KEEPS:
        yield "no line for models, although it speaks to messages"
    if card.checks and not cards.tests()[card.id]:
        yield "checks without tests"
    if not card.checks and card.decided_by in ("text", "brief"):
        yield "no check"


def misplaced(thing: dict[str, str]) -> str:
    """Return what is wrong with the place of a named thing, "" for nothing."""
    place, at = thing["place"], thing.get("at", "")
    known = {
        "channel": at in channels.known(),
        "card": at in {name for card in cards.load() for name in (card.id, *card.aliases)},
        "command": at in COMMANDS,
        "setting": at in _names(Policy),
        "brief": at.removeprefix("sender.") in _names(Person if at.startswith("sender.") else Brief),
        "docs": not at,
        "not drafted": not at,
    }
    if not known.get(place):
        return f"{place} {at!r} is none"
    return "" if len(thing["why"].split()) > 1 else "says no reason"


def _listed(name: str) -> Any:
    path = ROOT / "docs" / "data" / f"{name}.yaml"
    return parse(path.read_text(encoding="utf-8"), path.name)


def _names(noun: Any) -> set[str]:
    return {field.name for field in fields(noun)}


def _place(thing: dict[str, str]) -> str:
    at = thing.get("at")
    if not at:
        return thing["place"]
    name = f"[{at}](../src/knigge/etiquette/{card_of(at).id}.yaml)" if thing["place"] == "card" else f"`{at}`"
    return f"{thing['place']} {name}"


@cache
def _evals() -> tuple[str, ...]:
    files = (path for path in sorted((ROOT / "evals").rglob("*")) if path.is_file())
    return tuple(path.read_text(encoding="utf-8", errors="replace") for path in files)


def _named_in_evals(card: Card) -> int:
    names = re.compile(rf"(?<![\w-])(?:{'|'.join((card.id, *card.aliases))})(?![\w-])")
    return sum(names.search(text) is not None for text in _evals())


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
