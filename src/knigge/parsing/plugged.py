"""The parsers of plugins: a file of a kind that only a plugin knows into its `Message`."""

from __future__ import annotations

import os

from knigge import plugins
from knigge.domain import Message
from knigge.errors import MailError, PluginError

# The kinds of files that are read without a plugin; no plugin may take them over.
ENDINGS = ("eml", "txt", "md", "markdown", "mdown", "mkd", "yaml", "yml", "json", "mbox")


def ending(path: str) -> str:
    """Return what a file's name ends in, in small letters and without the dot; empty for none.

    A `PurePath` would put each name into the interpreter's table of names, which then grows with every check of a server.
    """
    return os.path.splitext(path)[1].lower().removeprefix(".")  # noqa: PTH122  see above


def message(raw: bytes, path: str) -> Message | None:
    """Return what the plugin for files that end like `path` reads in one, None where there is no such plugin.

    Raises MailError naming the file where the plugin fails, PluginError where two plugins read such files.
    """
    kind = ending(path)
    plugin = plugins.named("parsers", kind, ENDINGS) if kind else None
    if plugin is None:
        return None
    found, fault = plugins.tried(plugin, lambda each: _message(plugins.load(each)(raw, path)))
    if found is None:
        raise MailError(f"{path}: the plugin {plugin.name} can't read it ({fault}). Check the file, or the plugin.")
    return found


def _message(found: object) -> Message:
    if not isinstance(found, Message):
        raise PluginError(f"it gives a {type(found).__name__}, but must give a Message.")
    return found
