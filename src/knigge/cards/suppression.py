"""What a writer has switched off inside the text, by comments and by a header, into whether a finding is covered."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from knigge.cards.card import Card
from knigge.cards.rule import Hit
from knigge.domain import Case

HEADER = "x-knigge"
_SWITCH = re.compile(r"(?P<name>[\w.:-]+)\s*(?P<matches>\[.*\])?\s*=\s*(?P<state>yes|no|on|off)", re.IGNORECASE)
_STYLES = re.compile(r"styles?\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
# What parts switches, outside the brackets of a list.
_PARTED = re.compile(r"[,;](?![^\[]*\])")


class _Switch(NamedTuple):
    """From an offset of the view: a card, all of a pack, or everything (empty name), on or off; for some matches only."""

    start: int
    name: str
    off: bool
    matches: tuple[str, ...] = ()


class Suppression:
    """The switches of a text that is being written: `<!-- knigge CARD = NO -->` and `X-Knigge: CARD=no`.

    A message that was received has none: nothing written in it may hide what it does.
    """

    def __init__(self, case: Case) -> None:
        headers = case.message.headers if case.message and case.message.headers else {}
        self._packs = tuple(case.policy.packs)
        self._unread: list[str] = []
        self._switches = [*self._read(-1, headers.get(HEADER, ""))]
        for start, words, _ in case.body.controls:
            self._switches += self._read(start, words.partition(" ")[2])

    def covers(self, card: Card, hit: Hit, match: str) -> bool:
        """Say whether a finding is switched off where it stands; one without a span, if it is off anywhere."""
        names = {card.id, *card.aliases, card.pack, ""}
        off: dict[tuple[str, tuple[str, ...]], bool] = {}
        for switch in self._switches:
            before = hit.span is None or hit.part == "raw" or switch.start <= hit.span[0]
            if switch.name in names and (before if hit.part != "subject" else switch.start < 0):
                covered = not switch.matches or match in switch.matches
                off[switch.name, switch.matches] = switch.off and covered
        return any(off.values())

    def warnings(self, known: Collection[str]) -> Iterator[str]:
        """Yield what of the switches is not understood, or names a card that there is not, with the nearest."""
        for words in self._unread:
            yield f"The switch {words!r} is not understood. Write it as in no-empty-synergy = NO."
        for name in dict.fromkeys(switch.name for switch in self._switches):
            if name and name not in known:
                near = get_close_matches(name.lower(), known, 1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                yield f"The switch {name!r} names no card.{hint}"

    def _read(self, start: int, words: str) -> Iterator[_Switch]:
        if styles := _STYLES.fullmatch(words.strip()):
            kept = {name.strip() for name in styles[1].split(",")}
            yield from (_Switch(start, pack, pack not in kept) for pack in self._packs)
            return
        for item in filter(None, map(str.strip, _PARTED.split(words))):
            switch = _SWITCH.fullmatch(item)
            matches = _listed(switch["matches"]) if switch else None
            if item.lower() in ("off", "on"):
                yield _Switch(start, "", item.lower() == "off")
            elif switch and matches is not None:
                yield _Switch(start, switch["name"], switch["state"].lower() in ("no", "off"), matches)
            else:
                self._unread.append(item)


def _listed(matches: str | None) -> tuple[str, ...] | None:
    """Return the words in a list's brackets; None for a list that can't be read."""
    if not matches:
        return ()
    try:
        found = json.loads(matches)
    except ValueError:
        return None
    return tuple(found) if found and all(isinstance(match, str) for match in found) else None
