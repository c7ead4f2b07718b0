"""A card's message and the values found into what the writer reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VERB = re.compile(r"%(?:\[(\d+)\])?[sd]|%%")


def fill(message: str, values: Sequence[str]) -> str:
    """Return a message with its `%s` (the next value) and `%[2]s` (the second) filled in, on one line.

    A value that is not there is empty, one too many is left out: both as in Vale.
    """
    following = 0

    def value(verb: re.Match[str]) -> str:
        nonlocal following
        if verb[0] == "%%":
            return "%"
        place = int(verb[1]) - 1 if verb[1] else following
        following = place + 1
        return values[place] if 0 <= place < len(values) else ""

    return _VERB.sub(value, message).replace("\n", " ")
