"""`knigge serve` before those who mean it ill, by what they send: every request gets a proper refusal, and the server goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PATIENCE = 30.0  # for the test's own end of the line; the server's is half a second
SERVER = """
from knigge.surfaces.http import app, listening
from knigge.surfaces.http.rules import Rules
held = Rules(seconds=0.5, most_bytes=10_000)
listening.serve(app.application(held), held, "127.0.0.1", 0, lambda address: print(address, flush=True))
"""
JSON = "Host: localhost\r\nContent-Type: application/json\r\n"


class Server(NamedTuple):
    """A running server: its port, and where its standard error goes."""

    port: int
    log: Path

    def sent(self, *pieces: bytes | str, hang_up: bool = False) -> str:
        """Send pieces and return all that comes back until the server ends the connection."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            for piece in pieces:
                try:
                    line.sendall(piece.encode() if isinstance(piece, str) else piece)
                except OSError:  # refused before all of it was sent
                    break
            if hang_up:
                return ""
            return b"".join(iter(lambda: _received(line), b"")).decode("utf-8", "replace")


def _received(line: socket.socket) -> bytes:
    try:
        return line.recv(65_536)
    except ConnectionError:
        return b""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "stderr"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", SERVER], stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout
            yield Server(int(process.stdout.readline().rpartition(":")[2]), log)
        finally:
            process.kill()


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, which is well after each test and has told nothing of what was sent."""
    yield running
    well = running.sent("GET /v2/healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert (status(well), well[-2:]) == (200, "OK")
    log = running.log.read_text()
    assert "Traceback" not in log
    assert "geheim" not in log


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1]) if answer.startswith("HTTP/1.1 ") else 0


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        pytest.param(["GET / HTTP/1.1\r\nHost: loc"], 408, id="headers that never end"),
        pytest.param([""], 408, id="a connection without a word"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 99\r\n\r\n", '{"text": "gehe'], 408, id="a body that never ends"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Transfer-Encoding: chunked\r\n\r\n", "5\r\n{"], 408, id="a chunk that never ends"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 999999999999\r\n\r\n"], 413, id="a length beyond all bounds"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 20000\r\n\r\n", "a" * 20_000], 413, id="a large body"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Transfer-Encoding: chunked\r\n\r\n", *["1000\r\n" + "a" * 4096 + "\r\n"] * 40], 413, id="chunks without end"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: -5\r\n\r\n"], 400, id="a negative length"),
        pytest.param([f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 5\r\nContent-Length: 6\r\n\r\n"], 400, id="two lengths"),
        pytest.param(["GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"], 400, id="two hosts"),
        pytest.param(["GET / HTTP/1.1\r\n\r\n"], 400, id="no host"),
        pytest.param(["GET / HTTP/1.0\r\n\r\n"], 421, id="no host, as of old"),
        pytest.param(["GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"], 421, id="as a proxy"),
        pytest.param(["CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n"], 421, id="as a tunnel"),
        pytest.param(["geheim\r\n\r\n"], 400, id="no request at all"),
        pytest.param([b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40 + b"\r\n\r\n"], 400, id="TLS"),
        pytest.param(["GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a" * 40_000], 400, id="a header without end"),
        pytest.param(["GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"], 400, id="NUL in a header"),
        pytest.param(["TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"], 405, id="another method"),
        pytest.param(["GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n"], 403, id="another page"),
    ],
)  # fmt: skip
def test_what_is_no_fair_request_is_refused(server: Server, pieces: list[str | bytes], wanted: int) -> None:
    answer = server.sent(*pieces)
    assert status(answer) == wanted, answer[:300]
    assert "geheim" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/page.css/../__init__.py",
        "/__init__.py", "/page.css%00", "/page.css%00.html", "/PAGE.CSS", "/.", "/..", "/page.css/", "/%", "/%ff%fe", "/a" * 2_000,
        "/v1/../v2/healthcheck", "/v1/check/..%5c..%5cetc", "/?file=/etc/passwd#", "/static/", "*",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_page(server: Server, path: str) -> None:
    answer = server.sent(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status(answer) == (200 if path.startswith("/?") else 404), answer[:200]
    assert "root:" not in answer
    assert "import" not in answer


def test_a_second_request_that_never_ends_is_let_go_too(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        line.sendall(b"GET /v2/healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n")
        first = b""
        while not first.endswith(b"OK") and (more := _received(line)):
            first += more
        line.sendall(b"GET /v2/heal")
        last = b"".join(iter(lambda: _received(line), b""))
    assert (status(first.decode()), status(last.decode())) == (200, 408)


def test_a_client_that_hangs_up_in_the_middle_harms_nobody(server: Server) -> None:
    for end in ("", '{"text": "geheim', "a" * 9_000):
        assert server.sent(f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 9999\r\n\r\n{end}", hang_up=True) == ""


def test_while_some_dawdle_the_others_are_answered(server: Server) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _ in range(50)]
    for line in slow:
        line.sendall(f"POST /v1/check HTTP/1.1\r\n{JSON}Content-Length: 99\r\n\r\n{{".encode())
    answer = server.sent("GET /v2/healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status(answer) == 200
    assert {status(line.recv(65_536).decode()) for line in slow} == {408}
    for line in slow:
        line.close()
