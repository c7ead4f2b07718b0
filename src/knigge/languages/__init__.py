"""A language code into a `Language`: the words that mark it, its letter forms, and the composer's wordings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from knigge import plugins
from knigge.domain import Register, Span
from knigge.errors import PluginError, SettingsError
from knigge.matching import compiled, fold, fold_expression

if TYPE_CHECKING:
    from knigge.languages.feedback import Feedback
    from knigge.languages.replies import Replies
    from knigge.languages.wordings import Wordings

_BUILTIN = ("de", "en")


def _always(_: str) -> bool:
    return True


def _never(_: str) -> bool:
    return False


class Language(NamedTuple):
    """What the program must know of a language; expressions are sources, matched without regard to case.

    greetings, closings: the formulas that open and close a message, the longer before the shorter; farewells: thanks
        and the like, which close it only where no formula does.
    titles: abbreviations after which a full stop does not end a greeting.
    locales: an expression per country whose presence tells it from its neighbours; the first is the default.
    home: the package with the modules `wordings`, `replies` and `feedback`, imported when something is drafted.
    registers: yields a span and the form of address that it shows.

    What follows may be left out; a judge that needs it is then silent.

    letters: those that only this language writes in ordinary words. forms: what stands before a name, and which of Ms, Mr and
        Mx it is; the first of each is asked for. needs_form: whether a formal greeting needs one. subject: what stands before the colon of
        a subject line.
    introductions: expressions before the writer's own name. nobody: greetings that name no one. me, you: the words for the writer and the
        reader. offers: how a sender says that this is an offer.
    mixes: whether a text may hold two forms of address, asked before `registers` is. several: whether a form speaks to several.
    """

    code: str
    name: str
    common_words: frozenset[str]
    abbreviations: frozenset[str]
    greetings: str
    closings: str
    farewells: str
    titles: str
    locales: Mapping[str, str]
    home: str
    registers: Callable[[str, tuple[Span, ...]], Iterator[tuple[Span, Register]]]
    letters: str = ""
    forms: Mapping[str, Literal["Ms", "Mr", "Mx"]] = MappingProxyType({})
    needs_form: bool = False
    subject: str = "Subject"
    introductions: str = ""
    nobody: str = ""
    me: frozenset[str] = frozenset()
    you: str = ""
    offers: str = ""
    mixes: Callable[[str], bool] = _always
    several: Callable[[str], bool] = _never

    def wordings(self) -> Wordings:
        """Return the composer's words."""
        words: Wordings = import_module(f"{self.home}.wordings").WORDINGS
        return words

    def replies(self) -> Replies:
        """Return the sentences of answers."""
        replies: Replies = import_module(f"{self.home}.replies").REPLIES
        return replies

    def feedback(self) -> Feedback:
        """Return how answers to a message read."""
        feedback: Feedback = import_module(f"{self.home}.feedback").FEEDBACK
        return feedback

    def locale_of(self, text: str, hint: str = "") -> str:
        """Return the locale that `hint` names or that the words of `text` show; else the first one known."""
        if hint in self.locales:
            return hint
        folded = fold(text)
        for name, pattern in self.locales.items():
            if pattern and compiled(fold_expression(pattern)).search(folded):
                return name
        return next(iter(self.locales))


@cache
def builtin() -> tuple[Language, ...]:
    """Return the languages that ship with the package."""
    return tuple(import_module(f"{__name__}.{code}").LANGUAGE for code in _BUILTIN)


@cache
def _plugged() -> tuple[tuple[plugins.Plugin, Language], ...]:
    return tuple(plugins.sound("languages", of_plugin))


def of_plugin(plugin: plugins.Plugin) -> Language:
    """Return the language that a plugin gives; raise PluginError for one that is built in."""
    language: Language = plugins.load(plugin, Language)
    if language.code in _BUILTIN:
        raise PluginError(f"{language.code!r} is a language of knigge's own. A card may amend it.")
    if not language.locales:
        raise PluginError(f"{plugin.value}: locales is empty. Name one country at least, such as 'fr-FR'.")
    return language


@cache
def known() -> tuple[Language, ...]:
    """Return the languages that ship with the package, and those of plugins."""
    return (*builtin(), *(language for _, language in _plugged()))


@cache
def forms() -> dict[str, str]:
    """Return what stands before a name in any language, and which of Ms, Mr and Mx it is."""
    return {form: meant for language in known() for form, meant in language.forms.items()}


@cache
def subject_words() -> str:
    """Return an expression for what stands before the colon of a subject line in any language."""
    return "|".join(dict.fromkeys(re.escape(language.subject.strip()) for language in known()))


@cache
def offers() -> re.Pattern[str]:
    """Return the expression by which a sender says, in any language, that this is an offer."""
    return re.compile("|".join(language.offers for language in known() if language.offers), re.I)


def get(code: str) -> Language:
    """Return the language of `code` (`de`, or a locale such as `de-AT`).

    Raises SettingsError for a code that is not known, PluginError for one that two plugins give.
    """
    bare = code.rpartition(":")[2]
    own = {language.code: language for language in builtin()}
    given = [(language.code, plugin, language) for plugin, language in _plugged()]
    wanted = code if bare != code else code.split("-")[0]
    language = own.get(wanted) or plugins.one("a language", wanted, given)
    if language and bare in (language.code, *language.locales):
        return language
    names = ", ".join(name for language in known() for name in (language.code, *language.locales))
    raise SettingsError(f"No language {code!r}. Known: {names}.")
