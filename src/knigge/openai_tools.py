"""Function tools for a model of OpenAI's kind: their definitions, and its calls into the messages that answer them."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from knigge import api, cards, channels
from knigge.asked import Check, Critique, Draft, Explain
from knigge.checker import Checker
from knigge.errors import KniggeError, SettingsError
from knigge.yamlfile import adapter, shown, validate

__all__ = ["dispatch", "tools"]


def tools() -> list[dict[str, Any]]:
    """Return the definitions of the tools `check`, `critique`, `draft` and `explain`, as `tools=` takes them.

    No tool takes a path, a model's name, or a policy: those are yours.

    >>> [tool["function"]["name"] for tool in tools()]
    ['check', 'critique', 'draft', 'explain']
    """
    return [_tool(name, noun) for name, (noun, _) in _TOOLS.items()]


def _tool(name: str, noun: Hashable) -> dict[str, Any]:
    schema = _untitled(adapter(noun).json_schema())
    told = " ".join(schema.pop("description").split())
    if "channel" in schema["properties"]:
        schema["properties"]["channel"]["enum"] = ["", *channels.addressed()]
    return {"type": "function", "function": {"name": name, "description": told, "parameters": schema}}


def _untitled(schema: Any) -> Any:
    """Return a schema without the titles, which say the names again and are paid for with each request."""
    if isinstance(schema, dict):
        return {key: _untitled(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    return [_untitled(each) for each in schema] if isinstance(schema, list) else schema


def dispatch(message: Any, checker: Checker | None = None) -> list[dict[str, str]]:
    """Return the tool messages that answer the tool calls of a model's message, in their order.

    message: the SDK's, LangChain's, or either's as plain values; one without tool calls gets none. checker: whose policy holds, and whose model words
    drafts. A call that can't be answered gets a message with `error` that says what is wrong with it.

    >>> call = {"id": "c1", "type": "function", "function": {"name": "check", "arguments": "{}"}}
    >>> print(dispatch({"role": "assistant", "tool_calls": [call]})[0]["content"])
    {"error": "check: the field 'text' is missing. Add it."}
    >>> dispatch([{"name": "explain", "args": {"card": "be-brief"}, "id": "c2", "type": "tool_call"}])[0]["tool_call_id"]
    'c2'
    """
    checker = checker or Checker()
    return [
        {"role": "tool", "tool_call_id": str(call.get("id") or ""), "content": _answer(call, checker)}
        for call in _calls(message)
    ]


def _calls(message: Any) -> Iterator[Mapping[str, Any]]:
    plain = message.model_dump() if hasattr(message, "model_dump") else message
    calls = plain.get("tool_calls") if isinstance(plain, Mapping) else plain
    for call in calls if isinstance(calls, Sequence) and not isinstance(calls, str) else ():
        whole = call.model_dump() if hasattr(call, "model_dump") else call
        yield whole if isinstance(whole, Mapping) else {}


def _answer(call: Mapping[str, Any], checker: Checker) -> str:
    try:
        name, arguments = _named(call)
        if not isinstance(name, str) or name not in _TOOLS:
            raise SettingsError(f"No tool {shown(name)}. Known: {', '.join(_TOOLS)}.")
        noun, answer = _TOOLS[name]
        values = _values(arguments, name)
        made = answer(checker, validate(noun, values, name, SettingsError))
    except KniggeError as fault:
        made = {"error": str(fault)}
    return json.dumps(made, ensure_ascii=False).encode("utf-8", "replace").decode()


def _named(call: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the name and the arguments of a call; OpenAI's stand under `function`, LangChain's in the call itself."""
    if "function" not in call:
        return call.get("name"), call.get("args")
    given = call["function"]
    return (given.get("name"), given.get("arguments")) if isinstance(given, Mapping) else (None, None)


def _values(arguments: Any, name: str) -> dict[str, Any]:
    try:
        values = json.loads(arguments or "{}") if isinstance(arguments, str | None) else arguments
    except (ValueError, RecursionError) as fault:
        raise SettingsError(f"{name}: the arguments are no JSON ({fault}). Send one object.") from fault
    if not isinstance(values, dict):
        raise SettingsError(f"{name}: the arguments are {shown(values)}. Send one object.")
    return values


def _check(checker: Checker, asked: Check) -> dict[str, Any]:
    report = checker.check(asked.text, subject=asked.subject, channel=asked.channel, lang=asked.lang, stage=asked.stage)
    return report.to_dict()


def _critique(checker: Checker, asked: Critique) -> dict[str, Any]:
    return checker.critique(api.read_message(asked.message, channel=asked.channel), lang=asked.lang).to_dict()


def _draft(checker: Checker, asked: Draft) -> dict[str, Any]:
    return checker.draft(asked).to_dict()


def _explain(checker: Checker, asked: Explain) -> dict[str, Any]:
    return cards.explain(asked.card, asked.lang, tuple(checker.policy.packs.items()))


_TOOLS: dict[str, tuple[Hashable, Callable[[Checker, Any], dict[str, Any]]]] = {
    "check": (Check, _check),
    "critique": (Critique, _critique),
    "draft": (Draft, _draft),
    "explain": (Explain, _explain),
}
