"""Texts and expressions into one-to-one ASCII, where RE2's `\\b`, `\\w` and case folding mean Unicode's.

Text is lower-cased, so the capitals A-Z are free to stand for letters beyond ASCII: `Ü` and `ü` become `U`, `ß` becomes
`S`, any other letter `X`. Lengths never change, so a match in the folded text is a match in the view at the same offsets.
"""

from __future__ import annotations

import re
from functools import cache

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


def fold(view: str) -> bytes:
    """Return the folded form of a view, one byte per character."""
    low = _lower(view)
    if not low.isascii():
        for char in set(low):
            if char > "\x7f":
                low = low.replace(char, _folded(char))
    return low.encode("ascii")


def shape(view: str) -> bytes:
    """Return the view as one ASCII byte per character that keeps case: a capital beyond ASCII is `X`, other letters `x`.

    It serves expressions about names, which must see capitals but not which letter it is.
    """
    if not view.isascii():
        for char in set(view):
            if char > "\x7f":
                view = view.replace(char, "X" if char.isupper() else "x" if char.isalpha() else _folded(char))
    return view.encode("ascii")


def _lower(view: str) -> str:
    low = view.lower()
    if len(low) == len(view):
        return low
    return "".join(lower if len(lower := char.lower()) == 1 else char for char in view)


@cache
def _folded(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _MARKS:
        return _MARKS[char]
    if char.isdigit():
        return "0"
    return "X" if char.isalnum() else "\x7f"


_ESCAPE = r"(?s)\\[pP]\{?\^?\w+\}?|\\.|\(\?P<\w+>|[^\\(]+|\("


def fold_expression(source: str) -> str:
    """Return an RE2 expression over folded text that means what `source` means over the view.

    Escapes keep their case; `\\Z` is written `\\z`, and `\\pL` means a folded letter, inside brackets too.
    """
    if "\\p" not in source and source == source.lower():
        return fold(source).decode("ascii")
    pieces, inside = [], False
    for piece in re.findall(_ESCAPE, source):
        pieces.append(_fold_piece(piece, inside))
        if not piece.startswith("\\"):
            inside = piece.rfind("[") > piece.rfind("]") or (inside and "]" not in piece)
    return "".join(pieces)


def _fold_piece(piece: str, inside: bool) -> str:
    if piece == "\\Z":
        return "\\z"
    if piece.startswith("\\p"):
        return "a-zA-Z" if inside else "[a-zA-Z]"
    if piece.startswith(("\\", "(?P<")):
        return piece
    return fold(piece).decode("ascii")
