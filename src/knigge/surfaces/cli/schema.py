"""`knigge schema`: the JSON Schemas of what goes in and comes out."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from knigge.schemas import NAMES, json_schema
from knigge.surfaces.cli.paint import say


def _names() -> list[str]:
    return list(NAMES)


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="brief, card, check, critique, draft, eval, explain, feedback, finding, policy, profile, tools or upkeep.",
            autocompletion=_names,
        ),
    ] = "",
) -> None:
    """Print a JSON Schema, or the names of all; `tools` are function tools for a model of OpenAI's kind."""
    say(json.dumps(json_schema(name), ensure_ascii=False, indent=1) if name else "\n".join(NAMES))
