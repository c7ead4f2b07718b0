"""What a server of the chat-completions kind sends, well formed or not, into the texts, the usage, and why it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge.models.faults import RequestError, of_error_in_answer

if TYPE_CHECKING:
    from knigge.models.keys import Key

MOST_BYTES = 8_000_000
MOST_CHOICES = 8
_MOST_TOKENS = 10**9
_DECLINED = ("refusal", "content_filter")
_FINISHES = {
    "stop": "stop", "end_turn": "stop", "eos": "stop", "stop_sequence": "stop", "length": "length", "max_tokens": "length",
    "content_filter": "content_filter", "safety": "content_filter", "refusal": "refusal",
}  # fmt: skip


class Choice(NamedTuple):
    """One candidate: its text, why it ended, and a refusal where it is one."""

    text: str = ""
    finish: str = ""
    refusal: str = ""


class Completion(NamedTuple):
    """The texts of an answer, the best first, why that one ended, what it cost in tokens, and the model's name for itself."""

    texts: tuple[str, ...]
    finish: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    model: str = ""
    refusal: str = ""

    @classmethod
    def of(cls, choices: Sequence[Choice], tokens: tuple[int, int], model: str) -> Completion:
        """Return what the choices come to: whole ones before cut ones, and refusals only where there is nothing else."""
        usable = [each for each in choices if not each.refusal and finish_word(each.finish) not in _DECLINED]
        kept = sorted(usable or choices, key=lambda each: finish_word(each.finish) == "length") or [Choice()]
        first = kept[0]
        return cls(tuple(each.text for each in kept), first.finish, *tokens, model, first.refusal)


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
    choices = [each for each in _list(values.get("choices"))[:MOST_CHOICES] if isinstance(each, Mapping)]
    return Completion.of(
        [_choice(each) for each in choices], _tokens(values.get("usage")), str(values.get("model") or "")
    )


def _choice(values: Mapping[str, Any]) -> Choice:
    message = _mapping(values.get("message"))
    return Choice(_text(message.get("content")), str(values.get("finish_reason") or ""), _text(message.get("refusal")))


class Hearing:
    """The pieces of a streamed answer as they come, and what they add up to."""

    def __init__(self) -> None:
        self._texts: dict[int, list[str]] = {}
        self._refusals: dict[int, str] = {}
        self._finishes: dict[int, str] = {}
        self._tokens = (0, 0)
        self._model = ""
        self.length = 0

    def take(self, chunk: Any) -> str:
        """Add one chunk of the SDK's, and return what it adds to the first candidate; whatever it lacks counts as empty."""
        self._model = str(getattr(chunk, "model", "") or self._model)
        usage = getattr(chunk, "usage", None)
        if usage is not None:
            self._tokens = (_count(getattr(usage, "prompt_tokens", 0)), _count(getattr(usage, "completion_tokens", 0)))
        new = ""
        for choice in getattr(chunk, "choices", None) or ():
            delta, index = getattr(choice, "delta", None), getattr(choice, "index", 0)
            index = index if isinstance(index, int) and 0 <= index < MOST_CHOICES else 0
            piece = _text(getattr(delta, "content", None))
            self._texts.setdefault(index, []).append(piece)
            self.length += len(piece)
            self._refusals[index] = self._refusals.get(index, "") + _text(getattr(delta, "refusal", None))
            self._finishes[index] = str(getattr(choice, "finish_reason", None) or self._finishes.get(index, ""))
            new += piece if index == 0 else ""
        return new

    def text(self) -> str:
        """Return the first candidate as far as it has come."""
        return "".join(self._texts.get(0, ()))

    def completion(self, cut: bool = False) -> Completion:
        """Return all that came. cut: whether we stopped listening; a text that just stops, without a word why, is cut too."""
        choices = []
        for index in sorted(self._texts):
            text, finish = "".join(self._texts[index]), self._finishes.get(index, "")
            stopped = not finish and not text.rstrip().endswith(("}", "```"))
            choices.append(Choice(text, "length" if cut or stopped else finish, self._refusals.get(index, "")))
        return Completion.of(choices, self._tokens, self._model)


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
    return value if isinstance(value, int) and 0 < value < _MOST_TOKENS else 0


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
