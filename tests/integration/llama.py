"""llama.cpp's own server as a test needs it: started, asked whether it is busy, killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from knigge.domain import Endpoint, Policy

CONTEXT = 16_384
ENDLESS = 200_000  # tokens; some twenty seconds of work, so that whatever stops sooner was stopped
_PATIENCE = 10.0


class Llama:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self._process = process
        self._address = process.stdout.readline().strip()
        assert self._address, "the server did not start"
        self.url = f"{self._address}/v1"

    def endpoint(self, tokens: int = 1000, seed: int = 1, **fields: Any) -> Endpoint:
        """Where the server is, and how much nonsense it is to write."""
        options = {"max_tokens": tokens, "seed": seed}
        return Endpoint("llamacpp", "nonsense", self.url, **{"seconds": 30.0, "options": options, **fields})

    def policy(self, tokens: int = 1000, **settings: Any) -> Policy:
        """A policy that knows the server as `local`."""
        return Policy(models={"local": self.endpoint(tokens)}, **settings)

    def busy(self) -> int:
        """How many requests the server works on."""
        with urlopen(f"{self._address}/slots", timeout=_PATIENCE) as answer:
            return sum(slot["is_processing"] for slot in json.load(answer))

    def kill(self) -> None:
        """End the server as a crash would."""
        self._process.kill()
        self._process.wait()


def becomes(true: Callable[[], object]) -> bool:
    """Whether something comes true before patience ends."""
    end = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def serving(model: Path, context: int, *keys: str) -> Iterator[Llama]:
    """A server of its own while the block runs. keys: those that it accepts, none for everybody."""
    command = [sys.executable, str(Path(__file__).with_name("serve.py")), str(model), str(context), *keys]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield Llama(process)
        finally:
            process.kill()
