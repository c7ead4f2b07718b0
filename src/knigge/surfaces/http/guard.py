"""Every request into one that may be answered, with its whole body there, or into a refusal."""

from __future__ import annotations

import asyncio
import hmac
import logging
import traceback
from base64 import b64decode
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knigge.surfaces.http import form
from knigge.surfaces.http.refusal import RefusedError, response, speaks_languagetool
from knigge.surfaces.http.rules import Rules

_LOG = logging.getLogger(__name__)
# Read and thrown away beyond the limit, so that a client hears of it before the connection ends.
_PATIENCE = 8
# Clients of LanguageTool show their token with a text, and with these none.
_OPEN = ("/v2/languages", "/languages", "/v2/healthcheck")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_BUG = "Stopped by a bug. The server's terminal says where; the text is not logged."


class Guard:
    """Stands before the application; nothing of a request is logged, and no answer tells how the program is made."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, answered = Headers(scope=scope), Answered(send, self._rules.seconds)
        answered.extra = self._shared(headers)
        try:
            await self._answer(scope, headers, receive, answered)
        except RefusedError as refusal:
            await answered.refuse(refusal, scope, receive)
        except Exception as fault:
            _log(fault)
            await answered.refuse(RefusedError(500, _BUG), scope, receive)

    async def _answer(self, scope: Scope, headers: Headers, receive: Receive, answered: Answered) -> None:
        self._admit(headers)
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _permission(headers)(scope, receive, answered)
            return
        body = await self._body(headers, receive)
        self._prove(scope["path"], headers, body)
        await self._app(scope, _replayed(body, receive), answered)

    def _admit(self, headers: Headers) -> None:
        """Raise RefusedError for a name that is not ours, and for a page that may not ask."""
        host = headers.get("host", "")
        if not self._rules.knows_host(host):
            raise RefusedError(421, "This server is not called by that name. Start it with --allow-host NAME.")
        if "origin" in headers and not self._rules.knows_origin(headers["origin"], host):
            raise RefusedError(403, "Pages of that origin may not ask. Start the server with --allow-origin ORIGIN.")

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        """Return the whole body; raise RefusedError for one that is too large or too slow."""
        most, told = self._rules.most_bytes, headers.get("content-length", "0")
        too_large = RefusedError(413, f"The body is too large. Send at most {most:,} bytes.", {"Connection": "close"})
        if not told.isascii() or not told.isdigit() or len(told) > 12 or int(told) > _PATIENCE * most:
            raise too_large
        chunks, size = [], 0
        try:
            async with asyncio.timeout(self._rules.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise RefusedError(400, "The connection ended before the request did.")
                    chunk = message.get("body", b"")
                    size += len(chunk)
                    if size <= most:
                        chunks.append(chunk)
                    elif size > _PATIENCE * most:
                        raise too_large
                    if not message.get("more_body"):
                        break
        except TimeoutError as fault:
            raise RefusedError(
                408, "The request took too long to come. Send it at once.", {"Connection": "close"}
            ) from fault
        if size > most:
            raise too_large
        return b"".join(chunks)

    def _prove(self, path: str, headers: Headers, body: bytes) -> None:
        """Raise RefusedError for a request without the token, where one is set."""
        if not self._rules.token or path in _OPEN:
            return
        shown = _shown(headers.get("authorization", ""))
        if not shown and speaks_languagetool(path):
            asked = form.parameters(body)
            shown = asked.get("apiKey") or asked.get("api_key") or ""
        if not hmac.compare_digest(shown.encode(), self._rules.token.encode()):
            raise RefusedError(
                401, "The token is missing or wrong.", {"WWW-Authenticate": 'Basic realm="knigge", charset="UTF-8"'}
            )

    def _shared(self, headers: Headers) -> dict[str, str]:
        """Return the headers of every answer; pages of a listed origin may read it."""
        origin, host = headers.get("origin", ""), headers.get("host", "")
        if not origin or not self._rules.knows_host(host) or not self._rules.knows_origin(origin, host):
            return {**_HEADERS, "Vary": "Origin"}
        return {
            **_HEADERS,
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Cross-Origin-Resource-Policy": "cross-origin",
        }


class Answered:
    """Sends an answer with the shared headers, and knows whether it has begun; who does not read it is let go."""

    def __init__(self, send: Send, seconds: float) -> None:
        self._send = send
        self._seconds = seconds
        self.begun = False
        self.extra: Mapping[str, str] = {}

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self.extra.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        async with asyncio.timeout(self._seconds):
            await self._send(message)

    async def refuse(self, refusal: RefusedError, scope: Scope, receive: Receive) -> None:
        """Send a refusal, unless the answer has begun; then the connection ends in the middle of it."""
        if not self.begun:
            await response(refusal, scope["path"])(scope, receive, self)


def _permission(headers: Headers) -> Response:
    """Return the answer to a browser that asks whether a page may ask."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": "600",
    }
    if "access-control-request-private-network" in headers:
        allowed["Access-Control-Allow-Private-Network"] = "true"
    return Response(status_code=204, headers=allowed)


def _shown(authorization: str) -> str:
    """Return the token of an Authorization header: that of a program, or the password that a browser asks for."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return b64decode(value, validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return ""


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return what gives the body once, and after it what the connection brings."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message


def _log(fault: Exception) -> None:
    """Log where a bug is, and not what it says, which may hold words of a text."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    _LOG.error("%s in %s, line %s", type(fault).__name__, last.name, last.lineno)
