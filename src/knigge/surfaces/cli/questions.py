"""Questions in the terminal into the values of a brief."""

from __future__ import annotations

import sys
from typing import Any

import typer

from knigge import channels, languages
from knigge.surfaces.cli.paint import say

# The fields in the order in which they are asked for; some are needed.
_FIELDS = (
    "sender.name", "sender.role", "sender.organisation", "recipient.name", "recipient.title", "recipient.salutation", "reason", "why_you",
    "ask", "offer", "sender.contact.email", "sender.contact.phone",
)  # fmt: skip
_NEEDED = ("sender.name", "recipient.name", "reason")


def ask(lang: str = "") -> dict[str, Any]:
    """Ask for a brief, field by field, and return its values; an empty answer leaves a field open.

    lang: the language or locale to write in, which is not asked for then.
    """
    say("Enter leaves a field open; Ctrl-C ends without a trace.\n", err=True)
    channel = choice("Channel / Kanal", channels.addressed(), "email")
    lang = lang or choice("Language / Sprache", [each.code for each in languages.known()], "de")
    language = languages.get(lang)
    values: dict[str, Any] = {"channel": channel, "language": lang}
    if address := language.wordings().address:
        chosen = choice(language.wordings().questions["register"], list(address), address[0])
        values["register"] = "formal" if chosen == address[0] else "informal"
    questions = {**languages.get("en").wordings().questions, **language.wordings().questions}
    for field in _FIELDS:
        if field == "recipient.salutation":
            answer = choice(questions[field], _forms(language), "none")
        else:
            answer = _answer(questions[field], field in _NEEDED)
        if answer:
            _put(values, field.split("."), answer)
    return values


def _forms(language: languages.Language) -> list[str]:
    """Return the forms of address to choose from: the first of each."""
    meanings = list(language.forms.values())
    return [*(form for at, form in enumerate(language.forms) if meanings.index(meanings[at]) == at), "none"]


def choice(question: str, known: list[str], default: str) -> str:
    while True:
        answer = typed(f"{question} ({', '.join(known)}) [{default}]: ") or default
        if answer in known:
            return answer
        say(f"Please one of: {', '.join(known)}.", err=True)


def _answer(question: str, needed: bool) -> str:
    while True:
        answer = typed(f"{question}: ")
        if answer or not needed:
            return answer
        say("This one is needed.", err=True)


def typed(question: str) -> str:
    """Ask on standard error, so that what is drafted can go to a file, and return the answer."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()


def _put(values: dict[str, Any], path: list[str], answer: str) -> None:
    for step in path[:-1]:
        values = values.setdefault(step, {})
    values[path[-1]] = answer
