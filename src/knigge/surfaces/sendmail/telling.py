"""A refusal into words: on standard error, in a file for where nobody sees that, and in a notification."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from knigge import cards
from knigge.cards.setting import is_locked
from knigge.domain import Finding, Policy, Report
from knigge.shipped import cache_folder
from knigge.surfaces.cli import show
from knigge.surfaces.cli.paint import note, printable, say
from knigge.surfaces.sendmail.checking import Checked

_COLOUR = re.compile(r"\033\[[\d;]*m")
_SECONDS = 5


def refuse(reason: str, way: str, rest: str = "", notify: str = "") -> None:
    """Say why a mail is not sent and what the way round is, keep both as the last refusal, and call `notify`."""
    first = f"knigge: not sent: {printable(' '.join(reason.split()))}\n{way}"
    whole = f"{first}\n\n{rest}" if rest else first
    say(whole, err=True)
    try:
        _keep(_COLOUR.sub("", f"{datetime.now():%Y-%m-%d %H:%M}\n{whole}\n"))
    except (OSError, RuntimeError) as fault:
        note(f"the refusal can't be kept for --last ({fault}).")
    if notify:
        _notify(shlex.split(notify), first)


def found(checked: Checked, report: Report, grave: Sequence[Finding], policy: Policy) -> tuple[str, str, str]:
    """Return the reason, the way round and the whole report for a mail that has findings at the gate."""
    more = f" ({len(grave) - 1} more below.)" if len(grave) > 1 else ""
    page = show.report(report, checked.message.subject, checked.message.text.rstrip(), report.path)
    whole = "\n".join((page, *(f"Note: {printable(each)}" for each in report.notes)))
    return f"{grave[0].message}{more}", _way(list(dict.fromkeys(finding.card for finding in grave)), policy), whole


def _way(ids: Sequence[str], policy: Policy) -> str:
    known = cards.known(tuple(policy.packs.items())) if policy.locked else ()
    locked = [card.id for card in known if card.id in ids and is_locked(card, policy.locked)]
    if locked:
        return f"Mend the mail and send it again. The policy locks {', '.join(locked)}: no header switches that off."
    return (
        "Mend the mail and send it again. To send it as it is, add the header X-Knigge: off\n"
        f"or switch off what refused it: X-Knigge: {', '.join(f'{each}=no' for each in ids)}"
    )


def last() -> str:
    """Return the last refusal; "" where there is none."""
    try:
        return _place().read_text(encoding="utf-8").rstrip("\n")
    except (OSError, RuntimeError):
        return ""


def _place() -> Path:
    return Path(cache_folder(), "sendmail-last.txt")


def _keep(words: str) -> None:
    """Write the file that only its owner can read, in one step."""
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=place.parent, prefix=".last-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
    Path(new).replace(place)


def _notify(command: Sequence[str], words: str) -> None:
    try:
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [*command, words],
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr.fileno(),
                timeout=_SECONDS,
                check=False,
            )
    except OSError as fault:
        note(f"the notification {command[0]} can't be run ({fault.strerror}).")
