"""A name as people write it into the pieces that a salutation needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from knigge import languages
from knigge.matching import lazily

if TYPE_CHECKING:
    from knigge.domain import Person

_PARTICLES = frozenset(
    "von vom van zu zum zur der den de del della di da do dos das du el al bin ibn ben la le ten ter auf af av".split()
)
_TITLE = lazily(
    r"^(?:(?:Prof(?:essor(?:in)?|\.)?|Dr\.?|PD|Mag\.?|Dipl\.-?\s?\w+\.?|DI|MMag\.?|Sir|Dame|med\.|h\.\s?c\.|rer\.|nat\.|phil\.|jur\.|Ing\.)[\s]+)+"
)
_SUFFIX = lazily(
    r",?\s+(?:Ph\.?\s?D\.?|M\.?\s?D\.?|MBA|M\.?Sc\.?|B\.?Sc\.?|M\.?A\.?|B\.?A\.?|LL\.?M\.?|Jr\.?|Sr\.?|II|III)$"
)
_FORMS = {"Herrn": "Herr", "Miss": "Ms"}


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in pieces; `full` is without title and suffix."""

    full: str
    first: str
    last: str
    titles: tuple[str, ...]
    salutation: str


def pieces(person: Person) -> Name:
    """Return the pieces of a name; title and salutation are those given, else those written in the name.

    Particles such as "von der" belong to the last name; of four plain words the last two do, as in Spanish.
    """
    text = " ".join(person.name.split())
    form = _form().match(text)
    text = text[form.end() :] if form else text
    title = _TITLE.match(text)
    bare = text[title.end() :] if title and title.end() < len(text) else text
    bare = _SUFFIX.sub("", bare).strip() or text
    titles = tuple((person.title or (title.group() if title and title.end() < len(text) else "")).split())
    written = person.salutation or (form.group(1) if form else "")
    return Name(bare, bare.split()[0] if bare else "", _last(bare.split()), titles, _FORMS.get(written, written))


@cache
def _form() -> re.Pattern[str]:
    """Return the expression for what stands before a name in any language."""
    return re.compile(rf"^({'|'.join(map(re.escape, languages.forms()))})\.?\s+")


def _last(words: list[str]) -> str:
    for index, word in enumerate(words[1:-1], 1):
        if word.lower() in _PARTICLES and word[0].islower():
            return " ".join(words[index:])
    return " ".join(words[-2:] if len(words) >= 4 else words[-1:])
