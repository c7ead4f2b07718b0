"""A mail on its way out into what the cards say of the words that a person wrote in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from knigge import api, text
from knigge.cards.judges.headers import bulk
from knigge.domain import Finding, Message, Policy, Report, Span
from knigge.parsing import mail
from knigge.parsing.skimming import skimmed
from knigge.surfaces.sendmail.outgoing import SWITCH, Outgoing

_ARMOUR = re.compile(r"\s*-----BEGIN PGP (SIGNED )?MESSAGE-----")
# A patch as `git format-patch` writes it: the words of its author end at the dashes above the figures.
_DIFF = re.compile(r"^diff --git ", re.MULTILINE)
_DASHES = re.compile(r"^---[ \t\r]*$", re.MULTILINE)


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
    return _own(message, report)


def _own(message: Message, report: Report) -> Checked:
    """Return a mail and a report without what others wrote: their words are no findings, and not shown where they end it."""
    parsed = text.parse(message.text, controls=True)
    quoted = text.union(parsed.original(span) for span in parsed.parts.quoted)
    if not any(message.text[slice(*span)].strip() for span in text.without([(0, len(message.text))], quoted)):
        return Checked(message)
    own = tuple(f for f in report.findings if f.part != "body" or not text.within(_span(f), quoted))
    end = quoted[-1][0] if quoted and not message.text[quoted[-1][1] :].strip() else len(message.text)
    notes = tuple(note for note in report.notes if note not in api.NEEDS_BRIEF)
    return Checked(replace(message, text=message.text[:end]), replace(report, findings=own, notes=notes))


def _span(finding: Finding) -> list[Span]:
    return [] if finding.start is None or finding.end is None else [(finding.start, finding.end)]


def _why(sealed: str) -> str:
    return f"it is {sealed}" if sealed else ""


def _message(outgoing: Outgoing) -> Message:
    message = mail.parse(skimmed(outgoing.raw), "the mail", "email")
    return replace(message, text=_without_patch(message.text), headers={**message.headers, SWITCH: outgoing.switches})


def _without_patch(words: str) -> str:
    diff = _DIFF.search(words)
    end = (_DASHES.search(words, 0, diff.start()) or diff).start() if diff else len(words)
    return words[:end]
