"""Cards into the expressions of theirs that no text shows: neither a test of the card nor a case of the evaluations.

`python tests/tokens.py` writes them to `tests/data/unseen_tokens.txt`, where `tests/test_tokens.py` holds them: the list may only shrink.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knigge.evals import cases
from knigge.matching import compiled, fold, fold_expression
from knigge.yamlfile import parse

ROOT = Path(__file__).parents[1]
LISTED = ROOT / "tests" / "data" / "unseen_tokens.txt"


def unseen() -> list[str]:
    """Return `card lang token` for each token that fits no text in its language of the card's own tests and cases, nor a received message."""
    every = cases.load(ROOT / "evals")
    received = _texts(case for case in every if case.suite in ("critique", "injection"))
    found = []
    for path in sorted((ROOT / "src" / "knigge" / "etiquette").glob("*.yaml")):
        card = parse(path.read_text(encoding="utf-8"), path.name)
        own = _texts(case for case in every if case.suite == "rules" and case.metadata["card"] == card["id"])
        tested = [(test.get("lang", ""), _flat(test)) for test in card.get("tests", ())]
        for lang, token in _tokens(card):
            among = fold("\n".join(text for told, text in (*tested, *own, *received) if not lang or told == lang))
            if not compiled(fold_expression(token)).search(among):
                found.append(f"{card['id']} {lang or 'any'} {token}")
    return sorted(dict.fromkeys(found))


def _tokens(card: Any) -> Iterator[tuple[str, str]]:
    for check in (*card.get("checks", ()), *card.get("evidence", ())):
        yield from ((check.get("lang", ""), token) for token in check.get("tokens", ()))


def _texts(some: Iterator[cases.EvalCase]) -> list[tuple[str, str]]:
    return [(case.metadata["lang"], _flat(case.inputs)) for case in some]


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(_flat(each) for each in (value.values() if isinstance(value, dict) else value))


if __name__ == "__main__":
    LISTED.write_text("".join(f"{line}\n" for line in unseen()), encoding="utf-8")
