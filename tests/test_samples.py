"""The sample messages of the workshop: no good one has an error or warning, every bad one has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knigge import api
from knigge.domain import Finding
from knigge.yamlfile import parse

CHANNELS = {"recruiter": "linkedin-inmail", "reply-decline": "email", "reply-ask-back": "email"}


@pytest.fixture(scope="module")
def samples(shared: Path) -> list[dict[str, Any]]:
    path = shared / "etiquette" / "samples.yaml"
    return list(parse(path.read_text(encoding="utf-8"), path.name)["samples"])


def grave(sample: dict[str, Any]) -> list[Finding]:
    channel = sample["channel"]
    report = api.check(
        sample["text"],
        subject=sample.get("subject", ""),
        channel=CHANNELS.get(channel, channel),
        stage="reply" if channel.startswith("reply") else None,
    )
    return [finding for finding in report.findings if finding.level != "suggestion"]


def test_no_good_sample_has_an_error_or_a_warning(samples: list[dict[str, Any]]) -> None:
    good = [sample for sample in samples if sample["quality"] == "good"]
    assert {s["id"]: [f.card for f in grave(s)] for s in good if grave(s)} == {}
    assert len(good) == 16


def test_every_bad_sample_has_an_error_or_a_warning(samples: list[dict[str, Any]]) -> None:
    bad = [sample for sample in samples if sample["quality"] == "bad"]
    assert [sample["id"] for sample in bad if not grave(sample)] == []
    assert len(bad) == 16
