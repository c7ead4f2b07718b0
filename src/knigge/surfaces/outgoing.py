"""A finished draft into what a mail program opens: an unsent `.eml` or a `mailto:` link."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from knigge.domain import Draft, Outcome, Person


def eml(outcome: Outcome) -> bytes:
    """Return the draft as an unsent message, its addresses those that the brief holds."""
    mail = EmailMessage(policy=SMTP)
    brief = outcome.brief
    for header, person in (("From", brief.sender), ("To", brief.recipient)):
        if address := _address(person):
            mail[header] = address
    mail["Subject"] = " ".join(outcome.draft.subject.split())
    mail["X-Unsent"] = "1"
    mail.set_content(outcome.draft.body + "\n", charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def mailto(outcome: Outcome) -> str:
    """Return a link that opens the draft in the reader's mail program (RFC 6068)."""
    address = outcome.brief.recipient.contact.email
    return f"mailto:{quote(address, safe='@')}?{_fields(outcome.draft)}"


def _fields(draft: Draft) -> str:
    body = draft.body.replace("\r\n", "\n").replace("\n", "\r\n")
    pairs = (("subject", draft.subject), ("body", body))
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs if value)


def _address(person: Person) -> Address | None:
    """Return a person's address as a header holds it; None where there is none that is well formed."""
    try:
        return Address(" ".join(person.name.split()), addr_spec=person.contact.email) if person.contact.email else None
    except (ValueError, IndexError, MessageError):
        return None
