"""A model's tool calls, well or badly made, into tool messages; what is wrong with a call is its answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from langchain_core.messages import AIMessage, ToolMessage
from openai.types.chat import ChatCompletionMessage

from knigge import Checker, Policy, cards, check
from knigge.openai_tools import dispatch, tools
from knigge.surfaces.http.openapi import document

ROOT = Path(__file__).parents[1]
PEOPLE = {"sender": {"name": "Jörg Weiß", "role": "Lotse"}, "recipient": {"name": "Ute Groß"}}
PITCH = (ROOT / "examples" / "received" / "pitch.en.txt").read_text(encoding="utf-8")
BRIEF = {**PEOPLE, "reason": "Ich schreibe über die Schleuse in Kiel.", "language": "de"}


def call(name: Any, arguments: Any, id: Any = "c1") -> dict[str, Any]:
    given = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return {"id": id, "type": "function", "function": {"name": name, "arguments": given}}


def answer(*calls: Any, checker: Checker | None = None) -> Any:
    (told,) = dispatch({"role": "assistant", "content": None, "tool_calls": [*calls]}, checker)
    assert (told["role"], told["content"].encode()[:1]) == ("tool", b"{")
    return json.loads(told["content"])


@pytest.mark.parametrize(
    ("tool", "given", "line"),
    [
        ("check", {"txt": "a"}, "check: unknown field 'txt'. Did you mean 'text'?"),
        ("critique", {"text": "a"}, "critique: unknown field 'text'. Known: message, channel, lang."),
        ("draft", {"brief": {"reason": "a"}}, "draft: unknown field 'brief'. Known: sender, recipient, reason,"),
    ],
)
def test_an_unknown_field_is_told_before_one_that_is_missing(tool: str, given: dict[str, Any], line: str) -> None:
    call = {"id": "1", "function": {"name": tool, "arguments": json.dumps(given)}}
    assert json.loads(dispatch([call])[0]["content"])["error"].startswith(line)


def test_the_definitions_are_schemas_of_four_tools() -> None:
    functions = [tool["function"] for tool in tools()]
    assert [each["name"] for each in functions] == ["check", "critique", "draft", "explain"]
    for each in functions:
        jsonschema.Draft202012Validator.check_schema(each["parameters"])
        assert each["parameters"]["additionalProperties"] is False
        assert 20 < len(each["description"]) < 1024


def test_no_tool_takes_a_path_a_model_or_a_policy() -> None:
    taken = {name for tool in tools() for name in tool["function"]["parameters"]["properties"]}
    assert not taken & {"path", "file", "model", "policy", "packs", "prompts", "base_url", "headers"}


def test_each_tool_answers_as_its_verb_does() -> None:
    assert answer(call("check", {"text": "Es gibt Synergien."})) == json.loads(check("Es gibt Synergien.").to_json())
    assert answer(call("critique", {"message": PITCH}))["verdict"] == "decline"
    assert "Schleuse in Kiel" in answer(call("draft", BRIEF))["body"]
    assert answer(call("explain", {"card": "no-empty-synergy", "lang": "de"})) == cards.explain(
        "no-empty-synergy", "de"
    )


def test_the_policy_is_that_of_the_caller() -> None:
    checker = Checker(Policy(levels={"no-empty-synergy": "error"}))
    findings = answer(call("check", {"text": "Es gibt Synergien."}), checker=checker)["findings"]
    assert ("no-empty-synergy", "error") in [(each["card"], each["level"]) for each in findings]


def test_calls_are_answered_in_their_order_as_the_sdk_gives_them() -> None:
    calls = [call("check", {"text": "Hallo"}, "a"), call("nothing", {}, "b"), call("check", {"text": "Hello"}, "c")]
    message = ChatCompletionMessage.model_validate({"role": "assistant", "tool_calls": calls})
    assert [each["tool_call_id"] for each in dispatch(message)] == ["a", "b", "c"]
    assert [each["tool_call_id"] for each in dispatch(message.tool_calls)] == ["a", "b", "c"]


def test_calls_in_the_form_of_langchain_are_answered_as_the_others() -> None:
    called = {"name": "check", "args": {"text": "Es gibt Synergien."}, "id": "a", "type": "tool_call"}
    message = AIMessage("", tool_calls=[called])
    (told,) = dispatch(message)
    assert ToolMessage(**{name: told[name] for name in ("content", "tool_call_id")}).tool_call_id == "a"
    assert dispatch([called]) == dispatch(message.tool_calls) == [told]
    assert json.loads(told["content"]) == answer(call("check", {"text": "Es gibt Synergien."}))


def test_what_is_wrong_with_a_call_of_langchain_is_its_answer() -> None:
    for given, says in (({"name": "check"}, "'text' is missing"), ({"name": "eval", "args": {}}, "No tool 'eval'")):
        assert says in answer({"id": "a", "type": "tool_call", **given})["error"]


@pytest.mark.parametrize(
    "message", [{"role": "assistant", "content": "Hi"}, {"tool_calls": None}, {"tool_calls": "x"}, None]
)
def test_a_message_without_calls_gets_no_answer(message: Any) -> None:
    assert dispatch(message) == []


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("check", "", "check: the field 'text' is missing. Add it."),
        ("check", "{", "check: the arguments are no JSON"),
        ("check", "[" * 100_000, "check: the arguments are no JSON"),
        ("check", "[1]", "check: the arguments are [1]. Send one object."),
        ("check", {"text": 3}, "check: text is 3"),
        ("check", {"text": "a", "model": "langchain:os:system"}, "unknown field 'model'"),
        ("check", {"text": "a", "policy": {"packs": {"a": "/etc"}}}, "unknown field 'policy'"),
        ("check", {"text": "a", "channel": "fax"}, "No channel 'fax'. Known: email"),
        ("check", {"text": "a", "lang": "xx"}, "No language 'xx'"),
        ("check", {"text": "a", "stage": "never"}, "stage is 'never', but must be one of"),
        ("check", {"text": "a" * 1_000_001}, "too many for a message"),
        ("critique", {"message": "a", "channel": "fax"}, "No channel 'fax'"),
        ("draft", '"/etc/passwd"', "Send one object."),
        ("draft", {"sender": "me"}, "sender is 'me', but must hold named fields."),
        ("draft", {**BRIEF, "reason": " "}, "reason is empty. Say why you write."),
        ("draft", {**BRIEF, "reason": "\ud800 half"}, "holds half a character"),
        ("explain", {"card": "no-empty-synergie"}, "Did you mean 'no-empty-synergy'?"),
        ("eval", {}, "No tool 'eval'. Known: check, critique, draft, explain."),
        (None, {}, "No tool None."),
        (["check"], {}, "No tool ['check']."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_call_is_its_answer(name: Any, arguments: Any, says: str) -> None:
    assert says in answer(call(name, arguments))["error"]


@pytest.mark.parametrize("broken", [{}, {"id": 7}, {"id": "c", "function": "check"}, 7, None, "check"])
def test_a_call_that_is_none_is_answered_too(broken: Any) -> None:
    assert "No tool" in answer(broken)["error"]


def test_half_a_character_in_a_text_does_not_stop_the_answer() -> None:
    assert answer(call("check", {"text": "Es gibt wertvolle Synergien \ud800."}))["findings"]


def test_a_model_that_fails_is_told() -> None:
    checker = Checker(Policy(model="langchain:no_such_package:Chat"))
    assert "Install the package" in answer(call("draft", BRIEF), checker=checker)["error"]


@pytest.mark.parametrize("name", ["check", "critique"])
def test_a_tool_calls_its_fields_as_the_server_does(name: str) -> None:
    (tool,) = (each["function"] for each in tools() if each["function"]["name"] == name)
    asked = document(token=False)["components"]["schemas"][f"{name.capitalize()}Request"]
    assert set(tool["parameters"]["properties"]) < set(asked["properties"])
    assert tool["parameters"]["required"] == asked["required"]
