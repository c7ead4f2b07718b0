"""A check's words into the expressions that its kind looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knigge.cards.card import Check
from knigge.cards.kinds.swapping import keys
from knigge.matching import Expression, ExpressionError, compiled, of_card, of_pack

# What a kind must have to look for anything: each of these, or where a bar parts them, one.
_NEEDED = {
    "existence": "tokens|raw",
    "substitution": "swap",
    "occurrence": "token",
    "repetition": "tokens",
    "consistency": "either",
    "conditional": "first second",
    "capitalization": "match",
    "metric": "formula",
}
_ONE_BY_ONE = ("", "existence", "substitution", "occurrence")
_CASES = ("$title", "$sentence", "$lower", "$upper")
# In these, letter case counts in every expression.
_CASED = ("conditional", "capitalization", "spelling")


def lacks(check: Check) -> str:
    """Return what a check must have and has not, empty for one that can look for something."""
    needed = _NEEDED.get(check.extends, "").split()
    return next(
        (words.replace("|", " or ") for words in needed if not any(getattr(check, w) for w in words.split("|"))), ""
    )


def expressions(check: Check, pack: bool) -> tuple[Expression, ...]:
    """Return the expressions of a check: a card's one by one, those of a pack's rule joined as Vale joins them.

    Raises ExpressionError for one that no engine accepts, and for one of a card that is outside of RE2.
    """
    if pack or check.extends not in _ONE_BY_ONE:
        joined = _joined(check)
        if not pack:
            _prove([*joined, *check.filters])
        found = tuple(of_pack(source, check.ignorecase and check.extends not in _CASED) for source in joined)
        # the second of a conditional is asked for its groups, which only the text itself can show
        return (found[0], of_pack(check.second, False, seen=True)) if check.extends == "conditional" else found
    if check.raw:
        return (_of_card(_existence(check), check),)
    words = check.tokens or tuple(check.swap) or ((check.token,) if check.token else ())
    bounded = not (check.nonword or check.token)
    return tuple(_of_card(rf"\b(?:{word})\b" if bounded else word, check) for word in words)


def exception(check: Check, pack: bool) -> Expression | None:
    """Return what a match must not hold, if anything."""
    if not check.exceptions:
        return None
    if not pack:
        _prove(check.exceptions)
    if not pack and check.extends in _ONE_BY_ONE:
        return _of_card("|".join(f"(?:{source})" for source in check.exceptions), check)
    longest = sorted(check.exceptions, key=len, reverse=True)
    return of_pack(rf"(?m)\b(?:{'|'.join(_own_case(source) for source in longest)})\b", ignorecase=False)


def phrase(check: Check, pack: bool) -> Expression | None:
    """Return the exceptions of several words, in which a match may stand."""
    phrases = [source for source in check.exceptions if re.search(r"[ \t]|\\s", source)]
    vales = pack or check.extends not in _ONE_BY_ONE
    return of_pack(rf"\b(?:{'|'.join(phrases)})\b", ignorecase=True) if vales and phrases else None


def _of_card(source: str, check: Check) -> Expression:
    """Return an expression of a card: letters in any case and marks of any kind, or both as they are written."""
    _prove([source])
    return of_card(source, bounded=False) if check.ignorecase else of_pack(source, ignorecase=False)


def _prove(sources: Iterable[str]) -> None:
    """Raise ExpressionError for an expression outside of RE2, or with a property that the form of a text does not show."""
    for source in sources:
        compiled(source.replace(r"\Z", r"\z"))
        if other := re.search(r"\\[pP](?!L|\{L\})\{?\^?\w+\}?|\\PL|\\P\{L\}", source):
            raise ExpressionError(f"{other.group()}: of properties, a card knows \\pL alone")


def _own_case(source: str) -> str:
    """Return an exception whose own flag for case ends with it."""
    return f"(?i:{source[4:]})" if source.startswith("(?i)") else source


def _joined(check: Check) -> list[str]:
    match check.extends:
        case "existence":
            return [_existence(check)]
        case "substitution":
            return [_bounded("|".join(keys(check)), check.nonword)]
        case "occurrence":
            return [f"(?:{check.token})"]
        case "repetition":
            return [f"(?:{'|'.join(check.tokens)})"]
        case "consistency":
            return [
                _bounded(source, check.nonword)
                for one, other in check.either.items()
                for source in (f"{one}|{other}", one)
            ]
        case "conditional":
            return [check.first, check.second]
        case "capitalization":
            return [*_cased(check.match), *([check.prefix] if check.prefix else [])]
        case "spelling":
            return list(check.filters)
    return []


def _cased(match: str) -> list[str]:
    """Return the expression that a capitalization asks for, if it names no case."""
    if match.startswith("$") and match not in _CASES:
        raise ExpressionError(f"{match[:60]!r} is none of {', '.join(_CASES)}")
    return [] if match in _CASES else [match]


def _existence(check: Check) -> str:
    tokens = "|".join(token for token in check.tokens if token.strip())
    pattern = _bounded(tokens, check.nonword or not check.tokens)
    raw = "".join(check.raw)
    return pattern + raw if check.append else raw + pattern


def _bounded(source: str, nonword: bool) -> str:
    return f"(?m)(?:{source})" if nonword else rf"(?m)\b(?:{source})\b"
