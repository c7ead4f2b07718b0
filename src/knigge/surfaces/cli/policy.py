"""`knigge policy`: the layers of settings into the one policy in force, as TOML that can be pasted back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Annotated, Any

import typer

from knigge.domain import Policy
from knigge.settings import Layered
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, Packs, PolicyFile
from knigge.surfaces.cli.paint import printable, say
from knigge.surfaces.formats import dumped

_BARE = re.compile("[A-Za-z0-9_-]+")

policy = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@policy.callback()
def _group() -> None:
    """See which settings are in force, and which file set them."""


@policy.command()
def show(
    origin: Annotated[
        bool, typer.Option("--origin", help="Say of each value which file, variable or flag set it.")
    ] = False,
    policy: PolicyFile = "",
    pack: Packs = None,
    format: Format = "text",
) -> None:
    """Show the policy in force in this folder, as a policy file would say it.

    Layers, from the weakest to the strongest: built-in, company, team, person, project, --policy, KNIGGE_ variables, flags.

    Exit code 0, 2: bad input.
    """
    found = options.layered(policy, pack)
    if format == "json":
        say(dumped(_shape(found, origin), indent=1))
    else:
        say("\n".join(_lines(found, origin)))


def _shape(found: Layered, origin: bool) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "schema": 1,
        "policy": {each.name: _plain(_value(found, each.name)) for each in fields(Policy)},
    }
    if origin:
        shape["origin"] = {each.name: _origins(found, each.name) for each in fields(Policy)}
        shape["layers"] = [each._asdict() for each in found.layers]
    return shape | {"notes": list(found.notes)}


def _origins(found: Layered, name: str) -> Any:
    """Return where a value came from: one origin, or one for each key or item of what adds up."""
    keys = [key for field, key in found.origins if field == name and key]
    return {key: found.origin(name, key)._asdict() for key in keys} or found.origin(name)._asdict()


def _lines(found: Layered, origin: bool) -> Iterator[str]:
    """Yield the lines of a policy file: single values first, as TOML wants it."""
    if origin:
        yield from (f"# {each.layer}: {_comment(each.name)}" for each in found.layers)
    names = [each.name for each in fields(Policy)]
    for name in names:
        if not isinstance(_plain(_value(found, name)), dict):
            yield from _single(found, name, origin)
    for name in names:
        if isinstance(table := _plain(_value(found, name)), dict) and table:
            yield from ("", f"[{name}]")
            for key, value in table.items():
                yield f"{_key(key)} = {toml(value)}{_told(found, name, key, origin)}"


def _single(found: Layered, name: str, origin: bool) -> Iterator[str]:
    """Yield the line of a value, of a list that adds up one for each item."""
    value = _value(found, name)
    if origin and any(field == name and key for field, key in found.origins):
        yield f"{name} = ["
        yield from (f"    {toml(item)},{_told(found, name, item, origin)}" for item in value)
        yield "]"
    else:
        yield f"{name} = {toml(value)}{_told(found, name, '', origin)}"


def _told(found: Layered, name: str, key: str, origin: bool) -> str:
    return f"  # {_comment(str(found.origin(name, key)))}" if origin else ""


def _comment(text: str) -> str:
    return printable(" ".join(text.split()))


def _value(found: Layered, name: str) -> Any:
    return getattr(found.policy, name)


def _plain(value: Any) -> Any:
    """Return a value of a policy as JSON values, what is left at its default left out."""
    if is_dataclass(value) and not isinstance(value, type):
        usual = type(value)()
        return {name: each for name, each in asdict(value).items() if each != getattr(usual, name)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else toml(name)


def toml(value: Any) -> str:
    """Return a value as TOML writes it; its texts, numbers and lists are those of JSON."""
    value = _plain(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return dumped(value, indent=0)
