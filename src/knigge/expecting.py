"""What a caller passes into what a verb takes, or a TypeError in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from knigge.domain import Policy
from knigge.errors import a

if TYPE_CHECKING:
    from knigge.domain import Brief, Message

Kind = TypeVar("Kind")


def expected(value: object, kind: type[Kind], name: str, way_out: str = "") -> Kind:
    """Return a value that is of its kind; raise TypeError naming the argument and the way out for any other."""
    if isinstance(value, kind):
        return value
    found = "None" if value is None else a(type(value).__name__)
    raise TypeError(" ".join(filter(None, (f"{name} is {found}, but must be {a(kind.__name__)}.", way_out))))


def under(policy: Policy | None) -> Policy:
    """Return the policy that holds, by default the program's own; raise TypeError for what is none."""
    return Policy() if policy is None else expected(policy, Policy, "policy", "Read a file of one with load_policy.")


def a_brief(brief: Brief) -> Brief:
    """Return a brief; raise TypeError for what is none."""
    from knigge.domain import Brief

    return expected(brief, Brief, "brief", "Make one with load_brief.")


def a_message(message: Message) -> Message:
    """Return a received message; raise TypeError for what is none."""
    from knigge.domain import Message

    return expected(message, Message, "message", "Make one with read_message.")
