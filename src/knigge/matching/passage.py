"""A stretch of a text, and the matches of expressions in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from time import perf_counter
from typing import Any, AnyStr

from knigge.domain import Span
from knigge.matching.engine import place, spans, words
from knigge.matching.expression import Expression, compiled_exact
from knigge.matching.flags import scoped
from knigge.matching.fold import FORMS, Form

# Look-around and back-references backtrack: they see a window at a time, and have so long for all of a text.
_WINDOW = 1_000
_SECONDS, _SECONDS_A_CHARACTER = 0.1, 2e-6
_EDGE = re.compile(r"[$]|\\[AzZ]|(?<!\[)\^")


class TooSlowError(Exception):
    """An expression of a pack took longer than its time on a text."""


class Clock:
    """The time that one rule has on one text for expressions that backtrack; it runs from the first of them."""

    __slots__ = ("_end", "_seconds")

    def __init__(self, characters: int) -> None:
        self._seconds = _SECONDS + characters * _SECONDS_A_CHARACTER
        self._end = 0.0

    def restart(self) -> None:
        """Give the next rule its time."""
        self._end = 0.0

    def left(self) -> float:
        """Return the seconds left. Raises TooSlowError when there are none."""
        now = perf_counter()
        self._end = self._end or now + self._seconds
        if now >= self._end:
            raise TooSlowError
        return self._end - now


class View:
    """A text to look in: its one-to-one forms, each made once for all its passages, and the time of the rule that looks."""

    __slots__ = ("_forms", "clock", "string")

    def __init__(self, string: str, clock: Clock | None = None) -> None:
        self.string = string
        self.clock = clock or Clock(len(string))
        self._forms: dict[Form, bytes] = {}

    def form(self, name: Form) -> bytes:
        """Return the text in a form."""
        if name not in self._forms:
            self._forms[name] = FORMS[name](self.string)
        return self._forms[name]

    def whole(self) -> Passage:
        """Return the text from end to end."""
        return Passage(self, ((0, len(self.string)),))


class Passage:
    """A stretch of a view to look in, its pieces in order; what lies between them can't be matched.

    Offsets are those of the view. scope: what kind of block it is, if one.
    """

    __slots__ = ("_enclosing", "_forms", "_string", "gaps", "of", "pieces", "scope", "start", "view")

    def __init__(self, of: View, pieces: Sequence[Span], scope: str = "") -> None:
        self.of = of
        self.view = of.string
        self.scope = scope
        self.start = pieces[0][0] if pieces else 0
        self.pieces = tuple(pieces)
        self.gaps = any(one[1] < other[0] for one, other in pairwise(self.pieces))
        self._string: str | None = None
        self._forms: dict[Form, bytes] = {}
        self._enclosing: dict[tuple[str, str], Sequence[Span]] = {}

    def form(self, name: Form) -> bytes:
        """Return the passage in a form."""
        if name not in self._forms:
            self._forms[name] = _only(self.of.form(name), self.pieces, b"\0", b"\n")
        return self._forms[name]

    def text(self) -> str:
        """Return the passage as it stands in the view, its pieces one after the other."""
        return "".join(self.view[start:end] for start, end in self.pieces)

    def alone(self, text: str) -> Passage:
        """Return some words of this passage as a text of their own, looked at on this one's time."""
        return View(text, self.of.clock).whole()

    def may_hold(self, expression: Expression) -> bool:
        """Say whether an expression may occur in a piece of this passage; where it stands at an edge, it always may."""
        if not expression.source or _EDGE.search(expression.source):
            return True
        return place(expression.source, self.form(expression.form)) >= 0

    def find(self, expression: Expression) -> Sequence[Span]:
        """Return the non-empty matches of an expression, in order.

        Raises TooSlowError when an expression that backtracks takes too long.
        """
        if not expression.exact:
            found = spans(expression.source, self.form(expression.form))
        else:
            found = [*self._located(expression)]
        start = self.start
        found = [(one + start, other + start) for one, other in found] if start and found else found
        if not self.gaps or all(self.bridges_nothing(span) for span in found):
            return found
        # What reaches over a gap hides what would have ended before it, so each stretch is looked at alone.
        alone = [(start, self.alone(self.view[start:end])) for start, end in self._stretches()]
        return [(start + one, start + other) for start, passage in alone for one, other in passage.find(expression)]

    def _stretches(self) -> Iterator[Span]:
        """Yield the pieces, those that touch as one."""
        start, stop = self.pieces[0]
        for begin, end in self.pieces[1:]:
            if begin > stop:
                yield start, stop
                start = begin
            stop = end
        yield start, stop

    def holds_inside(self, span: Span, expression: Expression) -> bool:
        """Say whether an expression occurs in the words of a span, with nothing seen around them."""
        if expression.exact:
            return bool(self.alone(self.view[slice(*span)]).find(expression))
        form = self.form(expression.form)[span[0] - self.start : span[1] - self.start]
        return bool(spans(expression.source, form))

    def encloses(self, expression: Expression, span: Span) -> bool:
        """Say whether all of a span stands in one match of an expression."""
        key = (expression.source, expression.exact)
        if key not in self._enclosing:
            self._enclosing[key] = self.find(expression)
        found = self._enclosing[key]
        place = bisect_right(found, span[0], key=itemgetter(0))
        return place > 0 and span[1] <= found[place - 1][1]

    def bridges_nothing(self, span: Span) -> bool:
        """Say whether all of a span stands in pieces that touch."""
        if not self.gaps:
            return True
        place = bisect_right(self.pieces, span[0], key=itemgetter(0))
        end = self.pieces[place - 1][1]
        while end < span[1] and place < len(self.pieces) and self.pieces[place][0] == end:
            end = self.pieces[place][1]
            place += 1
        return span[1] <= end

    def holds(self, expression: Expression) -> bool:
        """Say whether an expression matches here, if only between two characters."""
        if expression.exact:
            return self._timed(compiled_exact(expression.exact).search) is not None
        return place(expression.source, self.form(expression.form)) >= 0

    def words(self, expression: Expression) -> list[bytes]:
        """Return what an expression matches, in its form: enough to count, and to see that two are not the same."""
        if expression.exact:
            return [self.view[start:end].encode() for start, end in self.find(expression)]
        if self.gaps:
            form, at = self.form(expression.form), self.start
            return [form[start - at : end - at] for start, end in self.find(expression)]
        return words(expression.source, self.form(expression.form))

    def captures(self, expression: Expression) -> Iterator[tuple[str | None, ...] | None]:
        """Yield, per match, what its groups hold; None for an expression that has no group."""
        for start, _ in self.find(expression):
            if match := self._match(expression.exact, start - self.start):
                yield match.groups() or None

    def expanded(self, source: str, span: Span, template: str) -> str:
        """Return a template with `$1` for what the first group of `source` holds at `span`, and so on."""
        match = self._match(scoped(source), span[0] - self.start)
        groups = (match.group(), *match.groups()) if match else (self.view[slice(*span)],)

        def group(name: re.Match[str]) -> str:
            number = int(name[1])
            return groups[number] or "" if number < len(groups) else ""

        return re.sub(r"\$\{?(\d+)\}?", group, template)

    def matches_at(self, expression: Expression, span: Span) -> bool:
        """Say whether an expression that is seen in the text itself matches from a place, up to a place."""
        match = self._match(expression.exact, span[0] - self.start)
        return match is not None and match.end() + self.start == span[1]

    def _seen(self) -> str:
        """Return the passage as one string, what lies between its pieces blanked."""
        if self._string is None:
            self._string = _only(self.view, self.pieces, "\0", "\n")
        return self._string

    def _timed(self, find: Callable[..., Any], at: int = 0, end: int | None = None) -> Any:
        """Return what the `match` or `search` of an expression finds between two places, None if nothing."""
        try:
            return find(self._seen(), at, end, timeout=self.of.clock.left())
        except TimeoutError as fault:
            raise TooSlowError from fault

    def _match(self, source: str, at: int) -> Any:
        """Return the match of an expression from one place on: one that a window holds, seen again in all of the text."""
        match, end = compiled_exact(source).match, at + _WINDOW
        if end < len(self._seen()) and self._timed(match, at, end) is None:
            return None
        return self._timed(match, at)

    def _located(self, expression: Expression) -> Iterator[Span]:
        """Yield the matches in the text itself, each from a place where RE2 has one in the form, or a window one."""
        at, end = 0, len(self._seen())
        while at <= end and (start := self._candidate(expression, at)) is not None:
            match = self._match(expression.exact, start)
            if match and match.end() > start:
                yield match.span()
            at = match.end() if match and match.end() > start else start + 1

    def _candidate(self, expression: Expression, at: int) -> int | None:
        """Return the next place where a match may begin."""
        if expression.source:
            self.of.clock.left()
            found = place(expression.source, self.form(expression.form), at)
            return found if found >= 0 else None
        search = compiled_exact(expression.exact).search
        for start in range(at, max(at + 1, len(self._seen()) - _WINDOW // 2), _WINDOW // 2):
            if found := self._timed(search, start, start + _WINDOW):
                return int(found.start())
        return None


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
