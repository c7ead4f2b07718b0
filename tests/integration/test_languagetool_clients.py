"""Four programs that know LanguageTool's API show what `knigge check` finds, whatever the text holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from knigge import check
from web import ROOT, needs, package, running, serving

TEXT = "Müller & Söhne: 100% sicher, A+B; wir sehen 😀 Synergien. Größe=1 & Synergien für €50. 🙂 Also Win-win."
FOUND = [(f.start, f.match, f.message) for f in check(TEXT, lang="de-DE").findings if f.start is not None]
GRAMMA = ROOT / ".venv" / "node" / "node_modules" / ".bin" / "gramma"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    assert len(FOUND) > 4
    with serving() as found:
        yield found


def ran(command: list[str], where: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(where), "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=where, env=environment, input=stdin, capture_output=True, text=True, timeout=90, check=False
    )


def test_language_tool_python_finds_and_mends(address: str) -> None:
    tools = package("language_tool_python")
    with tools.LanguageTool("de-DE", remote_server=address) as tool:
        # It counts the start in code points, and leaves the length in UTF-16 units.
        assert [(match.offset, match.message) for match in tool.check(TEXT)] == [(at, say) for at, _, say in FOUND]
        mended = tool.correct("Guten Tag Frau Kern\n\nIch habe 😀 Fragen, z.B. zu A & B.\n\nMfG\nJörg Weiß")
    assert mended == "Guten Tag Frau Kern,\n\nIch habe 😀 Fragen, z. B. zu A & B.\n\nMit freundlichen Grüßen\nJörg Weiß"


def test_pylanguagetool_finds_it(address: str, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pylanguagetool")
    needs(str(program))
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    done = ran([str(program), "--no-color", "-a", f"{address}/v2/", "-l", "de-DE", "text.txt"], tmp_path)
    assert done.returncode == 1, done.stderr
    assert [line for line in done.stdout.splitlines() if line in {say for *_, say in FOUND}] == [
        say for *_, say in FOUND
    ]


def test_gramma_finds_it(address: str, tmp_path: Path) -> None:
    needs("node", str(GRAMMA))
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    settings = {"api_url": f"{address}/v2/check", "api_key": "", "language": "de-DE", "rules": {}}
    (tmp_path / ".gramma.json").write_text(json.dumps(settings), encoding="utf-8")
    done = ran([str(GRAMMA), "check", "-p", "-n", "text.txt"], tmp_path)
    words = [line.removeprefix("Word: ") for line in done.stdout.splitlines() if line.startswith("Word: ")]
    assert words == [match for _, match, _ in FOUND], done.stdout + done.stderr


def test_libreoffice_finds_it(address: str, tmp_path: Path) -> None:
    needs("soffice", "/usr/bin/python3")
    pipe = f"knigge-{uuid.uuid4().hex[:12]}"
    office = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    script = str(Path(__file__).with_name("libreoffice_check.py"))
    with running([*office, f"-env:UserInstallation={tmp_path.as_uri()}"], stderr=subprocess.DEVNULL):
        done = ran(["/usr/bin/python3", script, pipe, f"{address}/v2", "de", "DE"], tmp_path, TEXT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[match, said] for _, match, said in FOUND]


def test_with_another_server_behind_it_both_are_seen(address: str, tmp_path: Path) -> None:
    """The other server is knigge too, in a text where what it repeats must not be seen twice."""
    tools = package("language_tool_python")
    (tmp_path / "policy.toml").write_text('[levels]\nno-empty-synergy = "off"\n', encoding="utf-8")
    with (
        serving("--upstream", address, "--policy", str(tmp_path / "policy.toml")) as front,
        tools.LanguageTool("de-DE", remote_server=front) as tool,
    ):
        assert [(match.offset, match.message) for match in tool.check(TEXT)] == [(at, say) for at, _, say in FOUND]
