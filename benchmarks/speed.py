"""What checking costs, beside proselint in the same run: the built-in cards, public rule packs, scale, and memory.

    python benchmarks/speed.py [--messages FILE] [--packs DIR] [--memory N]

Every figure is messages per CPU second in process, and the ratio to what proselint's API does with the same messages. The
contenders take turns, so that what else runs on the machine falls on all of them; the best of the turns counts.
Messages are those of a JSONL file with a `text` each, 150 to 900 characters long; without one, the cards' own tests.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from knigge import Policy, cards, check, languages
from knigge.cards.judgement import firing
from knigge.domain import Case
from knigge.text import parse, plain
from knigge.text.language import detect

MOST, TURNS = 2_000, 3
WORDS = "amber brisk cedar delta ember fable grove haste inlet jolly knoll lemon maple noble ocean pearl quiet river".split()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=Path, help="a JSONL file with a text in each line")
    parser.add_argument("--packs", type=Path, help="a folder with a folder per pack, its rules in styles/")
    parser.add_argument("--memory", type=int, metavar="N", help="check N messages and print the memory held")
    given = parser.parse_args()
    texts = messages(given.messages)
    print(f"{len(texts)} messages, {sum(map(len, texts)) // len(texts)} characters each on average")
    if given.memory:
        memory(texts, given.memory)
        return
    contenders: dict[str, Callable[[str], object]] = {
        "proselint: its API": proselint(),
        "knigge: all built-in cards": built_in(texts),
        "knigge: check, from the string": check,
    }
    if given.packs:
        policy = only_packs(given.packs)
        contenders[f"knigge: {len(cards.packs.cards(tuple(policy.packs.items())))} rules of packs"] = of_packs(
            texts, policy
        )
    unseen(texts)
    report(contenders, texts)
    scale(texts)


def messages(path: Path | None) -> list[str]:
    """Return the messages to measure with."""
    if path:
        with path.open(encoding="utf-8", newline="\n") as lines:
            found = [text for text in (json.loads(line)["text"] for line in lines) if 150 < len(text) < 900]
    else:
        found = [test.text for tests in cards.tests().values() for test in tests if isinstance(test, cards.CardTest)]
        found = [" ".join(pair) for pair in pairwise(found)]
    return list(islice(cycle(found), MOST))


def proselint() -> Callable[[str], object]:
    """Return proselint's check of a text."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: LintFile(Path("message.txt"), text).lint()


def case_of(text: str, lang: str = "", policy: Policy | None = None) -> Case:
    """Return a text that has been read, as an e-mail."""
    body = parse(text)
    language = languages.get(lang or detect(body.view))
    locale = language.locale_of(body.view, lang)
    return Case(body, plain(""), language.code, locale, "email", "first-message", policy or Policy())


def built_in(texts: Sequence[str]) -> Callable[[str], object]:
    """Return all cards on a text that has been read, as proselint's text has no parts to be read."""
    read = {text: case_of(text) for text in texts}
    return lambda text: firing(read[text])


def only_packs(folder: Path) -> Policy:
    """Return a policy with the packs of a folder and without the built-in cards."""
    styles = {
        style.name: str(style) for pack in sorted(folder.iterdir()) for style in sorted((pack / "styles").glob("*"))
    }
    return Policy(packs=styles, levels={card.id: "off" for card in cards.load()})


def of_packs(texts: Sequence[str], policy: Policy) -> Callable[[str], object]:
    """Return the rules of packs on a text that has been read."""
    read: dict[str, Case] = {text: case_of(text, lang="en", policy=policy) for text in texts}
    return lambda text: firing(read[text])


def unseen(texts: Sequence[str]) -> None:
    """Print what messages cost at their first check, when as many others were checked: automata grow with new texts."""
    read = [case_of(text) for text in dict.fromkeys(texts)]
    half = len(read) // 2
    seconds(firing, read[:half])
    speed = (len(read) - half) / seconds(firing, read[half:])
    print(f"{'knigge: cards on unseen messages':<34} {speed:>9,.0f} messages a second")


def report(contenders: dict[str, Callable[[str], object]], texts: Sequence[str]) -> None:
    """Let the contenders take turns, and print the best of each and its ratio to the first."""
    best = dict.fromkeys(contenders, 0.0)
    for turn in range(TURNS + 1):
        for name, contender in contenders.items():
            few = texts[: len(texts) // 5] if name.startswith("proselint") else texts
            start = time.process_time()
            for text in few:
                contender(text)
            if turn:  # the first turn warms up
                best[name] = max(best[name], len(few) / (time.process_time() - start))
    first = next(iter(best.values()))
    for name, speed in best.items():
        print(f"{name:<34} {speed:>9,.0f} messages a second   {speed / first:>6.1f} x proselint")


def scale(texts: Sequence[str]) -> None:
    """Print what 400 and 10,000 phrases of a pack cost, and a long text that makes other engines stand still."""
    with TemporaryDirectory() as folder:
        costs = {}
        for count in (400, 10_000):
            policy = phrases(Path(folder) / f"n{count}", count)
            contender = of_packs(texts, policy)
            costs[count] = min(seconds(contender, texts) for _ in range(TURNS + 1))
        print(f"10,000 phrases cost {costs[10_000] / costs[400]:.2f} times what 400 cost")
        rule = Path(folder) / "evil" / "Nested.yml"
        rule.parent.mkdir()
        rule.write_text("extends: existence\nmessage: '%s'\nnonword: true\ntokens: ['(a+)+$']\n", encoding="utf-8")
        policy = Policy(packs={"evil": str(rule.parent)}, levels={card.id: "off" for card in cards.load()})
        for length in (50_000, 100_000):
            case = case_of("a" * length + "!", lang="en", policy=policy)
            firing(case)
            print(f"(a+)+$ on {length:,} characters: {min(seconds(firing, [case]) for _ in range(9)) * 1000:.1f} ms")


def phrases(folder: Path, count: int) -> Policy:
    """Return a policy with one rule of so many phrases, of which none is common."""
    draw = random.Random(7)
    found: set[str] = set()
    while len(found) < count:
        found.add(" ".join(draw.choice(WORDS) + draw.choice(WORDS) for _ in range(draw.choice((1, 2, 3)))))
    folder.mkdir()
    lines = "\n".join(f"  - {phrase}" for phrase in sorted(found))
    (folder / "Phrases.yml").write_text(f"extends: existence\nmessage: '%s'\ntokens:\n{lines}\n", encoding="utf-8")
    return Policy(packs={folder.name: str(folder)}, levels={card.id: "off" for card in cards.load()})


def seconds(contender: Callable[..., object], items: Sequence[object]) -> float:
    """Return the CPU seconds that a contender takes for all items."""
    start = time.process_time()
    for item in items:
        contender(item)
    return time.process_time() - start


def memory(texts: Sequence[str], count: int) -> None:
    """Print the most memory held after a tenth, two tenths ... of so many messages, each made a different one."""
    for number in range(count):
        check(f"{texts[number % len(texts)]} {number}")
        if (number + 1) % (count // 10) == 0:
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number + 1:>9,} messages: {held:6.1f} MB")


if __name__ == "__main__":
    main()
