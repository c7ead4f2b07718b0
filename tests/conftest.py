"""What several tests share: the folder of measuring data (absent outside the workshop) and a cache of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # tests time nothing
settings.load_profile("untimed")
ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("KNIGGE_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages and sources to measure on; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the measuring data in {SHARED.name}/, which is not part of the repository")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["KNIGGE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
