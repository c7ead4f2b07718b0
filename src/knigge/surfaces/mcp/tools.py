"""What an assistant can call: arguments into the published shapes."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import Field

from knigge import api, cards, channels, languages
from knigge.domain import AnswerKind, Brief, Policy, Profile
from knigge.parsing import messages, written
from knigge.schemas import CheckShape, CritiqueShape, DraftShape, ExplainShape
from knigge.surfaces.cli.look import look

_CHANNELS = channels.addressed()
_LOCALES = ["auto", *(name for language in languages.known() for name in (language.code, *language.locales))]

Channel = Annotated[
    str, Field(description="Where the message goes, or came in.", json_schema_extra={"enum": list(_CHANNELS)})
]
Language = Annotated[
    str,
    Field(description="Language or locale; auto reads it off the text.", json_schema_extra={"enum": list(_LOCALES)}),
]
OwnText = Annotated[str, Field(description="What the user wrote: words alone, or a whole mail with its headers.")]
Subject = Annotated[str, Field(description="The subject line, where the text holds none.")]
AtStage = Annotated[
    Literal["", "first-message", "connection-request", "reply", "follow-up", "occasion"],
    Field(description="By default what the channel implies."),
]
Received = Annotated[str, Field(description="What the user received: its words, or the whole mail with its headers.")]
Decision = Annotated[
    Literal["", "ignore", AnswerKind],
    Field(description="What the user has decided; without it the verdict decides on the reply."),
]
Name = Annotated[str, Field(description="The user's name, to sign the reply.")]
CardId = Annotated[str, Field(description="The id of a card, as findings name it: no-empty-synergy.")]


class Tools:
    """The verbs under a policy. A model is asked for drafts alone, and only where the policy names one."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def check(
        self,
        text: OwnText,
        subject: Subject = "",
        channel: Channel = "email",
        language: Language = "auto",
        stage: AtStage = "",
        markup: Literal["plain", "markdown"] = "plain",
    ) -> CheckShape:
        """Check what the user is about to send: findings with their places, what to do, and where the advice comes from."""
        file = written.from_text(text, "text.md" if markup == "markdown" else "text")
        known = {"channel": channel, "lang": language, "stage": stage or None, "policy": self._policy}
        return cast(CheckShape, look(file, subject, known).report.to_dict())

    def critique(
        self,
        message: Received,
        channel: Channel = "email",
        language: Language = "auto",
        answer: Decision = "",
        signed_by: Name = "",
    ) -> CritiqueShape:
        """Judge a message that the user received: the verdict, its reasons with their places, and the reply to send."""
        judged = api.critique(
            messages.parse(message.encode(), channel=channels.get(channel).id),
            policy=self._policy,
            profile=Profile(signed_by) if signed_by.strip() else None,
            verdict=answer or None,
            lang=language,
        )
        return cast(CritiqueShape, judged.to_dict())

    def draft(self, brief: Brief) -> DraftShape:
        """Draft a first message from a brief in the sender's own words; `missing` names what the brief leaves open."""
        return cast(DraftShape, api.draft(brief, policy=self._policy).to_dict())

    def explain(self, card: CardId, language: Literal["en", "de"] = "en") -> ExplainShape:
        """Explain a guideline: what it asks for, who says so, and examples of what it finds and of what it leaves alone."""
        return cast(ExplainShape, cards.explain(card, language, tuple(self._policy.packs.items())))
