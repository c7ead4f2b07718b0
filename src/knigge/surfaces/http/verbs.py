"""The JSON API: a request into a check, a critique or a draft, in the shapes that `knigge schema` publishes."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from knigge import api, channels
from knigge.asked import CheckRequest, CritiqueRequest, DraftRequest
from knigge.errors import MailError
from knigge.models import OFFLINE
from knigge.surfaces.http import asking, openapi
from knigge.surfaces.http.refusal import RefusedError, refuse_too_long
from knigge.surfaces.http.rules import Rules
from knigge.surfaces.http.work import Work


def routes(rules: Rules, work: Work) -> list[Route]:
    """Return the paths of the API."""

    async def check(request: Request) -> Response:
        return await work.done(_check, await _body(request), rules)

    async def critique(request: Request) -> Response:
        return await work.done(_critique, await _body(request), rules)

    async def draft(request: Request) -> Response:
        asked = await work.done(asking.read, DraftRequest, await _body(request))
        if rules.policy.model == OFFLINE:  # it computes; the others wait for a network
            outcome = await work.done(api.draft, asked.brief, policy=rules.policy)
        else:
            outcome = await api.adraft(asked.brief, policy=rules.policy, redact=asked.redact)
        return JSONResponse(outcome.to_dict())

    async def document(request: Request) -> Response:
        return JSONResponse(openapi.document(bool(rules.token)))

    return [
        *(Route(f"/v1/{verb.__name__}", verb, methods=["POST"]) for verb in (check, critique, draft)),
        Route("/v1/openapi.json", document, methods=["GET"]),
    ]


async def _body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError(415, "Send JSON, with the header Content-Type: application/json.")
    return await request.body()


def _check(body: bytes, rules: Rules) -> Response:
    asked = asking.read(CheckRequest, body)
    if not asked.text.strip():
        raise MailError("text is empty. Put the text in it.")
    refuse_too_long(asked.text, rules.most_characters)
    medium = channels.get(asked.channel or (asked.brief.channel if asked.brief else "email"))
    report = api.check(
        asked.text,
        subject=asked.subject if medium.subject != "none" else "",
        channel=asked.channel,
        lang=asked.lang,
        stage=asked.stage,
        markup=asked.markup,
        policy=rules.policy,
        brief=api.load_brief(asdict(asked.brief)) if asked.brief else None,
    )
    return JSONResponse(report.to_dict())


def _critique(body: bytes, rules: Rules) -> Response:
    asked = asking.read(CritiqueRequest, body)
    if asked.channel:
        channels.get(asked.channel)
    message = api.read_message(asked.message, channel=asked.channel)
    refuse_too_long(message.text, rules.most_characters)
    found = api.critique(
        message,
        policy=rules.policy,
        profile=asked.profile,
        verdict=asked.verdict,
        on_behalf_of=asked.on_behalf_of,
        stage=asked.stage,
        lang=asked.lang,
    )
    return JSONResponse(found.to_dict())
