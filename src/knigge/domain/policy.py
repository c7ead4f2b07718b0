"""What the user weighs otherwise than the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knigge.domain.words import STRICT, Channel, Level, Register

FactSource = Literal[
    "business_profile", "own_website", "publications", "talks", "press", "mutual_contacts", "social_media"
]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is reached, and how it is asked.

    provider: one that is known by name (`openai`, `ollama`, ...), or `langchain`. model: its id there; of LangChain a class as
        `package.module:Class`. base_url: another address than the provider's. key: the name of the key in the keys file, by default the
        provider's. structure: how the answer is held to its form; `auto` finds out. seconds: for one answer, retries included.
    options: further fields of the request, or of the class.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    provider: str = "openai"
    model: str = ""
    base_url: str = ""
    key: str = ""
    structure: Literal["auto", "json_schema", "json_object", "text"] = "auto"
    seconds: float = 60.0
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What to make of a phrase that the user's house does not write.

    write: what to write instead, offered as a replacement. say: what the writer is told; by default to write that.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    write: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Sendmail:
    """How `knigge sendmail` lets mail pass.

    via: the command that sends, as on the command line but without a shell. gate: the level at which a finding, or a graver one,
        refuses a mail. when_broken: what becomes of a mail where the check itself fails. notify: a command that is
        given the first lines of a refusal as one argument more, such as `notify-send`.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    via: str = ""
    gate: Level = "error"
    when_broken: Literal["refuse", "pass"] = "refuse"
    notify: str = ""


# The settings that dial out, run or cost something: a file that was merely found in a project's or a team's folder can't set them.
TRUSTED_ONLY = (
    "model", "models", "prices", "prompts", "profile", "candidates", "max_repairs", "max_calls", "max_tokens", "max_cost",
    "max_seconds", "sendmail",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's own weight on the guidelines; an absent setting means its default, never "check nothing".

    acknowledged: hints at a law that the user knows and has seen to, by the ids of their cards; they are silent.
    packs: more rules, by name and folder; a folder of Vale's rules (`styles/Microsoft`) is one.
    locked: cards, packs and settings that a later layer, a flag or a text itself can tighten and not loosen.
    phrases: what your house does not write, by the phrase: what the writer is told, or what to write instead.
    do_not_contact: names, organisations, e-mail addresses and domains that nobody is to write to.
    registers: how people of an industry are addressed where a brief does not say it.
    bias: which way a verdict leans, and network_size: whom the user links with; see `critiquing.thresholds`.
    answer: what gets a reply; fraud does only under `all`, a request without a word not under `only_with_note`.
    max_first_ask: the most that a first message may ask of a stranger. fact_sources: where facts about a person may come
    from. upkeep_minutes_per_week: how long the user looks after contacts.
    profile: a file, the user's own side of an answer. model: who words drafts where no other is named. models: endpoints by the names they are asked for.
    prices: of a model by its id, per million tokens in and out, in the user's currency. prompts: a folder of the user's own.
    candidates: how many drafts a model is asked for at once. max_repairs: how often a draft goes back.
    repair_warnings: how many warnings go back with the errors.
    max_calls, max_tokens, max_cost, max_seconds: budgets of one draft, 0 for none; what came until then is kept.
    sendmail: how mail on its way out is let pass.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    levels: Mapping[str, Literal["error", "warning", "suggestion", "off"]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    accept_from: int = 4
    decline_from: int = -6
    limits: Mapping[Channel, int] = field(default_factory=dict)
    max_repairs: int = 2
    acknowledged: tuple[str, ...] = ()
    packs: Mapping[str, str] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    phrases: Mapping[str, str | Phrase] = field(default_factory=dict)
    do_not_contact: tuple[str, ...] = ()
    registers: Mapping[str, Register] = field(default_factory=dict)
    bias: Literal["open", "neutral", "cautious"] = "neutral"
    network_size: Literal["close", "balanced", "open"] = "balanced"
    answer: Literal["all", "all_but_spam", "only_with_note"] = "all_but_spam"
    max_first_ask: Literal["reply", "short_answer", "send_material", "call", "meeting"] = "short_answer"
    fact_sources: tuple[FactSource, ...] = ("business_profile", "own_website", "publications", "talks")
    upkeep_minutes_per_week: int = 120
    profile: str = ""
    model: str = "offline"
    models: Mapping[str, Endpoint] = field(default_factory=dict)
    prices: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    prompts: str = ""
    candidates: int = 1
    repair_warnings: int = 3
    max_calls: int = 0
    max_tokens: int = 0
    max_cost: float = 0.0
    max_seconds: float = 0.0
    sendmail: Sendmail = Sendmail()
