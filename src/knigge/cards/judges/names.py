"""Judges of names: each spelled as in the brief, greeted with the right form, and with the title that it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knigge import languages
from knigge.cards.rule import Hit
from knigge.domain import Case, Fix
from knigge.languages.names import pieces
from knigge.matching import lazily

if TYPE_CHECKING:
    from knigge.domain import Brief

_TOKEN = lazily(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")
# What stands before a name: these, and the name's other part.
_FORMS = frozenset("Familie Dr Prof Professor Professorin Liebe Lieber Dear Hallo Hello Hi".split())
_POSSESSIVE = lazily(r"(?:['’]s|['’]|s)$")
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d"}
)


def misspelled_names(case: Case) -> Iterator[Hit]:
    """Yield each name that is nearly one of the brief's people and not spelled like it, with the spelling of the brief.

    Looked at is what stands where a name does: behind a form of address, a title or the name's other part, or before that.
    A double name that lost its one half is misspelled; a genitive and capitals throughout are not.
    """
    if not case.brief:
        return
    names, known = _names(case.brief)
    found = [match for match in _TOKEN.finditer(case.body.view) if not _quoted(case, match.start())]
    for at, match in enumerate(found):
        word = _straight(match.group())
        if not word[0].isupper() or word in known or _POSSESSIVE.sub("", word) in known:
            continue
        before = found[at - 1] if at and _touch(case, found[at - 1], match) else None
        after = found[at + 1] if at + 1 < len(found) and _touch(case, match, found[at + 1]) else None
        beside = {each.group() for each in (before, after) if each}
        named = before is not None and (before.group() in _FORMS or before.group() in languages.forms())
        for name, others in names:
            if (named or beside & others) and _nearly(word, name, _letters_off(name, beside & others)):
                yield Hit(match.span(), (Fix(name),), values=(word, name))
                break


def _quoted(case: Case, at: int) -> bool:
    return any(start <= at < end for start, end in case.body.parts.quoted)


def _touch(case: Case, one: re.Match[str], other: re.Match[str]) -> bool:
    """Say whether two words follow each other, with no more than a space or the full stop of a title between."""
    return case.body.view[one.end() : other.start()] in (" ", ". ")


def _names(brief: Brief) -> tuple[list[tuple[str, set[str]]], frozenset[str]]:
    """Return the names of the brief's people, each word with its others, and all words that the brief holds."""
    from knigge.domain import Person

    people = [brief.sender, brief.recipient]
    people += [Person(ground.name) for ground in brief.common_ground if ground.kind == "mutual_contact"]
    names = []
    for person in people:
        words = _TOKEN.findall(_straight(_nfc(pieces(person).full)))
        names += [(word, {*words} - {word}) for word in words if word[0].isupper()]
    return names, frozenset(_TOKEN.findall(_straight(_nfc(repr(brief)))))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _straight(word: str) -> str:
    """Return a name with the apostrophe that a keyboard has; O’Rourke is spelled like O'Rourke."""
    return word.replace("’", "'")


def _letters_off(name: str, beside: set[str]) -> int:
    """Return how many letters a misspelling may be off; a short name is soon another, unless the person's other one is beside it."""
    return 2 if len(name) > 4 else 1 if len(name) == 4 or beside else 0


def _nearly(word: str, name: str, most: int) -> bool:
    """Say whether a word is a name spelled otherwise: without its marks, without its one half, or as many letters off."""
    if word.casefold() == name.casefold():
        return not word.isupper() and not name.isupper()
    if _plain(word) == _plain(name) or word in name.split("-") or _bare(word) == _bare(name):
        return True
    return abs(len(word) - len(name)) <= most and _distance(_plain(word), _plain(name), most) <= most


def _plain(word: str) -> str:
    """Return a name as it is typed where its letters are lacking: Mueller, Gross, Aydin."""
    return _unmarked(word.lower().translate(_LETTERS))


def _bare(word: str) -> str:
    """Return a name without its marks: Muller, Kovac."""
    return _unmarked(word.lower().replace("ß", "ss").replace("ı", "i").replace("ø", "o").replace("ł", "l"))


def _unmarked(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters are put in, left out, changed or swapped; names are short, so no bound is needed but `most`."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
        if min(row) > most:
            return most + 1
    return rows[-1][-1]


def greets_with_other_form(case: Case) -> Iterator[Hit]:
    """Yield the Frau, Herr, Ms or Mr of a greeting where the brief says the other."""
    greeting = case.body.parts.greeting
    wanted = case.brief.recipient.salutation if case.brief else ""
    if not greeting or wanted in ("", "none"):
        return
    known = languages.forms()
    form = re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})(?!\w)").search(case.body.view, *greeting)
    if form and known[form.group()] != known.get(wanted):
        yield Hit(form.span(), values=(form.group(), wanted))


def greets_without_title(case: Case) -> Iterator[Hit]:
    """Yield a greeting by form and name that leaves out the title which it would have in that country."""
    greeting = case.body.parts.greeting
    if not greeting or not case.brief or not pieces(case.brief.recipient).titles:
        return
    said = case.body.view[slice(*greeting)]
    language = languages.get(case.lang)
    usual = language.wordings().salutation(case.brief.recipient, "formal", case.locale, "message")
    title = next((word for word in usual.split() if re.match(r"Dr|Prof|M?Mag|DI|Dipl", word)), "")
    if title and re.search(r"\b(?:Frau|Herrn?|Mrs?|Ms)\b", said) and title[:2] not in said:
        yield Hit(greeting, values=(said, title))


def surname_and_du(case: Case) -> Iterator[Hit]:
    """Yield the greeting "Frau Kern" where the text goes on with du alone."""
    from knigge.languages.de.address import may_say_du, of_several

    greeting = case.body.parts.greeting
    if not greeting or not re.search(r"\b(?:Frau|Herrn?)\s+[A-ZÄÖÜ]", case.body.view[slice(*greeting)]):
        return
    if not may_say_du(case.body.view):
        return
    found = list(languages.get(case.lang).registers(case.body.view, case.body.sentences))
    several = [of_several(case.body.view[slice(*span)]) for span, _ in found]
    if found and not all(several) and all(register == "informal" for _, register in found):
        yield Hit(greeting)
