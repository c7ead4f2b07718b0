"""A model behind a real socket: each fault is told in one line or mended, and each request counted."""

from __future__ import annotations

import asyncio
import gzip
import json
import pickle
import threading
import time
import traceback
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

import pytest

from knigge.domain import Endpoint, Policy, Prompt, Reply
from knigge.errors import KniggeError, ModelError
from knigge.models import get, keys
from knigge.models.faults import retry_after
from knigge.models.openai import OpenAIModel
from stand_in import Pieces, StandIn, chunk, completion, error, http, said, serving, stream

SECRET = "sk-a-very-secret-key-0123456789"
WANTED = {
    "type": "object",
    "properties": {"body": {"type": "string"}},
    "required": ["body"],
    "additionalProperties": False,
}
PROMPT = Prompt("draft", "1", "Be brief.", "Say it.", None, WANTED)


def model(server: StandIn, key: str = SECRET, policy: Policy | None = None, **endpoint: Any) -> OpenAIModel:
    return OpenAIModel("m", Endpoint("openai", "id", server.url, **endpoint), policy, key=key)


def asked(*answers: Pieces, **endpoint: Any) -> tuple[Reply | ModelError, StandIn]:
    """What a model's call comes to, and the server with what it was asked."""
    with serving(*answers) as server:
        try:
            return model(server, **endpoint)(PROMPT), server
        except ModelError as failed:
            return failed, server


CUT = [b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"choices": [']
RESET: Pieces = []
REDIRECT = http("", 307, location="http://127.0.0.1:9/v1")
BOMB = http(gzip.compress(b" " * 50_000_000), 200, content_encoding="gzip")


@pytest.mark.parametrize(
    ("answers", "requests", "says"),
    [
        pytest.param([error(500)], 3, "status 500: it broke", id="500 stays"),
        pytest.param([error(503)], 3, "status 503", id="503 stays"),
        pytest.param([error(408)], 3, "status 408", id="408 stays"),
        pytest.param([error(409)], 3, "status 409", id="409 stays"),
        pytest.param([error(429, retry_after="0")], 3, "Too many requests", id="429 stays"),
        pytest.param([error(429, retry_after="121")], 1, "asks to wait 121 seconds", id="a long wait"),
        pytest.param([error(503, retry_after="31")], 1, "asks to wait 31 seconds", id="a wait beyond the cap"),
        pytest.param([error(429, code="insufficient_quota")], 1, "no credit left", id="an empty purse"),
        pytest.param([error(429, code="project_spend_limit_exceeded")], 1, "no credit left", id="a limit of spending"),
        pytest.param([error(400, "no such field")], 1, "status 400: no such field", id="400"),
        pytest.param([error(401)], 1, "keys set", id="401"),
        pytest.param([error(403)], 1, "may not use", id="403"),
        pytest.param([error(404)], 1, "model's name and the base_url", id="404"),
        pytest.param([error(500, x_should_retry="false")], 1, "status 500", id="told not to try again"),
        pytest.param([error(400, x_should_retry="true")], 3, "status 400", id="told to try again"),
        pytest.param([RESET], 3, "connection broke off", id="no answer"),
        pytest.param([CUT], 3, "connection broke off", id="a cut body"),
        pytest.param([http("<html>Log in</html>", kind="text/html")], 1, "web page. Check the base_url", id="a web page"),
        pytest.param([http("")], 1, "no JSON", id="nothing at all"),
        pytest.param([http(b"\xff\xfe{")], 1, "no JSON", id="bad letters"),
        pytest.param([http('{"choices": [{"mess')], 1, "no JSON", id="half an answer"),
        pytest.param([http("[1, 2]")], 1, "no completion", id="a list"),
        pytest.param([http('{"error": {"message": "overloaded"}}')], 1, "overloaded", id="an error as if all were well"),
        pytest.param([http('{"error": {"message": "busy", "code": 503}}')], 3, "status 503", id="one that names its status"),
        pytest.param([http('{"error": "busy"}')], 1, "busy", id="one that is a word"),
        pytest.param([REDIRECT], 1, "status 307", id="elsewhere"),
        pytest.param([BOMB], 1, "more than 8,000,000 bytes", id="a bomb"),
        pytest.param([http(completion("", "content_filter"))], 1, "declined to answer", id="a filter"),
        pytest.param([http(completion(None, refusal="I can't help."))], 1, "I can't help.", id="a refusal"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_and_so_many_requests(answers: list[Pieces], requests: int, says: str) -> None:
    failed, server = asked(*answers)
    assert isinstance(failed, ModelError)
    assert says in str(failed)
    assert "\n" not in str(failed)
    assert len(server.asked) == requests


@pytest.mark.parametrize(
    ("answers", "requests", "text"),
    [
        pytest.param([error(500), error(500), *said("ok")], 3, "ok", id="after two failures"),
        pytest.param([error(429, retry_after="0.1"), *said("ok")], 2, "ok", id="after the wait asked for"),
        pytest.param([RESET, *said("ok")], 2, "ok", id="after no answer"),
        pytest.param([CUT, *said("ok")], 2, "ok", id="after a cut body"),
        pytest.param([http('{"choices": null}')], 1, "", id="no choices"),
        pytest.param([http('{"choices": []}')], 1, "", id="an empty choice"),
        pytest.param([http('{"choices": [{"message": null}]}')], 1, "", id="no message"),
        pytest.param([http(completion(None))], 1, "", id="no content"),
        pytest.param(
            [http(completion([{"type": "text", "text": "a"}, {"text": "b"}, 7]))], 1, "ab", id="content in parts"
        ),
        pytest.param([http(completion("x" * 5_000_000))], 1, "x" * 5_000_000, id="5 MB"),
        pytest.param([http(completion("ok", usage=None))], 1, "ok", id="no usage"),
    ],
)
def test_what_passes_or_can_be_read_is_an_answer(answers: list[Pieces], requests: int, text: str) -> None:
    reply, server = asked(*answers)
    assert isinstance(reply, Reply)
    assert reply.text == text
    assert (len(server.asked), reply.usage.calls) == (requests, requests)


def test_the_time_that_a_server_asks_for_is_waited() -> None:
    _, server = asked(error(429, retry_after="0.6"), *said("ok"))
    assert server.asked[1].at - server.asked[0].at >= 0.6


def test_an_answer_that_drips_is_not_waited_for() -> None:
    drip = [b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n", *[b" ", 0.05] * 200]
    failed, server = asked(drip, seconds=0.4)
    assert "no whole answer within 0.4 seconds" in str(failed)
    assert len(server.asked) == 1


def test_headers_that_drip_are_not_waited_for() -> None:
    failed, _ = asked([b"HTTP/1.1 200 OK\r\n", *[b"x-a: b\r\n", 0.05] * 200], seconds=0.4)
    assert "no whole answer within 0.4 seconds" in str(failed)


def test_a_prompt_s_own_time_goes_before_the_endpoint_s() -> None:
    from dataclasses import replace

    with serving([5.0]) as server, pytest.raises(ModelError, match=r"within 0\.2 seconds"):
        model(server)(replace(PROMPT, seconds=0.2))


@pytest.mark.parametrize("given", ["stop", "length"])
def test_usage_and_finish_come_with_the_text(given: str) -> None:
    reply, _ = asked(http(completion("ok", given)))
    assert isinstance(reply, Reply)
    assert (reply.usage.input_tokens, reply.usage.output_tokens, reply.finish, reply.model) == (100, 20, given, "m")
    assert reply.usage.cost is None


def test_a_price_of_the_policy_makes_the_cost() -> None:
    with serving(*said("ok")) as server:
        reply = model(server, policy=Policy(prices={"id": (10.0, 50.0)}))(PROMPT)
    assert reply.usage.cost == pytest.approx((100 * 10 + 20 * 50) / 1e6)


# How the answer is held to its form


UNSUPPORTED = error(400, "response_format json_schema is not supported")


def formats(server: StandIn) -> list[str]:
    return [each.body.get("response_format", {}).get("type", "text") for each in server.asked]


def test_a_server_that_can_t_hold_the_form_is_asked_less_of_and_remembered() -> None:
    with serving(UNSUPPORTED, UNSUPPORTED, *said("ok")) as server:
        one = model(server)
        assert (one(PROMPT).text, one(PROMPT).text) == ("ok", "ok")
    assert formats(server) == ["json_schema", "json_object", "text", "text"]


def test_calls_at_once_learn_one_step_of_the_ladder() -> None:
    async def four(one: OpenAIModel) -> list[Reply]:
        try:
            return await asyncio.gather(*(one.ask(PROMPT) for _ in range(4)))
        finally:
            await one.aclose()

    with serving(UNSUPPORTED, UNSUPPORTED, UNSUPPORTED, UNSUPPORTED, *said("ok")) as server:
        assert {reply.text for reply in asyncio.run(four(model(server)))} == {"ok"}
    assert "text" not in formats(server)


def test_the_form_that_a_policy_names_is_kept() -> None:
    failed, server = asked(UNSUPPORTED, structure="json_schema")
    assert isinstance(failed, ModelError)
    assert formats(server) == ["json_schema"]


def test_the_schema_is_sent_as_it_is_wanted() -> None:
    _, server = asked(*said("ok"))
    assert server.asked[0].body["response_format"]["json_schema"] == {
        "name": "answer",
        "strict": True,
        "schema": WANTED,
    }


def test_the_user_s_options_go_into_the_request() -> None:
    _, server = asked(*said("ok"), options={"temperature": 0.2, "reasoning_effort": "low"})
    body = server.asked[0].body
    assert (body["temperature"], body["reasoning_effort"], body["model"]) == (0.2, "low", "id")


def test_several_candidates_are_one_request() -> None:
    from dataclasses import replace

    choices = [{"message": {"content": text}, "finish_reason": "stop"} for text in "abc"]
    with serving(http(json.dumps({"choices": choices}))) as server:
        reply = model(server)(replace(PROMPT, candidates=3))
    assert (reply.text, reply.others, server.asked[0].body["n"]) == ("a", ("b", "c"), 3)


def test_the_best_of_several_candidates_comes_first() -> None:
    choices = [
        {"message": {"content": "cut"}, "finish_reason": "length"},
        {"message": {"content": None, "refusal": "no"}, "finish_reason": "stop"},
        {"message": {"content": "whole"}, "finish_reason": "stop"},
    ]
    reply, _ = asked(http(json.dumps({"choices": choices})))
    assert isinstance(reply, Reply)
    assert (reply.text, reply.finish, reply.others) == ("whole", "stop", ("cut",))


# Streaming


def heard(*events: str | float, done: bool = True, **endpoint: Any) -> tuple[Reply | ModelError, list[str], StandIn]:
    texts: list[str] = []
    with serving(stream(*events, done=done)) as server:
        try:
            return model(server, **endpoint).stream(PROMPT, texts.append), texts, server
        except ModelError as failed:
            return failed, texts, server


def test_a_stream_is_heard_as_it_comes() -> None:
    usage = json.dumps({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}})
    reply, texts, server = heard(chunk("Gu"), chunk("ten "), chunk("Tag", "stop"), usage)
    assert isinstance(reply, Reply)
    assert (reply.text, texts) == ("Guten Tag", ["Gu", "ten ", "Tag"])
    assert (reply.usage.input_tokens, reply.usage.output_tokens, reply.finish) == (7, 3, "stop")
    assert server.asked[0].body["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize(
    ("events", "endpoint"),
    [
        pytest.param([chunk("half"), '{"error": {"message": "gone"}}'], {}, id="an error in the middle"),
        pytest.param([chunk("half"), 5.0], {"seconds": 0.3}, id="a stall"),
        pytest.param([chunk("half"), "{not json"], {}, id="a chunk that is none"),
    ],
)
def test_a_fault_behind_the_first_words_is_told_once_and_keeps_them(events: list[Any], endpoint: Any) -> None:
    failed, texts, server = heard(*events, **endpoint)
    assert isinstance(failed, ModelError)
    assert (failed.raw, texts, len(server.asked)) == ("half", ["half"], 1)


def test_a_reset_behind_the_first_words_keeps_them() -> None:
    event = f"data: {chunk('half')}\n\n".encode()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    with (
        serving([head, f"{len(event):x}\r\n".encode() + event + b"\r\n"]) as server,
        pytest.raises(ModelError) as failed,
    ):
        model(server).stream(PROMPT, lambda text: None)
    assert (failed.value.raw, len(server.asked)) == ("half", 1)


def test_a_stream_that_fails_before_its_first_word_is_tried_again() -> None:
    with serving(error(500), RESET, stream(chunk("ok", "stop"))) as server:
        assert model(server).stream(PROMPT, lambda text: None).text == "ok"
    assert len(server.asked) == 3


@pytest.mark.parametrize(("text", "finish"), [("all", "length"), ('{"body": "all"}', "")])
def test_a_stream_that_just_stops_is_cut_unless_its_object_is_whole(text: str, finish: str) -> None:
    reply, _, _ = heard(chunk(text), done=False)
    assert isinstance(reply, Reply)
    assert (reply.text, reply.finish) == (text, finish)


def test_a_stream_that_never_ends_is_cut() -> None:
    reply, _, _ = heard(*[chunk("x" * 9_000)] * 100)
    assert isinstance(reply, Reply)
    assert reply.finish == "length"
    assert len(reply.text) < 120_000


def test_a_server_that_does_not_stream_is_understood() -> None:
    with serving(*said("whole")) as server:
        assert model(server).stream(PROMPT, lambda text: None).text == "whole"


def test_a_server_that_does_not_know_stream_options_is_asked_without() -> None:
    with serving(error(400, "unknown field stream_options"), stream(chunk("ok", "stop"))) as server:
        assert model(server).stream(PROMPT, lambda text: None).text == "ok"
    assert "stream_options" not in server.asked[1].body


# Awaiting


def test_twenty_at_once_share_one_client() -> None:
    async def many(one: OpenAIModel) -> list[Reply]:
        try:
            return await asyncio.gather(*(one.ask(PROMPT) for _ in range(20)))
        finally:
            await one.aclose()

    with serving(*said("ok")) as server:
        one = model(server)
        assert {reply.text for reply in asyncio.run(many(one))} == {"ok"}
        assert one(PROMPT).text == "ok"  # from another loop


def test_a_cancelled_call_lets_go() -> None:
    async def given_up(one: OpenAIModel) -> None:
        try:
            async with asyncio.timeout(0.2):
                await one.ask(PROMPT)
        finally:
            await one.aclose()

    with serving([5.0]) as server, pytest.raises(TimeoutError):
        asyncio.run(given_up(model(server)))


def test_closing_lets_go_of_those_who_wait() -> None:
    with serving([5.0]) as server:
        one = model(server)

        def call() -> None:
            with suppress(CancelledError, ModelError):
                one(PROMPT)

        waiting = threading.Thread(target=call)
        waiting.start()
        while not server.asked:
            time.sleep(0.01)
        one.close()
        waiting.join(3)
        assert not waiting.is_alive()


def test_a_fault_of_the_hearer_is_the_hearer_s() -> None:
    def hear(piece: str) -> None:
        raise LookupError("mine")

    with serving(stream(chunk("a"))) as server, pytest.raises(LookupError, match="mine"):
        model(server).stream(PROMPT, hear)


# The key


def test_what_is_set_for_openai_goes_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-mine")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Auth: topsecret")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(*said("ok")) as server:
        OpenAIModel("m", Endpoint("llamacpp", "id", server.url))(PROMPT)
    assert not [value for value in server.asked[0].headers.values() if value in ("org-mine", "topsecret")]


def test_the_key_is_in_the_header_and_nowhere_else() -> None:
    with serving(http(json.dumps({"error": {"message": f"Incorrect API key {SECRET}"}}), 401)) as server:
        one = model(server)
        with pytest.raises(ModelError) as failed:
            one(PROMPT)
    assert server.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    shown = [str(failed.value), failed.value.raw, repr(one), "".join(traceback.format_exception(failed.value))]
    assert not [text for text in shown if SECRET in text]


def test_no_request_hangs_on_an_error() -> None:
    failed, _ = asked(error(500))
    chain: list[BaseException] = []
    at: BaseException | None = failed if isinstance(failed, ModelError) else None
    while at is not None:
        chain.append(at)
        at = at.__cause__ or at.__context__
    assert not [each for each in chain if hasattr(each, "request") or hasattr(each, "response")]


def test_a_key_can_t_be_copied_out() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(keys.Key(SECRET))
    assert SECRET not in f"{keys.Key(SECRET)} {keys.Key(SECRET)!r}"


def test_a_provider_s_key_never_goes_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with serving(*said("ok")) as server:
        get("m", Policy(models={"m": Endpoint("openai", "id", server.url)}))(PROMPT)
    assert SECRET not in str(server.asked)


@pytest.mark.parametrize(
    ("name", "endpoint", "says"),
    [
        pytest.param("gpt", None, "No model 'gpt'", id="no such name"),
        pytest.param("openai:", None, "No model", id="no model's id"),
        pytest.param("openai:gpt", None, "knigge keys set openai, or set OPENAI_API_KEY", id="no key"),
        pytest.param("m", Endpoint("nowhere", "id"), "no provider 'nowhere'", id="no such provider"),
        pytest.param("m", Endpoint("openai", "", "http://127.0.0.1"), "names no model", id="no model"),
        pytest.param("m", Endpoint("azure", "id"), "azure needs a policy with a base_url", id="no address"),
        pytest.param("m", Endpoint("openai", "id", "ftp://x"), "Give an address", id="no web address"),
        pytest.param("m", Endpoint("openai", "id", "https://x.example", "work"), "keys set work", id="no such key"),
        pytest.param("m", Endpoint("openai", "id", "http://x.example", "K"), "unencrypted", id="a key in the open"),
    ],
)
def test_a_model_that_lacks_something_says_what(
    name: str, endpoint: Endpoint | None, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("K", SECRET)
    with pytest.raises(KniggeError) as failed:
        get(name, Policy(models={name: endpoint} if endpoint else {}))
    assert says in str(failed.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "5"}, 5.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, float("inf")),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Fri, 31 Dec 99999 23:59:59 GMT"}, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds
