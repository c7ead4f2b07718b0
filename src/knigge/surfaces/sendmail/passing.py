"""A mail's bytes and a command's arguments into the exit code of the command that was given them."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, NamedTuple

# Tells a `knigge sendmail` that another one has called it.
_CALLED = "KNIGGE_SENDMAIL"


class Sent(NamedTuple):
    """A command's exit code, or a shell's for one that did not run; and what is to be said of it, "" where it went well."""

    code: int
    fault: str = ""


def pass_on(via: str, arguments: Sequence[str], pieces: Iterable[memoryview], rest: IO[bytes]) -> Sent:
    """Run the command with the arguments and the mail (`pieces`, then what `rest` still holds) on its standard input.

    The mail goes through a file, so that the command has the whole of it from the beginning, even if we are stopped.
    Raises OSError where there is no room for that.
    """
    program, *options = shlex.split(via)
    if os.environ.get(_CALLED):
        return Sent(126, f"the command to send with, {via}, calls knigge sendmail again. Name the program that sends.")
    with TemporaryFile() as mail:
        for piece in pieces:
            mail.write(piece)
        shutil.copyfileobj(rest, mail)
        mail.seek(0)
        return _run([os.path.expanduser(program), *options, *arguments], mail)  # noqa: PTH111 - it may be no path


def _run(command: Sequence[str], mail: IO[bytes]) -> Sent:
    program = command[0]
    with _signals() as (early, heirs):
        try:
            child = subprocess.Popen(command, stdin=mail, env={**os.environ, _CALLED: "1"})
        except FileNotFoundError:
            return Sent(127, f"there is no program {program} to send with. Name one with --via.")
        except OSError as fault:
            return Sent(126, f"{program}, the program to send with, can't be run ({fault.strerror}).")
        heirs.append(child)
        for number in early:
            child.send_signal(number)
        code = child.wait()
    if code < 0:
        return Sent(128 - code, f"{program} was stopped ({signal.Signals(-code).name}).")
    return Sent(code, f"{program} ended with exit code {code}." if code else "")


@contextmanager
def _signals() -> Iterator[tuple[list[int], list[subprocess.Popen[bytes]]]]:
    """Hand a signal that is meant for us on to the command, which alone knows whether the mail has gone."""
    early: list[int] = []
    heirs: list[subprocess.Popen[bytes]] = []

    def hand_on(number: int, _: object) -> None:
        if heirs:
            heirs[0].send_signal(number)
        else:
            early.append(number)

    old = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield early, heirs
    finally:
        for number, before in old.items():
            signal.signal(number, before)
