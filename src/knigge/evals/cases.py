"""A folder of suites of YAML files into cases: what goes in, what should come out, and what is said about the case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from knigge.errors import KniggeError, SettingsError
from knigge.parsing.files import decode, read_bytes

_MESSAGE = frozenset({"text", "subject", "channel", "stage", "sender", "headers", "lang"})
# Fields of `inputs` and of `expected_output` by suite; a list of words (rules) has no fields.
INPUTS: Mapping[str, frozenset[str]] = {
    "rules": _MESSAGE - {"sender"} | {"locale", "brief", "profile", "today"},
    "critique": _MESSAGE,
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
SUITES = tuple(INPUTS)
_EXPRESSIONS = ("must", "must_not", "reply_must_not")
_MAPPINGS = frozenset({"headers", "brief", "profile"})


@dataclass(frozen=True, slots=True)
class EvalCase:
    """One case of a suite; scalars are texts.

    file: its name without `.yaml`. metadata: `card`, `kind`, `lang`, `group` (shared by variants of one text) and others.
    """

    suite: str
    file: str
    name: str
    inputs: Mapping[str, Any]
    expected: Any
    metadata: Mapping[str, str]

    @property
    def id(self) -> str:
        """The one name that a report, a gate and a baseline know it by."""
        return f"{self.suite}/{self.file}/{self.name}"

    @property
    def group(self) -> str:
        """What cases that are variants of one text share; its own name where nothing is said."""
        return f"{self.suite}/{self.file}/{self.metadata.get('group') or self.name}"

    @property
    def digest(self) -> int:
        """A checksum of what goes in and should come out: two runs compare only cases that are the same."""
        return crc32(repr((self.inputs, self.expected)).encode("utf-8", "surrogatepass"))


def load(folder: Path, suites: Sequence[str] = ()) -> tuple[EvalCase, ...]:
    """Return the cases of the suites asked for, by default of all that the folder holds, in the order of their files.

    Raises SettingsError naming file, case and field for what is odd, and for a suite without cases.
    """
    for suite in suites:
        if suite not in SUITES:
            raise SettingsError(f"No suite {suite!r}. Known: {', '.join(SUITES)}.")
    wanted = suites or [suite for suite in SUITES if _files(folder / suite)]
    cases = tuple(case for suite in wanted for path in _files(folder / suite) for case in _read(suite, path))
    for suite in wanted or ("",):
        if not any(case.suite == suite for case in cases):
            raise SettingsError(f"{folder / suite}: holds no cases. Name a folder with {', '.join(SUITES)} in it.")
    return cases


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _read(suite: str, path: Path) -> Iterator[EvalCase]:
    """Yield the cases of a file."""
    name = f"{suite}/{path.name}"
    values = parsed(decode(read_bytes(str(path), SettingsError), name, SettingsError), name)
    _only(values, {"name", "cases"}, name)
    listed = values.get("cases")
    if not isinstance(listed, list) or not listed:
        raise SettingsError(f"{name}: cases must be a list with one case at least.")
    seen: set[str] = set()
    for number, entry in enumerate(listed, 1):
        case = _case(suite, path.stem, entry, f"{name}: case {number}")
        if case.name in seen:
            raise SettingsError(f"{name}: case {number}: the name {case.name!r} stands twice. Rename one.")
        seen.add(case.name)
        yield case


def _case(suite: str, file: str, entry: Any, place: str) -> EvalCase:
    _only(entry, {"name", "inputs", "expected_output", "metadata"}, place)
    title = entry.get("name")
    if not isinstance(title, str) or not title.strip():
        raise SettingsError(f"{place}: the field 'name' is missing. Add it.")
    place = f"{place.partition(': ')[0]}: {title!r}"
    for field in ("inputs", "expected_output"):
        if field not in entry:
            raise SettingsError(f"{place}: the field {field!r} is missing. Add it.")
    inputs, expected, metadata = entry["inputs"], entry["expected_output"], entry.get("metadata") or {}
    _only(inputs, INPUTS[suite], f"{place}: inputs")
    _refuse_other_types(inputs, f"{place}: inputs")
    _refuse_odd(suite, expected, f"{place}: expected_output")
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise SettingsError(f"{place}: metadata must hold named texts.")
    if suite == "rules":
        _refuse_without_card(inputs, metadata, place)
    return EvalCase(suite, file, title, inputs, expected, metadata)


def _refuse_other_types(inputs: Mapping[str, Any], place: str) -> None:
    for field, value in inputs.items():
        if isinstance(value, dict) != (field in _MAPPINGS) or isinstance(value, list):
            raise SettingsError(f"{place}.{field} must {'hold named fields' if field in _MAPPINGS else 'be a text'}.")


def _refuse_odd(suite: str, expected: Any, place: str) -> None:
    """Refuse an expected output that is not of the suite's form."""
    if suite not in EXPECTED:
        if not _texts(expected):
            raise SettingsError(f"{place} must be a list of words, '(missing)' for a finding without any.")
        return
    _only(expected, EXPECTED[suite], place)
    for field, value in expected.items():
        single = field in ("verdict", "kind", "ready")
        if not (isinstance(value, str) if single else _texts(value)):
            raise SettingsError(f"{place}.{field} must be {'a word' if single else 'a list of texts'}.")
    if expected.get("ready") not in (None, "true", "false"):
        raise SettingsError(f"{place}.ready is {expected['ready']!r}, but must be true or false.")
    for field in _EXPRESSIONS:
        for expression in expected.get(field, ()):
            try:
                re.compile(expression)
            except re.error as fault:
                raise SettingsError(f"{place}.{field}: {expression!r} is no regular expression ({fault}).") from fault


def _refuse_without_card(inputs: Mapping[str, Any], metadata: Mapping[str, str], place: str) -> None:
    from knigge import cards

    if not {"lang"} <= inputs.keys() or not {"text", "profile"} & inputs.keys():
        raise SettingsError(f"{place}: inputs must hold text (or profile) and lang.")
    try:
        cards.find(metadata.get("card", ""), cards.load())
    except SettingsError as fault:
        raise SettingsError(f"{place}: metadata.card: {fault}") from fault


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _only(values: Any, known: frozenset[str] | set[str], place: str) -> None:
    """Refuse what is no mapping, and a field that nobody would read."""
    if not isinstance(values, dict):
        raise SettingsError(f"{place} must hold named fields.")
    if odd := [field for field in values if field not in known]:
        raise SettingsError(f"{place}: unknown field {odd[0]!r}. Known: {', '.join(sorted(known))}.")


def parsed(text: str, name: str) -> Any:
    """Return what `yamlfile.parse` returns of a YAML text, in a tenth of the time where the YAML library has its C part.

    What that refuses (a key twice, aliases, tags) goes to it, since it names the place.
    """
    import yaml

    from knigge import yamlfile

    if hasattr(yaml, "CLoader") and not text.lstrip().startswith(("{", "[")):
        with suppress(yaml.YAMLError, _RefusedError):
            return _built(yaml, yaml.parse(text, Loader=yaml.CLoader))
    return yamlfile.parse(text, name, SettingsError)


class _RefusedError(KniggeError):
    """Something that the careful reader refuses, and can name the place of."""


def _built(yaml: Any, events: Iterator[Any]) -> Any:
    """Return the one document that parser events tell, every scalar as text."""
    stack: list[Any] = [[]]
    keys: list[Any] = [None]
    documents = 0
    for event in events:
        kind = type(event)
        documents += kind is yaml.DocumentStartEvent
        if kind is yaml.AliasEvent or getattr(event, "tag", None) or getattr(event, "anchor", None) or documents > 1:
            raise _RefusedError
        if kind is yaml.ScalarEvent:
            _put(stack, keys, event.value)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            stack.append({} if kind is yaml.MappingStartEvent else [])
            keys.append(None)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            keys.pop()
            _put(stack, keys, stack.pop())
    return stack[0][0] if stack[0] else None


def _put(stack: list[Any], keys: list[Any], value: Any) -> None:
    """Add a value to the innermost list or mapping, of which it may be a key."""
    inside = stack[-1]
    if isinstance(inside, list):
        inside.append(value)
    elif keys[-1] is None:
        if not isinstance(value, str) or value in inside:
            raise _RefusedError
        keys[-1] = value
    else:
        inside[keys[-1]] = value
        keys[-1] = None
