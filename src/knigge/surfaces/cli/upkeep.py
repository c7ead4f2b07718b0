"""`knigge upkeep`: a list of contacts into whom to write to this week."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from knigge.domain.upkeep import Turn
from knigge.parsing import contacts
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import paint, printable, say, width
from knigge.surfaces.formats import dumped
from knigge.upkeep import plan


def upkeep(
    file: Annotated[
        str,
        typer.Argument(
            metavar="CONTACTS",
            help="CSV with the columns name, last_contact, channel, every_days, occasion, occasion_on, minutes; all but name may be missing.",
        ),
    ],
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", min=0, help="Time this week; by default the policy's 120.")
    ] = None,
    policy: PolicyFile = "",
    format: Format = "text",
) -> None:
    """Plan this week's contacts: who has an occasion, and whom you have not written to for long.

    Days are written 2026-03-31. Occasions come first, then who waits longest beyond every_days (90), as far as the time
    reaches (15 minutes each, or as the column says). Nobody is rated.

    Exit code 0, 2: bad input.
    """
    time = options.chosen(options.policy(policy), "upkeep_minutes_per_week", minutes, "--minutes")
    turns, more = plan(contacts.read(file), time, date.today())
    if format == "json":
        say(dumped([asdict(turn) for turn in turns], indent=1))
        return
    room = max((width(printable(turn.name)) for turn in turns), default=0)
    lines = [_line(turn, room) for turn in turns] or ["Nobody is due this week."] * (not more)
    if more:
        lines.append(
            paint(f"{more} more {'is' if more == 1 else 'are'} due and found no room in {time} minutes.", "dim")
        )
    say("\n".join(lines))


def _line(turn: Turn, room: int) -> str:
    name = printable(turn.name)
    since = "" if turn.days is None else f", last contact {turn.days:,} days ago"
    why = f"{printable(turn.why)}{f' on {turn.on}' if turn.on else ''}{since}"
    return f"{paint(name, 'bold')}{' ' * (room - width(name))}  {turn.channel:9}  {paint(why, 'dim')}"
