"""The nouns into the published JSON Schemas in `schemas`; run as a program it writes the files."""

from __future__ import annotations

import json
from pathlib import Path

from knigge.domain.words import SCHEMA
from knigge.schemas import NAMES, made

FOLDER = Path(__file__).parents[1] / "schemas" / str(SCHEMA)


def files() -> dict[str, str]:
    """Return the text of each file, by its name."""
    return {f"{name}.json": json.dumps(made(name), ensure_ascii=False, indent=1) + "\n" for name in NAMES}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
