"""Checked files into mended ones: `--fix`, `--dry-run` and `--diff` of `knigge check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from difflib import diff_bytes, unified_diff
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from knigge import errors, fixing
from knigge.parsing import written
from knigge.surfaces.cli.look import Looked
from knigge.surfaces.cli.paint import colourful, paint, printable, say

# One fix may make way for another, but rules that go on to mend each other must end some time.
_ROUNDS = 10

Look = Callable[[written.Written], Looked]


class _Mended(NamedTuple):
    """A file before and after its safe fixes, and how many they were."""

    path: str
    first: Looked
    last: Looked
    fixes: int


def mend(paths: Sequence[str], looked: Sequence[Looked], look: Look, write: bool, show: bool) -> list[Looked]:
    """Apply the safe fixes until there are none, write what changed, show the changes; return the files as they are then.

    Raises MailError for a file that can't be written; it stays as it was, and where that shows beforehand, so do all.
    """
    found = [_mended(path, each, look) for path, each in zip(paths, looked, strict=True)]
    if write:
        for each in found:
            if each.path != "-" and each.fixes:
                _refuse_unwritable(Path(each.path).resolve())
    for path, first, last, fixes in found:
        if write:
            _write(path, first.file, last.file)
        if show:
            _show(first.file, last.file.content, first.report.path, err=write and path == "-")
        _tell(last, fixes, write)
    return [each.last if write else each.first for each in found]


def _mended(path: str, first: Looked, look: Look) -> _Mended:
    last, count, sheet = first, 0, fixing.sheet(first.file.content)
    for _ in range(_ROUNDS):
        edits = fixing.safe_edits(last.report, last.file.places, last.file.charset, sheet)
        sheet = fixing.mended(sheet, edits)
        if sheet.content == last.file.content:
            break
        count += len(edits)
        raw = last.file.encoded(sheet.content)
        last = look(written.from_bytes(raw, last.report.path if path == "-" else path))
    return _Mended(path, first, last, count)


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


def _show(file: written.Written, after: str, name: str, err: bool) -> None:
    """Print a diff that `patch` understands, byte for byte unless it goes to a terminal."""
    stream = sys.stderr if err else sys.stdout
    name = name.lstrip("/") + ("\t" if " " in name else "")
    old, new = (list(BytesIO(file.encoded(content))) for content in (file.content, after))
    lines = [*diff_bytes(unified_diff, old, new, f"a/{name}".encode(), f"b/{name}".encode(), n=1)]
    lines = [line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines]
    if not colourful(stream):
        stream.flush()
        stream.buffer.write(b"".join(lines))
        stream.flush()
        return
    for line in lines:
        colour = {b"+": "good", b"-": "error", b"@": "suggestion"}.get(line[:1], "")
        text = printable(line.decode(file.encoding, "replace").rstrip("\r\n"))
        say(paint(text, colour, stream) if colour else text, err=err)


def _write(path: str, before: written.Written, after: written.Written) -> None:
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(after.encoded(after.sendable()))
        sys.stdout.flush()
    elif after.content != before.content:
        _replace(Path(path).resolve(), before.encoded(before.content), after.encoded(after.content))


def _refuse_unwritable(path: Path) -> None:
    if not path.is_file():
        raise errors.MailError(f"{path}: can't be written (it is no regular file). Nothing was written.")
    if not path.stat().st_mode & 0o222 or not os.access(path.parent, os.W_OK):
        where = "it" if os.access(path.parent, os.W_OK) else "its folder"
        raise errors.MailError(f"{path}: can't be written ({where} is read-only). Nothing was written.")


def _replace(path: Path, before: bytes, raw: bytes) -> None:
    """Put `raw` in the place of a file in one step, with its owner and rights, so that nothing is lost half way."""
    new = None
    try:
        found = path.read_bytes()
        if found == raw:  # the same file was named twice
            return
        if found != before:
            raise OSError(None, "somebody else has just changed it")
        handle, name = mkstemp(dir=path.parent, prefix=".knigge-")
        new = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        _keep_owner(path, new)
        new.chmod(path.stat().st_mode)
        new.replace(path)
    except OSError as fault:
        raise errors.MailError(f"{path}: can't be written ({fault.strerror}). It stays as it was.") from fault
    finally:
        if new:
            new.unlink(missing_ok=True)


def _keep_owner(path: Path, new: Path) -> None:
    """Give a new file the owner and group of an old one, as far as the system and the user's rights allow."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, path.stat().st_uid, path.stat().st_gid)
