"""A working folder and an environment into the files of a policy's layers, by looking where they may lie.

Paths are strings here, and all that happens is a look at each: most have no such file, and wait for it at every start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from stat import S_ISREG
from typing import NamedTuple

from knigge.settings.origins import Layer
from knigge.shipped import config_folder, home_folder

_PROJECT = (".knigge.toml", "pyproject.toml")
# Variables that name folders, files and ways to run, and are no settings.
OTHERS = ("KNIGGE_CACHE", "KNIGGE_CONFIG", "KNIGGE_DEBUG", "KNIGGE_COMPANY", "KNIGGE_TEAM", "KNIGGE_POLICY")
# Where the machine keeps what holds for all of its users; no environment moves it, so that none takes a lock away.
SITES: tuple[str, ...] = (
    ("C:\\ProgramData\\knigge",)
    if sys.platform == "win32"
    else ("/Library/Application Support/knigge",)
    if sys.platform == "darwin"
    else ("/etc/knigge", "/etc/xdg/knigge")
)


class Place(NamedTuple):
    """A file of a layer."""

    layer: Layer
    path: str


def places(folder: str, environ: Mapping[str, str], explicit: str = "", sites: Sequence[str] = SITES) -> list[Place]:
    """Return the files of the layers that there are, the lowest first.

    explicit: a file named on purpose, else the variable KNIGGE_POLICY.
    """
    found = [*_site("company", environ, sites), *_site("team", environ, sites)]
    if (own := person(environ)) and _is_file(own):
        found.append(Place("person", own))
    if project := _project(folder, environ):
        found.append(Place("project", project))
    if named := explicit or environ.get("KNIGGE_POLICY", ""):
        found.append(Place("policy", named))
    return found


def person(environ: Mapping[str, str]) -> str:
    """Return where a person's policy lies, beside their keys; "" where no home folder is known."""
    try:
        return os.path.join(config_folder(environ), "policy.toml")
    except RuntimeError:
        return ""


def _site(layer: Layer, environ: Mapping[str, str], sites: Sequence[str]) -> Iterator[Place]:
    """Yield the machine's file of a layer; where there is none, that of the environment's folders, or the one it names."""
    folders = [os.path.join(base, "knigge") for base in environ.get("XDG_CONFIG_DIRS", "").split(":") if base]
    for site in (*sites, *(folders if os.name == "posix" else ())):
        if _is_file(path := os.path.join(site, f"{layer}.toml")):
            yield Place(layer, path)
            return
    if named := environ.get(f"KNIGGE_{layer.upper()}"):
        yield Place(layer, named)


def _project(folder: str, environ: Mapping[str, str]) -> str:
    """Return the nearest project's file, "" where there is none."""
    for at in _upwards(folder, environ):
        for name in _PROJECT:
            if _is_file(path := os.path.join(at, name)) and (name != "pyproject.toml" or _speaks_of_us(path)):
                return path
    return ""


def _upwards(folder: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the folder and those above it: up to one that holds `.git`, and short of the home folder and the root.

    What others may write to, such as `/tmp`, lies above neither a repository nor a home.
    """
    try:
        home = home_folder(environ)
    except RuntimeError:
        home = ""
    yield folder
    above = os.path.dirname(folder)
    while not os.path.lexists(os.path.join(folder, ".git")) and above not in (home, os.path.dirname(above)):
        if folder == home:
            return
        yield above
        folder, above = above, os.path.dirname(above)


def _is_file(path: str) -> bool:
    try:
        return S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _speaks_of_us(path: str) -> bool:
    """Say whether a pyproject.toml has a table of ours."""
    try:
        with open(path, "rb") as file:
            content = file.read(1_000_000)
    except OSError:
        return False
    return b"knigge" in content and _has_our_table(content)


@lru_cache(maxsize=8)  # an editor's server asks at every change of a document
def _has_our_table(content: bytes) -> bool:
    import tomllib

    try:
        tool = tomllib.loads(content.decode("utf-8")).get("tool")
    except (ValueError, RecursionError):
        return b"tool.knigge" in content  # whoever reads it says what is wrong
    return isinstance(tool, dict) and "knigge" in tool
