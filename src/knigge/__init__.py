"""Draft and judge first-contact messages by the rules of etiquette.

    from knigge import Checker, check, critique, draft, load_brief, read_message

Everything is imported when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knigge.api import (
        acheck,
        acritique,
        adraft,
        check,
        check_profile,
        critique,
        draft,
        feedback,
        load_brief,
        load_policy,
        read_message,
    )
    from knigge.checker import Checker
    from knigge.domain import (
        Answer,
        Brief,
        Critique,
        Endpoint,
        Feedback,
        Finding,
        Message,
        Outcome,
        Policy,
        Profile,
        Prompt,
        Reply,
        Report,
    )
    from knigge.errors import BriefError, CardError, KniggeError, MailError, ModelError, SettingsError

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Brief",
    "BriefError",
    "CardError",
    "Checker",
    "Critique",
    "Endpoint",
    "Feedback",
    "Finding",
    "KniggeError",
    "MailError",
    "Message",
    "ModelError",
    "Outcome",
    "Policy",
    "Profile",
    "Prompt",
    "Reply",
    "Report",
    "SettingsError",
    "acheck",
    "acritique",
    "adraft",
    "check",
    "check_profile",
    "critique",
    "draft",
    "feedback",
    "load_brief",
    "load_policy",
    "read_message",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'knigge' has no attribute {name!r}")
    home = "errors" if name.endswith("Error") else "domain" if name[0].isupper() else "api"
    home = "checker" if name == "Checker" else home
    return getattr(import_module(f"knigge.{home}"), name)
