"""An evaluation into a page of Markdown: the table of the composer and each recorded model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knigge.surfaces.evals.terminal import figures

if TYPE_CHECKING:
    from knigge.evals.evaluating import Evaluation

_HEAD = """# Results

What `knigge eval` measures on the cases in `evals/`, made by `make results`. Intervals are 95%;
[evals.md](evals.md) says how to read them. A card's own figures are in the HTML report.

| suite | model | score | value | 95% | of |
|---|---|---|--:|--:|--:|
"""
# What differs from machine to machine or tells nothing here.
_LEFT_OUT = ("held", "no_error", "seconds")


def render(found: Evaluation) -> str:
    """Return the page; the same results make the same page."""
    rows = [
        " | ".join((score.suite, score.model.replace("|", "&#124;"), score.name, *figures(score)))
        for score in found.scores
        if not score.label and score.name not in _LEFT_OUT
    ]
    return _HEAD + "\n".join(f"| {row} |" for row in rows)
