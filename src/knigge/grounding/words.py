"""Words of a language into whether they tell a fact: the ordinary ones, their stems, and those that stand for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from knigge import languages

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FOLD = str.maketrans("äöüàáâéèêëíîóôúûçñåø", "aouaaaeeeeiioouucnao")
_FEMALE = re.compile(r"(?<=er|nt|st|or)in(?:nen)?$")
_PREFIX = re.compile(
    r"^(?:ausein|zusammen|wieder|aus|auf|ab|an|ein|vor|zu|um|nach|mit|durch|uber|unter|be|ver|er|ent|zer|ge)(?=\w{4})"
)
_ENDINGS = {
    "de": re.compile(r"(?:ern|em|en|er|es|e|(?<!s)s|n)$"),
    "en": re.compile(r"(?:ing|ed|es|s|e)$"),
}
_DERIVED = {
    "de": re.compile(r"(?:ung|igkeit|keit|heit|schaft|ier|lich|isch|ig|end|er|te|st|t|s)$"),
    "en": re.compile(r"(?:ification|ificat|ify|ation|ition|ment|ness|ance|ence|ity|ion|ly|al|er|or|ist|en)$"),
}
_DOUBLE = re.compile(r"([bdfgklmnprt])\1$")
_SHORTEST, _LONG = 3, 5
_ALIKE = 0.75


class Words(NamedTuple):
    """The ordinary words of a language, by stem, and the sets of words that stand for one another, each with its keys.

    ordinary: in German only the nouns, which alone have a capital inside a sentence, and the commonest words. opening: all of
    them. parts: of what a compound may be made.
    """

    ordinary: frozenset[str]
    opening: frozenset[str]
    parts: frozenset[str]
    sets: tuple[tuple[frozenset[str], frozenset[str]], ...]


@cache
def words(lang: str) -> Words:
    """Return the ordinary words of a language (`de.txt`, `en.txt`, and the commonest ones that `languages` knows).

    The lists are ours: no dictionary tells words from names (Bosch and Heidelberg are in them), nor topics from talk, and
    simplemma's takes 2 seconds and 108 MB to load.
    """
    common = languages.get(lang).common_words
    free: set[str] = set(common)
    sets = []
    for line in (Path(__file__).parent / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            keys, _, alike = line[1:].partition(":")
            sets.append((frozenset(keys.split()), frozenset(stem(word, lang) for word in alike.split())))
        elif not line.startswith("#"):
            free.update(line.split())
    nouns = {word for word in free if word[0].isupper() or word in common} if lang == "de" else free
    ordinary, opening, parts = (frozenset(stem(word, lang) for word in each) for each in (nouns, free, nouns - common))
    return Words(ordinary, opening, parts, tuple(sets))


@lru_cache(maxsize=8192)
def stem(word: str, lang: str) -> str:
    """Return what a word has in common with its other forms, in small letters without marks."""
    low = word.lower().replace("’", "'")
    low = re.sub(r"(?:n't|'(?:s|ve|d|ll|re|m))$", "", low).rstrip("'").replace("ß", "ss").translate(_FOLD)
    if lang == "de":
        low = _FEMALE.sub("", low)
        cut = _ENDINGS["de"].sub("", low)
        return cut if len(cut) >= _SHORTEST else low
    return _english(low)


def _english(low: str) -> str:
    if low.endswith("ss"):
        return low
    low = re.sub(r"ies$|ied$", "y", low) if len(low) > _LONG - 1 else low
    cut = _ENDINGS["en"].sub("", low)
    if len(cut) < _SHORTEST or not re.search(r"[aeiouy]", cut):
        cut = low.removesuffix("s") if len(low) > _SHORTEST else low
    cut = _DOUBLE.sub(r"\1", cut)
    return cut.removesuffix("e") if len(cut) > _SHORTEST else cut


class Kin:
    """Stems by what they are derived from, so that one look tells whether a word is akin to any of them."""

    def __init__(self, stems: Iterable[str], lang: str) -> None:
        self._lang, self._stems = lang, frozenset(stems)
        derived = [(other, _forms(other, lang)) for other in self._stems if len(other) >= _LONG - 1]
        self._forms = frozenset(form for _, forms in derived for form in forms)
        self._bare = frozenset(form for _, forms in derived for form in _bare(forms, lang))
        self._begun: dict[str, list[str]] = {}
        for other, _ in derived:
            self._begun.setdefault(other[:_LONG], []).append(other)

    def holds(self, cut: str) -> bool:
        """Say whether a stem is of one word with one of these, or of a word derived from it ("vermess", "Vermessung")."""
        if cut in self._stems:
            return True
        if len(cut) < _LONG - 1:
            return False
        mine = _forms(cut, self._lang)
        if not (mine.isdisjoint(self._forms) and mine.isdisjoint(self._bare)):
            return True
        if not _bare(mine, self._lang).isdisjoint(self._forms):
            return True
        return any(_alike(cut, other) for other in self._begun.get(cut[:_LONG], ()))


def akin(one: str, other: str, lang: str) -> bool:
    """Say whether two stems are of one word, or of words derived from it ("vermess", "Vermessung")."""
    return Kin((other,), lang).holds(one)


def _alike(one: str, other: str) -> bool:
    """Say whether most of two stems is the same beginning."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _LONG and shared >= _ALIKE * max(len(one), len(other))


@lru_cache(maxsize=8192)
def _forms(cut: str, lang: str) -> frozenset[str]:
    """Return a stem without what derives it from another, in each step."""
    forms = {cut}
    for _ in range(2):
        forms |= {_DERIVED[lang].sub("", form) for form in forms}
    if lang == "en":
        forms |= {_DOUBLE.sub(r"\1", form).removesuffix("e") for form in forms}
        forms |= {f"{form[:-1]}d" for form in forms if form.endswith("ns")}  # extension, extend
    return frozenset(form for form in forms if len(form) > _SHORTEST or form == cut)


@lru_cache(maxsize=8192)
def _bare(forms: frozenset[str], lang: str) -> frozenset[str]:
    """Return German stems without a prefix; of two words one keeps its own, else "Vortrag" were akin to "Betrag"."""
    return frozenset(_PREFIX.sub("", form) for form in forms) if lang == "de" else frozenset()


def widened(stems: set[str], keys: Iterable[str], lang: str) -> set[str]:
    """Return the stems with all that stand for one of them, or for one of the keys."""
    known = set(keys)
    return stems.union(*(alike for names, alike in words(lang).sets if names & known or alike & stems))
