"""The verbs into runnables, for chains."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig, RunnableSerializable
from pydantic import ConfigDict, PrivateAttr

from knigge import api, checker
from knigge.domain import Brief, Critique, Draft, Message, Outcome, Policy, Profile, Report, Stage
from knigge.models.langchain import LangChainModel, text_of, traces
from knigge.parsing.briefs import from_values

Given = TypeVar("Given")
Made = TypeVar("Made")


class _Verb(RunnableSerializable[Given, Made]):
    """What the three have in common.

    tracing: whether LangSmith may see what goes in and comes out, which is other people's words; other callbacks always do.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    policy: Policy = Policy()
    tracing: bool = False
    _checker: checker.Checker = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Bind the policy once. Raises SettingsError or CardError where it can't hold."""
        super().model_post_init(context)
        self._checker = checker.Checker(self.policy)

    @abstractmethod
    def _do(self, given: Given, **options: Any) -> Made:
        """Do what the verb does, its further arguments those that were bound."""

    @abstractmethod
    async def _ado(self, given: Given, **options: Any) -> Made:
        """Do the same, awaited."""

    def invoke(self, input: Given, config: RunnableConfig | None = None, **kwargs: Any) -> Made:
        """Return the result; kwargs: further arguments of the verb, as `bind` gives them."""
        do: Callable[[Given], Made] = self._do
        with traces(self.tracing):
            return self._call_with_config(do, input, config, **kwargs)

    async def ainvoke(self, input: Given, config: RunnableConfig | None = None, **kwargs: Any) -> Made:
        """Do what `invoke` does, without keeping the event loop waiting."""
        do: Callable[[Given], Awaitable[Made]] = self._ado
        with traces(self.tracing):
            return await self._acall_with_config(do, input, config, **kwargs)

    def _model(self, model: Any) -> Any:
        if self.tracing and isinstance(model, BaseChatModel):
            return LangChainModel(model, policy=self.policy, tracing=True)
        return model


class Drafter(_Verb[Brief | dict[str, Any], Outcome]):
    """A brief, or its plain values, into an `Outcome`.

    model: as `draft` takes it; a chat model's run is a child of this one. It comes from you, never from what is passed in.

    >>> brief = {"sender": {"name": "Ole"}, "recipient": {"name": "Mia"}, "reason": "I read your report on cranes."}
    >>> Drafter().invoke(brief).draft.body.startswith("Dear Mia,")
    True
    """

    model: Any = ""
    redact: bool = False

    def _do(self, given: Brief | dict[str, Any], **options: Any) -> Outcome:
        return self._checker.draft(_brief(given), **self._asked(options))

    async def _ado(self, given: Brief | dict[str, Any], **options: Any) -> Outcome:
        return await self._checker.adraft(_brief(given), **self._asked(options))

    def _asked(self, options: Mapping[str, Any]) -> dict[str, Any]:
        asked = {"model": self.model, "redact": self.redact, **options}
        return {**asked, "model": self._model(asked["model"])}


class Checker(_Verb[str | BaseMessage | Draft, Report]):
    """A text, a chat model's message or a draft into a `Report`.

    >>> Checker(lang="de").invoke("Es gibt Synergien.").findings[0].card
    'no-empty-synergy'
    """

    channel: str = ""
    lang: str = "auto"
    stage: Stage | None = None

    def _do(self, given: str | BaseMessage | Draft, **options: Any) -> Report:
        return self._checker.check(_body(given), **self._known(given, options))

    async def _ado(self, given: str | BaseMessage | Draft, **options: Any) -> Report:
        return await self._checker.acheck(_body(given), **self._known(given, options))

    def _known(self, given: Any, options: Mapping[str, Any]) -> dict[str, Any]:
        subject = given.subject if isinstance(given, Draft) else ""
        return {"subject": subject, "channel": self.channel, "lang": self.lang, "stage": self.stage, **options}


class Critic(_Verb[Message | str, Critique]):
    """A received message, or its text, into a `Critique`. model: as `critique` takes it; the verdict rests on none.

    >>> Critic().bind(verdict="decline").invoke("Hello").verdict
    'decline'
    """

    profile: Profile | None = None
    model: Any = "offline"
    redact: bool = False

    def _do(self, given: Message | str, **options: Any) -> Critique:
        return self._checker.critique(_received(given), **self._asked(options))

    async def _ado(self, given: Message | str, **options: Any) -> Critique:
        return await self._checker.acritique(_received(given), **self._asked(options))

    def _asked(self, options: Mapping[str, Any]) -> dict[str, Any]:
        asked = {"profile": self.profile, "model": self.model, "redact": self.redact, **options}
        return {**asked, "model": self._model(asked["model"])}


def _brief(given: Any) -> Brief:
    """Return the brief; a text is refused, since it could only be a path, and may come from a stranger."""
    return given if isinstance(given, Brief) else from_values(given)


def _body(given: str | BaseMessage | Draft) -> str:
    if isinstance(given, Draft):
        return given.body
    return given if isinstance(given, str) else text_of(given)


def _received(given: Message | str) -> Message:
    return given if isinstance(given, Message) else api.read_message(given)
