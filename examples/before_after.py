"""What a team's messages got better at: a bar per card for two folders of messages, before and after, as an SVG.

pip install knigge matplotlib
python examples/before_after.py examples/team/before examples/team/after team.svg
"""

import sys
from collections import Counter
from pathlib import Path

from matplotlib.figure import Figure

from knigge import Checker


def shares(folder: str, checker: Checker) -> Counter[str]:
    """Return, by card, the share of a folder's messages in which it finds something."""
    paths = sorted(Path(folder).iterdir())
    reports = [checker.check(path.read_text(encoding="utf-8"), channel="linkedin-message") for path in paths]
    counts = Counter(card for report in reports for card in {finding.card for finding in report.findings})
    return Counter({card: count / len(paths) for card, count in counts.items()})


def plot(before: Counter[str], after: Counter[str]) -> Figure:
    """Return the plot, what happens most at the top."""
    cards = sorted({*before, *after}, key=lambda card: (before[card], after[card]))
    figure = Figure(figsize=(8, 1 + 0.4 * len(cards)), layout="constrained")
    axes = figure.subplots()
    for offset, told, share in ((0.2, "before", before), (-0.2, "after", after)):
        axes.barh([row + offset for row in range(len(cards))], [share[card] for card in cards], 0.4, label=told)
    axes.set(yticks=range(len(cards)), yticklabels=cards, xlim=(0, 1), xlabel="share of messages with a finding")
    axes.legend(loc="lower right")
    return figure


if __name__ == "__main__":
    first, second, target = sys.argv[1:4]
    checker = Checker()
    plot(shares(first, checker), shares(second, checker)).savefig(target)
