"""The wheel that people install: built, put into an empty environment outside the checkout, and drafted with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a copy of the tree, so that building leaves no trace in it, made of what the project asks for alone."""
    folder = tmp_path_factory.mktemp("build")
    ignored = shutil.ignore_patterns(".venv", ".git", "*_cache", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, folder / "tree", ignore=ignored)
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(folder / "tree")]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_ships_prompts_compiled_cards_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = (
        "cards-all.json",
        "cards-any.json",
        "cards-de.json",
        "cards-en.json",
        "channels-all.json",
        "prompts/draft.de.md",
        "evals/gates.toml",
        "schemas/1/check.json",
    )
    assert {f"knigge/_shipped/{name}" for name in shipped} | {"knigge/py.typed"} <= names


def test_an_installed_wheel_drafts_checks_and_judges(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    brief = ROOT / "examples" / "briefs" / "email-researcher.de.yaml"
    cache = tmp_path / "cache"
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "KNIGGE_CACHE": str(cache)}
    knigge = str(tmp_path / "env" / "bin" / "knigge")

    def run(*args: str) -> bytes:
        return subprocess.run([knigge, *args], check=True, capture_output=True, cwd=tmp_path, env=env).stdout

    assert json.loads(run("draft", str(brief), "--format", "json"))["ready"] is True
    assert json.loads(
        run("check", str(ROOT / "examples" / "received" / "pitch.en.txt"), "--fail-on", "never", "--format", "json")
    )
    assert b"accept" in run("critique", str(ROOT / "examples" / "received" / "question.de.eml"))
    kept = [file.name.partition("-")[0] for file in cache.iterdir()]
    assert kept == ["plugins"], "an installed package reads what it ships, and remembers which plugins there are"
