"""Packs, by name and folder, into their cards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.cards.card import Card, RuleTest
from knigge.errors import CardError
from knigge.shipped import kept

if TYPE_CHECKING:
    from knigge.cards.folder import Folder

Packs = tuple[tuple[str, str], ...]


class Pack(NamedTuple):
    """What the folder of a pack holds: an entry per rule, and what could not be run, in words."""

    entries: list[dict[str, Any]]
    warnings: list[str]


@lru_cache(maxsize=64)
def read(name: str, folder: str) -> Pack:
    """Return a pack: read once in a process, and compiled once for each content of its folder.

    Raises CardError naming the file, the key and the way out.
    """
    from knigge.cards.folder import Folder
    from knigge.cards.vale import compile_style

    if not name or not name.isprintable():
        raise CardError(f"{folder}: a pack can't be named {name!r}. Rename it, or name it in a policy.")
    place = Folder(folder)
    files = place.rules()
    made = kept(f"pack-{name}", "all", place.key(name, files), lambda: {"all": compile_style(name, place.path, files)})
    missing = [warning for entry in made["entries"] for warning in _take_in(place, entry)]
    return Pack(made["entries"], made["warnings"] + missing)


def _take_in(place: Folder, entry: dict[str, Any]) -> Iterator[str]:
    """Replace the word lists that a rule names by their words, and yield which of them there are not.

    The lists are read each time, so that a change of one is seen.
    """
    for check in (rule["check"] for rule in entry["rules"] if "ignore" in rule["check"]):
        words: dict[str, None] = {}
        for name in dict.fromkeys(check["ignore"]):
            listed = place.words(name)
            if listed is None and (name.endswith(".txt") or "/" in name):
                yield f"{entry['card']['id']} names a list of words, {name}, which is not in the pack."
            words |= dict.fromkeys([name] if listed is None else listed)
        check["ignore"] = [word for word in words if word and not word.startswith("#")]


def entries(packs: Packs) -> list[dict[str, Any]]:
    """Return the entries of all packs.

    Raises CardError for an id that two of them have.
    """
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for name, folder in packs:
        for entry in read(name, folder).entries:
            taken = found.setdefault(entry["card"]["id"], (folder, entry))
            if taken[1] is not entry:
                raise CardError(f"{folder}: the id {entry['card']['id']!r} is already taken by {taken[0]}. Rename one.")
    return [entry for _, entry in found.values()]


def warnings(packs: Packs) -> list[str]:
    """Return what the packs hold that can't be run, a line for each pack and kind."""
    return [warning for name, folder in packs for warning in read(name, folder).warnings]


def cards(packs: Packs) -> tuple[Card, ...]:
    """Return the cards of the packs, in the order of their ids."""
    from knigge.cards.compile import revive

    return tuple(sorted((revive(entry["card"]) for entry in entries(packs)), key=lambda card: card.id))


def tests(packs: Packs) -> dict[str, tuple[RuleTest, ...]]:
    """Return the tests that the rules of the packs carry, by id."""
    from knigge.cards.compile import make

    return {entry["card"]["id"]: tuple(make(RuleTest, test) for test in entry["tests"]) for entry in entries(packs)}
