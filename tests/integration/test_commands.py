"""The command line with a model that writes nonsense: not ready, with findings or one line; never a traceback."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from llama import Llama

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "examples" / "briefs" / "email-researcher.de.yaml"
CHANNELS = (
    "email-sales-offer.en", "greeting-card-birthday.de", "linkedin-inmail-recruiter.de", "linkedin-message-invitation.en",
    "linkedin-note-welcome.en", "xing-message-founder.de", "xing-request-former-colleague.de",
)  # fmt: skip
RECEIVED = sorted((ROOT / "examples" / "received").iterdir())
Run = Callable[..., CompletedProcess[str]]
Written = Callable[..., str]


@pytest.mark.parametrize("name", CHANNELS)
def test_nonsense_is_no_draft(name: str, llama: Llama, knigge: Run, policy_file: Written) -> None:
    done = knigge("draft", str(BRIEF.with_name(f"{name}.yaml")), "--model", "local", "--policy", policy_file(llama))
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    if done.returncode == 3:
        assert done.stderr.startswith("knigge: local gave no usable answer in ")
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    else:
        assert done.returncode == 1
        assert done.stdout.strip()
        assert "error" in done.stderr
        assert "not ready · " in done.stderr
        assert "local · " in done.stderr.splitlines()[-1]


def test_a_draft_of_nonsense_is_published_like_any_other(llama: Llama, knigge: Run, policy_file: Written) -> None:
    args = ("draft", str(BRIEF), "--model", "local", "--format", "json", "--policy", policy_file(llama, 1000))
    done = knigge(*args)
    outcome = json.loads(done.stdout)
    assert (done.returncode, outcome["ready"], outcome["rounds"], outcome["usage"]["calls"]) == (1, False, 3, 3)
    assert outcome["findings"]


def test_a_server_that_is_not_there_is_one_line(knigge: Run, policy_file: Written) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    policy = policy_file(f"http://127.0.0.1:{port}/v1")
    done = knigge("draft", str(BRIEF), "--model", "local", "--policy", policy)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert done.stderr.startswith("knigge: local: the server can't be reached")


@pytest.mark.parametrize("path", RECEIVED, ids=lambda path: path.name)
@pytest.mark.parametrize("tokens", [60, 1000])
def test_a_second_reader_changes_no_verdict(
    path: Path, tokens: int, llama: Llama, knigge: Run, policy_file: Written
) -> None:
    def judged(*more: str) -> dict[str, Any]:
        done = knigge("critique", str(path), "--format", "json", *more)
        assert done.returncode == 0, done.stderr
        (critique,) = json.loads(done.stdout)
        found: dict[str, Any] = critique
        return found

    alone, read = judged(), judged("--model", "local", "--policy", policy_file(llama, tokens))
    ruled = ("verdict", "reasons", "weighing", "findings", "lang", "channel")
    assert {name: read[name] for name in ruled} == {name: alone[name] for name in ruled}
    assert all(finding["level"] == "suggestion" for finding in read["reply"]["findings"])
    if read["model"] == "offline":
        assert read["reply"] == alone["reply"]
    text = path.read_text(encoding="utf-8")
    assert all(opinion["text"] in text for opinion in read["opinions"])
