"""Put the compiled cards and channels into the wheel, so that an installed package never reads YAML for them."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCards(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is hatchling's own configuration
    """Compile the folders of YAML and add the results as files; an editable install compiles when it runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files outside the tree and name them to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from knigge import channels
        from knigge.cards import compile as compiling

        folder = Path(tempfile.mkdtemp(prefix="knigge-build-"))
        made = {
            "cards": compiling.compile_folder(compiling.SOURCE),
            "channels": channels.compile_folder(channels.SOURCE),
        }
        for name, values in made.items():
            for part, content in values.items():
                path = folder / f"{name}-{part}.json"
                path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
                build_data["force_include"][str(path)] = f"knigge/_shipped/{path.name}"
