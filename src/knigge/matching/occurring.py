"""Many expressions into a set that tells in one pass over a text which of them may occur."""

from __future__ import annotations

import re
from _thread import allocate_lock
from collections.abc import Iterator, Sequence
from typing import Any

from knigge.matching.engine import options
from knigge.matching.expression import Expression

# A set grows with each text that is unlike those before; in smaller ones less of it is new. With 200 a text that was seen
# before takes a tenth less, and any other two thirds more.
_MOST = 100
_PLAIN = re.compile(r"(?:\\b)?(?:\\[^a-zA-Z]|[^\\\[({|.*+?^$])+(?:\\b)?")


class ExpressionSet:
    """Which of many expressions may occur in a text, in time linear in the text and hardly longer for more of them.

    For the first texts their hints tell; from then on one RE2 set over all needles pays for the time that it takes to
    compile.
    """

    _WARM = 3

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._expressions = expressions
        self._texts = 0
        self._needles: _NeedleSet | None = None
        self._making = allocate_lock()

    def occurring(self, folded: bytes) -> set[int]:
        """Return the indexes of the expressions that may match somewhere, and surely all that do."""
        if self._needles:
            return self._needles.occurring(folded)
        self._texts += 1  # a count that is lost between two threads does no harm
        if self._texts > self._WARM:
            with self._making:
                self._needles = self._needles or _NeedleSet(self._expressions)
            return self._needles.occurring(folded)
        text = folded.decode("ascii")
        return {
            index
            for index, expression in enumerate(self._expressions)
            if not expression.hints or any(hint in text for hint in expression.hints)
        }


class _NeedleSet:
    """All needles of many expressions at once.

    An expression may occur where, of one of its alternatives, each clause has a needle that does; one that nothing is
    known of always may.
    """

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._always = [index for index, expression in enumerate(expressions) if not expression.needles]
        # per needle: the expressions that it alone decides, and the clauses it satisfies of others, as (alternative, bit)
        self._deciding: list[list[int]] = []
        self._bits: list[list[tuple[int, int]]] = []
        # per alternative of several clauses: whose it is, and the bits of all its clauses
        self._wanted: list[tuple[int, int]] = []
        # per set: what tells its needles in a text, and both of these for each of them
        self._sets = [
            (match, [self._deciding[place] for place in places], [self._bits[place] for place in places])
            for match, places in _compiled(self._lay_out(expressions))
        ]

    def occurring(self, folded: bytes) -> set[int]:
        found, wanted = set(self._always), self._wanted
        seen: dict[int, int] = {}
        for match, deciding, bits in self._sets:
            for needle in match(folded) or ():
                found.update(deciding[needle])
                for alternative, bit in bits[needle]:
                    seen[alternative] = seen.get(alternative, 0) | bit
        for alternative, clauses in seen.items():
            owner, all_of_them = wanted[alternative]
            if clauses == all_of_them:
                found.add(owner)
        return found

    def _lay_out(self, expressions: Sequence[Expression]) -> list[str]:
        """Say what each needle decides, and return the needles in their places."""
        places: dict[str, int] = {}
        for owner, expression in enumerate(expressions):
            for clauses in expression.needles:
                for bit, clause in enumerate(clauses):
                    for needle in clause:
                        self._enter(places.setdefault(needle, len(places)), owner, bit, len(clauses))
                if len(clauses) > 1:
                    self._wanted.append((owner, (1 << len(clauses)) - 1))
        return list(places)

    def _enter(self, place: int, owner: int, bit: int, clauses: int) -> None:
        if place == len(self._bits):
            self._bits.append([])
            self._deciding.append([])
        if clauses == 1:
            self._deciding[place].append(owner)
        else:
            self._bits[place].append((len(self._wanted), 1 << bit))


def _compiled(needles: list[str]) -> Iterator[tuple[Any, list[int]]]:
    """Yield sets, each as what tells which of its needles are in a text, and the places of these among all.

    Any number of plain words make one small automaton; a few are not worth a pass of their own. Of other expressions each
    may be half matched beside each other, so that too many in one set outgrow its memory.
    """
    plain = [place for place, needle in enumerate(needles) if _PLAIN.fullmatch(needle)]
    plain = plain if len(plain) > 2 * _MOST else []
    others = sorted({*range(len(needles))}.difference(plain))
    for places in (plain, *(others[at : at + _MOST] for at in range(0, len(others), _MOST))):
        if places:
            yield _compile([needles[place] for place in places]), places


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
    made.Compile()
    return made.Match
