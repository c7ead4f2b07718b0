"""Scores into plots: inline SVG that takes its colours from the page, with a text for whoever can't see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from knigge.surfaces.cli.paint import printable
from knigge.surfaces.evals.sentences import figures

if TYPE_CHECKING:
    from knigge.evals.scoring import Score

_ROW = 18
_LABEL = 190
_PLOT = 420


def clean(text: object) -> str:
    """Return a text as HTML that shows it, and nothing that a stranger could switch on."""
    return escape(printable(str(text)))


def intervals(scores: Sequence[Score]) -> str:
    """Return a row for each score: its value as a dot on its 95% interval, faint where there are too few to tell."""
    height = _ROW * len(scores) + 30
    parts = [
        _open(
            _LABEL + _PLOT + 90, height, "Scores with their 95% intervals; the table of cards holds the same figures."
        )
    ]
    for tenth in range(0, 11, 2):
        x = _LABEL + _PLOT * tenth / 10
        parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="4" y2="{height - 24}"/>')
        parts.append(f'<text class="tick" x="{x:g}" y="{height - 8}" text-anchor="middle">{tenth / 10:g}</text>')
    for row, score in enumerate(scores):
        parts.append(_interval(score, row * _ROW + 14))
    return "".join((*parts, "</svg>"))


def _interval(score: Score, y: float) -> str:
    low, high, value = (_LABEL + _PLOT * (number or 0) for number in (score.low, score.high, score.value))
    of = figures(score)[2]
    told = f"{score.label}: {score.value or 0:.2f}, {score.low or 0:.2f} to {score.high or 0:.2f}, {of} {score.note}"
    faint = ' class="few"' if score.note else ""
    return (
        f"<g{faint}><title>{clean(told)}</title>"
        f'<text x="{_LABEL - 8}" y="{y + 4:g}" text-anchor="end">{clean(score.label)}</text>'
        f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="{y:g}" y2="{y:g}"/>'
        f'<circle cx="{value:.1f}" cy="{y:g}" r="4"/>'
        f'<text class="tick" x="{_LABEL + _PLOT + 10}" y="{y + 4:g}">{clean(of)}</text></g>'
    )


def matrix(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return a confusion matrix as a table: a row for what was wanted, a column for what came, darker for more of the row."""
    names = list(next(iter(counts.values()), {}))
    head = "".join(f"<th>{clean(name)}</th>" for name in names)
    rows = []
    for wanted, given in counts.items():
        if of := sum(given.values()):
            cells = "".join(_cell(count, of, name == wanted) for name, count in given.items())
            rows.append(f"<tr><th>{clean(wanted)}</th>{cells}<td class=of>{of}</td></tr>")
    return f"<table class=matrix><tr><th>wanted ↓ came →</th>{head}<th>of</th></tr>{''.join(rows)}</table>"


def _cell(count: int, of: int, right: bool) -> str:
    kind = "hit" if right else "miss"
    return f'<td class="{kind}" style="--share:{count / of:.2f}">{count or "·"}</td>'


def lengths(drafts: Sequence[Mapping[str, Any]]) -> str:
    """Return how long drafts are as a share of their channel's target, in steps of a tenth; 1 is the target."""
    bins = [0] * 20
    for draft in drafts:
        if draft.get("target"):
            bins[min(19, int(10 * draft["characters"] / draft["target"]))] += 1
    most = max(bins) or 1
    parts = [_open(_PLOT + 40, 170, "Lengths of drafts as shares of their channel's target.")]
    for place, count in enumerate(bins):
        x, height = 20 + place * 21, 120 * count / most
        if count:
            over = "bar over" if place >= 10 else "bar"
            title = f"{place / 10:g} to {(place + 1) / 10:g} of the target: {count} drafts"
            parts.append(
                f'<rect class="{over}" x="{x}" y="{136 - height:.1f}" width="19" height="{height:.1f}"><title>{title}</title></rect>'
            )
            parts.append(f'<text class="tick" x="{x + 9.5}" y="{131 - height:.1f}" text-anchor="middle">{count}</text>')
        if place % 5 == 0:
            parts.append(f'<text class="tick" x="{x}" y="152" text-anchor="middle">{place / 10:g}</text>')
    parts.append(
        '<line class="grid" x1="20" x2="440" y1="136" y2="136"/><line class="target" x1="230" x2="230" y1="6" y2="140"/>'
    )
    return "".join(
        (*parts, '<text class="tick" x="230" y="167" text-anchor="middle">the channel\'s target</text></svg>')
    )


def _open(width: int, height: int, told: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{clean(told)}">'
    )
