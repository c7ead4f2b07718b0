"""An endpoint into its address and its key, or what it lacks."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from knigge.domain import Endpoint
from knigge.errors import ModelError
from knigge.models import PROVIDERS, keys

_LONGEST_NAME = 24
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def address(name: str, endpoint: Endpoint) -> str:
    """Return where the endpoint is; raise ModelError for one that is nowhere, or names no model."""
    if endpoint.provider not in PROVIDERS:
        raise ModelError(f"{name}: no provider {endpoint.provider!r}. Known: {', '.join(PROVIDERS)}, langchain.")
    if not endpoint.model:
        raise ModelError(f"{name}: names no model. Set `model` to its id.")
    where = endpoint.base_url or _of_environment(endpoint) or PROVIDERS[endpoint.provider][0]
    try:
        parts = urlsplit(where)
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        known = None
    if not known:
        said = f"base_url is {where!r}" if where else f"{endpoint.provider} needs a policy with a base_url"
        raise ModelError(f"{name}: {said}. Give an address such as https://models.example.org/v1.")
    if parts.username or parts.password:
        raise ModelError(f"{name}: base_url holds a name or password. Store the key instead: knigge keys set {name}")
    return where


def _of_environment(endpoint: Endpoint) -> str:
    return (
        os.environ.get("OPENAI_BASE_URL", "").strip() if endpoint.provider == "openai" and not endpoint.base_url else ""
    )


def is_local(where: str) -> bool:
    """Say whether an address is on this machine."""
    return urlsplit(where).hostname in _LOOPBACK


def key_of(name: str, endpoint: Endpoint) -> keys.Key:
    """Return the key of the endpoint; a provider's own never goes to another address, unless the endpoint names it."""
    if endpoint.key:
        found = keys.find(endpoint.key, endpoint.key)
        if not found:
            if not keys.is_name(endpoint.key) or len(endpoint.key) > _LONGEST_NAME:
                raise ModelError(
                    f"{name}: `key` is the name of a key, not the key. Take it out of the file, and store it."
                )
            raise ModelError(f"{name}: no key {endpoint.key!r}. Store it: knigge keys set {endpoint.key}")
        return found
    variable = PROVIDERS[endpoint.provider][1]
    if endpoint.base_url and endpoint.provider != "azure":
        return keys.Key("")
    if _of_environment(endpoint):  # the stored key is for the provider's own address
        return keys.Key(os.environ.get(variable, "").strip())
    found = keys.find(endpoint.provider, variable)
    if variable and not found:
        raise ModelError(f"{name}: no key. Store one: knigge keys set {endpoint.provider}, or set {variable}.")
    return found


def refuse_open_wire(name: str, where: str, key: keys.Key) -> None:
    """Raise ModelError where a key would travel unencrypted to another machine."""
    if key and urlsplit(where).scheme == "http" and not is_local(where):
        raise ModelError(f"{name}: the key would go over the wire unencrypted. Use https in base_url, or no key.")
