"""A match and a rule's action into what to write instead."""

from __future__ import annotations

import re

from knigge.cards.card import Check
from knigge.domain import Fix
from knigge.matching import ExpressionError, compiled


def mended(check: Check, match: str) -> tuple[Fix, ...]:
    """Return the fixes of a rule for a match; one that the rule leaves no choice about is safe."""
    match check.action:
        case "replace":
            return options(check.params)
        case "remove":
            return (Fix("", safe=True),)
        case "convert":
            return (Fix(_simple(match), safe=True),)
        case "edit" if check.params:
            edited = _edited(match, *check.params)
            return (Fix(edited, safe=True),) if edited is not None else ()
    return ()


def options(texts: tuple[str, ...]) -> tuple[Fix, ...]:
    """Return texts to choose from as fixes; a single one is no choice."""
    return tuple(Fix(text, safe=len(texts) == 1) for text in texts)


def replaced(check: Check, match: str, instead: str, filled: bool) -> tuple[str, tuple[Fix, ...]]:
    """Return how a message names the replacement of a match, empty where it is one already, and the fixes.

    filled: whether the replacement takes up words of the text, which mean themselves and are no expression.
    """
    if check.capitalize and match[:1] == match[:1].upper():
        instead = instead[:1].upper() + instead[1:]
    if check.action != "replace":
        conforms = match == instead if filled else _conforms(match, instead)
        return ("" if conforms else instead), mended(check, match)
    texts = check.params or tuple(text.replace("\0", "|") for text in instead.replace(r"\|", "\0").split("|") if text)
    if check.capitalize and match[:1] == match[:1].upper():
        texts = tuple(text[:1].upper() + text[1:] for text in texts)
    if match in texts:
        return "", ()
    return instead if check.params else listed(texts), options(texts)


def listed(texts: tuple[str, ...]) -> str:
    """Return texts as a message names them: 'a', 'b', or 'c'."""
    quoted = [f"'{text}'" for text in texts]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return f"{', '.join(quoted[:-1])}, or {quoted[-1]}"


def _conforms(match: str, expected: str) -> bool:
    """Say whether a match is what a rule without a replacement wants: its very words, or what its expression means."""
    if match == expected or all(char.isalnum() or char in " -" for char in expected):
        return match == expected
    try:
        return compiled(f"(?:{expected})").fullmatch(match.encode()) is not None
    except ExpressionError:
        return False


def _edited(match: str, how: str, *values: str) -> str | None:
    """Return a match after one of Vale's edits; None for one that does not apply."""
    first = values[0] if values else ""
    match how:
        case "trim":
            return match.strip(first).strip()
        case "trim_left":
            return match.lstrip(first).strip()
        case "trim_right":
            return match.rstrip(first).strip()
        case "remove":
            return match.translate(dict.fromkeys(map(ord, first))).strip()
        case "truncate":
            return match.split(first)[0].strip() if first else None
        case "split":
            pieces, place = match.split(first) if first else [], values[1] if len(values) > 1 else "0"
            return pieces[int(place)].strip() if place.isdecimal() and int(place) < len(pieces) else None
        case "regex" if len(values) == 2:
            return substituted(match, *values)
    return None


def substituted(match: str, source: str, template: str) -> str | None:
    """Return a match with an RE2 expression replaced, `$1` standing for its first group."""
    try:
        expression = compiled(source)
    except ExpressionError:
        return None

    def filled(found: re.Match[bytes]) -> bytes:
        return re.sub(
            r"\$\{?(\d+)\}?",
            lambda name: _group(found, int(name[1])),
            template,
        ).encode()

    changed: bytes = expression.sub(filled, match.encode())
    return changed.decode().strip()


def _group(found: re.Match[bytes], number: int) -> str:
    groups = (found.group(0), *found.groups())
    return (groups[number] or b"").decode() if number < len(groups) else ""


def _simple(match: str) -> str:
    """Return words in lower case with single spaces between them, parted where the case or a mark parts them."""
    parted = re.sub(r"(?<=[^\W\d_])(?<![A-ZÄÖÜ])(?=[A-ZÄÖÜ])|[\W_]+", " ", match)
    return " ".join(parted.lower().split())
