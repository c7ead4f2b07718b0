"""What a language gives the answer to a received message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of replies in one language; `[Ihnen|dir]` gives the formal and the informal word.

    They say a decision and never a reason that nobody gave, and hold as well when somebody else answers.

    sentences: kind of answer and purpose, such as `decline.no`, into variants; `{topic}` is the sender's concern in
        their own words, `{principal}` the person on whose behalf the answer goes out.
    questions: the good sign that is missing into the questions that ask for it.
    me: the writer in the cases that the sentences name, such as `mich`; of somebody else the name stands there.
    topics: expressions whose group `topic` is what a message is about; one that speaks of you or me does not count.
    job, invitation: expressions by which a message offers a job or invites.
    recruits, applies: those of somebody who looks for people, and of somebody who looks for work.
    casual: how a greeting begins that is informal where the words for "you" do not tell; "" for none.
    subject: the mark of an answer before the subject.
    """

    sentences: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[str, ...]]
    me: Mapping[str, str]
    topics: tuple[str, ...]
    personal: str
    job: str
    invitation: str
    recruits: str
    applies: str
    casual: str
    subject: str
