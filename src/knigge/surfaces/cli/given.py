"""The brief that a command is given: a file or answers to questions, for the channel and language asked for."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from knigge import api, channels, languages
from knigge.domain import Brief, Policy
from knigge.errors import BriefError, KniggeError, SettingsError
from knigge.surfaces.cli.paint import printable, say

BriefFile = Annotated[
    str | None,
    typer.Argument(metavar="BRIEF", help="A YAML or JSON brief, - for standard input; questions without one."),
]
Other = Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Another channel than the brief's.")]


def brief(path: str | None, channel: str, lang: str, save: str, rules: Policy) -> Brief:
    """Return the brief from a file or from questions, with the channel and language asked for."""
    channel = _addressed(channel) if channel else ""
    if path is None:
        if not sys.stdin.isatty():
            raise BriefError("No brief named. Name a file, or - to read standard input.")
        from knigge.surfaces.cli.questions import ask

        if save and Path(save).exists():
            raise BriefError(f"{save}: exists already. Name another file to keep the brief in.")
        if lang != "auto":
            languages.get(lang)  # before anything is asked
        found = answered(ask("" if lang == "auto" else lang), save, rules)
    else:
        found = api.load_brief(path, policy=rules)
    if channel:
        found = replace(found, channel=channel)
    return found if lang == "auto" else _in_language(found, lang)


def answered(values: dict[str, object], save: str, rules: Policy) -> Brief:
    """Return the brief that the answers make; they are kept, or shown where they make none."""
    import yaml

    if save:
        _keep(values, save)
    try:
        return api.load_brief(values, policy=rules)
    except KniggeError:
        kept = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
        if not save:
            say(f"Your answers, to mend and to give as a file:\n\n{printable(kept)}", err=True)
        raise


def _addressed(name: str) -> str:
    """Return the channel of that name, and refuse one on which nobody is written to before anything is asked."""
    known = channels.addressed()
    try:
        found = channels.get(name).id
    except SettingsError as fault:
        raise SettingsError(str(fault).replace(", ".join(channels.known()), ", ".join(known))) from None
    if found not in known:
        raise SettingsError(f"channel is {found!r}, to which nobody writes. Known: {', '.join(known)}.")
    return found


def _in_language(brief: Brief, lang: str) -> Brief:
    """Return the brief for a locale of its own language; the composer can't translate its sentences."""
    wanted = languages.get(lang)
    if wanted.code != brief.lang:
        raise BriefError(f"The brief is in {brief.lang}, and nobody here translates it. Write it in {lang}.")
    return replace(brief, language=wanted.locale_of("", lang)) if "-" in lang else brief


def _keep(values: dict[str, object], path: str) -> None:
    import yaml

    try:
        with Path(path).open("x", encoding="utf-8") as file:
            yaml.safe_dump(values, file, allow_unicode=True, sort_keys=False)
    except OSError as fault:
        raise BriefError(f"{path}: can't be written ({fault.strerror}). Name another file.") from fault
