"""Drafting without a brief, in a real terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

from knigge.parsing import briefs


def run_in_terminal(
    answers: list[str], folder: Path, interrupt: bool = False, options: tuple[str, ...] = ()
) -> tuple[str, int]:
    """Type `answers` at the prompts of `knigge draft --save brief.yaml`; return the screen and the exit code."""
    pid, screen = pty.fork()
    if pid == 0:
        os.chdir(folder)
        code = "from knigge.surfaces.cli import main; main()"
        os.execv(sys.executable, [sys.executable, "-c", code, "draft", "--save", "brief.yaml", *options])
    seen = _read(screen, b": ")
    for answer in answers:
        os.write(screen, answer.encode() + b"\n")
        seen += _read(screen, b": ")
    if interrupt:
        os.write(screen, b"\x03")
    seen += _read(screen, b"\0never\0")
    _, status = os.waitpid(pid, 0)
    return seen.decode(errors="replace"), os.waitstatus_to_exitcode(status)


def _read(screen: int, until: bytes) -> bytes:
    seen, deadline = b"", time.monotonic() + 20
    while not seen.endswith(until) and time.monotonic() < deadline:
        try:
            ready, _, _ = select.select([screen], [], [], 0.5)
            if ready:
                seen += os.read(screen, 4096)
        except OSError:
            break
    return seen


def test_answers_become_a_draft_and_a_brief(tmp_path: Path) -> None:
    answers = ["xing-message", "fr", "de", "Sie", "", "Maria Lindner", "", "Radwerk Süd", "Jan Novák", "", "Herr",
               "Ich suche eine Werkstatt.", "", "Ist Ihre frei?", "", "maria@example.org", ""]  # fmt: skip
    screen, code = run_in_terminal(answers, tmp_path)
    assert code == 0, screen
    assert "Please one of: de, en." in screen
    assert "This one is needed." in screen
    assert "Guten Tag Herr Novák," in screen
    brief = briefs.read(str(tmp_path / "brief.yaml"))
    assert (brief.sender.organisation, brief.ask, brief.sender.contact.email) == (
        "Radwerk Süd",
        "Ist Ihre frei?",
        "maria@example.org",
    )


def test_the_language_that_a_flag_names_is_not_asked_for_so_that_the_answers_fit_it(tmp_path: Path) -> None:
    answers = [
        "email",
        "formal",
        "Mary Linden",
        "",
        "",
        "John Novak",
        "",
        "Mr",
        "I look for a workshop.",
        "",
        "",
        "",
        "",
        "",
    ]
    screen, code = run_in_terminal(answers, tmp_path, options=("--lang", "en-US"))
    assert code == 0, screen
    assert "Language / Sprache" not in screen
    assert "Dear Mr. Novak" in screen
    assert briefs.read(str(tmp_path / "brief.yaml")).language == "en-US"


def test_a_language_that_is_not_known_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    screen, code = run_in_terminal([], tmp_path, options=("--lang", "it"))
    assert code == 2
    assert "No language 'it'." in screen
    assert "Channel" not in screen


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    screen, code = run_in_terminal(["xing-message", "de"], tmp_path, interrupt=True)
    assert code not in (0, -signal.SIGKILL)
    assert "Traceback" not in screen
    assert list(tmp_path.iterdir()) == []
