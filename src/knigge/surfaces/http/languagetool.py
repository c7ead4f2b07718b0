"""LanguageTool's HTTP API: a text in a form into matches, in the shape that its many clients read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from knigge import __version__, api, cards, languages
from knigge.errors import SettingsError
from knigge.surfaces.formats import links
from knigge.surfaces.http import annotated, form, matches, upstream
from knigge.surfaces.http.annotated import Annotated
from knigge.surfaces.http.refusal import RefusedError, refuse_too_long
from knigge.surfaces.http.rules import Rules
from knigge.surfaces.http.work import Work
from knigge.text.language import detect, read

Json = dict[str, Any]

_SOFTWARE = {"name": "knigge", "version": __version__, "apiVersion": 1, "premium": False, "status": ""}
_FORMS = ("", "application/x-www-form-urlencoded", "text/plain")


def routes(rules: Rules, work: Work) -> list[Route]:
    """Return the paths of the API, with and without `/v2` before them."""

    async def check(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _FORMS:
            raise RefusedError(415, "Send the text as a form: text=...&language=de-DE.")
        return await _checked(await request.body(), rules, work)

    async def known(request: Request) -> Response:
        own = _languages()
        codes = {entry["longCode"] for entry in own}
        return JSONResponse(
            own + [each for each in await upstream.languages(rules.upstream) if each["longCode"] not in codes]
        )

    async def health(request: Request) -> Response:
        return PlainTextResponse("OK")

    return [
        *(Route(path, check, methods=["POST"]) for path in ("/v2/check", "/check")),
        *(Route(path, known, methods=["GET"]) for path in ("/v2/languages", "/languages")),
        Route("/v2/healthcheck", health, methods=["GET"]),
    ]


async def _checked(body: bytes, rules: Rules, work: Work) -> Response:
    """Return the answer to a check: our matches, and those of a LanguageTool behind us."""
    asked, given = await work.done(_asked, body)
    refuse_too_long(given.original, rules.most_characters)
    lang, name = _language(asked, given.text)
    own, other = await asyncio.gather(
        work.done(_own, given, lang, asked, rules), upstream.matches(rules.upstream, asked, given.original)
    )
    many = f"Only the first {matches.MOST:,} findings are shown." if len(own) == matches.MOST else ""
    unknown = "" if asked["language"] != "auto" else " ".join(read(given.text)[1])
    reason = " ".join(filter(None, (other.warning, many, unknown)))
    answer = {
        "software": _SOFTWARE,
        "warnings": {"incompleteResults": bool(reason), **({"incompleteResultsReason": reason} if reason else {})},
        "language": {**name, "detectedLanguage": {**name, "confidence": 1.0, "source": "knigge"}},
        "matches": upstream.merged(own, other.matches),
    }
    return await work.done(JSONResponse, answer)


def _asked(body: bytes) -> tuple[Mapping[str, str], Annotated]:
    """Return the parameters of a request, and the text in them."""
    asked = form.parameters(body)
    if "data" in asked:
        return asked, annotated.read(asked["data"])
    return asked, annotated.plain(asked["text"] if "text" in asked else _refuse_missing("text"))


def _refuse_missing(name: str) -> str:
    raise RefusedError(400, f"The parameter {name!r} is missing. Send text=...&language=de-DE, or language=auto.")


def _language(asked: Mapping[str, str], text: str) -> tuple[str, Json]:
    """Return the language to check in, "" for one that is not known here, and what to tell the client of it."""
    wanted = asked.get("language") or _refuse_missing("language")
    if wanted == "auto":
        lang = detect(text)
        locales, variants = languages.get(lang).locales, asked.get("preferredVariants", "").split(",")
        code = next((variant for variant in variants if variant in locales), lang)
        return code, _entry(lang, code if code in locales else next(iter(locales)))
    code = "-".join(wanted.replace("_", "-").split("-")[:2])
    for name in (code, code.split("-")[0].lower()):
        try:
            language = languages.get(name)
        except SettingsError:
            continue
        return name, _entry(language.code, code)
    return "", {"name": wanted, "code": wanted}


def _entry(lang: str, code: str) -> Json:
    return {"name": languages.get(lang).name, "code": code}


def _own(given: Annotated, lang: str, asked: Mapping[str, str], rules: Rules) -> list[Json]:
    """Return our matches, without those of cards that the client has switched off."""
    if not lang or not given.text.strip() or matches.CATEGORY["id"] in _names(asked, "disabledCategories"):
        return []
    report = api.check(given.text, lang=lang, policy=rules.policy)
    found = matches.of(report, given, links(cards.known(tuple(rules.policy.packs.items()))))
    off, only = _names(asked, "disabledRules"), _names(asked, "enabledRules")
    only = only if asked.get("enabledOnly") == "true" else frozenset()
    return [match for match in found if match["rule"]["id"] not in off and (not only or match["rule"]["id"] in only)]


def _names(asked: Mapping[str, str], parameter: str) -> frozenset[str]:
    return frozenset(filter(None, asked.get(parameter, "").split(",")))


def _languages() -> list[Json]:
    """Return what is known here, each language and each of its locales."""
    return [
        {"name": language.name, "code": language.code, "longCode": name}
        for language in languages.known()
        for name in (language.code, *language.locales)
    ]
