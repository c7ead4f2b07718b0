"""The rules of a server into the application that answers by them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from knigge.errors import KniggeError, ModelError
from knigge.surfaces.http import languagetool, page, verbs
from knigge.surfaces.http.guard import Guard
from knigge.surfaces.http.refusal import RefusedError, response
from knigge.surfaces.http.rules import Rules
from knigge.surfaces.http.work import Work

_LINES = {404: "There is nothing here. See /v1/openapi.json.", 405: "This path does not take that method."}


def application(rules: Rules) -> ASGIApp:
    """Return the application; it keeps nothing between requests."""
    work = Work()
    routes = [*languagetool.routes(rules, work), *verbs.routes(rules, work), *page.routes(rules.policy)]
    app = Starlette(
        routes=routes, exception_handlers=dict.fromkeys((HTTPException, KniggeError, RefusedError), _refused)
    )
    app.router.redirect_slashes = False
    return Guard(app, rules)


async def _refused(request: Request, fault: Exception) -> Response:
    if isinstance(fault, HTTPException):
        fault = RefusedError(fault.status_code, _LINES.get(fault.status_code, fault.detail), fault.headers)
    elif isinstance(fault, KniggeError):
        fault = RefusedError(502 if isinstance(fault, ModelError) else 400, " ".join(str(fault).split()))
    assert isinstance(fault, RefusedError)
    return response(fault, request.url.path)
