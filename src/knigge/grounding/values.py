"""A text into the values it states: numbers with their units, dates, times, addresses and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from knigge.domain import Span

_MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_MONTH = (
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
        (rf"\b{_DAY}\s?(?:bis|und|to|and|-|–)\s?(?:zum\s)?{_DAY}\s(?:of\s)?({_MONTH})\b(?:,?\s(\d{{4}})\b)?", "ddmy"),
        (rf"\b{_DAY}\s(?:of\s)?({_MONTH})(?!\w)(?:,?\s(\d{{4}})\b)?", "dmy"),
        (rf"\b({_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]?\d)(?:,?\s(\d{{4}})\b)?", "mdy"),
        (rf"(?<!\w)({_MONTH})(?!\w)(?:\s(\d{{4}})\b)?", "my"),
    )
)
_ALONE = re.compile(
    r"\b(?:in|of|since|last|next|this|until|till|by|early|late|mid|from|im|seit|ab|bis|ende|anfang|mitte)[\s-]$", re.I
)
_TIME = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s?(?P<unit>Uhr\b|a\.?m\.?\b|p\.?m\.?\b|o'clock\b)|\b(?P<h2>\d{1,2}):(?P<m2>\d{2})\b"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\"“”„]+|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|org|net|de|at|ch|io|eu|info|uk|example|dev|ai|co)(?:/[^\s<>()\"“”„]*)?(?![\w@])"
)
_PHONE = re.compile(r"(?:\+|\b0)\d[\d\s()/.-]{4,}\d")
_FIGURE = re.compile(r"(?<![\w.,])(?P<money>[€£$]\s?)?(?P<n>\d+(?:[.,'’ ]\d{3})+(?:[.,]\d+)?\b|\d+(?:[.,]\d+)?)")
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
_MANY = re.compile(r"\s?(k|Tsd|tausend|thousand|Mio|[Mm]illion(?:en)?|Mrd|billion)\b\.?")
_UNITS = (
    ("hour", r"(?:\w+s|S)tunden?|stündig\w*|hours?|[Ss]td\.?|hrs?\b|h\b"), ("year", r"(?:\w+j|J)ahr\w*|jährig\w*|years?|J\.?(?=\W|$)|yrs?\.?|yo\b"),
    ("month", r"(?:\w+m|M)onat\w*|monatig\w*|months?|Mon?\.|mths?|mos?\b"), ("week", r"(?:\w+w|W)oche\w*|wöchig\w*|weeks?|Wo\.?(?=\W|$)|wks?\.?"),
    ("day", r"(?:\w+t|T)age?n?\b|tägig\w*|days?|Tg\.?"), ("minute", r"(?:\w+m|M)inuten?|minütig\w*|minutes?|[Mm]ins?\b\.?|min\b"),
    ("percent", r"%|Prozent\w*|per\s?cent"), ("EUR", r"€|EUR|Euro"), ("GBP", r"£|GBP|pounds?"), ("USD", r"\$|USD|US-Dollar|Dollar|dollars?"),
    ("CHF", r"CHF|Franken|francs?"), ("cent", r"Cents?|ct|pence"),
)  # fmt: skip
_UNIT = re.compile(r"[\s-]?(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS) + ")(?!\\w)")
_RANGE = re.compile(r"\s?(?:bis|und|oder|to|and|or|-|–)\s?(?:zu\s)?(?=\d)")
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
    r"\b(?:(?:ein|zwei|drei)(?:e|en)?(?:,|\s(?:bis|oder))\s(?:zwei|drei|vier)|(?:one|two|three)(?:,|\s(?:or|to))\s(?:two|three|four)|the\stwo)\b",
    re.I,
)
_HEEDS = frozenset(("achte", "achten"))
_NOUN = re.compile(r"\s[A-ZÄÖÜ]")
_FEW = 3


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
            date = (int(parts.get("d") or 0), _month(parts["m"]), year + 2000 if 0 < year < 100 else year)
            if date[1] <= 12:
                yield Value("date", match.span(), date)
            if order == "ddmy":
                yield Value("date", (match.start(), match.start()), (int(match[1]), date[1], date[2]))


def _is_line(view: str, match: re.Match[str]) -> bool:
    """Say whether a match is all of its line, as a field of the brief is."""
    start, end = match.span()
    return view[max(0, start - 1) : start] in ("", "\n") and view[end : end + 1] in ("", "\n")


def _month(word: str) -> int:
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
            unit = {"€": "EUR", "£": "GBP", "$": "USD"}[match["money"][0]]
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
    return "", end


@cache
def _number_words(lang: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the words for numbers from two on; one is an article."""
    one = {
        "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    }[lang].split()
    tens = {
        "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    }[lang].split()
    found = {word: value for value, word in enumerate(one, 1)}
    for value, word in enumerate(tens, 2):
        found[word] = value * 10
        found |= {
            (f"{unit}und{word}" if lang == "de" else f"{word}-{unit}"): value * 10 + n
            for n, unit in enumerate(one[:9], 1)
        }
    hundred, thousand = ("hundert", "tausend") if lang == "de" else (" hundred", " thousand")
    small = dict(found)
    found |= {f"{word}{hundred}": value * 100 for word, value in list(small.items())[:9]}
    found |= {f"{word}{thousand}": value * 1000 for word, value in small.items()}
    found |= (
        {"hundert": 100, "tausend": 1000, "dutzend": 12, "jahrzehnt": 10}
        if lang == "de"
        else {"a hundred": 100, "a thousand": 1000, "a dozen": 12, "a decade": 10, "decade": 10}
    )
    found |= _ordinals(lang)
    del found[one[0]]
    longest = sorted(found, key=len, reverse=True)
    return found, re.compile(
        r"\b(?:" + "|".join(longest) + r")(?=mal|fach|jährig|köpfig|stündig|tägig|monatig|wöchig|minütig|\b)"
    )


@cache
def _ordinals(lang: str) -> dict[str, int]:
    if lang == "en":
        return {
            word: value for value, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)
        }
    stems = "dritte vierte fünfte sechste siebte achte neunte zehnte".split()
    return {stem + end: value for value, stem in enumerate(stems, 3) for end in ("r", "s", "n", "m", "")}


def _spelled(view: str, lang: str) -> Iterator[Value]:
    found, pattern = _number_words(lang)
    low = view.lower()
    if len(low) != len(view):  # a letter whose small form is two
        low = view
    vague = [match.span() for match in _VAGUE.finditer(view)]
    for match in pattern.finditer(low):
        if any(start <= match.start() < end for start, end in vague):
            continue
        if match[0].lower() == "third" and view[: match.start()].lower().endswith(" a "):  # a share, no number
            continue
        value, end = float(found[match[0].lower()]), match.end()
        if value == 8 and view[slice(*match.span())] in _HEEDS and not _NOUN.match(view, end):
            continue
        unit, stop = ("year", end) if match[0].lower() in ("a decade", "decade", "jahrzehnt") else _unit(view, end)
        unit = unit or ("ordinal" if match[0].lower() in _ordinals(lang) else "")
        if value <= _FEW and (
            _SMALL.match(view, end) or _OR_TWO.search(view[max(0, match.start() - 20) : match.start()])
        ):
            continue
        tail = _PARTS.match(view, max(stop, end))
        yield Value("number", (match.start(), tail.end() if tail else stop), (value, unit))
