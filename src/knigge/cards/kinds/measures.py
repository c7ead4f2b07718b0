"""A text's paragraphs into the numbers that a metric's formula may use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_COUNTED = (
    "words", "sentences", "paragraphs", "characters", "syllables", "complex_words", "long_words", "polysyllabic_words",
)  # fmt: skip
# All names that a formula may use; the caller counts the blocks.
NAMES = (*_COUNTED, *(f"heading_h{level}" for level in range(1, 7)), "list", "pre", "blockquote")

_LONG = 6
_MANY = 2
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_GERMAN_VOWELS = re.compile(r"aa|ai|au|ay|äu|ee|ei|eu|ey|ie|oo|[aeiouyäöüáàâéèêëíîïóôúû]")
_VOWELS = re.compile(r"[aeiouyäöüáàâéèêëíîïóôúû]+")
# Vowels that are not heard: make, makes, walked, closely, basically; but little, boxes, wanted, element.
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?:(?<![^aeiouyrl]l)e|(?<![sxzcg])(?<![cs]h)(?<![^aeiouyrl]l)es|(?<![dt])(?<![^aeiouyrl]l)ed)$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ments?|ness|less|ful(?:ly)?)$)|(?<=ic)a(?=lly$)"
)
# Vowels that stand side by side and yet are two: radio, create, being, science, video.
_HIATUS = re.compile(
    r"(?<![cglnstx])i[ao]|(?<![gqs])ua|(?<![gp])eo|(?:id|r)ea$|creat|[aeiouy]ing|iet|(?:sc|l|d|(?<!f)r)ien|[st]hm$|[st]m$"
)


def measures(paragraphs: Sequence[str], sentence_count: int, lang: str = "en") -> dict[str, float]:
    """Return the counts of words, of sentences and paragraphs, of letters and digits, of syllables, and of hard words.

    Syllables are an estimate from the spelling: English by groups of vowels with the usual corrections, German (`lang`
    begins with `de`) by vowels and diphthongs. A long word has over 6 characters, a polysyllabic one over 2 syllables; a
    complex one does even without an English ending in -es, -ed or -ing. The text is composed (NFC).
    """
    words = [word for paragraph in paragraphs for word in _WORD.findall(paragraph)]
    german = lang.startswith("de")
    counts = [syllables(word, lang) for word in words]
    bare = counts if german else [_bare(word, count) for word, count in zip(words, counts, strict=True)]
    return {
        "words": len(words),
        "sentences": sentence_count,
        "paragraphs": len(paragraphs),
        "characters": sum(char.isalnum() for word in words for char in word),
        "syllables": sum(counts),
        "complex_words": sum(count > _MANY for count in bare),
        "long_words": sum(len(word) > _LONG for word in words),
        "polysyllabic_words": sum(count > _MANY for count in counts),
    }


@lru_cache(maxsize=4096)
def syllables(word: str, lang: str = "en") -> int:
    """Return how many syllables a word has by its spelling, at least 1; an estimate."""
    low = word.lower()
    if lang.startswith("de"):
        return max(1, len(_GERMAN_VOWELS.findall(low)))
    return max(1, len(_VOWELS.findall(low)) - len(_SILENT.findall(low)) + len(_HIATUS.findall(low)))


def _bare(word: str, count: int) -> int:
    return count - 1 if word.lower().endswith(("es", "ed", "ing")) else count
