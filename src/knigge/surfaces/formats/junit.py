"""Checked files into JUnit XML, for the test view of a build server."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knigge.cards import Card
from knigge.domain import LEVELS, Finding
from knigge.surfaces.formats import Checked, inert
from knigge.surfaces.formats.positions import Lines, span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# XML 1.0 has no way to write these, not even as &#0;.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(checked: Sequence[Checked], cards: Sequence[Card]) -> str:
    """Return a suite for each file with a case for each card found there; suggestions don't fail their case."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", name="knigge")
    for item in checked:
        suite = SubElement(root, "testsuite", name=allowed(item.report.path))
        _fill(suite, item)
        _count(suite)
    _count(root)
    indent(root)
    # Not tostring()'s own declaration, which names the encoding of this machine.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inert(tostring(root, "unicode"), "&#{};")}'


def _fill(suite: Element, checked: Checked) -> None:
    """Add the cases of a file; a clean one has a case that passes, since an empty suite reads as nothing run."""
    from xml.etree.ElementTree import SubElement

    cards: dict[str, list[Finding]] = {}
    for finding in checked.report.findings:
        cards.setdefault(finding.card, []).append(finding)
    lines = Lines(checked.content)
    for card, findings in (cards or {"knigge": []}).items():
        case = SubElement(suite, "testcase", classname=suite.attrib["name"], name=allowed(card))
        if findings:
            _report(case, findings, "\n".join(_place(checked, finding, lines) for finding in findings))


def _report(case: Element, findings: Sequence[Finding], places: str) -> None:
    from xml.etree.ElementTree import SubElement

    level = min((finding.level for finding in findings), key=LEVELS.index)
    if level == "suggestion":
        SubElement(case, "system-out").text = allowed(places)
    else:
        failure = SubElement(case, "failure", type=level, message=allowed(findings[0].message))
        failure.text = allowed(places)


def _place(checked: Checked, finding: Finding, lines: Lines) -> str:
    """Return a finding in one line: where it stands, the words, and what to do."""
    where = span(checked, finding)
    position = "{}:{} ".format(*lines.at(where[0])) if where else ""
    match = " ".join(finding.match.split())
    return f"{position}{match}: {finding.message}" if match else f"{position}{finding.message}"


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
    element.set("errors", "0")


def allowed(text: str) -> str:
    """Return a text with U+FFFD for what XML can't hold."""
    return _FORBIDDEN.sub("\ufffd", text)
