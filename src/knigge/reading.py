"""A model's answer, however sloppy, into the object it holds: fenced, doubled, cut, or plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from knigge.languages import subject_words

# A longer answer is no message; reading on would cost time for nothing.
MOST_CHARACTERS = 100_000
_MOST_OBJECTS = 20
# Where the words may stand, the first that holds some.
_BODIES = ("body", "message")
_SUBJECT_LINE = r"\A\W{{0,4}}(?:{})\W{{0,3}}:\W{{0,3}}(?P<subject>[^\n]*)\n+"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # a no-break space stays one
_LETTER = re.compile(r"[^\W\d_]")
_PAGE = re.compile(r"\A\s*<(?:!doctype|html|head|body|\?xml)\b", re.I)


class Words(NamedTuple):
    """What a model words: the text between greeting and closing, or (`whole`) the finished message.

    rests_on: how each sentence begins, and the fields of the brief that the model says it rests on.
    cut: whether the end of the answer is missing.
    """

    subject: str
    body: str
    rests_on: tuple[tuple[str, tuple[str, ...]], ...] = ()
    whole: bool = False
    cut: bool = False


class UnreadableError(ValueError):
    """An answer that holds no words to use; its text says what is wrong, for the model that is asked again."""


def words(answer: str, whole: bool = False) -> Words:
    """Return the words of an answer; one that is no JSON at all is taken as the message itself.

    whole: whether a finished message may come under `message`, greeting and closing included; only the composer's may.
    Raises UnreadableError for an answer without a word, a web page, and an object without a body.
    """
    answer = _without_thoughts(answer)
    values, cut = find_object(answer, *_BODIES)
    if values is None:
        return _plain(answer)
    name = next((name for name in _BODIES if isinstance(values.get(name), str) and values[name].strip()), "")
    text = values.get(name, "")
    if not _LETTER.search(text) or _PAGE.match(text):
        raise UnreadableError('The JSON object has no text under "body".')
    subject = values.get("subject")
    return Words(
        _SPACES.sub(" ", clean(subject)).strip() if isinstance(subject, str) else "",
        clean(text),
        tuple(_rests_on(values.get("rests_on"))),
        whole and name == "message",
        cut,
    )


def _plain(answer: str) -> Words:
    text = clean(_unfenced(answer[:MOST_CHARACTERS]))
    if not text:
        raise UnreadableError("The answer is empty.")
    if _PAGE.match(text):
        raise UnreadableError("The answer is a web page.")
    if text.startswith(("{", "[")):
        raise UnreadableError("The JSON can't be read.")
    if not _LETTER.search(text):
        raise UnreadableError("The answer holds no words.")
    found = re.match(_SUBJECT_LINE.format(subject_words()), text, re.I)
    return Words(found["subject"].strip("* "), text[found.end() :]) if found else Words("", text)


def _rests_on(given: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in given if isinstance(given, list) else ():
        if isinstance(each, Mapping) and isinstance(each.get("sentence"), str):
            fields = each.get("fields")
            named = fields if isinstance(fields, list) else [fields]
            yield clean(each["sentence"]), tuple(field for field in named if isinstance(field, str))


def find_object(answer: str, *names: str) -> tuple[dict[str, Any] | None, bool]:
    """Return the first JSON object that has one of `names`, else the first, and whether its end is missing."""
    answer = answer[:MOST_CHARACTERS]
    decoder = json.JSONDecoder(strict=False)
    other: tuple[dict[str, Any] | None, bool] = (None, False)
    for match in islice(re.finditer(r"\{", answer), _MOST_OBJECTS):
        try:
            found, cut = decoder.raw_decode(answer, match.start())[0], False
        except (ValueError, RecursionError):
            found, cut = _cut(answer[match.start() :]), True
        if isinstance(found, dict) and any(name in found for name in names):
            return found, cut
        if found and other[0] is None:
            other = found, cut
    return other


def _cut(answer: str) -> Any:
    """Return what an object holds whose end is missing, None where it is none."""
    from pydantic_core import from_json

    try:
        return from_json(answer, allow_partial="trailing-strings")
    except ValueError:
        return None


def so_far(answer: str) -> str:
    """Return the words of an answer that is still being written, or broke off, for a person who watches."""
    answer = _without_thoughts(answer)
    values = find_object(answer, *_BODIES)[0] if "{" in answer else None
    text = (
        next((values[name] for name in _BODIES if values.get(name)), "") if values else "" if "{" in answer else answer
    )
    return clean(text) if isinstance(text, str) and not _PAGE.match(text) else ""


def _without_thoughts(answer: str) -> str:
    """Return what follows the thoughts that some models put before their answer."""
    if not answer.lstrip().startswith("<think"):
        return answer
    return answer.partition("</think>")[2]


def _unfenced(answer: str) -> str:
    fenced = re.match(r"\s*```\w*\n(.*?)(?:\n```\s*)?\Z", answer, re.S)
    return fenced[1] if fenced else answer


def clean(text: str) -> str:
    """Return a text without lone halves of characters and without controls, in lines that end alike."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return "".join(char for char in text if char in "\n\t" or (char >= " " and not "\x7f" <= char <= "\x9f")).strip()
