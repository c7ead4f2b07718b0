"""What threads cost: 10,000 checks in each of eight on one `Checker`, beside as many in one thread, taking turns.

Printed are the least seconds of each and their ratio, and whether all reports are the same.
"""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path

from knigge import Checker

ROOT = Path(__file__).parents[1]
THREADS = 8
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "texts").iterdir())]
TEXTS += [
    f"Guten Tag Frau Amsel {n},\n\nIhr Vortrag in Kassel hat mir gefallen. Es gibt sicher Synergien. Danke, Ole"
    for n in range(20)
]


def run(checker: Checker, threads: int, checks: int) -> tuple[float, list[str]]:
    """Return the seconds that so many threads take for so many checks each, and all that the reports say."""
    said: list[list[str]] = [[] for _ in range(threads)]

    def work(mine: list[str]) -> None:
        mine += [repr(checker.check(TEXTS[n % len(TEXTS)], channel="linkedin-message")) for n in range(checks)]

    workers = [threading.Thread(target=work, args=(mine,)) for mine in said]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - started, [each for mine in said for each in mine]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=10_000, help="of each thread")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    checker, checks = Checker(), options.checks
    one, many = [], []
    same = True
    for _ in range(options.rounds):
        seconds, alone = run(checker, 1, THREADS * checks)
        one.append(seconds)
        seconds, together = run(checker, THREADS, checks)
        many.append(seconds)
        same = same and {*alone} == {*together} and together == together[:checks] * THREADS == alone[:checks] * THREADS
    print(f"1 thread   {min(one):6.2f} s   {THREADS} threads {min(many):6.2f} s   {min(many) / min(one):.2f} x")
    print(f"{THREADS * checks:,} reports each, {'all the same' if same else 'NOT the same'}")


if __name__ == "__main__":
    main()
