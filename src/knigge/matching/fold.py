"""Texts and expressions into one-to-one ASCII, where RE2's `\\b`, `\\w` and case folding mean Unicode's.

Text is lower-cased, so the capitals A-Z are free to stand for letters beyond ASCII: `Ü` and `ü` become `U`, `ß` becomes
`S`, any other letter `X`. Lengths never change, so a match in the folded text is a match in the view at the same offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

_LETTERS = {"ä": "A", "ö": "O", "ü": "U", "ß": "S", "é": "E", "è": "F", "à": "G", "á": "H", "ç": "C", "ê": "I",
            "î": "J", "ô": "K", "û": "L", "ù": "M", "ï": "N", "ñ": "P", "ó": "Q", "í": "R", "œ": "T", "æ": "V"}  # fmt: skip
_MARKS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
}


Form = Literal["folded", "lowered", "cased"]


def fold(view: str) -> bytes:
    """Return the folded form of a view, one byte per character."""
    low = _lower(view)
    return low.encode("ascii") if low.isascii() else _mapped(low, _folded)


def shape(view: str) -> bytes:
    """Return the view as one ASCII byte per character that keeps case: a capital beyond ASCII is `X`, other letters `x`.

    It serves expressions about names, which must see capitals but not which letter it is.
    """
    if view.isascii():
        return view.encode("ascii")
    return _mapped(view, lambda char: "X" if char.isupper() else "x" if char.isalpha() else _folded(char))


def lowered(view: str) -> bytes:
    """Return the view in lower case, one byte per character, with typographic marks apart from plain ones."""
    low = _lower(view)
    return low.encode("ascii") if low.isascii() else _mapped(low, lambda char: _LETTERS.get(char) or _other(char))


def cased(view: str) -> bytes:
    """Return the view as it is, one byte per character: `_` for any letter beyond ASCII, DEL for any mark."""
    return view.encode("ascii") if view.isascii() else _mapped(view, lambda char: _other(char).replace("X", "_"))


_APART = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + b" " * 128


def runs(view: str) -> list[bytes]:
    """Return the folded runs of letters and digits: words, but for those with a hyphen or an apostrophe, and fast."""
    return fold(view).translate(_APART).split()


FORMS: dict[Form, Callable[[str], bytes]] = {"folded": fold, "lowered": lowered, "cased": cased}


def _mapped(text: str, other: Callable[[str], str]) -> bytes:
    for char in set(text):
        if char > "\x7f":
            text = text.replace(char, other(char))
    return text.encode("ascii")


def _lower(view: str) -> str:
    low = view.lower()
    if len(low) == len(view):
        return low
    return "".join(char.lower()[0] for char in view)  # `İ` becomes an `i` and a dot


@cache
def _folded(char: str) -> str:
    return _LETTERS.get(char) or _MARKS.get(char) or _other(char)


def _other(char: str) -> str:
    if char.isdecimal():
        return "_"  # a part of words, and neither a letter nor one of the digits 0-9
    return "X" if char.isalpha() or unicodedata.category(char) in ("Mn", "Mc", "Pc") else "\x7f"


# A property, an escape, the head of a group, and what stands between them.
_ESCAPE = r"(?s)\\[pP]\{?\^?\w+\}?|\\.|\(\?(?:P?<\w+>|[a-zA-Z-]*[:)])|[^\\(]+|\("


@cache
def fold_expression(source: str, form: Form = "folded") -> str:
    """Return an RE2 expression over a form of a text that means what `source` means over the view.

    Escapes keep their case; `\\Z` is written `\\z`, and `\\pL` means a folded letter, inside brackets too.
    """
    if "\\p" not in source and source == source.lower() and source.isascii():
        return source
    pieces, inside = [], False
    for piece in re.findall(_ESCAPE, source):
        pieces.append(_fold_piece(piece, inside, FORMS[form]))
        if not piece.startswith("\\"):
            inside = piece.rfind("[") > piece.rfind("]") or (inside and "]" not in piece)
    return "".join(pieces)


def _fold_piece(piece: str, inside: bool, made: Callable[[str], bytes]) -> str:
    if piece == "\\Z":
        return "\\z"
    if piece.startswith("\\p"):
        return "a-zA-Z" if inside else "[a-zA-Z]"
    if piece.startswith(("\\", "(?")):
        return piece
    return made(piece).decode("ascii")
