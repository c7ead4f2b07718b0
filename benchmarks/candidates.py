"""Which is cheaper per ready draft: sending a poor one back, or asking for several at once and choosing.

    python benchmarks/candidates.py [--input 4]

A stand-in model is ready with a given chance, at each attempt anew; the requests are the real ones of the example briefs. Tokens are taken
as characters / 4, and one that comes out costs `--output` times one that goes in. Cached input is counted in full.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from knigge import draft, load_brief
from knigge.domain import Brief, Policy, Prompt, Reply, Usage

BRIEFS = sorted((Path(__file__).parents[1] / "examples" / "briefs").glob("*.yaml"))
CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
WAYS = {
    "2 repairs": Policy(max_repairs=2),
    "2 at once": Policy(candidates=2, max_repairs=0),
    "3 at once": Policy(candidates=3, max_repairs=0),
}
ROUNDS = 20
CHARACTERS = 4


class Chancy:
    """A model whose answers are the composer's, spoilt unless they are lucky."""

    def __init__(self, chance: float, brief: Brief, seed: str) -> None:
        self._chance = chance
        self._good = draft(brief).draft
        self._dice = random.Random(seed)

    def __call__(self, prompt: Prompt) -> Reply:
        texts = [self._answer() for _ in range(prompt.candidates)]
        into = (len(prompt.instructions) + len(prompt.text)) // CHARACTERS
        usage = Usage(1, into, sum(map(len, texts)) // CHARACTERS)
        return Reply(texts[0], "m", usage, others=tuple(texts[1:]))

    def _answer(self) -> str:
        body = (
            self._good.body
            if self._dice.random() < self._chance
            else f"{self._good.body} {{name}} {self._dice.random()}"
        )
        return json.dumps({"subject": self._good.subject, "message": body}, ensure_ascii=False)


def measure(chance: float, policy: Policy, output: float) -> tuple[float, float]:
    """Return the cost per ready draft, in input tokens, and the share of drafts that are ready."""
    cost, ready, drafts = 0.0, 0, 0
    for path in BRIEFS:
        brief = load_brief(str(path))
        model = Chancy(chance, brief, path.stem)
        for _ in range(ROUNDS):
            outcome = draft(brief, model=model, policy=policy)
            cost += outcome.usage.input_tokens + output * outcome.usage.output_tokens
            ready, drafts = ready + outcome.ready, drafts + 1
    return cost / max(ready, 1), ready / drafts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=float, default=4.0, help="price of an output token in input tokens")
    wanted = parser.parse_args()
    print("ready at first   " + "   ".join(f"{way:>22}" for way in WAYS))
    for chance in CHANCES:
        found = [measure(chance, policy, wanted.output) for policy in WAYS.values()]
        print(f"{chance:>14.0%}   " + "   ".join(f"{cost:>10,.0f} {share:>10.1%}" for cost, share in found))


if __name__ == "__main__":
    main()
