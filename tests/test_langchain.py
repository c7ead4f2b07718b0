"""LangChain in both directions: its chat models word drafts, and ours is one of its chat models; no trace leaves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.caches import InMemoryCache
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.outputs import ChatGeneration, ChatResult

from knigge import adraft, draft
from knigge.domain import Endpoint, Policy, Prompt
from knigge.errors import ModelError
from knigge.langchain import ChatKnigge
from knigge.models import get
from knigge.models.langchain import LangChainModel
from stand_in import chunk, error, said, serving, stream
from test_drafting import BRIEF, GOOD, POOR, answer

PROMPT = Prompt("draft", "1", "Be brief.", "Say it.", None, {})


class Telling(BaseChatModel):
    """A chat model that tells what it was asked, in parts, with usage."""

    size: str = "small"

    @property
    def _llm_type(self) -> str:
        return "telling"

    def _generate(self, messages: list[BaseMessage], *args: Any, **more: Any) -> ChatResult:
        told = [
            {"type": "text", "text": f"{self.size}: "},
            {"type": "text", "text": "|".join(m.type for m in messages)},
        ]
        usage = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
        message = AIMessage(told, usage_metadata=usage, response_metadata={"finish_reason": "end_turn"})  # type: ignore[arg-type]
        return ChatResult(generations=[ChatGeneration(message=message)])


class Failing(Telling):
    def _generate(self, messages: list[BaseMessage], *args: Any, **more: Any) -> ChatResult:
        raise ValueError("no\nluck")


def test_a_chat_model_words_a_draft() -> None:
    chat = FakeListChatModel(responses=[answer(POOR), answer(GOOD)])
    outcome = draft(BRIEF, model=chat)
    assert outcome.ready
    assert outcome.model == "langchain:langchain_core.language_models.fake_chat_models:FakeListChatModel"
    assert asyncio.run(adraft(BRIEF, model=FakeListChatModel(responses=[answer(GOOD)]))).ready


def test_its_parts_usage_and_finish_are_read() -> None:
    reply = LangChainModel(Telling(), policy=Policy(prices={"t": (1.0, 1.0)}), name="t")(PROMPT)
    assert (reply.text, reply.finish, reply.usage.input_tokens) == ("small: system|human", "stop", 7)
    assert reply.usage.cost == pytest.approx(10 / 1e6)


def test_it_is_heard_while_it_streams() -> None:
    heard: list[str] = []
    reply = LangChainModel(FakeListChatModel(responses=["abc"])).stream(PROMPT, heard.append)
    assert (reply.text, heard) == ("abc", ["a", "b", "c"])


def test_whatever_goes_wrong_inside_is_one_line() -> None:
    with pytest.raises(ModelError, match="ValueError: no luck"):
        LangChainModel(Failing())(PROMPT)


def test_a_name_makes_a_chat_model() -> None:
    assert get("langchain:test_langchain:Telling?size=big")(PROMPT).text.startswith("big: ")
    policy = Policy(models={"mine": Endpoint("langchain", "test_langchain:Telling", options={"size": "own"})})
    assert get("mine", policy)(PROMPT).text.startswith("own: ")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("langchain:no_such_package:Chat", "Install the package"),
        ("langchain:test_langchain:Nobody", "has no attribute 'Nobody'"),
        ("langchain:json:JSONDecoder", "is no chat model"),
        ("langchain:json", "write package.module:Class"),
        ("langchain:os:getcwd", "is no chat model"),
    ],
)
def test_a_class_that_is_none_is_told(name: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        get(name)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A stand-in for LangSmith, to which the user's shell sends every trace."""
    with serving(*said("{}")) as server:
        for name, value in {
            "LANGSMITH_TRACING": "true",
            "LANGCHAIN_TRACING_V2": "true",
            "LANGSMITH_ENDPOINT": server.url,
            "LANGCHAIN_ENDPOINT": server.url,
            "LANGSMITH_API_KEY": "k",
            "LANGCHAIN_CALLBACKS_BACKGROUND": "false",
        }.items():
            monkeypatch.setenv(name, value)
        from langsmith import run_trees, utils

        monkeypatch.setattr(run_trees, "_CLIENT", None)  # it remembers where it sent to

        utils.get_env_var.cache_clear()
        yield server
        utils.get_env_var.cache_clear()


def test_no_trace_leaves_unless_it_is_asked_for(traced: Any) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers

    chat = FakeListChatModel(responses=[answer(GOOD)])
    draft(BRIEF, model=chat)
    asyncio.run(adraft(BRIEF, model=chat))
    LangChainModel(chat).stream(PROMPT, lambda text: None)
    wait_for_all_tracers()
    assert traced.asked == []
    LangChainModel(chat, tracing=True)(PROMPT)
    wait_for_all_tracers()
    assert traced.asked


# Our model as one of LangChain's


def chat(url: str, **more: Any) -> ChatKnigge:
    return ChatKnigge(endpoint=Endpoint("llamacpp", "id", url, **more))


def test_our_chat_model_is_one() -> None:
    with serving(*said("Guten Tag")) as server:
        message = chat(server.url).invoke([SystemMessage("Be brief."), HumanMessage("Hello")])
        chained = (chat(server.url) | StrOutputParser()).invoke("Hello")
    assert (message.content, chained) == ("Guten Tag", "Guten Tag")
    assert message.usage_metadata == {"input_tokens": 100, "output_tokens": 20, "total_tokens": 120}
    assert [m["role"] for m in server.asked[0].body["messages"]] == ["system", "user"]


def test_it_is_awaited_without_a_thread() -> None:
    async def several(one: ChatKnigge) -> list[Any]:
        try:
            return await one.abatch(["a", "b", "c"])
        finally:
            await one.aclose()

    with serving(*said("ok")) as server:
        assert [m.content for m in asyncio.run(several(chat(server.url)))] == ["ok"] * 3


def test_it_streams_both_ways() -> None:
    async def pieces(one: ChatKnigge) -> list[Any]:
        try:
            return [each.content async for each in one.astream("Hello")]
        finally:
            await one.aclose()

    with serving(stream(chunk("Gu"), 0.05, chunk("ten Tag", "stop"))) as server:
        assert "".join(str(each.content) for each in chat(server.url).stream("Hello")) == "Guten Tag"
        assert "".join(asyncio.run(pieces(chat(server.url)))) == "Guten Tag"


def test_stop_words_and_options_reach_the_server() -> None:
    with serving(*said("ok")) as server:
        chat(server.url, options={"seed": 3}).invoke("Hello", stop=["\n"], temperature=0.1)
    body = server.asked[0].body
    assert (body["stop"], body["temperature"], body["seed"]) == (["\n"], 0.1, 3)


def test_two_models_share_no_cached_answer() -> None:
    cache = InMemoryCache()
    with serving(*said("one", "two")) as server:
        one = ChatKnigge(endpoint=Endpoint("llamacpp", "a", server.url), cache=cache)
        other = ChatKnigge(endpoint=Endpoint("llamacpp", "b", server.url), cache=cache)
        assert [each.invoke("Hello").content for each in (one, other, one)] == ["one", "two", "one"]


def test_its_failure_is_ours_with_what_had_come() -> None:
    with serving(error(400, "no")) as server, pytest.raises(ModelError, match="status 400: no"):
        chat(server.url).invoke("Hello")


def test_it_says_what_it_can_do() -> None:
    profile = chat("http://127.0.0.1:9/v1").profile
    assert profile
    assert profile["text_inputs"]
    assert json.dumps(chat("http://127.0.0.1:9/v1")._identifying_params)
