"""A model's second reading of a received message into opinions, each on words that stand in it; a generator."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from typing import Any, cast, get_args, get_type_hints

from knigge import prompts, reading
from knigge.answering import without_addresses
from knigge.domain import Case, Message, Opinion, Prompt, Reply
from knigge.standins import StandIns

_MOST = 8
_NOTE_CHARACTERS, _QUOTE_CHARACTERS = 200, 500


def second_reading(case: Case, stand_ins: StandIns) -> Generator[Prompt, Reply, tuple[tuple[Opinion, ...], str]]:
    """Yield the prompt, receive what the model points at, and return it, with a remark where nothing came of it.

    Raises ModelError where the model fails.
    """
    message = case.message or Message("")
    if not message.text.strip():
        return (), ""
    reply = yield prompts.second_reading(message, case.lang, case.policy, stand_ins)
    values, _ = reading.find_object(reply.text, "points")
    given = values.get("points") if values else None
    if not isinstance(given, list):
        return (), f"There is no second reading: the answer of {reply.model} can't be read."
    opinions = tuple(_opinions(given, message, stand_ins))
    remark = f"{reply.model} pointed at nothing that stands in the message."
    return opinions, "" if opinions else remark


def _opinions(given: list[Any], message: Message, stand_ins: StandIns) -> Iterator[Opinion]:
    """Yield what points at words of the message, at most eight; anything else is left out."""
    kinds = get_args(get_type_hints(Opinion)["kind"])
    for point in given[:_MOST]:
        values: Mapping[str, Any] = point if isinstance(point, Mapping) else {}
        kind, quoted, note = (values.get(name) for name in ("kind", "words", "note"))
        if kind not in kinds or not isinstance(quoted, str) or len(quoted) > _QUOTE_CHARACTERS:
            continue
        if found := _standing(stand_ins.restore(quoted), message):
            part, start, end, words = found
            yield Opinion(cast(Any, kind), part, start, end, words, _short(note, stand_ins))


def _standing(quoted: str, message: Message) -> tuple[str, int, int, str] | None:
    """Return where the quoted words stand, line breaks aside; None where they don't."""
    pieces = quoted.split()
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    for part, words in (("body", message.text), ("subject", message.subject)):
        if match := pattern.search(words):
            return part, match.start(), match.end(), match[0]
    return None


def _short(note: Any, stand_ins: StandIns) -> str:
    """Return a remark on one line, without the addresses that a stranger may have put into a model's mouth."""
    try:
        words = without_addresses(stand_ins.restore(reading.clean(note))) if isinstance(note, str) else ""
    except reading.UnreadableError:
        return ""
    words = " ".join(words.split())
    return words if len(words) <= _NOTE_CHARACTERS else words[: _NOTE_CHARACTERS - 4].rsplit(" ", 1)[0] + " ..."
