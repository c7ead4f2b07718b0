"""What a card or a rule looks for into an `Expression`, and its matches in a passage of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, AnyStr, NamedTuple

from knigge.domain import Span
from knigge.matching.engine import ExpressionError, compiled, spans, words
from knigge.matching.fold import FORMS, Form, fold_expression

if TYPE_CHECKING:
    from knigge.matching.needles import Needles

# Look-around and back-references backtrack, so they see a window at a time, and not for long.
_WINDOW = 1_000
_SECONDS = 0.1
_EDGE = re.compile(r"[$]|\\[AzZ]|(?<!\[)\^")


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

    __slots__ = ("_forms", "_string", "pieces", "scope", "start", "view")

    def __init__(self, view: str, pieces: Sequence[Span], folded: bytes | None = None, scope: str = "") -> None:
        self.scope = scope
        self.start = pieces[0][0] if pieces else 0
        self.pieces = tuple(pieces)
        self.view = view
        self._string: str | None = None
        self._forms: dict[str, bytes] = {}
        if folded is not None:
            self._forms["folded"] = _only(folded, self.pieces, b"\0", b"\n")

    def form(self, name: Form) -> bytes:
        """Return the passage in a form."""
        if name not in self._forms:
            self._forms[name] = _only(FORMS[name](self.view), self.pieces, b"\0", b"\n")
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
        if not expression.exact:
            found = spans(expression.source, self.form(expression.form))
        else:
            found = [*(self._verified(expression) if expression.source else self._windows(expression.exact))]
        start = self.start
        found = [(one + start, other + start) for one, other in found] if start and found else found
        return found if len(self.pieces) < 2 else [span for span in found if self._bridges_nothing(span)]

    def _bridges_nothing(self, span: Span) -> bool:
        """Say whether all of a match stands in pieces that touch."""
        at = span[0]
        for begin, end in self.pieces:
            if begin <= at < end:
                at = end
        return span[1] <= at

    def holds(self, expression: Expression) -> bool:
        """Say whether an expression matches here, if only between two characters."""
        if expression.exact:
            return compiled_exact(expression.exact).search(self._seen(), timeout=_SECONDS) is not None
        return compiled(expression.source).search(self.form(expression.form)) is not None

    def words(self, expression: Expression) -> list[bytes]:
        """Return what an expression matches, in its form: enough to count, and to see that two are not the same."""
        if expression.exact:
            return [self.view[start:end].encode() for start, end in self.find(expression)]
        return words(expression.source, self.form(expression.form))

    def captures(self, expression: Expression) -> Iterator[tuple[str | None, ...] | None]:
        """Yield, per match, what its groups hold; None for an expression that has no group."""
        exact = compiled_exact(expression.exact)
        for start, _ in self.find(expression):
            if match := self._match(exact, start - self.start):
                yield match.groups() if exact.groups else None

    def expanded(self, source: str, span: Span, template: str) -> str:
        """Return a template with `$1` for what the first group of `source` holds at `span`, and so on."""
        from knigge.matching.flags import scoped

        match = self._match(compiled_exact(scoped(source)), span[0] - self.start)
        groups = (match.group(), *match.groups()) if match else (self.view[slice(*span)],)

        def group(name: re.Match[str]) -> str:
            number = int(name[1]) if len(name[1]) < 10 else len(groups)
            return groups[number] or "" if number < len(groups) else ""

        return re.sub(r"\$\{?(\d+)\}?", group, template)

    def matches_at(self, expression: Expression, span: Span) -> bool:
        """Say whether an expression that is seen in the text itself matches from a place, up to a place."""
        match = self._match(compiled_exact(expression.exact), span[0] - self.start)
        return match is not None and match.end() + self.start == span[1]

    def _seen(self) -> str:
        """Return the passage as one string, what lies between its pieces blanked."""
        if self._string is None:
            self._string = _only(self.view, self.pieces, "\0", "\n")
        return self._string

    def _match(self, exact: Any, at: int, least: int = 0) -> Any:
        """Return the match of an expression from one place on, None if there is none."""
        try:
            return exact.match(self._seen(), at, at + max(_WINDOW, least), timeout=_SECONDS)
        except TimeoutError as fault:
            raise TooSlowError from fault

    def _verified(self, expression: Expression) -> Iterator[Span]:
        """Yield the matches of the text that begin where the form has one."""
        form, source, exact = self.form(expression.form), compiled(expression.source), compiled_exact(expression.exact)
        at = 0
        while at <= len(form) and (found := source.search(form, at)):
            start, end = found.span()
            match = self._match(exact, start, end - start)
            if match and match.end() > start:
                yield match.span()
            at = match.end() if match and match.end() > start else start + 1

    def _windows(self, source: str) -> Iterator[Span]:
        """Yield the matches that begin in the first half of a window, so that each sees half a window ahead."""
        exact, text = compiled_exact(source), self._seen()
        behind = 0
        for start in range(0, len(text), _WINDOW // 2):
            last = start + _WINDOW >= len(text)
            for span in _found(exact, text, max(start, behind), start + _WINDOW):
                if span[0] < start + _WINDOW // 2 or last:
                    yield span
                    behind = span[1]
            if last:
                return


@cache
def compiled_exact(source: str) -> Any:
    """Return an expression compiled by `regex`, with look-around and back-references.

    Raises ExpressionError for one that it does not accept.
    """
    import warnings

    import regex

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # about sets that another version nests
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
    from knigge.matching.needles import Needles, foldable

    source = scoped(source)
    exact = f"(?i){source}" if ignorecase else source
    known = Needles() if re.search(r"\\[uUxN0]|\[:", source) else _needles(fold_expression(source))
    form: Form = "lowered" if ignorecase and not re.search(r"\(\?[a-z]*-?[a-z]*i", source) else "cased"
    plain = without_assertions(source)
    if foldable(source):
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


def _only(text: AnyStr, pieces: tuple[Span, ...], nothing: AnyStr, end_of_line: AnyStr) -> AnyStr:
    """Return a text from the first piece to the last, with a NUL and line ends where there is none of them.

    White space can't bridge a NUL, nor a sentence the line ends.
    """
    if len(pieces) == 1:
        return text[slice(*pieces[0])]
    kept, at = [], pieces[0][0] if pieces else 0
    for start, end in pieces:
        if gap := start - at:
            kept.append(nothing.ljust(gap, end_of_line) if gap > 1 else end_of_line)
        kept.append(text[start:end])
        at = end
    return text[:0].join(kept)


def _found(exact: Any, view: str, start: int, end: int) -> Iterator[Span]:
    try:
        for match in exact.finditer(view, start, end, timeout=_SECONDS):
            if match.start() < match.end():
                yield match.span()
    except TimeoutError as fault:
        raise TooSlowError from fault
