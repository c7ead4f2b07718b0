"""YAML or JSON into a `Brief`, checked to the last field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knigge import channels, languages, text
from knigge.domain import Brief, Register
from knigge.errors import BriefError, KniggeError, SettingsError
from knigge.parsing.files import decode, display, read_bytes
from knigge.text.language import detect, other_language
from knigge.yamlfile import parse, validate

_NEEDED = (
    ("sender.name", "who writes"),
    ("recipient.name", "who is written to"),
    ("reason", "why you write"),
)
_MOST_CHARACTERS = 4000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")


Registers = Mapping[str, Register]
_NO_REGISTERS: Registers = {}


def read(path: str, registers: Registers = _NO_REGISTERS) -> Brief:
    """Return the brief in a file, `-` being standard input.

    registers: how people of an industry are addressed where the brief does not show it.

    Raises BriefError naming the file, the field and the way out.
    """
    name = display(path)
    values = parse(decode(read_bytes(path, BriefError), name, BriefError), name, BriefError)
    return from_values(values, name, registers)


def from_values(values: Any, name: str = "brief", registers: Registers = _NO_REGISTERS) -> Brief:
    """Return the brief that plain values describe, its channel and language settled."""
    if not isinstance(values, dict):
        raise BriefError(f"{name}: holds no fields. A brief needs at least sender.name, recipient.name and reason.")
    return settled(validate(Brief, values, name, BriefError), name, registers)


def settled(brief: Brief, name: str = "brief", registers: Registers = _NO_REGISTERS) -> Brief:
    """Return the brief with channel, language and register known; what it leaves open is read off its sentences.

    Raises BriefError for an unknown channel or language, and for one of the three needed fields left empty.
    """
    for field, meaning in _NEEDED:
        if not _value(brief, field).strip():
            raise BriefError(f"{name}: {field} is empty. Say {meaning}.")
        if field.endswith("name") and re.search(r"[{}<>\[\]]|%\w+%", _value(brief, field)):
            raise BriefError(
                f"{name}: {field} is {_value(brief, field)!r}, a slot that nobody filled. Put the name in."
            )
    refuse_controls(brief, name)
    _refuse_odd_forms(brief, name)
    own = " ".join((brief.reason, brief.why_you, brief.ask, brief.offer, *brief.facts))
    try:
        channel = channels.get(brief.channel or "email").id
        _refuse_misplaced(brief, channel)
        language = languages.get(brief.language or detect(own))
    except SettingsError as fault:
        raise BriefError(f"{name}: {fault}") from fault
    _refuse_other_language(language.code, own, name)
    locale = language.locale_of(
        own, brief.language if "-" in brief.language else _locale_of_country(language, brief.recipient.country)
    )
    register = brief.register or _register(brief, language, own, registers)
    return replace(brief, channel=channel, language=locale, register=register)


def _register(brief: Brief, language: languages.Language, own: str, registers: Registers) -> Register:
    """Return the form of address that a brief's sentences show, else that of the industry, the recipient's first."""
    whole = text.parse(own)
    forms: set[Register] = {form for _, form in language.registers(whole.view, whole.sentences)}
    if len(forms) == 1:
        return forms.pop()
    usual = {industry.strip().casefold(): register for industry, register in registers.items()}
    industries = (brief.recipient.industry, brief.sender.industry)
    return next((usual[each] for each in (name.strip().casefold() for name in industries) if each in usual), "formal")


def _refuse_odd_forms(brief: Brief, name: str) -> None:
    known = ("none", *languages.forms())
    for field, person in (("sender", brief.sender), ("recipient", brief.recipient)):
        if person.salutation and person.salutation not in known:
            raise BriefError(
                f"{name}: {field}.salutation is {person.salutation!r}, but must be one of {', '.join(known)}."
            )


def _refuse_misplaced(brief: Brief, channel: str) -> None:
    if channel == "profile":
        raise SettingsError("channel is 'profile', to which nobody writes. Name where the message goes.")
    for field in ("ask", "offer"):
        if channels.get(channel).stage == "occasion" and getattr(brief, field).strip():
            raise SettingsError(
                f"{field} has no place in good wishes. Leave it out, and send it as a message of its own."
            )


def _refuse_other_language(code: str, own: str, name: str) -> None:
    """Refuse sentences that are clearly in another language than the brief says: nobody here translates them."""
    if other := other_language(own, code):
        raise BriefError(
            f"{name}: language is {code!r}, but the sentences are in {other!r}. Mend the one or the other."
        )


def _locale_of_country(language: languages.Language, country: str) -> str:
    return f"{language.code}-{country.upper()}" if country else ""


def _value(brief: Brief, field: str) -> str:
    value: Any = brief
    for step in field.split("."):
        value = getattr(value, step)
    return str(value)


def refuse_controls(noun: Any, name: str, error: type[KniggeError] = BriefError) -> None:
    """Refuse control characters, which have no place in a message and could forge a mail header."""
    for field, value in flat(noun):
        if _CONTROL.search(value):
            raise error(f"{name}: {field} holds a control character. Remove it.")
        if ".contact." in field and any(char.isspace() for char in value.strip()) and ("@" in value or "://" in value):
            raise error(f"{name}: {field} holds white space. Write it in one piece.")
        if _HALF.search(value):
            raise error(f"{name}: {field} holds half a character (a lone surrogate). Type it again.")
        if len(value) > _MOST_CHARACTERS:
            raise error(f"{name}: {field} has {len(value):,} characters. Say it in under {_MOST_CHARACTERS:,}.")


def flat(value: Any, field: str = "") -> list[tuple[str, str]]:
    """Return every text of a brief with the name of its field."""
    if isinstance(value, str):
        return [(field, value)]
    if isinstance(value, tuple):
        return [pair for index, item in enumerate(value) for pair in flat(item, f"{field}.{index}")]
    names = getattr(value, "__dataclass_fields__", {})
    return [pair for name in names for pair in flat(getattr(value, name), f"{field}.{name}".lstrip("."))]
