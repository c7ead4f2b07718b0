"""Mistakes put into a copy of the program on purpose: each is seen, and the case that shows it is named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knigge.domain import Policy
from knigge.evals import cases, recordings, running
from test_cli import knigge
from test_evals import GOOD, ROOT, written
from test_recordings import answering

MISTAKES = {
    "a regex": ("src/knigge/etiquette/no-empty-synergy.yaml", "synergi(?:en?", "synnergi(?:en?", "rules/some/Synergien"),
    "a threshold": (
        "src/knigge/critiquing.py",
        "weighing.total >= weighing.accept_from",
        "weighing.total < weighing.accept_from",
        "critique/some/Frage",
    ),
    "a prompt's line": ("prompts/draft.de.md", "Kanal: $channel\n", "", "draft/some/Deich (m)"),
    "a line for the composer's draft": ("prompts/draft.de.md", "Kanal: $channel\n", "", "draft/some/Deich"),
    "a line for a repair": ("prompts/repair.de.md", "Kanal: $channel\n", "", "draft/some/Deich"),
    "a line for an answer": ("prompts/reply.de.md", "Leitlinien:\n", "", "reply/some/Nein"),
    "a line for a second reading": ("prompts/read.de.md", "Betreff und Nachricht:\n", "", "reply/some/Nein"),
    "an exception": (
        "src/knigge/models/offline.py",
        "    brief = prompt.brief\n",
        '    raise RuntimeError("seeded")\n',
        "draft/some/Deich",
    ),
}  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program with cases that hold, and an answer that was recorded."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("src", "prompts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    folder = written(tmp_path / "evals", GOOD)
    store, every = recordings.Store(folder / "recordings"), cases.load(folder, running.WORDED)

    def asking(name: str, case: cases.EvalCase) -> Any:
        return (
            store.pinned(case, True) if name == "offline" else store.replayed(name, case, Policy(), lambda: answering)
        )

    for result in running.run(every, ["offline", "m"], asking, Policy()):
        assert result.passed, result.wrong
    return tmp_path


def evaluated(tree: Path) -> subprocess.CompletedProcess[bytes]:
    return knigge("eval", cwd=tree, PYTHONPATH=str(tree / "src"))


def test_without_a_mistake_the_copy_passes(tree: Path) -> None:
    done = evaluated(tree)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize(("file", "right", "wrong", "names"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_seen_and_its_case_named(file: str, right: str, wrong: str, names: str, tree: Path) -> None:
    source = (tree / file).read_text(encoding="utf-8")
    assert right in source
    (tree / file).write_text(source.replace(right, wrong), encoding="utf-8")
    done = evaluated(tree)
    assert done.returncode == 1, done.stdout.decode() + done.stderr.decode()
    assert f"fails  {names}\n" in done.stdout.decode()


def test_a_prompt_that_is_asked_no_more_is_seen(tree: Path) -> None:
    answering_py = tree / "src" / "knigge" / "answering.py"
    asked = "        reply = yield prompts.answer("
    source = answering_py.read_text(encoding="utf-8")
    assert asked in source
    answering_py.write_text(source.replace(asked, f'        raise ModelError("seeded")\n{asked}'), encoding="utf-8")
    done = evaluated(tree)
    assert done.returncode == 1, done.stdout.decode() + done.stderr.decode()
    assert "stale  reply.de.md: " in done.stdout.decode()


def test_the_composer_is_held_anew_to_a_prompt_that_was_changed_on_purpose(tree: Path) -> None:
    prompt = tree / "prompts" / "draft.de.md"
    prompt.write_text(prompt.read_text(encoding="utf-8").replace("Kanal: $channel\n", ""), encoding="utf-8")
    store = tree / "evals" / "recordings" / "offline.jsonl"
    before = len(store.read_text(encoding="utf-8").splitlines())
    done = knigge("eval", "--record", "--model", "offline", cwd=tree, PYTHONPATH=str(tree / "src"))
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert knigge("eval", "--model", "offline", cwd=tree, PYTHONPATH=str(tree / "src")).returncode == 0
    assert len(store.read_text(encoding="utf-8").splitlines()) == before


def test_nothing_is_dialled(tree: Path) -> None:
    """Also with recordings in the store, and every report."""
    script = (
        "import socket, sys\n"
        "def refuse(*args, **kwargs): raise AssertionError('a socket was asked for')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "sys.argv = ['knigge', 'eval', '--report', 'r.html', '--report', 'r.json', '--report', 'r.xml']\n"
        "from knigge.surfaces.cli import main; main()"
    )
    env = {
        "PYTHONPATH": str(tree / "src"),
        "HOME": str(tree),
        "KNIGGE_CACHE": str(tree / "cache"),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tree, env=env, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert b"m: answers replayed 5, missing 0, stale 0" in done.stdout
