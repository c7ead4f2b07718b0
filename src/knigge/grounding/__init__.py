"""What a text states and nothing given holds: a draft against its brief, an answer against the message and the profile."""

from knigge.grounding.claims import Claim, ungrounded
from knigge.grounding.given import Held

__all__ = ["Claim", "Held", "ungrounded"]
