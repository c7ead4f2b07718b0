"""A chain: a brief is drafted, and the draft is judged as if you had received it.

python examples/langchain_chain.py [MODEL]    # offline, ollama:llama3.2, openai:gpt-6-mini ...
"""

import sys

from langchain_core.runnables import RunnableLambda

from knigge import Message, Outcome, load_brief
from knigge.langchain import Critic, Drafter


def received(outcome: Outcome) -> Message:
    """Return the draft as it reaches its reader."""
    return Message(outcome.draft.body, outcome.draft.subject, channel=outcome.brief.channel)


chain = Drafter(model=sys.argv[1] if len(sys.argv) > 1 else "offline") | RunnableLambda(received) | Critic()

if __name__ == "__main__":
    verdict = chain.invoke(load_brief("examples/briefs/email-researcher.de.yaml"), {"tags": ["example"]})
    print(verdict.message.text)
    print(f"\n{verdict.verdict}: {', '.join(reason.name for reason in verdict.reasons)}")
