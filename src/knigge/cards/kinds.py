"""The check kinds: what a check's words mean as an expression, and as spans of a folded text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knigge.cards.card import Check
from knigge.cards.engine import compiled, spans
from knigge.cards.fold import fold_expression
from knigge.domain import Case, Fix, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a check fires; no span where something is missing."""

    span: Span | None
    fixes: tuple[Fix, ...] = ()
    part: str = "body"


Judge = Callable[[Case], Iterator[Hit]]


def expression(check: Check) -> str:
    """Return the folded expression that must occur for the check to have anything to say; "" for none."""
    words = check.tokens or tuple(check.swap) or ((check.token,) if check.token else ())
    if not words:
        return ""
    joined = "|".join(f"(?:{fold_expression(word)})" for word in words)
    return joined if check.nonword or check.token else rf"\b(?:{joined})\b"


def existence(check: Check, source: str, folded: bytes) -> Iterator[Hit]:
    """Yield every match."""
    for span in spans(source, folded):
        yield Hit(span)


def substitution(check: Check, source: str, folded: bytes) -> Iterator[Hit]:
    """Yield every match with what to write instead."""
    for start, end in spans(source, folded):
        for observed, expected in check.swap.items():
            if compiled(fold_expression(observed)).fullmatch(folded[start:end]):
                yield Hit((start, end), (Fix(expected, check.safe),))
                break


def occurrence(check: Check, source: str, folded: bytes) -> Iterator[Hit]:
    """Yield the first match beyond `max`, or a missing one when there are fewer than `min`."""
    found = list(spans(source, folded))
    if check.max and len(found) > check.max:
        yield Hit(found[check.max])
    if len(found) < check.min:
        yield Hit(None)


KINDS = {"existence": existence, "substitution": substitution, "occurrence": occurrence}
