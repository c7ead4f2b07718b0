"""A prompt into a reply, by any chat model of LangChain's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from knigge.domain import Endpoint, Policy, Prompt, Reply, Usage
from knigge.errors import ModelError
from knigge.models import price
from knigge.models.wire import finish_word
from knigge.reading import MOST_CHARACTERS

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage


class LangChainModel:
    """A chat model of LangChain's as a model; its class looks after keys, retries and time limits."""

    def __init__(
        self, chat: BaseChatModel, name: str = "", policy: Policy | None = None, tracing: bool = False
    ) -> None:
        """tracing: whether LangSmith may see the prompts, which hold other people's words, where its variables are set."""
        self.name = name or f"langchain:{type(chat).__module__}:{type(chat).__name__}"
        self._chat = chat
        self._policy = policy or Policy()
        self._tracing = tracing

    def __call__(self, prompt: Prompt) -> Reply:
        """Return the model's answer. Raises ModelError for whatever goes wrong inside."""
        with self._asking() as since:
            return self._reply(self._chat.invoke(_messages(prompt)), since)

    async def ask(self, prompt: Prompt) -> Reply:
        """Return the model's answer; awaited by those who have an event loop of their own."""
        with self._asking() as since:
            return self._reply(await self._chat.ainvoke(_messages(prompt)), since)

    def stream(self, prompt: Prompt, hear: Callable[[str], None]) -> Reply:
        """Return the model's answer, telling its text so far each time that more of it comes."""
        whole: Any = None
        with self._asking() as since:
            for chunk in self._chat.stream(_messages(prompt)):
                whole = chunk if whole is None else whole + chunk
                hear(_text(whole))
                if len(_text(whole)) > MOST_CHARACTERS:
                    break
            return self._reply(whole, since)

    @contextmanager
    def _asking(self) -> Iterator[float]:
        """Keep the prompt from LangSmith unless it was asked for, and turn what goes wrong into one kind of error."""
        from langsmith import tracing_context

        try:
            with tracing_context(enabled=None if self._tracing else False):
                yield time.perf_counter()
            return
        except Exception as error:  # each provider's package has errors of its own
            told = f"{self.name}: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
        raise ModelError(told)

    def _reply(self, message: BaseMessage, since: float) -> Reply:
        values: Mapping[str, Any] = getattr(message, "usage_metadata", None) or {}
        tokens = (int(values.get("input_tokens") or 0), int(values.get("output_tokens") or 0))
        metadata = getattr(message, "response_metadata", None) or {}
        finish = finish_word(str(metadata.get("finish_reason") or metadata.get("stop_reason") or ""))
        usage = Usage(1, *tokens, price(self._policy, (self.name,), *tokens))
        return Reply(_text(message), self.name, usage, finish, time.perf_counter() - since)

    def __repr__(self) -> str:
        return f"LangChainModel({self.name!r})"


def named(name: str, endpoint: Endpoint, policy: Policy) -> LangChainModel:
    """Return the chat model of a class, made with the endpoint's options; `?model=small` behind its path gives one too.

    Raises ModelError for a class that there is not, or that can't be made so.
    """
    from urllib.parse import parse_qsl

    path, _, query = endpoint.model.partition("?")
    module, _, attribute = path.partition(":")
    try:
        made = getattr(import_module(module), attribute)(**{**dict(parse_qsl(query)), **endpoint.options})
    except ImportError as error:
        raise ModelError(f"{name}: {error}. Install the package that holds {path!r}.") from error
    except Exception as error:  # the class may refuse its options in any way
        told = " ".join(str(error).split())[:300]
        raise ModelError(f"{name}: {path!r} can't be made ({told}). Write package.module:Class?option=value.") from None
    if not hasattr(made, "ainvoke"):
        raise ModelError(f"{name}: {path!r} is no chat model of LangChain's.")
    return LangChainModel(made, name, policy)


def _messages(prompt: Prompt) -> list[tuple[str, str]]:
    return (
        [("system", prompt.instructions), ("human", prompt.text)] if prompt.instructions else [("human", prompt.text)]
    )


def _text(message: Any) -> str:
    """Return a message's text, put together from its parts where it has some."""
    content = getattr(message, "content", "")
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content or ())
    return "".join(part for part in parts if isinstance(part, str))
