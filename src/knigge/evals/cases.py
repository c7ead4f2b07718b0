"""A folder of suites of YAML files into cases: what goes in, what should come out, and what is said about the case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from knigge.domain import Policy
from knigge.errors import KniggeError, SettingsError
from knigge.evals import proving
from knigge.parsing.files import decode, read_bytes

SUITES = tuple(proving.INPUTS)
DEFAULT = Policy()
_PARTS = ("name", "inputs", "expected_output", "metadata")
_YAML = (".yaml", ".yml")
_CASES = re.compile(rb"^['\"]?cases['\"]?[ \t]*:", re.MULTILINE)


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


def load(folder: Path, suites: Sequence[str] = (), policy: Policy = DEFAULT) -> tuple[EvalCase, ...]:
    """Return the cases of the suites asked for, by default of all that the folder holds, in the order of their files.

    policy: whose weights may name further reasons. Raises SettingsError naming file, case and field for what is odd, for a file that
    would be passed over, and for a suite without cases.
    """
    for suite in suites:
        if suite not in SUITES:
            raise SettingsError(f"No suite {suite!r}. Known: {', '.join(SUITES)}.")
    _refuse_passed_over(folder)
    wanted = suites or [suite for suite in SUITES if _files(folder / suite)]
    cases = tuple(case for suite in wanted for path in _files(folder / suite) for case in _read(suite, path, policy))
    for suite in wanted or ("",):
        if not any(case.suite == suite for case in cases):
            raise SettingsError(f"{folder / suite}: holds no cases. Name a folder with {', '.join(SUITES)} in it.")
    return cases


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _refuse_passed_over(folder: Path) -> None:
    """Refuse YAML in a suite that is no `.yaml` right there, and cases in a folder that is no suite."""
    inside = [path for suite in SUITES for path in (folder / suite).rglob("*") if path.suffix.lower() in _YAML]
    beside = [path for depth in ("*", "*/*") for path in folder.glob(depth) if path.suffix.lower() in _YAML]
    meant = {path for suite in SUITES for path in _files(folder / suite)}
    for path in sorted({*inside, *beside} - meant):
        if path in inside or _CASES.search(path.read_bytes()):
            raise SettingsError(
                f"{path.relative_to(folder)}: would be passed over. Cases stand in FOLDER/SUITE/NAME.yaml, and a suite is "
                f"one of {', '.join(SUITES)}."
            )


def _read(suite: str, path: Path, policy: Policy) -> Iterator[EvalCase]:
    """Yield the cases of a file."""
    name = f"{suite}/{path.name}"
    values = parsed(decode(read_bytes(str(path), SettingsError), name, SettingsError), name)
    proving.only(values, ("name", "cases"), name)
    listed = values.get("cases")
    if not isinstance(listed, list) or not listed:
        raise SettingsError(f"{name}: cases must be a list with one case at least.")
    seen: set[str] = set()
    for number, entry in enumerate(listed, 1):
        case = _case(suite, path.stem, entry, f"{name}: case {number}", policy)
        if case.name in seen:
            raise SettingsError(f"{name}: case {number}: the name {case.name!r} stands twice. Rename one.")
        seen.add(case.name)
        yield case


def _case(suite: str, file: str, entry: Any, place: str, policy: Policy) -> EvalCase:
    proving.only(entry, _PARTS, place)
    title = entry.get("name")
    if not isinstance(title, str) or not title.strip():
        raise SettingsError(f"{place}: the field 'name' is missing. Add it.")
    place = f"{place.partition(': ')[0]}: {title!r}"
    for field in _PARTS[:3]:
        if field not in entry:
            raise SettingsError(f"{place}: the field {field!r} is missing. Add it.")
    inputs, expected, metadata = entry["inputs"], entry["expected_output"], entry.get("metadata", {})
    proving.prove(suite, inputs, expected, metadata, place, policy)
    return EvalCase(suite, file, title, inputs, expected, metadata)


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
