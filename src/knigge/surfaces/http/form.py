"""The body of a LanguageTool request into its parameters, however it was encoded."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

_NAMES = (
    "text", "data", "language", "username", "apiKey", "api_key", "dicts", "motherTongue", "preferredVariants", "enabledRules",
    "disabledRules", "enabledCategories", "disabledCategories", "enabledOnly", "level", "abtest", "mode", "instanceId",
    "allowIncompleteResults", "enableHiddenRules", "enableTempOffRules", "noopLanguages", "preferredLanguages", "sessionID",
    "textSessionId", "useragent", "v", "callback", "sourceText", "sourceLanguage", "ruleValues", "toneTags", "altLanguages",
    "autodetect", "multilingual", "languageCode", "c",
)  # fmt: skip
# No encoder leaves these as they are.
_UNENCODED = re.compile(r"[^!-~]|%(?![0-9A-Fa-f]{2})")
_PARAMETER = re.compile(rf"({'|'.join(_NAMES)})=([^&\s]*)\Z")


def parameters(body: bytes) -> dict[str, str]:
    """Return the parameters of a form, the last of those that stand twice.

    LibreOffice sends the text as it is: `text=Müller & Söhne 100% A+B&language=de-DE`. There the text reaches to the
    parameters that end the body, and nothing in it is decoded.
    """
    form = body.decode("utf-8", "replace").removesuffix("\r\n")
    pieces = form.split("&")
    known = all(piece.partition("=")[0] in _NAMES and "=" in piece for piece in pieces if piece)
    if known and not _UNENCODED.search(form):
        return dict(parse_qsl(form, keep_blank_values=True, errors="replace"))
    return _raw(pieces)


def _raw(pieces: list[str]) -> dict[str, str]:
    """Return the parameters of a body that was not encoded: those before the text, the text, and those at the end."""
    first = next((at for at, piece in enumerate(pieces) if piece.startswith(("text=", "data="))), len(pieces))
    found = dict(_pair(piece) for piece in pieces[:first])
    ends: dict[str, str] = {}
    while len(pieces) > first + 1 and (last := _PARAMETER.match(pieces[-1])) and last[1] not in ends:
        ends[last[1]] = last[2]
        pieces = pieces[:-1]
    return {**found, **dict([_pair("&".join(pieces[first:]))] if pieces[first:] else ()), **ends}


def _pair(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name, value
