"""Expressions and texts into matches, in time linear in the text, with Unicode's idea of words and case."""

from knigge.matching.engine import ExpressionError, ExpressionSet, compiled, spans
from knigge.matching.fold import fold, fold_expression, shape

__all__ = ["ExpressionError", "ExpressionSet", "compiled", "fold", "fold_expression", "shape", "spans"]
