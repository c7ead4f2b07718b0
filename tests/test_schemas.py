"""The published schemas are those of today's nouns, and `knigge schema` prints them to the letter."""

from __future__ import annotations

import subprocess
import sys

import jsonschema
import pytest

import schemas
from knigge import SettingsError
from knigge.schemas import NAMES, json_schema


def test_the_files_are_made_of_the_nouns_of_today() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in schemas.FOLDER.iterdir()}
    assert written == schemas.files(), "run `make docs`"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "tools"])
def test_each_is_a_schema_that_names_itself_and_its_version(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert (schema["$id"], schema["title"]) == (f"knigge/1/{name}.json", f"knigge {name}")


@pytest.mark.parametrize("name", ["check", "tools"])
def test_the_command_prints_the_file(name: str) -> None:
    command = [sys.executable, "-m", "knigge", "schema", name]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == (schemas.FOLDER / f"{name}.json").read_bytes()


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(SettingsError, match=r"No schema '\.\./brief'\. Known: brief, card"):
        json_schema("../brief")
