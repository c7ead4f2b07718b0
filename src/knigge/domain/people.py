"""Who writes to whom, why, and how: what goes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knigge.domain.words import STRICT, AnswerKind, Channel, Lang, Register, Stage, ThanksKind


@dataclass(frozen=True, slots=True)
class Contact:
    """Ways to reach a person, each kept as written."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    email: str = ""
    phone: str = ""
    url: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return what is known, nearest to the reader first."""
        return tuple(way for way in (self.phone, self.email, self.url) if way)


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes or is written to.

    salutation: what stands before the name (Frau, Herr, Ms, Mr, Mx ...), or `none`.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    title: str = ""
    salutation: str = ""
    role: str = ""
    organisation: str = ""
    positioning: str = ""
    country: str = ""
    contact: Contact = Contact()
    plan: Literal["", "basic", "premium"] = ""
    industry: str = field(default="", repr=False)  # for the register alone; the composer chooses its words by the repr


@dataclass(frozen=True, slots=True)
class CommonGround:
    """One thing the two people really share."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    kind: Literal["group", "event", "post", "mutual_contact", "employer", "school", "place", "project"]
    name: str = ""
    date: str = ""
    detail: str = ""
    relation: Literal["", "member", "met", "read", "heard", "worked", "wrote"] = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a message is to say, in the sender's own words; everything but three fields may be missing."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    sender: Person
    recipient: Person
    reason: str
    channel: Channel = "email"
    language: str = ""
    register: Literal[""] | Register = ""
    intent: Literal["", "question", "networking", "job", "recruiting", "sales", "invitation", "thanks", "follow-up"] = (
        ""
    )
    subject: str = ""
    why_you: str = ""
    common_ground: tuple[CommonGround, ...] = ()
    ask: str = ""
    offer: str = ""
    facts: tuple[str, ...] = ()
    prior_contact: Literal["none", "online", "offline"] = "none"

    @property
    def lang(self) -> Lang:
        """The language without its country: `de` of `de-AT`."""
        return self.language.split("-")[0]


@dataclass(frozen=True, slots=True)
class Profile:
    """The user's own side: who answers a received message, and what others see of them.

    positioning: who I am, for whom I work, and what I do for them, in a sentence. facts: what backs it.
    updated: the day on which the profile was last gone over, such as 2026-03-31.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    role: str = ""
    organisation: str = ""
    positioning: str = ""
    contact: Contact = Contact()
    headline: str = ""
    about: str = ""
    facts: tuple[str, ...] = ()
    updated: str = ""

    def text(self) -> str:
        """Return what others read of it, a paragraph for each field; findings of its check count in this text.

        >>> Profile("Ruth Adeyemi", role="Surveyor", organisation="Fife Towers").text()
        'Ruth Adeyemi\\n\\nSurveyor, Fife Towers'
        """
        post = ", ".join(part for part in (self.role, self.organisation) if part)
        ways, facts = "\n".join(self.contact.lines()), "\n".join(self.facts)
        fields = (self.name, self.headline, post, self.positioning, self.about, facts, ways)
        return "\n\n".join(field.strip() for field in fields if field.strip())


@dataclass(frozen=True, slots=True)
class AnswerBrief:
    """What an answer to a received message is to say: which kind of answer, to whom, in whose name, about what.

    missing: the good sign to ask back for, `text` where the request holds none, `job` where a job is only hinted at,
        `more` where all are there.
    topic: the sender's concern in the sender's own words, "" where none can be quoted.
    quoted: the subject of what was received, where it names the matter and can be quoted.
    invites: whether what was received is an invitation.
    later: of a yes or a "not now" to you the time that it names. own: your own words that answer a question.
    seed: what chooses among wordings, so that different messages are answered differently, and the same one alike.
    """

    kind: AnswerKind | ThanksKind
    language: str
    register: Register
    to: str
    sender: str
    stage: Stage
    subject: str = ""
    missing: str = ""
    topic: str = ""
    quoted: str = ""
    on_behalf_of: str = ""
    invites: bool = False
    seed: str = ""
    later: str = ""
    own: str = ""
