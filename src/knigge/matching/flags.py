"""Expressions as rule authors write them into what all engines understand alike: flags in groups, plain digits."""

from __future__ import annotations

import re

from knigge.matching.engine import ExpressionError

_MOST_FLAGS = 9
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*(?:\]|\\?\Z)|\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)|[(|)]|[^\\\[(|)]+|.", re.DOTALL
)
_FLAGS = re.compile(r"\(\?([a-zA-Z]*(?:-[a-zA-Z]+)?)\)")

# What `\d` and `\D` are outside of a class, and inside.
_DIGITS = {"\\d": "[0-9]", "\\D": "[^0-9]"}
_INSIDE = {"\\d": "0-9", "\\D": r"\x00-/:-\U0010ffff"}

_REPEATED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*(?:\]|\\?\Z)|\{(\d{1,9})(?:,\d{0,9})?\}|.", re.DOTALL)
_ASSERTION = re.compile(r"\?<?[=!]")


def scoped(source: str) -> str:
    """Return `source` with each `(?i)` as a group around what it holds for: the rest of its group, branch by branch.

    Raises ExpressionError for one that changes its flags too often: each branch repeats them all.
    """
    if not _FLAGS.search(source):
        return source
    made: list[str] = []
    # per open group: the flags in force, as group heads that each branch opens again
    groups: list[list[str]] = [[]]
    for token in _TOKEN.findall(source):
        flags = _FLAGS.fullmatch(token)
        if flags:
            if len(groups[-1]) == _MOST_FLAGS:
                raise ExpressionError("it changes its flags too often")
            groups[-1].append(f"(?{flags[1]}:")
            made.append(groups[-1][-1])
        elif token == "(":
            groups.append([])
            made.append(token)
        elif token == ")":
            made.append(")" * len(groups.pop() if len(groups) > 1 else []) + token)
        elif token == "|":
            made.append(")" * len(groups[-1]) + "|" + "".join(groups[-1]))
        else:
            made.append(token)
    return "".join(made) + "".join(")" * len(heads) for heads in reversed(groups))


def ascii_digits(source: str) -> str:
    """Return `source` with `\\d` as RE2 has it, the digits 0-9 of ASCII, and `\\D` as all but these."""
    if "\\d" not in source and "\\D" not in source:
        return source
    return "".join(
        re.sub(r"\\.", lambda escape: _INSIDE.get(escape[0], escape[0]), token)
        if token.startswith("[")
        else _DIGITS.get(token, token)
        for token in _TOKEN.findall(source)
    )


def without_assertions(source: str) -> str:
    """Return `source` without its look-around: it matches wherever `source` does, from the same place, and elsewhere."""
    made: list[str] = []
    depth = skipped = 0
    tokens = _TOKEN.findall(source)
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if token == "(":
            depth += 1
            if not skipped and _ASSERTION.match(following):
                skipped = depth
        if not skipped:
            made.append(token)
        if token == ")":
            skipped = 0 if skipped == depth else skipped
            depth -= 1
    return "".join(made)


def written_out(source: str) -> int:
    """Return how many tokens `source` has, its group heads counted, when all that it repeats `{n}` times is written n times."""
    groups, last = [0], 0
    for token in _REPEATED.finditer(source):
        if token[0] == "(":
            groups.append(0)
        elif token[1]:
            groups[-1] += last * (int(token[1]) - 1)
            last *= int(token[1])
        else:
            last = groups.pop() if token[0] == ")" and len(groups) > 1 else 1
            groups[-1] += last
    return sum(groups)
