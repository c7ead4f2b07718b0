"""An endpoint into its address and its key, or what it lacks."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from knigge.domain import Endpoint
from knigge.errors import ModelError
from knigge.models import PROVIDERS, keys

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def address(name: str, endpoint: Endpoint) -> str:
    """Return where the endpoint is; raise ModelError for one that is nowhere, or names no model."""
    if endpoint.provider not in PROVIDERS:
        raise ModelError(f"{name}: no provider {endpoint.provider!r}. Known: {', '.join(PROVIDERS)}, langchain.")
    if not endpoint.model:
        raise ModelError(f"{name}: names no model. Set `model` to its id.")
    own = os.environ.get("OPENAI_BASE_URL", "") if endpoint.provider == "openai" else ""
    where = endpoint.base_url or own or PROVIDERS[endpoint.provider][0]
    if urlsplit(where).scheme not in ("http", "https") or not urlsplit(where).hostname:
        raise ModelError(f"{name}: base_url is {where!r}. Give an address such as https://models.example.org/v1.")
    return where


def key_of(name: str, endpoint: Endpoint) -> keys.Key:
    """Return the key of the endpoint; a provider's own never goes to another address, unless the endpoint names it."""
    if endpoint.key:
        found = keys.find(endpoint.key, endpoint.key)
        if not found:
            raise ModelError(f"{name}: no key {endpoint.key!r}. Store it: knigge keys set {endpoint.key}")
        return found
    variable = PROVIDERS[endpoint.provider][1]
    if endpoint.base_url and endpoint.provider != "azure":
        return keys.Key("")
    found = keys.find(endpoint.provider, variable)
    if variable and not found:
        raise ModelError(f"{name}: no key. Store one: knigge keys set {endpoint.provider}, or set {variable}.")
    return found


def refuse_open_wire(name: str, where: str, key: keys.Key) -> None:
    """Raise ModelError where a key would travel unencrypted to another machine."""
    parts = urlsplit(where)
    if key and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ModelError(f"{name}: the key would go over the wire unencrypted. Use https in base_url, or no key.")
