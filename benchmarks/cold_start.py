"""What a cold start costs: `knigge check`, the library, a `Checker` and the bare import, beside an empty Typer application.

Each command runs in fresh processes, taking turns; printed are the least CPU seconds of each and their ratios.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 20
TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main(): pass\napp()"
CHECK = "from knigge import check; check('Hallo Frau Amsel, Ihr Vortrag war gut. Danke, Ole')"
TEXT = "Hallo Frau Amsel,\n\nIhr Profil ist interessant, vielleicht ergeben sich wertvolle Synergien.\n\nLG Marco\n"


def seconds(command: list[str]) -> float:
    """Return the CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        text, app = Path(folder) / "m.txt", Path(folder) / "app.py"
        text.write_text(TEXT, encoding="utf-8")
        app.write_text(TYPER, encoding="utf-8")
        commands = {
            "python -I -c pass": [sys.executable, "-I", "-c", "pass"],
            "empty Typer application": [sys.executable, str(app)],
            "knigge check": [str(Path(sys.executable).parent / "knigge"), "check", str(text)],
            "library: one check": [sys.executable, "-c", CHECK],
            "library: a Checker": [sys.executable, "-c", "from knigge import Checker; Checker()"],
            "import knigge": [sys.executable, "-c", "import knigge"],
        }
        runs: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                runs[name].append(seconds(command))
    least = {name: min(times) for name, times in runs.items()}
    for name, time in least.items():
        bare, typer = time / least["python -I -c pass"], time / least["empty Typer application"]
        print(f"{name:<24} {time * 1000:7.1f} ms CPU   {bare:5.1f} x python   {typer:5.2f} x Typer")


if __name__ == "__main__":
    main()
