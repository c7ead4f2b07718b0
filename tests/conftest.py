"""What several tests share: the folder of measuring data (absent outside the workshop) and a cache of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from knigge.settings.places import SITES

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
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point away from the settings of whoever runs the tests; a machine's own can't be, so they may not be there."""
    for name in [name for name in os.environ if name.startswith("KNIGGE_") and name != "KNIGGE_SHARED"]:
        del os.environ[name]
    os.environ["KNIGGE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["KNIGGE_CONFIG"] = str(tmp_path_factory.mktemp("config"))
    os.environ["XDG_CONFIG_DIRS"] = str(tmp_path_factory.mktemp("site"))
    if found := [place for site in SITES for place in Path(site).glob("*.toml")]:
        pytest.exit(f"this machine has a policy of its own ({found[0]}), which would change what the tests see")
