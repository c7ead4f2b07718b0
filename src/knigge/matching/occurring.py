"""Many expressions into a set that tells in one pass over a text which of them may occur."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from knigge.matching.engine import options

Alternatives = Sequence[Sequence[Sequence[str]]]


class ExpressionSet:
    """Which of many expressions may occur in a text, in time linear in the text and hardly longer for more of them.

    needles: per expression, what `needles` tells of it. One RE2 set finds all needles at once; an expression may occur
    where, of one of its alternatives, each clause has a needle that does, and one that nothing is known of always may.
    """

    def __init__(self, needles: Sequence[Alternatives]) -> None:
        self._always = [index for index, alternatives in enumerate(needles) if not alternatives]
        # per needle: the clauses it satisfies, as (alternative, bit); per alternative: whose it is, and all its bits
        self._bits: list[list[tuple[int, int]]] = []
        self._wanted: list[tuple[int, int]] = []
        self._match = _compile(self._lay_out(needles))

    def occurring(self, folded: bytes) -> list[int]:
        """Return the indexes of the expressions that may match somewhere, in order, and surely all that do."""
        seen: dict[int, int] = {}
        for needle in self._match(folded) or ():
            for alternative, bit in self._bits[needle]:
                seen[alternative] = seen.get(alternative, 0) | bit
        found = set(self._always)
        for alternative, bits in seen.items():
            owner, all_bits = self._wanted[alternative]
            if bits == all_bits:
                found.add(owner)
        return sorted(found)

    def _lay_out(self, needles: Sequence[Alternatives]) -> list[str]:
        """Say which needle is which clause of which alternative, and return the needles in their places."""
        places: dict[str, int] = {}
        for owner, alternatives in enumerate(needles):
            for clauses in alternatives:
                for bit, clause in enumerate(clauses):
                    for needle in clause:
                        place = places.setdefault(needle, len(places))
                        if place == len(self._bits):
                            self._bits.append([])
                        self._bits[place].append((len(self._wanted), 1 << bit))
                self._wanted.append((owner, (1 << len(clauses)) - 1))
        return list(places)


def _compile(needles: list[str]) -> Any:
    """Return what tells the needles in a text by their places: RE2's set, or one after the other without RE2."""
    try:
        import re2
    except ImportError:
        plain = [re.compile(needle.encode()) for needle in needles]
        return lambda folded: [index for index, needle in enumerate(plain) if needle.search(folded)]
    made = re2.Set.SearchSet(options())
    for needle in needles:
        made.Add(needle.encode())
    if not needles:
        return lambda folded: None
    made.Compile()
    return made.Match
