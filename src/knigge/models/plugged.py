"""The models of plugins: a name into an endpoint, and this into a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knigge import plugins
from knigge.domain import Endpoint, Policy
from knigge.errors import ModelError
from knigge.models import RESERVED

if TYPE_CHECKING:
    from knigge.models import Model


def endpoint(name: str) -> Endpoint | None:
    """Return the endpoint that `acme`, `acme:MODEL` or `distribution:acme:MODEL` names, None where no plugin gives it.

    Raises PluginError for a name that two plugins give.
    """
    parts = name.split(":")
    for length in (1, 2):
        if len(parts) >= length and (plugin := plugins.named("models", ":".join(parts[:length]), RESERVED)):
            return Endpoint(plugin.name, ":".join(parts[length:]))
    return None


def made(name: str, endpoint: Endpoint, policy: Policy) -> Model | None:
    """Return the model that a plugin makes of an endpoint, None where the endpoint's provider is no plugin.

    Raises ModelError for a plugin that fails.
    """
    plugin = plugins.named("models", endpoint.provider, RESERVED)
    if plugin is None:
        return None
    model, fault = plugins.tried(plugin, lambda each: plugins.load(each)(endpoint, policy))
    if not callable(model):
        raise ModelError(
            f"{name}: the plugin {plugin.name} gives no model. {fault or 'It must give a function from Prompt to Reply.'}"
        )
    found: Model = model
    return found
