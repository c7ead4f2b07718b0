"""A prompt into a reply, by any server that speaks OpenAI's chat completions."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, finalize

from knigge.domain import Endpoint, Policy, Prompt, Reply, Usage
from knigge.errors import ModelError
from knigge.models import keys, price
from knigge.models.endpoints import address, is_local, key_of, refuse_open_wire
from knigge.models.faults import RequestError, of_error_in_answer, of_status
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
        """Return the model's answer, telling each piece of it as it comes."""
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
        started = time.perf_counter()
        limit = min(filter(None, (self.endpoint.seconds, seconds)), default=None)
        call = _Call(self, messages, wanted, hear, extra, time.monotonic() + limit if limit else None)
        try:
            async with asyncio.timeout(limit):
                completion: Completion | RequestError = await call.completion()
        except TimeoutError:
            completion = RequestError(f"gave no whole answer within {limit:g} seconds.", raw=call.heard())
        except RequestError as fault:
            completion = fault
        if isinstance(completion, RequestError):  # raised here, so that no request with its key hangs on the error
            raise ModelError(f"{self.name}: {completion}", completion.raw, completion.status)
        return self._reply(completion, call.requests, time.perf_counter() - started)

    def _reply(self, completion: Completion, requests: int, seconds: float) -> Reply:
        finish = finish_word(completion.finish)
        if completion.refusal or finish in ("content_filter", "refusal"):
            told = self._key.hide(completion.refusal or "its filter stopped the answer.")
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
                http_client=openai.DefaultAsyncHttpxClient(
                    follow_redirects=False,
                    trust_env=not is_local(self._address),  # no proxy stands before this machine
                    event_hooks={"response": [_capped]},
                ),
                **_unsent(self.endpoint.provider),
            )
        return self._clients[loop]

    def way(self) -> tuple[str, bool]:
        """Return how this server is asked: by which response format, and whether it is asked for usage in a stream."""
        return self._structure, self._tells_usage

    def learn(self, fault: RequestError, asked: tuple[str, bool]) -> bool:
        """Take from a refused request what this server can't do; return whether there is another way to ask it.

        asked: the way that was refused; where another call has learnt meanwhile, its way is tried.
        """
        if not _about_form(fault):
            return False
        structure, tells_usage = asked
        if self.way() != asked:
            return True
        if tells_usage and "stream_options" in fault.about:
            self._tells_usage = False
            return True
        step = _LADDER.index(structure) + 1
        if self.endpoint.structure != "auto" or step == len(_LADDER):
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

    def waiting(self, coroutine: Coroutine[Any, Any, Reply]) -> Reply:
        """Return what a call of `chat` comes to; a key press stops it."""
        return self._waiting.result(coroutine)

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
    """Close the client of those who wait inside its own loop, and end that."""
    client = clients.pop(waiting.loop, None) if waiting.loop else None
    if client:
        with suppress(TimeoutError, RuntimeError):
            closing = waiting.start(client.close())
            if not waiting.inside():
                closing.result(1)
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
        until: float | None,
    ) -> None:
        self._model, self._hear, self._until = model, hear, until
        self._fields = partial(model.request, messages, wanted, hear is not None, extra)
        self._hearing = Hearing()
        self._asked = model.way()
        self._fault_of_hearer: BaseException | None = None
        self.requests = 0

    def heard(self) -> str:
        """Return the text that has come so far."""
        return self._model.hidden().hide(self._hearing.text())

    async def completion(self) -> Completion:
        """Return the answer, asked for in another way where the server can't do the first."""
        while True:
            try:
                return await persistently(self._once, self._until)
            except RequestError as fault:
                if not self._model.learn(fault, self._asked):
                    raise

    async def _once(self) -> Completion:
        """Send the request once; raise a RequestError, free of the SDK's error and of the request it holds."""
        import openai

        self.requests += 1
        self._asked = self._model.way()
        fields = self._fields()
        try:
            return await self._sent(fields)
        except RequestError as fault:
            found = fault
        except openai.APIStatusError as error:
            found = of_status(
                error.status_code, error.response.headers, error.body or _body(error), self._model.hidden()
            )
        except openai.APIConnectionError as error:
            found = self._broken(error)
        except openai.APIError as error:  # an event of a stream that is an error
            found = of_error_in_answer(error.body or str(error), {}, self._model.hidden())
            found = RequestError(str(found), found.status, found.passing and not self.heard(), found.wait, self.heard())
        except (OSError, ValueError, RuntimeError, openai.OpenAIError) as error:  # cut bodies, JSON that is none
            found = self._broken(error)
        except Exception as error:
            if not type(error).__module__.startswith("http"):
                raise
            found = self._broken(error)
        if self._fault_of_hearer:
            raise self._fault_of_hearer
        if _about_form(found):
            found.passing = False  # it would be refused again
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

    async def _sent(self, fields: Mapping[str, Any]) -> Completion:
        client = self._model.client()
        async with client.chat.completions.with_streaming_response.create(**fields) as response:
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
        async with chunks:
            async for chunk in chunks:
                if (new := hearing.take(chunk)) and self._hear:
                    self._tell(new)
                if hearing.length > MOST_CHARACTERS:
                    return hearing.completion(cut=True)
        return hearing.completion()

    def _tell(self, new: str) -> None:
        """Tell the hearer, whose own faults are none of the server's."""
        try:
            if self._hear:
                self._hear(new)
        except BaseException as fault:
            self._fault_of_hearer = fault
            raise


def _about_form(fault: RequestError) -> bool:
    """Say whether a server refused the form that was asked for, and not what was asked."""
    words = (*_UNSUPPORTED, "stream_options")
    return fault.status in (400, 415, 422, 500, 501) and any(word in fault.about for word in words)


def _unsent(provider: str) -> dict[str, Any]:
    """Return what keeps the user's settings for OpenAI, which the SDK reads from the environment, from other providers."""
    import openai

    if provider == "openai":
        return {}
    headers = os.environ.get("OPENAI_CUSTOM_HEADERS", "")
    custom = {line.partition(":")[0].strip(): openai.Omit() for line in headers.splitlines() if ":" in line}
    return {"default_headers": {"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit(), **custom}}


async def _capped(response: Any) -> None:
    """Let no answer, be it an error or one endless line, fill the memory."""
    response.stream = _stream_class()(response.stream)


@cache
def _stream_class() -> type:
    """Return the class of a stream of bytes that ends with an error beyond a size."""
    import httpx2

    class Capped(httpx2.AsyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for piece in self._stream:
                size += len(piece)
                if size > MOST_BYTES:
                    raise RequestError(f"sent more than {MOST_BYTES:,} bytes.", 200)
                yield piece

        async def aclose(self) -> None:
            await self._stream.aclose()

    return Capped


def _body(error: Any) -> str:
    try:
        return str(error.response.text)
    except Exception:  # of a stream that was not read to its end
        return ""
