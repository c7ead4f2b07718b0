"""An application into a server that listens; a client that dawdles over its headers is let go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from knigge.surfaces import addresses
from knigge.surfaces.http.rules import Rules

_MOST_CONNECTIONS = 1_000
_MOST_HEADER_BYTES = 32_768
_LATE = b'{"error": "The headers took too long to come. Send them at once."}'
_TIMEOUT = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
) % (len(_LATE), _LATE)


def serve(app: ASGIApp, rules: Rules, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Answer at `host` and `port` until the program is stopped; port 0 takes a free one. ready: is told the address.

    Raises SettingsError for an address that can't be listened on.
    """
    with addresses.listening(host, port) as listener:
        ready(addresses.base(host, listener))
        config = uvicorn.Config(
            app,
            http=_hurried(rules.seconds),
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _hurried(seconds: float) -> type[H11Protocol]:
    """Return the protocol that ends a connection whose headers are not there in time; uvicorn knows no such limit."""

    class Hurried(H11Protocol):
        _limit: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._arm()

        def data_received(self, data: bytes) -> None:
            self._arm()
            super().data_received(data)
            if self._limit and self.conn.their_state is not h11.IDLE:
                self._limit.cancel()
                self._limit = None

        def connection_lost(self, exc: Exception | None) -> None:
            if self._limit:
                self._limit.cancel()
            super().connection_lost(exc)

        def _arm(self) -> None:
            if not self._limit and self.conn.their_state is h11.IDLE:
                self._limit = self.loop.call_later(seconds, self._let_go)

        def _let_go(self) -> None:
            self.transport.write(_TIMEOUT)
            self.transport.close()

    return Hurried
