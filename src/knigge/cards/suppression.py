"""What a writer has switched off inside the text, by comments and by a header, into whether a finding is covered."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from math import inf
from typing import NamedTuple

from knigge.cards.card import Card
from knigge.domain import Case, Finding

HEADER = "x-knigge"
_SWITCH = re.compile(r"(?P<name>[\w.:-]+)\s*(?P<matches>\[.*\])?\s*=\s*(?P<state>yes|no|on|off)", re.IGNORECASE)
_STYLES = re.compile(r"styles?\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"[\[\],;]")


class _Switch(NamedTuple):
    """From an offset of the raw text: a card, all of a pack, or everything (empty name), on or off; for some matches only.

    The header's stand before the text, at -1.
    """

    start: int
    name: str
    off: bool
    matches: tuple[str, ...] = ()


class _History(NamedTuple):
    """The switches of one name, for one match or for all: per switch its offset, its number, and whether it is off."""

    starts: list[int]
    turns: list[tuple[int, bool]]

    def last(self, end: float) -> tuple[int, bool]:
        """Return the last one that stands no later than `end`."""
        count = bisect_right(self.starts, end)
        return self.turns[count - 1] if count else (-1, False)


class Suppression:
    """The switches of a text that is being written: `<!-- knigge CARD = NO -->` and `X-Knigge: CARD=no`.

    A message that was received has none: nothing written in it may hide what it does.
    """

    def __init__(self, case: Case) -> None:
        headers = case.message.headers if case.message and case.message.headers else {}
        self._packs = tuple(case.policy.packs)
        self._unread: list[str] = []
        self._switches = [*self._read(-1, headers.get(HEADER, ""))]
        for _, words, place in sorted(case.body.controls, key=lambda control: control.place):
            self._switches += self._read(place[0], words.partition(" ")[2])
        self._histories: dict[tuple[str, str | None], _History] = {}
        for number, switch in enumerate(self._switches):
            for match in switch.matches or (None,):
                history = self._histories.setdefault((switch.name, match), _History([], []))
                history.starts.append(switch.start)
                history.turns.append((number, switch.off))

    def covers(self, card: Card, finding: Finding) -> bool:
        """Say whether a finding is switched off where it stands; of one without a span, whether it is at the end.

        The last switch decides, be it for all matches or for this one; only the header's reach the subject.
        """
        end = -1 if finding.part == "subject" else inf if finding.start is None else finding.start
        groups = ((card.id, *card.aliases), (card.pack,) if card.pack else (), ("",))
        return any(self._off(names, finding.match, end) for names in groups)

    def _off(self, names: Sequence[str], match: str, end: float) -> bool:
        """Say whether the last switch of these names is off."""
        keys = [(name, value) for name in names for value in (None, match)]
        return max((self._histories[key].last(end) for key in keys if key in self._histories), default=(-1, False))[1]

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
        words = " ".join(words.split())
        if styles := _STYLES.fullmatch(words):
            kept = {name.strip() for name in styles[1].split(",")}
            yield from (_Switch(start, pack, pack not in kept) for pack in self._packs)
            return
        for item in filter(None, map(str.strip, _parted(words))):
            switch = _SWITCH.fullmatch(item)
            matches = _listed(switch["matches"]) if switch else None
            if item.lower() in ("off", "on"):
                yield _Switch(start, "", item.lower() == "off")
            elif switch and matches is not None:
                yield _Switch(start, switch["name"], switch["state"].lower() in ("no", "off"), matches)
            else:
                self._unread.append(item)


def _parted(words: str) -> list[str]:
    """Return words parted at commas and semicolons, but for those in the brackets of a list."""
    ends, inside = [len(words)], False
    for mark in reversed([*_MARK.finditer(words)]):
        if mark[0] in "[]":
            inside = mark[0] == "]"
        elif not inside:
            ends.append(mark.start())
    return [words[start:end].lstrip(",;") for start, end in pairwise([0, *reversed(ends)])]


def _listed(matches: str | None) -> tuple[str, ...] | None:
    """Return the words in a list's brackets; None for a list that can't be read."""
    if not matches:
        return ()
    try:
        found = json.loads(matches)
    except (ValueError, RecursionError):
        return None
    return tuple(found) if found and all(isinstance(match, str) for match in found) else None
