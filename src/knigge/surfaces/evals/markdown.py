"""An evaluation into a page of Markdown: whether it passed, what changed, what failed, and all scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knigge.surfaces.cli.paint import printable
from knigge.surfaces.evals import sentences

if TYPE_CHECKING:
    from knigge.evals.comparing import Comparison
    from knigge.evals.evaluating import Evaluation

# What differs from machine to machine, or tells nothing here.
_LEFT_OUT = ("held", "no_error", "seconds")


def render(found: Evaluation) -> str:
    """Return the page; the same results make the same page."""
    return "\n".join(_lines(found))


def _lines(found: Evaluation) -> Iterator[str]:
    kept = sum(gate.passed for gate in found.gates)
    yield "# Results\n"
    yield (
        f"`knigge eval` {'passed' if found.passed else 'failed'}: {sentences.failed(found)}; {kept} of {len(found.gates)} gates hold."
    )
    yield from (
        f"- {_plain(sentences.named(g.suite, g.model))}: {_plain(sentences.missed(g))}"
        for g in found.gates
        if not g.passed
    )
    yield from (f"- {_plain(sentences.stale(each))}" for each in found.stale)
    if found.comparison:
        yield from _compared(found.comparison)
    yield "\n## Scores\n\nIntervals are 95%. A card's own figures are in the HTML report.\n"
    yield "| suite | model | score | value | 95% | of |\n|---|---|---|--:|--:|--:|"
    for score in found.scores:
        if not score.label and score.name not in _LEFT_OUT:
            cells = (score.suite, score.model, score.name, *sentences.figures(score))
            yield f"| {' | '.join(_plain(cell) for cell in cells)} |"
    if failing := found.failing():
        yield "\n## Cases that failed\n"
    for result in failing:
        state = "known" if result.is_known(found.known) else "fails"
        name = sentences.named(result.case.id, result.model)
        yield f"- {state}: {_plain(name)}: {_plain('; '.join(sentences.reasons(result, found)))}"


def _compared(found: Comparison) -> Iterator[str]:
    yield "\n## Compared\n"
    for each in found.versus:
        names = f"{each.suite}: {each.now} against {each.before}"
        yield f"- {_plain(names)}: **{each.verdict}** ({sentences.counts(each)})"
    yield from (f"- {_plain(name)} was measured before and is not now" for name in found.missing)
    yield from (f"- {'passes' if flip.passes else 'fails'} now: {_plain(flip.case)}" for flip in found.flips)


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it, in one line, and nothing that a stranger could switch on."""
    return re.sub(r"([\\`*\[\]<>|&])", r"\\\1", printable(" ".join(text.split())))
