"""A policy's own phrases into the rules of the card that stands for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from knigge.domain import Policy

CARD = "own-phrases"
# Phrase, what to write instead, what the writer is told.
Phrases = tuple[tuple[str, str, str], ...]
_INSTEAD = {"de": "Schreibe „{}“ statt „%s“.", "en": "Write “{}” instead of “%s”."}
_PLAIN = {
    "de": "„%s“ schreibt dein Haus nicht: sag es anders.",
    "en": "Your house does not write “%s”: say it in other words.",
}


def of(policy: Policy) -> Phrases:
    """Return the phrases of a policy, as values that tell two policies apart."""
    return tuple(
        (phrase, "", told) if isinstance(told, str) else (phrase, told.write, told.say)
        for phrase, told in policy.phrases.items()
    )


def entry(card: Mapping[str, Any], phrases: Phrases) -> dict[str, Any]:
    """Return the card with a rule for each phrase, as the entry of a card's file would be."""
    from knigge.cards.card import Check
    from knigge.cards.compile import rule_values

    rules = []
    for number, (phrase, write, told) in enumerate(phrases):
        expression, say = _expression(phrase), _say(write, told)
        values: dict[str, Any] = {"nonword": True, "say": say, "scope": ("text", "subject")}
        values |= {"extends": "substitution", "swap": {expression: write}} if write else {"extends": "existence"}
        check = Check(**values | ({} if write else {"tokens": (expression,)}))
        place = f"phrases.{number}"
        rules.append(rule_values(check, values, place, pack=False) | {"place": place})
    return {"card": {**card, "source": [{"article": "phrases of your policy"}]}, "rules": rules}


def _say(write: str, told: str) -> dict[str, str]:
    if told:
        return {"en": told.replace("%", "%%")}
    if write:
        return {lang: say.format(write.replace("%", "%%")) for lang, say in _INSTEAD.items()}
    return _PLAIN


def _expression(phrase: str) -> str:
    """Return an expression for a phrase as whole words, over line ends too."""
    words = r"\s+".join(_literal(word) for word in phrase.split())
    first, last = phrase.strip()[0], phrase.strip()[-1]
    return (r"\b" if _is_word(first) else "") + words + (r"\b" if _is_word(last) else "")


def _literal(word: str) -> str:
    return re.sub(r"([^\w])", lambda found: rf"\{found[1]}" if found[1].isascii() else found[1], word)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
