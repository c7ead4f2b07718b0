"""A prompt into a reply, by any chat model of LangChain's."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
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
        """Return the model's answer. Raises ModelError for whatever goes wrong inside, and where it takes too long."""
        with self._asking() as since, _in_time(prompt.seconds) as within:
            answers = within(self._chat.batch, [_messages(prompt)] * prompt.candidates)
            return self._reply(answers, since)

    async def ask(self, prompt: Prompt) -> Reply:
        """Return the model's answer; awaited by those who have an event loop of their own."""
        with self._asking() as since:
            async with asyncio.timeout(prompt.seconds or None):
                answers = await self._chat.abatch([_messages(prompt)] * prompt.candidates)
            return self._reply(answers, since)

    def stream(self, prompt: Prompt, hear: Callable[[str], None]) -> Reply:
        """Return the model's answer, telling each piece of it as it comes."""
        whole: Any = None
        heard: list[str] = []
        size = 0
        with self._asking(heard) as since:
            for chunk in self._chat.stream(_messages(prompt)):
                whole = chunk if whole is None else whole + chunk
                if piece := text_of(chunk):
                    heard.append(piece)
                    hear(piece)
                    size += len(piece)
                if size > MOST_CHARACTERS:
                    break
                if prompt.seconds and time.perf_counter() - since > prompt.seconds:
                    raise TimeoutError(f"no whole answer within {prompt.seconds:g} seconds")
            return self._reply([whole], since)

    @contextmanager
    def _asking(self, heard: Sequence[str] = ()) -> Iterator[float]:
        """Keep the prompt from LangSmith unless it was asked for, and turn what goes wrong into one kind of error."""
        try:
            with traces(self._tracing):
                yield time.perf_counter()
            return
        except Exception as error:  # each provider's package has errors of its own
            told = f"{self.name}: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
        raise ModelError(told, raw="".join(heard))

    def _reply(self, messages: Sequence[BaseMessage], since: float) -> Reply:
        message, *others = messages
        used = [getattr(each, "usage_metadata", None) or {} for each in messages]
        tokens = (
            sum(int(each.get("input_tokens") or 0) for each in used),
            sum(int(each.get("output_tokens") or 0) for each in used),
        )
        metadata = getattr(message, "response_metadata", None) or {}
        finish = finish_word(str(metadata.get("finish_reason") or metadata.get("stop_reason") or ""))
        usage = Usage(len(messages), *tokens, price(self._policy, (self.name,), *tokens))
        seconds = time.perf_counter() - since
        return Reply(text_of(message), self.name, usage, finish, seconds, tuple(map(text_of, others)))

    def __repr__(self) -> str:
        return f"LangChainModel({self.name!r})"


def named(name: str, endpoint: Endpoint, policy: Policy) -> LangChainModel:
    """Return the chat model of a class, made with the endpoint's options; `?model=small` behind its path gives one too.

    Raises ModelError for a class that there is not, or that can't be made so.
    """
    from urllib.parse import parse_qsl

    path, _, query = endpoint.model.partition("?")
    module, _, attribute = path.partition(":")
    from langchain_core.language_models import BaseChatModel

    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ModelError(
            f"{name}: {error}. Install the package that holds {path!r}, and write package.module:Class."
        ) from None
    if not (isinstance(found, type) and issubclass(found, BaseChatModel)):
        raise ModelError(f"{name}: {path!r} is no chat model of LangChain's.")
    try:
        made = found(**{**_typed(found, parse_qsl(query)), **endpoint.options})
    except Exception as error:  # what the options hold may be a key, and is not repeated
        raise ModelError(f"{name}: {path!r} can't be made with these options ({type(error).__name__}).") from None
    return LangChainModel(made, name, policy)


def _typed(found: type[BaseChatModel], query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return keyword arguments: what a declared field is to be its class knows, anything else is JSON where it reads so."""
    declared = {name for field, told in found.model_fields.items() for name in (field, told.alias)}
    return {name: value if name in declared and value[:1] not in ("[", "{") else _value(value) for name, value in query}


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def traces(allowed: bool) -> AbstractContextManager[Any]:
    """Return what keeps all that runs inside from LangSmith, even where an outer run is traced, unless it is allowed."""
    from langsmith import tracing_context

    return tracing_context(enabled=None if allowed else False)


@contextmanager
def _in_time(seconds: float) -> Iterator[Callable[..., Any]]:
    """Give the function that calls another and waits so long for it, 0 for as long as it takes."""
    if not seconds:
        yield lambda function, *args: function(*args)
        return
    pool = ThreadPoolExecutor(1, thread_name_prefix="knigge-langchain")
    try:
        context = copy_context()
        yield lambda function, *args: pool.submit(context.run, function, *args).result(seconds)
    finally:
        pool.shutdown(wait=False)


def _messages(prompt: Prompt) -> list[tuple[str, str]]:
    return (
        [("system", prompt.instructions), ("human", prompt.text)] if prompt.instructions else [("human", prompt.text)]
    )


def text_of(message: Any) -> str:
    """Return a message's text, put together from its parts where it has some."""
    content = getattr(message, "content", "")
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content or ())
    return "".join(part for part in parts if isinstance(part, str))
