"""What a writer has switched off inside the text, by comments and by a header, into whether a finding is covered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from knigge.cards.card import Card
from knigge.cards.rule import Hit
from knigge.domain import Case

HEADER = "x-knigge"
_SWITCH = re.compile(r"(?P<name>[\w.:-]+)(?P<matches>\[.*\])?\s*=\s*(?P<state>yes|no|on|off)", re.IGNORECASE)
_WHOLE = re.compile(r"(?:knigge|vale)\s+(on|off)", re.IGNORECASE)
_STYLES = re.compile(r"(?:knigge|vale)\s+styles?\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)


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
        self._switches = [*_of_header(headers.get(HEADER, "")), *_of_comments(case)]

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


def _of_header(value: str) -> Iterator[_Switch]:
    for item in re.split(r"[,;]", value):
        if item.strip().lower() in ("off", "on"):
            yield _Switch(-1, "", item.strip().lower() == "off")
        elif switch := _SWITCH.fullmatch(item.strip()):
            yield _Switch(-1, switch["name"], switch["state"].lower() in ("no", "off"))


def _of_comments(case: Case) -> Iterator[_Switch]:
    for start, words in case.body.controls:
        if whole := _WHOLE.fullmatch(words):
            yield _Switch(start, "", whole[1].lower() == "off")
        elif styles := _STYLES.fullmatch(words):
            kept = {name.strip() for name in styles[1].split(",")}
            yield from (_Switch(start, pack, pack not in kept) for pack in case.policy.packs)
        elif switch := _SWITCH.fullmatch(words.split(maxsplit=1)[-1].strip()):
            yield _Switch(start, switch["name"], switch["state"].lower() in ("no", "off"), _listed(switch["matches"]))


def _listed(matches: str | None) -> tuple[str, ...]:
    try:
        return tuple(str(match) for match in json.loads(matches or "[]"))
    except ValueError:
        return ()
