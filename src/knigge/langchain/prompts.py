"""The prompts into templates of LangChain's, and a brief into what fills them."""

from __future__ import annotations

from string import Template

from langchain_core.prompts import ChatPromptTemplate

from knigge import prompts
from knigge.domain import Brief, Policy
from knigge.drafting import stage_of
from knigge.parsing.briefs import settled


def chat_prompt(name: str = "draft", lang: str = "en", channel: str = "", folder: str = "") -> ChatPromptTemplate:
    """Return the prompt `draft`, `repair`, `reply` or `read` with its slots as input variables.

    folder: of prompts of your own. Raises SettingsError for a prompt that there is not.

    >>> chat_prompt("read", "de").input_variables
    ['message']
    """
    file = prompts.load(name, lang, channel, folder)
    return ChatPromptTemplate.from_messages([("system", _braced(file.instructions)), ("human", _braced(file.data))])


def slots(brief: Brief, policy: Policy | None = None) -> dict[str, str]:
    """Return what fills the slots of `draft` for a brief: with both, a model is asked what `knigge prompt` shows.

    Raises BriefError for a brief that lacks what every draft needs.

    >>> from knigge import load_brief
    >>> brief = load_brief("examples/briefs/email-researcher.de.yaml")
    >>> [message.type for message in chat_prompt("draft", "de", "email").invoke(slots(brief)).to_messages()]
    ['system', 'human']
    """
    whole = settled(brief)
    return prompts.slots(prompts.Task(whole, stage_of(whole), policy or Policy()))


def _braced(template: Template) -> str:
    """Return a template with `{slot}` for `$slot`, and its own braces doubled."""
    text, pieces, at = template.template.strip(), [], 0
    for found in template.pattern.finditer(text):
        slot = found["named"] or found["braced"]
        pieces += [_doubled(text[at : found.start()]), f"{{{slot}}}" if slot else "$"]
        at = found.end()
    return "".join((*pieces, _doubled(text[at:])))


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
