"""A folder of Vale's rules into cards: one per `.yml`, named `Style.Rule`.

After Vale's own loader: keys in any case, a single text where a list is due, booleans and numbers as text.
Source: internal/check of Vale 3.15.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any
from unicodedata import normalize

from knigge.cards.card import Check
from knigge.errors import CardError
from knigge.yamlfile import parse, shown

_TRUE, _FALSE = ("true", "yes", "on", "1", "t"), ("false", "no", "off", "0", "f", "")
# What is told with each finding: a longer one, a thousand times, would fill the memory.
_LONGEST = 2_000
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
    "spelling": "custom filters ignore dictionaries dicpath aff dic append exceptions",
}
# What needs a tagger, a language of its own, or measures made for English alone.
_UNSUPPORTED = {
    "sequence": "needs a part-of-speech tagger",
    "script": "is a program",
    "readability": "is a grade made for English",
}
# Vale reads these kinds without refusing keys that belong to another kind.
_LAX = ("consistency", "spelling")
# Keys of Vale's that nothing here looks at. `custom` would check acronyms and numbers, which `spelling` never does.
_UNREAD = {"", "vocab", "matchcase", "pos", "custom", "dicpath", "aff"}


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
            warnings += _in_vain(values, entries[-1]["rules"][0]["check"])
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


def _in_vain(values: Mapping[str, Any], check: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a rule asks for and does not get."""
    from knigge.cards.scopes import unknown

    own = {*_COMMON.split(), *_KINDS[values["extends"]].split(), "id"} - _UNREAD
    if unread := [key for key in values if key not in own and str(values[key]).lower() not in (*_FALSE, "[]", "{}")]:
        yield f"{values['id']} sets {', '.join(unread)}, which changes nothing here."
    if nowhere := ", ".join(name[:60] for name in sorted(unknown(check.get("scope", ())))[:5]):
        yield f"{values['id']} looks at {nowhere}, which no text here has."
    if re.search(r"\bpre\b", check.get("formula", "") + check.get("condition", "")):
        yield f"{values['id']} counts pre, which no text here has."


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
        raise CardError(f"{path}: extends is {shown(kind)}, but must be one of {', '.join((*_KINDS, *_UNSUPPORTED))}.")
    if str(values.get("code", "")).lower() in _TRUE:
        raise CardError(f"{path}: code is no longer known. Write `scope: raw` to look at code too.")
    if kind in _KINDS:
        if not values.get("message"):
            raise CardError(f"{path}: the key 'message' is missing. Say what the writer is to do.")
        _refuse_unknown(values, kind, path)
    return values


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    try:
        text = normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeError as fault:
        raise CardError(f"{path}: can't be read ({fault}). Save it as UTF-8.") from fault
    values = parse(text, str(path), CardError)
    if not isinstance(values, dict):
        raise CardError(f"{path}: holds no keys. A rule needs at least extends and message.")
    lower: dict[str, str] = {}
    for key in values:
        if (taken := lower.setdefault(key.lower(), key)) != key:
            raise CardError(f"{path}: the keys {shown(taken)} and {shown(key)} are one and the same. Remove one.")
    return {low: values[key] for low, key in lower.items()}


def _refuse_unknown(values: Mapping[str, Any], kind: str, path: Path) -> None:
    known = f"{_COMMON} {_KINDS[kind]} {' '.join(_KINDS.values()) if kind in _LAX else ''}".split()
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"A rule that extends {kind} has no such key."
            raise CardError(f"{path}: unknown key {shown(key)}. {hint}")


def _entry(name: str, values: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from knigge.cards.compile import prove_measure, rule_values
    from knigge.cards.kinds.sources import lacks

    get = _Getter(values, path)
    check = _check(get, values["extends"])
    if lacking := lacks(check):
        raise CardError(f"{path}: extends {check.extends} but has no {lacking}. Add what to look for.")
    prove_measure(check, str(path))
    message = get.line("message")
    say = message
    if check.extends == "substitution" and check.action == "replace" and not check.params:
        # the replacements come in quotation marks of their own
        say = re.sub(r"^([^%]*?)(['\"])%s\2", r"\1%s", message)
    card = {
        "id": values["id"],
        "decided_by": "text",
        "guideline": {"en": get.line("description") or message},
        "source": [{"article": f"{name}, {path.name}", "url": get.line("link")}],
        "level": get.word("level", _LEVELS, "warning"),
        "ask": {},
        "say": {"en": say},
        "pack": name,
    }
    plain = {field: value for field, value in check._asdict().items() if value != Check._field_defaults[field]}
    return {"card": card, "tests": _tests(get, path), "rules": [rule_values(check, plain, str(path), pack=True)]}


def _check(get: _Getter, kind: str) -> Check:
    """Return the check of a rule."""
    read = {key: _TYPES[key](get, key) for key in (*_KINDS[kind].split(), "limit") if key in _TYPES}
    action, params = get.action()
    read |= {
        "extends": kind,
        "scope": get.texts("scope") or ("text",),
        "ignorecase": read.get("ignorecase", False) and kind != "conditional",
        "action": action,
        "params": params,
    }
    return Check(**read | (_dictionaries(get) if kind == "spelling" else {}))


def _dictionaries(get: _Getter) -> dict[str, Any]:
    """Return those of a spelling rule, to which `append` adds the usual one."""
    named = get.texts("dictionaries") or get.texts("dic")
    return {"dictionaries": (*named, "en_US") if named and get.flag("append") else named, "append": False}


class _Getter:
    """The values of a rule by the type that is due, or a CardError that names the file and the key."""

    def __init__(self, values: Mapping[str, Any], path: Path) -> None:
        self._values = values
        self._path = path

    def _wrong(self, key: str, due: str) -> CardError:
        return CardError(f"{self._path}: {key} is {shown(self._values[key])}, but must be {due}.")

    def text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value

    def line(self, key: str) -> str:
        """Return a text that each finding repeats."""
        value = self.text(key)
        if len(value) > _LONGEST:
            raise self._wrong(key, f"at most {_LONGEST:,} characters long")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key) or []
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        value = self._values.get(key) or {}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self._wrong(key, "keys with a text each")
        if any(len(v) > _LONGEST for v in value.values()):
            raise self._wrong(key, f"keys with a text of at most {_LONGEST:,} characters each")
        return value

    def flag(self, key: str) -> bool:
        value = str(self._values.get(key, "")).lower()
        if value not in _TRUE + _FALSE:
            raise self._wrong(key, "true or false")
        return value in _TRUE

    def number(self, key: str, read: Callable[[str], Any] = int) -> Any:
        try:
            return read(self._values.get(key, "0") or "0")
        except (TypeError, ValueError) as fault:
            raise self._wrong(key, "a number") from fault

    def share(self, key: str) -> float:
        value = self.number(key, float)
        if not isfinite(value):
            raise self._wrong(key, "a number")
        return value or 0.8

    def style(self, key: str) -> str:
        return self.word(key, ("AP", "Chicago"), "AP")

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
        params = value.get("params") or []
        params = [params] if isinstance(params, str) else params
        if not isinstance(params, list) or not all(isinstance(item, str) and len(item) <= _LONGEST for item in params):
            raise self._wrong("action", f"a name, and params that are texts of at most {_LONGEST:,} characters")
        if value.get("name", "") not in ("", "replace", "remove", "edit", "convert", "suggest"):
            raise self._wrong("action", "replace, remove, edit, convert or suggest")
        return value.get("name", ""), tuple(params)

    def tests(self) -> list[dict[str, Any]]:
        value = self._values.get("tests") or []
        if not isinstance(value, list) or not all(isinstance(test, dict) for test in value):
            raise self._wrong("tests", "a list of tests")
        return value


# How the keys are read that go into a check as they stand.
_TYPES: dict[str, Callable[[_Getter, str], Any]] = {
    **dict.fromkeys("tokens raw exceptions indicators dictionaries ignore filters".split(), _Getter.texts),
    **dict.fromkeys("token first second match prefix formula condition".split(), _Getter.text),
    **dict.fromkeys("append capitalize alpha nonword ignorecase".split(), _Getter.flag),
    **dict.fromkeys("max min limit".split(), _Getter.number),
    **dict.fromkeys("swap either".split(), _Getter.mapping),
    "threshold": _Getter.share,
    "style": _Getter.style,
}


def _tests(get: _Getter, path: Path) -> list[dict[str, Any]]:
    """Return the tests that a rule carries, each with the lines that it wants, an excerpt of them, or what is absent."""
    found = []
    for test in get.tests():
        given = {key: test[key] for key in test if key != "about"}
        _prove_test(given, f"{path}: tests: {shown(given.get('name', ''))}")
        absent = given.get("absent") or []
        found.append(
            {
                "name": given["name"],
                "text": given.get("input", ""),
                "markup": "plain" if given.get("format", "md").lstrip(".") == "txt" else "markdown",
                "lines": given["want"].strip() if "want" in given else None,
                "contains": given.get("contains", ""),
                "absent": [absent] if isinstance(absent, str) else absent,
            }
        )
    return found


def _prove_test(given: Mapping[str, Any], place: str) -> None:
    """Raise CardError, naming the place, for a test that can't be run."""
    if unknown := sorted(set(given) - {"name", "input", "format", "want", "contains", "absent"}):
        raise CardError(f"{place}: unknown key {shown(unknown[0])}. See https://vale.sh/docs/testing.")
    if not given.get("name") or not {"want", "contains", "absent"} & set(given):
        raise CardError(f"{place}: needs name and one of want, contains, absent. See https://vale.sh/docs/testing.")
    for key, value in given.items():
        texts = value if key == "absent" and isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise CardError(f"{place}: {key} must be a text.")
