"""What a card or a rule looks for into an `Expression`, and its matches in a passage of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.domain import Span
from knigge.matching.engine import ExpressionError, compiled, spans, words
from knigge.matching.fold import FORMS, Form, fold_expression

if TYPE_CHECKING:
    from knigge.matching.needles import Needles

# Look-around and back-references backtrack, so they see a window at a time, and not for long.
_WINDOW = 1_000
_SECONDS = 0.1
# Constructs that the forms of a text do not tell apart.
_EDGE = re.compile(r"[$]|\\[AzZ]|(?<!\[)\^")
_UNFOLDED = r"\\[pPuUxN]|\[\[:"


class TooSlowError(Exception):
    """An expression of a pack took longer than its time on a window of text."""


class Expression(NamedTuple):
    """What to look for: an RE2 expression over a form of a text, or one that `regex` must see in the text itself.

    exact: over the view. Alone, where RE2 lacks what it needs; beside a source, where the form tells less than the view:
        then RE2 finds the candidates.
    needles, hints: what tells beforehand whether it can occur, see `Needles`.
    """

    source: str
    form: Form = "folded"
    exact: str = ""
    needles: Sequence[Sequence[Sequence[str]]] = ()
    hints: Sequence[str] = ()


class Passage:
    """A stretch of a view to look in, its pieces in order; what lies between them can't be matched.

    Offsets are those of the view. Forms are made when first asked for. scope: what kind of block it is, if one.
    """

    __slots__ = ("_forms", "pieces", "scope", "start", "view")

    def __init__(self, view: str, pieces: Sequence[Span], folded: bytes | None = None, scope: str = "") -> None:
        self.scope = scope
        self.start = pieces[0][0] if pieces else 0
        self.pieces = tuple(pieces)
        self.view = view
        self._forms: dict[str, bytes] = {}
        if folded is not None:
            self._forms["folded"] = _only(folded, self.pieces)

    def form(self, name: Form) -> bytes:
        """Return the passage in a form."""
        if name not in self._forms:
            self._forms[name] = _only(FORMS[name](self.view), self.pieces)
        return self._forms[name]

    def text(self) -> str:
        """Return the passage as it stands in the view, its pieces one after the other."""
        return "".join(self.view[start:end] for start, end in self.pieces)

    def may_hold(self, expression: Expression) -> bool:
        """Say whether an expression may occur in a piece of this passage; where it stands at an edge, it always may."""
        if not expression.source or _EDGE.search(expression.source):
            return True
        return compiled(expression.source).search(self.form(expression.form)) is not None

    def find(self, expression: Expression) -> Sequence[Span]:
        """Return the non-empty matches of an expression, in order.

        Raises TooSlowError when an expression that backtracks takes too long.
        """
        if expression.exact:
            return [*(self._verified(expression) if expression.source else self._windows(expression.exact))]
        start = self.start
        found = spans(expression.source, self.form(expression.form))
        return [(one + start, other + start) for one, other in found] if start and found else found

    def words(self, expression: Expression) -> list[bytes]:
        """Return what an expression matches, in its form: enough to count, and to see that two are not the same."""
        if expression.exact:
            return [self.view[start:end].encode() for start, end in self.find(expression)]
        return words(expression.source, self.form(expression.form))

    def captures(self, expression: Expression) -> Iterator[tuple[str, ...]]:
        """Yield, per match, what its groups hold, groups that took no part left out."""
        for start, end in self.find(expression):
            if match := compiled_exact(expression.exact).match(self.view, start, end, timeout=_SECONDS):
                yield tuple(group for group in match.groups() if group)

    def _verified(self, expression: Expression) -> Iterator[Span]:
        """Yield the matches of the view that begin where the form has one."""
        form, source, exact = self.form(expression.form), compiled(expression.source), compiled_exact(expression.exact)
        at = 0
        while match := source.search(form, at):
            start = match.start() + self.start
            stop = next((end for begin, end in self.pieces if begin <= start < end), start)
            seen = _matched(exact, self.view, start, min(stop, start + match.end() - match.start() + _WINDOW))
            if seen and seen[0] < seen[1]:
                yield seen
            at = seen[1] - self.start if seen and seen[0] < seen[1] else match.start() + 1
            if at > len(form):
                return

    def _windows(self, source: str) -> Iterator[Span]:
        exact = compiled_exact(source)
        for start, end in self.pieces:
            for window in _cut(self.view, start, end):
                yield from _found(exact, self.view, *window)


@cache
def compiled_exact(source: str) -> Any:
    """Return an expression compiled by `regex`, with look-around and back-references.

    Raises ExpressionError for one that it does not accept.
    """
    import regex

    try:
        return regex.compile(source, regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as fault:
        raise ExpressionError(str(fault)) from fault


def of_card(source: str, bounded: bool) -> Expression:
    """Return the expression of a card: RE2, without regard to case, marks of all kinds alike."""
    folded = fold_expression(source)
    folded = rf"\b(?:{folded})\b" if bounded else folded
    return Expression(folded, "folded", "", *_needles(folded))


def of_pack(source: str, ignorecase: bool, seen: bool = False) -> Expression:
    """Return the expression of a rule in Vale's dialect: by RE2 where it can, else by `regex`.

    seen: whether its matches must be seen in the text itself, as its groups are asked for.
    Raises ExpressionError for one that neither accepts.
    """
    from knigge.matching.flags import scoped, without_assertions

    source = scoped(source)
    exact = f"(?i){source}" if ignorecase else source
    known = _needles(fold_expression(source))
    form: Form = "lowered" if ignorecase and not re.search(r"\(\?[a-z]*-?[a-z]*i", source) else "cased"
    plain = without_assertions(source)
    if not re.search(_UNFOLDED, source):
        try:
            made = (
                fold_expression(plain, "lowered")
                if form == "lowered"
                else _cased(f"(?i){plain}" if ignorecase else plain)
            )
            compiled(made)
            must_see = seen or plain != source or not source.isascii()
            if must_see:
                compiled_exact(exact)
            return Expression(made, form, exact if must_see else "", *known)
        except ExpressionError:
            pass
    compiled_exact(exact)
    return Expression("", form, exact, *known)


def _cased(source: str) -> str:
    return "".join(piece if piece.isascii() else FORMS["cased"](piece).decode() for piece in source)


def _needles(folded: str) -> Needles:
    from knigge.matching.needles import needles

    return needles(folded)


def _only(form: bytes, pieces: tuple[Span, ...]) -> bytes:
    """Return the form from the first piece to the last, with a NUL and line ends where there is none of them.

    White space can't bridge a NUL, nor a sentence the line ends.
    """
    if len(pieces) == 1:
        return form[slice(*pieces[0])]
    kept, at = [], pieces[0][0] if pieces else 0
    for start, end in pieces:
        if gap := start - at:
            kept.append(b"\0".ljust(gap, b"\n") if gap > 1 else b"\n")
        kept.append(form[start:end])
        at = end
    return b"".join(kept)


def _cut(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield windows of a stretch: as much as a window holds, cut at a blank line, else at white space."""
    while end - start > _WINDOW:
        cuts = (view.rfind(mark, start, start + _WINDOW) + len(mark) for mark in ("\n\n", "\n", " "))
        stop = next((cut for cut in cuts if cut > start + 2), start + _WINDOW)
        yield start, stop
        start = stop
    yield start, end


def _found(exact: Any, view: str, start: int, end: int) -> Iterator[Span]:
    try:
        for match in exact.finditer(view, start, end, timeout=_SECONDS):
            if match.start() < match.end():
                yield match.span()
    except TimeoutError as fault:
        raise TooSlowError from fault


def _matched(exact: Any, view: str, start: int, end: int) -> Span | None:
    try:
        match = exact.match(view, start, end, timeout=_SECONDS)
    except TimeoutError as fault:
        raise TooSlowError from fault
    return match.span() if match else None
