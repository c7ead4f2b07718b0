"""The words of a text into its language and locale, by counting the commonest words of each."""

from __future__ import annotations

import re
from functools import cache

from knigge.languages import Language, known

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENOUGH = 400
_LONGEST = 12
_HEAD, _TAIL = 120, 1_000

# So many common words of one language, and so many times those of the other, leave no doubt.
_CLEAR = 4
# Of so many words, fewer than one in so many is common: German and English have one in six at least, other languages one in twenty.
_SOME, _RARE = 12, 10


def detect(view: str) -> str:
    """Return the code of the language whose common words are most frequent.

    Only the first 400 words are counted. Without any sign it is English, as most text without umlauts is.
    """
    return read(view)[0]


def read(view: str) -> tuple[str, tuple[str, ...]]:
    """Return the code that `detect` does, and a note where the text can hardly be in any language that is known."""
    tokens = _tokens(view)
    points = _points(tokens, view)
    best = max(points, key=lambda code: points[code])
    best = best if points[best] else "en"
    if len(tokens) < _SOME or points[best] * _RARE >= len(tokens):
        return best, ()
    names = {language.code: language.name for language in known()}
    known_here = ", ".join(names.values())
    told = f"The text seems to be in no language that is known here ({known_here}). It was read as {names[best]}: what is said of it may be wrong."
    return best, (told,)


def counts(view: str) -> dict[str, float]:
    """Return for each language how often its common words occur, by its code."""
    return _points(_tokens(view), view)


def _tokens(view: str) -> list[str]:
    return _TOKEN.findall(view[: _ENOUGH * _LONGEST].lower().replace("’", "'"))[:_ENOUGH]


def _points(tokens: list[str], view: str) -> dict[str, float]:
    return {
        language.code: len([token for token in tokens if token in language.common_words]) + _letters(language, view)
        for language in known()
    }


def with_capitals(view: str) -> str:
    """Return a text that was written without capitals with capitals at both its ends, so that names show there.

    All words get one but common words, those of the languages.
    """
    head, tail = view[:_HEAD], view[_HEAD:]
    return _capitals(head) + tail[:-_TAIL] + _capitals(tail[-_TAIL:])


def _capitals(text: str) -> str:
    common = common_words()
    return _TOKEN.sub(lambda word: word[0] if word[0] in common else _capital(word[0]), text)


@cache
def common_words() -> frozenset[str]:
    """Return the common words of all languages."""
    return frozenset().union(*(language.common_words for language in known()))


def _capital(word: str) -> str:
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def _letters(language: Language, view: str) -> float:
    """Return a small bonus for letters that only this language writes in ordinary words."""
    if not language.letters or view.isascii():
        return 0.0
    return 0.5 * sum(view.count(letter) for letter in language.letters)


def other_language(text: str, code: str) -> str:
    """Return the language that a text is clearly in other than `code`, "" for none."""
    points = counts(text)
    other = max(points, key=lambda each: points[each])
    return other if points[other] >= _CLEAR and points[other] > _CLEAR * points[code] else ""
