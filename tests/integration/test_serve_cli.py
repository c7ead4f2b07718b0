"""`knigge serve` as it is started: what it refuses, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = "import sys; sys.modules[{0!r}] = None; sys.argv = ['knigge', 'serve']; from knigge.surfaces.cli import main; main()"


def started(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "knigge", "serve", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "h11", "anyio"])
def test_without_the_extra_one_line_says_what_to_install(package: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(package)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        rf"knigge: knigge serve needs {package}[.\w]*, of the extra serve\. Install it: pip install 'knigge\[serve\]'\n",
        done.stderr,
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--host", "0.0.0.0"), "Set a token"),
        (("--host", "127.0.0.1", "--token", "short"), "too easy to guess"),
        (("--host", "192.0.2.1", "--token", "a" * 20), "can't be listened on"),
        (("--host", "no such host", "--token", "a" * 20), "can't be listened on"),
        (("--upstream", "localhost"), "is no address"),
        (("--policy", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_can_not_be_served_is_refused_in_one_line(options: tuple[str, ...], line: str) -> None:
    with started(*options) as process:
        out, told = process.communicate(timeout=60)
    assert (process.returncode, out, told.count("\n")) == (2, "", 1)
    assert line in told


def test_a_port_that_is_taken_is_refused_and_ctrl_c_ends_in_peace() -> None:
    with started("--port", "0") as process:
        assert process.stderr
        try:
            address = process.stderr.readline().split(" at ")[1].split()[0]
            with started("--port", address.rpartition(":")[2]) as second:
                _, told = second.communicate(timeout=60)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=60) == ("", "")
        finally:
            process.kill()
    assert (second.returncode, told.count("\n")) == (2, 1)
    assert "Choose another --port" in told
    assert process.returncode == 0


def test_a_policy_holds_for_all_that_is_asked(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('[levels]\nno-such-card = "off"\n')
    with started("--policy", str(tmp_path / "policy.toml")) as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "no-such-card" in told
