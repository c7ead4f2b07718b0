"""What the tests against a real server share: the model's file, one server for all, and the command line with a policy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from llama import CONTEXT, Llama, serving

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that writes nonsense; what needs it skips where llama.cpp's server is not installed."""
    for package in ("xllamacpp", "gguf"):
        pytest.importorskip(package, reason=f"needs {package}: make test-integration")
    from make_model import write

    path = tmp_path_factory.mktemp("model") / "nonsense.gguf"
    write(str(path))
    return path


@pytest.fixture(scope="session")
def llama(model_file: Path) -> Iterator[Llama]:
    """The server that all share and none harms."""
    with serving(model_file, CONTEXT) as server:
        yield server


@pytest.fixture
def patient(model_file: Path) -> Iterator[Llama]:
    """A server with room for an answer that takes long, for a test to stop."""
    with serving(model_file, 262_144) as server:
        yield server


@pytest.fixture
def policy_file(tmp_path: Path) -> Callable[[Llama | str, int], str]:
    """Writes a policy that knows a server, or an address, as `local`."""

    def written(server: Llama | str, tokens: int = 1000) -> str:
        url = server if isinstance(server, str) else server.url
        lines = (
            "[models.local]",
            'provider = "llamacpp"',
            'model = "nonsense"',
            f'base_url = "{url}"',
            "seconds = 30",
            f"options = {{max_tokens = {tokens}, seed = 1}}",
        )
        path = tmp_path / "policy.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def knigge() -> Run:
    """Runs the command line at the project's root."""

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "knigge", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    return run
