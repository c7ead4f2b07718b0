"""How alike the replies to different messages are, and how many of them our own cards find nothing in.

    python benchmarks/replies.py --data FILE [--json]

FILE is JSONL as for `judgement.py`. Each message is answered in every kind, and as it would be of itself (`auto`). Likeness of
two replies is the share of word triples that both have among those that either has, greeting and closing left out: 1 is the
same text. `nearest` is the mean likeness of a reply to the most similar other one of its kind, language and form of address.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any, get_args

from knigge import critique
from knigge.domain import Answer, AnswerKind, Message, Profile


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="messages, JSONL")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    given = parser.parse_args()
    with given.data.open(encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    figures = {kind: measured([reply(row, kind) for row in rows]) for kind in ("auto", *get_args(AnswerKind))}
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'kind':18} {'replies':>7} {'clean':>6} {'distinct':>8} {'mean':>6} {'nearest':>7}")
    for kind, f in figures.items():
        print(f"{kind:18} {f['replies']:7} {f['clean']:6.3f} {f['distinct']:8.3f} {f['mean']:6.3f} {f['nearest']:7.3f}")


def reply(row: Mapping[str, Any], kind: str) -> Answer | None:
    """Return the reply of a kind to a message of the data."""
    channel = {"inmail": "linkedin-inmail"}.get(row["channel"], row["channel"])
    message = Message(row["text"], row.get("subject") or "", sender=row.get("sender") or "", channel=channel)
    wanted: Any = None if kind == "auto" else kind
    return critique(message, profile=Profile("Eva Roth"), verdict=wanted).reply


def measured(replies: Sequence[Answer | None]) -> dict[str, float]:
    """Return the share of replies without a finding and of different ones, and how alike they are."""
    given = [each for each in replies if each]
    groups: dict[tuple[str, ...], list[frozenset[tuple[str, ...]]]] = defaultdict(list)
    for each in given:
        groups[each.kind, each.lang, each.register].append(triples(each.body))
    pairs = [likeness(a, b) for group in groups.values() for a, b in combinations(group, 2)]
    nearest = [
        max(likeness(a, b) for j, b in enumerate(group) if i != j)
        for group in groups.values()
        if len(group) > 1
        for i, a in enumerate(group)
    ]
    return {
        "replies": len(given),
        "clean": sum(not each.findings for each in given) / max(1, len(given)),
        "distinct": len({each.body for each in given}) / max(1, len(given)),
        "mean": fmean(pairs or [0.0]),
        "nearest": fmean(nearest or [0.0]),
    }


def triples(body: str) -> frozenset[tuple[str, ...]]:
    """Return each three words in a row of a reply's sentences."""
    words = "\n\n".join(body.split("\n\n")[1:-1]).lower().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def likeness(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    """Return the share of triples that two replies have in common."""
    return len(a & b) / max(1, len(a | b))


if __name__ == "__main__":
    main()
