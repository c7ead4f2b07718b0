"""`knigge cards`: the guidelines, and what stands behind one of them."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from knigge import languages
from knigge.cards import Card, explain, load, tests
from knigge.cards.card import in_language
from knigge.surfaces.cli.options import Format
from knigge.surfaces.cli.paint import columns, paint, say


def _ids() -> list[str]:
    return [card.id for card in load()]


def cards(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="One card: its explanation, source and examples.", autocompletion=_ids),
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the explanations: en or de.")] = "en",
    format: Format = "text",
) -> None:
    """List the guidelines, or explain one."""
    languages.get(lang)
    chosen = [explain(id)] if id else list(load())
    if format == "json":
        values = [_plain(card._replace(tests=tests()[card.id])) for card in chosen]
        say(json.dumps(values[0] if id else values, ensure_ascii=False, indent=1))
    elif id:
        say(_whole(chosen[0], lang))
    else:
        say("\n".join(_line(card, lang) for card in chosen))


def _plain(value: Any) -> Any:
    """Return a card as JSON values."""
    if hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _line(card: Card, lang: str) -> str:
    indent = " " * 44
    text = textwrap.fill(in_language(card.guideline, lang), columns(), initial_indent=indent, subsequent_indent=indent)
    return f"{card.id:<30} {paint(f'{card.level:<12}', card.level)} {text.lstrip()}"


def _whole(card: Card, lang: str) -> str:
    lines = [paint(card.id, "bold") + f"  {paint(card.level, card.level)}  decided by {card.decided_by}", ""]
    lines += textwrap.wrap(in_language(card.guideline, lang), columns())
    lines += ["", "Where it comes from:"]
    for source in card.source:
        place = ", ".join(part for part in (source.article, source.author, source.url) if part)
        lines.append(f"  {place}" + (f"\n    “{source.quote}”" if source.quote else ""))
    if card.aliases:
        lines.append(f"Also known as: {', '.join(card.aliases)}")
    for title, fires in (("Is reported:", True), ("Is not:", False)):
        examples = [test for test in tests()[card.id] if bool(test.want) is fires]
        examples = [test for test in examples if test.lang == lang] or examples
        lines += ["", title, *(_example(test.text, test.want) for test in examples[:3])]
    return "\n".join(lines)


def _example(text: str, want: tuple[str, ...]) -> str:
    for match in want:
        text = text.replace(match, paint(match, "warning"))
    return textwrap.indent(text, "  ")
