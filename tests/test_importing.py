"""Messages that somebody labelled, run as cases: what agrees, what does not, and what is odd in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knigge.errors import SettingsError
from knigge.evals import importing
from test_cli import knigge

GOOD = {
    "id": "a",
    "text": "Hallo, lass uns vernetzen!",
    "channel": "xing-message",
    "verdict": "ask_back",
    "faults": ["not_personal"],
}
ROWS: list[dict[str, Any]] = [
    GOOD,
    {**GOOD, "id": "b", "faults": [], "fragment": "yes", "kind": "first_contact"},
    {**GOOD, "id": "c", "verdict": "accept"},
    {"id": "d", "text": "Hallo Eva, bis morgen um neun.\n\nOle", "channel": "email", "kind": "ordinary"},
]


def lines(path: Path, *rows: Any) -> str:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def test_labelled_messages_are_measured_and_fail_no_gate(tmp_path: Path) -> None:
    done = knigge("eval", "--import", "corpus", lines(tmp_path / "own.jsonl", *ROWS), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    shape = json.loads(done.stdout)
    scores = {(s["name"], s["label"]): s for s in shape["scores"]}
    assert (scores["verdict", ""]["hits"], scores["verdict", ""]["of"]) == (2, 3)
    assert (scores["precision", "not_personal"]["hits"], scores["precision", "not_personal"]["of"]) == (2, 3)
    assert scores["recall", "anonymous"]["of"] + scores["precision", "anonymous"]["of"] <= 4  # not asked of a fragment
    assert scores["ordinary_without_error", ""]["of"] == 1
    assert shape["confusion"]["corpus"]["accept"]["ask_back"] == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"id": "a"}, "must be an object with the texts id, text, channel"),
        ({**GOOD, "verdict": "maybe"}, "verdict is 'maybe', but must be accept, ask_back or decline"),
        ({**GOOD, "faults": "x"}, "faults must be a list"),
        (GOOD, "the id 'a' stands twice"),
        ({**GOOD, "faults": ["not_persnal"]}, "faults is 'not_persnal'. Did you mean 'not_personal'?"),
        ({**GOOD, "kind": "first-contact"}, "kind is 'first-contact'. Did you mean 'first_contact'?"),
        ({**GOOD, "fragment": "ja"}, "fragment is 'ja'. Known: yes, likely, no."),
        ({**GOOD, "lang": "xx"}, "lang: No language 'xx'"),
        ({**GOOD, "channel": "fax"}, "channel: No channel 'fax'"),
        ({**GOOD, "text": " "}, "text is empty"),
        ({**GOOD, "verdct": "accept"}, "unknown field 'verdct'. Did you mean 'verdict'?"),
        ({key: GOOD[key] for key in GOOD if key != "verdict"}, "verdict is missing. Write accept, ask_back or decline"),
    ],
)
def test_an_odd_line_is_named(row: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as fault:
        importing.read("corpus", lines(tmp_path / "own.jsonl", GOOD, row))
    assert str(fault.value).startswith(f"own.jsonl: line 2: {says}")


def test_another_form_and_a_broken_line_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("{", encoding="utf-8")
    for form, says in (("mbox", b"No form 'mbox'"), ("corpus", b"own.jsonl: line 1: is no JSON")):
        done = knigge("eval", "--import", form, "own.jsonl", cwd=tmp_path)
        assert done.returncode == 2
        assert says in done.stderr


def test_a_broken_line_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text('{"id": }', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^own\.jsonl: line 1: is no JSON \(Expecting value, column 8\)\. Mend"):
        importing.read("corpus", str(tmp_path / "own.jsonl"))


def test_a_suite_beside_an_import_is_refused(tmp_path: Path) -> None:
    done = knigge("eval", "rules", "--import", "corpus", lines(tmp_path / "own.jsonl", GOOD))
    assert (done.returncode, b"--import runs on the messages of its file alone" in done.stderr) == (2, True)


def test_faults_are_told_as_found_missed_and_wrong(tmp_path: Path) -> None:
    row = {**GOOD, "verdict": "accept", "faults": ["not_personal", "pushy"]}
    told = knigge("eval", "--import", "corpus", lines(tmp_path / "own.jsonl", row)).stdout.decode()
    assert "faults: found not_personal; missed pushy; wrong " in told


def test_the_measuring_data_is_read(shared: Path) -> None:
    assert len(importing.read("corpus", str(shared / "corpus" / "dev.jsonl"))) > 100
