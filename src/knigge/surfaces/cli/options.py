"""The options that several commands share, with one wording each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer

from knigge import channels, languages, settings
from knigge.domain import LEVELS, Finding, Level, Policy, Profile, Report
from knigge.errors import SettingsError
from knigge.settings import Layered
from knigge.surfaces.cli.paint import note

FailOn = Literal["error", "warning", "suggestion", "never"]


def _locales() -> list[str]:
    return ["auto", *(name for language in languages.known() for name in (language.code, *language.locales))]


Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG",
        autocompletion=_locales,
        help="Language or locale: auto, de, en, de-AT, de-CH, en-US ...",
    ),
]
PolicyFile = Annotated[
    str, typer.Option("--policy", metavar="FILE", help="A policy (TOML): levels, weights, limits, packs, models.")
]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack", metavar="FOLDER", help="More rules: a folder of Vale's, such as styles/Microsoft. Repeatable."
    ),
]
Format = Annotated[Literal["text", "json"], typer.Option("--format", metavar="FORMAT", help="text or json.")]
Fail = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="Exit with 1 at findings of this level (error, warning, suggestion) or graver; or never.",
    ),
]
Stage = Annotated[
    Literal["", "first-message", "connection-request", "reply", "follow-up", "occasion"],
    typer.Option(
        "--stage",
        metavar="STAGE",
        help="first-message, connection-request, reply, follow-up or occasion; by default what the channel implies.",
    ),
]


def _names() -> list[str]:
    return list(channels.known())


Channel = Annotated[
    str,
    typer.Option(
        "--channel",
        metavar="CHANNEL",
        help="email, linkedin-note, linkedin-message, linkedin-inmail, xing-message, xing-request or greeting-card; by default the brief's, else email.",
        autocompletion=_names,
    ),
]


Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Who words it: offline, a name from the policy, or openai:ID, ollama:ID ... (`knigge models`); by default KNIGGE_MODEL or the policy's.",
    ),
]
Redact = Annotated[
    bool, typer.Option("--redact", help="Give the model stand-ins for names, and put the names back afterwards.")
]


def layered(path: str = "", packs: Sequence[str] | None = None, folder: str = "") -> Layered:
    """Return the policy in force here or in another folder, and where its values came from; what is not used of it is told."""
    found = settings.layered(folder or here(), os.environ, path, packs or ())
    for remark in found.notes:
        note(remark)
    return found


def policy(path: str, packs: Sequence[str] | None = None) -> Policy:
    """Return the policy in force here: of all layers, the file named, and packs by their folders' names."""
    return layered(path, packs).policy


def here() -> str:
    """Return the working folder, "" where it was removed."""
    try:
        return os.getcwd()  # noqa: PTH109  a string, see `settings.places`
    except OSError:
        return ""


def chosen(rules: Policy, name: str, given: Any, flag: str = "") -> Any:
    """Return what a flag says, else the policy's word; a locked setting stands, which is told."""
    value = getattr(rules, name)
    if given in ("", None) or given == value:
        return value
    if name not in rules.locked:
        return given
    note(f"{flag or f'--{name}'} is not used, as the policy locks {name}. `knigge policy show --origin` says where.")
    return value


def extra(command: str, fault: ImportError) -> SettingsError:
    """Return what to say where the packages of a command's extra are missing; what is missing of knigge itself is a bug."""
    if fault.name and fault.name.partition(".")[0] == "knigge":
        raise fault
    return SettingsError(
        f"knigge {command} needs {fault.name}, of the extra {command}. Install it: pip install 'knigge[{command}]'"
    )


def fails(report: Report, fail_on: FailOn) -> bool:
    """Say whether a report has a finding at the level, or a graver one, at which to fail."""
    return fail_on != "never" and bool(at(report, fail_on))


def at(report: Report, level: Level) -> list[Finding]:
    """Return the findings of a level or a graver one, the gravest first."""
    grave = LEVELS[: LEVELS.index(level) + 1]
    found = [finding for finding in report.findings if finding.level in grave]
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def profile(path: str, rules: Policy) -> Profile | None:
    """Return the profile of a file, by default the policy's, None where neither names one."""
    path = chosen(rules, "profile", path)
    if not path:
        return None
    from knigge.settings import load_profile

    return load_profile(path)
