"""The fields of a case into proof that each says something that the program knows, so that no typo makes a case that can't fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from knigge import cards, channels, languages
from knigge.answering import VERDICT_OF
from knigge.cards.card import Sign
from knigge.critiquing import WEIGHTS
from knigge.domain import Brief, Policy, Profile, Stage, Verdict
from knigge.domain.words import AnswerKind
from knigge.errors import KniggeError, SettingsError
from knigge.parsing import briefs

MISSING = "(missing)"
_MESSAGE = frozenset({"text", "subject", "channel", "stage", "sender", "headers", "lang"})
# Fields of `inputs`, `expected_output` and `metadata` by suite; a list of words (rules) has no fields.
INPUTS: Mapping[str, frozenset[str]] = {
    "rules": _MESSAGE - {"sender"} | {"locale", "brief", "profile", "today"},
    "critique": _MESSAGE | {"profile"},
    "reply": _MESSAGE | {"as", "profile"},
    "injection": _MESSAGE | {"profile"},
    "draft": frozenset({"brief"}),
}
EXPECTED: Mapping[str, frozenset[str]] = {
    "critique": frozenset({"verdict", "reasons"}),
    "reply": frozenset({"kind", "must", "must_not"}),
    "injection": frozenset({"not", "reply_must_not"}),
    "draft": frozenset({"ready", "must", "must_not"}),
}
_ABOUT = ("lang", "group")
_FURTHER = {"rules": ("card", "kind"), "injection": ("trick",)}
_FREE = ("origin", "journey")
KINDS = ("positive", "negative", "pair", "invariance")
_NEEDED = {"rules": ("lang",), "draft": ("brief",)}
_EXPRESSIONS = ("must", "must_not", "reply_must_not")
_SINGLE = ("verdict", "kind", "ready")
_MAPPINGS = frozenset({"headers", "brief", "profile"})


def prove(suite: str, inputs: Any, expected: Any, metadata: Any, place: str, policy: Policy) -> None:
    """Raise SettingsError, with the place, the field and what is known, for what nobody would read or could hold.

    policy: whose weights may name further reasons.
    """
    only(inputs, INPUTS[suite], f"{place}: inputs")
    _refuse_odd_inputs(inputs, f"{place}: inputs")
    if suite == "rules":
        _refuse_odd_words(inputs, expected, f"{place}: expected_output")
    else:
        _refuse_odd_expectation(suite, expected, f"{place}: expected_output", policy)
    _refuse_lacking_inputs(suite, inputs, f"{place}: inputs")
    _refuse_odd_metadata(suite, metadata, f"{place}: metadata")
    if suite == "rules" and bool(expected) != {"positive": True, "negative": False}.get(
        metadata["kind"], bool(expected)
    ):
        told = "words are expected" if expected else "no words are"
        raise SettingsError(f"{place}: metadata.kind says {metadata['kind']}, but {told}. Mend one of the two.")


def only(values: Any, known: Iterable[str], place: str) -> None:
    """Refuse what is no mapping, and a field that nobody would read."""
    if not isinstance(values, dict):
        raise SettingsError(f"{place} must hold named fields.")
    if odd := [field for field in values if field not in known]:
        raise SettingsError(f"{place}: unknown field {odd[0]!r}. {_nearest(str(odd[0]), sorted(known))}")


def word(value: Any, known: Iterable[str], place: str) -> None:
    """Refuse a word that is none of those known."""
    names = tuple(known)
    if value not in names:
        raise SettingsError(f"{place} is {value!r}. {_nearest(str(value), names)}")


def _nearest(word: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = get_close_matches(word, names, 1)
    told = f"Known: {', '.join(names)}."
    return f"Did you mean {near[0]!r}? {told if len(names) < 20 else ''}".rstrip() if near else told


def _refuse_odd_inputs(inputs: Mapping[str, Any], place: str) -> None:
    for field, value in inputs.items():
        if isinstance(value, dict) != (field in _MAPPINGS) or isinstance(value, list):
            raise SettingsError(f"{place}.{field} must {'hold named fields' if field in _MAPPINGS else 'be a text'}.")
        if field in _PROOFS and value:
            _PROOFS[field](value, f"{place}.{field}")


def _refuse_lacking_inputs(suite: str, inputs: Mapping[str, Any], place: str) -> None:
    if missing := [field for field in _NEEDED.get(suite, ()) if not inputs.get(field)]:
        raise SettingsError(f"{place}.{missing[0]} is missing. Add it.")
    if suite == "rules" and not {"text", "profile"} & inputs.keys():
        raise SettingsError(f"{place} must hold text (or profile) and lang.")
    if suite == "draft":
        told(lambda: briefs.from_values(dict(inputs["brief"])), f"{place}.brief")


def told(known: Callable[[], object], place: str) -> None:
    """Call what refuses a value, and say where that stands."""
    try:
        known()
    except KniggeError as fault:
        raise SettingsError(f"{place}: {str(fault).removeprefix('brief: ')}") from fault


def _valid(noun: Any) -> Callable[[Any, str], object]:
    from knigge.yamlfile import validate

    return lambda value, place: validate(noun, value, place, SettingsError)


def _headers(value: Mapping[str, Any], place: str) -> None:
    if not all(isinstance(each, str) for each in value.values()):
        raise SettingsError(f"{place} must hold a text for each header.")


def _day(value: str, place: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as fault:
        raise SettingsError(f"{place} is {value!r}, but must be a day such as 2026-03-31.") from fault


@cache
def _channel(name: str, place: str = "") -> None:
    channels.get(name)


@cache
def _language(code: str) -> None:
    if code != "auto":
        languages.get(code)


_PROOFS: Mapping[str, Callable[[Any, str], object]] = {
    "channel": lambda value, place: told(lambda: _channel(value), place),
    "lang": lambda value, place: told(lambda: _language(value), place),
    "locale": lambda value, place: told(lambda: _language(value), place),
    "stage": lambda value, place: word(value, get_args(Stage), place),
    "as": lambda value, place: word(value, VERDICT_OF, place),
    "profile": lambda value, place: _valid(Profile)(value, place),
    "brief": lambda value, place: _valid(Brief)(value, place),
    "headers": _headers,
    "today": _day,
}


def _refuse_odd_metadata(suite: str, metadata: Any, place: str) -> None:
    needed = (*_ABOUT, *_FURTHER.get(suite, ()))
    only(metadata, (*needed, *_FREE), place)
    if odd := [field for field, value in metadata.items() if not isinstance(value, str)]:
        raise SettingsError(f"{place}.{odd[0]} must be a text.")
    for field, value in metadata.items():
        if field in _ABOUT_PROOFS and value:
            _ABOUT_PROOFS[field](value, f"{place}.{field}")
    if missing := [field for field in needed if not metadata.get(field)]:
        raise SettingsError(f"{place}.{missing[0]} is missing. Add it.")


@cache
def _card(name: str) -> None:
    cards.find(name, cards.load())


_ABOUT_PROOFS: Mapping[str, Callable[[str, str], object]] = {
    "lang": lambda value, place: told(lambda: languages.get(value), place),
    "card": lambda value, place: told(lambda: _card(value), place),
    "kind": lambda value, place: word(value, KINDS, place),
}


def _refuse_odd_words(inputs: Mapping[str, Any], expected: Any, place: str) -> None:
    """Refuse words that the card could never mark."""
    if not _texts(expected):
        raise SettingsError(f"{place} must be a list of words, '{MISSING}' for a finding without any.")
    given = "\n".join(_flat(inputs))
    for each in expected:
        if not each.strip() or (each != MISSING and each not in given):
            raise SettingsError(
                f"{place}: {each!r} stands nowhere in the case, so that no card could mark it. Write it as in the text, "
                f"or '{MISSING}'."
            )


def _flat(value: Any) -> Iterable[str]:
    """Yield all texts in nested values."""
    if isinstance(value, str):
        yield value
    else:
        yield from (text for each in (value.values() if isinstance(value, dict) else value) for text in _flat(each))


def _refuse_odd_expectation(suite: str, expected: Any, place: str, policy: Policy) -> None:
    known = EXPECTED[suite]
    only(expected, known, place)
    for field, value in expected.items():
        if not (isinstance(value, str) if field in _SINGLE else _texts(value)):
            raise SettingsError(f"{place}.{field} must be {'a word' if field in _SINGLE else 'a list of texts'}.")
        for each in [value] if field in _SINGLE else value:
            _refuse_odd_word(field, each, f"{place}.{field}", policy)
    if not any(expected.values()):
        raise SettingsError(
            f"{place} asks for nothing, so that the case could not fail. Fill {', '.join(sorted(known))}."
        )


def _refuse_odd_word(field: str, given: str, place: str, policy: Policy) -> None:
    match field:
        case "verdict" | "not":
            word(given, get_args(Verdict), place)
        case "kind":
            word(given, get_args(AnswerKind), place)
        case "reasons":
            word(given, _reasons(policy), place)
        case "ready" if given not in ("true", "false"):
            raise SettingsError(f"{place} is {given!r}, but must be true or false.")
        case "must" | "must_not" | "reply_must_not":
            _refuse_odd_expression(given, field, place)


def _reasons(policy: Policy) -> tuple[str, ...]:
    """Return all that may be a reason: what weighs by itself, by the policy, or would if the policy gave it a weight."""
    return tuple(dict.fromkeys((*WEIGHTS, *policy.weights, *get_args(Sign), *(card.id for card in cards.load()))))


def _refuse_odd_expression(expression: str, field: str, place: str) -> None:
    try:
        compiled = re.compile(expression)
    except re.error as fault:
        raise SettingsError(f"{place}: {expression!r} is no regular expression ({fault}).") from fault
    if compiled.search(""):
        always = "always holds" if field == "must" else "never holds"
        raise SettingsError(
            f"{place}: {expression!r} fits every text, so that it {always}. Write what you mean, or drop it."
        )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
