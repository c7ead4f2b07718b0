"""Neovim and Emacs as Debian has them: they mark, explain and mend with the configurations in `examples/editors/`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from web import needs

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECONDS = 120
MAIL = """\
From: Ole Amsel <ole@example.org>
To: Eva Roth <eva@example.org>
Subject: Your talk on presses

Dear Ms Roth,

your talk on 👍🏽 Müller’s e\u0301 presses was good, and we utilise two of them.

Kind regards
Ole Amsel

> we utilise none
"""
EDITORS = {
    "nvim": ("neovim.lua", ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(HERE / "editor.lua")]),
    "emacs": ("emacs.el", ["emacs", "--batch", "--no-init-file", "--load", str(HERE / "editor.el")]),
}
Use = Callable[[str, str, str, str], dict[str, Any]]


@pytest.fixture(params=sorted(EDITORS))
def use(request: pytest.FixtureRequest, tmp_path: Path) -> Use:
    """Opens a text in an editor, takes one action at some words, and returns what it saw and saved."""
    needs(request.param)
    config, command = EDITORS[request.param]
    policy, report = tmp_path / "policy.toml", tmp_path / "report.json"
    policy.write_text(f'[packs]\nHouse = "{ROOT}/examples/styles/House"\n', encoding="utf-8")
    program = tmp_path / "bin" / "knigge"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m knigge "$@" --policy {policy}\n', encoding="utf-8")
    program.chmod(0o755)

    def used(name: str, text: str, words: str, title: str) -> dict[str, Any]:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        given = "\n".join(map(str, (file, ROOT / "examples" / "editors" / config, report, words, title)))
        home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
        path = f"{program.parent}:{os.environ['PATH']}"
        environment = {**os.environ, **home, "PATH": path, "LANG": "C.UTF-8", "KNIGGE_TEST": given}
        run(command, environment, tmp_path)
        return {**json.loads(report.read_text(encoding="utf-8")), "text": file.read_text(encoding="utf-8")}

    return used


def run(command: list[str], environment: dict[str, str], folder: Path) -> None:
    """Run a program to its end, and end what it leaves behind."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as program:
        try:
            said, _ = program.communicate(timeout=SECONDS)
        finally:
            if alive := group_alive(program.pid):
                os.killpg(program.pid, signal.SIGKILL)
    assert program.returncode == 0, said
    assert not alive, "the server outlived its editor"


def group_alive(pid: int) -> bool:
    """Say whether a process of the group still runs, after a moment to end in."""
    for _ in range(100):
        listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
        rows = [row.split() for row in listed.splitlines()]
        if not any(group == str(pid) and not state.startswith("Z") for group, state in rows):
            return False
        subprocess.run(["sleep", "0.1"], check=True)
    return True


def test_a_quick_fix_mends_a_mail_behind_emoji_and_nothing_else(use: Use) -> None:
    seen = use("neomutt-host-1-2-3.eml", MAIL, "utilise", "Replace")
    assert seen["text"] == MAIL.replace("utilise", "use", 1)
    assert "utilise" in [words for _, words in seen["marked"]]
    assert "use" in seen["hover"]


def test_a_switch_goes_into_the_head_of_a_mail(use: Use) -> None:
    seen = use("neomutt-host-1-2-3.eml", MAIL, "utilise", "Ignore")
    head = "Subject: Your talk on presses\n"
    assert seen["text"] == MAIL.replace(head, f"{head}X-Knigge: House.Wording=no\n")


def test_hover_tells_guideline_and_source(use: Use) -> None:
    seen = use("letter.txt", "Dear Ms Roth,\n\n👍🏽 I see synergies.\n", "synergies", "Ignore no-empty-synergy")
    assert "No hollow promise of synergies" in seen["hover"]
    assert "XING-Networking" in seen["hover"]
    assert seen["text"] == (
        'Dear Ms Roth,\n\n<!-- knigge no-empty-synergy["synergies"] = NO -->\n👍🏽 I see synergies.\n'
    )


def test_neovim_without_knigge_says_so_in_one_line(tmp_path: Path) -> None:
    needs("nvim")
    config = ROOT / "examples" / "editors" / "neovim.lua"
    command = [shutil.which("nvim") or "", "--headless", "-u", "NONE", "-c", f"luafile {config}", "-c", "qa"]
    done = subprocess.run(
        command, env={"PATH": "", "HOME": str(tmp_path)}, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0
    assert done.stderr.strip() == "knigge is not on the PATH. Put it there, or write its whole path into cmd above."


def test_the_extension_of_vs_code_is_javascript() -> None:
    needs("node")
    command = ["node", "--check", str(ROOT / "examples" / "editors" / "vscode" / "extension.js")]
    assert subprocess.run(command, capture_output=True, timeout=SECONDS, check=False).returncode == 0
