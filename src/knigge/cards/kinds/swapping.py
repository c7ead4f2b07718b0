"""The keys of a swap, and a match of any of them into its replacement."""

from __future__ import annotations

import re

from knigge.cards.card import Check
from knigge.cards.rule import Rule, Swap
from knigge.domain import Span
from knigge.matching import Passage, of_pack

_PLAIN = re.compile(r"[\w\s'’-]+")


def keys(check: Check) -> list[str]:
    """Return the keys in the order in which they are tried: longest first, none of them capturing."""
    return [re.sub(r"(?<!\\)\((?!\?)", "(?:", key) for key in sorted(check.swap, key=len, reverse=True)]


def swap(check: Check) -> Swap:
    """Return the keys of a pack's rule ready to tell which of them matched."""
    plain: dict[str, tuple[int, str]] = {}
    others = []
    longest = sorted(check.swap, key=len, reverse=True)
    for place, (key, source) in enumerate(zip(longest, keys(check), strict=True)):
        if _PLAIN.fullmatch(source):
            plain.setdefault(_cased(source, check), (place, check.swap[key]))
        else:
            bounded = source if check.nonword else rf"\b(?:{source})\b"
            others.append((of_pack(bounded, check.ignorecase, seen=True), key, place, check.swap[key]))
    return Swap(plain, tuple(others))


def swapped(rule: Rule, passage: Passage, span: Span) -> tuple[str, bool] | None:
    """Return the replacement of the first key that matches at `span`, and whether it takes up words of the text."""
    match = passage.view[slice(*span)]
    place, words = rule.swap.plain.get(_cased(match, rule.check), (len(rule.check.swap) + len(rule.swap.others), None))
    for expression, key, at, value in rule.swap.others:
        if (at < place or words is None) and passage.matches_at(expression, span):
            flag = "(?i)" if rule.check.ignorecase else ""
            filled = re.search(r"\$\d", value) is not None
            return (passage.expanded(flag + key, span, value) if filled else value), filled
    return (words, False) if words is not None else None


def _cased(words: str, check: Check) -> str:
    return words.casefold() if check.ignorecase else words
