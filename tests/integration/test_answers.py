"""What a real server answers: in each form that can be asked for, counted, streamed, several at a time, by several ways."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openai
import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from knigge import draft, load_brief
from knigge.api import adraft
from knigge.domain import Policy, Prompt
from knigge.errors import ModelError
from knigge.models import get
from knigge.models.langchain import LangChainModel
from knigge.models.openai import OpenAIModel
from llama import Llama, serving

ROOT = Path(__file__).parents[2]
BRIEF = load_brief(str(ROOT / "examples" / "briefs" / "email-researcher.de.yaml"))
WANTED = {
    "type": "object",
    "properties": {"kind": {"enum": ["who", "what", "doubt"]}, "words": {"type": "string"}},
    "required": ["kind", "words"],
    "additionalProperties": False,
}
PROMPT = Prompt("draft", "1", "Be brief.", "Say it.", None, WANTED)


@pytest.mark.parametrize("seed", range(1, 11))
def test_a_schema_is_held_by_the_server(llama: Llama, seed: int) -> None:
    reply = OpenAIModel("m", llama.endpoint(1000, seed))(PROMPT)
    said = json.loads(reply.text)
    assert (said.keys(), reply.finish) == ({"kind", "words"}, "stop")
    assert said["kind"] in ("who", "what", "doubt")


def test_any_object_can_be_asked_for(llama: Llama) -> None:
    reply = OpenAIModel("m", llama.endpoint(1000, structure="json_object"))(PROMPT)
    assert isinstance(json.loads(reply.text), dict)


def test_plain_text_comes_as_it_is_until_it_is_cut(llama: Llama) -> None:
    reply = OpenAIModel("m", llama.endpoint(40, structure="text"))(PROMPT)
    assert len(reply.text.split()) > 10
    assert (reply.finish, reply.usage.output_tokens) == ("length", 40)


def test_tokens_are_counted_and_priced(llama: Llama) -> None:
    policy = Policy(prices={"nonsense": (1.0, 2.0)})
    usage = OpenAIModel("m", llama.endpoint(40, structure="text"), policy)(PROMPT).usage
    assert usage.calls == 1
    assert usage.cost == pytest.approx((usage.input_tokens + 2 * 40) / 1_000_000)


def test_a_stream_is_heard_piece_by_piece_and_counted_at_its_end(llama: Llama) -> None:
    heard: list[str] = []
    model = OpenAIModel("m", llama.endpoint(40, structure="text"))
    reply = model.stream(PROMPT, heard.append)
    assert len(heard) > 10
    assert ("".join(heard), reply.usage.output_tokens, reply.finish) == (reply.text, 40, "length")
    assert reply.usage.input_tokens == model(PROMPT).usage.input_tokens


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_candidates_come_in_one_answer(llama: Llama, streamed: bool) -> None:
    model = OpenAIModel("m", llama.endpoint(1000))
    prompt = replace(PROMPT, candidates=3)
    reply = model.stream(prompt, lambda text: None) if streamed else model(prompt)
    assert (len(reply.others), reply.usage.calls) == (2, 1)
    assert all(json.loads(text).keys() == {"kind", "words"} for text in (reply.text, *reply.others))


def test_more_candidates_than_the_server_has_room_for_are_refused_in_its_words(llama: Llama) -> None:
    with pytest.raises(ModelError, match=r"status 400: Field 'n'"):
        OpenAIModel("m", llama.endpoint())(replace(PROMPT, candidates=8))


def test_a_draft_chooses_among_candidates(llama: Llama) -> None:
    outcome = draft(BRIEF, model="local", policy=llama.policy(candidates=3, max_repairs=0))
    assert (len(outcome.attempts), outcome.usage.calls, outcome.ready) == (3, 1, False)


def test_two_models_at_one_server_answer_in_turn(llama: Llama) -> None:
    policy = Policy(models={"one": llama.endpoint(20, structure="text"), "two": llama.endpoint(30, structure="text")})
    replies = [get(name, policy)(PROMPT) for name in ("one", "two", "one")]
    assert [(reply.model, reply.usage.output_tokens) for reply in replies] == [("one", 20), ("two", 30), ("one", 20)]


@pytest.mark.parametrize("by_name", [True, False], ids=["by name", "one for all"])
def test_eight_drafts_at_once_are_each_their_own(llama: Llama, by_name: bool) -> None:
    briefs = [replace(BRIEF, sender=replace(BRIEF.sender, name=f"Nora Zahl{letter}")) for letter in "abcdefgh"]

    async def together() -> list[Any]:
        model = "local" if by_name else get("local", policy)
        outcomes = await asyncio.gather(*(adraft(brief, model=model, policy=policy) for brief in briefs))
        if isinstance(model, OpenAIModel):
            await model.aclose()
        return outcomes

    policy = llama.policy(max_repairs=0)
    outcomes = asyncio.run(together())
    assert [brief.sender.name in outcome.draft.body for brief, outcome in zip(briefs, outcomes, strict=True)] == [
        True
    ] * 8
    assert {outcome.ready for outcome in outcomes} == {False}


def test_a_key_that_the_server_does_not_know_is_told_and_not_shown(model_file: Path) -> None:
    with serving(model_file, 4096, "the-right-key-0815") as llama:
        assert OpenAIModel("m", llama.endpoint(), key="the-right-key-0815")(PROMPT).text
        with pytest.raises(ModelError, match=r"status 401.*Check the key") as failed:
            OpenAIModel("m", llama.endpoint(), key="a-wrong-key-4711")(PROMPT)
    assert "4711" not in f"{failed.value}{failed.value.raw}"


def test_a_prompt_beyond_the_server_s_context_is_told_in_one_line(model_file: Path) -> None:
    with serving(model_file, 256) as llama, pytest.raises(ModelError, match=r"status 400.*context") as failed:
        draft(BRIEF, model="local", policy=llama.policy())
    assert "\n" not in str(failed.value)


class Chat(BaseChatModel):
    """A chat model of LangChain's that asks the server through the bare SDK."""

    url: str

    @property
    def _llm_type(self) -> str:
        return "nonsense"

    def _asked(self, messages: list[BaseMessage], **fields: Any) -> Any:
        client = openai.OpenAI(base_url=self.url, api_key="none")
        said: Any = convert_to_openai_messages(messages)
        return client.chat.completions.create(model="nonsense", messages=said, max_tokens=60, seed=1, **fields)

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **_: Any) -> ChatResult:
        answer = self._asked(messages)
        used = {"input_tokens": answer.usage.prompt_tokens, "output_tokens": answer.usage.completion_tokens}
        message = AIMessage(
            answer.choices[0].message.content, usage_metadata={**used, "total_tokens": answer.usage.total_tokens}
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **_: Any
    ) -> Iterator[ChatGenerationChunk]:
        for chunk in self._asked(messages, stream=True):
            yield ChatGenerationChunk(message=AIMessageChunk(chunk.choices[0].delta.content or ""))


def test_a_chat_model_of_langchain_s_drafts(llama: Llama) -> None:
    outcome = draft(BRIEF, model=Chat(url=llama.url))
    assert (outcome.ready, outcome.usage.calls) == (False, len(outcome.attempts))
    assert outcome.usage.output_tokens == 60 * len(outcome.attempts)


def test_a_chat_model_of_langchain_s_is_heard(llama: Llama) -> None:
    heard: list[str] = []
    reply = LangChainModel(Chat(url=llama.url)).stream(PROMPT, heard.append)
    assert len(heard) > 10
    assert "".join(heard) == reply.text
