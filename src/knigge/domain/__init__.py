"""The nouns of the house: frozen values that every floor speaks in.

Offsets are half-open `(start, end)` code points of the part they name; shares are 0..1. The edges (briefs, policies,
model answers, JSON Schemas) validate these same classes with pydantic, which is imported there and nowhere else.
Each module is imported with the first of its nouns: making forty classes takes longer than checking a message.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from knigge.domain.words import (
    LEVELS,
    SCHEMA,
    AnswerKind,
    Channel,
    Intent,
    Lang,
    Level,
    Register,
    Said,
    Span,
    Stage,
    ThanksKind,
    Verdict,
)

if TYPE_CHECKING:
    from knigge.domain.findings import Evidence, Finding, Fix, Report
    from knigge.domain.message import Message
    from knigge.domain.people import AnswerBrief, Brief, CommonGround, Contact, Person, Profile
    from knigge.domain.policy import TRUSTED_ONLY, Endpoint, Phrase, Policy, Sendmail
    from knigge.domain.results import (
        Answer,
        Attempt,
        Critique,
        Draft,
        Feedback,
        Opinion,
        Outcome,
        Prompt,
        Reason,
        Reply,
        Usage,
        Weighing,
    )
    from knigge.domain.texts import Block, Case, Control, Parts, Text

__all__ = [
    "LEVELS",
    "SCHEMA",
    "TRUSTED_ONLY",
    "Answer",
    "AnswerBrief",
    "AnswerKind",
    "Attempt",
    "Block",
    "Brief",
    "Case",
    "Channel",
    "CommonGround",
    "Contact",
    "Control",
    "Critique",
    "Draft",
    "Endpoint",
    "Evidence",
    "Feedback",
    "Finding",
    "Fix",
    "Intent",
    "Lang",
    "Level",
    "Message",
    "Opinion",
    "Outcome",
    "Parts",
    "Person",
    "Phrase",
    "Policy",
    "Profile",
    "Prompt",
    "Reason",
    "Register",
    "Reply",
    "Report",
    "Said",
    "Sendmail",
    "Span",
    "Stage",
    "Text",
    "ThanksKind",
    "Usage",
    "Verdict",
    "Weighing",
]

_HOMES = {
    "findings": "Evidence Finding Fix Report",
    "people": "AnswerBrief Brief CommonGround Contact Person Profile",
    "message": "Message",
    "policy": "TRUSTED_ONLY Endpoint Phrase Policy Sendmail",
    "results": "Answer Attempt Critique Draft Feedback Opinion Outcome Prompt Reason Reply Usage Weighing",
    "texts": "Block Case Control Parts Text",
}


def __getattr__(name: str) -> Any:
    for module, nouns in _HOMES.items():
        if name in nouns.split():
            noun = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = noun
            return noun
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
