"""An expression into literals of which every match must hold one, so that most expressions need not be tried at all."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

_SHORTEST = 3
_MOST = 200


def needles(expression: str) -> tuple[str, ...]:
    """Return literals of which any match of a folded `expression` holds at least one; () when none can be told."""
    try:
        tree = parser.parse(expression.replace("\\z", "\\Z"))
    except (re.error, OverflowError):
        return ()
    found = _needed(tree)
    return tuple(sorted(found)) if found and len(found) <= _MOST else ()


def _needed(tree: Any) -> frozenset[str]:
    """Return the best set of needles among the parts of a sequence that must all match: few, and long."""
    best: frozenset[str] = frozenset()
    run = ""
    for code, argument in [*tree, (None, None)]:
        if code is op.LITERAL and argument < 128:
            run += chr(argument)
            continue
        best = _better(
            best,
            frozenset({run}) if len(run) >= _SHORTEST or (run and not run.isalnum() and run.strip()) else frozenset(),
        )
        run = ""
        best = _better(best, _of_node(code, argument))
    return best


def _of_node(code: Any, argument: Any) -> frozenset[str]:
    if code is op.SUBPATTERN:
        return _needed(argument[-1])
    if code is op.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] >= 1:
        return _needed(argument[2])
    return frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    if not one or not other:
        return one or other
    return max(one, other, key=lambda needles: (min(map(len, needles)), -len(needles)))
