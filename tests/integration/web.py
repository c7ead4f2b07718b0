"""`knigge serve` as a test needs it: on a free port of this machine, stopped afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def needs(*programs: str) -> None:
    """Skip a test whose programs are not installed; where CI runs it, fail."""
    for program in programs:
        if not which(program):
            _without(program)


def package(name: str) -> Any:
    """Return a package that a test drives; without it the test skips, or fails where CI runs it."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return _without(name.partition(".")[0])


def _without(name: str) -> None:
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {name}: make test-integration")


@contextmanager
def running(command: Sequence[str], **known: object) -> Iterator[subprocess.Popen[str]]:
    """A program with all that it starts, ended when the block ends."""
    with subprocess.Popen(command, text=True, start_new_session=True, **known) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a server while the block runs."""
    command = [sys.executable, "-W", "error", "-m", "knigge", "serve", "--port", "0", *options]
    with running(command, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert " at http://" in line, line
        yield line.split(" at ")[1].split()[0]
