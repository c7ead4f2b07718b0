"""A model at the command line: what is printed, what is sent, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from knigge import critique
from knigge.domain import Message, Policy, Profile, Prompt, Reply
from stand_in import Pieces, chunk, error, said, serving, stream
from test_cli import knigge
from test_drafting import GOOD, POOR, answer

ROOT = Path(__file__).parents[1]
BRIEF = """
language: de
sender: {name: Jonas Weber, role: Ingenieur, contact: {email: jonas@example.org}}
recipient: {name: Selin Aydın, salutation: Frau, role: Leiterin Messtechnik}
reason: Ich werte Messreihen von 400 Pumpen aus.
why_you: Ihr Vortrag in Kassel hat mir die Methode gezeigt.
ask: Dürfte ich bitte Ihre Folien verwenden?
"""
RECEIVED = (
    "Guten Tag Herr Pohl,\n\nich bin Archivarin in Ulm und habe Ihren Aufsatz über Siegel gelesen. Würden Sie am 3. Juni bei uns über Archive "
    "sprechen? Näheres steht auf https://archiv.example/juni.\n\nVielen Dank und freundliche Grüße\nEva Roth"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "received.txt").write_text(RECEIVED, encoding="utf-8")
    (tmp_path / "me.yaml").write_text("name: Gregor Pohl\nrole: Archivar\n", encoding="utf-8")
    return tmp_path


def policy(folder: Path, url: str, more: str = "") -> str:
    path = folder / "p.toml"
    path.write_text(f'{more}\n[models.m]\nmodel = "id"\nbase_url = "{url}"\nseconds = 5\n', encoding="utf-8")
    return str(path)


def run(folder: Path, *answers: Pieces, args: tuple[str, ...] = (), more: str = "") -> tuple[Any, list[Any]]:
    """What `knigge draft` does with a model that gives these answers, and what it was asked."""
    with serving(*answers) as server:
        rules = policy(folder, server.url, more)
        done = knigge("draft", "brief.yaml", "--model", "m", "--policy", rules, *args, cwd=folder)
        return done, [each.body for each in server.asked]


def test_a_draft_is_printed_with_what_it_took(folder: Path) -> None:
    done, asked = run(folder, *said(answer(POOR), answer(GOOD)), more="[prices]\nid = [1.0, 5.0]")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Betreff: Folien aus Kassel\n\nSehr geehrte Frau Aydın,")
    assert "m · 2 attempts · 200 tokens in, 40 out · cost 0.0004" in done.stderr.decode()
    assert len(asked) == 2


def test_what_is_not_ready_is_printed_marked_and_exits_with_1(folder: Path) -> None:
    done, _ = run(folder, *said(answer(POOR)), more="max_calls = 1")
    assert done.returncode == 1
    assert b"Ihr Vortrag in Kassel" in done.stdout
    assert "not ready" in done.stderr.decode()
    assert "The budget of 1 calls is used up. This is the best draft until then." in done.stderr.decode()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        pytest.param([error(401)], b"knigge: m: status 401: it broke. Check the key", id="a wrong key"),
        pytest.param(
            said("<html>"), b"gave no usable answer in 2 attempts. The answer is a web page.", id="never an answer"
        ),
    ],
)
def test_a_model_that_can_t_be_asked_is_one_line_and_exit_code_3(answers: Any, says: bytes, folder: Path) -> None:
    done, _ = run(folder, *answers)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 1)
    assert says in done.stderr


def test_json_holds_usage_and_rounds(folder: Path) -> None:
    done, _ = run(folder, *said(answer(POOR), answer(GOOD)), args=("--format", "json"))
    shape = json.loads(done.stdout)
    assert (shape["rounds"], shape["usage"]["calls"], shape["usage"]["cost"], shape["model"]) == (2, 2, None, "m")


def test_the_policy_s_model_words_it_without_being_named(folder: Path) -> None:
    with serving(*said(answer(GOOD))) as server:
        rules = policy(folder, server.url, 'model = "m"')
        assert knigge("draft", "brief.yaml", "--policy", rules, cwd=folder).returncode == 0
        named = knigge("draft", "brief.yaml", "--policy", rules, cwd=folder, KNIGGE_MODEL="offline")
    assert (named.returncode, len(server.asked)) == (0, 1)


def test_models_are_listed_with_what_they_lack(folder: Path) -> None:
    rules = policy(folder, "http://127.0.0.1:9/v1", 'model = "m"')
    done = knigge("models", "--policy", rules, cwd=folder, OPENAI_API_KEY="")
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if line.startswith("*")] == [next(line for line in lines if " m " in line)]
    assert "knigge keys set openai" in next(line for line in lines if "openai:MODEL" in line)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        pytest.param("candidates = 0", "candidates is 0. Give a number from 1 to 8.", id="no candidate"),
        pytest.param("max_cost = -1.0", "max_cost is -1.", id="less than nothing"),
        pytest.param('[models."a:b"]\nmodel = "x"', "holds a colon", id="a colon"),
        pytest.param('[models.offline]\nmodel = "x"', "the name is taken", id="the composer's name"),
        pytest.param('[models.x]\nmodel = "x"\nseconds = 0', "models.x.seconds is 0", id="no time"),
        pytest.param('[models.x]\nmodle = "x"', "modle", id="a field that there is not"),
        pytest.param('[models.x]\nstructure = "xml"', "models.x.structure", id="a structure that there is not"),
        pytest.param("[prices]\nx = [1.0]", "prices.x", id="half a price"),
        pytest.param("[prices]\nx = [1.0, -2.0]", "prices.x is negative", id="a gift"),
        pytest.param('prompts = "none"', "is no folder of prompts", id="no folder"),
    ],
)
def test_an_odd_setting_is_told_by_file_and_field(toml: str, says: str, folder: Path) -> None:
    (folder / "p.toml").write_text(toml, encoding="utf-8")
    done = knigge("prompt", "brief.yaml", "--policy", "p.toml", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert says in done.stderr.decode()


# On a terminal


def typed(folder: Path, *pieces: Pieces, stop_at: bytes = b"", args: tuple[str, ...] = ()) -> tuple[bytes, bytes, int]:
    """What a terminal shows on standard error, what standard output gets, and the exit code; Ctrl-C at a text."""
    with serving(*pieces) as server:
        command = [
            sys.executable,
            "-m",
            "knigge",
            "draft",
            "brief.yaml",
            "--model",
            "m",
            "--policy",
            policy(folder, server.url),
            *args,
        ]
        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
            os.close(theirs)
            shown, until = b"", time.monotonic() + 30
            while time.monotonic() < until:
                if select.select([ours], [], [], 0.1)[0]:
                    try:
                        shown += os.read(ours, 65536)
                    except OSError:  # the terminal is gone with the program
                        break
                if stop_at and stop_at in shown:
                    process.send_signal(signal.SIGINT)
                    stop_at = b""
            out = process.communicate(timeout=30)[0]
            os.close(ours)
            return shown, out, process.returncode


SLOWLY = stream(*[event for word in answer(GOOD).split(" ") for event in (chunk(word + " "), 0.01)])
STALLING = stream(chunk('{"subject": "F", "body": "Ihr Vortrag in Kassel hat mir'), 20.0)


def test_the_words_are_shown_while_they_come_and_then_the_draft(folder: Path) -> None:
    shown, out, code = typed(folder, SLOWLY)
    assert code == 0
    assert b"Ihr Vortrag in" in shown
    assert b"{" not in shown
    assert out.decode().count("Ihr Vortrag in Kassel") == 1


def test_no_stream_shows_nothing_before_the_draft(folder: Path) -> None:
    shown, out, code = typed(folder, *said(answer(GOOD)), args=("--no-stream",))
    assert code == 0
    assert b"Ihr Vortrag" not in shown
    assert b"Ihr Vortrag" in out


def test_ctrl_c_keeps_what_had_come(folder: Path) -> None:
    shown, out, code = typed(folder, STALLING, stop_at=b"hat mir")
    assert code == 130
    assert out.decode() == "Ihr Vortrag in Kassel hat mir\n"
    assert b"This is what had come" in shown
    assert b"Traceback" not in shown


# A second reading


def points(*given: tuple[str, str, str]) -> str:
    return json.dumps({"points": [{"kind": kind, "words": words, "note": note} for kind, words, note in given]})


def reader(reading: str, reply: str) -> Any:
    return lambda prompt: Reply(reading if prompt.id == "read" else json.dumps({"body": reply}), "m")


CLEAN = "vielen Dank für Ihre Anfrage. Den Vortrag über Archive am 3. Juni übernehme ich gern."
ME = Profile("Gregor Pohl", role="Archivar")


def read(reading: str, reply: str = CLEAN, text: str = RECEIVED, **more: Any) -> Any:
    return critique(Message(text, "Vortrag in Ulm"), model=reader(reading, reply), profile=ME, **more)


def test_what_a_model_points_at_is_shown_as_opinion_and_weighs_nothing() -> None:
    plain = critique(Message(RECEIVED, "Vortrag in Ulm"), profile=ME)
    second = read(
        points(("doubt", "Würden Sie am 3. Juni", "Die Uhrzeit fehlt."), ("what", "Vortrag in Ulm", "Ein Vortrag."))
    )
    assert (second.verdict, second.reasons, second.weighing) == (plain.verdict, plain.reasons, plain.weighing)
    assert [(o.kind, o.part, o.text) for o in second.opinions] == [
        ("doubt", "body", "Würden Sie am 3. Juni"),
        ("what", "subject", "Vortrag in Ulm"),
    ]
    assert RECEIVED[second.opinions[0].start : second.opinions[0].end] == "Würden Sie am 3. Juni"


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(points(("what", "Sie haben gewonnen", "Ein Gewinn.")), id="words that are not there"),
        pytest.param(points(("accept", "Vortrag in Ulm", "Nimm an.")), id="a kind that there is not"),
        pytest.param(points(("what", "", "leer")), id="no words"),
        pytest.param('{"points": "all", "verdict": "accept"}', id="no list"),
        pytest.param("I accept this message.", id="no JSON"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_stands_nowhere_in_the_message_is_left_out(reading: str) -> None:
    second = read(reading)
    assert second.opinions == ()
    assert any("m pointed at" in note or "There is no second reading" in note for note in second.report.notes)
    assert second.verdict == critique(Message(RECEIVED, "Vortrag in Ulm"), profile=ME).verdict


def test_a_remark_carries_no_address_and_is_short() -> None:
    (opinion,) = read(points(("what", "Vortrag in Ulm", "Zahle auf https://evil.example " + "x" * 400))).opinions
    assert "evil.example" not in opinion.note
    assert len(opinion.note) <= 200


def test_a_model_s_clean_wording_is_the_reply() -> None:
    second = read(points())
    assert (second.model, second.reply.findings) == ("m", ())
    assert "Den Vortrag über Archive am 3. Juni übernehme ich gern." in second.reply.body
    assert second.reply.body.startswith("Guten Tag Eva Roth,\n\nvielen Dank")


@pytest.mark.parametrize(
    "address",
    [
        "https://archiv.example/juni", "evil.ru/pay", "bit.ly/x9", "t.me/eva", "evil.shop", "hxxps://evil.ru", "evil[.]com",
        "@eva_telegram", "www.evil.ru", "eva@evil.shop", "+44 20 7946 0000",
    ],
)  # fmt: skip
def test_a_sentence_with_an_address_does_not_go_back(address: str) -> None:
    reply = read(points(), f"{CLEAN} Näheres lese ich auf {address}.", text=f"{RECEIVED}\nP.S. {address}").reply.body
    assert address not in reply
    assert "Den Vortrag über Archive am 3. Juni übernehme ich gern." in reply
    assert "Näheres" not in reply


def test_a_model_can_t_send_a_finished_reply_past_the_frame_and_the_checks() -> None:
    whole = json.dumps({"message": "Bitte zahlen Sie auf https://archiv.example/juni ein."})
    second = critique(Message(RECEIVED), model=lambda prompt: Reply(whole, "m"), profile=ME)
    assert "archiv.example" not in second.reply.body
    assert second.reply.body.startswith("Guten Tag Eva Roth,")


@pytest.mark.parametrize("cut", [True, False])
def test_a_reply_whose_end_is_missing_is_not_used(cut: bool) -> None:
    text = json.dumps({"body": CLEAN}, ensure_ascii=False)[: -10 if cut else None]
    second = critique(Message(RECEIVED), model=lambda prompt: Reply(text, "m", finish="length"), profile=ME)
    assert second.model == "offline"


@pytest.mark.parametrize(
    "wording",
    [
        pytest.param("ich überweise Ihnen 500 Euro an Siemens. Danke.", id="what nobody gave"),
        pytest.param("", id="nothing"),
        pytest.param("<html>", id="a web page"),
    ],
)
def test_a_wording_with_faults_gives_way_to_the_composer_s(wording: str) -> None:
    second = read(points(), wording)
    assert (second.model, second.reply.findings) == ("offline", ())
    assert any("m was not used" in note or "The composer words the reply" in note for note in second.report.notes)


def test_no_name_of_the_two_is_sent_where_they_are_hidden() -> None:
    asked: list[Prompt] = []

    def model(prompt: Prompt) -> Reply:
        asked.append(prompt)
        return Reply(json.dumps({"body": CLEAN, "points": []}), "m")

    critique(
        Message(RECEIVED, sender="Eva Roth <eva@archiv.example>"), model=model, profile=ME, redact=True, policy=Policy()
    )
    assert not [name for prompt in asked for name in ("Pohl", "Roth") if name in prompt.text]


def test_the_command_shows_the_second_reader_s_opinion(folder: Path) -> None:
    reading = points(("doubt", "Würden Sie am 3. Juni", "Die Uhrzeit fehlt."))
    with serving(*said(reading, json.dumps({"body": CLEAN}))) as server:
        args = ("--model", "m", "--policy", policy(folder, server.url), "--profile", "me.yaml")
        done = knigge("critique", "received.txt", *args, cwd=folder)
    out = done.stdout.decode()
    assert done.returncode == 0
    assert "A second reader's opinion, which weighs nothing" in out
    assert "doubt: “Würden Sie am 3. Juni”  Die Uhrzeit fehlt." in out


def test_a_model_that_fails_leaves_the_verdict_and_the_composer_s_reply(folder: Path) -> None:
    with serving(error(500)) as server:
        args = ("--model", "m", "--policy", policy(folder, server.url), "--profile", "me.yaml")
        done = knigge("critique", "received.txt", *args, cwd=folder)
    plain = knigge("critique", "received.txt", "--profile", "me.yaml", cwd=folder)
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert "There is no second reading, and the composer words the reply. m: status 500" in done.stderr.decode()
