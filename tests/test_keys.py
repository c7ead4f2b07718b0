"""Keys: kept for their owner alone, found in a stated order, and shown by no command."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from knigge.errors import SettingsError
from knigge.models import keys
from test_cli import knigge

SECRET = "sk-a-very-secret-key-0123456789"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KNIGGE_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def test_a_stored_key_is_found_listed_and_forgotten() -> None:
    keys.store("openai", SECRET)
    assert keys.find("openai").reveal() == SECRET
    assert keys.names() == ("openai",)
    keys.remove("openai")
    assert not keys.find("openai")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_may_read_the_file(folder: Path) -> None:
    old = os.umask(0)
    try:
        keys.store("openai", SECRET)
    finally:
        os.umask(old)
    assert stat.S_IMODE((folder / "keys.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["keys.json"]


def test_the_file_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    assert keys.find("openai", "OPENAI_API_KEY").reveal() == "from-the-environment"
    keys.store("openai", SECRET)
    assert keys.find("openai", "OPENAI_API_KEY").reveal() == SECRET


@pytest.mark.parametrize("name", ["", "../x", "a b", "a/b", "x" * 65, "ä\n"])
def test_an_odd_name_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="is no name for a key"):
        keys.store(name, SECRET)


@pytest.mark.parametrize("secret", ["", "  ", "two words", "sk-\u200bhidden", "a\nb"])
def test_what_can_be_no_key_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(
        SettingsError, match=r"The key is empty or holds spaces or odd characters\. Copy it once more\."
    ):
        keys.store("openai", secret)


@pytest.mark.parametrize("content", [SECRET, "[]", f'{{"openai": ["{SECRET}"]}}', '{"openai": '])
def test_a_damaged_file_is_told_without_what_it_holds(content: str, folder: Path) -> None:
    folder.mkdir()
    (folder / "keys.json").write_text(content, encoding="utf-8")
    (folder / "keys.json").chmod(0o600)
    with pytest.raises(SettingsError) as refused:
        keys.find("openai")
    assert "is no file of keys" in str(refused.value)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_file_that_others_can_read_is_not_used(folder: Path) -> None:
    keys.store("openai", SECRET)
    (folder / "keys.json").chmod(0o644)
    with pytest.raises(SettingsError, match="others can read your keys"):
        keys.find("openai")


@pytest.mark.parametrize("args", [("openai", SECRET), (f"openai={SECRET}",)])
def test_a_key_on_the_command_line_is_refused_and_not_shown(args: tuple[str, ...], folder: Path) -> None:
    done = knigge("keys", "set", *args, KNIGGE_CONFIG=str(folder))
    assert done.returncode == 2
    assert b"does not go on the command line" in done.stderr
    assert SECRET.encode() not in done.stdout + done.stderr


def test_the_commands_never_show_a_key(folder: Path) -> None:
    stored = knigge("keys", "set", "openai", stdin=f"{SECRET}\n".encode(), KNIGGE_CONFIG=str(folder))
    listed = knigge("keys", "list", KNIGGE_CONFIG=str(folder))
    models = knigge("models", KNIGGE_CONFIG=str(folder))
    assert (stored.returncode, listed.returncode, listed.stdout) == (0, 0, b"openai\n")
    assert json.loads((folder / "keys.json").read_text(encoding="utf-8")) == {"openai": SECRET}
    shown = b"".join(out for done in (stored, listed, models) for out in (done.stdout, done.stderr))
    assert SECRET.encode() not in shown
    removed = knigge("keys", "remove", "openai", KNIGGE_CONFIG=str(folder))
    again = knigge("keys", "remove", "openai", KNIGGE_CONFIG=str(folder))
    assert (removed.returncode, again.returncode) == (0, 2)
    assert b"No key 'openai' is stored. Stored: none." in again.stderr
