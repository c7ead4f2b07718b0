"""What a server is started with into the rules that every request is held to."""

from __future__ import annotations

import re
from typing import NamedTuple

from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.surfaces.addresses import bracketed, loopback

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_ANYWHERE = ("0.0.0.0", "::")
_ORIGIN = re.compile(r"(?:https?|app|capacitor|(?:chrome|moz|safari-web)-extension)://(?:\*|[^\s/*?#]+)", re.IGNORECASE)
_SHORTEST_TOKEN = 16


class Rules(NamedTuple):
    """Who is answered, and how much of what is sent is read.

    hosts: names that a request may be addressed to, without the port. origins: web pages that may ask, beside our own.
    most_bytes: of a body. most_characters: of a text to check; a message has hundreds. seconds: until a request has to be there.
    upstream: base address of a LanguageTool, "" for none.
    """

    hosts: frozenset[str] = _LOOPBACK
    origins: frozenset[str] = frozenset()
    token: str = ""
    policy: Policy = Policy()
    upstream: str = ""
    most_bytes: int = 1_000_000
    most_characters: int = 200_000
    seconds: float = 10.0

    def knows_host(self, header: str) -> bool:
        """Say whether a Host header names this server; a page that rebinds its name to our address does not."""
        return re.sub(r":\d*\Z", "", header.lower()).rstrip(".") in self.hosts

    def knows_origin(self, origin: str, host: str) -> bool:
        """Say whether a page of `origin` may ask a server that it calls `host`."""
        origin = origin.lower()
        scheme, _, place = origin.partition("://")
        own = scheme in ("http", "https") and place == host.lower()
        return own or origin in self.origins or f"{scheme}://*" in self.origins


def rules(host: str, hosts: list[str], origins: list[str], token: str, policy: Policy, upstream: str) -> Rules:
    """Return the rules for a server that listens on `host`.

    Raises SettingsError for what is no host or origin, and for a server without a token that others could reach.
    """
    if not loopback(host) and not token:
        raise SettingsError(f"--host {host} can be reached by others. Set a token: --token, or KNIGGE_TOKEN.")
    if token and (len(token) < _SHORTEST_TOKEN or not re.fullmatch("[!-~]+", token)):
        raise SettingsError(
            f"--token is too easy to guess. Take at least {_SHORTEST_TOKEN} letters and digits, such as `openssl rand -hex 16` prints."
        )
    own = _LOOPBACK if host in _ANYWHERE else _LOOPBACK | {bracketed(host).lower()}
    hosts_known, origins_known = own | {_host(name) for name in hosts}, frozenset(map(_origin, origins))
    return Rules(hosts_known, origins_known, token, policy, _base(upstream))


def _host(name: str) -> str:
    if not re.fullmatch(r"[\w.-]+|\[[0-9a-fA-F:.]+\]", name):
        raise SettingsError(
            f"--allow-host {name!r} is no host. Give a name without http:// and port, such as notes.example.org."
        )
    return name.lower().rstrip(".")


def _origin(name: str) -> str:
    if not _ORIGIN.fullmatch(name) or re.match(r"https?://\*", name, re.IGNORECASE):
        raise SettingsError(
            f"--allow-origin {name!r} is no origin. Give https://notes.example.org, chrome-extension://ID or moz-extension://*."
        )
    return name.lower()


def _base(upstream: str) -> str:
    """Return the address that a LanguageTool's `/check` is below, whichever form the user knows it by."""
    if not upstream:
        return ""
    if not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", upstream):
        raise SettingsError(f"--upstream {upstream!r} is no address. Give one such as http://localhost:8081/v2.")
    base = upstream.rstrip("/").removesuffix("/check")
    return base if base.endswith("/v2") else f"{base}/v2"
