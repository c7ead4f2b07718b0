"""The examples do what they say, as their first lines say to run them."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knigge.yamlfile import parse
from stand_in import completion, http, serving

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
ENV = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**ENV, **env}, check=False)


def python(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-W", "error", *arguments, **env)


def yaml(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of message templates, as the examples have them."""
    return Path(shutil.copytree(EXAMPLES / "pre-commit", tmp_path / "templates-of-ours"))


def test_the_composer_answers_with_findings_and_with_what_is_wrong() -> None:
    client = TestClient(runpy.run_path(str(EXAMPLES / "mail_composer" / "app.py"))["app"])
    found = client.post("/check", json={"text": "Es gibt wertvolle Synergien.", "subject": "Hallo"}).json()["findings"]
    assert {("no-empty-synergy", "body"), ("telling-subject", "subject")} <= {(f["card"], f["part"]) for f in found}
    assert "<textarea" in client.get("/").text
    too_long = client.post("/check", json={"text": "a" * 1_000_001})
    assert (too_long.status_code, too_long.json()["detail"][:9]) == (422, "1,000,001")


def test_the_composer_embeds_the_library_in_ten_lines() -> None:
    source = (EXAMPLES / "mail_composer" / "app.py").read_text(encoding="utf-8")
    ours = source[source.index("app = FastAPI()") : source.index('@app.get("/")')]
    assert len([line for line in ours.splitlines() if line.strip()]) <= 10


def test_the_chain_drafts_and_judges() -> None:
    done = python("examples/langchain_chain.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^Sehr geehrte .*^accept: .*why_me", done.stdout, re.DOTALL | re.MULTILINE)


def test_a_model_that_calls_the_tools_gets_its_answers() -> None:
    call = {"id": "c", "type": "function", "function": {"name": "check", "arguments": '{"text": "Es gibt Synergien."}'}}
    broken = {"id": "d", "type": "function", "function": {"name": "check", "arguments": "{"}}
    answers = http(completion(None, "tool_calls", tool_calls=[call, broken])), http(completion("Name the thing."))
    with serving(*answers) as server:
        done = python("examples/openai_tools.py", "m", server.url, "Is this all right?")
    assert (done.stdout, done.stderr) == ("Name the thing.\n", "")
    told = {m["tool_call_id"]: m["content"] for m in server.asked[1].body["messages"] if m["role"] == "tool"}
    assert "no-empty-synergy" in told["c"]
    assert "the arguments are no JSON" in told["d"]
    assert [tool["function"]["name"] for tool in server.asked[0].body["tools"]] == [
        "check",
        "critique",
        "draft",
        "explain",
    ]


def test_a_model_that_calls_for_ever_is_stopped_and_one_that_is_not_there_told() -> None:
    call = {"id": "c", "type": "function", "function": {"name": "explain", "arguments": '{"card": "be-brief"}'}}
    with serving(http(completion(None, "tool_calls", tool_calls=[call]))) as server:
        done = python("examples/openai_tools.py", "m", server.url, "Go on")
    assert (done.stdout, len(server.asked)) == ("No answer after 5 rounds.\n", 5)
    gone = python("examples/openai_tools.py", "m", server.url, "Hello")
    assert gone.returncode == 1
    assert gone.stderr.startswith("The server did not answer")


def test_the_plot_shows_each_card_before_and_after(tmp_path: Path) -> None:
    target = tmp_path / "team.svg"
    folders = [str(EXAMPLES / "team" / when) for when in ("before", "after")]
    done = python("examples/before_after.py", *folders, str(target), MPLCONFIGDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    drawn = target.read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    assert {"no-empty-synergy", "before", "after"} <= set(re.findall(r"<!-- (.+?) -->", drawn))


def test_the_hook_passes_good_templates_and_stops_a_bad_one(repository: Path) -> None:
    (hook,) = yaml(ROOT / ".pre-commit-hooks.yaml")
    (ours,) = yaml(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert ours["id"] == hook["id"]
    command = [*shlex.split(hook["entry"]), *ours["args"]]
    names = [path.relative_to(repository).as_posix() for path in sorted((repository / "templates").iterdir())]
    assert all(re.search(hook["files"], name) for name in names)
    assert not re.search(hook["files"], "src/templates.md")
    good = run(*command, *names, cwd=repository)
    assert good.returncode == 0, good.stdout
    (repository / "templates" / "bad.md").write_text("Guten Tag, es gibt wertvolle Synergien!", encoding="utf-8")
    bad = run(*command, "templates/bad.md", cwd=repository)
    assert (bad.returncode, "no-empty-synergy" in bad.stdout) == (1, True)


def test_the_workflow_reports_and_then_fails(repository: Path) -> None:
    workflow = yaml(EXAMPLES / "ci" / "knigge.yml")
    steps = {step["name"]: step["run"] for step in workflow["jobs"]["knigge"]["steps"] if "run" in step}
    assert list(steps) == ["Install", "Report", "Fail"]
    (upload,) = (s for s in workflow["jobs"]["knigge"]["steps"] if "upload-sarif" in s.get("uses", ""))
    assert upload["with"]["sarif_file"] in steps["Report"]
    assert workflow["permissions"]["security-events"] == "write"
    shell = ("bash", "-e", "-c")
    assert [run(*shell, steps[name], cwd=repository).returncode for name in ("Report", "Fail")] == [0, 0]
    (repository / "templates" / "bad.md").write_text("Guten Tag, es gibt wertvolle Synergien!", encoding="utf-8")
    assert [run(*shell, steps[name], cwd=repository).returncode for name in ("Report", "Fail")] == [0, 1]
    results = json.loads((repository / "knigge.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in results]
    assert ("no-empty-synergy", "templates/bad.md") in places


def test_each_example_is_listed_and_short() -> None:
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        assert f"`{path.name}" in listed or path.name == "README.md", path.name
    programs = [path for path in EXAMPLES.rglob("*.py") if "plugins" not in path.parts]
    for path in programs:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path.name
