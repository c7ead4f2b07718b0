"""A file of messages that somebody labelled, in a form of its own, into cases of the suite `corpus`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from knigge.domain import Verdict
from knigge.errors import SettingsError
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
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as fault:
            raise SettingsError(f"{place}: is no JSON ({fault}). Mend or remove the line.") from fault
        case = _case(row, Path(name).stem, place)
        if case.name in seen:
            raise SettingsError(f"{place}: the id {case.name!r} stands twice. Rename one.")
        seen.add(case.name)
        yield case


def _case(row: Any, file: str, place: str) -> EvalCase:
    if not isinstance(row, dict) or not all(isinstance(row.get(field), str) for field in _TEXTS):
        raise SettingsError(f"{place}: must be an object with the texts {', '.join(_TEXTS)}.")
    kind, given, found = row.get("kind", FIRST_CONTACT), row.get("verdict"), row.get("faults") or []
    if kind == FIRST_CONTACT and (given not in get_args(Verdict) or given == "ignore"):
        raise SettingsError(f"{place}: verdict is {given!r}, but must be accept, ask_back or decline.")
    if not isinstance(found, list) or not all(isinstance(label, str) for label in found):
        raise SettingsError(
            f"{place}: faults must be a list of words such as {', '.join(LABELS)}; others are not scored."
        )
    inputs = {field: row[field] for field in ("text", "subject", "channel", "sender") if row.get(field)}
    told = {field: str(row[field]) for field in _TOLD if row.get(field)}
    expected = {"verdict": given, "faults": found} if kind == FIRST_CONTACT else {}
    return EvalCase("corpus", file, row["id"], inputs, expected, {**told, "kind": kind})
