"""The kinds that find words: a rule and the passages to look in, into hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knigge.cards.kinds.mending import mended, replaced
from knigge.cards.kinds.swapping import swapped
from knigge.cards.rule import Hit, Rule
from knigge.domain import Fix, Span
from knigge.matching import Expression, Passage
from knigge.text import sentences


def existence(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield every match."""
    for passage, _, span in _allowed(rule, passages, places):
        match = passage.view[slice(*span)]
        fixes = mended(rule.check, match)
        yield Hit(span, fixes, values=(match, *(fix.text for fix in fixes[:1])) if rule.card.pack else ())


def substitution(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield every match with what to write instead."""
    replacements = tuple(rule.check.swap.values())
    for passage, place, span in _allowed(rule, passages, places):
        if not rule.card.pack:
            yield Hit(span, (Fix(replacements[place], rule.check.safe),))
        elif (instead := swapped(rule, passage, span)) is not None:
            match = passage.view[slice(*span)]
            words, fixes = replaced(rule.check, match, instead, rule.card.say.get("en", ""))
            if words:
                yield Hit(span, fixes, values=(words, match))


def occurrence(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield per passage a match too many, or a missing one when there are fewer than `min`."""
    check = rule.check
    for passage in passages:
        found = list(passage.find(rule.expressions[0])) if places else []
        values = (str(len(found)),) if rule.card.pack else ()
        if check.max and len(found) > check.max:
            yield Hit(_first_word(passage, found) if rule.card.pack else found[check.max], values=values)
        if len(found) < check.min:
            yield Hit(found[0] if found and rule.card.pack else None, values=values)


def repetition(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield what stands twice in a row inside a sentence, more often than `max` times."""
    for passage in passages if places else ():
        before: Span | None = None
        words, count = "", 0
        for span in passage.find(rule.expressions[0]):
            word = passage.view[slice(*span)].strip()
            same = _same(word, words, rule.check.ignorecase) and (not rule.check.alpha or word.isalpha())
            count += same
            if before and same and count > rule.check.max and _one_sentence(passage, (before[0], span[1])):
                whole = (before[0], span[1])
                if not _excepted(rule, passage, whole):
                    yield Hit(whole, mended(rule.check, passage.view[slice(*whole)]), values=(word,))
                    count = 0
            before, words = span, word


def consistency(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield, per passage from where both of a pair have been seen, the last of its matches."""
    for place in range(0, len(rule.expressions), 2):
        seen: set[int] = set()
        for passage in passages if {place, place + 1} <= set(places) else ():
            found = [(span, side) for side in (place, place + 1) for span in passage.find(rule.expressions[side])]
            seen |= {side for _, side in found}
            if found and len(seen) == 2:
                yield Hit(max(found)[0])


def conditional(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[Hit]:
    """Yield what `first` matches and nothing that `second` captured before, or matches at all, explains."""
    first, second = rule.expressions
    explained: set[str] = set()
    for passage in passages if 0 in places else ():
        captured = list(passage.captures(second))
        explained.update(word for words in captured for word in words)
        if captured and not any(captured):
            continue
        for span in passage.find(first):
            if passage.view[slice(*span)] not in explained and not _excepted(rule, passage, span):
                yield Hit(span)


def _allowed(rule: Rule, passages: Sequence[Passage], places: Sequence[int]) -> Iterator[tuple[Passage, int, Span]]:
    for passage in passages:
        for place in places:
            for span in passage.find(rule.expressions[place]):
                if not rule.exception or not holds(rule.exception, passage.view[slice(*span)]):
                    yield passage, place, span


def _excepted(rule: Rule, passage: Passage, span: Span) -> bool:
    """Say whether a match holds an exception or stands in one of several words."""
    if rule.exception and holds(rule.exception, passage.view[slice(*span)]):
        return True
    phrases = passage.find(rule.phrase) if rule.phrase else ()
    return any(start <= span[0] and span[1] <= end for start, end in phrases)


def holds(expression: Expression, match: str) -> bool:
    """Say whether an expression occurs in a match, which is all that it sees."""
    return next(Passage(match, ((0, len(match)),)).find(expression), None) is not None


def _first_word(passage: Passage, found: Sequence[Span]) -> Span | None:
    """Return the first match that is neither blank nor the stars that stand for code."""
    return next((span for span in found if passage.view[slice(*span)].strip(" \n*@")), None)


def _same(one: str, other: str, ignorecase: bool) -> bool:
    return bool(one) and (one.casefold() == other.casefold() if ignorecase else one == other)


def _one_sentence(passage: Passage, span: Span) -> bool:
    return len(sentences(passage.view, span)) == 1
