"""The way into LangChain: the verbs as runnables, the prompts as its templates, and our models as a chat model of its own."""

from knigge.langchain.chat import ChatKnigge
from knigge.langchain.prompts import chat_prompt, slots
from knigge.langchain.verbs import Checker, Critic, Drafter

__all__ = ["ChatKnigge", "Checker", "Critic", "Drafter", "chat_prompt", "slots"]
