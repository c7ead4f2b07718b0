"""A mail on its way out into what the cards say of the words that a person wrote in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from knigge import api
from knigge.cards.judges.headers import bulk
from knigge.domain import Message, Policy, Report
from knigge.parsing import mail
from knigge.parsing.skimming import skimmed
from knigge.surfaces.sendmail.outgoing import SWITCH, Outgoing

_ARMOUR = re.compile(r"\s*-----BEGIN PGP (SIGNED )?MESSAGE-----")
# A patch as `git format-patch` writes it: the words of its author end at the line of dashes above the figures.
_PATCH = re.compile(r"^(?:---[ \t]*$.*?)?^(?:diff --git |Index: )", re.MULTILINE | re.DOTALL)


class Checked(NamedTuple):
    """A mail's text with the report on it; without one, `why` says why it wasn't checked ("" where nobody need know)."""

    message: Message
    report: Report | None = None
    why: str = ""


def checked(outgoing: Outgoing, policy: Policy) -> Checked:
    """Return what the cards say of a mail; of mail that a program sends, or that is signed or encrypted, they say nothing.

    Raises KniggeError for a mail that can't be read.
    """
    if bulk(outgoing.headers) or outgoing.sealed:
        return Checked(Message(""), why=_why(outgoing.sealed))
    message = _message(outgoing)
    if armour := _ARMOUR.match(message.text):
        return Checked(message, why=_why("signed" if armour[1] else "encrypted"))
    if not message.text.strip():
        return Checked(message)
    report = api.check(message.text, subject=message.subject, headers=message.headers, path="the mail", policy=policy)
    return Checked(message, report)


def _why(sealed: str) -> str:
    return f"it is {sealed}" if sealed else ""


def _message(outgoing: Outgoing) -> Message:
    message = mail.parse(skimmed(outgoing.raw), "the mail", "email")
    patch = _PATCH.search(message.text)
    headers = {**message.headers, SWITCH: outgoing.switches}
    return replace(message, text=message.text[: patch.start()] if patch else message.text, headers=headers)
