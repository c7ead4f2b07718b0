"""A made-up installed package with plugins, and the program run beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CARD = """
id: say-when
decided_by: text
guideline: {en: Say by when you need an answer.}
source: [{article: House rules}]
level: warning
say: {en: "“%s” is no date: name a day."}
checks:
  - {extends: existence, lang: en, tokens: [at your earliest convenience]}
tests:
  - {lang: en, text: "Please answer at your earliest convenience.", want: [at your earliest convenience]}
  - {lang: en, text: "Please answer by Friday.", want: []}
"""
CHANNEL = """
id: staff-chat
name: Staff chat
max_chars: {basic: 80, premium: 80}
form: note
contact: false
customs: {en: A line.}
sources: [House rules]
"""
MODEL = """
from knigge import Reply


def model(endpoint, policy):
    return lambda prompt: Reply('{"body": "May I ask you for the minutes?"}', endpoint.model or "echo")
"""


def install(
    place: Path,
    name: str,
    entry_points: Mapping[str, Mapping[str, str]],
    files: Mapping[str, str],
    version: str = "1.0",
) -> Path:
    """Put a package into a folder of Python's path, as an installer would: its files, and what it says of itself."""
    folder = place / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    groups = (
        "\n".join((f"[{group}]", *(f"{id} = {value}" for id, value in each.items())))
        for group, each in entry_points.items()
    )
    (folder / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")
    for path, content in files.items():
        file = place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def knigge(place: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line with what is installed in a folder."""
    return python(place, "-m", "knigge", *words, given=given)


def python(place: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with what is installed in a folder."""
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(place), os.environ.get("PYTHONPATH")))),
        "NO_COLOR": "1",
        "COLUMNS": "200",
        "PYTHONUTF8": "1",
    }
    return subprocess.run([sys.executable, *words], input=given, capture_output=True, text=True, env=env, check=False)


def house(place: Path, name: str = "acme-house") -> Path:
    """Install a package with a card, a model and a channel."""
    package = name.replace("-", "_")
    groups = {"knigge.cards": "cards", "knigge.channels": "channels", "knigge.models": "model:model"}
    entry_points = {group: {"echo": f"{package}.{value}"} for group, value in groups.items()}
    files = {
        "cards/say-when.yaml": CARD, "channels/staff-chat.yaml": CHANNEL, "model.py": MODEL,
        "__init__.py": "print('I was imported')\n",
    }  # fmt: skip
    return install(place, name, entry_points, {f"{package}/{path}": content for path, content in files.items()})
