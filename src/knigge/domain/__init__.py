"""The nouns of the house: frozen values that every floor speaks in.

Offsets are half-open `(start, end)` code points of the part they name; shares are 0..1. The edges (briefs, policies,
model answers, JSON Schemas) validate these same classes with pydantic, which is imported there and nowhere else.
"""

from knigge.domain.people import AnswerBrief, Brief, CommonGround, Contact, Message, Person, Policy, Profile
from knigge.domain.results import (
    Answer,
    Attempt,
    Critique,
    Draft,
    Evidence,
    Finding,
    Fix,
    Outcome,
    Prompt,
    Reason,
    Reply,
    Report,
    Usage,
)
from knigge.domain.texts import Case, Parts, Text
from knigge.domain.words import LEVELS, SCHEMA, Channel, Intent, Lang, Level, Register, Span, Stage, Verdict

__all__ = [
    "LEVELS",
    "SCHEMA",
    "Answer",
    "AnswerBrief",
    "Attempt",
    "Brief",
    "Case",
    "Channel",
    "CommonGround",
    "Contact",
    "Critique",
    "Draft",
    "Evidence",
    "Finding",
    "Fix",
    "Intent",
    "Lang",
    "Level",
    "Message",
    "Outcome",
    "Parts",
    "Person",
    "Policy",
    "Profile",
    "Prompt",
    "Reason",
    "Register",
    "Reply",
    "Report",
    "Span",
    "Stage",
    "Text",
    "Usage",
    "Verdict",
]
