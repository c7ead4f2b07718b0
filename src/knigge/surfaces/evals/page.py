"""An evaluation into one page of HTML that asks nobody for anything: scores, plots, and every case, with a filter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knigge.models import OFFLINE
from knigge.surfaces.evals import plots, sentences
from knigge.surfaces.evals.plots import clean
from knigge.surfaces.evals.sentences import figures

if TYPE_CHECKING:
    from knigge.evals.comparing import Comparison
    from knigge.evals.evaluating import Evaluation
    from knigge.evals.running import Mark, Result
    from knigge.evals.scoring import Score


def render(found: Evaluation) -> str:
    """Return the page."""
    frame = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    sections = {
        "title": f"knigge eval: {'passed' if found.passed else 'failed'}",
        "summary": _summary(found),
        "sections": "\n".join(_sections(found)),
        "cases": "\n".join(_case(result, found) for result in _ordered(found)),
    }
    for slot, text in sections.items():
        frame = frame.replace(f"<!--{slot}-->", text, 1)
    return frame


def _summary(found: Evaluation) -> str:
    tiles = "".join(_tile(score) for score in found.scores if score.name == "passed")
    kept = sum(gate.passed for gate in found.gates)
    state = "passed" if found.passed else "failed"
    failed = [gate for gate in found.gates if not gate.passed]
    lines = "".join(
        f"<li>{clean(sentences.named(gate.suite, gate.model))}: {clean(sentences.missed(gate))}.</li>"
        for gate in failed
    )
    lines += "".join(f"<li>{clean(sentences.stale(each))}</li>" for each in found.stale)
    lines += "".join(
        f"<li>{clean(model)}: {counts['missing']} answers are missing, {counts['stale']} are stale.</li>"
        for model, counts in found.recordings.items()
        if counts["missing"] or counts["stale"]
    )
    return (
        f'<h1>knigge eval <span class="{state}">{state}</span></h1>'
        f'<p><a href="#cases">{sentences.failed(found).capitalize()}</a>; {kept} of {len(found.gates)} gates hold.</p>'
        f"{f'<ul class=gates>{lines}</ul>' if lines else ''}<div class=tiles>{tiles}</div>"
    )


def _tile(score: Score) -> str:
    share, interval, of = figures(score)
    model = f" · {clean(score.model)}" if score.model != OFFLINE else ""
    return (
        f"<div class=tile><b>{clean(score.suite)}{model}</b><span class=big>{float(share):.1%}</span>"
        f"<span>{of} passed</span><span class=dim>95%: {interval}</span></div>"
    )


def _sections(found: Evaluation) -> Iterator[str]:
    if found.comparison:
        yield from _compared(found.comparison)
    cards = sorted(
        (s for s in found.scores if s.suite == "rules" and s.name == "f1" and s.label),
        key=lambda s: (s.value or 0, s.label),
    )
    if cards:
        yield f"<h2>F1 of each card</h2><p class=dim>Lowest first. The line is the 95% interval; faint: fewer than 10 positives.</p>{plots.intervals(cards)}"
    for suite, counts in found.confusion.items():
        yield f"<h2>Verdicts: {clean(suite)}</h2>{plots.matrix(counts)}"
    if drafts := [r.measures for r in found.results if r.case.suite == "draft" and r.measures]:
        yield f"<h2>Length of {len(drafts)} drafts</h2>{plots.lengths(drafts)}"
    rows = "".join(_row(score) for score in found.scores if not score.label)
    head = "<tr><th>suite<th>model<th>score<th class=n>value<th class=n>95%<th class=n>of<th></tr>"
    yield f"<h2>All scores</h2><table>{head}{rows}</table>"


def _row(score: Score) -> str:
    named = "".join(f"<td>{clean(name)}" for name in (score.suite, score.model, score.name))
    numbers = "".join(f"<td class=n>{clean(figure)}" for figure in figures(score))
    return f"<tr>{named}{numbers}<td class=dim>{clean(score.note)}</tr>"


def _compared(found: Comparison) -> Iterator[str]:
    yield "<h2>Compared</h2><ul>"
    for each in found.versus:
        yield (
            f"<li>{clean(each.suite)}: {clean(each.now)} against {clean(each.before)}: <b>{each.verdict}</b> "
            f"({sentences.counts(each)})</li>"
        )
    yield from (f"<li>{clean(name)} was measured before and is not now</li>" for name in found.missing)
    for flip in found.flips:
        yield f'<li><span class="{"passed" if flip.passes else "failed"}">{"passes" if flip.passes else "fails"} now</span> {clean(flip.case)}</li>'
    yield "</ul>"


def _ordered(found: Evaluation) -> list[Result]:
    return [*found.failing(), *(result for result in found.results if result.passed)]


def _case(result: Result, found: Evaluation) -> str:
    case = result.case
    state = "passed" if result.passed else "known" if result.is_known(found.known) else "failed"
    model = f" <span class=dim>({clean(result.model)})</span>" if result.model != OFFLINE else ""
    wrong = "".join(f"<li>{clean(line)}</li>" for line in sentences.reasons(result, found))
    tags = " ".join(f"{key}={value}" for key, value in case.metadata.items())
    return (
        f'<details class="case" data-state="{state}"{" open" if state == "failed" else ""}><summary>'
        f'<span class="{state}">{state}</span> {clean(case.id)}{model} <span class=dim>{clean(tags)}</span></summary>'
        f"{f'<ul>{wrong}</ul>' if wrong else ''}{_texts(result)}</details>"
    )


def _texts(result: Result) -> str:
    """Return what went in, marked, and what was written."""
    given, got = result.case.inputs, result.got
    parts = []
    if given.get("subject"):
        parts.append(f"<p class=dim>Subject: {clean(given['subject'])}</p>")
    if given.get("text"):
        parts.append(f"<pre>{_marked(given['text'], result.marks)}</pre>")
    if isinstance(got, dict) and got.get("body"):
        subject = f"{clean(got['subject'])}\n\n" if got.get("subject") else ""
        parts.append(f"<p class=dim>Written:</p><pre>{subject}{clean(got['body'])}</pre>")
    return "".join(parts)


def _marked(text: str, marks: tuple[Mark, ...]) -> str:
    """Return a text with its marks; of two that overlap the first."""
    pieces, at = [], 0
    for mark in sorted(marks):
        if mark.start >= at:
            words = f'<mark class="{mark.how}" title="{mark.how}">{clean(text[mark.start : mark.end])}</mark>'
            pieces += [clean(text[at : mark.start]), words]
            at = mark.end
    return "".join((*pieces, clean(text[at:])))
