"""A model that may check, judge, draft and explain, at any OpenAI-compatible server.

python examples/openai_tools.py MODEL BASE_URL "Is this all right? ..."
"""

import sys
from typing import Any

from openai import OpenAI, OpenAIError

from knigge.openai_tools import dispatch, tools

ROUNDS = 5


def talk(client: OpenAI, model: str, question: str) -> str:
    """Return what the model says in the end, its calls answered until then."""
    messages: list[Any] = [{"role": "user", "content": question}]
    for _ in range(ROUNDS):
        asked = client.chat.completions.create(model=model, messages=messages, tools=tools(), max_tokens=1000)
        message = asked.choices[0].message
        answers = dispatch(message)
        if not answers:
            return message.content or ""
        messages += [message.model_dump(exclude_none=True), *answers]
    return f"No answer after {ROUNDS} rounds."


if __name__ == "__main__":
    model, base_url, question = sys.argv[1:4]
    try:
        print(talk(OpenAI(base_url=base_url, api_key="none", timeout=60), model, question))
    except OpenAIError as fault:
        sys.exit(f"The server did not answer: {fault}")
