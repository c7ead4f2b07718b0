"""An evaluation into what a terminal shows: scores with their denominators, the gates, and the cases that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knigge.surfaces.cli.paint import columns, paint, printable
from knigge.surfaces.evals import sentences

if TYPE_CHECKING:
    from rich.table import Table

    from knigge.evals.comparing import Comparison
    from knigge.evals.evaluating import Evaluation
    from knigge.evals.preferring import Preferences
    from knigge.evals.running import Result
    from knigge.evals.scoring import Score

# Shares of cases that turn right and wrong.
_DIFFERENCES = ((0.02, 0.0), (0.03, 0.01), (0.05, 0.01), (0.07, 0.02), (0.08, 0.02), (0.12, 0.02), (0.2, 0.05))
_NOTE = 20  # characters; the page tells longer ones
_MOST = 20  # failing cases that are told one by one


def render(found: Evaluation) -> str:
    """Return the whole report."""
    lines = [*_compared(found.comparison)] if found.comparison else []
    lines += [_preferred(each) for each in found.preferences]
    lines += [_drawn(_table([score for score in found.scores if not score.label]))]
    if weak := [
        s
        for s in found.scores
        if s.suite == "rules" and s.label and s.name == "f1" and s.value is not None and s.value < 1
    ]:
        lines += [paint("Cards that are not right everywhere", "bold"), _drawn(_table(weak, "card"))]
    lines += _failing(found)
    lines += [f"Known to fail, and passes: {printable(name)}. Take it off the list." for name in found.mended()]
    return "\n".join((*lines, *_gates(found)))


def _table(scores: Sequence[Score], label: str = "") -> Table:
    """Return scores as a table: by suite, and model where there are several, or by their labels alone."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    named = (label,) if label else ("suite", "model") if len({score.model for score in scores}) > 1 else ("suite",)
    for name in (*named, "score"):
        table.add_column(name, no_wrap=True)
    for name in ("value", "95%", "of"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", style="dim", no_wrap=True)
    before = ("", "")
    for score in scores:
        now = (score.suite, score.model)
        first = (score.label,) if label else (now if now != before else ("", ""))[: len(named)]
        table.add_row(
            *(
                printable(cell)
                for cell in (
                    *first,
                    score.name,
                    *sentences.figures(score),
                    score.note if len(score.note) <= _NOTE else "",
                )
            )
        )
        before = now
    return table


def pairs_needed() -> str:
    """Return a table of differences, and of the cases that show them four times in five."""
    from rich import box
    from rich.table import Table

    from knigge.evals import statistics

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ("difference", "turn right", "turn wrong", "cases needed"):
        table.add_column(name, justify="right")
    for gain, loss in _DIFFERENCES:
        row = (f"{gain - loss:+.0%}", f"{gain:.0%}", f"{loss:.0%}", f"{statistics.pairs_needed(gain, loss):,}")
        table.add_row(*row)
    return f"{_drawn(table)}\nMcNemar's exact test at 5%, seen with a chance of 80%."


def _drawn(table: Table) -> str:
    from rich.console import Console

    console = Console(width=columns(), no_color=not paint("x", "bold").startswith("\033"), highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _failing(found: Evaluation) -> Iterator[str]:
    """Yield the prompts that changed, and the cases that failed, those of such a prompt by their names alone."""
    failed = {(result.model, result.case.id) for result in found.failing()}
    if not failed and not found.stale:
        return
    yield paint(sentences.failed(found).capitalize(), "bold")
    for each in found.stale:
        yield f"  {paint('stale', 'error')}  {printable(sentences.stale(each))}"
        names = [case for case in each.cases if (each.model, case) in failed]
        yield from _listed([f"{_fails()}{_name(case, each.model)}" for case in names])
    stale = {(each.model, case) for each in found.stale for case in each.cases}
    yield from _listed(
        [_told(result, found) for result in found.failing() if (result.model, result.case.id) not in stale]
    )
    yield ""


def _fails() -> str:
    return f"  {paint('fails', 'error')}  "


def _name(case: str, model: str) -> str:
    return printable(sentences.named(case, model))


def _told(result: Result, found: Evaluation) -> str:
    state = f"  {paint('known', 'dim')}  " if result.is_known(found.known) else _fails()
    lines = (f"         {printable(line)}" for line in sentences.reasons(result, found))
    return "\n".join((f"{state}{_name(result.case.id, result.model)}", *lines))


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"  ... and {len(lines) - _MOST} more: --report FILE.html shows all."


def _compared(found: Comparison) -> Iterator[str]:
    """Yield the flipped cases, those that fail now first, and what may be said of each suite."""
    several = len({flip.now for flip in found.flips}) > 1
    for flip in found.flips:
        how = paint("passes now", "good") if flip.passes else paint("fails now", "error")
        yield f"{how}  {printable(flip.case)}{f' ({printable(flip.now)})' if several else ''}"
    for each in found.versus:
        verdict = paint(each.verdict, {"better": "good", "worse": "error"}.get(each.verdict, "dim"))
        yield printable(f"{each.suite}: {each.now} against {each.before}: ") + f"{verdict} ({sentences.counts(each)})"
    yield from (
        f"{paint('failed', 'error')}  {printable(name)} was measured before and is not now" for name in found.missing
    )
    yield ""


def _preferred(found: Preferences) -> str:
    """Return what a judge prefers, how steady it is, and whether it goes by length."""
    decided = found.wins + found.losses
    rate = "-" if found.rate is None else f"{found.rate:.2f} ({found.low:.2f} to {found.high:.2f})"
    lengths = ", ".join(f"{part} {wins}/{of}" for part, (wins, of) in found.by_length.items())
    said = decided + found.ties
    return printable(
        f"{found.judge} prefers {found.now} to {found.before}: {rate}, {found.wins} of {decided} decided, {found.ties} ties; "
        f"by length of its drafts: {lengths}\n  It named the other draft in the other order {found.flips} of {said} times"
        f"{f', and gave no answer {found.failed} times' if found.failed else ''}. This decides no gate.\n"
    )


def _gates(found: Evaluation) -> Iterator[str]:
    for gate in found.gates:
        if not gate.passed:
            yield f"{paint('failed', 'error')}  {_name(gate.suite, gate.model)}: {printable(sentences.missed(gate))}."
    for model, counts in found.recordings.items():
        told = "answers replayed {used:,}, missing {missing:,}, stale {stale:,}".format_map(counts)
        lacks = counts["missing"] or counts["stale"]
        yield f"{paint('failed', 'error') if lacks else paint('passed', 'good')}  {printable(model)}: {told}."
    kept = sum(gate.passed for gate in found.gates)
    yield f"{paint('passed' if found.passed else 'failed', 'good' if found.passed else 'error')}  {kept} of {len(found.gates)} gates hold."
