"""Checked files into mended ones: `--fix`, `--dry-run` and `--diff` of `knigge check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path
from tempfile import mkstemp

from knigge import errors, fixing
from knigge.parsing import written
from knigge.surfaces.cli.look import Looked
from knigge.surfaces.cli.paint import paint, printable, say


def mend(paths: Sequence[str], looked: Sequence[Looked], write: bool, show: bool) -> list[written.Written]:
    """Apply the safe fixes, write what changed, show the changes; return the files as they are then.

    Raises MailError for a file that can't be written; it stays as it was.
    """
    mended = []
    for path, look in zip(paths, looked, strict=True):
        edits = fixing.safe_edits(look.report, look.file.places)
        content = fixing.apply(look.file.content, edits)
        if show:
            _show(look.file.content, content, look.report.path)
        if write:
            _write(path, look.file, content)
        _tell(look, len(edits), write)
        mended.append(written.from_bytes(look.file.encoded(content), path))
    return mended


def _tell(look: Looked, count: int, write: bool) -> None:
    """Say on standard error how many fixes there are, and which findings can't be reached."""
    done = "applied" if write else "to apply"
    say(f"{printable(look.report.path)}: {count} {'fix' if count == 1 else 'fixes'} {done}.", err=True)
    if "body" not in look.file.places:
        say("Note: the text of this mail is encoded in the file, so that it can't be mended there.", err=True)


def _show(before: str, after: str, name: str) -> None:
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}", n=1
    )
    for line in lines:
        colour = {"+": "good", "-": "error", "@": "suggestion"}.get(line[0], "")
        text = printable(line.rstrip("\r\n"))
        say(paint(text, colour) if colour else text)


def _write(path: str, file: written.Written, content: str) -> None:
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(file.encoded(file.sendable(content)))
        sys.stdout.flush()
    elif content != file.content:
        _replace(Path(path).resolve(), file.encoded(content))


def _replace(path: Path, raw: bytes) -> None:
    """Put `raw` in the place of a file in one step, with its permissions, so that nothing is lost half way."""
    new = ""
    try:
        handle, new = mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        Path(new).chmod(path.stat().st_mode)
        Path(new).replace(path)
    except OSError as fault:
        raise errors.MailError(f"{path}: can't be written ({fault.strerror}). Check its permissions.") from fault
    finally:
        Path(new).unlink(missing_ok=True) if new else None
