"""Names that a model need not know into stand-ins, and its answer back into the names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STAND_IN = "[NAME_{}]"
_ANY = re.compile(r"\[?\bNAME_\d+(?:\b|(?=s))\]?")


class StandIns:
    """Names and what stands for each; empty, it changes nothing."""

    def __init__(self, people: Iterable[str] = (), firms: Iterable[str] = ()) -> None:
        """people: of whose names each word counts alone too. firms: whose names count whole."""
        found = dict.fromkeys((*(piece for name in people for piece in _pieces(name)), *filter(None, firms)))
        longest = sorted(found, key=len, reverse=True)
        self._names = {name: _STAND_IN.format(number) for number, name in enumerate(longest, 1)}
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?=s?(?!\w))" for name in longest) or r"(?!)")

    def hide(self, text: str) -> str:
        """Return a text with a stand-in for each name, a genitive's `s` left behind it."""
        return self._pattern.sub(lambda match: self._names[match[0]], text)

    def restore(self, text: str) -> str:
        """Return a text with each stand-in turned back, however the model spaced or bracketed it."""
        names = {stand_in.strip("[]"): name for name, stand_in in self._names.items()}
        return _ANY.sub(lambda match: names.get(match[0].strip("[]"), match[0]), text)

    def left_over(self, text: str) -> str:
        """Return the first stand-in in a restored text, which the model made up; "" for none."""
        found = _ANY.search(text) if self._names else None
        return found[0] if found else ""


def _pieces(name: str) -> Iterable[str]:
    name = " ".join(name.split())
    return [piece for piece in (name, *name.split()) if len(piece) > 2 and piece[0].isupper()]
