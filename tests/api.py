"""The docstrings and signatures of the public API into `docs/api.md`; run as a program it writes the file.

`python tests/api.py freeze` writes the signatures to `tests/data/public.txt` instead: what stands there is promised to users.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

import knigge
import knigge.langchain
import knigge.openai_tools

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"
FROZEN = ROOT / "tests" / "data" / "public.txt"
HOMES = (knigge, knigge.langchain, knigge.openai_tools)
_HEAD = """# API

Made by `make docs` from the docstrings; the examples are tested. [Library](library.md) tells how it is used.
"""
_ORDER = ("Functions", "Checker and results", "What goes in", "Errors")
_GOES_IN = ("Brief", "Endpoint", "Message", "Policy", "Profile", "Prompt", "Reply")


class _Plain(NamedTuple):
    """An annotation or default as it is written."""

    text: str

    def __repr__(self) -> str:
        return self.text


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD]
    for home in HOMES:
        parts.append(f"\n## `{home.__name__}`\n")
        groups: dict[str, list[str]] = {group: [] for group in _ORDER}
        for name in home.__all__:
            groups[_group(getattr(home, name))].append(name)
        for group, names in groups.items():
            parts += [f"\n### {group}\n"] * bool(names and home is knigge)
            parts += [_entry(name, getattr(home, name)) for name in names]
    return "".join(parts)


def public() -> str:
    """Return a line for each thing that users may rely on: its signature, and those of its fields and methods."""
    lines = []
    for home in HOMES:
        for name in home.__all__:
            thing = getattr(home, name)
            lines.append(f"{home.__name__}.{name}{_signature(thing)}")
            if inspect.isclass(thing):
                lines += [f"{home.__name__}.{name}.{member}" for member, _ in _members(thing)]
    return "\n".join(lines) + "\n"


def _group(thing: Any) -> str:
    if inspect.isfunction(thing):
        return "Functions"
    if issubclass(thing, Exception):
        return "Errors"
    return "What goes in" if thing.__name__ in _GOES_IN else "Checker and results"


def _entry(name: str, thing: Any) -> str:
    shown = f"{'class ' * inspect.isclass(thing)}{name}{_signature(thing)}"
    awaited = "async " * inspect.iscoroutinefunction(thing)
    members = "".join(f"- `{member}`: {told}\n" for member, told in _members(thing)) if inspect.isclass(thing) else ""
    return f"\n#### {name}\n\n```python\n{awaited}{_broken(shown)}\n```\n\n{_prose(thing)}\n" + (
        f"\n{members}" if members else ""
    )


def _prose(thing: Any) -> str:
    """Return a docstring with its examples as code."""
    lines, code = [], False
    for line in (inspect.getdoc(thing) or "").splitlines():
        if line.startswith(">>> ") and not code:
            lines.append("```pycon")
            code = True
        if code and not line:
            lines.append("```")
            code = False
        lines.append(line)
    return "\n".join([*lines, "```"] if code else lines)


def _broken(shown: str) -> str:
    """Return a signature, a long one with a line for each parameter."""
    if len(shown) <= 100:
        return shown
    head, _, rest = shown.partition("(")
    inner, _, end = rest.rpartition(")")
    depth, pieces = 0, [""]
    for char in inner:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += char
    return f"{head}(\n" + "".join(f"    {piece.strip()},\n" for piece in pieces) + f"){end}"


def _signature(thing: Any) -> str:
    if inspect.isclass(thing) and not is_dataclass(thing):
        return "" if issubclass(thing, Exception) else f"(*, {', '.join(_fields(thing))})"
    found = inspect.signature(thing)
    parameters = [
        each.replace(annotation=_annotation(each.annotation), default=_default(thing, each))
        for each in found.parameters.values()
    ]
    returned = inspect.Signature.empty if inspect.isclass(thing) else _annotation(found.return_annotation)
    return str(found.replace(parameters=parameters, return_annotation=returned))


def _annotation(annotation: Any) -> Any:
    return annotation if annotation is inspect.Parameter.empty else _Plain(str(annotation))


def _default(thing: Any, parameter: inspect.Parameter) -> Any:
    default = parameter.default
    if is_dataclass(thing):
        made = next((field.default_factory for field in fields(thing) if field.name == parameter.name), MISSING)
        default = made() if made is not MISSING else default  # type: ignore[operator]
    return _Plain(f"{type(default).__name__}()") if is_dataclass(default) else default


def _fields(model: Any) -> Iterator[str]:
    """Yield the fields of a pydantic model that are ours."""
    for each in reversed(model.__mro__):
        if each.__module__.startswith("knigge."):
            for name, annotation in each.__annotations__.items():
                if name in model.model_fields:
                    default = model.model_fields[name].default
                    shown = "" if model.model_fields[name].is_required() else f" = {_shown(default)}"
                    yield f"{name}: {annotation}{shown}"


def _shown(default: Any) -> str:
    return f"{type(default).__name__}()" if is_dataclass(default) else repr(default)


def _members(thing: Any) -> Iterator[tuple[str, str]]:
    """Yield the methods and properties that are ours, each with the first line of what it does."""
    found: dict[str, Any] = {}
    for each in reversed(thing.__mro__):
        if each.__module__.startswith("knigge"):
            found |= {name: value for name, value in vars(each).items() if not name.startswith("_")}
    for name, member in found.items():
        told = (inspect.getdoc(member) or "").split("\n")[0]
        if isinstance(member, property):
            yield name, told
        elif inspect.isfunction(member) and name != "model_post_init":
            yield f"{name}{_signature(member)}".replace("(self, ", "(").replace("(self)", "()"), told


if __name__ == "__main__":
    target, text = (FROZEN, public()) if sys.argv[1:] == ["freeze"] else (PAGE, page())
    target.write_text(text, encoding="utf-8")
