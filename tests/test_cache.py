"""What is kept in the cache folder, and for how long."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from knigge.shipped import kept

DAY = 24 * 3600


@pytest.mark.parametrize(("days", "name", "stays"), [(31, "cards", False), (29, "cards", True), (31, "other", True)])
def test_what_other_versions_left_a_month_ago_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, name: str, stays: bool
) -> None:
    monkeypatch.setenv("KNIGGE_CACHE", str(tmp_path))
    assert kept(name, "all", "before", lambda: {"all": 1}) == 1
    (before,) = tmp_path.iterdir()
    os.utime(before, (0, time.time() - days * DAY))
    assert kept("cards", "all", "today", lambda: {"all": 2}) == 2
    assert before.exists() is stays
    assert len([*tmp_path.iterdir()]) == 1 + stays
    assert kept("cards", "all", "today", lambda: {"all": 3}) == 2
