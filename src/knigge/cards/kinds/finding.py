"""The kinds that find words: a rule and the passages to look in, into hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import eq

from knigge.cards.rule import Hit, Rule
from knigge.domain import Fix, Span
from knigge.matching import Passage
from knigge.text import sentences


def existence(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> list[Hit]:
    """Return every match."""
    found = _allowed(rule, passages, places)
    if rule.card.pack or rule.check.action:
        return [_mended(rule, passage, span) for passage, _, span in found]
    return [Hit(span) for _, _, span in found]


def substitution(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield every match with what to write instead."""
    replacements = tuple(rule.check.swap.values())
    for passage, place, span in _allowed(rule, passages, places):
        if not rule.card.pack:
            match, instead = passage.view[slice(*span)], replacements[place]
            if rule.check.capitalize and match[:1].isupper():
                instead = instead[:1].upper() + instead[1:]
            yield Hit(span, (Fix(instead, rule.check.safe),))
        elif hit := _replaced(rule, passage, span):
            yield hit


def _mended(rule: Rule, passage: Passage, span: Span) -> Hit:
    from knigge.cards.kinds.mending import mended

    match = passage.view[slice(*span)]
    fixes = mended(rule.check, match)
    return Hit(span, fixes, values=(match, *(fix.text for fix in fixes[:1])))


def _replaced(rule: Rule, passage: Passage, span: Span) -> Hit | None:
    """Return a match of a pack's swap with its replacement, None where it is as the rule wants it."""
    from knigge.cards.kinds.mending import replaced
    from knigge.cards.kinds.swapping import swapped

    instead = swapped(rule, passage, span)
    match = passage.view[slice(*span)]
    words, fixes = replaced(rule.check, match, *instead) if instead else ("", ())
    return Hit(span, fixes, values=(words, match)) if words else None


def occurrence(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield per passage a match too many, or a missing one when there are fewer than `min`."""
    check = rule.check
    for passage in passages:
        count = len(passage.words(rule.expressions[0])) if places else 0
        values = (str(count),) if rule.card.pack else ()
        if check.max and count > check.max:
            found = passage.find(rule.expressions[0])
            first = _first_word(passage, found) if rule.card.pack else found[check.max]
            if first:
                yield Hit(first, values=values)
        if count < check.min:
            found = passage.find(rule.expressions[0]) if count and rule.card.pack else []
            yield Hit(found[0] if found else None, values=values)


def repetition(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield what stands twice in a row inside a sentence, more often than `max` times."""
    for passage in passages if places else ():
        count = 0
        for before, span in _twice(passage, rule):
            word = passage.view[slice(*span)].strip()
            count += not rule.check.alpha or word.isalpha()
            whole = (before[0], span[1])
            if count > rule.check.max and _one_sentence(passage, whole) and not _excepted(rule, passage, whole):
                yield _mended(rule, passage, whole)._replace(values=(word,))
                count = 0


def _twice(passage: Passage, rule: Rule) -> list[tuple[Span, Span]]:
    """Return the neighbouring matches that are the same word."""
    ignorecase, expression = rule.check.ignorecase, rule.expressions[0]
    alike = ignorecase and expression.form == "cased"  # whose words tell less than the same
    if not alike and not expression.exact and not _repeats(passage.words(expression)):
        return []
    found = passage.find(expression)
    words = [passage.view[start:end].strip() for start, end in found]
    words = [word.casefold() for word in words] if ignorecase else words
    pairs = ((found[i], found[i + 1]) for i in range(len(words) - 1) if words[i] == words[i + 1] and words[i])
    return [(one, other) for one, other in pairs if passage.bridges_nothing((one[0], other[1]))]


def _repeats(words: Sequence[bytes]) -> bool:
    return any(map(eq, words, islice(words, 1, None)))


def consistency(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield, per passage from where both of a pair have been seen, the last of its matches."""
    for place in range(0, len(rule.expressions), 2):
        either, one = rule.expressions[place : place + 2]
        seen: set[bool] = set()
        for passage in passages if place in places else ():
            found = passage.find(either)
            ones = set(passage.find(one)) if found else set()
            seen |= {span in ones for span in found}
            if found and len(seen) == 2:
                yield Hit(found[-1])


def conditional(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield what `first` matches and nothing that `second` captured before, or matches at all, explains."""
    first, second = rule.expressions
    explained: set[str] = set()
    for passage in passages if 0 in places else ():
        captured = list(passage.captures(second))
        explained.update(word for words in captured for word in words or () if word)
        if any(words is None for words in captured):
            continue
        for span in passage.find(first):
            if passage.view[slice(*span)] not in explained and not _excepted(rule, passage, span):
                yield Hit(span)


def _allowed(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> list[tuple[Passage, int, Span]]:
    """Return the matches that hold no exception."""
    return [
        (passage, place, span)
        for passage in passages
        for place in places
        for span in passage.find(rule.expressions[place])
        if rule.exception is None or not passage.holds_inside(span, rule.exception)
    ]


def _excepted(rule: Rule, passage: Passage, span: Span) -> bool:
    """Say whether a match holds an exception or stands in one of several words."""
    if rule.exception and passage.holds_inside(span, rule.exception):
        return True
    return rule.phrase is not None and passage.encloses(rule.phrase, span)


def _first_word(passage: Passage, found: Sequence[Span]) -> Span | None:
    """Return the first match that is neither blank nor the stars that stand for code."""
    return next((span for span in found if passage.view[slice(*span)].strip(" \n*@")), None)


def _one_sentence(passage: Passage, span: Span) -> bool:
    return len(sentences(passage.view, span)) == 1
