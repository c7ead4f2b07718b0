"""How fast `knigge eval` is: cases a second of CPU in the runner, with what it runs and without, and the whole command.

    python benchmarks/evals.py [--cases FOLDER] [--rounds 3]

The runner alone is measured with tasks that return at once: what it adds to each case. The whole command is a fresh process, reports
left out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

import yaml

from knigge.domain import Policy
from knigge.evals import cases, evaluating, gates, running

FEW = 400
FOLDER = Path(__file__).parents[1] / "evals"
START = "from knigge.surfaces.cli import main; main()"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, default=FOLDER, help="a folder of suites")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    given = parser.parse_args()
    every = cases.load(given.cases)
    suites = {suite: [case for case in every if case.suite == suite] for suite in cases.SUITES}
    print(f"{'reading':<22}{rate(lambda: cases.load(given.cases), len(every), given.rounds)}")
    for suite, some in suites.items():
        if some:
            run(some)  # what is made once
            print(f"{suite:<22}{rate(lambda some=some: run(some), len(some), given.rounds)}")  # type: ignore[misc]
    came = running.Came([], (), {"tp": 1, "fp": 0, "fn": 0})
    with patch.dict(running.TASKS, {"rules": lambda *_: came}):  # type: ignore[arg-type]
        print(f"{'the runner alone':<22}{rate(lambda: run(suites['rules']), len(suites['rules']), given.rounds)}")
    spent = median(process(given.cases) for _ in range(given.rounds))
    print(f"{'knigge eval':<22}{spent:6.2f} s of CPU for {len(every):,} cases")
    with TemporaryDirectory() as folder:
        some = drawn(every, Path(folder))
        spent = median(process(Path(folder)) for _ in range(given.rounds))
    print(f"{'':<22}{spent:6.2f} s of CPU for {some:,} of them, drawn evenly")


def drawn(every: Sequence[cases.EvalCase], folder: Path) -> int:
    """Write some 400 cases into a folder of suites, as many of each file as it has of all; return how many."""
    some = every[:: max(len(every) // FEW, 1)]
    for suite, file in dict.fromkeys((case.suite, case.file) for case in some):
        mine = [case for case in some if (case.suite, case.file) == (suite, file)]
        listed = [
            {"name": c.name, "inputs": c.inputs, "expected_output": c.expected, "metadata": c.metadata} for c in mine
        ]
        (folder / suite).mkdir(exist_ok=True)
        text = yaml.safe_dump({"cases": listed}, allow_unicode=True, sort_keys=False)
        (folder / suite / f"{file}.yaml").write_text(text, encoding="utf-8")
    return len(some)


def run(some: list[cases.EvalCase]) -> None:
    """Run cases offline and score them."""
    results = running.run(some, [running.OFFLINE], lambda model, case: model, Policy())
    evaluating.evaluated(results, gates.Gates())


def rate(work: Callable[[], object], count: int, rounds: int) -> str:
    """Return how many cases a second of CPU takes."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return f"{count / median(times):9,.0f} cases a second, {median(times):6.3f} s for {count:,}"


def process(folder: Path) -> float:
    """Return the CPU seconds of the whole command."""
    before = os.times()
    subprocess.run([sys.executable, "-c", START, "eval", "--cases", str(folder)], check=False, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
