"""The judge of facts: a draft states what its brief holds, an answer what the message and the profile do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from knigge.cards.rule import Hit
from knigge.domain import Case

# What each kind of claim is called.
_NAMES = {
    "de": {
        "name": "ein Name", "topic": "eine Angabe", "title": "ein Titel", "quotation": "ein Zitat", "acquaintance": "eine Verbindung",
        "number": "eine Zahl", "date": "eine Zeitangabe", "time": "eine Uhrzeit", "url": "eine Adresse", "email": "eine Adresse",
        "phone": "eine Nummer",
    },
    "en": {
        "name": "a name", "topic": "a statement", "title": "a title", "quotation": "a quotation", "acquaintance": "an acquaintance",
        "number": "a number", "date": "a date", "time": "a time", "url": "an address", "email": "an address", "phone": "a number",
    },
}  # fmt: skip
_FIELDS = {
    "acquaintance": "common_ground",
    "title": "recipient.title",
    "url": "sender.contact",
    "email": "sender.contact",
    "phone": "sender.contact",
}


def ungrounded(case: Case) -> Iterator[Hit]:
    """Yield what a text states and the brief, or the message and the profile where it is our answer, do not hold.

    Each hit has the match, what it is, and the field of the brief that would hold it.
    """
    return (hit for kind, hit in _claims(case) if kind != "mention")


def new_word(case: Case) -> Iterator[Hit]:
    """Yield the nouns that stand in no brief and may yet be other words for what does."""
    return (hit for kind, hit in _claims(case) if kind == "mention")


def _claims(case: Case) -> Iterator[tuple[str, Hit]]:
    if (case.brief is None and case.answering is None) or case.lang not in _NAMES:
        return
    from datetime import date

    from knigge.grounding import Held
    from knigge.grounding import ungrounded as claims

    held = Held.of(case)._replace(
        today=case.today or date.today().isoformat()
    )  # "for two years" follows from "since 2024"
    for part, text in (("subject", case.subject), ("body", case.body)):
        for kind, span in claims(held, text, part):
            match = " ".join(text.view[slice(*span)].split())
            yield (
                kind,
                Hit(span, part=part, values=(match, _NAMES[case.lang].get(kind, ""), _FIELDS.get(kind, "facts"))),
            )


def rests_on_nothing(case: Case) -> Iterator[Hit]:
    """Yield the sentences that their writer, a model, says to rest on a field which the brief leaves empty."""
    view, brief = case.body.view, case.brief
    for beginning, fields in case.rests_on if brief else ():
        empty = next((field for field in fields if _left_empty(brief, field)), "")
        opening = " ".join(beginning.split()).casefold()
        span = next(
            (s for s in case.body.sentences if opening and view[slice(*s)].casefold().startswith(opening)), None
        )
        if empty and span:
            yield Hit(span, values=(" ".join(view[slice(*span)].split()), empty))


def _left_empty(brief: Any, field: str) -> bool:
    """Say whether a path such as `recipient.role` or `common_ground[0].name` leads to a field that holds nothing."""
    value = brief
    for step in re.findall(r"\w+", field):
        if isinstance(value, tuple) and step.isdigit():
            value = value[int(step)] if int(step) < len(value) else ""
        elif isinstance(value, tuple) and value:
            return not any(getattr(each, step, True) for each in value)
        elif hasattr(type(value), step):
            value = getattr(value, step)
        else:
            return value in ("", ()) and value is not brief
    return value in ("", ())
