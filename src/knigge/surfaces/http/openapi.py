"""The JSON Schemas of requests and answers into one OpenAPI document."""

from __future__ import annotations

from functools import cache
from typing import Any

from knigge import __version__
from knigge.asked import CheckRequest, CritiqueRequest, DraftRequest
from knigge.schemas import CheckShape, CritiqueShape, DraftShape
from knigge.yamlfile import adapter

Json = dict[str, Any]

_PLACE = "#/components/schemas/{model}"
_VERBS = {
    "check": ("What the cards say of a text that is being written.", CheckRequest, CheckShape),
    "critique": (
        "A verdict on a received message, its reasons, and the reply to send.",
        CritiqueRequest,
        CritiqueShape,
    ),
    "draft": ("A draft for a brief, with what the cards say of it.", DraftRequest, DraftShape),
}
_REFUSALS = {
    "400": "The request is not understood; the line names the field and the way out.",
    "401": "The token is missing or wrong.",
    "403": "A web page of this origin may not ask.",
    "408": "The request took too long to come.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "421": "The server is not called by this name.",
    "502": "The model could not be asked, or failed.",
    "503": "Too many ask at once.",
}


@cache
def document(token: bool) -> Json:
    """Return the OpenAPI 3.1 document; token: whether requests must carry one."""
    shapes, paths = {}, {}
    for verb, (says, asked, answer) in _VERBS.items():
        for noun in (asked, answer):
            schema = adapter(noun).json_schema(ref_template=_PLACE)
            shapes.update(schema.pop("$defs", {}))
            shapes[noun.__name__] = schema
        paths[f"/v1/{verb}"] = {"post": _operation(verb, says, asked.__name__, answer.__name__)}
    error = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    described: Json = {
        "openapi": "3.1.0",
        "info": {"title": "knigge", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": paths,
        "components": {"schemas": {**shapes, "Error": error}},
    }
    if token:
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        described["security"] = [{"token": []}]
    return described


def _operation(verb: str, says: str, asked: str, answer: str) -> Json:
    refusals = {status: {"description": line, "content": _json("Error")} for status, line in _REFUSALS.items()}
    return {
        "operationId": verb,
        "summary": says,
        "requestBody": {"required": True, "content": _json(asked)},
        "responses": {"200": {"description": says, "content": _json(answer)}, **refusals},
    }


def _json(name: str) -> Json:
    return {"application/json": {"schema": {"$ref": _PLACE.format(model=name)}}}
