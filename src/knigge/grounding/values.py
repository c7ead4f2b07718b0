"""A text into the values it states: numbers with their units, dates, times, addresses and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knigge.domain import Span
from knigge.grounding.numerals import ordinals, spelled

_MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
MONTH = (
    r"(?:Jan(?:uar|uary|\.)?|Jän(?:ner|\.)?|Feb(?:ruar|ruary|er|\.)?|März|Mär\.|March|Mar\.?|Apr(?:il|\.)?|Mai|May|Jun[ie]|Jul[iy]|"
    r"Jun\.|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|O[kc]t(?:ober|\.)?|Nov(?:ember|\.)?|De[zc](?:ember|\.)?)"
)
_DAY = r"(\d{1,2})(?:\.|st|nd|rd|th)?"
_DATES = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (r"\b(\d{4})-(\d{2})-(\d{2})\b", "ymd"),
        (r"\b((?:19|20)\d{2})-(0[1-9]|1[0-2])\b(?!-)", "ym"),
        (r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?", "dmy"),
        (r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b", "dmy"),
        (rf"\b{_DAY}\s?(?:bis|und|to|and|-|–)\s?(?:zum\s)?{_DAY}\s(?:of\s)?({MONTH})\b(?:,?\s(\d{{4}})\b)?", "ddmy"),
        (rf"\b{_DAY}\s(?:of\s)?({MONTH})(?!\w)(?:,?\s(\d{{4}})\b)?", "dmy"),
        (rf"\b({MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]?\d)(?:,?\s(\d{{4}})\b)?", "mdy"),
        (rf"(?<!\w)({MONTH})(?!\w)(?:\s(\d{{4}})\b)?", "my"),
    )
)
_ALONE = re.compile(
    r"\b(?:in|of|since|last|next|this|until|till|by|early|late|mid|from|im|seit|ab|bis|ende|anfang|mitte)[\s-]$", re.I
)
_TIME = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s?(?P<unit>Uhr\b|a\.?m\.?\b|p\.?m\.?\b|o'clock\b)|\b(?P<h2>\d{1,2}):(?P<m2>\d{2})\b"
)
# On a dial: "halb acht", "Viertel nach drei", "half past seven".
_TOLD_TIME = {
    "de": re.compile(r"\b(?P<q>halb|(?:Viertel|viertel)\s(?:nach|vor))\s(?P<h>[a-zäöüß]{3,5})\b"),
    "en": re.compile(r"\b(?P<q>half\spast|quarter\s(?:past|to))\s(?P<h>[a-z]{3,6})\b", re.I),
}
_QUARTERS = {
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
}
_HOURS = {
    word: hour
    for words in (
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for hour, word in enumerate(words.split(), 1)
}
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\"“”„]+|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|org|net|de|at|ch|io|eu|info|uk|example|dev|ai|co)(?:/[^\s<>()\"“”„]*)?(?![\w@])"
)
_PHONE = re.compile(r"(?:\+|\b0)\d[\d\s()/.-]{4,}\d")
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<money>(?:[€£$]|\b(?:CHF|EUR|GBP|USD|Fr\.))\s?)?(?P<n>\d+(?:[.,'’ ]\d{3})+(?:[.,]\d+)?\b|\d+(?:[.,]\d+)?)"
)
_TIMES = {
    "k": 1e3,
    "tsd": 1e3,
    "tausend": 1e3,
    "thousand": 1e3,
    "mio": 1e6,
    "million": 1e6,
    "millionen": 1e6,
    "m": 1e6,
    "mrd": 1e9,
    "billion": 1e9,
}
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "Fr.": "CHF"}
_MANY = re.compile(r"\s?(k|Tsd|tausend|thousand|Mio|[Mm]illion(?:en)?|Mrd|billion)\b\.?")
_UNITS = (
    ("hour", r"(?:\w+s|S)tunden?|stündig\w*|hours?|[Ss]td\.?|hrs?\b|h\b"), ("year", r"(?:\w+j|J)ahr\w*|jährig\w*|years?|J\.?(?=\W|$)|yrs?\.?|yo\b"),
    ("month", r"(?:\w+m|M)onat\w*|monatig\w*|months?|Mon?\.|mths?|mos?\b"), ("week", r"(?:\w+w|W)oche\w*|wöchig\w*|weeks?|Wo\.?(?=\W|$)|wks?\.?"),
    ("day", r"(?:\w+t|T)age?n?\b|tägig\w*|days?|Tg\.?"), ("minute", r"(?:\w+m|M)inuten?|minütig\w*|minutes?|[Mm]ins?\b\.?|min\b"),
    ("percent", r"%|Prozent\w*|per\s?cent"), ("EUR", r"€|EUR|Euro"), ("GBP", r"£|GBP|pounds?"), ("USD", r"\$|USD|US-Dollar|Dollar|dollars?"),
    ("CHF", r"CHF|Franken|francs?"), ("metre", r"Metern?|m\b(?!\.)|metres?|meters?"), ("generation", r"Generation(?:en)?|generations?"), ("cent", r"Cents?|ct|pence"),
)  # fmt: skip
_UNIT = re.compile(r"[\s-]?(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS) + ")(?!\\w)")
_RANGE = re.compile(r"\s?(?:bis|und|oder|to|and|or|-|–|by|mal|x|×)\s?(?:zu\s)?(?=\d)")
_BY = re.compile(r"\s(?:by|mal|bis|to)\s[a-zäöüß]+(?=\s)")
_SMALL = re.compile(
    r"[\s-]?(?:(?:kurze|short|quick|brief|kleine|small)n?\s)?(?:Sätze?n?|Zeilen?|Worte?n?|Stichworte?n?|Minuten?|Fragen?|Punkten?|Dinge?n?|sentences?|lines?|words?|minutes?|questions?|points?|things?|sides?)\b",
    re.I,
)
# A span of a hundred or ten years, which follows from a year that is given.
_AGES = (
    (re.compile(r"\b(?P<n>\d{1,2})(?:\.|st|nd|rd|th)[\s-](?:Jahrhunderts?|Jh\b\.?|century)", re.I), "century"),
    (re.compile(r"\b(?P<n>\d{3}0)(?:er\b|['’]?s\b)"), "decade"),
)
_PARTS = re.compile(r"(?:mal|fach\w*|jährig\w*|köpfig\w*|stündig\w*|tägig\w*|monatig\w*|wöchig\w*|minütig\w*)?\b")
_OR_TWO = re.compile(r"\b(?:an?|ein(?:en?|s)?)\s(?:\w+\s)?(?:oder|or)\s$", re.I)
# Numbers that say no more than a few, or both.
_VAGUE = re.compile(
    r"\b(?:(?:ein|zwei|drei)(?:e|en)?(?:,|\s(?:bis|oder))\s(?:zwei|drei|vier)|(?:one|two|three)(?:,|\s(?:or|to))\s(?:two|three|four)|(?:the|these|those|my)\stwo)\b",
    re.I,
)
_HEEDS = frozenset(("achte", "achten"))
_NOUN = re.compile(r"\s[A-ZÄÖÜ]")
_FEW = 3
_DECADE = frozenset(("a decade", "decade", "jahrzehnt"))
# Parts of a whole: "um ein Viertel", "two thirds", "one in five", "by half".
_PARTS_OF = (
    ("drittel", 3), ("viertel", 4), ("fünftel", 5), ("sechstel", 6), ("siebtel", 7), ("achtel", 8), ("zehntel", 10), ("hälfte", 2),
    ("half", 2), ("third", 3), ("three", 3), ("quarter", 4), ("four", 4), ("fi", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nin", 9), ("ten", 10), ("two", 2),
)  # fmt: skip
_FIRST = {"ein": 1, "einem": 1, "a": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4}
_SHARES = {
    "de": re.compile(
        r"\b(?:(?P<n>ein(?:em)?|zwei|drei|vier)\s(?P<of>Drittel|Viertel|Fünftel|Sechstel|Siebtel|Achtel|Zehntel)n?\b(?!\s(?:[Ss]tunde|Jahr|nach|vor)|-)|um\sdie\s(?P<in>Hälfte)\b|halbier(?:t|te|ten|en)\b)",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:(?P<n>a|one|two|three|four)[\s-](?P<of>third|quarter|fifth|sixth|seventh|eighth|tenth)s?\b(?=\s(?:of\b(?!\s(?:an\shour|a\scentury))|as|less|more|fewer|since|and)\b(?!\sa\scentury)|[,.;!?)]|$)"
        r"|one\s(?:[a-z]+\s)?in\s(?:every\s)?(?P<in>two|three|four|five|six|seven|eight|nine|ten|\d+)\b|by\s(?:a\s)?half\b|halve[sd]?\b|every\s(?:second|other)\s(?!time\b|week|day|month|year|morning|evening|\w+day))",
        re.I,
    ),
}


class Value(NamedTuple):
    """What a text states: `kind` is number, date, time, url, email or phone.

    value: of a number (value, unit or ""); of a date (day, month, year), 0 for what is not said; of a time, minutes.
    """

    kind: str
    span: Span
    value: tuple[float | str, ...]


def values(view: str, lang: str) -> Iterator[Value]:
    """Yield the values that a text states, each place once."""
    taken = bytearray(len(view))
    for value in _all(view, lang):
        start, end = value.span
        if start == end or not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield value


def _all(view: str, lang: str) -> Iterator[Value]:
    for match in _EMAIL.finditer(view):
        yield Value("email", match.span(), (match[0].lower().rstrip("."),))
    for match in _URL.finditer(view):
        end = match.start() + len(match[0].rstrip(".,;:!?'"))
        yield Value("url", (match.start(), end), (bare_url(view[match.start() : end]),))
    for match in _PHONE.finditer(view):
        if len(digits := re.sub(r"\D", "", match[0])) > _FEW + 3 and not re.fullmatch(r"[\d.]+", match[0]):
            yield Value("phone", match.span(), (digits,))
    yield from _dates(view, lang)
    for match in _TIME.finditer(view):
        yield Value("time", match.span(), (_minutes(match),))
    for match in _TOLD_TIME[lang].finditer(view):
        if hour := _HOURS.get(match["h"].lower()):
            yield Value("time", match.span(), (hour * 60 + _QUARTERS[match["q"].lower()],))
    yield from _shares(view, lang)
    yield from _figures(view, lang)
    yield from _spelled(view, lang)


def bare_url(url: str) -> str:
    """Return a web address without what may be left out of it."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


def _dates(view: str, lang: str) -> Iterator[Value]:
    for pattern, order in _DATES:
        for match in pattern.finditer(view):
            if (
                order == "my"
                and not match[2]
                and match[1] in ("May", "March", "Mar")
                and not (_ALONE.search(view[: match.start()][-9:]) or _is_line(view, match))
            ):
                continue
            if order == "dmy" and lang == "en" and match[0].endswith("."):  # 3.5. is a number at the end of a sentence
                continue
            parts = dict(zip(order, match.groups(), strict=False))
            year = int(parts.get("y") or 0)
            date = (int(parts.get("d") or 0), month_number(parts["m"]), year + 2000 if 0 < year < 100 else year)
            if date[1] <= 12:
                yield Value("date", match.span(), date)
            if order == "ddmy":
                yield Value("date", (match.start(), match.start()), (int(match[1]), date[1], date[2]))


def _is_line(view: str, match: re.Match[str]) -> bool:
    """Say whether a match is all of its line, as a field of the brief is."""
    start, end = match.span()
    return view[max(0, start - 1) : start] in ("", "\n") and view[end : end + 1] in ("", "\n")


def month_number(word: str) -> int:
    """Return the number of a month that is written as a number or a word."""
    return int(word) if word.isdigit() else _MONTHS[word[:3].lower()]


def _minutes(match: re.Match[str]) -> int:
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    unit = (match["unit"] or "").lower().replace(".", "")
    return (hour % 12 + 12 if unit == "pm" else hour) * 60 + minute


def _figures(view: str, lang: str) -> Iterator[Value]:
    for pattern, unit in _AGES:
        yield from (Value("number", match.span(), (float(match["n"]), unit)) for match in pattern.finditer(view))
    for match in _FIGURE.finditer(view):
        value, end = figure(match["n"], lang), match.end()
        if many := _MANY.match(view, end):
            value, end = value * _TIMES[many[1].lower()], many.end()
        unit, stop = _unit(view, end)
        if not unit and match["money"]:
            unit = _SIGNS.get(match["money"].strip(), match["money"].strip())
        if value <= _FEW and _SMALL.match(view, end):
            continue
        if unit == "cent":
            value, unit = value / 100, "EUR" if lang == "de" else "GBP"
        yield Value("number", (match.start(), stop), (value, unit))


def figure(written: str, lang: str) -> float:
    """Return the value of digits as the language points them: 1.500 is 1500 in German, 1.5 in English."""
    plain = re.sub(r"['’ ]", "", written)
    thousands, comma = (".", ",") if lang == "de" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{comma}\d+)?", plain):
        plain = plain.replace(thousands, "")
    return float(plain.replace(",", ".") if plain.count(",") + plain.count(".") == 1 else re.sub(r"[.,]", "", plain))


def _unit(view: str, end: int) -> tuple[str, int]:
    """Return the unit that follows a number, that of a range behind its second, and where it ends."""
    if match := _UNIT.match(view, end):
        return str(match.lastgroup), match.end()
    if (to := _RANGE.match(view, end)) and (other := _FIGURE.match(view, to.end())):
        many = _MANY.match(view, other.end())
        match = _UNIT.match(view, many.end() if many else other.end())
        return (str(match.lastgroup), end) if match else ("", end)
    if to := _BY.match(view, end):
        match = _UNIT.match(view, to.end())
        return (str(match.lastgroup), end) if match else ("", end)
    return "", end


def _spelled(view: str, lang: str) -> Iterator[Value]:
    low = view.lower()
    if len(low) != len(view):  # a letter whose small form is two
        low = view
    vague = [match.span() for match in _VAGUE.finditer(view)]
    for number, start, end in spelled(low, lang):
        if any(a <= start < b for a, b in vague):
            continue
        word = low[start:end]
        if word == "third" and low[max(0, start - 3) : start] == " a ":  # a share, no number
            continue
        if number == 8 and view[start:end] in _HEEDS and not _NOUN.match(view, end):
            continue
        unit, stop = ("year", end) if word in _DECADE else _unit(view, end)
        unit = unit or ("ordinal" if word in ordinals(lang) else "")
        if number <= _FEW and (_SMALL.match(view, end) or _OR_TWO.search(view[max(0, start - 20) : start])):
            continue
        tail = _PARTS.match(view, max(stop, end))
        yield Value("number", (start, tail.end() if tail else stop), (number, unit))


def _shares(view: str, lang: str) -> Iterator[Value]:
    for match in _SHARES[lang].finditer(view):
        part = (match.group("of") or match.group("in") or "half").lower()
        whole = next((n for stem, n in _PARTS_OF if part.startswith(stem)), int(part) if part.isdigit() else 0)
        many = _FIRST.get((match.group("n") or "a").lower(), 1)
        if whole:
            yield Value("number", match.span(), (round(many / whole, 3), "share"))
