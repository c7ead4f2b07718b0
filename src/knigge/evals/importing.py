"""A file of messages that somebody labelled, in a form of its own, into cases of the suite `corpus`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from knigge import channels, languages
from knigge.domain import Verdict
from knigge.errors import SettingsError
from knigge.evals import proving
from knigge.evals.cases import EvalCase
from knigge.parsing.files import decode, read_bytes

if TYPE_CHECKING:
    from knigge.domain import Critique

# What says that a message has a fault: a card that finds something at warning or error, or a sign that is missing.
LABELS: Mapping[str, tuple[str, ...]] = {
    "empty_phrase": (
        "no-empty-synergy",
        "no-profile-flattery",
        "no-fake-familiarity",
        "research-first",
        "no-hunter-gatherer",
    ),
    "no_reason": ("missing-what",),
    "not_personal": ("missing-why_me",),
    "pushy": ("no-instant-meeting", "no-false-urgency"),
    "sales_pitch": ("pitch", "no-disguised-sales"),
    "anonymous": ("do-not-stay-anonymous",),
    "flattery": ("no-profile-flattery",),
    "mass_mail": ("missing-why_me",),
    "no_greeting": ("greeting",),
    "no_closing": ("closing",),
}
# Faults at the ends of a message: of one that was cut off there nobody can say.
CUT = ("no_greeting", "no_closing", "anonymous")
FRAGMENT = ("yes", "likely")
FIRST_CONTACT = "first_contact"
_MOST_BYTES = 200_000_000
_TEXTS = ("id", "text", "channel")
_VERDICTS = tuple(verdict for verdict in get_args(Verdict) if verdict != "ignore")
_WORDS = {"kind": (FIRST_CONTACT, "ordinary"), "fragment": (*FRAGMENT, "no"), "confidence": ("high", "medium", "low")}
# Labels that people give and no card says by itself.
_NOT_SCORED = ("too_long", "register_mix")
# Fields that are read, and others in which people keep where a message is from, and why it is labelled so.
_FIELDS = (
    *(
        "id",
        "text",
        "channel",
        "subject",
        "sender",
        "lang",
        "origin",
        "kind",
        "fragment",
        "verdict",
        "faults",
        "confidence",
    ),
    *(
        "source",
        "source_label",
        "has_placeholders",
        "empty_phrase_spans",
        "why",
        "context",
        "tokenised",
        "text_detok",
        "note",
    ),
)
# What a report says of a message beside its labels.
_TOLD = ("kind", "lang", "origin", "fragment", "confidence")


def faults(found: Critique) -> set[str]:
    """Return the labels that a critique gives."""
    says = {f.card for f in found.report.findings if f.level != "suggestion" or f.card == "closing"}
    says |= {reason.name for reason in found.reasons}
    return {label for label, signs in LABELS.items() if says & set(signs)}


def verdict(found: Critique) -> str:
    """Return a verdict in the three words of the labels."""
    return "decline" if found.verdict == "ignore" else found.verdict


def read(form: str, path: str) -> tuple[EvalCase, ...]:
    """Return the cases of a file; the form `corpus` is known: JSON lines as `docs/evals.md` describes them.

    Raises SettingsError for another form, and with the line for what is odd.
    """
    if form != "corpus":
        raise SettingsError(f"No form {form!r} to import. Known: corpus.")
    name = Path(path).name
    text = decode(read_bytes(path, SettingsError, _MOST_BYTES), name, SettingsError)
    cases = tuple(_cases(text, name))
    if not cases:
        raise SettingsError(f"{name}: holds no messages.")
    return cases


def _cases(text: str, name: str) -> Iterator[EvalCase]:
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{name}: line {number}"
        row = _object(line, place)
        case = _case(row, Path(name).stem, place)
        if case.name in seen:
            raise SettingsError(f"{place}: the id {case.name!r} stands twice. Rename one.")
        seen.add(case.name)
        yield case


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as fault:
        raise SettingsError(
            f"{place}: is no JSON ({fault.msg}, column {fault.colno}). Mend or remove the line."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise SettingsError(f"{place}: is no JSON ({fault}). Mend or remove the line.") from fault
    if not isinstance(row, dict) or not all(isinstance(row.get(field), str) for field in _TEXTS):
        raise SettingsError(f"{place}: must be an object with the texts {', '.join(_TEXTS)}.")
    return row


def _case(row: dict[str, Any], file: str, place: str) -> EvalCase:
    _prove(row, place)
    first = row.get("kind", FIRST_CONTACT) == FIRST_CONTACT
    inputs = {field: row[field] for field in ("text", "subject", "channel", "sender") if row.get(field)}
    told = {field: str(row[field]) for field in _TOLD if row.get(field)}
    expected = {"verdict": row["verdict"], "faults": row.get("faults") or []} if first else {}
    return EvalCase("corpus", file, row["id"], inputs, expected, {"kind": FIRST_CONTACT, **told})


def _prove(row: Mapping[str, Any], place: str) -> None:
    """Raise SettingsError for a field or a word that nobody would read."""
    proving.only(row, _FIELDS, place)
    for field, words in _WORDS.items():
        if field in row:
            proving.word(row[field], words, f"{place}: {field}")
    for field in ("subject", "sender"):
        if not isinstance(row.get(field, ""), str | None):
            raise SettingsError(f"{place}: {field} must be a text.")
    for field in ("id", "text"):
        if not row[field].strip():
            raise SettingsError(f"{place}: {field} is empty. Fill it, or remove the line.")
    proving.told(lambda: channels.get(row["channel"]), f"{place}: channel")
    if row.get("lang"):
        proving.told(lambda: languages.get(str(row["lang"])), f"{place}: lang")
    _prove_labels(row, place)


def _prove_labels(row: Mapping[str, Any], place: str) -> None:
    if row.get("kind", FIRST_CONTACT) == FIRST_CONTACT and row.get("verdict") not in _VERDICTS:
        given = f"is {row['verdict']!r}, but must be" if row.get("verdict") else "is missing. Write"
        raise SettingsError(f"{place}: verdict {given} accept, ask_back or decline.")
    found = row.get("faults") or []
    if not isinstance(found, list) or not all(isinstance(label, str) for label in found):
        raise SettingsError(f"{place}: faults must be a list of words such as {', '.join(LABELS)}.")
    for label in found:
        proving.word(label, (*LABELS, *_NOT_SCORED), f"{place}: faults")
