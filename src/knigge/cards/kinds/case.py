"""A heading into the letter case it should have, and whether it has it, as Vale's `$sentence`, `$title` and so on see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

_SMALL = frozenset("a an and as at but by en for if in nor of on or per the to v v. via vs vs.".split())
_PREPOSITIONS = frozenset(
    "about above across after against along among around before between beyond concerning despite down during following "
    "from including into near over since through throughout towards under until upon with within without".split()
)
# The words that a style sets small inside a title.
_SMALL_IN = {"AP": _SMALL, "Chicago": _SMALL | _PREPOSITIONS}
_WORD = re.compile(r"(?:[^\W_]|\*)\S*")
# What a title capitalises one by one: both halves of `Hands-On`.
_PART = re.compile(r"[^\W_][^\s/-]*")
_ENUMERATION = re.compile(r"\d+\.")
_REST = re.compile(r"\S*")
_DASHES = str.maketrans("–—", "--")


class Casing(NamedTuple):
    """How a text should be written, and whether it is so, within the threshold."""

    expected: str
    kept: bool


class _Token(NamedTuple):
    start: int
    end: int
    written: str


def _never(text: str) -> bool:
    return False


class Exceptions:
    """What may stand in a case of its own.

    vocabulary: words and phrases as they may stand, found literally.
    excepted: says whether one of the other exceptions, the expressions, occurs in a string. They come from strangers, so
        the caller runs them; nothing of theirs is compiled here.
    """

    def __init__(self, vocabulary: Sequence[str] = (), excepted: Callable[[str], bool] = _never) -> None:
        self._vocabulary = tuple(" ".join(entry.split()) for entry in vocabulary if entry.strip())
        self._excepted = excepted

    @cached_property
    def _entries(self) -> re.Pattern[str]:
        """Any entry that is no mere piece of a word, the longest first."""
        literals = sorted(set(self._vocabulary), key=lambda entry: (-len(entry), entry))
        words = "|".join(r"\s+".join(map(re.escape, entry.split())) for entry in literals)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")

    def tokens(self, text: str, start: int = 0) -> Iterator[_Token]:
        """Yield the words from `start` on: an entry of the vocabulary, or what reaches up to the next space."""
        entry = self._entries.search(text, start)
        while word := _WORD.search(text, start):
            if entry and entry.start() < start:
                entry = self._entries.search(text, start)
            found = entry if entry and entry.start() <= word.start() else word
            yield _Token(*found.span(), found.group())
            start = found.end()

    def spelled(self, written: str) -> str | None:
        """Return a word that may stand in its own case, None for one that may not."""
        return written if self.excuse(written) else None

    def excuse(self, text: str) -> bool:
        """Say whether an exception occurs in `text`; a word of the vocabulary does as it is written alone, as in Vale."""
        return bool(self._entries.search(text)) or self._excepted(text)


def sentence(
    text: str, exceptions: Exceptions, indicators: Sequence[str], threshold: float, prefix: str = ""
) -> Casing:
    """Judge a text as a sentence: a capital first, small letters after it.

    indicators: endings of a word after which a capital follows, such as `:`.
    threshold: the least share of words that are right; a wrong first word is never kept.
    prefix: the words at the start that are right as they are; the caller has matched the rule's expression.
    """
    start = len(prefix) if text.startswith(prefix) else 0
    tokens = [*exceptions.tokens(text, start)]
    expected = []
    for token, before in zip(tokens, [None, *tokens], strict=False):
        opens = before is None or _opens(text, before, token, before is tokens[0], indicators)
        expected.append(_in_sentence(token.written, opens, exceptions))
    right = [token.written == word for token, word in zip(tokens, expected, strict=True)]
    led = not tokens or right[0] or tokens[0].written == tokens[0].written.title()
    kept = led and _share(right, prefix[:start], exceptions) >= threshold
    return Casing(_rewritten(text, tokens, expected), kept)


def title(
    text: str, style: Literal["AP", "Chicago"], exceptions: Exceptions, threshold: float, prefix: str = ""
) -> Casing:
    """Judge a text as a title: capitals but for small words; Chicago counts prepositions of any length among these.

    A word all in capitals is right. AP's `to` stays as written, since it is small before a noun and has a capital before
    a verb, and to tell them apart takes a tagger. threshold, prefix: as in `sentence`.
    """
    start = len(prefix) if text.startswith(prefix) else 0
    tokens = [*exceptions.tokens(text, start)]
    plain = text[:start] + text[start:].rstrip().translate(_DASHES)
    expected = [_in_title(plain, start, token, style, exceptions) for token in tokens]
    right = [token.written in (word, token.written.upper()) for token, word in zip(tokens, expected, strict=True)]
    kept = _share(right, prefix[:start], exceptions) >= threshold
    return Casing(_rewritten(text, tokens, expected), kept)


def lower(text: str, exceptions: Exceptions) -> Casing:
    """Judge a text as small letters throughout; an exception in it excuses the whole."""
    return Casing(text.lower(), text == text.lower() or exceptions.excuse(text))


def upper(text: str, exceptions: Exceptions) -> Casing:
    """Judge a text as capitals throughout, among which `ß` may stand; an exception in it excuses the whole."""
    return Casing(text.upper(), text.replace("ß", "SS") == text.upper() or exceptions.excuse(text))


def _opens(text: str, before: _Token, token: _Token, first: bool, indicators: Sequence[str]) -> bool:
    """Say whether the word after `before` begins anew: after an indicator, or after the number of a heading."""
    # A vocabulary word ends before its punctuation, which the indicator may be.
    rest = _REST.match(text, before.end, token.start)
    led = before.written + (rest.group() if rest else "")
    return led.endswith(tuple(indicators)) or (first and bool(_ENUMERATION.search(led)))


def _in_sentence(word: str, opens: bool, exceptions: Exceptions) -> str:
    spelled = exceptions.spelled(word)
    if spelled is not None:
        return spelled
    return _capital(word[0]) + word[1:].lower() if opens else word.lower()


def _in_title(text: str, start: int, token: _Token, style: str, exceptions: Exceptions) -> str:
    """Return the word of a title that begins at `start`, each of its parts set for itself."""
    spelled = exceptions.spelled(token.written)
    if spelled is not None:
        return spelled

    def cased(part: re.Match[str]) -> str:
        word, at = part.group(), token.start + part.start()
        spelled = exceptions.spelled(word)
        if spelled is not None:
            return spelled
        if word.lower() not in _SMALL_IN[style] or not _inside(text, start, at, at + len(word)):
            return _capital(word[0]) + word[1:]
        return word if style == "AP" and word in ("to", "To") else word.lower()

    return _PART.sub(cased, token.written)


def _inside(text: str, start: int, at: int, end: int) -> bool:
    """Say whether a small word stays small here: neither first nor last, nor after a colon, dash or bracket."""
    if at == start or end == len(text):
        return False
    before, further, after = text[at - 1], text[at - 2 : at - 1], text[end : end + 1]
    joined = before == "-" or after != "-"
    return (before.isspace() or before in "-/") and further not in (":", "-") and joined


def _capital(char: str) -> str:
    """Return the capital of a letter, the letter itself where its capital would be two."""
    return char.title() if len(char.title()) == 1 else char


def _share(right: Sequence[bool], prefix: str, exceptions: Exceptions) -> float:
    """Return the share of right words, those of the prefix among them; 1 where there are no words."""
    given = sum(1 for _ in exceptions.tokens(prefix))
    return (given + sum(right)) / (given + len(right)) if right else 1.0


def _rewritten(text: str, tokens: Sequence[_Token], words: Sequence[str]) -> str:
    """Return the text with each token replaced by its word, and all between them as it was."""
    pieces, at = [], 0
    for token, word in zip(tokens, words, strict=True):
        pieces += [text[at : token.start], word]
        at = token.end
    return "".join(pieces) + text[at:]
