"""The weights of verdicts into their table in docs/verdicts.md: `python tests/verdicts.py` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from knigge.critiquing import WEIGHTS
from knigge.surfaces.cli.critique import _WORDS

PAGE = Path(__file__).parents[1] / "docs" / "verdicts.md"
_TABLE = re.compile(r"(?<=\|---\|---\|---\|\n)(?:\|[^\n]*\n)*")


def refreshed(page: str) -> str:
    """Return the page with today's weights in its table, the heaviest first."""
    weights = sorted(WEIGHTS.items(), key=lambda pair: (-abs(pair[1]), -pair[1], pair[0]))
    rows = "".join(f"| `{name}` | {weight:+d} | {_WORDS[name]} |\n" for name, weight in weights)
    return _TABLE.sub(lambda _: rows, page, count=1)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
