"""A model as judge between two drafts: asked in both orders, steady or not, and never alone to decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from knigge.domain import Policy, Prompt, Reply
from knigge.evals import cases, preferring, running
from knigge.evals.preferring import Preferences
from test_cli import knigge
from test_evals import GOOD, written
from test_recordings import answering


def longer(prompt: Prompt) -> str:
    told = json.loads(prompt.text)
    return max(("first", "second"), key=lambda which: len(told[which]["body"]))


def judged(folder: Path, judge: Callable[[Prompt], str]) -> Preferences:
    """What a judge says of the composer's draft, and of one with a sentence more."""

    def wordy(prompt: Prompt) -> Reply:
        said = json.loads(answering(prompt).text)
        return Reply(
            json.dumps({**said, "message": said["message"].replace("\n\n", "\n\nDas ist so. " * 9, 1)}), "wordy"
        )

    def asking(name: str, case: object) -> object:
        answers = {"a": answering, "b": wordy, "j": lambda prompt: Reply(json.dumps({"better": judge(prompt)}), "j")}
        return answers[name]

    every = cases.load(written(folder, {"draft": GOOD["draft"]}))
    results = list(running.run(every, ["a", "b"], asking, Policy()))  # type: ignore[arg-type]
    return preferring.preferred(results, "a", "b", ("j", asking))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("judge", "wins", "losses", "ties", "flips", "failed"),
    [
        pytest.param(longer, 1, 0, 0, 0, 0, id="one that likes length"),
        pytest.param(lambda prompt: "first", 0, 0, 1, 1, 0, id="one that likes the first"),
        pytest.param(lambda prompt: "tie", 0, 0, 1, 0, 0, id="one that likes both"),
        pytest.param(lambda prompt: "neither", 0, 0, 0, 0, 1, id="one that does not say"),
    ],
)
def test_a_judge_is_asked_in_both_orders(
    judge: Callable[[Prompt], str], wins: int, losses: int, ties: int, flips: int, failed: int, tmp_path: Path
) -> None:
    found = judged(tmp_path, judge)
    assert (found.wins, found.losses, found.ties, found.flips, found.failed) == (wins, losses, ties, flips, failed)
    assert found.by_length["longer"] == (wins, wins)


def test_a_judge_needs_two_models_and_is_none_of_the_composer(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    for args in (("--judge", "offline", "--model", "a", "--model", "b"), ("--judge", "j")):
        done = knigge("eval", "--cases", ".", *args, cwd=tmp_path)
        assert (done.returncode, b"--judge names a model" in done.stderr) == (2, True)


def test_a_model_or_judge_of_which_nothing_is_recorded_is_told_in_one_line(tmp_path: Path) -> None:
    written(tmp_path, {"draft": GOOD["draft"]})
    for args in (("--model", "m"), ("--model", "offline", "--model", "m", "--judge", "j")):
        done = knigge("eval", "--cases", ".", *args, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (3, b"")
        assert (
            done.stderr
            == b"knigge: No answers of 'm' are recorded. Recorded: none. Ask it once with: knigge eval --model m --record\n"
        )


def test_a_judge_without_an_answer_for_these_drafts_is_missing(tmp_path: Path) -> None:
    from test_recordings import ran

    folder = written(tmp_path, {"draft": GOOD["draft"]})
    ran(folder, lambda: answering)
    stored = (folder / "recordings" / "m.jsonl").read_text(encoding="utf-8")
    entry = {**json.loads(stored), "key": "of another draft", "model": "j", "case": "draft/some/other"}
    (folder / "recordings" / "j.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    done = knigge("eval", "--cases", ".", "--model", "offline", "--model", "m", "--judge", "j", cwd=tmp_path)
    assert done.returncode == 1
    assert b"j prefers m to offline: -, 0 of 0 decided" in done.stdout
