"""Expressions as rule authors write them into what all engines understand alike: flags in groups, plain digits."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)|[(|)]|[^\\\[(|)]+|.", re.DOTALL
)
_FLAGS = re.compile(r"\(\?([a-zA-Z]*(?:-[a-zA-Z]+)?)\)")

# What `\d` and `\D` are outside of a class, and inside.
_DIGITS = {"\\d": "[0-9]", "\\D": "[^0-9]"}
_INSIDE = {"\\d": "0-9", "\\D": r"\x00-/:-\U0010ffff"}

_ASSERTION = re.compile(r"\?<?[=!]")


def scoped(source: str) -> str:
    """Return `source` with each `(?i)` as a group around what it holds for: the rest of its group, branch by branch."""
    if not _FLAGS.search(source):
        return source
    made: list[str] = []
    # per open group: the flags in force, as group heads that each branch opens again
    groups: list[list[str]] = [[]]
    for token in _TOKEN.findall(source):
        flags = _FLAGS.fullmatch(token)
        if flags:
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
