"""`knigge profile check`: your own profile into findings, before others read it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

import typer

from knigge import api, errors
from knigge.parsing import written
from knigge.surfaces.cli import options, show
from knigge.surfaces.cli.options import Fail, Format, Lang, PolicyFile
from knigge.surfaces.cli.paint import note as tell
from knigge.surfaces.cli.paint import say
from knigge.surfaces.formats import dumped

_FIELDS = (".yaml", ".yml", ".json")

profile = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@profile.callback()
def _group() -> None:
    """Look after your own profile."""


@profile.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A profile (YAML, JSON), or its text (Markdown, plain).")],
    lang: Lang = "auto",
    policy: PolicyFile = "",
    format: Format = "text",
    fail_on: Fail = "error",
) -> None:
    """Check your profile: does it tell who, for whom and what, is it up to date, does it back what it claims.

    A file with fields (see `knigge schema profile`) is shown as others read it. The day it was last gone over is its field
    `updated`. No person is judged, only the text.

    Exit code 0: clean, 1: findings at --fail-on or graver, 2: bad input.
    """
    rules = options.policy(policy)
    if PurePath(file).suffix.lower() in _FIELDS:
        from knigge.settings import load_profile

        own = load_profile(file)
        body, report = own.text(), api.check_profile(own, lang=lang, policy=rules, path=file)
    else:
        text = written.read(file)
        body = text.message.text
        if not body.strip():
            raise errors.MailError(f"{text.message.path}: is empty. Put the text of your profile in it.")
        report = api.check_profile(body, lang=lang, policy=rules, path=text.message.path, markup=text.markup)
    say(dumped([report.to_dict()], indent=1) if format == "json" else show.report(report, "", body, report.path))
    for note in dict.fromkeys(report.notes if format == "text" else ()):
        tell(note)
    if options.fails(report, fail_on):
        raise typer.Exit(1)
