"""A CSV file of contacts into acquaintances."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from knigge.domain.upkeep import Acquaintance
from knigge.errors import SettingsError
from knigge.parsing.files import decode, display, read_bytes

_COLUMNS = tuple(field.name for field in fields(Acquaintance))
_MOST_DAYS = 3650


def read(path: str) -> tuple[Acquaintance, ...]:
    """Return the acquaintances in a CSV file whose first line names the columns.

    Raises SettingsError naming the file, the line, the column and the way out.
    """
    name = display(path)
    try:
        return tuple(_rows(decode(read_bytes(path, SettingsError), name, SettingsError), name))
    except csv.Error as fault:
        raise SettingsError(f"{name}: is not valid CSV ({fault}). Save it as CSV with commas.") from fault


def _rows(text: str, name: str) -> Iterator[Acquaintance]:
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    for column in rows.fieldnames or ():
        if column not in _COLUMNS:
            raise SettingsError(f"{name}: no column {column!r}. Known: {', '.join(_COLUMNS)}.")
    if "name" not in (rows.fieldnames or ()):
        raise SettingsError(f"{name}: has no column name. Name the columns in the first line.")
    for row in rows:
        place = f"{name}: line {rows.line_num}"
        if "" in row:
            raise SettingsError(
                f"{place} has more fields than the first line. Put text that holds a comma in quotation marks."
            )
        values = {column: value.strip() for column, value in row.items() if value and value.strip()}
        if "name" not in values:
            raise SettingsError(f"{place}: name is empty. Say who it is.")
        yield Acquaintance(
            values["name"],
            _day(values, "last_contact", place),
            values.get("channel", ""),
            _number(values, "every_days", place, 90),
            values.get("occasion", ""),
            _day(values, "occasion_on", place),
            _number(values, "minutes", place, 15),
        )


def _day(values: dict[str, str], column: str, place: str) -> date | None:
    try:
        return date.fromisoformat(values[column]) if column in values else None
    except ValueError as fault:
        raise SettingsError(f"{place}: {column} is {values[column]!r}. Write a day such as 2026-03-31.") from fault


def _number(values: dict[str, str], column: str, place: str, usual: int) -> int:
    given = values.get(column, str(usual))
    if not (given.isascii() and given.isdigit() and 0 < len(given) < 5 and 1 <= int(given) <= _MOST_DAYS):
        raise SettingsError(f"{place}: {column} is {given!r}. Write a number from 1 to {_MOST_DAYS}.")
    return int(given)
