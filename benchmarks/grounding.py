"""How many planted inventions the check for facts finds, and how often it is wrong.

    python benchmarks/grounding.py [--json] [--half developed|unseen] [--lang de|en] [--every]

The drafts are those of `evals/grounding/*.yaml`: each has a brief, a text, and the planted spans as they stand in it; a draft
without one only says the brief in other words. Most were there while the rules were made (`developed`), the others were written when
the rules stood still (`unseen`); docs/grounding.md tells what each time showed. A finding is right where it overlaps a planted span, a planted span is found where a
finding overlaps it. Errors count; with --every also the suggestions, for words that may be others for what is given. Every failure is
listed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from knigge import check, load_brief
from knigge.evals.statistics import wilson
from knigge.yamlfile import parse

FOLDER = Path(__file__).parents[1] / "evals" / "grounding"
CARD = "state-only-facts"
HALVES = ("developed", "unseen")


class Result(NamedTuple):
    """What was planted in a draft, what was found, and which of each has no partner."""

    id: str
    planted: tuple[str, ...]
    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--half", choices=HALVES, help="only one half of the drafts")
    parser.add_argument("--lang", choices=["de", "en"], help="only one language")
    parser.add_argument("--every", action="store_true", help="count suggestions (new words) as well as errors")
    given = parser.parse_args()
    figures = {}
    for lang in [given.lang] if given.lang else ["de", "en"]:
        results = measured(lang, given.every)
        for half in [given.half] if given.half else HALVES:
            figures[f"{lang} {half}"] = described(results[half])
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for name, each in figures.items():
        report(name, each)


def measured(lang: str, every: bool) -> dict[str, list[Result]]:
    """Return the results of a language's drafts by half."""
    values = parse((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"), f"{lang}.yaml")
    briefs = {name: load_brief(brief) for name, brief in values["briefs"].items()}
    halves: dict[str, list[Result]] = {half: [] for half in HALVES}
    for draft in values["drafts"]:
        halves[draft["half"]].append(result(draft, briefs, every))
    return halves


def result(draft: Mapping[str, Any], briefs: Mapping[str, Any], every: bool) -> Result:
    """Return what is found in one draft beside what was planted."""
    text, planted = draft["text"], tuple(draft.get("planted", ()))
    assert all(span in text for span in planted), f"{draft['id']} plants what does not stand in its text"
    report = check(text, brief=briefs[draft["brief"]])
    findings = [f for f in report.findings if f.card == CARD and (every or f.level == "error")]
    spans = [places(text, span) for span in planted]
    ours = [[(f.start or 0, f.end or 0)] for f in findings]
    return Result(
        draft["id"],
        planted,
        tuple(f.match for f in findings),
        tuple(span for span, at in zip(planted, spans, strict=True) if not any(meets(at, other) for other in ours)),
        tuple(f.match for f, at in zip(findings, ours, strict=True) if not any(meets(at, other) for other in spans)),
    )


def places(text: str, span: str) -> list[tuple[int, int]]:
    """Return where a planted span stands; each time where it stands twice."""
    starts = [at for at in range(len(text)) if text.startswith(span, at)]
    return [(at, at + len(span)) for at in starts]


def meets(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Say whether two sets of places overlap."""
    return any(a < d and c < b for a, b in one for c, d in other)


def described(results: Sequence[Result]) -> dict[str, Any]:
    """Return the figures of some drafts, with 95% intervals (Wilson)."""
    found, wrong = sum(len(r.found) for r in results), sum(len(r.wrong) for r in results)
    planted, missed = sum(len(r.planted) for r in results), sum(len(r.missed) for r in results)
    clean = [r for r in results if not r.planted]
    flagged = sum(bool(r.found) for r in clean)
    dirty = [r for r in results if r.planted]
    return {
        "drafts": len(results),
        "precision": share(found - wrong, found),
        "recall": share(planted - missed, planted),
        "clean_flagged": share(flagged, len(clean)),
        "caught": share(sum(bool(r.found) for r in dirty), len(dirty)),
        "failures": [r._asdict() for r in results if r.missed or r.wrong],
    }


def share(hits: int, trials: int) -> dict[str, Any]:
    """Return a share with its counts and interval; None of nothing."""
    return {"hits": hits, "of": trials, "share": hits / trials if trials else None, "interval_95": wilson(hits, trials)}


def report(name: str, figures: Mapping[str, Any]) -> None:
    """Print the figures of some drafts."""
    print(f"\n{name}: {figures['drafts']} drafts")
    for label in ("precision", "recall", "clean_flagged", "caught"):
        each = figures[label]
        low, high = each["interval_95"]
        rate = " -  " if each["share"] is None else f"{each['share']:.2f}"
        print(f"  {label.replace('_', ' '):<14} {rate} [{low:.2f}-{high:.2f}]  {each['hits']} of {each['of']}")
    for each in figures["failures"]:
        print(f"  {each['id']}: missed {list(each['missed'])}, wrong {list(each['wrong'])}")


if __name__ == "__main__":
    main()
