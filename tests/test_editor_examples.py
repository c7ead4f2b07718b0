"""The set-ups in `examples/` are well formed, and name what there is."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from knigge.surfaces.cli.app import COMMANDS
from knigge.surfaces.lsp.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples"
SETTINGS = {field.name for field in fields(Settings)}


def test_vs_code_offers_the_settings_that_there_are() -> None:
    package = json.loads((EXAMPLES / "editors/vscode/package.json").read_text(encoding="utf-8"))
    offered = package["contributes"]["configuration"]["properties"]
    assert set(offered) == {f"knigge.{name}" for name in SETTINGS}
    assert {name.partition(".")[2]: entry["default"] for name, entry in offered.items()} == {
        field.name: field.default for field in fields(Settings)
    }


def test_the_documentation_names_the_settings_that_there_are() -> None:
    text = (EXAMPLES.parent / "docs/editors.md").read_text(encoding="utf-8")
    table = text.partition("| setting |")[2].partition("\n\n")[0]
    assert {line.split("`")[1] for line in table.splitlines()[2:]} == SETTINGS


def test_helix_starts_the_server_for_mail_markdown_and_text() -> None:
    given = tomllib.loads((EXAMPLES / "editors/helix.toml").read_text(encoding="utf-8"))
    server = given["language-server"]["knigge"]
    assert (server["command"], server["args"]) == ("knigge", ["lsp"])
    assert set(server["config"]) <= SETTINGS
    assert {each["name"] for each in given["language"] if "knigge" in each["language-servers"]} == {
        "mail",
        "markdown",
        "text",
    }


def test_zed_is_given_an_extension() -> None:
    folder = EXAMPLES / "editors/zed"
    extension = tomllib.loads((folder / "extension.toml").read_text(encoding="utf-8"))
    package = tomllib.loads((folder / "Cargo.toml").read_text(encoding="utf-8"))
    assert set(extension["language_servers"]) == {"knigge"}
    assert package["lib"]["crate-type"] == ["cdylib"]


@pytest.mark.parametrize(
    ("name", "key"), [("claude_desktop_config.json", "mcpServers"), ("vscode.mcp.json", "servers")]
)
def test_an_assistant_starts_a_command_that_there_is(name: str, key: str) -> None:
    servers = json.loads((EXAMPLES / "mcp" / name).read_text(encoding="utf-8"))[key]
    assert (servers["knigge"]["command"], servers["knigge"]["args"]) == ("knigge", ["mcp"])
    assert "mcp" in COMMANDS
