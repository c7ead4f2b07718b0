"""An evaluation into reports: for the terminal, JSON, JUnit XML, HTML and Markdown; a file's ending tells which."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from knigge.errors import SettingsError
from knigge.surfaces.formats import dumped

if TYPE_CHECKING:
    from knigge.evals.evaluating import Evaluation

_MADE_BY = {".xml": "junit", ".html": "page", ".md": "markdown"}
ENDINGS = (".json", *_MADE_BY)


def refuse_unknown(paths: list[str]) -> None:
    """Raise SettingsError for a report's file whose ending names no kind, before anything runs."""
    for path in paths:
        if Path(path).suffix not in ENDINGS:
            raise SettingsError(f"{path}: no such kind of report. Let the name end in {', '.join(ENDINGS)}.")


def write(found: Evaluation, path: str) -> None:
    """Write an evaluation as the file's ending says.

    Raises SettingsError for a file that can't be written.
    """
    if Path(path).suffix == ".json":
        text = dumped(found.to_dict(), indent=1)
    else:
        text = import_module(f"{__name__}.{_MADE_BY[Path(path).suffix]}").render(found)
    try:
        Path(path).write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as fault:
        raise SettingsError(f"{path}: can't be written ({fault.strerror}). Check where it goes.") from fault
