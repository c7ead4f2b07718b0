"""`knigge init`: five answers, in a terminal or by flags, into a policy that loads as written."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from knigge.domain import Policy
from knigge.settings import load_policy
from test_cli import knigge

FLAGS = ("--max-first-ask", "call", "--never-say", 'say "it"', "--do-not-contact", "acme.example", "--answer", "all")
PROGRAM = [sys.executable, "-c", "from knigge.surfaces.cli import main; main()"]


def typed(folder: Path, keys: bytes, *args: str) -> tuple[int, str]:
    """Run `knigge init` in a terminal, press keys, and return the exit code and what it showed."""
    host, guest = pty.openpty()
    env = {**os.environ, "KNIGGE_CONFIG": str(folder), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    with subprocess.Popen(
        [*PROGRAM, "init", *args], stdin=guest, stderr=subprocess.PIPE, env=env, start_new_session=True
    ) as run:
        os.close(guest)
        os.write(host, keys)
        shown = run.communicate(timeout=60)[1].decode()
    os.close(host)
    return run.returncode, shown


def test_flags_answer_without_a_terminal(tmp_path: Path) -> None:
    done = knigge("init", *FLAGS, KNIGGE_CONFIG=str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    read = load_policy(str(tmp_path / "new/policy.toml"))
    assert (read.max_first_ask, read.answer, read.network_size) == ("call", "all", "balanced")
    assert (list(read.phrases), read.do_not_contact) == (['say "it"'], ("acme.example",))


def test_what_was_written_is_in_force_afterwards(tmp_path: Path) -> None:
    knigge("init", *FLAGS, KNIGGE_CONFIG=str(tmp_path))
    shown = knigge("policy", "show", "--origin", KNIGGE_CONFIG=str(tmp_path), cwd=tmp_path).stdout.decode()
    assert f'answer = "all"  # {tmp_path}/policy.toml (person)' in shown


@pytest.mark.parametrize(
    ("file", "command"),
    [
        (None, "`knigge policy show`"),
        (".knigge.toml", "`knigge policy show`"),
        ("f.toml", "`knigge policy show --policy f.toml`"),
        ("my own.toml", "`knigge policy show --policy 'my own.toml'`"),
    ],
)
def test_what_is_told_at_the_end_shows_what_was_written(tmp_path: Path, file: str | None, command: str) -> None:
    given = ("--file", file) if file else ()
    done = knigge("init", "--answer", "all", *given, KNIGGE_CONFIG=str(tmp_path / "config"), cwd=tmp_path)
    assert f"{command} tells what is in force." in done.stderr.decode()


@pytest.mark.parametrize("lang", ["de_DE.UTF-8", "en_GB.UTF-8", ""])
def test_each_proposal_in_the_file_holds_without_its_hash(tmp_path: Path, lang: str) -> None:
    knigge("init", "--answer", "all", "--file", str(tmp_path / "p.toml"), LC_ALL=lang)
    text = (tmp_path / "p.toml").read_text(encoding="utf-8")
    assert ("Was Sie nie schreiben" in text) is lang.startswith("de")
    (tmp_path / "all.toml").write_text(re.sub(r"(?m)^# (?=[\w-]+ = |\[)", "", text), encoding="utf-8")
    read = load_policy(str(tmp_path / "all.toml"))
    assert (read.model, read.bias, dict(read.levels)) == ("ollama:llama3.2", "cautious", {"no-empty-synergy": "error"})
    assert (list(read.phrases), dict(read.registers)) == (["synergies"], {"games": "informal"})


def test_five_questions_are_asked_in_a_terminal(tmp_path: Path) -> None:
    code, shown = typed(tmp_path, b"call\nsynergies, touch base\n\nclose\nnonsense\nall\n")
    assert code == 0, shown
    read = tomllib.loads((tmp_path / "policy.toml").read_text(encoding="utf-8"))
    assert (read["max_first_ask"], read["network_size"], read["answer"]) == ("call", "close", "all")
    assert (list(read["phrases"]), read["do_not_contact"]) == (["synergies", "touch base"], [])
    assert shown.count("?") == 6  # one of them twice
    assert "Please one of: all, all_but_spam, only_with_note." in shown


def test_enter_alone_takes_what_is_the_default(tmp_path: Path) -> None:
    assert typed(tmp_path, b"\n\n\n\n\n")[0] == 0
    assert load_policy(str(tmp_path / "policy.toml")) == Policy()


def test_what_a_flag_answers_is_not_asked(tmp_path: Path) -> None:
    code, shown = typed(tmp_path, b"\n\n\n\n", "--answer", "all")
    assert (code, shown.count("?")) == (0, 4)


def test_who_stops_half_way_gets_no_file(tmp_path: Path) -> None:
    code, shown = typed(tmp_path, b"call\n\x04")
    assert code == 130, shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        pytest.param((), "no terminal to ask in. Answer by flags: knigge init --max-first-ask", id="nobody to ask"),
        pytest.param(
            ("--answer", "some"), "answer is 'some', but must be one of all, all_but_spam", id="no such answer"
        ),
        pytest.param(("--answer", "all", "--file", "kept"), "is there already", id="never over a file"),
        pytest.param(("--answer", "all", "--file", "kept/p.toml"), "can't be written", id="no folder"),
    ],
)
def test_what_cannot_be_written_is_one_line(tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    done = knigge("init", *args, cwd=tmp_path, KNIGGE_CONFIG=str(tmp_path / "config"))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert told in done.stderr.decode()
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "config").exists()


def test_force_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("mine", encoding="utf-8")
    assert knigge("init", "--answer", "all", "--file", "p.toml", "--force", cwd=tmp_path).returncode == 0
    assert load_policy(str(tmp_path / "p.toml")).answer == "all"
