"""A text into the days and spans of time that it names without figures: weekdays, "yesterday", "last week"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GERMAN = dict(
    zip(("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"), WEEKDAYS, strict=True)
) | {"sonnabend": "saturday"}
_DAYS = {
    "de": re.compile(r"\b((?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)\w{0,2}\b|\b(?i:(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs)\b|\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\b(?=\.?,?\s\d{1,2}\.)"),
    "en": re.compile(
        rf"\b({'|'.join(day.title() for day in WEEKDAYS)})s?\b|\b(?:Mon|Tues?|Wed|Thur?s?|Fri)s?\b|\b(?:Sat|Sun)(?=,?\s\d)"
    ),
}  # fmt: skip
_NAMED = {
    "de": _GERMAN | {name[:2]: day for name, day in _GERMAN.items()},
    "en": {day: day for day in WEEKDAYS} | {day[:3]: day for day in WEEKDAYS},
}
_NEAR = {
    "de": re.compile(
        r"\b(gestern|vorgestern|übermorgen)\b|(?<=bis )(morgen)\b|(?<!guten )(?<!Guten )\b(morgen)\b(?=\s+(?!früh\w)[a-zäöü]|[.,!?]|\s*$)"
    ),
    "en": re.compile(r"\b(yesterday|tomorrow)\b", re.I),
}
_TOWARDS = {
    "letzt": "past", "vergangen": "past", "vorig": "past", "nächst": "next", "kommend": "next", "dies": "this",
    "last": "past", "past": "past", "next": "next", "coming": "next", "this": "this",
}  # fmt: skip
_SPANS = {
    "de": re.compile(r"\b(letzt|vergangen|vorig|nächst|kommend|dies)e[nrsm]?\s+(Woche|Monat|Jahr|Quartal|Wochenende|Frühjahr|Frühling|Sommer|Herbst|Winter)(?:es|s|n)?\b", re.I),
    "en": re.compile(r"\b(last|past|next|coming|this)\s+(week|month|year|quarter|weekend|spring|summer|autumn|winter)\b", re.I),
}  # fmt: skip
_SEASON = re.compile(
    r"\b(?:in|im|since|seit)\s+(?:the\s+|dem\s+)?(spring|summer|autumn|winter|Frühjahr|Frühling|Sommer|Herbst|Winter)\b",
    re.I,
)


def moments(view: str, lang: str) -> Iterator[tuple[str, Span]]:
    """Yield each named day or span of time in one spelling, and where it stands."""
    for match in _DAYS[lang].finditer(view):
        low = match[0].lower()
        yield (
            next((name for word, name in _NAMED[lang].items() if low.startswith(word)), low),
            match.span(),
        )
    for match in _NEAR[lang].finditer(view):
        yield match[0].lower(), match.span()
    for match in _SPANS[lang].finditer(view):
        yield f"{_TOWARDS[match[1].lower()]} {match[2].lower()}", match.span()
        yield match[2].lower(), (match.start(), match.start())
    for match in _SEASON.finditer(view):
        yield match[1].lower(), match.span()
