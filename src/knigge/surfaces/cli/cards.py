"""`knigge cards`: the guidelines, and what stands behind one of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

import typer

from knigge import cards as house
from knigge import channels, languages
from knigge.cards import Card, CardTest, RuleTest, setting
from knigge.cards.card import in_language
from knigge.domain import Policy, Stage
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, Packs
from knigge.surfaces.cli.paint import columns, note, paint, printable, say
from knigge.surfaces.formats import dumped

Tests = Mapping[str, Sequence[CardTest | RuleTest]]


def _ids() -> list[str]:
    return [card.id for card in house.load()]


DecidedBy = Annotated[
    Literal["", "text", "brief", "history", "policy", "person"],
    typer.Option("--decided-by", metavar="WHO", help="Only cards decided by text, brief, history, policy or person."),
]
AtStage = Annotated[
    Literal["", Stage],
    typer.Option("--stage", metavar="STAGE", help=f"Only cards that speak to a stage: {', '.join(get_args(Stage))}."),
]
OnChannel = Annotated[
    str, typer.Option("--channel", metavar="CHANNEL", help="Only cards that speak to a channel, such as email.")
]
# The groups of the list, in this order: who decides, in words.
_GROUPS = {
    "text": "Checked in the text",
    "brief": "Checked against the brief",
    "policy": "Decided by you, in a policy or a brief",
    "history": "Not checked: told by a contact history",
    "person": "Not checked: told by a person",
}


def cards(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="One card: its explanation, source and examples; or a plugin: its cards.",
            autocompletion=_ids,
        ),
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the explanations, such as en or de.")] = "en",
    decided_by: DecidedBy = "",
    stage: AtStage = "",
    channel: OnChannel = "",
    format: Format = "text",
    pack: Packs = None,
    test: Annotated[
        bool,
        typer.Option(
            "--test",
            help="Run the tests that the cards carry; exit code 1 if one fails, or if a check or good sign never fires.",
        ),
    ] = False,
) -> None:
    """List the guidelines, explain one, or prove them."""
    languages.get(lang)
    packs = tuple(options.policy("", pack).packs.items())
    among = house.known(packs)
    given = [card for card in among if id and card.id.startswith(f"{id}:")]  # by a plugin
    chosen = given or ([house.find(id, among)] if id else _speaking(among, decided_by, stage, channel))
    tests: Tests = {**house.tests(), **house.packs.tests(packs)}
    if test:
        _prove(chosen, tests, packs)
    elif format == "json":
        values = [_plain(card) | {"tests": _plain(tuple(tests[card.id]))} for card in chosen]
        say(dumped(values[0] if id and not given else values, indent=1))
    elif id and not given:
        say(_whole(chosen[0], tests[chosen[0].id], lang))
    else:
        say("\n\n".join(_groups(chosen, lang)))


def _speaking(among: Sequence[Card], decided_by: str, stage: str, channel: str) -> list[Card]:
    """Return the cards that are decided so, and speak to this stage and channel; "" asks for nothing."""
    medium = channels.get(channel).id if channel else ""
    return [
        card
        for card in among
        if decided_by in ("", card.decided_by)
        and (not stage or not card.stage or stage in card.stage)
        and (not medium or card.channels == "all" or medium in card.channels)
    ]


def _groups(chosen: Sequence[Card], lang: str) -> Iterator[str]:
    for name, title in _GROUPS.items():
        if found := [card for card in chosen if card.decided_by == name]:
            yield "\n".join((paint(title, "bold"), *(_line(card, lang) for card in found)))


def _prove(chosen: Sequence[Card], tests: Tests, packs: tuple[tuple[str, str], ...]) -> None:
    from knigge.cards.trial import prove

    proof = prove(chosen, tests, packs)
    for failure in proof.failures:
        name = f" ({failure.test})" if failure.test else ""
        say(f"{paint('failed', 'error')} {printable(f'{failure.card}{name}: {failure.wrong}')}")
    count = f"{proof.cards} cards, {proof.tests} tests, {len(proof.failures)} failed"
    say(count + (f", {len(proof.untested)} without tests." if proof.untested else "."))
    for warning in house.packs.warnings(packs):
        note(warning)
    if proof.failures:
        raise typer.Exit(1)


def _plain(value: Any) -> Any:
    """Return a card as JSON values."""
    if hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _guideline(card: Card, lang: str) -> str:
    return printable(in_language(card.guideline, lang))


def _line(card: Card, lang: str) -> str:
    indent = " " * 44
    text = textwrap.fill(_guideline(card, lang), columns(), initial_indent=indent, subsequent_indent=indent)
    if not card.checks:
        return f"{card.id:<30} {'setting' if card.setting else '':<12} {text.lstrip()}"
    return f"{card.id:<30} {paint(f'{card.level:<12}', card.level)} {text.lstrip()}"


def _whole(card: Card, tests: Sequence[CardTest | RuleTest], lang: str) -> str:
    level = f"  {paint(card.level, card.level)}" if card.checks else ""
    unchecked = ", not checked" if card.decided_by in ("history", "person") and not card.checks else ""
    lines = [paint(card.id, "bold") + f"{level}  decided by {card.decided_by}{unchecked}", ""]
    lines += textwrap.wrap(_guideline(card, lang), columns())
    lines += _setting(card, lang)
    if asked := setting.asked(card, Policy(), lang):
        lines += ["", "A model is asked:", *_indented(asked)]
    lines += ["", "Where it comes from:"]
    for source in card.source:
        place = ", ".join(part for part in (source.article, source.author, source.url) if part)
        lines.append(printable(f"  {place}" + (f"\n    {source.said()}" if source.quote else "")))
    if card.aliases:
        lines.append(f"Also known as: {', '.join(card.aliases)}")
    for title, fires in (("Is reported:", True), ("Is not:", False)):
        examples = [test for test in tests if isinstance(test, CardTest) and bool(test.want) is fires]
        examples = [test for test in examples if test.lang == lang] or examples
        if examples:
            lines += ["", title, "\n\n".join(_example(test.text, test.want) for test in examples[:3])]
    return "\n".join(lines)


def _setting(card: Card, lang: str) -> Iterator[str]:
    """Yield the lines on what the user decides: the setting, its default, and what its values mean."""
    if card.setting:
        default = getattr(Policy(), card.setting, "")
        value = ", ".join(default) if isinstance(default, tuple) else default
        yield from ("", f"Setting: {card.setting}" + (f" (by default {value})" if value or value == 0 else ""))
    for name, meaning in card.values.items():
        yield from _indented(f"{name}: {in_language(meaning, lang)}")


def _indented(text: str) -> list[str]:
    return textwrap.wrap(printable(text), columns(), initial_indent="  ", subsequent_indent="    ")


def _example(text: str, want: tuple[str, ...]) -> str:
    for match in want:
        text = text.replace(match, paint(match, "warning"))
    return textwrap.indent(text, "  ")
