"""The hook as pre-commit itself runs it: installed from this repository, on a repository of templates."""

from __future__ import annotations

import os
import re
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


@pytest.fixture
def ours(hooks: Path, tmp_path: Path) -> Path:
    """The example's repository, its configuration naming the tree; what is added to it is staged."""
    repository = Path(shutil.copytree(ROOT / "examples" / "pre-commit", tmp_path / "ours"))
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
    config = repository / ".pre-commit-config.yaml"
    named = re.sub(r"repo: \S+(.*)\n(\s+)rev: \S+", rf"repo: {hooks}\1\n\2rev: {revision}", config.read_text("utf-8"))
    config.write_text(named, encoding="utf-8")
    assert run("git", "init", "-q", cwd=repository).returncode == 0
    return repository


def committing(repository: Path, home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    run("git", "add", "-A", cwd=repository)
    return run(sys.executable, "-m", "pre_commit", *command, "--all-files", cwd=repository, PRE_COMMIT_HOME=str(home))


def test_pre_commit_installs_the_hook_and_stops_a_bad_template(hooks: Path, ours: Path, tmp_path: Path) -> None:
    good = committing(ours, tmp_path, "run")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout
    (ours / "templates" / "bad.md").write_text("Guten Tag, es gibt wertvolle Synergien!", encoding="utf-8")
    bad = committing(ours, tmp_path, "run")
    assert (bad.returncode, "no-empty-synergy" in bad.stdout) == (1, True)
    tried = committing(ours, tmp_path, "try-repo", str(hooks), "knigge")
    assert (tried.returncode, "no-mass-mail" in tried.stdout) == (1, True)  # it reads no policy
