"""Brief, cards and a prompt file into the `Prompt` that a model gets."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from knigge import cards, channels, shipped
from knigge.cards.setting import asked
from knigge.domain import AnswerBrief, Attempt, Brief, Policy, Prompt, Stage
from knigge.errors import SettingsError


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A file of `prompts/`: what its header says, and its body with named slots."""

    id: str
    version: str
    body: Template


@cache
def load(name: str, lang: str) -> PromptFile:
    """Return the prompt `name` in `lang`, in English where there is none.

    Raises SettingsError for a file without the header `id:` and `version:`.
    """
    folder = shipped.folder("prompts")
    path = next(p for p in (folder / f"{name}.{lang}.md", folder / f"{name}.en.md") if p.is_file())
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if not {"id", "version"} <= fields.keys():
        raise SettingsError(f"{path.name}: the header must say id and version, then a line ---.")
    return PromptFile(fields["id"], fields["version"], Template(body))


def first(brief: Brief, stage: Stage, policy: Policy) -> Prompt:
    """Return the prompt that asks for a first draft."""
    file = load("draft", brief.lang)
    limit = channels.get(brief.channel).limit(brief.sender.plan, policy)
    text = file.body.substitute(_slots(brief, stage, policy))
    return Prompt(file.id, file.version, text, brief, limit)


def repair(brief: Brief, stage: Stage, policy: Policy, last: Attempt, attempt: int) -> Prompt:
    """Return the prompt that asks to mend the last attempt by its findings."""
    file = load("repair", brief.lang)
    limit = channels.get(brief.channel).limit(brief.sender.plan, policy)
    notes = "\n".join(f"{i}. {f.message}" for i, f in enumerate(last.report.findings, 1))
    text = file.body.substitute(_slots(brief, stage, policy), draft=_data(asdict(last.draft)), findings=notes)
    return Prompt(file.id, file.version, text, brief, limit, attempt)


def _slots(brief: Brief, stage: Stage, policy: Policy) -> dict[str, str]:
    channel = channels.get(brief.channel)
    limit = channel.limit(brief.sender.plan, policy)
    return {
        "guidelines": _guidelines(stage, channel.id, brief.lang, policy),
        "channel": f"{channel.name}: {channel.customs.get(brief.lang) or channel.customs.get('en', '')}",
        "limit": str(limit) if limit else "-",
        "brief": _data(_told(brief)),
    }


def _guidelines(stage: Stage, channel: str, lang: str, policy: Policy) -> str:
    """Return the lines of the cards that speak to a stage, and to a channel where one is named."""
    speaking = (
        card
        for card in cards.load()
        if (not card.stage or stage in card.stage) and (card.channels == "all" or channel in card.channels)
    )
    return "\n".join(f"- {line}" for card in speaking if (line := asked(card, policy, lang)))


def _told(brief: Brief) -> dict[str, object]:
    """Return what a model is told of a brief: all that is filled but contact data, which it never needs."""
    values = {name: value for name, value in asdict(brief).items() if value}
    for person in ("sender", "recipient"):
        values[person] = {name: value for name, value in values[person].items() if value and name != "contact"}
    return values


def _data(value: object) -> str:
    """Return a value as JSON that can't close the marks around it."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def answer(brief: AnswerBrief) -> Prompt:
    """Return the prompt that asks for the wording of an answer whose verdict is already decided."""
    lang = brief.language.split("-")[0]
    file = load("reply", lang)
    guidelines = _guidelines("reply", "", lang, Policy())  # no setting bears on how an answer is worded
    told = {name: value for name, value in asdict(brief).items() if value and name != "seed"}
    text = file.body.substitute(guidelines=guidelines, brief=_data(told))
    return Prompt(file.id, file.version, text, brief)
