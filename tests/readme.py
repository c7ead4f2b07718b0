"""The README's console blocks into what they print today; run as a program it writes them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"```console\n\$ (knigge [^\n]*)\n.*?```", re.DOTALL)


def refreshed(text: str) -> str:
    """Return `text` with the output of each command below it."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{printed(block[1])}```", text)


def printed(line: str) -> str:
    """Return what a command prints to standard output, without white space at the ends of lines."""
    command = [sys.executable, "-c", "from knigge.surfaces.cli import main; main()", *shlex.split(line)[1:]]
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False)
    return "\n".join(row.rstrip() for row in done.stdout.rstrip().split("\n")) + "\n"


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
