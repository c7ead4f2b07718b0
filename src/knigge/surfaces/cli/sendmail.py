"""`knigge sendmail`: a mail on its way out to the command that sends it, or back to its writer with the reasons."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from knigge.domain import Policy
from knigge.errors import KniggeError, SettingsError
from knigge.parsing.files import MOST_MAIL_BYTES
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Packs, PolicyFile
from knigge.surfaces.cli.paint import note, printable, say
from knigge.surfaces.sendmail import outgoing, telling
from knigge.surfaces.sendmail.outgoing import Outgoing

# What mail programs know from sendmail (sysexits.h).
_USAGE, _REFUSED, _BROKEN = 64, 65, 70
_WAY = (
    "To send it unchecked, add the header X-Knigge: off\n"
    'To let mail pass whenever the check fails, set when_broken = "pass" under [sendmail] in the policy.'
)
_OWN = ("--via", "--policy", "--pack")
_FLAGS = ("--last", "--help")


class _Wrapper(TyperCommand):
    """A command that reads its own options at the front, and leaves whatever follows to another program, `--` included."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the other program's arguments as they stand."""
        at = 0
        while at < len(args) and args[at].partition("=")[0] in (*_OWN, *_FLAGS):
            at += 2 if args[at] in _OWN else 1
        super().parse_args(ctx, args[:at])
        ctx.obj = tuple(args[at:])
        return []


sendmail = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

Via = Annotated[
    str,
    typer.Option("--via", metavar="CMD", help="The command that sends, such as msmtp or 'msmtp -a work'; no shell."),
]
Last = Annotated[bool, typer.Option("--last", help="Show why the last mail was not sent, and do nothing else.")]


@sendmail.command(cls=_Wrapper, options_metavar="[OPTIONS] [CMD'S ARGUMENTS]...")
def send(ctx: typer.Context, via: Via = "", policy: PolicyFile = "", pack: Packs = None, last: Last = False) -> None:
    """Stand in for sendmail: check the mail on standard input, then hand it to CMD, or refuse it.

    Set it where your mail program names sendmail. What follows our own options goes to CMD as it stands (-t, -oi -- ann@example.org),
    and so does the mail, byte for byte. Mail with findings of level error is refused and stays with your mail program.

    The header X-Knigge: off lets one mail pass unchecked, X-Knigge: CARD=no switches one card off; what the policy locks is checked
    all the same. Neither leaves the house.
    Signed and encrypted mail passes unchecked, with a word on standard error; mail that a program sends, without one.

    A policy's section sendmail sets via, gate (error, warning, suggestion), when_broken (refuse, pass), and notify: a command that gets
    the first lines of a refusal as one more argument, such as notify-send.

    Exit code: CMD's; 65: refused, 64: no CMD, or none that can be read, 70: the check failed, 126 or 127: CMD can't be run.
    """
    if last:
        say(telling.last() or "No mail has been refused yet.")
        return
    raise typer.Exit(_sent(via, policy, pack, ctx.obj))


def _sent(via: str, path: str, packs: Sequence[str] | None, arguments: Sequence[str]) -> int:
    if sys.stdin is None:
        raise SettingsError("standard input: is closed. knigge sendmail takes the mail there.")
    mail = outgoing.read(sys.stdin.buffer.read(MOST_MAIL_BYTES + 1))
    fault: Exception | None = None
    try:
        rules = options.policy(path, packs)
    except Exception as broken:
        rules, fault = Policy(), broken
    if not (via := _held(via, rules) or rules.sendmail.via):
        why = f"{_reason(fault)} So no command to send with is known." if fault else "there is no command to send with."
        telling.refuse(why, _misplaced(arguments) or "Name it: --via msmtp")
        return _USAGE
    if not _is_command(via):
        telling.refuse(f"--via {via} is no command.", "Close its quotation marks: --via 'msmtp -a work'")
        return _USAGE
    refused = 0 if mail.unchecked and not rules.locked else _refused(mail, rules, fault)
    return refused or _passed(mail, via, arguments, rules.sendmail.notify)


def _held(via: str, rules: Policy) -> str:
    """Return the command that was named, "" where the policy locks another one, which is told."""
    own = rules.sendmail.via
    if not via or not own or via == own or not {"sendmail", "sendmail.via"} & set(rules.locked):
        return via
    note("--via is not used, as the policy locks sendmail.via. `knigge policy show --origin` says where.")
    return ""


def _misplaced(arguments: Sequence[str]) -> str:
    """Return what is to be done about an option of ours, or one like it, that counts as the command's where it stands; else ""."""
    first = arguments[0] if arguments else ""
    theirs = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if first.startswith("--") and len(first) > 2:
        near = get_close_matches(first.partition("=")[0], (*_OWN, *_FLAGS), 1)
        return f"{printable(first)} is no option of knigge sendmail." + (f" Did you mean {near[0]}?" if near else "")
    own = next((each.partition("=")[0] for each in theirs if each.partition("=")[0] in _OWN), "")
    return (
        f"{own} stands behind {printable(first)}, where it is the command's. Put our own options first." if own else ""
    )


def _is_command(via: str) -> bool:
    try:
        return bool(shlex.split(via))
    except ValueError:
        return False


def _refused(mail: Outgoing, rules: Policy, fault: Exception | None) -> int:
    """Return the exit code of a mail that is refused, having said why; 0 for one that may go."""
    settings = rules.sendmail
    try:
        if fault:
            raise fault
        return _judged(mail, rules)
    except Exception as broken:
        if settings.when_broken == "pass":
            _unchecked(_reason(broken))
            return 0
        telling.refuse(f"the mail could not be checked. {_reason(broken)}", _WAY, notify=settings.notify)
        return _BROKEN


def _judged(mail: Outgoing, rules: Policy) -> int:
    from knigge.surfaces.sendmail.checking import checked

    if len(mail.raw) > MOST_MAIL_BYTES:
        raise SettingsError(f"It is larger than {MOST_MAIL_BYTES // 1_000_000} MB.")
    found = checked(mail, rules)
    if not found.report:
        if found.why:
            _unchecked(found.why)
        return 0
    grave = options.at(found.report, rules.sendmail.gate)
    if not grave:
        for each in found.report.notes:
            note(each)
        return 0
    telling.refuse(*telling.found(found, found.report, grave, rules), notify=rules.sendmail.notify)
    return _REFUSED


def _passed(mail: Outgoing, via: str, arguments: Sequence[str], notify: str) -> int:
    from knigge.surfaces.sendmail.passing import Sent, pass_on

    try:
        sent = pass_on(via, arguments, mail.pieces(), sys.stdin.buffer)
    except (OSError, ValueError) as fault:
        sent = Sent(_BROKEN, f"the mail can't be handed to {via} ({fault}).")
    if sent.fault:
        telling.refuse(sent.fault, "Your mail program still has it.", notify=notify)
    return sent.code


def _unchecked(why: str) -> None:
    say(f"knigge: passed on unchecked: {printable(' '.join(why.split()))}", err=True)


def _reason(fault: Exception) -> str:
    return (
        str(fault) if isinstance(fault, KniggeError) else f"A bug stopped the check ({type(fault).__name__}: {fault})."
    )
