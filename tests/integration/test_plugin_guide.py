"""The guide to plugins and the starter: what they give installs and does what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "plugins.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, from which `pip install` leads into another one on Python's path."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name, value in {
        "PYTHONPATH": str(tmp_path / "site"), "PIP_TARGET": str(tmp_path / "site"), "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100",
        "NO_COLOR": "1", "PYTHONUTF8": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return work


def run(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, shell=True, capture_output=True, text=True, check=False)


def test_the_guide_leads_from_an_empty_folder_to_a_plugin_in_use(place: Path) -> None:
    lines = 0
    for kind, block in BLOCK.findall(DOCS.read_text(encoding="utf-8")):
        if kind == "sh":
            assert run(block).returncode == 0
        elif kind == "console":
            for command, wanted in re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", block, re.M):
                done = run(command)
                assert done.stdout == wanted, done.stderr
        elif kind != "text":
            (place / block.splitlines()[0].removeprefix("# ")).write_text(block, encoding="utf-8")
            lines += len([line for line in block.splitlines()[1:] if line.strip()])
    assert 0 < lines < 60


def test_the_starter_installs_and_passes_its_own_tests(place: Path) -> None:
    assert run("knigge init plugin acme-house").returncode == 0
    assert run("pip install -q ./acme-house").returncode == 0
    done = run("python -m pytest -q -p no:cacheprovider acme-house/tests")
    assert "4 passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    "name", ["Acme", "acme_house", "../acme", "acme/house", "", "json", "knigge", "a" * 41, "acme--house"]
)
def test_an_odd_name_for_a_starter_is_refused_and_nothing_is_written(place: Path, name: str) -> None:
    done = run(f"knigge init plugin '{name}'")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not [*place.iterdir()]


def test_the_starter_overwrites_nothing(place: Path) -> None:
    (place / "acme").mkdir()
    done = run("knigge init plugin acme")
    assert (done.returncode, done.stderr) == (
        2,
        "knigge: acme: exists already. Choose another name, or another folder with --in.\n",
    )
    assert not [*(place / "acme").iterdir()]
