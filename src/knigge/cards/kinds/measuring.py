"""The kinds that judge a text as a whole or word by word: letter case, a measure, and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from knigge.cards.kinds import case as letters
from knigge.cards.rule import Hit, Rule
from knigge.domain import Fix
from knigge.matching import Passage
from knigge.text import sentences

# An exception that is a word or phrase rather than an expression.
_PLAIN = re.compile(r"[\w\s'’&/.-]+")


def capitalization(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield every passage that is not in the case that the rule asks for."""
    if not passages:
        return
    plain = [word for word in rule.check.exceptions if _PLAIN.fullmatch(word)]
    others = len(plain) < len(rule.check.exceptions)
    exceptions = letters.Exceptions(plain, lambda text: others and _excepted(rule, passages[0], text))
    for passage in passages:
        text = passage.text()
        start = passage.start + len(text) - len(text.lstrip())
        words = text.strip()
        judged = _judged(rule, passage, words, exceptions)
        if words and not judged.kept:
            known = rule.check.action == "replace" and rule.check.match.startswith("$")
            fixes = (Fix(judged.expected),) if known else ()
            yield Hit((start, start + len(words)), fixes, values=(words, judged.expected))


def _excepted(rule: Rule, passage: Passage, text: str) -> bool:
    return rule.exception is not None and bool(passage.alone(text).find(rule.exception))


def _judged(rule: Rule, passage: Passage, text: str, exceptions: letters.Exceptions) -> letters.Casing:
    check = rule.check
    match check.match:
        case "$sentence":
            return letters.sentence(text, exceptions, check.indicators, check.threshold, _prefix(rule, passage, text))
        case "$title":
            return letters.title(text, check.style, exceptions, check.threshold, _prefix(rule, passage, text))
        case "$lower":
            return letters.lower(text, exceptions)
        case "$upper":
            return letters.upper(text, exceptions)
    return letters.Casing(check.match, passage.alone(text).holds(rule.expressions[0]) or exceptions.excuse(text))


def _prefix(rule: Rule, passage: Passage, text: str) -> str:
    """Return what the rule's prefix matches at the beginning of a text."""
    if not rule.check.prefix:
        return ""
    found = passage.alone(text).find(rule.expressions[-1])
    return text[: found[0][1]] if found and not found[0][0] else ""


def metric(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield one hit without a place where the value of the formula meets the condition."""
    from knigge.cards.kinds.formula import evaluate
    from knigge.cards.kinds.formula import holds as meets
    from knigge.cards.kinds.measures import NAMES, measures

    count = sum(len(sentences(passage.view, piece)) for passage in passages for piece in passage.pieces)
    values = dict.fromkeys(NAMES, 0.0) | measures([passage.text() for passage in passages], count, rule.check.lang)
    for passage in passages:
        name = passage.scope.replace(".", "_")
        if name in values:
            values[name] += 1
    if values["words"]:
        value = float(evaluate(names(rule.check.formula), values))
        if meets(value, names(rule.check.condition), values):
            yield Hit(None, values=(f"{value:.2f}",))


def names(formula: str) -> str:
    """Return a formula with its dotted names in one word: `heading.h1` is `heading_h1`."""
    return re.sub(r"\bheading\.(h[1-6])\b", r"heading_\1", formula)


def spelling(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield every word that no dictionary knows, with what it may have meant.

    Raises DictionaryError where there is none to look in.
    """
    from knigge.cards.kinds.dictionary import need

    check = rule.check
    dictionary = need(check.dictionaries or ("en_US",))
    ignored = _ignored(check.ignore)
    for passage in passages:
        for start, end, word in _words(passage):
            if word.casefold() in ignored or dictionary.knows(word) or _excepted(rule, passage, word):
                continue
            if not any(passage.alone(word).find(expression) for expression in rule.expressions):
                yield Hit((start, end), tuple(Fix(text) for text in dictionary.suggestions(word)), values=(word,))


def _words(passage: Passage) -> Iterator[tuple[int, int, str]]:
    from knigge.cards.kinds.dictionary import words

    for begin, stop in passage.pieces:
        for start, end in words(passage.view[begin:stop]):
            yield begin + start, begin + end, passage.view[begin + start : begin + end]


@lru_cache(maxsize=64)
def _ignored(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
