"""The library as a house that is lived in by threads: one policy for all, the same reports, and nothing opened on import."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from itertools import takewhile
from pathlib import Path
from typing import Any, cast

import pytest

import knigge
from knigge import Checker, Policy, Report, SettingsError, api, check
from test_drafting import BRIEF

ROOT = Path(__file__).parents[1]
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "texts").iterdir())]
TEXTS += [f"Guten Tag Frau Amsel {n},\n\n**Ihr** Vortrag: es gibt *wertvolle* Synergien. Danke, Ole" for n in range(9)]
LEVELS = {"no-empty-synergy": "error"}
POLICY = Policy(levels={"no-empty-synergy": "error"})
MESSAGE = knigge.read_message("Guten Tag, Ihr Vortrag hat mir gefallen. Darf ich Ihre Folien haben? Danke, Ole Dorn")


@pytest.mark.parametrize("verb", ["check", "acheck", "draft", "adraft", "critique", "acritique"])
def test_a_method_takes_what_its_function_takes_but_the_policy(verb: str) -> None:
    function, method = (inspect.signature(getattr(home, verb)) for home in (api, Checker))
    wanted = {name: each.replace(annotation="") for name, each in function.parameters.items() if name != "policy"}
    given = {name: each.replace(annotation="") for name, each in method.parameters.items() if name != "self"}
    assert given == wanted


def test_its_policy_holds_in_every_verb() -> None:
    checker, poor = Checker(POLICY), "Es gibt wertvolle Synergien."
    both = [checker.check(poor), asyncio.run(checker.acheck(poor))]
    assert both == [check(poor, policy=POLICY)] * 2
    assert not both[0].ready
    eager = Checker(Policy(accept_from=-9, decline_from=-10))
    assert eager.critique(MESSAGE) == asyncio.run(eager.acritique(MESSAGE))
    assert eager.critique(MESSAGE).weighing.accept_from == -9
    one = Checker(Policy(max_repairs=0, levels={"be-brief": "off"}))
    assert one.draft(BRIEF, model=lambda prompt: "{}" if prompt.attempt > 1 else ANSWER).rounds == 1
    assert asyncio.run(one.adraft(BRIEF, model=lambda prompt: knigge.Reply(ANSWER))).rounds == 1


ANSWER = json.dumps(
    {"subject": "Folien", "body": "Siemens hat 99 davon. Dürfte ich bitte Ihre Folien verwenden? Danke."}
)


def test_it_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Checker().policy = POLICY  # type: ignore[misc]


def test_a_policy_that_names_no_card_is_told_when_it_is_bound() -> None:
    with pytest.raises(SettingsError, match="Did you mean 'no-empty-synergy'"):
        Checker(Policy(levels={"no-empty-synergie": "error"}))


def test_threads_that_share_it_get_what_one_thread_gets() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); import test_library as t\n"
        "checker = t.Checker(t.POLICY)\n"
        "alone = None if len(sys.argv) > 1 else t.reports(checker)\n"
        "with t.ThreadPoolExecutor(8) as pool:\n"
        "    together = list(pool.map(t.reports, [checker] * 8))\n"
        "assert together == [t.reports(checker)] * 8, 'not the same'\n"
    )
    # from cold, so that they meet where things are made when first used
    done = subprocess.run([sys.executable, "-c", script, "cold"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def reports(checker: Checker) -> list[Report]:
    """What is said of each text, as plain text and as Markdown."""
    return [checker.check(text, markup=markup) for text in TEXTS for markup in ("plain", "markdown")]


def test_a_long_text_in_one_thread_holds_up_no_other() -> None:
    from knigge.matching import in_turn

    with in_turn(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(check, "Hallo Frau Amsel").result(timeout=30)


def test_a_thread_that_checks_on_and_on_lets_others_have_their_turns() -> None:
    from knigge.matching import in_turn

    def look() -> bool:
        with in_turn():
            return True

    with ThreadPoolExecutor(3) as pool:
        with in_turn():
            waiting = [pool.submit(look) for _ in range(3)]
        turns = sum(look() for _ in takewhile(lambda _: not all(each.done() for each in waiting), range(1_000_000)))
        assert turns < 1_000_000


WATCHED = """
import sys
seen = []
CHANGES = ("os.system", "os.exec", "os.fork", "os.mkdir", "os.remove", "os.rename", "os.putenv")
def hook(event, args):
    if event == "open" and not str(args[0]).endswith((".py", ".pyc", ".so", ".pyd")):
        seen.append(f"open {args[0]}")
    if event.split(".")[0] in ("socket", "subprocess", "tempfile", "shutil", "ctypes") or event in CHANGES:
        seen.append(event)
sys.addaudithook(hook)
IMPORT
print(*seen, sep="\\n")
"""


@pytest.mark.parametrize(
    "wanted",
    ["import knigge", "from knigge import *", "import knigge.openai_tools"],
)
def test_importing_it_opens_no_file_and_no_socket_and_sets_up_nothing(wanted: str) -> None:
    assert run(WATCHED.replace("IMPORT", wanted)) == ""


def test_the_watch_sees_a_file_and_a_socket() -> None:
    assert run(WATCHED.replace("IMPORT", "open('README.md'); import socket; socket.socket()")).split() == [
        "open", "README.md", "socket.__new__",
    ]  # fmt: skip


def test_it_leaves_logging_signals_and_the_environment_alone() -> None:
    script = (
        "import logging, os, signal, warnings, locale\n"
        "def state(): return (logging.root.handlers[:], logging.root.level, dict(os.environ), signal.getsignal(2),\n"
        "    warnings.filters[:], locale.setlocale(locale.LC_ALL), os.getcwd())\n"
        "before = state()\n"
        "import knigge; from knigge import *\n"
        "Checker().check('Hallo Frau Amsel'); critique(read_message('Hallo'))\n"
        "print(state() == before, [name for name in logging.root.manager.loggerDict if name.startswith('knigge')])"
    )
    assert run(script) == "True []"


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.strip()


RESULTS: list[tuple[str, Callable[[], Any]]] = [
    ("check", lambda: check("Hallo, es gibt Synergien \ud800.")),
    ("finding", lambda: check("Es gibt wertvolle Synergien.").findings[0]),
    ("draft", lambda: knigge.draft(BRIEF)),
    ("critique", lambda: knigge.critique(MESSAGE)),
    ("feedback", lambda: knigge.feedback(knigge.read_message("Ja, gerne! Grüße, Mia"))),
]


@pytest.mark.parametrize(("name", "made"), RESULTS, ids=[name for name, _ in RESULTS])
def test_a_result_gives_its_published_shape_as_json_that_can_be_sent(name: str, made: Callable[[], Any]) -> None:
    from knigge.schemas import SHAPES
    from knigge.yamlfile import adapter

    result = made()
    given = json.loads(result.to_json().encode())
    assert given == json.loads(json.dumps(result.to_dict()).replace("\\ud800", "?"))
    shape = SHAPES[name]
    adapter(shape).validate_python([given] if "list" in repr(shape) else given)
    assert result.to_json(indent=1).count("\n") > 3


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "no text": (lambda: knigge.check(cast(Any, None)), "the text is None, but must be a str."),
    "bytes": (lambda: knigge.check(cast(Any, b"Hi")), "the text is a bytes, but must be a str."),
    "no subject": (lambda: knigge.check("Hi", subject=cast(Any, None)), "subject is None, but must be a str."),
    "no language": (lambda: knigge.check("Hi", lang=cast(Any, None)), "lang is None, but must be a str."),
    "a path of a policy": (
        lambda: knigge.Checker(policy=cast(Any, "x.toml")),
        "policy is a str, but must be a Policy. Read a file of one with load_policy.",
    ),
    "a path of a policy of a check": (
        lambda: knigge.check("Hi", policy=cast(Any, "x.toml")),
        "policy is a str, but must be a Policy. Read a file of one with load_policy.",
    ),
    "a path of a brief": (
        lambda: knigge.draft(cast(Any, "brief.yaml")),
        "brief is a str, but must be a Brief. Make one with load_brief.",
    ),
    "a path of a brief of a check": (
        lambda: knigge.check("Hi", brief=cast(Any, "brief.yaml")),
        "brief is a str, but must be a Brief. Make one with load_brief.",
    ),
    "a text to judge": (
        lambda: knigge.critique(cast(Any, "Hello")),
        "message is a str, but must be a Message. Make one with read_message.",
    ),
    "a text to hear": (
        lambda: knigge.feedback(cast(Any, "Hello")),
        "message is a str, but must be a Message. Make one with read_message.",
    ),
    "no profile": (lambda: knigge.check_profile(cast(Any, None)), "profile is None, but must be a Profile."),
    "no message": (lambda: knigge.read_message(cast(Any, None)), "raw is None, but must be a bytes."),
}


@pytest.mark.parametrize(("call", "line"), WRONG.values(), ids=WRONG)
def test_an_argument_of_another_kind_is_refused_in_one_line_at_the_door(call: Callable[[], object], line: str) -> None:
    with pytest.raises(TypeError) as refused:
        call()
    assert str(refused.value).startswith(line)
