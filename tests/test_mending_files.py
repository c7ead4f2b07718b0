"""`--fix` and the file on the disk: how it is written, and how the changes are shown without writing."""

from __future__ import annotations

import ctypes
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knigge.surfaces.cli.check import check
from mending import LETTER, TORN, mail, mended
from test_cli import knigge

NEEDS_PATCH = pytest.mark.skipif(not shutil.which("patch"), reason="needs the program patch")


# The file on the disk


def without_rights() -> None:
    """Let even root be refused by a folder that is not to be written to."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


def on_a_full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def restricted(*args: str, cwd: Path, by: Callable[[], None]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from knigge.surfaces.cli import main; main()", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, preexec_fn=by)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    file.chmod(mode)
    mended(file, LETTER.encode())
    assert file.stat().st_mode & 0o777 == mode


def test_a_symlink_stays_one_and_the_file_behind_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "link.txt", tmp_path / "there" / "a.txt"
    link.symlink_to(Path("there") / "a.txt")
    mended(link, LETTER.encode())
    assert link.readlink() == Path("there") / "a.txt"
    assert file.read_text(encoding="utf-8") == LETTER.replace(*TORN)


def test_a_file_with_a_long_name_is_mended_too(tmp_path: Path) -> None:
    assert mended(tmp_path / f"{'a' * 250}.txt", LETTER.encode()) == LETTER.replace(*TORN).encode()


def test_a_clean_file_is_not_written_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Guten Tag Frau Amsel", encoding="utf-8")
    before = file.stat()
    check([str(file)], fail_on="never", fix=True)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(("mode", "by"), [(0o555, without_rights), (0o755, on_a_full_disk)])
def test_what_can_t_be_written_is_one_line_and_stays_as_it_was(
    mode: int, by: Callable[[], None], tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "a.txt").write_bytes(LETTER.encode())
    folder.chmod(mode)
    done = restricted("check", "a.txt", "--fix", cwd=folder, by=by)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"can't be written" in done.stderr
    assert [path.read_bytes() for path in folder.iterdir()] == [LETTER.encode()]


def test_a_file_that_is_not_to_be_written_to_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(LETTER.encode())
    file.chmod(0o444)
    done = restricted("check", "a.txt", "--fix", cwd=tmp_path, by=without_rights)
    assert (done.returncode, file.read_bytes()) == (2, LETTER.encode())


def test_no_file_is_written_when_another_can_t_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode())
    assert knigge("check", "a.txt", "none.txt", "--fix", cwd=tmp_path).returncode == 2
    assert (tmp_path / "a.txt").read_bytes() == LETTER.encode()


# Changes to look at


def shown(*options: str, raw: bytes, folder: Path, name: str = "a.txt") -> bytes:
    """What is printed on standard output about a file, which is still what it was."""
    (folder / name).write_bytes(raw)
    before = (folder / name).stat()
    done = knigge("check", name, *options, cwd=folder)
    after = (folder / name).stat()
    assert (after.st_ino, after.st_mtime_ns, [*folder.iterdir()]) == (
        before.st_ino,
        before.st_mtime_ns,
        [folder / name],
    )
    return done.stdout


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--dry-run"], ["--fix", "--dry-run", "--diff"]])
def test_the_changes_are_shown_and_nothing_is_written(options: list[str], tmp_path: Path) -> None:
    lines = shown(*options, raw=LETTER.encode(), folder=tmp_path).decode().splitlines()
    assert lines[:2] == ["--- a/a.txt", "+++ b/a.txt"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-LG", "+Freundliche Grüße"]


@NEEDS_PATCH
@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", LETTER.encode(), id="plain text"),
        pytest.param("a.txt", f"Betreff: Betreff: Moore\n\n{LETTER}".encode(), id="two places"),
        pytest.param("a.md", LETTER.replace("\nMarco", "\t \nMarco").encode(), id="trailing white space"),
        pytest.param("a.eml", mail(), id="a mail"),
        pytest.param("a.txt", LETTER.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param("a.txt", LETTER.replace("\n", "\r").encode(), id="lone carriage returns"),
        pytest.param("a.txt", LETTER.removesuffix("\nMarco Polo\n").encode(), id="no final newline"),
        pytest.param("a.txt", f"\ufeffBetreff: Betreff: Moore\n\n{LETTER}".encode(), id="byte order mark"),
        pytest.param("a.txt", LETTER.replace("\n\nLG", "\u2028\nLG").encode(), id="a rare line end"),
        pytest.param("an die Frau.txt", LETTER.encode(), id="spaces in the name"),
        pytest.param("Grüße.txt", LETTER.encode(), id="umlauts in the name"),
        pytest.param("a.eml", mail(LETTER.replace("Marco", "Jörg"), "iso-8859-1"), id="a mail in Latin-1"),
    ],
)
def test_patch_makes_of_the_diff_what_fix_makes_of_the_file(name: str, raw: bytes, tmp_path: Path) -> None:
    diff = shown("--diff", raw=raw, folder=tmp_path, name=name)
    patched = subprocess.run(
        ["patch", "-p1", "-s", "-t", "-F0"], input=diff, cwd=tmp_path, capture_output=True, check=False
    )
    result = (tmp_path / name).read_bytes()
    assert (patched.returncode, result) == (0, mended(tmp_path / name, raw)), patched.stdout


def test_a_diff_can_t_steer_the_terminal(tmp_path: Path) -> None:
    raw = LETTER.replace("\n\nLG", " \x1b[2J\nLG").encode()
    (tmp_path / "a.txt").write_bytes(raw)
    assert b"\x1b[2J" not in knigge("check", "a.txt", "--diff", cwd=tmp_path, FORCE_COLOR="1").stdout


def test_a_dry_run_needs_no_fix() -> None:
    dry, diff = (knigge("check", option, stdin=LETTER.encode()) for option in ("--dry-run", "--diff"))
    assert dry.stdout == diff.stdout != b""


def test_the_exit_code_after_a_fix_is_that_of_the_mended_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode())
    policy_file = tmp_path / "p.toml"
    policy_file.write_text("[levels]\ngerman-form = 'error'\n", encoding="utf-8")
    arguments = ("check", "a.txt", "--policy", "p.toml")
    assert [knigge(*arguments, *more, cwd=tmp_path).returncode for more in ([], ["--fix"])] == [1, 0]
