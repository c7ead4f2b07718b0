"""The files of the web page, and the channels that it offers, into answers; only these, by their names, whatever a path says."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from knigge import channels
from knigge.domain import Policy

_SCRIPTS = ("ask", "brief", "copying", "findings", "marks", "page", "received", "words", "write")
_FILES = {
    "": ("index.html", "text/html"),
    "page.css": ("page.css", "text/css"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    **{f"{name}.js": (f"{name}.js", "text/javascript") for name in _SCRIPTS},
}


def routes(policy: Policy) -> list[Route]:
    """Return a path for each file, and for the channels as the policy has them."""
    own = [
        _route(f"/{path}", files(__name__).joinpath(name).read_bytes(), kind) for path, (name, kind) in _FILES.items()
    ]
    return [*own, _route("/channels.js", _channels(policy).encode(), "text/javascript")]


def _channels(policy: Policy) -> str:
    """Return the script that holds, of each channel: the most characters it takes (0: any), where a message should end, its subject."""
    known = [channels.get(name) for name in channels.addressed()]
    told = [
        {
            "id": each.id,
            "name": each.name,
            "most": each.limit("basic", policy),
            "target": each.target_chars,
            "subject": each.subject != "none",
        }
        for each in known
    ]
    return f"export const channels = {json.dumps(told)};\n"


def _route(path: str, content: bytes, kind: str) -> Route:
    headers = {"ETag": f'"{sha256(content).hexdigest()[:20]}"', "Cache-Control": "no-cache"}

    async def answer(request: Request) -> Response:
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=kind, headers=headers)

    return Route(path, answer, methods=["GET"])
