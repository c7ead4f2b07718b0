"""A request that gets no answer into one clear line, in the form that its client reads."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response

from knigge.surfaces.formats import whole


class RefusedError(Exception):
    """A request that is refused: the status, and what to do about it in one line."""

    def __init__(self, status: int, line: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(line)
        self.status = status
        self.headers = headers or {}


def response(refusal: RefusedError, path: str) -> Response:
    """Return a refusal as plain text to clients of LanguageTool's API, as JSON to all others."""
    line = whole(str(refusal))
    if speaks_languagetool(path):
        return PlainTextResponse(f"Error: {line}", refusal.status, dict(refusal.headers))
    return JSONResponse({"error": line}, refusal.status, dict(refusal.headers))


def speaks_languagetool(path: str) -> bool:
    """Say whether a path belongs to LanguageTool's API."""
    return path.startswith("/v2/") or path in ("/check", "/languages")


def refuse_too_long(text: str, most: int) -> None:
    """Raise RefusedError for a text of more characters than `most`."""
    if len(text) > most:
        raise RefusedError(413, f"The text has {len(text):,} characters. Send at most {most:,} at once.")
