"""The check kinds: what a check's words mean as an expression, and as spans of a folded text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from knigge.cards.card import Check
from knigge.domain import Case, Fix, Span
from knigge.matching import fold_expression


class Hit(NamedTuple):
    """A place where a check fires; no span where something is missing."""

    span: Span | None
    fixes: tuple[Fix, ...] = ()
    part: str = "body"


Judge = Callable[[Case], Iterator[Hit]]
# The spans that each of a check's expressions matches, by the expression's place in the check.
Found = dict[int, list[Span]]


def expressions(check: Check) -> tuple[str, ...]:
    """Return the folded expressions of a check, one per token, key of `swap`, or `token`."""
    words = check.tokens or tuple(check.swap) or ((check.token,) if check.token else ())
    bounded = not (check.nonword or check.token)
    return tuple(rf"\b(?:{fold_expression(word)})\b" if bounded else fold_expression(word) for word in words)


def existence(check: Check, found: Found) -> Iterator[Hit]:
    """Yield every match."""
    for spans in found.values():
        for span in spans:
            yield Hit(span)


def substitution(check: Check, found: Found) -> Iterator[Hit]:
    """Yield every match with what to write instead."""
    replacements = tuple(check.swap.values())
    for index, spans in found.items():
        for span in spans:
            yield Hit(span, (Fix(replacements[index], check.safe),))


def occurrence(check: Check, found: Found) -> Iterator[Hit]:
    """Yield the first match beyond `max`, or a missing one when there are fewer than `min`."""
    spans = found.get(0, [])
    if check.max and len(spans) > check.max:
        yield Hit(spans[check.max])
    if len(spans) < check.min:
        yield Hit(None)


KINDS = {"": existence, "existence": existence, "substitution": substitution, "occurrence": occurrence}
