"""docs/policy.md knows every setting, its default and its words, and the examples in it load."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from knigge.domain import TRUSTED_ONLY, Policy
from knigge.schemas import json_schema
from knigge.settings import load_policy
from knigge.settings.locks import CHOICES
from knigge.settings.places import OTHERS, SITES
from knigge.surfaces.cli.policy import toml

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
NAMES = [each.name for each in fields(Policy)]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_tells_each_setting_with_its_default_and_its_words(name: str) -> None:
    row = next((line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")), "")
    assert row.startswith(f"| `{name}` | `{toml(getattr(Policy(), name))}` | ")
    hint = get_type_hints(Policy)[name]
    words = [word for part in (hint, *get_args(hint)) for word in get_args(part) if isinstance(word, str)]
    assert all(f"`{word}`" in row for word in words)
    if name in CHOICES:  # the strictest first, as the page says
        assert re.findall(r"`(\w+)`", row)[1:] == list(CHOICES[name]) == sorted(words, key=CHOICES[name].index)


def test_the_page_tells_what_a_found_file_may_not_set_and_where_files_lie() -> None:
    told = PAGE.partition("a note says so: ")[2].partition(".\n")[0]
    assert re.findall(r"`(\w+)`", told) == list(TRUSTED_ONLY)
    assert all(f"`{site}`" in PAGE for site in SITES)
    assert all(name in PAGE for name in OTHERS if name not in ("KNIGGE_CACHE", "KNIGGE_DEBUG"))


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_on_the_page_load(example: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    pack = tmp_path / "House"
    pack.mkdir()
    (pack / "Terms.yml").write_text("extends: existence\nmessage: x\ntokens: [x]\n", encoding="utf-8")
    path.write_text(example.replace("locked = ", "packs.House = 'House'\nlocked = "), encoding="utf-8")
    assert load_policy(str(path)) != Policy()


def test_the_policy_of_the_readme_loads(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = [each for each in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL) if "[levels]" in each]
    path = tmp_path / "p.toml"
    path.write_text(example.replace("styles/House", str(ROOT / "examples/styles/House")), encoding="utf-8")
    assert load_policy(str(path)).packs


def test_the_schema_of_a_policy_has_every_setting() -> None:
    shape = json_schema("policy")
    assert set(shape["properties"]) == set(NAMES)
    kinds = shape["properties"]["phrases"]["additionalProperties"]["anyOf"]
    assert [kind.get("type", "noun") for kind in kinds] == ["string", "noun"]
