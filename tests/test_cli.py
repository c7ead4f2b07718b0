"""The command line as people use it: a fresh process, real files, exit codes, streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from email import message_from_bytes, policy
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import typer
import yaml

from knigge import api
from knigge.domain import Policy
from knigge.errors import KniggeError
from knigge.surfaces.cli import given, show
from knigge.surfaces.cli.app import _wrapped

ROOT = Path(__file__).parents[1]
BRIEF = ROOT / "examples" / "briefs" / "email-researcher.de.yaml"
MAIL = ROOT / "examples" / "received" / "question.de.eml"
PITCH = ROOT / "examples" / "received" / "pitch.en.txt"
POOR = "Hallo Frau Amsel,\n\nIhr Profil ist interessant, vielleicht ergeben sich wertvolle Synergien.\n\nLG Marco"


def knigge(*args: str, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from knigge.surfaces.cli import main; main()", *args]
    plain = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, env={**plain, "COLUMNS": "90", **env}, check=False
    )


def test_a_draft_goes_to_stdout_and_what_is_said_of_it_to_stderr() -> None:
    done = knigge("draft", str(BRIEF))
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Betreff: ")
    assert "ready" in done.stderr.decode()
    assert "ready" not in done.stdout.decode()


def test_a_draft_as_json_has_the_published_shape() -> None:
    shape = json.loads(knigge("draft", str(BRIEF), "--format", "json").stdout)
    assert shape["schema"] == 1
    assert shape["ready"] is True
    assert set(shape) == {
        "schema",
        "ready",
        "channel",
        "lang",
        "stage",
        "subject",
        "body",
        "findings",
        "missing",
        "rounds",
        "model",
        "usage",
        "fault",
        "stopped",
    }


def test_a_draft_as_eml_is_an_unsent_mail_with_the_brief_s_addresses() -> None:
    mail = message_from_bytes(knigge("draft", str(BRIEF), "--format", "eml").stdout, policy=policy.default)
    body = json.loads(knigge("draft", str(BRIEF), "--format", "json").stdout)["body"]
    assert mail["From"] == "Jule Hansen <jule.hansen@example.org>"
    assert mail["X-Unsent"] == "1"
    assert mail.get_content().replace("\r\n", "\n").strip() == body


def test_a_draft_as_mailto_survives_the_way_through_the_link() -> None:
    link = urlsplit(knigge("draft", str(BRIEF), "--format", "mailto").stdout.decode().strip())
    shape = json.loads(knigge("draft", str(BRIEF), "--format", "json").stdout)
    fields = parse_qs(link.query)
    assert link.scheme == "mailto"
    assert fields["body"][0].replace("\r\n", "\n") == shape["body"]
    assert unquote(fields["subject"][0]) == shape["subject"]


@pytest.mark.parametrize("channel", ["profile", "pigeon"])
def test_a_profile_is_no_channel_to_draft_for(channel: str) -> None:
    done = knigge("draft", str(BRIEF), "--channel", channel)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "profile" not in told.partition("Known: ")[2]
    assert "email" in told.partition("Known: ")[2]


@pytest.mark.parametrize("keep", [True, False])
def test_answers_that_make_no_brief_are_not_lost(
    keep: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values: dict[str, object] = {
        "channel": "profile",
        "sender": {"name": "Jörg Weiß"},
        "recipient": {"name": "Ute Groß"},
        "reason": "Ich suche Los 7.",
    }
    file = tmp_path / "brief.yaml"
    with pytest.raises(KniggeError):
        given.answered(values, str(file) if keep else "", Policy())
    kept = file.read_text(encoding="utf-8") if keep else capsys.readouterr().err.partition("\n\n")[2]
    assert yaml.safe_load(kept) == values


def test_check_marks_the_words_and_counts() -> None:
    done = knigge("check", stdin=POOR.encode())
    text = done.stdout.decode()
    assert "~~~~" in text
    assert "no-empty-synergy" in text
    assert " warnings" in text.rstrip().split("\n")[-1]
    assert done.returncode == 0


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n"])
@pytest.mark.parametrize(("more", "told"), [(0, False), (1, True)])
def test_a_line_end_hides_no_advice_and_counts_for_no_limit(ending: str, more: int, told: bool) -> None:
    note = "Hello Ms Kohler, may I ask about your mill? ".ljust(188 + more, "x") + "\nGeorge West"
    done = knigge("check", "--channel", "linkedin-note", stdin=(note + ending).encode())
    assert ("The platform cuts off from here" in done.stdout.decode()) is told
    assert done.returncode == told


@pytest.mark.parametrize("text", ["one\n", "one\ntwo\n", "one\r\n"])
def test_advice_stands_once_wherever_in_the_text_the_match_ends(text: str) -> None:
    finding = next(f for f in api.check(POOR).findings if f.start is not None)
    for start, end in combinations(range(len(text) + 1), 2):
        shown = show.marked(text, [replace(finding, start=start, end=end)])
        assert sum(finding.card in line for line in shown) == 1, (start, end)


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("suggestion", 1), ("never", 0)])
def test_fail_on_sets_the_exit_code(level: str, code: int) -> None:
    assert knigge("check", "--fail-on", level, stdin=POOR.encode()).returncode == code


def test_check_prints_a_list_of_reports_whose_spans_are_the_matches() -> None:
    reports = json.loads(knigge("check", "--format", "json", stdin=POOR.encode()).stdout)
    assert len(reports) == 1
    found = [f for f in reports[0]["findings"] if f["start"] is not None]
    assert found
    assert all(POOR[f["start"] : f["end"]] == f["match"] for f in found)


def test_critique_prints_verdict_reasons_and_reply() -> None:
    done = knigge("critique", str(MAIL), str(PITCH))
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "question.de.eml  accept" in text
    assert "Reply (accept, Deutsch, formal)" in text
    assert "AW: " in text


def test_critique_lets_the_reader_decide() -> None:
    result = json.loads(knigge("critique", str(MAIL), "--as", "decline", "--format", "json").stdout)
    assert result[0]["verdict"] == "decline"
    assert result[0]["reply"]["findings"] == []


def test_a_profile_signs_the_reply(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("name: Eva Roth\nrole: Apothekerin\n", encoding="utf-8")
    done = knigge("critique", str(PITCH), "--profile", str(tmp_path / "me.yaml"))
    assert done.stdout.decode().rstrip().endswith("Eva Roth")


def test_cards_are_listed_and_explained() -> None:
    assert "no-empty-synergy" in knigge("cards").stdout.decode()
    whole = knigge("cards", "no-empty-synergy", "--lang", "de").stdout.decode()
    assert "vielleicht ergeben sich wertvolle Synergien" in whole
    assert len(json.loads(knigge("cards", "--format", "json").stdout)) >= 25


def test_cards_are_listed_by_who_decides() -> None:
    listed = knigge("cards").stdout.decode()
    titles = [
        "Checked in the text",
        "Checked against the brief",
        "Decided by you",
        "Not checked: told by a contact history",
    ]
    assert sorted(titles, key=listed.index) == titles
    assert listed.index("Not checked: told by a person") < listed.index("be-authentic")


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        pytest.param(["--decided-by", "policy"], "chance-over-risk", "be-brief", id="who decides"),
        pytest.param(["--stage", "occasion"], "use-occasions", "respect-time", id="a stage"),
        pytest.param(["--channel", "linkedin-note"], "no-empty-synergy", "be-equally-visible", id="a channel"),
        pytest.param(["--stage", "reply", "--decided-by", "text"], "decline-kindly", "always-answer", id="both"),
    ],
)
def test_the_list_of_cards_can_be_narrowed(asked: list[str], there: str, not_there: str) -> None:
    listed = knigge("cards", *asked).stdout.decode().split()
    assert there in listed
    assert not_there not in listed


@pytest.mark.parametrize(
    ("card", "says"),
    [
        ("be-authentic", "decided by person, not checked"),
        ("low-threshold-first", "Setting: max_first_ask (by default short_answer)"),
        ("plan-upkeep-time", "Setting: upkeep_minutes_per_week (by default 120)"),
        ("low-threshold-first", "Ask for an answer of one line at most."),
        ("no-silent-decline", "Also known as: even-uninteresting-deserves-answer, no-silent-decline"),
    ],
)
def test_a_card_says_who_decides_and_where(card: str, says: str) -> None:
    assert says in knigge("cards", card).stdout.decode()


def test_a_channel_that_there_is_not_is_refused() -> None:
    done = knigge("cards", "--channel", "fax")
    assert done.returncode == 2
    assert "No channel 'fax'." in done.stderr.decode()


def test_an_unknown_card_is_told_with_the_nearest() -> None:
    done = knigge("cards", "no-empty-sinergy")
    assert done.returncode == 2
    assert "Did you mean 'no-empty-synergy'?" in done.stderr.decode()


@pytest.mark.parametrize("name", ["brief", "card", "check", "critique", "draft", "finding", "policy", "profile"])
def test_every_schema_is_printed(name: str) -> None:
    assert json.loads(knigge("schema", name).stdout)["title"] == f"knigge {name}"


def test_version_and_help_work_without_anything_else() -> None:
    assert knigge("--version").stdout.decode().startswith("knigge 0.")
    for command in ("draft", "check", "critique", "cards", "schema"):
        assert knigge(command, "--help").returncode == 0


@pytest.mark.parametrize("width", ["60", "100"])
@pytest.mark.parametrize("command", ["sendmail", "serve", "draft", "critique", "policy show"])
def test_the_paragraphs_of_a_help_text_fill_their_lines(command: str, width: str) -> None:
    shown = knigge(*command.split(), "--help", COLUMNS=width, NO_COLOR="1").stdout.decode()
    lines = [line.strip() for line in shown.partition("╭")[0].splitlines()]
    for line, after in pairwise(lines):
        if line and after:
            assert len(f"{line} {after.split()[0]}") > int(width) - 2, f"{line!r} ends before {after!r}"


def test_a_list_in_the_help_of_a_plugins_command_keeps_its_lines() -> None:
    made = typer.Typer()

    @made.command()
    def greet() -> None:
        """Greet somebody
        by name.

        - Hello
        - Guten Tag
        """

    assert _wrapped(typer.main.get_command(made)).help == "Greet somebody by name.\n\n- Hello\n- Guten Tag"


@pytest.mark.parametrize("command", ["lsp", "mcp", "serve"])
def test_the_help_names_the_extra_that_a_command_needs(command: str) -> None:
    assert f"Needs the extra {command}." in knigge(command, "--help").stdout.decode()


def test_colours_come_only_where_they_are_wanted() -> None:
    assert b"\033[" not in knigge("check", stdin=POOR.encode()).stdout
    assert b"\033[" in knigge("check", stdin=POOR.encode(), FORCE_COLOR="1").stdout
    assert b"\033[" not in knigge("check", stdin=POOR.encode(), FORCE_COLOR="1", NO_COLOR="1").stdout


def test_received_text_can_t_steer_the_terminal() -> None:
    done = knigge("critique", stdin=b"Hallo \x1b]0;pwned\x07\x1b[2J, eine Frage zu Ihrem Vortrag?")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("args", "stdin", "says"),
    [
        pytest.param(["draft", "none.yaml"], b"", "none.yaml: no such file", id="missing file"),
        pytest.param(["draft", "-"], b"", "standard input: is empty", id="empty"),
        pytest.param(["draft", "-"], b"a: [", "standard input: line 1", id="broken YAML"),
        pytest.param(["draft", "-"], b"x: 1\nreason: a\nsender: {name: a}\nrecipient: {name: b}", "unknown field 'x'", id="unknown field"),
        pytest.param(["draft", "-"], b"channel: fax\nreason: a\nsender: {name: a}\nrecipient: {name: b}", "No channel 'fax'", id="unknown channel in the brief"),
        pytest.param(["draft"], b"", "No brief named", id="no brief and no terminal"),
        pytest.param(["draft", str(BRIEF), "--channel", "fax"], b"", "No channel 'fax'", id="unknown channel"),
        pytest.param(["draft", str(BRIEF), "--lang", "en"], b"", "nobody here translates it. Write it in en", id="another language"),
        pytest.param(["draft", str(BRIEF), "--policy", "none.toml"], b"", "none.toml: no such file", id="no policy"),
        pytest.param(["check"], b"", "standard input: is empty", id="nothing to check"),
        pytest.param(["check"], b"\x00\x01\x02", "binary data", id="binary"),
        pytest.param(["check"], b"Gr\xfc\xdfe", "not UTF-8", id="invalid UTF-8"),
        pytest.param(["check"], b"a " * 5_000_000, "larger than 2 MB", id="10 MB"),
        pytest.param(["check", "--channel", "fax"], b"x", "No channel 'fax'", id="unknown channel to check"),
        pytest.param(["check", "--lang", "xx"], b"x", "No language 'xx'", id="unknown language"),
        pytest.param(["critique"], b"\x00\x01", "binary data", id="binary received"),
        pytest.param(["critique", "--channel", "fax"], b"x", "No channel 'fax'", id="critique channel"),
        pytest.param(["critique", "."], b"", "is a folder", id="folder"),
        pytest.param(["schema", "nope"], b"", "No schema 'nope'", id="schema"),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_line_and_exit_code_2(args: list[str], stdin: bytes, says: str, tmp_path: Path) -> None:
    done = knigge(*args, stdin=stdin, cwd=tmp_path)
    lines = done.stderr.decode().strip().split("\n")
    assert done.returncode == 2, done.stderr
    assert len(lines) == 1
    assert says in lines[0]
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_model_is_exit_code_3() -> None:
    done = knigge("draft", str(BRIEF), "--model", "gpt")
    assert done.returncode == 3
    assert "No model 'gpt'. Known: offline, openai:MODEL," in done.stderr.decode()


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("levels = {no-empty-synergy = 'loud'}", "levels.no-empty-synergy is 'loud'"),
        ("levels = {no-such-card = 'error'}", "No card 'no-such-card'"),
        ("limits = {fax = 3}", "No channel 'fax'"),
        ("colour = 1", "unknown field 'colour'"),
        ("a = ", "is not valid TOML"),
    ],
)
def test_a_wrong_policy_is_refused(toml: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(toml, encoding="utf-8")
    done = knigge("check", "--policy", "p.toml", stdin=b"Hallo", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr.decode()


def test_a_policy_changes_levels() -> None:
    policy_file = ROOT / "tests" / "data" / "strict.toml"
    assert knigge("check", "--policy", str(policy_file), stdin=POOR.encode()).returncode == 1


def test_a_closed_pipe_is_no_traceback() -> None:
    script = f"{sys.executable} -c 'from knigge.surfaces.cli import main; main()' cards | head -1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_a_bug_of_ours_is_still_one_line(tmp_path: Path) -> None:
    code = "import knigge.api as a\na.check = None\nfrom knigge.surfaces.cli import main\nimport sys\nsys.argv[1:] = ['check', '-']\nmain()"
    done = subprocess.run([sys.executable, "-c", code], input=b"Hallo", capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert b"KNIGGE_DEBUG=1" in done.stderr


def test_the_package_runs_as_the_program_does() -> None:
    done = subprocess.run([sys.executable, "-m", "knigge", "--version"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, knigge("--version").stdout)
