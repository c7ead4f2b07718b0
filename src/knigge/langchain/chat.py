"""A model behind an OpenAI-compatible endpoint into a chat model of LangChain's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import asdict
from queue import SimpleQueue
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, ModelProfile
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, PrivateAttr

from knigge.domain import Endpoint, Policy, Reply
from knigge.models.openai import OpenAIModel


class ChatKnigge(BaseChatModel):
    """A chat model with `knigge`'s own keys, retries, deadline, and care for sloppy answers.

        ChatKnigge(endpoint=Endpoint("ollama", "llama3.2")).invoke("Hello")

    Raises ModelError, with what had come in `raw`. wanted: JSON Schema that the answer is held to as far as the server can.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    endpoint: Endpoint
    wanted: Mapping[str, Any] | None = None
    _model: OpenAIModel = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Make the client once. Raises ModelError where the endpoint lacks something."""
        super().model_post_init(context)
        self._model = OpenAIModel(self.endpoint.model, self.endpoint, Policy())

    @property
    def _llm_type(self) -> str:
        return "knigge"

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        """What a cache tells two models apart by."""
        return {**asdict(self.endpoint), "wanted": self.wanted}

    def _resolve_model_profile(self) -> ModelProfile:
        return ModelProfile(text_inputs=True, text_outputs=True, structured_output=False, tool_calling=False)

    async def aclose(self) -> None:
        """Let go of the connections of the running event loop."""
        await self._model.aclose()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return _result(self._model.waiting(self._chat(messages, stop, None, kwargs)))

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return _result(await self._chat(messages, stop, None, kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        heard: SimpleQueue[str | None] = SimpleQueue()
        future = self._model.start(self._chat(messages, stop, heard.put, kwargs))
        future.add_done_callback(lambda _: heard.put(None))
        try:
            told = 0
            while (text := heard.get()) is not None:
                yield _piece(text, run_manager)
                told += len(text)
            yield _last(future.result(), told)
        finally:
            future.cancel()

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        heard: asyncio.Queue[str | None] = asyncio.Queue()
        task = asyncio.create_task(self._chat(messages, stop, heard.put_nowait, kwargs))
        task.add_done_callback(lambda _: heard.put_nowait(None))
        try:
            told = 0
            while (text := await heard.get()) is not None:
                yield _piece(text, None)
                told += len(text)
            yield _last(await task, told)
        finally:
            task.cancel()

    def _chat(
        self,
        messages: list[BaseMessage],
        stop: Sequence[str] | None,
        hear: Callable[[str], None] | None,
        extra: Mapping[str, Any],
    ) -> Coroutine[Any, Any, Reply]:
        plain = convert_to_openai_messages(messages)
        told = plain if isinstance(plain, list) else [plain]
        return self._model.chat(told, self.wanted, 0.0, hear, {**extra, **({"stop": list(stop)} if stop else {})})


def _usage(reply: Reply) -> UsageMetadata:
    into, out = reply.usage.input_tokens, reply.usage.output_tokens
    return UsageMetadata(input_tokens=into, output_tokens=out, total_tokens=into + out)


def _result(reply: Reply) -> ChatResult:
    metadata = {"finish_reason": reply.finish, "model_name": reply.model}
    messages = [AIMessage(text, response_metadata=metadata) for text in reply.others]
    first = AIMessage(reply.text, usage_metadata=_usage(reply), response_metadata=metadata)
    return ChatResult(generations=[ChatGeneration(message=message) for message in (first, *messages)])


def _piece(text: str, run_manager: CallbackManagerForLLMRun | None) -> ChatGenerationChunk:
    chunk = ChatGenerationChunk(message=AIMessageChunk(content=text))
    if run_manager:
        run_manager.on_llm_new_token(text, chunk=chunk)
    return chunk


def _last(reply: Reply, told: int) -> ChatGenerationChunk:
    """Return what was not heard, where a server did not stream, with usage and finish."""
    metadata = {"finish_reason": reply.finish, "model_name": reply.model}
    return ChatGenerationChunk(
        message=AIMessageChunk(content=reply.text[told:], usage_metadata=_usage(reply), response_metadata=metadata)
    )
