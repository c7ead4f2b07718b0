"""Acquaintances into whose turn it is this week, in the time there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knigge.domain.upkeep import Acquaintance, Turn

WAYS = ("e-mail", "phone", "message", "in person")
_WEEK = timedelta(days=7)


def plan(people: Sequence[Acquaintance], minutes: int, today: date) -> tuple[tuple[Turn, ...], int]:
    """Return the turns of the week from `today`, and how many more are due but found no room in `minutes`.

    Occasions come first, by their day; then those who wait longest beyond the time that you set. Nothing else counts: no
    person is rated. The way is another than the last one, and a card for an occasion.
    """
    occasions = sorted(
        ((day, place) for place, each in enumerate(people) if (day := _next(each, today)) and day < today + _WEEK)
    )
    noted = {place for _, place in occasions}
    due = sorted(
        (_due(each), place) for place, each in enumerate(people) if place not in noted and _due(each) < today + _WEEK
    )
    turns = [_card(people[place], day, today) for day, place in occasions]
    turns += [_letter(people[place], today) for _, place in due]
    chosen: list[Turn] = []
    for turn in turns:
        if sum(each.minutes for each in chosen) + turn.minutes <= minutes:
            chosen.append(turn)
    return tuple(chosen), len(turns) - len(chosen)


def _next(each: Acquaintance, today: date) -> date | None:
    """Return the day on which an occasion comes round next; 29 February is kept on the 28th where there is none."""
    if each.occasion_on is None:
        return None
    days = (_in_year(each.occasion_on, year) for year in (today.year, today.year + 1))
    return next(day for day in days if day >= today)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _due(each: Acquaintance) -> date:
    """Return the day from which the next contact is not too early; for nobody's last contact, the first of all days."""
    return each.last_contact + timedelta(days=each.every_days) if each.last_contact else date.min


def _card(each: Acquaintance, day: date, today: date) -> Turn:
    return Turn(each.name, each.occasion or "occasion", "card", day.isoformat(), _days(each, today), each.minutes)


def _letter(each: Acquaintance, today: date) -> Turn:
    why = "time again" if each.last_contact else "no contact noted"
    last = WAYS.index(each.channel) if each.channel in WAYS else -1
    return Turn(each.name, why, WAYS[(last + 1) % len(WAYS)], "", _days(each, today), each.minutes)


def _days(each: Acquaintance, today: date) -> int | None:
    return max(0, (today - each.last_contact).days) if each.last_contact else None
