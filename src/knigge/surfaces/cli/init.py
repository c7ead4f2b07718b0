"""`knigge init`: five answers into a policy of your own, with a word on each setting."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import typer

from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.surfaces.cli.options import here
from knigge.surfaces.cli.paint import printable, say
from knigge.surfaces.cli.policy import toml
from knigge.surfaces.cli.starter import plugin

init = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
init.command("plugin")(plugin)


class _Question(NamedTuple):
    """A setting, what is asked for it, and what stands above it in the file; in German and English."""

    field: str
    german: str
    english: str
    above: tuple[str, str]


_QUESTIONS = (
    _Question(
        "max_first_ask",
        "Worum darf eine erste Nachricht höchstens bitten?",
        "What may a first message ask for at most?",
        ("Worum eine erste Nachricht höchstens bitten darf.", "The most that a first message may ask for."),
    ),
    _Question(
        "phrases",
        "Welche Wendungen schreiben Sie nie? (mit Kommas; Enter: keine)",
        "Which phrases do you never write? (with commas; Enter for none)",
        (
            'Was Sie nie schreiben: die Wendung und was zu tun ist, oder {write = "..."}.',
            'What you never write: the phrase, and what to do, or {write = "..."}.',
        ),
    ),
    _Question(
        "do_not_contact",
        "Wem wird nie geschrieben? (Namen, Adressen, Domains, mit Kommas; Enter: niemand)",
        "Who is never written to? (names, addresses, domains, with commas; Enter for nobody)",
        (
            "Wem niemand schreibt: Namen, Firmen, E-Mail-Adressen, Domains.",
            "Whom nobody writes to: names, firms, e-mail addresses, domains.",
        ),
    ),
    _Question(
        "network_size",
        "Mit wem vernetzen Sie sich?",
        "Whom do you link with?",
        ("Wie leicht Sie eine Anfrage annehmen.", "How readily you accept a request."),
    ),
    _Question(
        "answer",
        "Was bekommt eine Antwort?",
        "What gets an answer?",
        ("Welche Anfragen eine Antwort bekommen.", "Which requests get an answer."),
    ),
)
_LISTS = ("phrases", "do_not_contact")
_HEAD = (
    "# Was knigge über Ihre Vorlieben weiß. Jede Einstellung erklärt docs/policy.md; was in Kraft ist, zeigt `knigge policy show`.",
    "# What knigge knows of your wishes. docs/policy.md explains each setting; `knigge policy show` tells which are in force.",
)
_MORE = (
    """
# Weiteres, ohne die Raute davor in Kraft:
# model = "ollama:llama3.2"  # wer Entwürfe formuliert, siehe `knigge models`
# bias = "cautious"          # wohin ein Urteil neigt: open, neutral, cautious
# profile = "me.yaml"        # wer antwortet, siehe `knigge schema profile`
""",
    """
# More, in force without the hash before it:
# model = "ollama:llama3.2"  # who words drafts, see `knigge models`
# bias = "cautious"          # which way a verdict leans: open, neutral, cautious
# profile = "me.yaml"        # who answers, see `knigge schema profile`
""",
)
_TABLES = (
    """
# [levels]
# no-empty-synergy = "error"  # error, warning, suggestion oder off, siehe `knigge cards`
# [registers]
# games = "informal"          # wie eine Branche angeredet wird: formal, informal
""",
    """
# [levels]
# no-empty-synergy = "error"  # error, warning, suggestion or off, see `knigge cards`
# [registers]
# games = "informal"          # how an industry is addressed: formal, informal
""",
)
_TOLD = ("Sag es anders, oder lass es weg.", "Say it otherwise, or leave it out.")

File = Annotated[
    str,
    typer.Option(
        "--file", metavar="FILE", help="Where to write; by default your own policy, `policy.toml` beside your keys."
    ),
]


def _choices(field: str) -> tuple[str, ...]:
    return get_args(get_type_hints(Policy)[field])


def _choice(field: str) -> Any:
    return typer.Option(metavar="WORD", help=f"{', '.join(_choices(field))}.")


@init.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    max_first_ask: Annotated[str, _choice("max_first_ask")] = "",
    never_say: Annotated[list[str] | None, typer.Option("--never-say", metavar="TEXT", help="A phrase that you never write. Repeatable.")] = None,
    do_not_contact: Annotated[list[str] | None, typer.Option("--do-not-contact", metavar="TEXT", help="A name, address or domain that is never written to. Repeatable.")] = None,
    network_size: Annotated[str, _choice("network_size")] = "",
    answer: Annotated[str, _choice("answer")] = "",
    file: File = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:  # fmt: skip
    """Write a policy of your own from five answers; what a flag answers is not asked.

    Exit code 0, 2: bad input, or the file is there already.
    """
    if context.invoked_subcommand:
        return
    place = _place(file, force)
    given = {
        "max_first_ask": max_first_ask,
        "phrases": never_say,
        "do_not_contact": do_not_contact,
        "network_size": network_size,
        "answer": answer,
    }
    _write(place, _starter(_answers(given)), force)
    flag = "" if _is_layer(place) else f" --policy {quote(str(place))}"
    say(
        printable(f"Written to {place}. Change it as you like; `knigge policy show{flag}` tells what is in force."),
        err=True,
    )


def _place(file: str, force: bool) -> Path:
    """Return where the policy goes; raise SettingsError for a file that is there, before anything is asked."""
    from knigge.settings.places import person

    place = Path(file or person(os.environ))
    if not place.name:
        raise SettingsError("No place for a policy is known. Name one with --file FILE.")
    if os.path.lexists(place) and not force:
        raise SettingsError(f"{place}: is there already. Name another with --file, or write over it with --force.")
    return place


def _is_layer(place: Path) -> bool:
    """Say whether a file is in force here without being named."""
    from knigge.settings.places import places

    return any(place.samefile(each.path) for each in places(here(), os.environ) if os.path.lexists(each.path))


def _answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer to each question: what flags gave, and in a terminal what is asked."""
    for field, answer in given.items():
        if answer and field not in _LISTS and answer not in _choices(field):
            raise SettingsError(f"{field} is {answer!r}, but must be one of {', '.join(_choices(field))}.")
    if sys.stdin is not None and sys.stdin.isatty():
        say(
            _two(
                "Enter nimmt den Vorschlag; Strg-C schreibt nichts.\n",
                "Enter takes the proposal; Ctrl-C writes nothing.\n",
            ),
            err=True,
        )
        return {each.field: given[each.field] or _asked(each) for each in _QUESTIONS}
    if not any(given.values()):
        raise SettingsError(
            "There is no terminal to ask in. Answer by flags: knigge init --max-first-ask short_answer --never-say synergies "
            "--do-not-contact acme.example --network-size balanced --answer all_but_spam"
        )
    return {each.field: given[each.field] or _usual(each.field) for each in _QUESTIONS}


def _asked(question: _Question) -> Any:
    from knigge.surfaces.cli import questions

    words = _two(question.german, question.english)
    if question.field in _LISTS:
        return [item.strip() for item in questions.typed(f"{words}: ").split(",") if item.strip()]
    return questions.choice(words, list(_choices(question.field)), _usual(question.field))


def _usual(field: str) -> Any:
    return [] if field in _LISTS else getattr(Policy(), field)


def _starter(answers: Mapping[str, Any]) -> str:
    """Return the policy file: an answer below what it means, single values before tables."""
    lines = [_two(*_HEAD)]
    *single, (_, _, _, above) = sorted(_QUESTIONS, key=lambda each: each.field == "phrases")
    for field, _, _, meaning in single:
        known = "" if field in _LISTS else f"  # {', '.join(_choices(field))}"
        lines += ["", f"# {_two(*meaning)}", f"{field} = {toml(answers[field])}{known}"]
    phrases = [f"{toml(phrase)} = {toml(_two(*_TOLD))}" for phrase in answers["phrases"]]
    table = [_two(*_MORE), f"# {_two(*above)}", "[phrases]", *(phrases or [f"# synergies = {toml(_two(*_TOLD))}"])]
    return "\n".join((*lines, *table, _two(*_TABLES)))


def _two(german: str, english: str) -> str:
    """Return the one of two wordings that the user's locale asks for."""
    wish = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return german if wish.lower().startswith("de") else english


def _write(place: Path, text: str, force: bool) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with place.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        raise SettingsError(
            f"{place}: can't be written ({fault.strerror or fault}). Name another with --file."
        ) from fault
