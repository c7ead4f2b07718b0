"""How right the findings and verdicts are on labelled messages.

    python benchmarks/judgement.py --data FILE [--json] [--by lang,channel,origin] [--half even|odd] [--misses LABEL]

FILE is JSONL: `text`, `subject`, `channel`, `lang`, `kind` (first_contact or ordinary), `faults`, `verdict`, `origin`, `fragment`,
`sender`, `id`. Of messages whose beginning or end the source cut off (`fragment` yes or likely) nobody can say whether they greet,
close or sign. --half takes every second message, by a checksum of its id, to see whether what was learnt on one half holds on
the other. A wrong verdict or label is listed with --misses (`verdict`, or a label).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from knigge import cards, critique
from knigge.domain import Critique, Message
from knigge.evals.importing import CUT, FRAGMENT, LABELS, faults, verdict
from knigge.evals.statistics import Counts, by_name, confusion, kappa, macro_f1, total, wilson

# Cards that speak to any mail, an answer too.
ALWAYS = frozenset(card.id for card in cards.load() if not card.stage or "reply" in card.stage)
VERDICTS = ("accept", "ask_back", "decline")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="labelled messages, JSONL")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--by", default="lang,channel,origin", help="what to report apart, comma-separated")
    parser.add_argument("--half", choices=["even", "odd"], help="only one half of the messages")
    parser.add_argument("--misses", metavar="LABEL", help="list what is wrong for a label, or for the verdict")
    given = parser.parse_args()
    with given.data.open(encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    rows = [row for row in rows if not given.half or half(row["id"]) == given.half]
    judged = [(row, judgement(row)) for row in rows]
    if given.misses:
        misses(judged, given.misses)
        return
    figures = {"all": measured(judged)}
    for name in filter(None, given.by.split(",")):
        for value in sorted({row[name] for row, _ in judged}):
            figures[f"{name}={value}"] = measured([pair for pair in judged if pair[0][name] == value])
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for name, each in figures.items():
        report(name, each)


def half(name: str) -> str:
    """Return which half a message is in."""
    return ("even", "odd")[crc32(name.encode()) % 2]


def judgement(row: Mapping[str, Any]) -> Critique:
    """Return what is said of a labelled message."""
    message = Message(row["text"], row.get("subject") or "", channel=row["channel"], sender=row.get("sender") or "")
    return critique(message)


def measured(judged: Sequence[tuple[Mapping[str, Any], Critique]]) -> dict[str, Any]:
    """Return all figures of some messages."""
    first = [(row, found) for row, found in judged if row["kind"] == "first_contact"]
    ordinary = [found for row, found in judged if row["kind"] == "ordinary"]
    counts = {label: counted(label, first) for label in LABELS}
    pairs = [(row["verdict"], verdict(found)) for row, found in first]
    accepted = [tuple("accept" if name == "accept" else "rest" for name in pair) for pair in pairs]
    return {
        "messages": len(first),
        "labels": {label: described(each) for label, each in counts.items()},
        "micro": described(total(counts.values())),
        "verdict": {
            "confusion": confusion(pairs, VERDICTS),
            "macro_f1": macro_f1(by_name(pairs, VERDICTS)),
            "kappa": kappa(pairs),
            "accept": described(by_name(accepted, ("accept",))["accept"]),  # type: ignore[arg-type]
        },
        "ordinary": {
            "messages": len(ordinary),
            "with_error": sum(any(f.level == "error" for f in found.report.findings) for found in ordinary),
            "with_first_contact_warning": sum(
                any(f.level != "suggestion" and f.card not in ALWAYS for f in found.report.findings)
                for found in ordinary
            ),
            "with_warning": sum(any(f.level != "suggestion" for f in found.report.findings) for found in ordinary),
        },
    }


def counted(label: str, judged: Sequence[tuple[Mapping[str, Any], Critique]]) -> Counts:
    """Return how often a label was rightly given."""
    counts = Counts()
    for row, found in judged:
        if label not in CUT or row.get("fragment") not in FRAGMENT:
            counts = counts.plus(label in faults(found), label in row["faults"])
    return counts


def described(counts: Counts) -> dict[str, Any]:
    """Return counts with their rates and 95% intervals."""
    return {
        **counts._asdict(),
        "precision": counts.precision,
        "precision_95": wilson(counts.tp, counts.tp + counts.fp),
        "recall": counts.recall,
        "recall_95": wilson(counts.tp, counts.tp + counts.fn),
        "f1": counts.f1,
    }


def report(name: str, figures: Mapping[str, Any]) -> None:
    """Print the figures of some messages."""
    print(f"\n{name}: {figures['messages']} first contacts, {figures['ordinary']['messages']} ordinary")
    for label, each in {**figures["labels"], "all labels": figures["micro"]}.items():
        if any(each[kind] for kind in ("tp", "fp", "fn")):
            rates = "  ".join(
                f"{kind} {rate(each[kind])} {interval(each[kind + '_95'])}" for kind in ("precision", "recall")
            )
            print(
                f"  {label:<13} tp {each['tp']:>3}  fp {each['fp']:>3}  fn {each['fn']:>3}  {rates}  F1 {rate(each['f1'])}"
            )
    judged = figures["verdict"]
    print(
        f"  verdict: macro-F1 {rate(judged['macro_f1'])}  kappa {rate(judged['kappa'])}  accept F1 {rate(judged['accept']['f1'])}"
    )
    for wanted, row in judged["confusion"].items():
        print(f"    {wanted:<9}" + "".join(f"  {given} {count:>3}" for given, count in row.items()))
    ordinary = figures["ordinary"]
    if ordinary["messages"]:
        told = "{with_error} with an error, {with_first_contact_warning} with a first-contact warning, {with_warning} with any"
        print(f"  ordinary: {told.format_map(ordinary)}")


def rate(value: float | None) -> str:
    """Return a rate to be printed."""
    return " -  " if value is None else f"{value:.2f}"


def interval(bounds: tuple[float, float]) -> str:
    """Return an interval to be printed."""
    return f"[{bounds[0]:.2f}-{bounds[1]:.2f}]"


def misses(judged: Sequence[tuple[Mapping[str, Any], Critique]], label: str) -> None:
    """Print what was wrongly given or missed."""
    for row, found in judged:
        if row["kind"] != "first_contact" and label != "ordinary":
            continue
        if label == "ordinary":
            wrong = row["kind"] == "ordinary" and [f for f in found.report.findings if f.level != "suggestion"]
            said = ", ".join(f"{f.level} {f.card} {f.match!r}" for f in wrong or ())
        elif label == "verdict":
            wrong, said = row["verdict"] != verdict(found), f"{row['verdict']} given {verdict(found)}"
        else:
            wrong = (label in row["faults"]) != (label in faults(found))
            said = "missed" if label in row["faults"] else "wrong"
        if wrong:
            told = "; ".join(f"{r.name} {r.weight:+d} {r.text!r}" for r in found.reasons)
            print(
                f"--- {row['id']} ({row['lang']} {row['channel']} {row['confidence']}): {said}\n    {row['why']}\n    {told}"
            )
            print("    " + row["text"].replace("\n", "\n    "))


if __name__ == "__main__":
    main()
