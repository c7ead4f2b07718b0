"""Small letters into the numbers that they spell: "zweihundertdreißig", "two hundred and thirty", "half a dozen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

_Spelled = tuple[float, int, int]
_Token = tuple[str, int, int]

_ONES = {
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_ORDINALS = {
    "de": "dritte vierte fünfte sechste siebte achte neunte zehnte",
    "en": "third fourth fifth sixth seventh eighth ninth tenth",
}
_COMPANY = dict(zip("zweit dritt viert fünft sechst siebt neunt zehnt".split(), (2, 3, 4, 5, 6, 7, 9, 10), strict=True))
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r"(?:mal|fach|jährig|köpfig|stündig|tägig|monatig|wöchig|minütig)\w*$")
_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_HUNDRED, _TEN, _DOZEN = 100, 10, 12
_LONGEST = 60


@cache
def ordinals(lang: str) -> dict[str, int]:
    """Return the words for third to tenth, in all their forms."""
    ends = ("r", "s", "n", "m", "") if lang == "de" else ("",)
    return {word + end: value for value, word in enumerate(_ORDINALS[lang].split(), 3) for end in ends}


@cache
def _small(lang: str) -> dict[str, int]:
    """Return the words for 1 to 99 that are one word."""
    ones = {word: value for value, word in enumerate(_ONES[lang].split(), 1)}
    tens = {word: value * _TEN for value, word in enumerate(_TENS[lang].split(), 2)}
    if lang == "en":
        return ones | tens
    return ones | tens | {f"{one}und{ten}": a + b for one, a in list(ones.items())[:9] for ten, b in tens.items()}


def spelled(low: str, lang: str) -> Iterator[_Spelled]:
    """Yield each number in words from two on, and where it stands; one is an article."""
    return _german(low) if lang == "de" else _english(low)


def _german(low: str) -> Iterator[_Spelled]:
    before: _Spelled | None = None
    last = ""
    for match in _WORD.finditer(low):
        word, start, end = match[0], match.start(), match.end()
        value, length = _german_word(word)
        if word == "dutzend" and last in ("halbes", "halben"):
            value = _DOZEN / 2
        elif word == "dutzend" and before and before[2] == start - 1:
            value, start = before[0] * _DOZEN, before[1]
        elif last == "zu" and word in _COMPANY:
            value, length = _COMPANY[word], len(word)
        last = word
        if before and (not value or start != before[1]):
            yield before
        before = (float(value), start, start + length if word != "dutzend" else end) if value else None
    if before:
        yield before


@lru_cache(maxsize=8192)
def _german_word(word: str) -> tuple[float, int]:
    """Return the value of a word and how much of it spells the number; 0 for none."""
    if word in ("dutzend", "jahrzehnt"):
        return (_DOZEN if word == "dutzend" else _TEN), len(word)
    if word in ordinals("de"):
        return ordinals("de")[word], len(word)
    if len(word) > _LONGEST:
        return 0, 0
    tail = _TAIL.search(word)
    stem = word[: tail.start()] if tail else word
    value = _german_stem(stem)
    return (value, len(stem)) if value > 1 else (0, 0)


def _german_stem(stem: str) -> float:
    for name, times in (("tausend", 1000), ("hundert", _HUNDRED)):
        if name in stem:
            many, _, rest = stem.partition(name)
            first, second = _german_stem(many) if many else 1, _german_stem(rest.removeprefix("und")) if rest else 0
            return first * times + second if first and (second or not rest) else 0
    if stem.endswith("einhalb"):
        whole = _small("de").get(stem.removesuffix("einhalb"), 0)
        return whole + 0.5 if whole else 0
    return _small("de").get(stem, 0)


def _english(low: str) -> Iterator[_Spelled]:
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(low)]
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        if word in ordinals("en") or word == "decade":
            yield float(ordinals("en").get(word, _TEN)), start, end
        elif word in _small("en") or word in ("a", "half"):
            value, after = _run(low, tokens, at)
            if value > 1:
                yield value, start, tokens[after - 1][2]
                at = after
                continue
        at += 1


def _run(low: str, tokens: Sequence[_Token], at: int) -> tuple[float, int]:
    """Return the value of the words from one on that spell a number together, and which word comes after; 0 for none."""
    words = [word for word, _, _ in tokens[at : at + 12]]
    joined = [low[tokens[i][2] : tokens[i + 1][1]] in (" ", "-") for i in range(at, min(at + 12, len(tokens)) - 1)]
    words = words[: joined.index(False) + 1] if False in joined else words
    if words[:3] == ["half", "a", "dozen"]:
        return _DOZEN / 2, at + 3
    if words[0] in ("a", "half"):
        times = _TIMES.get(words[1], _TEN if words[1] == "decade" else 0) if words[0] == "a" and words[1:] else 0
        value, taken = _summed(words[1:], times) if times and words[1] != "decade" else (float(times), 1)
        return (value, at + 1 + taken) if times else (0, at)
    value, taken = _summed(words, 0)
    return value, at + taken


def _summed(words: Sequence[str], first: int) -> tuple[float, int]:
    """Return the sum of words such as "two hundred and thirty", and how many of them belong to it.

    first: what the first word is worth, where "a" stands before it.
    """
    small, total, current, taken = _small("en"), 0.0, float(first), int(first > 0)
    while taken < len(words):
        word = words[taken]
        room = (
            not current
            or current % _HUNDRED == 0
            or (current % _TEN == 0 and small.get(word, _TEN) < _TEN and current % _HUNDRED > _TEN)
        )
        if word in small and room:
            current += small[word]
        elif word in _TIMES and current and _TIMES[word] > current % 1000 // _HUNDRED:
            scale = _TIMES[word]
            total, current = (total, current * scale) if scale <= _HUNDRED else (total + current * scale, 0.0)
        elif (
            words[taken : taken + 3] == ["and", "a", "half"]
            and words[taken + 3 : taken + 4]
            and words[taken + 3] in _TIMES
        ):
            current, taken = current + 0.5, taken + 2
        elif not (
            word == "and" and words[taken - 1] in _TIMES and words[taken + 1 : taken + 2] and words[taken + 1] in small
        ):
            break
        taken += 1
    return total + current, taken
