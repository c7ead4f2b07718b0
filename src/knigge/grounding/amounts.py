"""The numbers of what is given into those that a text may state: in another unit, rounded, worked out of two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from knigge.grounding.values import MONTH, Value, figure, month_number

_ROUGHLY = 0.1
# A number of nothing may be an age: "they turn twelve".
_AGED = re.compile(r"\s?(?:[,.;:!?)](?!\d)|$|(?:werden|wird|sind|ist|waren|war)\b)", re.M)
_THING = re.compile(r"\s[^\W\d_]+")
_FORTNIGHT = re.compile(
    r"\b(?:jede[nrsm]?\szweite[nrsm]?\s(?:Woche|\w+tag|Mittwoch)|14-täg\w+|vierzehntäg\w+|every\s(?:second|other)\s(?:week|\w+day)|fortnight\w*)\b",
    re.I,
)
_MONTHS_TO = re.compile(rf"\b({MONTH})(?:\s(?:bis|to|until|till)\s|\s?[–-]\s?)({MONTH})(?!\w)")
# So many numbers are held against one another; a message may be made of them to keep the program busy.
_PAIRED = 100
_OF_THESE = re.compile(r"\b(?:davon|darunter|of which|of them|of those|of these)\b", re.I)
_EARLIEST, _LATEST = 1000, 2100
# The same time in another unit; four weeks are a month.
_SAME = tuple(
    pair
    for small, many, large in (
        ("minute", 60, "hour"),
        ("hour", 24, "day"),
        ("day", 7, "week"),
        ("week", 4, "month"),
        ("month", 12, "year"),
    )
    for pair in ((small, 1 / many, large), (large, float(many), small))
)


class Amounts:
    """What numbers a text may state; worked out when they are first asked for."""

    def __init__(self, text: str, found: Sequence[Value], year: int) -> None:
        """found: the values of `text`; year: that of today, 0 where it is open."""
        self._text, self._values, self._year = text, found, year

    def holds(self, value: Value) -> bool:
        """Say whether a number is given."""
        number, unit = value.value
        if unit == "share":
            return any(abs(float(number) - share) <= _ROUGHLY * share for share in self._shares)
        year = isinstance(number, float) and _EARLIEST <= number < _LATEST  # its unit may be the next number's
        return value.value in self.numbers or (year and (number, "") in self.numbers)

    def nearly(self, value: Value) -> bool:
        """Say whether a number is one that is given, rounded, with the same unit: 40 for 38, but not 440 for 400."""
        number, unit = value.value
        return isinstance(number, float | int) and any(
            unit == other
            and isinstance(n, float | int)
            and abs(n - number) <= _ROUGHLY * number
            and _digits(number) < _digits(n)
            for n, other in self.numbers
        )

    @cached_property
    def numbers(self) -> frozenset[tuple[float | str, ...]]:
        """Return the numbers, alone and with their unit; digits in both readings, and the years between two years."""
        found = {value.value for value in self._values if value.kind == "number"}
        found |= {(part, "") for value in self._values if value.kind == "date" for part in self._parts(value) if part}
        found |= {(number, "") for number, _ in set(found)} | {*self._left_out(), *self._spans()}
        found |= {
            (figure(match[0], lang), "")
            for match in re.finditer(r"\d[\d.,]*\d|\d", self._text)
            for lang in ("de", "en")
        }
        years = {int(n) for n, _ in found if isinstance(n, float | int) and _EARLIEST <= n < _LATEST and n == int(n)}
        found |= {(float(abs(a - b)), "year") for a in years for b in years if a != b}
        found |= {(float(self._year - a - n), "year") for a in years if a < self._year for n in (0, 1)}
        found |= {(n + more, "ordinal") for n, _ in list(found) for more in (0, 1) if isinstance(n, float | int)}
        found |= {(value.value[0], "year") for value in self._values if _AGED.match(self._text, value.span[1])}
        found |= {
            (n * by, to) for n, unit in list(found) for of, by, to in _SAME if unit == of and isinstance(n, float)
        }
        found |= {(a // 100 + 1.0, "century") for a in years} | {(a // 10 * 10.0, "decade") for a in years}
        return frozenset(found)

    def _parts(self, value: Value) -> Iterator[float | str]:
        """Yield day and year of a date, and the month where it is written as a number."""
        day, month, year = value.value
        yield from (day, year) if re.search(r"[^\W\d]", self._text[slice(*value.span)]) else (day, month, year)

    def _spans(self) -> Iterator[tuple[float | str, ...]]:
        """Yield the weeks and months that words for times tell: every second Monday, from September to November."""
        if _FORTNIGHT.search(self._text):
            yield 2.0, "week"
        for match in _MONTHS_TO.finditer(self._text):
            first, last = (month_number(month) for month in match.groups())
            yield float((last - first) % 12 + 1), "month"

    def _left_out(self) -> Iterator[tuple[float | str, ...]]:
        """Yield numbers with the unit that is left out behind them: "eleven years, three of which"."""
        last = ""
        for value in self._values:
            if value.kind == "number" and value.value[1]:
                last = str(value.value[1])
            elif (
                value.kind == "number"
                and last
                and _OF_THESE.search(self._text, max(0, value.span[0] - 20), value.span[1] + 12)
            ):
                yield value.value[0], last

    @cached_property
    def _shares(self) -> tuple[float, ...]:
        """Return the shares that are given: in percent, or by two numbers of one line or of one thing."""
        counted = [(float(v.value[0]), v.span) for v in self._values if v.kind == "number" and v.value[1] != "share"]
        counted = counted[:_PAIRED]
        told = [float(v.value[0]) / 100 for v in self._values if v.value[-1] == "percent"]
        told += [float(v.value[0]) for v in self._values if v.value[-1] == "share"]
        places = [(n, self._text.count("\n", 0, span[0]), _THING.match(self._text, span[1])) for n, span in counted]
        return tuple(told) + tuple(
            a / b
            for a, at, one in places
            for b, to, other in places
            if 0 < a < b and (at == to or (one and other and one[0] == other[0]))
        )


def _digits(number: float) -> int:
    """Return how many digits of a number say something: one of 40, two of 38."""
    return len(f"{number:g}".replace(".", "").strip("0"))
