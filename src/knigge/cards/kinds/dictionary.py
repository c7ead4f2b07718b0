"""Words into known and unknown ones, with suggestions, by the Hunspell dictionaries of the machine."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from knigge.domain import Span
from knigge.errors import DictionaryError
from knigge.yamlfile import shown

_PLACES = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "~/Library/Spelling", "/Library/Spelling")
# A name becomes part of a path and may come from a stranger's rule: it must not lead out of its folder.
_NAME = re.compile(r"\w[\w.-]{,99}")
_SUGGESTIONS = 5
# Compounds and guesses cost Hunspell time, and nothing so long is a word to look up.
_LONGEST = 64
_CACHED = 10_000

_APOSTROPHES = str.maketrans("’ʼ", "''")
_LETTERS = r"[\w\u0300-\u036f]+"
# Words that a mark joins are told apart from plain ones by it: 'z.B.', 'example.com', 'Kolleg*innen'.
_JOINED = re.compile(rf"{_LETTERS}(?:['’ʼ.:*]{_LETTERS})*")
_OPENING = "([{<\"'„“‚‘»«*_"
_ROOTS = ("www.", "mailto:", "/", "./", "../", "~/")
_HYPHENS = ("-", "‐", "‑")


class _Speller(Protocol):
    def spell(self, word: str) -> bool: ...
    def suggest(self, word: str) -> tuple[str, ...]: ...


class Dictionary:
    """One or several Hunspell dictionaries, of which any may know a word."""

    def __init__(self, spellers: Sequence[_Speller]) -> None:
        self._spellers = tuple(spellers)
        self._known = lru_cache(maxsize=_CACHED)(self._look_up)
        self._guessed = lru_cache(maxsize=_CACHED)(self._guess)

    def knows(self, word: str) -> bool:
        """Say whether a word is spelled right, or what is before its `'s` (`geht's`); one of over 64 letters passes."""
        return self._known(_plain(word))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return up to five words that may be meant, the likeliest first; a guess may take 0.3 seconds."""
        found = self._guessed(_plain(word))
        return tuple(guess.replace("'", "’") for guess in found) if "’" in word else found

    def _look_up(self, word: str) -> bool:
        forms = (word, word.removesuffix("'s"))
        return len(word) > _LONGEST or any(_spells(speller, form) for speller in self._spellers for form in forms)

    def _guess(self, word: str) -> tuple[str, ...]:
        if len(word) > _LONGEST:
            return ()
        guesses = dict.fromkeys(guess for speller in self._spellers for guess in _guesses(speller, word))
        return tuple(guess for guess in guesses if guess and guess != word)[:_SUGGESTIONS]


def find(names: Sequence[str], folders: Sequence[Path] = ()) -> Dictionary | None:
    """Return the dictionaries `names` (`en_US`, `de_DE`) as one, None unless all are there.

    Looked for in `folders`, the places of DICPATH, the system's own folders, and what comes with the extra (en_US).
    Raises DictionaryError where the extra is not installed or a file can't be read.
    """
    engine = _engine()
    places = [_place(name, folders) for name in names]
    spellers = [_loaded(engine, place) for place in places if place]
    return Dictionary(spellers) if spellers and all(places) else None


def need(names: Sequence[str], folders: Sequence[Path] = ()) -> Dictionary:
    """Return what `find` does; raise DictionaryError, naming the first that is not there and how to get it."""
    found = find(names, folders)
    if found:
        return found
    if not names:
        raise DictionaryError("No dictionary is named. Name one, such as en_US.")
    missing = shown(next(name for name in names if not _place(name, folders)))
    raise DictionaryError(
        f"No dictionary {missing}. Install it (Debian: hunspell-en-us, hunspell-de-de), "
        f"or name the folder of its .aff and .dic file in DICPATH."
    )


def words(text: str) -> Iterator[Span]:
    """Yield the spans of what can be misspelled: letters, with apostrophes inside.

    Left out are addresses, paths, words with digits or with capitals past the first letter, single letters, words that a
    dot, colon or asterisk joins, and what a hyphen follows: `pre-`, `Vorlesungs-` are stems that no dictionary has.
    """
    for run in re.finditer(r"\S+", text):
        if _is_address(run.group()):
            continue
        for token in _JOINED.finditer(text, *run.span()):
            start, end = _trimmed(text, *token.span())
            word = _plain(text[start:end])
            plain = len(word) > 1 and word.replace("'", "").isalpha() and not any(char.isupper() for char in word[1:])
            if plain and text[end : end + 1] not in _HYPHENS:
                yield start, end


def _is_address(run: str) -> bool:
    """Say whether what stands between two spaces is an e-mail address, a URL or a path."""
    if "@" in run or "://" in run or "\\" in run or run.lstrip(_OPENING).startswith(_ROOTS):
        return True
    return "/" in run and (run.count("/") > 1 or bool(re.search(r"\.\w", run)))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the underscores around it, which are emphasis."""
    word = text[start:end]
    return start + len(word) - len(word.lstrip("_")), end - len(word) + len(word.rstrip("_"))


def _plain(word: str) -> str:
    """Return a word as dictionaries write it: composed, with the typewriter's apostrophe."""
    return unicodedata.normalize("NFC", word).translate(_APOSTROPHES)


def _spells(speller: _Speller, word: str) -> bool:
    """Say whether a dictionary knows a word, or knows it as an abbreviation, whose full stop is no part of a span."""
    try:
        return speller.spell(word) or speller.spell(f"{word}.")
    except UnicodeEncodeError:  # a letter that the dictionary's encoding lacks
        return False


def _guesses(speller: _Speller, word: str) -> tuple[str, ...]:
    try:
        return speller.suggest(word)
    except UnicodeEncodeError:
        return ()


def _place(name: str, folders: Sequence[Path]) -> Path | None:
    """Return the path, without suffix, at which both files of a dictionary are."""
    if not _NAME.fullmatch(name):
        return None
    for folder in (*folders, *_usual()):
        for spelling in (name, name.replace("-", "_")):
            # unlike Path.is_file(), this raises for no name and no folder
            if all(os.path.isfile(folder / f"{spelling}.{suffix}") for suffix in ("aff", "dic")):  # noqa: PTH113
                return folder / spelling
    return None


def _usual() -> Iterator[Path]:
    """Yield the folders in which dictionaries are looked for wherever the caller looks."""
    yield from (Path(place) for place in os.environ.get("DICPATH", "").split(os.pathsep) if place)
    home = os.environ.get("HOME", "")
    yield from (Path(place.replace("~", home, 1)) for place in _PLACES)
    extra = find_spec("hunspell")
    if extra and extra.origin:
        yield Path(extra.origin).parent / "dictionaries"


def _engine() -> Any:
    """Return the class of chunspell that reads dictionaries."""
    try:
        return import_module("hunspell").Hunspell
    except (ImportError, AttributeError) as error:
        raise DictionaryError(
            "Spelling needs the extra `spelling`. Install it: pip install 'knigge[spelling]'."
        ) from error


@lru_cache(maxsize=8)
def _loaded(engine: Any, place: Path) -> _Speller:
    try:
        # Without the encoding of file names, a path with umlauts fails under a C locale.
        speller: _Speller = engine(place.name, str(place.parent), sys.getfilesystemencoding())
    except OSError as error:
        raise DictionaryError(f"The dictionary {place} can't be read. Check who may read its files.") from error
    return speller
