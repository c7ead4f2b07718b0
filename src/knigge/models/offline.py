"""A brief into a message without any model: the embedded composer as one."""

from __future__ import annotations

from knigge.domain import AnswerBrief, Prompt, Reply, Usage
from knigge.models.composer.answer import answer
from knigge.models.composer.fit import fit
from knigge.models.composer.plan import plan


def compose(prompt: Prompt) -> Reply:
    """Return the message that the brief gives: same brief, same text."""
    brief = prompt.brief
    draft = answer(brief) if isinstance(brief, AnswerBrief) else fit(brief, plan(brief), prompt.limit)
    return Reply(draft, "offline", Usage(calls=1, cost=0.0))
