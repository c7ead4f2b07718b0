"""A folder of Vale's rules into cards: one per `.yml`, named `Style.Rule`.

After Vale's own loader: keys in any case, a single text where a list is due, booleans and numbers as text.
Source: internal/check of Vale 3.15.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import normalize

from knigge.cards.card import Check
from knigge.errors import CardError

_TRUE, _FALSE = ("true", "yes", "on", "1", "t"), ("false", "no", "off", "0", "f", "")
_LEVELS = ("suggestion", "warning", "error")
_COMMON = "extends message level scope link description name action limit tests code vocab matchcase pos"
_KINDS = {
    "existence": "tokens raw append ignorecase nonword exceptions",
    "substitution": "swap ignorecase nonword capitalize exceptions",
    "occurrence": "token max min ignorecase",
    "repetition": "tokens max ignorecase alpha exceptions",
    "consistency": "either ignorecase nonword",
    "conditional": "first second exceptions ignorecase",
    "capitalization": "match style exceptions indicators threshold prefix",
    "metric": "formula condition",
    "spelling": "custom filters ignore dictionaries dicpath aff dic append exceptions threshold",
}
# What needs a tagger, a language of its own, or measures made for English alone.
_UNSUPPORTED = {
    "sequence": "needs a part-of-speech tagger",
    "script": "is a program",
    "readability": "is a grade made for English",
}
# Vale reads these kinds without refusing keys that belong to another kind.
_LAX = ("consistency", "spelling")


def compile_style(name: str, folder: Path, files: Mapping[Path, bytes]) -> dict[str, list[Any]]:
    """Return the rules of a folder as entries (card, tests, rules), and in `warnings` which of them can't be run.

    files: the content of each `.yml` file in it.

    Raises CardError naming the file, the key and the way out.
    """
    if not any(path.parent == folder for path in files):
        inner = sorted({path.relative_to(folder).parts[0] for path in files})
        hint = f"It holds packs: {', '.join(inner)}. Name one." if inner else "A pack has one .yml file per rule."
        raise CardError(f"{folder}: holds no rule. {hint}")
    entries, warnings = [], []
    for path, values in _rules(name, files):
        if reason := _unrun(values["extends"]):
            warnings.append(f"{values['id']} is not run: {reason}.")
        else:
            entries.append(_entry(name, values, path))
            warnings += _idle(values["id"], entries[-1]["rules"][0]["check"])
    return {"entries": entries, "warnings": warnings}


def _rules(name: str, files: Mapping[Path, bytes]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the file and the values of each rule, their keys in lower case, with its id."""
    seen: dict[str, Path] = {}
    for path, content in files.items():
        if path.name.endswith(".test.yml"):
            continue
        id = f"{name}.{path.name.split('.')[0]}"
        values = _read(path, content)
        if seen.setdefault(id, path) != path:
            raise CardError(f"{path}: the id {id!r} is already taken by {seen[id]}. Rename one.")
        yield path, values | {"id": id}


def _idle(id: str, check: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a rule asks for and no text here has."""
    from knigge.cards.scopes import unknown

    if nowhere := ", ".join(sorted(unknown(check.get("scope", ())))):
        yield f"{id} looks at {nowhere}, which no text here has."


def _unrun(kind: str) -> str:
    """Return why a kind can't be run, empty for one that can."""
    if kind in _UNSUPPORTED or "." in kind:
        return f"`extends: {kind}` " + _UNSUPPORTED.get(kind, "builds on another rule")
    return ""


def _read(path: Path, content: bytes) -> dict[str, Any]:
    """Return a rule's values, their keys in lower case."""
    values = _parsed(path, content)
    kind = values.get("extends", "")
    if not isinstance(kind, str) or not (kind in _KINDS or _unrun(kind)):
        raise CardError(f"{path}: extends is {kind!r}, but must be one of {', '.join((*_KINDS, *_UNSUPPORTED))}.")
    if str(values.get("code", "")).lower() in _TRUE:
        raise CardError(f"{path}: code is no longer known. Write `scope: raw` to look at code too.")
    if kind in _KINDS:
        if not values.get("message"):
            raise CardError(f"{path}: the key 'message' is missing. Say what the writer is to do.")
        _refuse_unknown(values, kind, path)
    return values


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    from knigge.yamlfile import parse

    try:
        text = normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeError as fault:
        raise CardError(f"{path}: can't be read ({fault}). Save it as UTF-8.") from fault
    values = parse(text, str(path), CardError)
    if not isinstance(values, dict):
        raise CardError(f"{path}: holds no keys. A rule needs at least extends and message.")
    return {str(key).lower(): value for key, value in values.items()}


def _refuse_unknown(values: Mapping[str, Any], kind: str, path: Path) -> None:
    known = f"{_COMMON} {_KINDS[kind]} {' '.join(_KINDS.values()) if kind in _LAX else ''}".split()
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"A rule that extends {kind} has no such key."
            raise CardError(f"{path}: unknown key {key!r}. {hint}")


def _entry(name: str, values: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from knigge.cards.compile import rule_values
    from knigge.cards.kinds.sources import lacks

    get = _Getter(values, path)
    check = _check(get, values["extends"])
    if lacking := lacks(check):
        raise CardError(f"{path}: extends {check.extends} but has no {lacking}. Add what to look for.")
    _proved(check, path)
    message = get.text("message")
    say = message
    if check.extends == "substitution" and check.action == "replace" and not check.params:
        # the replacements come in quotation marks of their own
        say = re.sub(r"^([^%]*?)(['\"])%s\2", r"\1%s", message)
    card = {
        "id": values["id"],
        "decided_by": "text",
        "guideline": {"en": get.text("description") or message},
        "source": [{"article": f"{name}, {path.name}", "url": get.text("link")}],
        "level": get.word("level", _LEVELS, "warning"),
        "ask": {},
        "say": {"en": say},
        "pack": name,
    }
    plain = {field: value for field, value in check._asdict().items() if value != Check._field_defaults[field]}
    return {"card": card, "tests": _tests(get, path), "rules": [rule_values(check, plain, str(path), pack=True)]}


def _check(get: _Getter, kind: str) -> Check:
    """Return the check of a rule; what a kind does not know stands at its default."""
    action, params = get.action()
    scope = get.texts("scope") or ("text",)
    return Check(
        extends=kind,  # type: ignore[arg-type]
        scope=("summary",) if kind == "metric" and scope == ("text",) else scope,
        tokens=get.texts("tokens"),
        raw=get.texts("raw"),
        append=get.flag("append") if kind == "existence" else False,
        swap=get.mapping("swap"),
        capitalize=get.flag("capitalize"),
        token=get.text("token"),
        max=get.number("max", int),
        min=get.number("min", int),
        alpha=get.flag("alpha"),
        either=get.mapping("either"),
        first=get.text("first"),
        second=get.text("second"),
        match=get.text("match"),
        style=get.word("style", ("AP", "Chicago"), "AP"),  # type: ignore[arg-type]
        indicators=get.texts("indicators"),
        threshold=get.number("threshold", float) or 0.8,
        prefix=get.text("prefix"),
        formula=get.text("formula"),
        condition=get.text("condition"),
        dictionaries=get.texts("dictionaries") or get.texts("dic"),
        ignore=get.texts("ignore"),
        filters=get.texts("filters"),
        nonword=get.flag("nonword"),
        ignorecase=get.flag("ignorecase") and kind != "conditional",
        exceptions=get.texts("exceptions"),
        limit=get.number("limit", int),
        action=action,  # type: ignore[arg-type]
        params=params,
    )


class _Getter:
    """The values of a rule by the type that is due, or a CardError that names the file and the key."""

    def __init__(self, values: Mapping[str, Any], path: Path) -> None:
        self._values = values
        self._path = path

    def _wrong(self, key: str, due: str) -> CardError:
        return CardError(f"{self._path}: {key} is {self._values[key]!r}, but must be {due}.")

    def text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key, ())
        value = (value,) if isinstance(value, str) and value else value or ()
        if isinstance(value, dict) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        value = self._values.get(key) or {}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self._wrong(key, "keys with a text each")
        return value

    def flag(self, key: str) -> bool:
        value = str(self._values.get(key, "")).lower()
        if value not in _TRUE + _FALSE:
            raise self._wrong(key, "true or false")
        return value in _TRUE

    def number(self, key: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(self._values.get(key, "0") or "0")
        except (TypeError, ValueError) as fault:
            raise self._wrong(key, "a number") from fault

    def word(self, key: str, known: tuple[str, ...], usual: str) -> str:
        value = self._values.get(key) or usual
        if value not in known:
            raise self._wrong(key, f"one of {', '.join(known)}")
        return str(value)

    def action(self) -> tuple[str, tuple[str, ...]]:
        """Return what mends a match: its name, and what it takes."""
        value = self._values.get("action") or {}
        if not isinstance(value, dict) or set(value) - {"name", "params"}:
            raise self._wrong("action", "keys: name and params")
        params = value.get("params") or ()
        params = (params,) if isinstance(params, str) else params
        if isinstance(params, dict) or not all(isinstance(item, str) for item in params):
            raise self._wrong("action", "a name, and params that are texts")
        if value.get("name", "") not in ("", "replace", "remove", "edit", "convert", "suggest"):
            raise self._wrong("action", "replace, remove, edit, convert or suggest")
        return value.get("name", ""), tuple(params)

    def tests(self) -> list[dict[str, Any]]:
        value = self._values.get("tests") or []
        if not isinstance(value, list) or not all(isinstance(test, dict) for test in value):
            raise self._wrong("tests", "a list of tests")
        return value


def _proved(check: Check, path: Path) -> None:
    """Raise CardError for a formula that can't be evaluated."""
    from knigge.cards.kinds.formula import prove, prove_condition
    from knigge.cards.kinds.measures import NAMES
    from knigge.cards.kinds.measuring import names

    try:
        if check.extends == "metric":
            prove(names(check.formula), NAMES)
            prove_condition(names(check.condition), NAMES)
    except ValueError as fault:
        raise CardError(f"{path}: {fault}") from fault


def _tests(get: _Getter, path: Path) -> list[dict[str, Any]]:
    """Return the tests that a rule carries, each with the lines that it wants, an excerpt of them, or what is absent."""
    found = []
    for test in get.tests():
        given = {key: test[key] for key in test if key != "about"}
        unknown = set(given) - {"name", "input", "format", "want", "contains", "absent"}
        if unknown or not given.get("name") or not {"want", "contains", "absent"} & set(given):
            wrong = (
                f"unknown {', '.join(sorted(unknown))}" if unknown else "needs name and one of want, contains, absent"
            )
            raise CardError(f"{path}: tests: {given.get('name', '?')}: {wrong}. See https://vale.sh/docs/testing.")
        absent = given.get("absent") or ()
        untold = [key for key, value in given.items() if key != "absent" and not isinstance(value, str)]
        if isinstance(absent, dict) or not all(isinstance(piece, str) for piece in absent):
            untold.append("absent")
        if untold:
            raise CardError(f"{path}: tests: {given['name']}: {untold[0]} must be a text.")
        found.append(
            {
                "name": given["name"],
                "text": given.get("input", ""),
                "markup": "plain" if given.get("format", "md").lstrip(".") == "txt" else "markdown",
                "lines": given["want"].strip() if "want" in given else None,
                "contains": given.get("contains", ""),
                "absent": [absent] if isinstance(absent, str) else list(absent),
            }
        )
    return found
