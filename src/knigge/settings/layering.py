"""The layers of a policy into the one in force: each laid over those before, but for what they locked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from pathlib import Path
from typing import Any

from knigge.cards import Card
from knigge.domain import TRUSTED_ONLY, Policy
from knigge.settings import environment
from knigge.settings.files import Given, given, values
from knigge.settings.locks import Lock, lock, loosened, loosens
from knigge.settings.origins import Layered, Origin
from knigge.settings.places import Place
from knigge.settings.proving import known, pack_name, proved, resolved, with_packs, without_missing

# Lists in which each layer adds to those before; of the others the last one counts.
ADDED_UP = ("acknowledged", "do_not_contact", "locked")
# Files that were found, and not named or put there by their user.
_FOUND = ("team", "project")
# How many cards a remark names.
_NAMED = 3
_Key = tuple[str, str]


@dataclass(slots=True)
class _Stack:
    """The layers laid so far."""

    policy: Policy = field(default_factory=Policy)
    origins: dict[_Key, Origin] = field(default_factory=dict)
    locks: list[Lock] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    layers: list[Origin] = field(default_factory=list)

    def set(self, name: str, value: Any, keys: Iterable[str], origin: Origin) -> None:
        """Set a field, of which these keys are new."""
        change: dict[str, Any] = {name: value}
        self.policy = replace(self.policy, **change)
        self.origins |= {(name, key): origin for key in keys}


def laid(found: Iterable[Place], environ: Mapping[str, str], packs: Sequence[str]) -> Layered:
    """Return the policy of these files, the environment and the packs of the command line, in this order.

    Raises SettingsError naming the file or variable, the field and the way out.
    """
    stack = _Stack()
    for place in found:
        _lay(stack, _read(stack, place))
    told, notes = environment.told(environ)
    stack.notes += notes
    for one in told:
        _lay(stack, one)
    for folder in packs:
        _lay_pack(stack, folder)
    return Layered(stack.policy, stack.origins, tuple(dict.fromkeys(stack.notes)), tuple(stack.layers))


def _read(stack: _Stack, place: Place) -> Given:
    """Return what a file says, without what a file that was merely found may not set."""
    origin, told = Origin(place.layer, os.path.normpath(place.path)), values(place.path)
    if place.layer not in _FOUND:
        return given(told, place.path, origin)
    for name in [name for name in told if name in TRUSTED_ONLY]:
        stack.notes.append(
            f"{origin.name}: {name} is not used. Only your own policy, your company's and --policy FILE may set it."
        )
        del told[name]
    said = given(told, place.path, origin)
    return _inside(stack, said) if place.layer == "project" else said


def _inside(stack: _Stack, said: Given) -> Given:
    """Return what a project says without the packs that lie outside of it."""
    home = resolved(str(Path(said.origin.name).parent))
    outside = [pack for pack, folder in said.policy.packs.items() if not resolved(folder).is_relative_to(home)]
    stack.notes += [
        f"{said.origin.name}: packs.{pack} is not used, as it lies outside of the project. Name it with --pack."
        for pack in outside
    ]
    packs = {pack: folder for pack, folder in said.policy.packs.items() if pack not in outside}
    return said._replace(policy=replace(said.policy, packs=packs))


def _lay(stack: _Stack, said: Given) -> None:
    """Lay what a layer says over what was said before, and lock what it locks."""
    stack.layers.append(said.origin)
    if "packs" in said.told:  # first, so that the others can name their cards
        _put(stack, "packs", dict(_allowed(stack, said, "packs", said.policy.packs)), said.origin)
    named, missing = without_missing(replace(said.policy, packs={}), said.origin.name, stack.policy.packs)
    stack.notes += missing
    told = proved(named, said.origin.name, stack.policy.packs)
    for name in said.told:
        value = getattr(told, name)
        if name == "levels":
            _lay_levels(stack, value, said.origin)
        elif name in ADDED_UP:
            _add(stack, name, [item for item, _ in _allowed(stack, said, name, dict.fromkeys(value))], said.origin)
        elif is_dataclass(value):
            _lay_noun(stack, said, name, value)
        elif isinstance(value, Mapping):
            _put(stack, name, dict(_allowed(stack, said, name, value)), said.origin)
        elif [*_allowed(stack, said, name, {"": value})]:
            stack.set(name, value, ("",), said.origin)
    proved(stack.policy, said.origin.name)
    among = known(stack.policy.packs) if told.locked else ()
    stack.locks += [lock(name, stack.policy, among, said.origin) for name in told.locked]


def _lay_noun(stack: _Stack, said: Given, name: str, value: Any) -> None:
    """Lay the fields that a section gives over those before."""
    told = dict(_allowed(stack, said, name, {key: getattr(value, key) for key in said.told[name]}))
    stack.set(name, replace(getattr(stack.policy, name), **told), told, said.origin)


def _allowed(stack: _Stack, said: Given, name: str, told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the keys with their values that loosen nothing that is locked; the others are told."""
    for key, value in told.items():
        taken = [held for held in stack.locks if loosens(held, name, key, value)]
        if not taken:
            yield key, value
        else:
            stack.notes.append(_refused(said.origin, f"{name}.{key}" if key else name, taken[0].origin))


def _refused(tried: Origin, what: str, locked: Origin) -> str:
    return f"{tried.name}: {what} is not used, as {locked.name} locks it."


def _put(stack: _Stack, name: str, told: Mapping[str, Any], origin: Origin) -> None:
    """Put the keys of a mapping over those before."""
    stack.set(name, {**getattr(stack.policy, name), **told}, told, origin)


def _add(stack: _Stack, name: str, told: Sequence[str], origin: Origin) -> None:
    before = getattr(stack.policy, name)
    new = [item for item in told if item not in before]
    stack.set(name, (*before, *new), new, origin)


def _lay_levels(stack: _Stack, levels: Mapping[str, Any], origin: Origin) -> None:
    """Put levels over those before, but for what they would loosen of locked cards, which keep theirs."""
    among = known(stack.policy.packs) if stack.locks else ()
    for name, level in levels.items():
        touched = [card for card in among if name in (card.id, card.pack)]
        kept = dict(_kept(stack, touched, {**stack.policy.levels, name: level}))
        stack.notes += _told(kept, name, origin)
        if len(kept) < max(1, len(touched)):
            _put(stack, "levels", {name: level, **{card: old for card, (old, _) in kept.items()}}, origin)
            stack.origins |= {("levels", card): by for card, (_, by) in kept.items()}


def _kept(
    stack: _Stack, touched: Sequence[Card], levels: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, Origin]]]:
    """Yield the locked cards that levels would loosen, each with the level it keeps and who locked it."""
    for card in touched:
        for held in stack.locks:
            if old := loosened(held, card, stack.policy, levels):
                yield card.id, (old, held.origin)
                break


def _told(kept: Mapping[str, tuple[str, Origin]], name: str, origin: Origin) -> Iterator[str]:
    """Yield a remark for each layer that locks some of the cards that a level would have loosened."""
    for locked in dict.fromkeys(by for _, by in kept.values()):
        ids = [card for card, (_, by) in kept.items() if by == locked]
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        which = f" ({', '.join(ids[:_NAMED])}{more})" if ids != [name] else ""
        yield _refused(origin, f"levels.{name}{which}", locked)


def _lay_pack(stack: _Stack, folder: str) -> None:
    """Add a pack of the command line, which takes no name that a policy gives."""
    name, origin = pack_name(folder), Origin("flag", "--pack")
    taken = stack.policy.packs.get(name)
    if taken and resolved(taken) == resolved(folder):
        return
    refused = [held for held in stack.locks if loosens(held, "packs", name, folder)]
    if refused:
        stack.notes.append(_refused(origin, f"packs.{name}", refused[0].origin))
        return
    stack.policy = with_packs(stack.policy, {name: folder})
    stack.origins["packs", name] = origin
    stack.layers.append(origin)
