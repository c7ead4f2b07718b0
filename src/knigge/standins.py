"""Names that a model need not know into stand-ins, and its answer back into the names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knigge.reading import Words

_STAND_IN = "[NAME_{}]"
_ANY = re.compile(r"\[?\bNAME_\d+(?:\b|(?=s))\]?")


class StandIns:
    """Names and what stands for each; empty, it changes nothing."""

    def __init__(self, people: Iterable[str] = (), firms: Iterable[str] = ()) -> None:
        """people: of whose names each word counts alone too. firms: whose names count whole."""
        found = dict.fromkeys((*(piece for name in people for piece in _pieces(name)), *filter(None, firms)))
        longest = sorted(found, key=len, reverse=True)
        self._names = {name: _STAND_IN.format(number) for number, name in enumerate(longest, 1)}
        loud = {name.upper(): stand_in for name, stand_in in self._names.items()}
        self._hidden = loud | self._names
        spelled = sorted(self._hidden, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?=s?(?!\w))" for name in spelled) or r"(?!)")

    def hide(self, text: str) -> str:
        """Return a text with a stand-in for each name, a genitive's `s` left behind it."""
        return self._pattern.sub(lambda match: self._hidden[match[0]], text)

    def restore(self, text: str) -> str:
        """Return a text with each stand-in turned back, however the model spaced or bracketed it."""
        names = {stand_in.strip("[]"): name for name, stand_in in self._names.items()}
        return _ANY.sub(lambda match: names.get(match[0].strip("[]"), match[0]), text)

    def named(self, words: Words) -> Words:
        """Return a model's words with the names in them; what was JSON is none any more."""
        restore = self.restore
        claims = tuple((restore(beginning), fields) for beginning, fields in words.rests_on)
        return words._replace(subject=restore(words.subject), body=restore(words.body), rests_on=claims)

    def left_over(self, text: str) -> str:
        """Return the first stand-in in a restored text, which the model made up; "" for none."""
        found = _ANY.search(text) if self._names else None
        return found[0] if found else ""


def _pieces(name: str) -> Iterable[str]:
    first, *rest = name.split() or [""]
    return [piece for piece in (name, first, *(each for each in rest if each[0].isupper())) if len(piece) > 1]
