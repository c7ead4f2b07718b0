"""Packs, by name and folder, into their cards."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from knigge.cards.card import Card, RuleTest
from knigge.errors import CardError
from knigge.shipped import kept

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
    return Pack(made["entries"], made["warnings"])


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
