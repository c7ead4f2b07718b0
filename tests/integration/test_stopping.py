"""What is stopped on the way, by us, by the user or by the server's end: nothing hangs, and what had come is kept."""

from __future__ import annotations

import asyncio
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knigge import draft, load_brief
from knigge.domain import Prompt, Reply
from knigge.errors import ModelError
from knigge.models.openai import OpenAIModel
from llama import ENDLESS, Llama, becomes

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "examples" / "briefs" / "email-researcher.de.yaml"
PROMPT = Prompt("draft", "1", "Be brief.", "Say it.", None, {})


def endless(llama: Llama, seconds: float = 60.0) -> OpenAIModel:
    return OpenAIModel("local", llama.endpoint(ENDLESS, structure="text", seconds=seconds))


def after_some(pieces: int, do: Callable[[], None]) -> Callable[[str], None]:
    """Hears that many pieces, and then does something, once."""
    left = iter(range(pieces, 0, -1))
    return lambda text: do() if next(left, 0) == 1 else None


def answers(llama: Llama) -> bool:
    return bool(OpenAIModel("local", llama.endpoint(20, structure="text"))(PROMPT).text)


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_who_awaits_can_cancel_and_the_server_answers_the_next(patient: Llama, streamed: bool) -> None:
    async def cancelled() -> bool:
        model = endless(patient)
        asked = asyncio.create_task(model.ask(PROMPT, (lambda text: None) if streamed else None))
        assert await asyncio.to_thread(becomes, patient.busy)
        asked.cancel()
        await asyncio.wait([asked])
        await model.aclose()
        return asked.cancelled()

    assert asyncio.run(cancelled())
    # this server looks after its caller while it streams; an answer that comes whole it writes to its end
    assert not streamed or becomes(lambda: not patient.busy())
    assert answers(patient)


def test_an_answer_that_takes_too_long_is_left_with_what_had_come(patient: Llama) -> None:
    with pytest.raises(ModelError, match="gave no whole answer within 1 seconds") as failed:
        endless(patient, seconds=1.0).stream(PROMPT, lambda text: None)
    assert len(failed.value.raw.split()) > 10
    assert becomes(lambda: not patient.busy())


def test_a_server_that_dies_in_mid_stream_leaves_what_had_come(patient: Llama) -> None:
    heard: list[str] = []
    kill = after_some(20, patient.kill)
    with pytest.raises(ModelError, match=r"local: the connection broke off .*Check the network") as failed:
        endless(patient).stream(PROMPT, lambda text: (heard.append(text), kill(text))[0])
    assert len(failed.value.raw.split()) > 10
    assert failed.value.raw == "".join(heard)


def test_a_server_that_dies_in_a_repair_leaves_the_best_draft_until_then(patient: Llama) -> None:
    first = OpenAIModel("local", patient.endpoint(1000))

    def dying(prompt: Prompt) -> Reply:
        if prompt.attempt == 1:
            return first(prompt)
        return endless(patient).stream(prompt, after_some(20, patient.kill))

    outcome = draft(load_brief(str(BRIEF)), model=dying)
    assert (len(outcome.attempts), outcome.ready) == (1, False)
    assert outcome.stopped.startswith("local: the connection broke off")
    assert "Check the network" in outcome.stopped


def test_ctrl_c_keeps_what_had_come_and_frees_the_server(patient: Llama, policy_file: Callable[..., str]) -> None:
    policy = Path(policy_file(patient, ENDLESS))
    policy.write_text(policy.read_text(encoding="utf-8") + '\nstructure = "text"', encoding="utf-8")
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "knigge", "draft", str(BRIEF), "--model", "local", "--policy", str(policy)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=inside, text=True) as running:
        os.close(inside)
        shown = read_until(terminal, "Städten")
        running.send_signal(signal.SIGINT)
        kept, _ = running.communicate(timeout=30)
    shown += read_until(terminal, "")
    assert (running.returncode, "Traceback" in shown) == (130, False)
    assert "Stopped. This is what had come; nothing has checked it." in shown
    assert "Städten" in kept
    assert becomes(lambda: not patient.busy())
    assert answers(patient)


def read_until(terminal: int, word: str) -> str:
    """What the terminal shows until a word comes, or (for "") until nobody writes to it any more."""
    shown = b""
    while not word or word.encode() not in shown:
        try:
            more = os.read(terminal, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
    return shown.decode(errors="replace")
