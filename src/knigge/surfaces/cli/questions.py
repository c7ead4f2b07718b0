"""Questions in the terminal into the values of a brief."""

from __future__ import annotations

import sys
from typing import Any

import typer

from knigge import channels
from knigge.surfaces.cli.paint import say

# Field, question in German and English, whether an answer is needed.
_QUESTIONS = (
    ("sender.name", "Ihr Name", "Your name", True),
    ("sender.role", "Ihre Rolle, z. B. Ingenieurin", "Your role, e.g. engineer", False),
    ("sender.organisation", "Ihre Firma oder Einrichtung", "Your organisation", False),
    (
        "recipient.name",
        "An wen schreiben Sie (Vor- und Nachname)?",
        "Who do you write to (first and last name)?",
        True,
    ),
    ("recipient.title", "Titel, z. B. Dr.", "Title, e.g. Dr", False),
    ("reason", "Warum schreiben Sie, in einem Satz", "Why do you write, in one sentence", True),
    ("why_you", "Warum gerade an diese Person", "Why to exactly this person", False),
    ("ask", "Ihre eine kleine Bitte", "The one small thing you ask for", False),
    ("offer", "Was der andere davon hat", "What is in it for the reader", False),
    ("sender.contact.email", "Ihre E-Mail-Adresse", "Your e-mail address", False),
    ("sender.contact.phone", "Ihre Telefonnummer", "Your phone number", False),
)

_FORMS = {"de": ["Frau", "Herr", "none"], "en": ["Ms", "Mr", "Mx", "none"]}


def ask() -> dict[str, Any]:
    """Ask for a brief, field by field, and return its values; an empty answer leaves a field open."""
    say("Enter leaves a field open; Ctrl-C ends without a trace.\n", err=True)
    channel = choice("Channel / Kanal", list(channels.known()), "email")
    language = choice("Language / Sprache", ["de", "en"], "de")
    values: dict[str, Any] = {"channel": channel, "language": language}
    if language == "de":
        values["register"] = {"Sie": "formal", "du": "informal"}[choice("Sie oder du", ["Sie", "du"], "Sie")]
    for field, german, english, needed in _QUESTIONS:
        if field == "reason":
            form = choice("Anrede" if language == "de" else "Form of address", _FORMS[language], "none")
            _put(values, ["recipient", "salutation"], form)
        answer = _answer(german if language == "de" else english, needed)
        if answer:
            _put(values, field.split("."), answer)
    return values


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
