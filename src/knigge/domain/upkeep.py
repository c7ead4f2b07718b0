"""Whom you know, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody to keep in touch with, as the user notes it; nobody is rated.

    channel: the way of the last contact, such as `phone`. every_days: how often is not too often.
    occasion: what `occasion_on` is, such as a birthday; that day comes round each year.
    """

    name: str
    last_contact: date | None = None
    channel: str = ""
    every_days: int = 90
    occasion: str = ""
    occasion_on: date | None = None
    minutes: int = 15


@dataclass(frozen=True, slots=True)
class Turn:
    """One contact of this week's plan: to whom, why, and by which way; days since the last contact, None if unknown."""

    name: str
    why: str
    channel: str
    on: str
    days: int | None
    minutes: int
