"""A model's name into a model: a function from a `Prompt` to a `Reply`."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from knigge import plugins
from knigge.domain import Policy, Prompt, Reply
from knigge.errors import ModelError

if TYPE_CHECKING:
    from knigge.domain import Endpoint

# Any function from a prompt to a reply is a model. One that has an `ask(prompt)` to await, or a `stream(prompt, hear)`
# that tells the words as they come, is used by these where that helps.
Model = Callable[[Prompt], Reply]

OFFLINE = "offline"
# Providers by name: where they are, and which environment variable holds the key ("" where none is needed).
PROVIDERS = {
    "openai": ("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "azure": ("", "AZURE_OPENAI_API_KEY"),
    "groq": ("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "mistral": ("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "openrouter": ("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "llamacpp": ("http://127.0.0.1:8080/v1", ""),
    "ollama": ("http://127.0.0.1:11434/v1", ""),
    "vllm": ("http://127.0.0.1:8000/v1", ""),
}
LANGCHAIN = "langchain"
# The names that no plugin may take.
RESERVED = (OFFLINE, *PROVIDERS, LANGCHAIN)


def known(policy: Policy | None = None) -> tuple[str, ...]:
    """Return the names that can be asked for: the composer, the policy's own, plugins, and the providers with a model's id."""
    own = tuple((policy or Policy()).models)
    return (
        OFFLINE,
        *own,
        *plugins.by_name("models", RESERVED),
        *(f"{provider}:MODEL" for provider in (*PROVIDERS, LANGCHAIN)),
    )


def get(name: str, policy: Policy | None = None) -> Model:
    """Return the model called `name`: the composer, one of the policy's, a plugin's, or `provider:model`.

    Raises ModelError for an unknown one, and for one that lacks what it needs; nothing is asked yet.
    """
    if name == OFFLINE:
        from knigge.models.offline import compose

        return compose
    from knigge.models import plugged

    policy = policy or Policy()
    endpoint = policy.models.get(name) or plugged.endpoint(name) or _by_provider(name, policy)
    if made := plugged.made(name, endpoint, policy):
        return made
    if endpoint.provider == LANGCHAIN:
        from knigge.models.langchain import named

        return named(name, endpoint, policy)
    from knigge.models.openai import OpenAIModel

    return OpenAIModel(name, endpoint, policy)


def of(model: str | Any, policy: Policy) -> Model:
    """Return a model by its name, a chat model of LangChain's as one, and any function as it is."""
    if isinstance(model, str):
        return get(model, policy)
    if any(each.__name__ == "BaseChatModel" for each in type(model).__mro__):
        from knigge.models.langchain import LangChainModel

        return LangChainModel(model, policy=policy)
    if not callable(model):
        raise ModelError(f"{model!r} is no model. Name one, or give a function from Prompt to Reply.")
    found: Model = model
    return found


def price(policy: Policy, names: tuple[str, ...], input_tokens: int, output_tokens: int) -> float | None:
    """Return what tokens cost by the policy's prices; None where it knows none, or the tokens were not told."""
    found = next((policy.prices[name] for name in names if name in policy.prices), None)
    if found is None or not input_tokens:
        return None
    return (input_tokens * found[0] + output_tokens * found[1]) / 1_000_000


def _by_provider(name: str, policy: Policy) -> Endpoint:
    from knigge.domain import Endpoint

    provider, _, model = name.partition(":")
    if not model or provider not in (*PROVIDERS, LANGCHAIN):
        near = get_close_matches(name if not model else provider, (OFFLINE, *policy.models, *PROVIDERS, LANGCHAIN), 1)
        hint = f" Did you mean {near[0] + (':' + (model or 'MODEL')) * (near[0] in PROVIDERS)!r}?" if near else ""
        raise ModelError(f"No model {name!r}.{hint} Known: {', '.join(known(policy))}.")
    return Endpoint(provider, model)
