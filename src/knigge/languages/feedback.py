"""What a language gives the reading of answers to one's own messages."""

from __future__ import annotations

from dataclasses import dataclass

from knigge.domain.words import Said


@dataclass(frozen=True, slots=True)
class Feedback:
    """How answers say what they say, as expressions matched without regard to case.

    said: tried in this order; the first that is found tells what the answer is.
    later: of a "not now" the group `when` is the time that is named; agreed: of a yes. back: of an absence it is the day of return.
    """

    said: tuple[tuple[Said, tuple[str, ...]], ...]
    later: str
    back: str
    agreed: str = ""
