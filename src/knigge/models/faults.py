"""What went wrong between us and a model's server, and whether it is worth another try."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knigge.models.keys import Key

# A server that wants us to wait longer than so many seconds is not waited for.
LONGEST_WAIT = 30.0
_PASSING = frozenset({408, 409, 429})
# Errors that look like too many requests and are an empty purse: no second request can help.
_BILLING = frozenset({
    "insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active",
    "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
})  # fmt: skip
_ADVICE = {
    400: "The request was not understood; it may be too long for this model.",
    401: "Check the key: `knigge keys set NAME` stores another.",
    403: "The key may not use this model.",
    404: "Check the model's name and the base_url.",
    413: "The request is too long for this model.",
    429: "Too many requests at a time. Try again later.",
}
_LATER = "It was tried again in vain. Try later."
_NO_CREDIT = "The account has no credit left for this model."
_MOST_CHARACTERS = 300


class RequestError(Exception):
    """One failed request: what to tell, the server's status (0 without an answer), and whether to try again.

    wait: the seconds that the server asks for, None where it says nothing. raw: what had arrived. about: what the server says of the
    request, in small letters.
    """

    def __init__(
        self,
        told: str,
        status: int = 0,
        passing: bool = False,
        wait: float | None = None,
        raw: str = "",
        about: str = "",
    ) -> None:
        super().__init__(told)
        self.status = status
        self.passing = passing and (wait is None or wait <= LONGEST_WAIT)
        self.wait = wait
        self.raw = raw
        self.about = about


def of_status(status: int, headers: Mapping[str, str], body: Any, key: Key) -> RequestError:
    """Return the fault that an answer with an error is; body: as decoded, or its text."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    said, codes = _said(error, key)
    raw = key.hide(body if isinstance(body, str) else json.dumps(body, default=str))
    wait = retry_after(headers)
    again = headers.get("x-should-retry", "")
    passing = again == "true" or (again != "false" and (status in _PASSING or status >= 500))
    advice = _ADVICE.get(status, "")
    if _BILLING & codes:
        passing, advice = False, _NO_CREDIT
    elif passing and wait is not None and wait > LONGEST_WAIT:
        advice = f"The server asks to wait {wait:,.0f} seconds. Try again then."
    told = f"status {status}: {said or 'no word why'}. {advice or (_LATER if passing else '')}".strip()
    return RequestError(told, status, passing, wait, raw, said.lower())


def of_error_in_answer(error: Any, headers: Mapping[str, str], key: Key) -> RequestError:
    """Return the fault that an error is which came as if all were well, with its own status where it names one."""
    code = error.get("code") if isinstance(error, Mapping) else None
    with suppress(TypeError, ValueError):
        if 400 <= int(str(code)) <= 599:
            return of_status(int(str(code)), headers, {"error": error}, key)
    said, codes = _said(error, key)
    advice = _NO_CREDIT if _BILLING & codes else ""
    return RequestError(" ".join(part for part in (said, advice) if part), 200, raw=said, about=said.lower())


def _said(error: Any, key: Key) -> tuple[str, set[str]]:
    """Return an error's message on one line, and its codes; a key in it is hidden before it is cut."""
    if isinstance(error, Mapping):
        codes = {str(error.get(name, "")) for name in ("code", "type")}
        said = error.get("message") or error.get("detail") or json.dumps(error, default=str)
    else:
        codes, said = set(), str(error or "")
    words = " ".join(key.hide(str(said)).split()).rstrip(". ")
    words = "a web page" if words.lstrip().startswith("<") else words
    return (words if len(words) <= _MOST_CHARACTERS else words[:_MOST_CHARACTERS] + " ..."), codes


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a server asks to wait: in milliseconds, in seconds, or until a date; None for nothing sensible.

    Source: RFC 9110, section 10.2.3; `retry-after-ms` is the providers' own.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        with suppress(ValueError):
            seconds = float(value) * unit
            if math.isfinite(seconds):
                return max(seconds, 0.0)
            return (
                None
                if math.isnan(seconds) or seconds < 0 or value.lower().lstrip("+") in ("inf", "infinity")
                else math.inf
            )
    return _until(headers.get("retry-after", ""))


def _until(value: str) -> float | None:
    from email.utils import mktime_tz, parsedate_tz

    with suppress(TypeError, ValueError, OverflowError, OSError, IndexError):
        if parsed := parsedate_tz(value):
            return max(mktime_tz(parsed) - time.time(), 0.0)
    return None
