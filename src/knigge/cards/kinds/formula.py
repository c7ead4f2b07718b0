"""A metric's formula into a number, and its condition into yes or no, for rules that strangers wrote."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

_LONGEST = 1_000
_DEEPEST = 50
# So many digits fit 64 bits for sure.
_DIGITS = 18
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    |(?P<mark>&&|\|\||[<>=!]=|[-+*/%()<>!,]))""",
    re.ASCII | re.VERBOSE,
)
# How tightly an operator binds, as in Go.
_BINDS = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip
_GIVEN = "the value"

_PLURALS = {"number": "numbers", "truth": "comparisons"}


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


class _Step(NamedTuple):
    """One step of a formula in postfix order: a number, a name, a sign before an operand, an operator, or a call."""

    kind: str
    text: str
    at: int
    number: float = 0


def evaluate(source: str, values: Mapping[str, float]) -> float | bool:
    """Return what a formula comes to; a name without a value counts 0.

    Numbers are as in Tengo: those written without a point divide without remainder among themselves, `1/2` is 0; the
    values have points. What is divided by zero is infinite. Raises ValueError only for a formula that `prove` refuses.
    """
    return _run(_steps(source), values)


def holds(value: float, condition: str, values: Mapping[str, float]) -> bool:
    """Say whether a condition such as `> 10` is true of a value, of which six decimals count."""
    return bool(_run(_steps(condition, _GIVEN), {**values, _GIVEN: float(f"{value:f}")}))


def prove(source: str, names: Collection[str]) -> None:
    """Raise ValueError, saying what is wrong and where, for a formula that can't be read or knows other names."""
    _prove_names(_steps(source), names)


def prove_condition(condition: str, names: Collection[str]) -> None:
    """Raise ValueError as `prove` does, and for a condition that is not a comparison."""
    steps = _steps(condition, _GIVEN)
    _prove_names(steps, names)
    if _check(steps) != "truth":
        raise ValueError("the condition compares nothing. Write it like `> 10`.")


def _prove_names(steps: tuple[_Step, ...], names: Collection[str]) -> None:
    from difflib import get_close_matches

    for step in steps:
        if step.kind == "name" and step.text not in (*names, _GIVEN):
            near = get_close_matches(step.text, names, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sorted(names))}."
            raise ValueError(f"no name {step.text!r} (character {step.at + 1}). {hint}")


@lru_cache(maxsize=256)
def _steps(source: str, given: str = "") -> tuple[_Step, ...]:
    """Return the steps of a formula; of one that goes on after a given value if `given` names that."""
    if len(source) > _LONGEST:
        raise ValueError(f"over {_LONGEST} characters. Write a shorter formula.")
    tokens = [*_tokens(source)]
    steps = _Parser([_Token("name", given, 0), *tokens] if given else tokens).parse()
    _check(steps)
    return steps


def _tokens(source: str) -> Iterator[_Token]:
    end = len(source.rstrip())
    at = 0
    while at < end:
        match = _TOKEN.match(source, at)
        if not match:
            place = at + len(source[at:]) - len(source[at:].lstrip())
            raise ValueError(f"{source[place]!r} (character {place + 1}) is no part of a formula.")
        kind = match.lastgroup or ""
        yield _Token(kind, match.group(kind), match.start(kind))
        at = match.end()
    yield _Token("end", "the end", end)


class _Parser:
    """The tokens of a formula, read from left to right into steps."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._steps: list[_Step] = []
        self._depth = 0

    def parse(self) -> tuple[_Step, ...]:
        self._operation()
        if self._next().kind != "end":
            raise _unexpected(self._next(), "an operator")
        return tuple(self._steps)

    def _next(self) -> _Token:
        return self._tokens[0]

    def _take(self, wanted: str = "") -> _Token:
        if wanted and self._next().text != wanted:
            raise _unexpected(self._next(), repr(wanted))
        return self._tokens.pop(0)

    def _operation(self, least: int = 1) -> None:
        """Read operands and the operators between them that bind at least so tightly."""
        self._operand()
        while _BINDS.get(self._next().text, 0) >= least:
            token = self._take()
            self._operation(_BINDS[token.text] + 1)
            self._steps.append(_Step("operator", token.text, token.at))

    def _operand(self) -> None:
        token = self._take()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"over {_DEEPEST} levels deep (character {token.at + 1}). Use fewer brackets.")
        if token.text in ("-", "+", "!"):
            self._operand()
            self._steps.append(_Step("sign", token.text, token.at))
        elif token.text == "(":
            self._operation()
            self._take(")")
        elif token.kind == "number":
            self._steps.append(_Step("number", token.text, token.at, _number(token.text)))
        elif token.kind == "name":
            self._named(token)
        else:
            raise _unexpected(token, "a number, a name or a bracket")
        self._depth -= 1

    def _named(self, token: _Token) -> None:
        """Read a call of a function, or a variable, whose `heading.h1` is another way to write `heading_h1`."""
        if self._next().text != "(":
            self._steps.append(_Step("name", token.text.replace("heading.h", "heading_h"), token.at))
            return
        if token.text not in _FUNCTIONS:
            raise ValueError(f"no function {token.text!r} (character {token.at + 1}). Known: {', '.join(_FUNCTIONS)}.")
        self._take()
        for nth in range(_FUNCTIONS[token.text][0]):
            if nth:
                self._take(",")
            self._operation()
        self._take(")")
        self._steps.append(_Step("call", token.text, token.at))


def _unexpected(token: _Token, wanted: str) -> ValueError:
    return ValueError(f"{wanted} should stand where {token.text} does (character {token.at + 1}).")


def _number(text: str) -> float:
    return int(text) if text.isdigit() and len(text) <= _DIGITS else float(text)


def _check(steps: tuple[_Step, ...]) -> str:
    """Return `number` or `truth`, what a formula comes to; raise ValueError where the two are mixed up."""
    stack: list[str] = []
    for step in steps:
        count, wanted, made = _kinds(step, stack)
        if any(kind != wanted for kind in stack[len(stack) - count :]):
            raise ValueError(f"{step.text!r} (character {step.at + 1}) takes {_PLURALS[wanted]} only.")
        del stack[len(stack) - count :]
        stack.append(made)
    return stack[0]


def _kinds(step: _Step, stack: list[str]) -> tuple[int, str, str]:
    """Return how many operands a step takes, of which kind, and what kind it makes."""
    if step.kind in ("number", "name"):
        return 0, "", "number"
    if step.kind == "call":
        return _FUNCTIONS[step.text][0], "number", "number"
    count = 1 if step.kind == "sign" else 2
    if step.text in ("!", "&&", "||"):
        return count, "truth", "truth"
    if step.text in ("==", "!="):
        return count, stack[-1], "truth"
    return count, "number", "truth" if _BINDS[step.text] == 3 else "number"


def _run(steps: tuple[_Step, ...], values: Mapping[str, float]) -> float | bool:
    stack: list[float | bool] = []
    for step in steps:
        if step.kind == "number":
            stack.append(step.number)
        elif step.kind == "name":
            stack.append(float(values.get(step.text, 0)))
        elif step.kind == "sign":
            stack.append(_SIGNS[step.text](stack.pop()))
        else:
            count, apply = _FUNCTIONS[step.text] if step.kind == "call" else (2, _OPERATORS[step.text])
            operands = [stack.pop() for _ in range(count)][::-1]
            stack.append(_bounded(apply(*operands)))
    return stack[0]


def _bounded(number: Any) -> Any:
    """Return a whole number that outgrows 64 bits as one with a point, so that none outgrows what a float can hold."""
    whole = isinstance(number, int) and not isinstance(number, bool)
    return float(number) if whole and abs(number) >= 2**63 else number


def _divide(left: float, right: float) -> float:
    if not right:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left)
    if isinstance(left, int) and isinstance(right, int):
        whole = abs(left) // abs(right)
        return whole if (left < 0) == (right < 0) else -whole
    return left / right


def _remainder(left: float, right: float) -> float:
    """Return what division leaves, with the sign of `left`."""
    if isinstance(left, int) and isinstance(right, int) and right:
        return left - right * int(_divide(left, right))
    return math.fmod(left, right) if right and math.isfinite(left) else math.nan


def _logarithm(number: float) -> float:
    if number == 0:
        return -math.inf
    return math.log(number) if number > 0 else math.nan


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf if base > 0 or exponent % 2 == 0 else -math.inf
    except ValueError:
        return math.nan if base else math.inf


def _round(down_or_up: Callable[[float], int], number: float) -> float:
    return float(down_or_up(number)) if math.isfinite(number) else number


def _extreme(choose: Callable[[float, float], float], left: float, right: float) -> float:
    return math.nan if math.isnan(left) or math.isnan(right) else float(choose(left, right))


_SIGNS: Mapping[str, Callable[[Any], float | bool]] = {"-": operator.neg, "+": operator.pos, "!": operator.not_}
_OPERATORS: Mapping[str, Callable[[Any, Any], float | bool]] = {
    "||": operator.or_, "&&": operator.and_, "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "+": operator.add, "-": operator.sub, "*": operator.mul, "/": _divide,
    "%": _remainder,
}  # fmt: skip
# The functions by name: how many operands each takes, and what it does.
_FUNCTIONS: Mapping[str, tuple[int, Callable[..., float]]] = {
    "math.abs": (1, math.fabs),
    "math.ceil": (1, partial(_round, math.ceil)),
    "math.exp": (1, partial(_power, math.e)),
    "math.floor": (1, partial(_round, math.floor)),
    "math.log": (1, _logarithm),
    "math.max": (2, partial(_extreme, max)),
    "math.min": (2, partial(_extreme, min)),
    "math.pow": (2, _power),
    "math.sqrt": (1, lambda number: math.sqrt(number) if number >= 0 else math.nan),
}
