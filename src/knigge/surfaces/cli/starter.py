"""`knigge init plugin NAME`: a name into a package that installs, and passes its own tests."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from knigge.errors import SettingsError
from knigge.surfaces.cli.paint import say

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST = 40
_TEMPLATES = Path(__file__).parent / "templates"


def plugin(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The package's name, such as acme-house.")],
    folder: Annotated[
        str, typer.Option("--in", metavar="FOLDER", help="Where its folder is made; by default here.")
    ] = ".",
) -> None:
    """Write a plugin: a package with a card, a prompt, a model, a channel and tests, ready to be installed.

    Nothing is ever overwritten.

    Exit code 0, 2: bad input, or the folder exists.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise SettingsError(
            f"{name!r} is no name for a package. Use small letters, digits and single dashes, such as acme-house."
        )
    if name == "knigge" or name in sys.stdlib_module_names or keyword.iskeyword(name):
        raise SettingsError(f"{name!r} is taken by Python or knigge itself. Choose another, such as acme-{name}.")
    home = Path(folder, name)
    if home.exists():
        raise SettingsError(f"{home}: exists already. Choose another name, or another folder with --in.")
    names = {"name": name, "package": name.replace("-", "_")}
    for template in sorted(path for path in _TEMPLATES.rglob("*.tmpl")):
        _write(home, template, names)
    say(
        f"{home} holds a plugin. Install it and run its tests:\n  pip install -e {home} && knigge plugins && pytest {home}"
    )


def _write(home: Path, template: Path, names: dict[str, str]) -> None:
    inside = str(template.relative_to(_TEMPLATES)).removesuffix(".tmpl").replace("package", names["package"])
    place = home / inside
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(Template(template.read_text(encoding="utf-8")).substitute(names))
    except OSError as fault:
        raise SettingsError(f"{place}: can't be written ({fault.strerror}). Check the folder.") from fault
