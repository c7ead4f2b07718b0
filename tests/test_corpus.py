"""Real mail and the articles themselves: everything is read, and every span is the text it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knigge import api
from knigge.domain import Message


def texts(shared: Path, source: str) -> Iterator[tuple[str, str]]:
    """Subject and text of every message of a corpus file, or of the articles."""
    if source == "sources":
        for path in sorted((shared / "sources").glob("*.txt")):
            yield "", path.read_text(encoding="utf-8")
        return
    for line in (shared / "corpus" / source).read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            yield row.get("subject") or "", row["text"]


@pytest.mark.parametrize("source", ["dev.jsonl", "bulk.jsonl", "sources"])
def test_check_and_critique_read_every_message_and_show_what_they_found(shared: Path, source: str) -> None:
    seen = 0
    for subject, body in texts(shared, source):
        parts = {"body": body, "subject": subject}
        report = api.check(body, subject=subject)
        critique = api.critique(Message(body, subject))
        for finding in (*report.findings, *critique.report.findings):
            if finding.start is not None:
                assert parts[finding.part][finding.start : finding.end] == finding.match
        for reason in critique.reasons:
            if reason.start is not None:
                assert parts[reason.part][reason.start : reason.end] == reason.text
        assert critique.verdict == "ignore" or critique.reply is not None
        seen += 1
    assert seen >= 5
