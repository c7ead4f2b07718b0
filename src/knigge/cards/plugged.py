"""The cards of plugins, and what these add to the built-in ones, into entries like those of the built-in cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from knigge import languages, plugins
from knigge.cards.card import NOTHING, CardTest, Check
from knigge.errors import CardError, PluginError
from knigge.plugins import Plugin
from knigge.shipped import compiled

Entry = dict[str, Any]
_MAPS = ("guideline", "ask", "say")
_LISTS = ("checks", "evidence")


class Amendment(NamedTuple):
    """What a language adds to a built-in card: its words for people and models, and checks, good signs and tests in it."""

    amends: str
    guideline: Mapping[str, str] = NOTHING
    ask: Mapping[str, str] = NOTHING
    say: Mapping[str, str] = NOTHING
    checks: tuple[Check, ...] = ()
    evidence: tuple[Check, ...] = ()
    tests: tuple[CardTest, ...] = ()


class Plugged(NamedTuple):
    """The entries of a plugin's own cards, and what it adds to the built-in ones."""

    entries: list[Entry]
    amendments: list[Entry]


@cache
def _all() -> tuple[tuple[Plugin, Plugged], ...]:
    return tuple(plugins.sound("cards", of_plugin))


def lacking(distribution: str) -> str:
    """Return why cards of a package may not be there: it `is not installed`, or `is broken`; "" where it works."""
    own = [plugin for plugin in plugins.found() if plugin.distribution == distribution]
    working = {plugin for plugin, _ in _all()}
    if all(plugin in working for plugin in own if plugin.group == "cards"):
        return "" if own else "is not installed"
    return "is broken"


@cache
def entries() -> list[Entry]:
    """Return the entries of the plugins' own cards.

    Raises PluginError for an id that two entry points of a package give.
    """
    found: dict[str, Entry] = {}
    for plugin, plugged in _all():
        for entry in plugged.entries:
            if found.setdefault(entry["card"]["id"], entry) is not entry:
                raise PluginError(
                    f"{plugin.distribution}: two of its cards have the id {entry['card']['id']!r}. Rename one."
                )
    return list(found.values())


def amended(built_in: Iterable[Entry], lang: str) -> list[Entry]:
    """Return the entries of the built-in cards with what plugins add; `all` asks for whole cards, a language for its rules."""
    more: dict[str, list[Entry]] = {}
    for _, plugged in _all():
        for amendment in plugged.amendments:
            more.setdefault(amendment["amends"], []).append(amendment)
    return [_with(entry, more.get(entry["card"]["id"], ()), lang) for entry in built_in]


def _with(entry: Entry, more: Iterable[Entry], lang: str) -> Entry:
    for amendment in more:
        card = dict(entry["card"])
        for name in _MAPS:
            card[name] = {**card.get(name, {}), **amendment["card"].get(name, {})}
        if lang == "all":
            card |= {name: [*card.get(name, ()), *amendment["card"].get(name, ())] for name in _LISTS}
            entry = {"card": card, "tests": [*entry["tests"], *amendment["tests"]]}
        else:
            entry = {"card": card, "rules": [*entry["rules"], *in_language(amendment["rules"], lang)]}
    return entry


def in_language(rules: Iterable[Entry], lang: str) -> list[Entry]:
    """Return the rules that speak to texts in a language."""
    return [rule for rule in rules if rule["check"].get("lang", lang) == lang]


def of_plugin(plugin: Plugin) -> Plugged:
    """Return the cards of a plugin: `.yaml` files as the built-in ones have them, `.yml` files as Vale has them.

    Raises CardError naming the file and the way out.
    """
    folder = plugins.folder(plugin)
    made = compiled(
        f"cards-{plugin.name}", "all", folder, lambda source: {"all": _compile(source, plugin.distribution)}
    )
    found = Plugged(made["entries"], made["amendments"])
    if any(Path(folder).glob("*.yml")):
        from knigge.cards.packs import read

        found.entries.extend(read(plugin.name, folder).entries)
    if not any(found):
        raise CardError(f"{folder}: holds no card. Put a .yaml file there.")
    return found


def _compile(source: str, distribution: str) -> dict[str, list[Entry]]:
    from knigge.cards.compile import read_card
    from knigge.yamlfile import parse

    own, amendments = [], []
    for path in sorted(Path(source).rglob("*.yaml")):
        values = parse(path.read_text(encoding="utf-8"), path.name)
        if isinstance(values, dict) and "amends" in values:
            amendments.append(_amendment(path))
        else:
            own.append(_prefixed(read_card(path), distribution))
    return {"entries": own, "amendments": amendments}


def _prefixed(entry: Entry, distribution: str) -> Entry:
    card = entry["card"]
    names = {
        "id": f"{distribution}:{card['id']}",
        "aliases": [f"{distribution}:{name}" for name in card.get("aliases", ())],
    }
    return entry | {"card": card | names}


def _amendment(path: Path) -> Entry:
    """Return what a file adds to a built-in card.

    Raises CardError where it speaks of anything but a new language: what is built in stays as it is.
    """
    from knigge.cards.compile import built_in, read_rules
    from knigge.yamlfile import read_as

    values = read_as(Amendment, path)
    amends = values.pop("amends")
    number = {card.id: (len(card.checks), len(card.evidence)) for card in built_in()}
    if amends not in number or path.name.split(".")[0] != amends:
        raise CardError(
            f"{path.name}: amends {amends!r}. Name a built-in card, and the file after it; `knigge cards` lists them."
        )
    own = {language.code for language in languages.builtin()}
    for place, lang in _spoken(values):
        if not lang or lang.split("-")[0] in own:
            raise CardError(
                f"{path.name}: {place} has the language {lang!r}. An amendment adds words of another one, named by `lang`."
            )
    tests = values.pop("tests", [])
    rules = read_rules(values, path.name, number[amends])
    return {"amends": amends, "card": values, "tests": tests, "rules": rules}


def _spoken(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the places of an amendment and the language of each."""
    for name in _MAPS:
        yield from ((name, lang) for lang in values.get(name, ()))
    for name in (*_LISTS, "tests"):
        for index, value in enumerate(values.get(name, ())):
            yield f"{name}.{index}", value.get("lang", "")
            yield from ((f"{name}.{index}.say", lang) for lang in value.get("say", ()))
