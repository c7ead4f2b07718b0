"""How right `one-register` is about Sie and du, on sentences of our own making that hold the hard forms.

    python benchmarks/register.py [--json]

evals/register/de.yaml has several parts: one written before the detector was changed, the others each time that it was frozen,
mended by what the one before had shown; its head tells what each measured at first. A message counts as found where the card
fires; `forms` is the share of texts whose forms of address are all seen and no other. The interval of F1 is Wilson's of tp / (tp + fp + fn), of which F1 is a function.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knigge import check, languages, text
from knigge.evals.statistics import Counts, wilson

DATA = Path(__file__).parents[1] / "evals" / "register" / "de.yaml"
FORMS = {
    "mixed": {"formal", "informal"},
    "both": {"formal", "informal"},
    "formal": {"formal"},
    "informal": {"informal"},
    "none": set[str](),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    given = parser.parse_args()
    parts = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    parts["all"] = {kind: [each for part in parts.values() for each in part.get(kind, ())] for kind in FORMS}
    figures = {name: measured(part) for name, part in parts.items()}
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for name, figure in figures.items():
        report(name, figure | {"failures": []} if name == "all" else figure)


def measured(part: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the figures of one part: the card's counts, F1 and forms with their intervals, and each failure."""
    counts, right, failures = Counts(), 0, []
    rows = [(kind, each) for kind, texts in part.items() for each in texts]
    for kind, each in rows:
        fires, shown = mixed(each), forms(each)
        counts = counts.plus(fires, kind == "mixed")
        right += shown == FORMS[kind]
        if fires != (kind == "mixed") or shown != FORMS[kind]:
            failures.append({"kind": kind, "text": each, "fires": fires, "forms": sorted(shown)})
    return {
        "texts": len(rows),
        "counts": counts._asdict(),
        "f1": counts.f1,
        "f1_interval": interval(counts),
        "forms": right / len(rows),
        "forms_interval": wilson(right, len(rows)),
        "failures": failures,
    }


def mixed(body: str) -> bool:
    """Say whether the card finds two forms of address for one person."""
    return any(finding.card == "one-register" for finding in check(body, lang="de").findings)


def forms(body: str) -> set[str]:
    """Return the forms of address that a text shows."""
    parsed = text.parse(body)
    return {form for _, form in languages.get("de").registers(parsed.view, parsed.sentences)}


def interval(counts: Counts) -> tuple[float, float]:
    """Return the 95% interval of F1."""
    low, high = wilson(counts.tp, counts.tp + counts.fp + counts.fn)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def report(name: str, figure: Mapping[str, Any]) -> None:
    """Print the figures of one part, and each text that was judged wrongly."""
    counts, f1, shown = figure["counts"], figure["f1"] or 0.0, figure["forms"]
    print(
        f"{name}: {figure['texts']} texts, tp {counts['tp']} fp {counts['fp']} fn {counts['fn']}, "
        f"F1 {f1:.3f} ({figure['f1_interval'][0]:.3f}-{figure['f1_interval'][1]:.3f}), "
        f"forms {shown:.3f} ({figure['forms_interval'][0]:.3f}-{figure['forms_interval'][1]:.3f})"
    )
    for failure in figure["failures"]:
        print(f"  {failure['kind']}: fires {failure['fires']}, shows {failure['forms']}: {failure['text']!r}")


if __name__ == "__main__":
    main()
