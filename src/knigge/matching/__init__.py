"""Expressions and texts into matches, in time linear in the text, with Unicode's idea of words and case."""

from knigge.matching.engine import ExpressionError, compiled, spans
from knigge.matching.expression import Expression, of_card, of_pack
from knigge.matching.fold import fold, fold_expression, runs, shape
from knigge.matching.lazy import lazily
from knigge.matching.occurring import ExpressionSet
from knigge.matching.passage import Passage, TooSlowError, View
from knigge.matching.turns import in_turn

__all__ = [
    "Expression",
    "ExpressionError",
    "ExpressionSet",
    "Passage",
    "TooSlowError",
    "View",
    "compiled",
    "fold",
    "fold_expression",
    "in_turn",
    "lazily",
    "of_card",
    "of_pack",
    "runs",
    "shape",
    "spans",
]
