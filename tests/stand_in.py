"""A server that answers as it is told, well or badly, and counts what it was asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

Pieces = Sequence[bytes | float]


class Asked(NamedTuple):
    """One request: its line, its headers in small letters, its body, and when it came."""

    line: str
    headers: Mapping[str, str]
    body: Any
    at: float


class StandIn:
    """A server on the loopback: each request gets the next of the answers, and the last one again and again.

    An answer is raw bytes with pauses in seconds between them; the connection closes behind it.
    """

    def __init__(self, *answers: Pieces) -> None:
        self._answers = answers
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.asked: list[Asked] = []
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        self._lock = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                asked = _request(connection)
                if asked is None:
                    return
                with self._lock:
                    self.asked.append(asked)
                    pieces = self._answers[min(len(self.asked), len(self._answers)) - 1]
                for piece in pieces:
                    if isinstance(piece, bytes):
                        connection.sendall(piece)
                    else:
                        time.sleep(piece)
            except OSError:  # the other side has gone
                return


def _request(connection: socket.socket) -> Asked | None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        more = connection.recv(65536)
        if not more:
            return None
        raw += more
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (each.split(": ", 1) for each in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return Asked(line, headers, json.loads(body) if body[:1] == b"{" else body, time.monotonic())


def http(body: bytes | str, status: int = 200, kind: str = "application/json", **headers: str) -> Pieces:
    """A whole answer in one piece."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    named = {"content-type": kind, "content-length": str(len(raw)), "connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return [f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + raw]


def completion(content: Any, finish: Any = "stop", usage: Any = (100, 20), **message: Any) -> str:
    """The JSON of a completion that says `content`."""
    told = {"prompt_tokens": usage[0], "completion_tokens": usage[1]} if usage else None
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    return json.dumps({"id": "c", "object": "chat.completion", "model": "m", "choices": [choice], "usage": told})


def said(*texts: str) -> list[Pieces]:
    """Whole answers that say each of the texts, one per request."""
    return [http(completion(text)) for text in texts]


def error(status: int, message: str = "it broke", code: str | None = None, **headers: str) -> Pieces:
    """An answer with an error."""
    return http(json.dumps({"error": {"message": message, "type": "t", "code": code}}), status, **headers)


def stream(*events: str | float, done: bool = True) -> Pieces:
    """An answer that comes as events; a number is a pause in seconds."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    pieces = [event if isinstance(event, float) else f"data: {event}\n\n".encode() for event in events]
    return [head, *pieces, *([b"data: [DONE]\n\n"] if done else [])]


def chunk(content: str, finish: str | None = None) -> str:
    """One event of a stream."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
    return json.dumps({"id": "c", "object": "chat.completion.chunk", "model": "m", "choices": [choice]})


@contextmanager
def serving(*answers: Pieces) -> Iterator[StandIn]:
    """A stand-in while the block runs."""
    server = StandIn(*answers)
    try:
        yield server
    finally:
        server.close()
