"""The models of plugins: a name into an endpoint, and this into a model."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from knigge import plugins
from knigge.domain import Endpoint, Policy
from knigge.errors import ModelError
from knigge.models import RESERVED

if TYPE_CHECKING:
    from knigge.domain import Prompt, Reply
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
    return PluginModel(name, model)


class PluginModel:
    """A plugin's model under its name; whatever goes wrong inside is a ModelError."""

    def __init__(self, name: str, model: Model) -> None:
        self.name = name
        self._model = model

    def __call__(self, prompt: Prompt) -> Reply:
        """Return the model's answer."""
        with self._asking():
            given: Any = self._model(prompt)
        return self._awaited(given) if isawaitable(given) else given  # type: ignore[return-value]

    def __getattr__(self, name: str) -> Any:
        """Return `ask` or `stream` of a model that has it."""
        if name not in ("ask", "stream"):
            raise AttributeError(name)
        inner = getattr(self._model, name)

        def asked(*given: Any) -> Any:
            with self._asking():
                came = inner(*given)
            return self._awaited(came) if isawaitable(came) else came

        return asked

    async def _awaited(self, given: Awaitable[Any]) -> Any:
        with self._asking():
            return await given

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Turn what goes wrong in a stranger's code into one kind of error."""
        try:
            yield
        except ModelError:
            raise
        except (Exception, SystemExit) as fault:
            raise ModelError(f"The model {self.name} failed: {plugins.reason(fault)}") from fault
