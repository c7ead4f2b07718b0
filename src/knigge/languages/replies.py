"""What a language gives the answer to a received message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of replies in one language; `[Ihnen|dir]` gives the formal and the informal word.

    sentences: verdict and purpose, such as `decline.no`, into variants; `{topic}` is the sender's concern in their
        own words, `{principal}` the person on whose behalf the answer goes out.
    questions: the good sign that is missing into the question that asks for it.
    topics: expressions whose group `topic` is what a message is about; one that speaks of you or me does not count.
    job, invitation: expressions by which a message offers a job or invites.
    subject: the mark of an answer before the subject.
    """

    sentences: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[str, ...]]
    topics: tuple[str, ...]
    personal: str
    job: str
    invitation: str
    subject: str
