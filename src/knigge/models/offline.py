"""A brief into a message without any model: the embedded composer as one."""

from __future__ import annotations

import json

from knigge.domain import AnswerBrief, Prompt, Reply, Usage
from knigge.errors import ModelError
from knigge.models import OFFLINE
from knigge.models.composer.answer import answer
from knigge.models.composer.fit import fit
from knigge.models.composer.plan import plan


def compose(prompt: Prompt) -> Reply:
    """Return the message that the brief gives: same brief, same text; it comes whole, with greeting and closing."""
    brief = prompt.brief
    if brief is None:
        raise ModelError("The offline composer reads no message a second time. Name a model.")
    draft = answer(brief) if isinstance(brief, AnswerBrief) else fit(brief, plan(brief), prompt.limit)
    said = {"subject": draft.subject, "message": draft.body}
    return Reply(json.dumps(said, ensure_ascii=False), OFFLINE, Usage(calls=1, cost=0.0), "stop")
