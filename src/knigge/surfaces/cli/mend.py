"""Checked files into mended ones: `--fix`, `--dry-run` and `--diff` of `knigge check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from difflib import diff_bytes, unified_diff
from pathlib import Path
from tempfile import mkstemp

from knigge import errors, fixing
from knigge.parsing import written
from knigge.surfaces.cli.look import Looked
from knigge.surfaces.cli.paint import colourful, paint, printable, say

# One fix may make way for another, but rules that go on to mend each other must end some time.
_ROUNDS = 10

Look = Callable[[written.Written], Looked]


def mend(path: str, first: Looked, look: Look, write: bool, show: bool) -> Looked:
    """Apply the safe fixes until there are none, write what changed, show the changes; return the file as it is then.

    Raises MailError for a file that can't be written; it stays as it was.
    """
    last, count, sheet = first, 0, fixing.sheet(first.file.content)
    for _ in range(_ROUNDS):
        edits = fixing.safe_edits(last.report, last.file.places, last.file.charset, sheet)
        sheet = fixing.mended(sheet, edits)
        if sheet.content == last.file.content:
            break
        count += len(edits)
        raw = last.file.encoded(sheet.content)
        last = look(written.from_bytes(raw, last.report.path if path == "-" else path))
    if show:
        _show(first.file, last.file.content, first.report.path)
    if write:
        _write(path, first.file, last.file)
    _tell(last, count, write)
    return last if write else first


def _tell(look: Looked, count: int, write: bool) -> None:
    """Say on standard error how many fixes there are, and how many can't be made in the file."""
    done = "made" if write else "to make"
    say(f"{printable(look.report.path)}: {count} {'replacement' if count == 1 else 'replacements'} {done}.", err=True)
    for part in fixing.unreachable(look.report, look.file.places, look.file.charset):
        where = "text" if part == "body" else part
        say(
            f"Note: the {where} does not stand in the file as it reads, so that it can't be mended there.",
            err=True,
        )


def _show(file: written.Written, after: str, name: str) -> None:
    """Print a diff that `patch` understands, byte for byte unless it goes to a terminal."""
    name = name.lstrip("/") + ("\t" if " " in name else "")
    old, new = (list(_lines(file.encoded(content))) for content in (file.content, after))
    lines = [*diff_bytes(unified_diff, old, new, f"a/{name}".encode(), f"b/{name}".encode(), n=1)]
    lines = [line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines]
    if not colourful(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write(b"".join(lines))
        sys.stdout.flush()
        return
    for line in lines:
        colour = {b"+": "good", b"-": "error", b"@": "suggestion"}.get(line[:1], "")
        text = printable(line.decode(file.encoding, "replace").rstrip("\r\n"))
        say(paint(text, colour) if colour else text)


def _lines(raw: bytes) -> Iterator[bytes]:
    """Yield the lines of a file with their ends; only `\\n` ends one, as `patch` sees it."""
    while raw:
        line, end, raw = raw.partition(b"\n")
        yield line + end


def _write(path: str, before: written.Written, after: written.Written) -> None:
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(after.encoded(after.sendable()))
        sys.stdout.flush()
    elif after.content != before.content:
        _replace(Path(path).resolve(), after.encoded(after.content))


def _replace(path: Path, raw: bytes) -> None:
    """Put `raw` in the place of a file in one step, with its permissions, so that nothing is lost half way."""
    new = None
    try:
        if not path.stat().st_mode & 0o222:
            raise PermissionError(None, "it is read-only")
        handle, name = mkstemp(dir=path.parent, prefix=".knigge-")
        new = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        new.chmod(path.stat().st_mode)
        new.replace(path)
    except OSError as fault:
        raise errors.MailError(f"{path}: can't be written ({fault.strerror}). It stays as it was.") from fault
    finally:
        if new:
            new.unlink(missing_ok=True)
