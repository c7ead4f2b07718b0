"""The command line: arguments in, one verb called, text or JSON out; the only place that exits."""

from __future__ import annotations

import os
import sys
import warnings
from functools import partial
from typing import Any

from knigge.errors import KniggeError, ModelError, PluginWarning


def main() -> None:
    """Run the command line; every failure a user can cause is one line on standard error."""
    from knigge.surfaces.cli.app import command

    if sys.stdout is None or sys.stderr is None:  # closed by the caller: there is nobody to tell
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    warnings.showwarning = partial(_note, warnings.showwarning)
    try:
        sys.exit(command().main(prog_name="knigge", standalone_mode=False))
    except ModelError as fault:
        if fault.status < 400:
            _keep(fault.raw)
        _complain(str(fault))
        sys.exit(3)
    except KniggeError as fault:
        _complain(str(fault))
        sys.exit(2)
    except KeyboardInterrupt:
        _complain("stopped.")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as fault:
        _complain(f"the output can't be written ({fault.strerror or fault}). Check where it goes.")
        sys.exit(2)
    except Exception as fault:
        sys.exit(_explain(fault))


def _note(usual: Any, message: Warning | str, category: type[Warning], *place: Any) -> None:
    """Say that a plugin was skipped, as a note; show any other warning as usual."""
    from knigge.surfaces.cli.paint import note

    if issubclass(category, PluginWarning):
        note(str(message))
    else:
        usual(message, category, *place)


def _keep(raw: str) -> None:
    """Print the words that a model gave before it failed; nothing has checked them."""
    if not raw:
        return
    from knigge.reading import so_far
    from knigge.surfaces.cli.paint import printable, say

    if words := so_far(raw):
        say(printable(words))


def _explain(fault: Exception) -> int:
    """Say what stopped the program otherwise: the user, a wrong option, or a bug of ours; return the exit code."""
    import typer

    if isinstance(fault, typer.Abort):
        _complain("stopped; nothing was written.")
        return 130
    if hasattr(fault, "format_message"):  # wrong usage, in Typer's words
        command = getattr(getattr(fault, "ctx", None), "command_path", "") or "knigge"
        _complain(f"{fault.format_message().replace('Value error, ', '')} See {command} --help.")
        return 2
    if os.environ.get("KNIGGE_DEBUG"):
        raise fault
    _complain(f"stopped by a bug ({type(fault).__name__}: {fault}). Set KNIGGE_DEBUG=1 to see where, and report it.")
    return 3


def _complain(line: str) -> None:
    from knigge.surfaces.cli.paint import printable

    print(f"knigge: {printable(' '.join(line.split()))}", file=sys.stderr)
