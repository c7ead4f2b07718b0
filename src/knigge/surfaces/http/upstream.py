"""A LanguageTool behind this server into more matches; when it fails, the answer says so and stands without them."""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from knigge.domain import Span

Json = dict[str, Any]

_SECONDS = 5.0
_MOST_BYTES = 5_000_000
# Who the user is concerns this server alone.
_OWN = ("username", "apiKey", "api_key")
_RULE = {"id": "LANGUAGETOOL", "description": "", "issueType": "uncategorized", "category": {"id": "MISC", "name": ""}}


class Found(NamedTuple):
    """The matches of the other server, or why there are none."""

    matches: Sequence[Json] = ()
    warning: str = ""


async def matches(base: str, asked: Mapping[str, str], original: str) -> Found:
    """Return what the LanguageTool at `base` finds, nothing where there is none."""
    if not base:
        return Found()
    form = {name: value for name, value in asked.items() if name not in _OWN}
    answer = await _asked("POST", f"{base}/check", form)
    entries = answer.get("matches") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        return Found(warning=answer if isinstance(answer, str) else f"{base} gave no matches.")
    length = len(original.encode("utf-16-le")) // 2
    return Found([_filled(entry) for entry in entries if _sound(entry, length)])


async def languages(base: str) -> list[Json]:
    """Return the languages that the LanguageTool at `base` knows, none when it fails."""
    answer = await _asked("GET", f"{base}/languages", {}) if base else []
    entries = answer if isinstance(answer, list) else []
    return [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("longCode"), str)]


async def _asked(method: str, url: str, form: Mapping[str, str]) -> Any:
    """Return the JSON of an answer, or one line that says why there is none."""
    from httpx2 import AsyncClient, HTTPError

    try:
        async with (
            asyncio.timeout(_SECONDS),
            AsyncClient(trust_env=False, timeout=_SECONDS) as client,
            client.stream(method, url, data=dict(form) or None) as answer,
        ):
            if answer.status_code != 200:
                return f"{url} answered with status {answer.status_code}."
            body = b""
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > _MOST_BYTES:
                    return f"{url} answered with too much."
            return json.loads(body)
    except TimeoutError:
        return f"{url} took longer than {_SECONDS:g} seconds."
    except (HTTPError, OSError):
        return f"{url} can't be reached."
    except (ValueError, RecursionError):
        return f"{url} gave no valid JSON."


def _sound(entry: Any, length: int) -> bool:
    """Say whether a match has a place in the text and something to say."""
    if not isinstance(entry, dict) or not isinstance(entry.get("message"), str):
        return False
    offset, units = entry.get("offset"), entry.get("length")
    return type(offset) is int and type(units) is int and offset >= 0 and units > 0 and offset + units <= length


def _filled(entry: Json) -> Json:
    return {"shortMessage": "", "replacements": [], "rule": _RULE, **entry}


def merged(own: Sequence[Json], others: Sequence[Json]) -> list[Json]:
    """Return all matches in the order of the text, without those of others on words that ours are about already.

    own: in the order of the text.
    """
    starts, longest = [match["offset"] for match in own], max((match["length"] for match in own), default=0)

    def near(other: Json) -> Sequence[Json]:
        start, end = _span(other)
        return own[bisect_left(starts, start - longest) : bisect_left(starts, end)]

    kept = [other for other in others if not any(_same(mine, other) for mine in near(other))]
    return sorted((*own, *kept), key=_span)


def _same(mine: Json, other: Json) -> bool:
    """Say whether two matches share most of their words, or would both replace words that they share."""
    (a, b), (c, d) = _span(mine), _span(other)
    shared = min(b, d) - max(a, c)
    if shared <= 0:
        return False
    return 2 * shared >= max(b - a, d - c) or bool(mine["replacements"] and other["replacements"])


def _span(match: Json) -> Span:
    return match["offset"], match["offset"] + match["length"]
