"""A model's second reading of a received message into opinions, each on words that stand in it; a generator."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from typing import Any, cast, get_args, get_type_hints

from knigge import prompts, reading
from knigge.answering import without_addresses
from knigge.domain import Case, Message, Opinion, Prompt, Reply
from knigge.errors import ModelError
from knigge.standins import StandIns

_MOST = 8
_NOTE_CHARACTERS = 200


def second_reading(case: Case, stand_ins: StandIns) -> Generator[Prompt, Reply, tuple[tuple[Opinion, ...], str]]:
    """Yield the prompt, receive what the model points at, and return it, with a remark where nothing came of it."""
    message = case.message or Message("")
    if not message.text.strip():
        return (), ""
    try:
        reply = yield prompts.second_reading(message, case.lang, case.policy, stand_ins)
    except ModelError as fault:
        return (), f"There is no second reading. {fault}"
    values, _ = reading.find_object(stand_ins.restore(reply.text))
    given = values.get("points") if values else None
    opinions = tuple(_opinions(given if isinstance(given, list) else [], message))
    pointed = len(given) if isinstance(given, list) else 0
    return (
        opinions,
        "" if opinions else f"{reply.model} pointed at {pointed} places, none of which stands in the message.",
    )


def _opinions(given: list[Any], message: Message) -> Iterator[Opinion]:
    """Yield what points at words of the message, at most eight; anything else is left out."""
    kinds = get_args(get_type_hints(Opinion)["kind"])
    for point in given[:_MOST]:
        values: Mapping[str, Any] = point if isinstance(point, Mapping) else {}
        kind, quoted, note = (values.get(name) for name in ("kind", "words", "note"))
        if kind in kinds and isinstance(quoted, str) and (found := _standing(quoted, message)):
            part, start, end, words = found
            yield Opinion(cast(Any, kind), part, start, end, words, _short(note))


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


def _short(note: Any) -> str:
    """Return a remark on one line, without the addresses that a stranger may have put into a model's mouth."""
    words = " ".join(without_addresses(reading.clean(note)).split()) if isinstance(note, str) else ""
    return words if len(words) <= _NOTE_CHARACTERS else words[: _NOTE_CHARACTERS - 4].rsplit(" ", 1)[0] + " ..."
