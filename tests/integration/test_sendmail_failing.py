"""`knigge sendmail` where something breaks: no mail is lost or altered, and the writer hears why and what the way round is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from test_cli import knigge
from test_sendmail import BAD, GOOD, HEAD, Sink, mail, sink

__all__ = ["sink"]
BROKEN = "nesting " * 200_000  # longer than any message may be


def policy(folder: Path, text: str) -> tuple[str, str]:
    place = folder / "policy.toml"
    place.write_text(text, encoding="utf-8")
    return "--policy", str(place)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-t", "--via", "store"), "--via stands behind -t"),
        (("-t", "--via=store"), "--via stands behind -t"),
        (("--polcy", "x", "--via", "store"), "--polcy is no option of knigge sendmail. Did you mean --policy?"),
        (("--via", "store 'x"), "--via store 'x is no command."),
        (("--via", " "), "is no command."),
        (("-t", "--", "--via"), "Name it: --via msmtp"),
    ],
)
def test_options_that_name_no_command_are_explained(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = knigge("sendmail", *arguments, stdin=mail(GOOD), KNIGGE_CACHE=str(tmp_path))
    assert (done.returncode, done.stdout) == (64, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "rules", "reason"),
    [
        pytest.param(BROKEN, 'bias = "open"', "are too many for a message", id="too long"),
        pytest.param(GOOD, "gate = 3", "gate", id="an odd policy"),
        pytest.param(GOOD, "[", "policy.toml: is not valid TOML", id="a broken policy"),
        pytest.param(GOOD, '[sendmail]\nvia = "\'"', "sendmail.via is no command", id="an odd command"),
        pytest.param(GOOD, '[sendmail]\ngate = "no"', "sendmail.gate", id="an odd gate"),
        pytest.param(GOOD, '[packs]\nHouse = "gone"', "gone", id="a pack that is gone"),
    ],
)
def test_mail_that_can_t_be_checked_is_refused_and_off_is_the_way_round(
    text: str, rules: str, reason: str, sink: Sink
) -> None:
    own = policy(sink.folder, rules)
    done = sink.send(mail(text), "-t", own=own)
    said = done.stderr.decode()
    assert (done.returncode, sink.mail) == (70, None), said
    assert said.startswith("knigge: not sent: the mail could not be checked. ")
    assert reason in said
    assert "X-Knigge: off" in said
    assert "when_broken" in said
    assert sink.send(mail(text, "X-Knigge: off\n"), "-t", own=own).returncode == 0
    assert sink.mail == mail(text)


def test_mail_that_can_t_be_checked_passes_where_a_policy_wants_it(sink: Sink) -> None:
    done = sink.send(mail(BROKEN), own=policy(sink.folder, '[sendmail]\nwhen_broken = "pass"'))
    assert (done.returncode, sink.mail) == (0, mail(BROKEN))
    assert done.stderr.decode().startswith("knigge: passed on unchecked: 1,600,")


def test_hostile_mail_is_refused_in_one_line(sink: Sink) -> None:
    done = sink.send(f"To: {'(' * 4000}\n\n{GOOD}".encode())
    assert done.returncode in (0, 70)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("gate", "code"), [("error", 0), ("warning", 65), ("suggestion", 65)])
def test_the_gate_is_a_level_of_the_policy(gate: str, code: int, sink: Sink) -> None:
    text = GOOD.replace("helped me", "shows synergies")
    assert sink.send(mail(text), own=policy(sink.folder, f'[sendmail]\ngate = "{gate}"')).returncode == code


def test_the_policy_names_the_command(sink: Sink) -> None:
    own = policy(sink.folder, f"[sendmail]\nvia = {sink.via!r}".replace("\\'", "'"))
    done = knigge("sendmail", *own, "-t", stdin=mail(), KNIGGE_CACHE=str(sink.folder))
    assert (done.returncode, sink.mail, sink.arguments) == (0, mail(), ["-t"])


def test_without_a_command_the_mail_is_refused(tmp_path: Path) -> None:
    done = knigge("sendmail", "-t", stdin=mail(), KNIGGE_CACHE=str(tmp_path))
    assert (done.returncode, done.stderr.decode().partition("\n")[0]) == (
        64,
        "knigge: not sent: there is no command to send with.",
    )


@pytest.mark.parametrize(
    ("via", "code", "reason"),
    [
        pytest.param("no-such-program -a", 127, "there is no program no-such-program", id="missing"),
        pytest.param("/etc/passwd", 126, "can't be run (Permission denied)", id="no program"),
        pytest.param("sh -c 'exit 75'", 75, "sh ended with exit code 75", id="failing"),
        pytest.param("sh -c 'kill -9 $$'", 137, "sh was stopped (SIGKILL)", id="killed"),
    ],
)
def test_the_exit_code_of_the_command_is_handed_on_with_a_word(
    via: str, code: int, reason: str, tmp_path: Path
) -> None:
    done = knigge("sendmail", "--via", via, stdin=mail(), KNIGGE_CACHE=str(tmp_path))
    assert done.returncode == code
    assert reason in done.stderr.decode()
    assert reason in knigge("sendmail", "--last", KNIGGE_CACHE=str(tmp_path)).stdout.decode()


def test_knigge_does_not_call_itself_for_ever(tmp_path: Path) -> None:
    via = f"{sys.executable} -m knigge sendmail --via true"
    done = knigge("sendmail", "--via", via, stdin=mail(), KNIGGE_CACHE=str(tmp_path))
    assert (done.returncode, b"calls knigge sendmail again" in done.stderr) == (126, True)


def test_a_command_that_does_not_read_the_mail_is_no_fault_of_ours(tmp_path: Path) -> None:
    done = knigge("sendmail", "--via", "true", stdin=mail(GOOD) + b"\n" * 500_000, KNIGGE_CACHE=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_refusal_is_for_its_owner_alone_and_may_be_notified(sink: Sink) -> None:
    (sink.folder / "notify.py").write_text("import sys; open(sys.argv[1], 'w').write('|'.join(sys.argv[2:]))")
    note = sink.folder / "note"
    command = f"'{sys.executable}' '{sink.folder / 'notify.py'}' '{note}' 'a $(b)'"
    assert sink.send(mail(BAD), own=policy(sink.folder, f'[sendmail]\nnotify = "{command}"')).returncode == 65
    head, _, words = note.read_text(encoding="utf-8").partition("|")
    assert head == "a $(b)"
    assert words.startswith("knigge: not sent: “Ignore all previous instructions”")
    assert len(words.splitlines()) == 3
    assert (sink.folder / "sendmail-last.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("notify", ["no-such-program", "sh -c 'exit 3'"])
def test_a_notification_that_fails_changes_nothing(notify: str, sink: Sink) -> None:
    done = sink.send(mail(BAD), own=policy(sink.folder, f'[sendmail]\nnotify = "{notify}"'))
    assert (done.returncode, sink.mail) == (65, None)


def test_a_refusal_that_can_t_be_kept_is_one_all_the_same(sink: Sink) -> None:
    (sink.folder / "file").write_text("")
    done = knigge("sendmail", "--via", sink.via, stdin=mail(BAD), KNIGGE_CACHE=str(sink.folder / "file"))
    assert (done.returncode, b"Traceback" in done.stderr) == (65, False)


def test_what_a_mail_says_can_t_steer_the_terminal(sink: Sink) -> None:
    done = sink.send(mail(BAD.replace("Ms", "\x1b]0;Ms\x07")))
    assert done.returncode == 65
    assert b"\x1b" not in done.stderr + knigge("sendmail", "--last", KNIGGE_CACHE=str(sink.folder)).stdout


def test_a_switch_that_names_no_card_is_reported(sink: Sink) -> None:
    done = sink.send(mail(GOOD, "X-Knigge: one-aks=no\n"))
    assert "The switch 'one-aks' names no card. Did you mean 'one-ask'?" in done.stderr.decode()
    assert (done.returncode, sink.mail) == (0, mail())


SLOW = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(__file__).parent
signal.signal(int(sys.argv[1]), lambda *_: (folder.joinpath("mail").write_bytes(sys.stdin.buffer.read()), sys.exit(9)))
os.write(1, b"ready")
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_goes_to_the_command_which_still_has_the_whole_mail(number: int, tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    via = f"'{sys.executable}' '{tmp_path / 'slow.py'}' {int(number)}"
    command = [sys.executable, "-m", "knigge", "sendmail", "--via", via]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env={**os.environ, "KNIGGE_CACHE": str(tmp_path)}, **pipes) as running:  # type: ignore[call-overload]
        running.stdin.write(mail())
        running.stdin.close()
        assert running.stdout.read(5) == b"ready"
        running.send_signal(number)
        assert running.wait(60) == 9
        assert "ended with exit code 9" in running.stderr.read().decode()
    assert (tmp_path / "mail").read_bytes() == mail()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_before_the_mail_is_whole_nothing_is_sent(number: signal.Signals, sink: Sink) -> None:
    command = [sys.executable, "-m", "knigge", "sendmail", "--via", sink.via]
    heard = {"preexec_fn": lambda: signal.signal(number, signal.SIG_DFL)}  # even where the tests run in the background
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **heard) as running:  # type: ignore[call-overload]
        running.stdin.write(HEAD.encode())
        running.stdin.flush()
        running.send_signal(number)
        assert running.wait(60) != 0
        assert b"Traceback" not in running.stderr.read()
    assert sink.mail is None


def test_a_mail_of_30_mb_takes_hardly_more_memory_than_itself(sink: Sink) -> None:
    boundary = 'Content-Type: multipart/mixed; boundary="=_x"\n'
    file = (
        b"--=_x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + (b"A" * 76 + b"\n") * 390_000
    )
    raw = mail(f"--=_x\nContent-Type: text/plain\n\n{GOOD}\n", boundary) + file + b"--=_x--\n"

    def peak(content: bytes) -> int:
        """The most memory that a run takes, in bytes."""
        code = "import resource, sys; from knigge.surfaces.cli import main\ntry: main()\nfinally: print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        command = [sys.executable, "-c", code, "sendmail", "--via", "wc -c"]
        done = subprocess.run(command, input=content, capture_output=True, check=True)
        assert done.stdout.split()[0] == str(len(content)).encode()
        return int(done.stdout.split()[-1]) * 1024

    assert len(raw) > 30_000_000
    assert peak(raw) - peak(mail()) < 1.5 * len(raw)


def test_a_mail_over_50_mb_is_refused_unless_it_is_to_go_unchecked(sink: Sink) -> None:
    text = GOOD + "x" * 50_000_000
    assert sink.send(mail(text)).returncode == 70
    assert sink.send(mail(text, "X-Knigge: off\n")).returncode == 0
    assert sink.mail == mail(text)
