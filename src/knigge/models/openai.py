"""A prompt into a reply, by any server that speaks OpenAI's chat completions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, finalize

from knigge.domain import Endpoint, Policy, Prompt, Reply, Usage
from knigge.errors import ModelError
from knigge.models import keys, price
from knigge.models.endpoints import address, key_of, refuse_open_wire
from knigge.models.faults import RequestError, of_status
from knigge.models.retrying import persistently
from knigge.models.waiting import Waiting
from knigge.models.wire import MOST_BYTES, Completion, Hearing, finish_word, read
from knigge.reading import MOST_CHARACTERS

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Hear = Callable[[str], None]
Messages = Sequence[Mapping[str, Any]]

# From the strictest way to hold an answer to its form to none.
_LADDER = ("json_schema", "json_object", "text")
_UNSUPPORTED = ("response_format", "json_schema", "json_object", "structured", "grammar", "guided")


class OpenAIModel:
    """A model at an endpoint; call it, or await its `ask`. Made once, it keeps its connections."""

    def __init__(self, name: str, endpoint: Endpoint, policy: Policy | None = None, *, key: str = "") -> None:
        """key: goes before the keys file and the environment. Raises ModelError where address, model or key are missing."""
        self.name = name
        self.endpoint = endpoint
        self._policy = policy or Policy()
        self._address = address(name, endpoint)
        self._key = keys.Key(key) if key else key_of(name, endpoint)
        refuse_open_wire(name, self._address, self._key)
        self._structure: str = "json_schema" if endpoint.structure == "auto" else endpoint.structure
        self._tells_usage = True
        self._waiting = Waiting()
        self._clients: _Clients = WeakKeyDictionary()
        self._closing = finalize(self, _close, self._waiting, self._clients)

    def __call__(self, prompt: Prompt) -> Reply:
        """Return the model's answer. Raises ModelError, with what had come of it."""
        return self._waiting.result(self.ask(prompt))

    def stream(self, prompt: Prompt, hear: Hear) -> Reply:
        """Return the model's answer, telling its text so far each time that more of it comes."""
        return self._waiting.result(self.ask(prompt, hear))

    def close(self) -> None:
        """Let go of the connections of those who waited; otherwise this happens when the model is no longer used."""
        _close(self._waiting, self._clients)

    async def aclose(self) -> None:
        """Let go of the connections of the running event loop; who awaits does so before the loop ends."""
        if client := self._clients.pop(asyncio.get_running_loop(), None):
            await client.close()

    async def ask(self, prompt: Prompt, hear: Hear | None = None) -> Reply:
        """Return the model's answer; awaited by those who have an event loop of their own."""
        messages = [{"role": "user", "content": prompt.text}]
        if prompt.instructions:
            messages.insert(0, {"role": "system", "content": prompt.instructions})
        several = {"n": prompt.candidates} if prompt.candidates > 1 else {}
        return await self.chat(messages, prompt.wanted, prompt.seconds, hear, several)

    async def chat(
        self,
        messages: Messages,
        wanted: Mapping[str, Any] | None = None,
        seconds: float = 0.0,
        hear: Hear | None = None,
        extra: Mapping[str, Any] = MappingProxyType({}),
    ) -> Reply:
        """Return the answer to a conversation.

        wanted: JSON Schema of it, None for free text. seconds: 0 for the endpoint's. extra: further fields of the request.
        """
        call = _Call(self, messages, wanted, hear, extra)
        started = time.perf_counter()
        limit = min(filter(None, (self.endpoint.seconds, seconds)), default=None)
        try:
            async with asyncio.timeout(limit):
                completion: Completion | RequestError = await call.completion()
        except TimeoutError:
            completion = RequestError(f"gave no whole answer within {limit:g} seconds.", raw=call.heard())
        except RequestError as fault:
            completion = fault
        if isinstance(completion, RequestError):  # raised here, so that no request with its key hangs on the error
            raise ModelError(f"{self.name}: {completion}", raw=completion.raw)
        return self._reply(completion, call.requests, time.perf_counter() - started)

    def _reply(self, completion: Completion, requests: int, seconds: float) -> Reply:
        finish = finish_word(completion.finish)
        if completion.refusal or finish == "content_filter":
            told = completion.refusal or "its filter stopped the answer."
            raise ModelError(f"{self.name}: declined to answer: {told[:300]}", raw="".join(completion.texts) or told)
        tokens = (completion.input_tokens, completion.output_tokens)
        usage = Usage(requests, *tokens, price(self._policy, (self.name, self.endpoint.model), *tokens))
        first, *others = completion.texts
        return Reply(first, self.name, usage, finish, seconds, tuple(others))

    def client(self) -> AsyncOpenAI:
        """Return the SDK's client for the running event loop, which is made once: most of its cost is the TLS context."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            import openai

            self._clients[loop] = openai.AsyncOpenAI(
                api_key=self._key.reveal() or "none",
                base_url=self._address,
                max_retries=0,  # `retrying` is the only owner of retries
                timeout=self.endpoint.seconds or None,
                http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False),
            )
        return self._clients[loop]

    def understood(self, fault: RequestError) -> bool:
        """Learn from a refused request what this server can't do; return whether there is another way to ask it."""
        if fault.status not in (400, 404, 415, 422, 500, 501):
            return False
        if self._tells_usage and "stream_options" in fault.about:
            self._tells_usage = False
            return True
        step = _LADDER.index(self._structure) + 1
        if self.endpoint.structure != "auto" or step == len(_LADDER):
            return False
        if not any(word in fault.about for word in _UNSUPPORTED):
            return False
        self._structure = _LADDER[step]
        return True

    def request(
        self, messages: Messages, wanted: Mapping[str, Any] | None, stream: bool, extra: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the fields of the request, the user's own options and the call's laid over ours."""
        fields: dict[str, Any] = {"model": self.endpoint.model, "messages": messages}
        if wanted and self._structure == "json_schema":
            schema = {"name": "answer", "strict": True, "schema": wanted}
            fields["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif wanted and self._structure == "json_object":
            fields["response_format"] = {"type": "json_object"}
        if stream:
            fields["stream"] = True
            if self._tells_usage:
                fields["stream_options"] = {"include_usage": True}
        own = {**self.endpoint.options, **extra}
        return {**fields, "extra_body": own} if own else fields

    def start(self, coroutine: Coroutine[Any, Any, Reply]) -> Future[Reply]:
        """Let a call of `chat` run beside those who wait."""
        return self._waiting.start(coroutine)

    def hidden(self) -> keys.Key:
        """Return the key, for what must not show it."""
        return self._key

    def __repr__(self) -> str:
        return f"OpenAIModel({self.name!r}, {self.endpoint.model!r} at {self._address})"


_Clients = WeakKeyDictionary[asyncio.AbstractEventLoop, "AsyncOpenAI"]


def _close(waiting: Waiting, clients: _Clients) -> None:
    client = clients.pop(waiting.loop, None) if waiting.loop else None
    if client:
        waiting.result(client.close())
    waiting.stop()


class _Call:
    """One conversation's way through ladder and retries: how many requests it took, and what has come."""

    def __init__(
        self,
        model: OpenAIModel,
        messages: Messages,
        wanted: Mapping[str, Any] | None,
        hear: Hear | None,
        extra: Mapping[str, Any],
    ) -> None:
        self._model, self._hear = model, hear
        self._fields = partial(model.request, messages, wanted, hear is not None, extra)
        self._hearing = Hearing()
        self.requests = 0

    def heard(self) -> str:
        """Return the text that has come so far."""
        return self._hearing.text()

    async def completion(self) -> Completion:
        """Return the answer, asked for in another way where the server can't do the first."""
        while True:
            try:
                return await persistently(self._once)
            except RequestError as fault:
                if not self._model.understood(fault):
                    raise

    async def _once(self) -> Completion:
        """Send the request once; raise a RequestError, free of the SDK's error and of the request it holds."""
        import openai

        self.requests += 1
        try:
            return await self._sent()
        except RequestError as fault:
            found = fault
        except openai.APIStatusError as error:
            found = of_status(
                error.status_code, error.response.headers, error.body or _body(error), self._model.hidden()
            )
        except openai.APIConnectionError as error:
            found = self._broken(error)
        except openai.APIError as error:
            found = RequestError(self._model.hidden().hide(str(error)), raw=self.heard())
        except (OSError, ValueError, RuntimeError, openai.OpenAIError) as error:  # cut bodies, JSON that is none
            found = self._broken(error)
        except Exception as error:
            if not type(error).__module__.startswith("http"):
                raise
            found = self._broken(error)
        raise found

    def _broken(self, error: Exception) -> RequestError:
        """Return the fault of a connection that broke; once words were heard it is not tried again."""
        heard = self.heard()
        cause = error.__cause__ or error
        why = (
            "the server can't be reached" if type(cause).__name__.startswith("Connect") else "the connection broke off"
        )
        if type(error).__name__ == "APITimeoutError":
            why = "the server did not answer in time"
        detail = f" ({cause})" if str(cause) else ""
        told = self._model.hidden().hide(f"{why}{detail}. Check the network and the base_url.")
        return RequestError(told, passing=not heard, raw=heard)

    async def _sent(self) -> Completion:
        client = self._model.client()
        async with client.chat.completions.with_streaming_response.create(**self._fields()) as response:
            if self._hear and "event-stream" in response.headers.get("content-type", ""):
                return await self._listen(await response.parse())
            raw = bytearray()
            async for piece in response.iter_bytes():
                raw += piece
                if len(raw) > MOST_BYTES:
                    raise RequestError(f"sent more than {MOST_BYTES:,} bytes.", 200, raw=raw.decode("utf-8", "replace"))
            return read(bytes(raw), response.headers, self._model.hidden())

    async def _listen(self, chunks: Any) -> Completion:
        """Take the chunks of a stream as they come; a text that never ends is cut."""
        hearing = self._hearing = Hearing()
        async for chunk in chunks:
            before = hearing.length
            hearing.take(chunk)
            if self._hear and hearing.length > before:
                self._hear(hearing.text())
            if hearing.length > MOST_CHARACTERS:
                return hearing.completion(cut=True)
        return hearing.completion()


def _body(error: Any) -> str:
    try:
        return str(error.response.text)
    except Exception:  # of a stream that was not read to its end
        return ""
