"""What a text states and nothing given holds: a draft against its brief, an answer against the message and the profile."""

from knigge.grounding.claims import Claim, ungrounded

__all__ = ["Claim", "ungrounded"]
