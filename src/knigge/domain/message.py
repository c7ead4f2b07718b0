"""What somebody received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knigge.domain.words import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """A received message; `text` may be empty, since many requests hold none."""

    text: str
    subject: str = ""
    sender: str = ""
    sender_address: str = ""
    recipient: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    channel: Channel = ""
    path: str = ""
