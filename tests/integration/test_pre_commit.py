"""The hook as pre-commit itself runs it: installed from this repository, on a repository of templates."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

GIT = ("-c", "user.name=T", "-c", "user.email=t@example.org")


def run(*command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **env}, check=False)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree as a repository of its own, since a worktree is none that can be cloned everywhere."""
    folder = tmp_path_factory.mktemp("hooks") / "knigge"
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", "build", "dist")
    )
    for arguments in (("init", "-q"), ("add", "-A"), (*GIT, "commit", "-qm", "A tree")):
        assert run("git", *arguments, cwd=folder).returncode == 0
    return folder


def test_pre_commit_installs_the_hook_and_stops_a_bad_template(hooks: Path, tmp_path: Path) -> None:
    repository = Path(shutil.copytree(ROOT / "examples" / "pre-commit", tmp_path / "ours"))
    assert run("git", "init", "-q", cwd=repository).returncode == 0
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "knigge", "--all-files", "--verbose"]
    run("git", "add", "-A", cwd=repository)
    home = str(tmp_path / "cache")
    good = run(*command, cwd=repository, PRE_COMMIT_HOME=home)
    assert "Passed" in good.stdout, good.stdout + good.stderr
    (repository / "templates" / "bad.md").write_text("Guten Tag {{ name }}!", encoding="utf-8")
    run("git", "add", "-A", cwd=repository)
    bad = run(*command, cwd=repository, PRE_COMMIT_HOME=home)
    assert bad.returncode == 1
    assert "no-mass-mail" in bad.stdout
