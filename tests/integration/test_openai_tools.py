"""The tools at llama.cpp's own server: whatever nonsense its model answers, the example ends well."""

from __future__ import annotations

import subprocess
import sys

import pytest
from openai import OpenAI

from conftest import ROOT
from knigge.openai_tools import dispatch, tools
from llama import Llama


@pytest.mark.parametrize("question", ["Is this all right? Es gibt Synergien.", "Draft a message to Ute Groß."])
def test_the_example_ends_with_what_the_model_says(llama: Llama, question: str) -> None:
    command = [sys.executable, "-W", "error", "examples/openai_tools.py", "nonsense", llama.url, question]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


@pytest.mark.parametrize("name", ["check", "critique", "draft", "explain"])
def test_a_call_that_the_server_forces_is_answered(llama: Llama, name: str) -> None:
    client = OpenAI(base_url=llama.url, api_key="none", timeout=60)
    (tool,) = (tool for tool in tools() if tool["function"]["name"] == name)
    asked = client.chat.completions.create(
        model="nonsense",
        messages=[{"role": "user", "content": "Es gibt Synergien."}],
        tools=[tool],  # type: ignore[list-item]
        tool_choice="required",
        max_tokens=400,
        seed=1,
    )
    message = asked.choices[0].message
    answers = dispatch(message)
    assert [each["tool_call_id"] for each in answers] == [call.id for call in message.tool_calls or ()]
    assert all(each["content"].startswith("{") for each in answers)
