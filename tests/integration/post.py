"""A home folder whose `knigge` keeps what it is handed, whose `msmtp` sends to a mail server in the test, and that server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "mail"
_KNIGGE = """#!/bin/sh
case "$*" in
  "sendmail --via"*) cat > "$HOME/handed"; exec {python} -m knigge "$@" < "$HOME/handed";;
esac
exec {python} -m knigge "$@"
"""
_MSMTP = """#!{python}
import pathlib, re, smtplib, sys
from email import message_from_bytes
from email.utils import getaddresses
words = [word for word in sys.argv[1:] if not word.startswith("-") and "@" in word]
mail = sys.stdin.buffer.read()
pathlib.Path.home().joinpath("sent").write_bytes(mail)
if "-t" in sys.argv:
    words = [address for _, address in getaddresses(message_from_bytes(mail).get_all("to", []))]
with smtplib.SMTP("127.0.0.1", {port}) as server:
    server.sendmail("dan@example.org", words, re.sub(rb"\\r?\\n", b"\\r\\n", mail))
"""


def lines(mail: bytes) -> list[bytes]:
    """Return the lines of a mail, which end otherwise on the way than at home."""
    return mail.rstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n")


class Post:
    """A home folder, and the mail that its programs sent."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.received: list[tuple[list[str], list[bytes]]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's word
        self.received.append((envelope.rcpt_tos, lines(envelope.original_content)))
        return "250 kept"

    def handed(self) -> bytes:
        """The mail that a mail program handed over last."""
        return (self.home / "handed").read_bytes()

    def sent(self) -> bytes:
        """The mail that `msmtp` was given last."""
        return (self.home / "sent").read_bytes()

    def last(self) -> str:
        """What `knigge sendmail --last` shows."""
        command = (f"{self.home}/bin/knigge", "sendmail", "--last")
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30, check=False).stdout

    @property
    def env(self) -> dict[str, str]:
        home = str(self.home)
        path = f"{home}/bin:{os.environ['PATH']}"
        own = {"KNIGGE_CACHE": f"{home}/.cache/knigge", "XDG_CONFIG_HOME": f"{home}/.config"}
        return {"HOME": home, "PATH": path, "LANG": "C.UTF-8", "TERM": "screen-256color", **own}

    def write(self, name: str, text: str, mode: int = 0o600) -> Path:
        """Put a file into the home folder."""
        place = self.home / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        place.chmod(mode)
        return place


@contextmanager
def post(home: Path) -> Iterator[Post]:
    """Run a mail server on the loopback as long as a test needs it."""
    from aiosmtpd.controller import Controller

    class Server(Controller):
        def _trigger_server(self) -> None:
            self.port = self.server.sockets[0].getsockname()[1]  # it was given 0, for any
            super()._trigger_server()

    office = Post(home)
    server = Server(office, hostname="127.0.0.1", port=0)
    server.start()
    try:
        for name, text in (("knigge", _KNIGGE), ("msmtp", _MSMTP)):
            office.write(f"bin/{name}", text.format(python=sys.executable, port=server.port), 0o755)
        yield office
    finally:
        server.stop()
