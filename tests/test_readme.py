"""What the README shows is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import readme

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_console_blocks_hold_the_real_output() -> None:
    assert readme.refreshed(TEXT) == TEXT, "run `make readme`"
    assert TEXT.count("```console") == 5


def test_the_python_of_the_readme_runs() -> None:
    code = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(code)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "accept" in done.stdout


def test_the_python_of_the_library_page_runs() -> None:
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    code = "\n".join(
        (*re.findall(r"```python\n(.*?)```", text, re.DOTALL), "print(remarks('', 'Es gibt Synergien.')[0], names)")
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warning: „Synergien“" in done.stdout
    assert "['check', 'critique', 'draft', 'explain']" in done.stdout


def test_the_files_that_the_documents_name_exist() -> None:
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "examples/README.md",
        "docs/checks.md",
        "docs/verdicts.md",
        "docs/library.md",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        for path in re.findall(r"(?<!/)\b(?:examples|prompts|src|tests|docs)/[\w./-]+\w", text):
            assert (ROOT / path).exists(), f"{name} names {path}"
