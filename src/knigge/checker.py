"""A policy into the verbs that keep to it, for as many threads as there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knigge import api
from knigge.domain import AnswerKind, Policy, Report, Stage, Verdict
from knigge.expecting import expected
from knigge.text import Markup

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from knigge.domain import Brief, Critique, Message, Outcome, Profile
    from knigge.models import Model

_DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Checker:
    """The verbs under one policy, proved once; it never changes, and any number of threads may share it.

    Each method does and raises what the function of its name does. Raises SettingsError for a policy that names a card which
    does not exist, CardError for a pack that can't be read.

    >>> checker = Checker(Policy(levels={"no-empty-synergy": "error"}))
    >>> checker.check("Es gibt wertvolle Synergien.").ready
    False
    >>> Checker(Policy(levels={"no-empty-synergie": "error"}))
    Traceback (most recent call last):
    knigge.errors.SettingsError: No card 'no-empty-synergie'. Did you mean 'no-empty-synergy'?
    """

    policy: Policy = _DEFAULT

    def __post_init__(self) -> None:
        """Prove the policy; the rules of a language are read with its first text."""
        if expected(self.policy, Policy, "policy", "Read a file of one with load_policy.") != _DEFAULT:
            from knigge.settings.proving import proved

            proved(self.policy)

    def check(
        self,
        body: str,
        *,
        subject: str = "",
        channel: str = "",
        lang: str = "auto",
        stage: Stage | None = None,
        brief: Brief | None = None,
        headers: Mapping[str, str] | None = None,
        path: str = "",
        markup: Markup = "plain",
    ) -> Report:
        """Return what the cards say of a text that is being written."""
        return api.check(
            body, subject=subject, channel=channel, lang=lang, stage=stage, policy=self.policy, brief=brief,
            headers=headers, path=path, markup=markup,
        )  # fmt: skip

    async def acheck(
        self,
        body: str,
        *,
        subject: str = "",
        channel: str = "",
        lang: str = "auto",
        stage: Stage | None = None,
        brief: Brief | None = None,
        headers: Mapping[str, str] | None = None,
        path: str = "",
        markup: Markup = "plain",
    ) -> Report:
        """Do what `check` does, in a thread, without keeping the event loop waiting."""
        return await api.acheck(
            body, subject=subject, channel=channel, lang=lang, stage=stage, policy=self.policy, brief=brief,
            headers=headers, path=path, markup=markup,
        )  # fmt: skip

    def draft(
        self,
        brief: Brief,
        *,
        model: str | Model | BaseChatModel = "",
        redact: bool = False,
        hear: Callable[[str], None] | None = None,
    ) -> Outcome:
        """Return a draft for `brief`, ready or not, with what the cards say of it."""
        return api.draft(brief, model=model, policy=self.policy, redact=redact, hear=hear)

    async def adraft(self, brief: Brief, *, model: str | Model | BaseChatModel = "", redact: bool = False) -> Outcome:
        """Do what `draft` does, without keeping the event loop waiting."""
        return await api.adraft(brief, model=model, policy=self.policy, redact=redact)

    def critique(
        self,
        message: Message,
        *,
        profile: Profile | None = None,
        verdict: Verdict | AnswerKind | None = None,
        on_behalf_of: str = "",
        stage: Stage | None = None,
        lang: str = "auto",
        model: str | Model | BaseChatModel = "offline",
        redact: bool = False,
    ) -> Critique:
        """Return a verdict on a received message, its reasons, and the reply to send."""
        return api.critique(
            message, policy=self.policy, profile=profile, verdict=verdict, on_behalf_of=on_behalf_of, stage=stage,
            lang=lang, model=model, redact=redact,
        )  # fmt: skip

    async def acritique(
        self,
        message: Message,
        *,
        profile: Profile | None = None,
        verdict: Verdict | AnswerKind | None = None,
        on_behalf_of: str = "",
        stage: Stage | None = None,
        lang: str = "auto",
        model: str | Model | BaseChatModel = "offline",
        redact: bool = False,
    ) -> Critique:
        """Do what `critique` does, without keeping the event loop waiting."""
        return await api.acritique(
            message, policy=self.policy, profile=profile, verdict=verdict, on_behalf_of=on_behalf_of, stage=stage,
            lang=lang, model=model, redact=redact,
        )  # fmt: skip
