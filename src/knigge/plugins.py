"""The entry points of installed packages into plugins, none of whose code runs before it is used.

Paths are strings here: this runs before the first check.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from knigge.errors import KniggeError, PluginError, PluginWarning, a
from knigge.shipped import kept

GROUPS = ("cards", "prompts", "models", "channels", "languages", "parsers", "commands")
_PREFIX = "knigge."

Made = TypeVar("Made")


class Plugin(NamedTuple):
    """What one entry point of an installed package gives.

    group: without `knigge.` before it. id: the entry point's name. value: a package with files in it, or `module:name`.
    """

    group: str
    id: str
    distribution: str
    version: str
    value: str

    @property
    def name(self) -> str:
        """The full name, which no other plugin of its group has."""
        return f"{self.distribution}:{self.id}"


@cache
def found() -> tuple[Plugin, ...]:
    """Return the plugins of all installed packages, in the order of their names.

    What was found is kept until a package is installed into a folder of Python's path or removed from it. What lies in the
    working folder itself is no plugin: it may be anybody's.
    """
    places = _places()
    key = 0
    for place in places:
        try:
            key = crc32(f"{place} {os.stat(place).st_mtime_ns}".encode("utf-8", "replace"), key)
        except OSError:
            key = crc32(place.encode("utf-8", "replace"), key)
    return tuple(Plugin(*each) for each in kept("plugins", "all", f"{key:08x}", lambda: {"all": _discovered(places)}))


def of(group: str) -> tuple[Plugin, ...]:
    """Return the plugins of a group."""
    return tuple(plugin for plugin in found() if plugin.group == group)


def by_name(group: str, own: Collection[str] = ()) -> dict[str, Plugin]:
    """Return the plugins of a group by id, or by full name where two have the id; those with an id of knigge's `own` are none."""
    given = [plugin for plugin in of(group) if plugin.id not in own]
    ids = [plugin.id for plugin in given]
    return {plugin.id if ids.count(plugin.id) == 1 else plugin.name: plugin for plugin in given}


def named(group: str, name: str, own: Collection[str] = ()) -> Plugin | None:
    """Return the plugin with this id or full name; None where there is none, and for an id that is knigge's `own`.

    Raises PluginError where two have the id.
    """
    return one(f"knigge.{group}", name, [(each.id, each, each) for each in of(group) if each.id not in own])


def one(kind: str, name: str, given: Collection[tuple[str, Plugin, Made]]) -> Made | None:
    """Return what is given under a name: an id, or `distribution:id`; None where nothing is.

    given: each id, the plugin that gives it, and what it is. Raises PluginError for an id that two plugins give.
    """
    having = [each for each in given if name in (each[0], f"{each[1].distribution}:{each[0]}")]
    if len(having) > 1:
        who = " and ".join(plugin.distribution for _, plugin, _ in having)
        names = " or ".join(f"{plugin.distribution}:{id}" for id, plugin, _ in having)
        raise PluginError(f"{name!r} ({kind}) is given by {who}. Name one, {names}, or uninstall the other.")
    return having[0][2] if having else None


def sound(group: str, read: Callable[[Plugin], Made]) -> Iterator[tuple[Plugin, Made]]:
    """Yield the plugins of a group with what `read` makes of each; one that fails is skipped, which a warning says."""
    for plugin in of(group):
        if (made := usable(plugin, read)) is not None:
            yield plugin, made


def usable(plugin: Plugin, read: Callable[[Plugin], Made]) -> Made | None:
    """Return what `read` makes of a plugin, or warn that it is skipped, and why."""
    made, fault = tried(plugin, read)
    if made is None:
        import warnings

        stop = "" if fault.endswith((".", "?", "!")) else "."
        which = f" ({plugin.id})" if plugin.id != plugin.distribution else ""
        said = f"The {plugin.group} of {plugin.distribution}{which} were skipped: {fault}{stop} See `knigge plugins`."
        warnings.warn(said, PluginWarning, stacklevel=2)
    return made


def tried(plugin: Plugin, read: Callable[[Plugin], Made]) -> tuple[Made | None, str]:
    """Return what `read` makes of a plugin, or None and, in a line, why it makes nothing."""
    try:
        return read(plugin), ""
    except (Exception, SystemExit) as fault:  # a stranger's code may raise anything
        return None, reason(fault)


def reason(fault: BaseException) -> str:
    """Return in a line why a stranger's code failed."""
    said = " ".join(str(fault).split()) or "no reason given"
    return said if isinstance(fault, KniggeError) else f"{type(fault).__name__}: {said}"


def load(plugin: Plugin, kind: type[Made] | None = None) -> Any:
    """Import and return what an entry point names.

    Raises PluginError for what is no `module:name`, or not of its kind (by default: something to call).
    """
    from importlib import import_module

    module, _, attribute = plugin.value.partition(":")
    if not attribute:
        raise PluginError(f"{plugin.value!r} names no object. Write module:name in the entry point.")
    made: Any = import_module(module)
    for step in attribute.split("."):
        made = getattr(made, step)
    if not (isinstance(made, kind) if kind else callable(made)):
        wanted = a(kind.__name__) if kind else "a function"
        raise PluginError(f"{plugin.value} is {a(type(made).__name__)}, but must be {wanted}.")
    return made


def folder(plugin: Plugin) -> str:
    """Return the folder of the package that an entry point names, without importing it or what holds it.

    Raises PluginError where there is none.
    """
    from importlib.util import find_spec

    top, *inner = plugin.value.split(".")
    spec = find_spec(top) if top.isidentifier() else None
    for place in (spec.submodule_search_locations if spec else None) or ():
        if os.path.isdir(found := os.path.join(place, *inner)):
            return found
    raise PluginError(f"{plugin.value!r} is no package with files in it. Name a folder of the package, with dots.")


def _places() -> list[str]:
    """Return the folders in which packages are looked for: Python's path, without the working folder."""
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    return [place for place in dict.fromkeys(sys.path) if place and place != here]


def _discovered(places: list[str]) -> list[Plugin]:
    """Return the entry points in our groups; of two versions of a package the first on the path counts, as for imports."""
    from importlib.metadata import distributions

    seen: set[str] = set()
    plugins: list[Plugin] = []
    for each in distributions(path=places):
        with suppress(Exception):  # a package whose own description is broken is none of ours
            ours = [entry for entry in each.entry_points if entry.group.startswith(_PREFIX)]
            name = re.sub(r"[-_.]+", "-", each.metadata["Name"]).lower() if ours else ""
            if name and name not in seen:
                seen.add(name)
                plugins += [Plugin(e.group.removeprefix(_PREFIX), e.name, name, each.version, e.value) for e in ours]
    return sorted(plugins)
