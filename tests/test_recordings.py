"""Recorded answers: given again without asking anybody, and told apart from what was never recorded or is stale."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from knigge.domain import Policy, Prompt, Reply, Usage
from knigge.errors import SettingsError
from knigge.evals import cases, evaluating, gates, recordings, running
from knigge.evals.evaluating import Evaluation
from knigge.models.offline import compose
from stand_in import said, serving
from test_cli import knigge
from test_evals import GOOD, ROOT, written


def answering(prompt: Prompt) -> Reply:
    """A model that answers what the composer would, in two seconds, and points at nothing in what it reads."""
    text = compose(prompt).text if prompt.brief else '{"points": []}'
    return Reply(text, "m-2026", Usage(1, 100, 20, 0.5), "stop", 2.0)


def ran(folder: Path, ask: Any = None, policy: Policy | None = None) -> Evaluation:
    """What drafts come to with the model `m`, asked where nothing is recorded if `ask` is given."""
    store, policy = recordings.Store(folder / "recordings"), policy or Policy()
    every = cases.load(folder, ["draft"])
    replayed = running.run(every, ["m"], lambda name, case: store.replayed(name, case, policy, ask), policy)
    return evaluating.evaluated(replayed, gates.Gates(), store)


def test_an_answer_is_asked_for_once_and_given_again(tmp_path: Path) -> None:
    folder = written(tmp_path, {"draft": GOOD["draft"]})
    first = ran(folder, lambda: answering)
    again = ran(folder)
    assert (first.passed, again.passed) == (True, True)
    assert again.recordings == {"m": {"used": 1, "missing": 0, "stale": 0}}
    assert again.results[0].measures == first.results[0].measures
    assert again.results[0].measures | {"tokens": 120, "cost": 0.5, "seconds": 2.0} == again.results[0].measures


def test_what_was_never_recorded_is_missing_and_fails(tmp_path: Path) -> None:
    found = ran(written(tmp_path, {"draft": GOOD["draft"]}))
    assert (found.passed, found.recordings["m"]["missing"]) == (False, 1)
    assert "nothing is recorded. Record with: knigge eval draft --model m --record" in found.results[0].wrong[0]


def test_a_prompt_that_lost_a_line_makes_its_recordings_stale(tmp_path: Path) -> None:
    folder = written(tmp_path, {"draft": GOOD["draft"]})
    ran(folder, lambda: answering)
    shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    prompt = tmp_path / "prompts" / "draft.de.md"
    lines = prompt.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(place for place, line in enumerate(lines) if line.strip() and "$" not in line and "---" not in line)
    prompt.write_text("".join(lines[:last] + lines[last + 1 :]), encoding="utf-8")
    found = ran(folder, policy=Policy(prompts=str(tmp_path / "prompts")))
    assert (found.passed, found.recordings["m"]) == (False, {"used": 0, "missing": 0, "stale": 1})
    assert "stale, the prompt from draft.de.md reads otherwise" in found.results[0].wrong[0]
    assert found.stale == (recordings.Stale("m", "draft.de.md", ("draft/some/Deich",)),)


def test_settings_of_the_model_are_part_of_the_key_and_its_address_is_not() -> None:
    from knigge.domain import Endpoint

    prompt = Prompt("draft", "1", "instructions", "text", None, {})
    keys = {
        recordings.key_of("m", prompt, Policy(models={"m": endpoint}))
        for endpoint in (Endpoint(model="a"), Endpoint(model="a", base_url="http://127.0.0.1:1"), Endpoint(model="b"))
    }
    assert len(keys) == 2


def test_a_line_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    for line, says in (("{", "is no JSON"), ('{"key": "a"}', "is no recording")):
        (tmp_path / "m.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
        with pytest.raises(SettingsError, match=rf"m\.jsonl: line 2: {says}"):
            recordings.Store(tmp_path)


def test_recording_from_a_server_and_replaying_without_it(tmp_path: Path) -> None:
    written(tmp_path, {"draft": GOOD["draft"]})
    case = cases.load(tmp_path)[0]
    from knigge import draft, load_brief

    good = draft(load_brief(dict(case.inputs["brief"]))).attempts[0].answer
    args = ("eval", "draft", "--cases", ".", "--policy", "p.toml", "--model", "m")
    with serving(*said(good)) as server:
        policy = f'[models.m]\nmodel = "id"\nbase_url = "{server.url}"\nseconds = 5\n'
        (tmp_path / "p.toml").write_text(policy, encoding="utf-8")
        recorded = knigge(*args, "--record", cwd=tmp_path)
    assert (recorded.returncode, len(server.asked)) == (0, 1), recorded.stdout.decode()
    replayed = knigge(*args, cwd=tmp_path)
    assert (replayed.returncode, replayed.stdout) == (0, recorded.stdout)
    assert "answers replayed 1, missing 0, stale 0" in replayed.stdout.decode()
    assert knigge(*args[:-1], "nobody", "--record", cwd=tmp_path).returncode == 3
