"""A YAML or JSON file into plain values or a validated noun, without guessing types or running anything."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import field, fields, is_dataclass, make_dataclass
from difflib import get_close_matches
from functools import cache, reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from knigge.domain.words import STRICT
from knigge.errors import CardError, KniggeError

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

_MOST_BYTES = 1_000_000
_DEEPEST = 100
# What a value must do, by the first word of pydantic's name for the fault.
_WANTED = {
    "int": "be a whole number", "float": "be a number", "finite": "be a number", "bool": "be true or false",
    "string": "be text", "tuple": "be a list", "list": "be a list", "dict": "hold named fields, each with a value",
    "mapping": "hold named fields, each with a value",
}  # fmt: skip
# Values that files write otherwise than Python.
_WORDS = {True: "true", False: "false", None: "null"}
_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden", "no_such_attribute")
_UNIONS = (Union, UnionType)


def parse(text: str, name: str, error: type[KniggeError] = CardError) -> Any:
    """Return the mappings, lists and strings of a YAML (or JSON) text; every scalar stays text.

    name: the file's name for messages. Duplicate keys, aliases, anchors and tags are refused.
    Raises `error` with the place of the fault.
    """
    import yaml

    if len(text) > _MOST_BYTES:
        raise error(
            f"{name}: {len(text):,} characters are too many for a file like this. Keep it under {_MOST_BYTES:,}."
        )
    if text.lstrip().startswith(("{", "[")):
        with suppress(ValueError, RecursionError):  # what is no JSON may still be YAML
            return _proved(
                json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)
            )
    try:
        return _proved(yaml.load(text, Loader=_loader()))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        place = f" line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        colon = "mapping values" in (fault.problem or "")
        hint = "If the text holds a colon, put it in quotation marks." if colon else "Mend the YAML there."
        raise error(f"{name}:{place} {fault.problem or 'is not valid YAML'}. {hint}") from fault
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as fault:
        raise error(f"{name}: is not valid YAML ({str(fault).splitlines()[0]}). Mend or convert the file.") from fault


def _proved(value: Any, depth: int = 0) -> Any:
    """Return a value; raise ValueError for one that could not be written out again, or is nested without reason."""
    if depth > _DEEPEST:
        raise ValueError(f"over {_DEEPEST} levels deep")
    if isinstance(value, str):
        value.encode()  # half a character (a lone surrogate) can't be
    elif isinstance(value, dict):
        _proved([*value, *value.values()], depth)
    elif isinstance(value, list):
        for item in value:
            _proved(item, depth + 1)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object without its nulls, which stand for fields left out; a key that stands twice is refused."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return {key: value for key, value in pairs if value is not None}


@cache
def _loader() -> Any:
    """Return a loader that keeps scalars as text and refuses duplicate keys, aliases, anchors and tags."""
    import yaml

    class TextLoader(yaml.SafeLoader):
        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML wants a class attribute

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                event = self.get_event()  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "aliases (*name) are not allowed", event.start_mark)
            if getattr(self.peek_event(), "tag", None):  # type: ignore[no-untyped-call]
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "tags (!name) are not allowed", mark)
            if getattr(self.peek_event(), "anchor", None):  # type: ignore[no-untyped-call]
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(
                    None, None, "anchors (&name) and aliases (*name) are not allowed", mark
                )
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
            seen: set[Any] = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if not isinstance(key, str):
                    raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key_node.start_mark)
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key {key!r} stands twice", key_node.start_mark
                    )
                seen.add(key)
            return super().construct_mapping(node, deep)

    return TextLoader


def read_as(noun: Hashable, path: Path, error: type[KniggeError] = CardError) -> dict[str, Any]:
    """Return the file at `path` as the JSON values of a valid `noun`, fields at their defaults left out.

    Raises `error` naming the file, the field and the way out.
    """
    value = parse(path.read_text(encoding="utf-8"), path.name, error)
    valid = validate(noun, value, path.name, error)
    dumped = adapter(noun).dump_python(valid, mode="json", exclude_defaults=True)
    return dict(dumped)


def validate(noun: Hashable, value: Any, name: str, error: type[KniggeError]) -> Any:
    """Return `value` as an instance of `noun`.

    Raises `error` naming the file, the first field that is wrong, and the way out.
    """
    from pydantic import ValidationError

    try:
        return adapter(noun).validate_python(value)
    except ValidationError as fault:
        raise error(f"{name}: {explained(fault, _strict(noun))}") from fault


@cache
def adapter(noun: Any) -> TypeAdapter[Any]:
    """Return what validates and describes a noun; a named tuple is taken as a mapping of its fields."""
    from pydantic import TypeAdapter

    return TypeAdapter(_strict(noun))


def _strict(hint: Any) -> Any:
    """Return a type in which every named tuple is a dataclass that forbids unknown fields.

    Named tuples are what the lean path uses: a class of one takes a tenth of the time that a dataclass takes to make.
    """
    if isinstance(hint, type) and hasattr(hint, "_field_defaults"):
        hints = get_type_hints(hint)
        fields = [(name, _strict(hints[name]), *_default(hint, name)) for name in hint._fields]  # type: ignore[attr-defined]
        return make_dataclass(hint.__name__, fields, namespace={"__pydantic_config__": STRICT, "__doc__": hint.__doc__})
    parts = tuple(_strict(part) if part is not ... else part for part in get_args(hint))
    if get_origin(hint) is UnionType:
        return reduce(or_, parts)
    if parts and get_origin(hint) not in (Literal, None):
        return get_origin(hint)[parts]
    return hint


def _default(hint: Any, name: str) -> tuple[Any, ...]:
    if name not in hint._field_defaults:
        return ()
    value = hint._field_defaults[name]
    return (field(default_factory=dict) if isinstance(value, MappingProxyType) else value,)


def shown(value: Any) -> str:
    """Return a value as a message quotes it."""
    given = _WORDS.get(value, repr(value)) if value is None or isinstance(value, bool) else repr(value)
    return given if len(given) < 60 else given[:57] + "..."


def explained(fault: ValidationError, noun: Any = None) -> str:
    """Return the first fault as one sentence: where, what was there, what to write instead.

    noun: what it should have been, whose fields are told.
    """
    faults: Sequence[Any] = fault.errors()
    first = _telling(faults)
    steps, known = _place(noun, first["loc"])
    where = ".".join(steps) or "the whole file"
    given = shown(first["input"])
    match kind := first["type"]:
        case unknown if unknown in _UNKNOWN:
            return f"unknown field {where!r}. {nearest(steps[-1], known)}"
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"the field {where!r} is missing. Add it."
        case "literal_error":
            alike = [each for each in faults if each["type"] == kind and _place(noun, each["loc"])[0] == steps]
            return f"{where} is {given}, but must be one of {_choices(each['ctx']['expected'] for each in alike)}."
        case "dataclass_type":
            return f"{where} is {given}, but must hold named fields."
        case "too_long":
            return f"{where} has {first['ctx']['actual_length']} items. Give at most {first['ctx']['max_length']}."
    if wanted := _WANTED.get(kind.partition("_")[0]):
        return f"{where} is {given}, but must {wanted}."
    return f"{where} is {given}: {first['msg'][0].lower()}{first['msg'][1:]}."


def _telling(faults: Sequence[Any]) -> Any:
    """Return the first fault; of what may be a text or hold fields, where it holds some, the fault in these.

    A field that is unknown goes before one that is missing beside it, which may be the same, misspelt.
    """
    first = faults[0]
    *place, kind = first["loc"] or ("",)
    if first["type"].startswith("missing"):
        beside = (each for each in faults if each["type"] in _UNKNOWN and [*each["loc"][:-1]] == place)
        return next(beside, first)
    inside = (
        each for each in faults[1:] if len(each["loc"]) > len(first["loc"]) and [*each["loc"][: len(place)]] == place
    )
    return next(inside, first) if kind == "str" else first


def _place(noun: Any, loc: Sequence[str | int]) -> tuple[list[str], Sequence[str]]:
    """Return the steps that lead to a fault, without the names of types that pydantic puts between, and the fields there."""
    steps: list[str] = []
    known: Sequence[str] = ()
    for step in loc:
        parts, known = get_args(noun), [each.name for each in fields(noun)] if is_dataclass(noun) else ()
        if member := [part for part in parts if getattr(part, "__name__", "") == step and get_origin(noun) in _UNIONS]:
            noun = member[0]
            continue
        if "[" not in str(step):
            steps.append(str(step))
        noun = (
            get_type_hints(noun).get(str(step))
            if known
            else parts[-1 if isinstance(step, str) else 0]
            if parts
            else None
        )
    return steps, known


def _choices(expected: Iterable[str]) -> str:
    """Return the values that the members of a union take, as pydantic lists those of one: 'a', 'b' or 'c'."""
    values = dict.fromkeys(value for each in expected for value in each.replace(" or ", ", ").split(", "))
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else last


def nearest(name: str, known: Sequence[str]) -> str:
    """Return the way out for a name that nothing has: the one most like it, or all there are."""
    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}." if known else "Remove it."
