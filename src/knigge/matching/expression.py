"""What a card or a rule looks for into an `Expression`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.matching.engine import ExpressionError, compiled
from knigge.matching.fold import FORMS, Form, fold_expression

if TYPE_CHECKING:
    from knigge.matching.needles import Needles

# Written out, as `regex` keeps what is repeated.
_LONGEST = 50_000


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


@cache
def compiled_exact(source: str) -> Any:
    """Return an expression compiled by `regex`, with look-around and back-references.

    Raises ExpressionError for one that it does not accept.
    """
    import warnings

    import regex

    from knigge.matching.flags import ascii_digits, written_out

    if written_out(source) > _LONGEST:
        raise ExpressionError(f"it repeats so much that it is more than {_LONGEST:,} characters long")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # about sets that another version nests
            return regex.compile(ascii_digits(source), regex.VERSION0)
    except (regex.error, RecursionError, OverflowError, ValueError) as fault:
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
    plain = without_assertions(source)
    form: Form = "lowered" if ignorecase and not re.search(r"\(\?[a-z]*-?[a-z]*i", source) else "cased"
    made = _over(form, plain, ignorecase) if foldable(source) else ""
    must_see = seen or not made or plain != source or not source.isascii()
    if must_see:
        compiled_exact(exact)
    return Expression(made, form, exact if must_see else "", *known)


def _over(form: Form, source: str, ignorecase: bool) -> str:
    """Return an RE2 expression over a form of a text, empty for what RE2 does not accept."""
    if form == "lowered":
        made = fold_expression(source, form)
    else:
        pieces = (piece if piece.isascii() else FORMS[form](piece).decode() for piece in source)
        made = ("(?i)" if ignorecase else "") + "".join(pieces)
    try:
        compiled(made)
    except ExpressionError:
        return ""
    return made


def _needles(folded: str) -> Needles:
    from knigge.matching.needles import needles

    return needles(folded)
