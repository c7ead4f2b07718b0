"""What a server of the chat-completions kind sends, well formed or not, into the texts, the usage, and why it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.models.faults import RequestError, of_error_in_answer

if TYPE_CHECKING:
    from knigge.models.keys import Key

MOST_BYTES = 8_000_000
_FINISHES = {
    "stop": "stop", "end_turn": "stop", "eos": "stop", "stop_sequence": "stop", "length": "length", "max_tokens": "length",
    "content_filter": "content_filter", "safety": "content_filter", "refusal": "refusal",
}  # fmt: skip


class Completion(NamedTuple):
    """The texts of an answer, why the first one ended, what it cost in tokens, and the model's own name for itself."""

    texts: tuple[str, ...]
    finish: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    model: str = ""
    refusal: str = ""


def read(raw: bytes, headers: Mapping[str, str], key: Key) -> Completion:
    """Return the completion in a whole answer.

    Raises RequestError for what is none: a web page, no JSON, an error that came with a good status.
    """
    text = raw.decode("utf-8", "replace")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        page = text.lstrip()[:1] == "<"
        told = "answered with a web page. Check the base_url." if page else "answered with what is no JSON."
        raise RequestError(told, 200, raw=key.hide(text)) from None
    if not isinstance(values, Mapping):
        raise RequestError("answered with JSON that is no completion.", 200, raw=key.hide(text[:MOST_BYTES]))
    if values.get("error"):
        raise of_error_in_answer(values["error"], headers, key)
    choices = [each for each in _list(values.get("choices")) if isinstance(each, Mapping)]
    messages = [_mapping(choice.get("message")) for choice in choices]
    first = choices[0] if choices else {}
    return Completion(
        tuple(_text(message.get("content")) for message in messages) or ("",),
        str(first.get("finish_reason") or ""),
        *_tokens(values.get("usage")),
        str(values.get("model") or ""),
        _text(messages[0].get("refusal")) if messages else "",
    )


class Hearing:
    """The pieces of a streamed answer as they come, and what they add up to."""

    def __init__(self) -> None:
        self._texts: dict[int, list[str]] = {}
        self._refusal: list[str] = []
        self._finish = ""
        self._tokens = (0, 0)
        self._model = ""
        self.length = 0

    def take(self, chunk: Any) -> None:
        """Add one chunk of the SDK's; whatever it lacks counts as empty."""
        self._model = str(getattr(chunk, "model", "") or self._model)
        usage = getattr(chunk, "usage", None)
        if usage is not None:
            self._tokens = (_count(getattr(usage, "prompt_tokens", 0)), _count(getattr(usage, "completion_tokens", 0)))
        for choice in getattr(chunk, "choices", None) or ():
            delta = getattr(choice, "delta", None)
            piece = _text(getattr(delta, "content", None))
            index = getattr(choice, "index", 0)
            self._texts.setdefault(index if isinstance(index, int) else 0, []).append(piece)
            self.length += len(piece)
            self._refusal.append(_text(getattr(delta, "refusal", None)))
            self._finish = str(getattr(choice, "finish_reason", None) or self._finish)

    def text(self) -> str:
        """Return the first candidate as far as it has come."""
        return "".join(self._texts.get(0, ()))

    def completion(self, cut: bool = False) -> Completion:
        """Return all that came; cut: whether we stopped listening."""
        texts = tuple("".join(self._texts[index]) for index in sorted(self._texts)) or ("",)
        finish = "length" if cut else self._finish
        return Completion(texts, finish, *self._tokens, self._model, "".join(self._refusal))


def finish_word(given: str) -> str:
    """Return a provider's word for why an answer ended as one of ours, "" for one that says nothing."""
    return _FINISHES.get(given.lower(), "")


def _text(content: Any) -> str:
    """Return content as text: some servers send it in pieces, as a list of parts."""
    if isinstance(content, str):
        return content
    parts = [part.get("text") for part in _list(content) if isinstance(part, Mapping)]
    return "".join(part for part in parts if isinstance(part, str))


def _tokens(usage: Any) -> tuple[int, int]:
    values = _mapping(usage)
    return _count(values.get("prompt_tokens")), _count(values.get("completion_tokens"))


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
