"""The words of a text into its language and locale, by counting the commonest words of each."""

from __future__ import annotations

import re

from knigge.languages import Language, builtin

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 400


def detect(view: str) -> str:
    """Return the code of the language whose common words are most frequent.

    Only the first 400 words are counted. Without any sign it is English, as most text without umlauts is.
    """
    points = counts(view)
    best = max(points, key=lambda code: points[code])
    return best if points[best] else "en"


def counts(view: str) -> dict[str, float]:
    """Return for each language how often its common words occur, by its code."""
    tokens = [match.group().lower().replace("’", "'") for match in _first(view)]
    return {
        language.code: sum(token in language.common_words for token in tokens) + _letters(language, view)
        for language in builtin()
    }


def _first(view: str) -> list[re.Match[str]]:
    return [match for match, _ in zip(_TOKEN.finditer(view), range(_ENOUGH), strict=False)]


def _letters(language: Language, view: str) -> float:
    """Return a small bonus for letters that only this language writes in ordinary words."""
    return 0.5 * sum(view.count(letter) for letter in "äöüß") if language.code == "de" else 0.0
