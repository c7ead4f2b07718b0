"""A string as it arrived into a normalised view, with the offsets that lead back."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

# Dropped: soft hyphen, zero-width space and joiners, word joiner, byte order mark, direction marks.
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
# What follows a base character: combining marks, and the vowels and finals of decomposed Hangul.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0653-\u0655\u093c\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_CLUSTER = f"[{_DROPPED}]|\r\n|[{_SPACES}]|[{_BREAKS}]|.[{_MARKS}]+|."
# What changes the length of a text, and what stands for another character and leaves it.
_REMADE = frozenset(_DROPPED + "\r")
_ONE_TO_ONE = dict.fromkeys(
    map(ord, "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))), " "
)
_ONE_TO_ONE |= dict.fromkeys(map(ord, _BREAKS), "\n")
# The long s of old print is another case of s for some engines and a letter of its own for others.
_ONE_TO_ONE[ord("ſ")] = "s"
_OTHER = frozenset(map(chr, _ONE_TO_ONE))


def normalise(raw: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the view of `raw` and, per view character and once for its end, its offset in `raw`.

    The offsets are None when they are the same in both, which is the usual case.
    """
    if _REMADE.isdisjoint(raw) and (raw.isascii() or unicodedata.is_normalized("NFC", raw)):
        return (raw if _OTHER.isdisjoint(raw) else raw.translate(_ONE_TO_ONE)), None
    pieces: list[str] = []
    offsets: list[tuple[int, ...]] = []
    for match in re.finditer(_CLUSTER, raw, re.DOTALL):
        piece = _replacement(match.group())
        pieces.append(piece)
        offsets.append(_spread(match.start(), match.end(), len(piece)))
    return "".join(pieces), (*chain.from_iterable(offsets), len(raw))


def _replacement(cluster: str) -> str:
    if cluster in _DROPPED:
        return ""
    if cluster == "\r\n" or cluster in _BREAKS:
        return "\n"
    if len(cluster) == 1 and (cluster == "\t" or (cluster.isspace() and cluster != "\n")):
        return " "
    return unicodedata.normalize("NFC", cluster.replace("ſ", "s"))


def _spread(start: int, end: int, count: int) -> tuple[int, ...]:
    """Lay `count` view characters over the raw ones start..end; the first takes what composed into it."""
    if not count:
        return ()
    excess = end - start - count
    return (start, *(max(start, start + excess + index) for index in range(1, count)))
