"""German sentences into the places where they say Sie or du."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Register, Span

# Capital inside a sentence it can only be the polite form, except Ihr after "habt", "seid" and their like.
_POLITE = r"\b(?:Sie|Ihnen|(?<![td] )Ihr(?:e[mnrs]?)?|Ihrerseits|Ihretwegen)\b"
_POLITE_START = r"(?:Ihnen\b|[A-ZÄÖÜ][a-zäöüß]+en\s+Sie\b)"
_THEY_OR_YOU = r"Sie\s+(?:[a-zäöüß]+en|sind|tun)\b"
_FAMILIAR = (
    r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]ein(?:e[mnrs]?)?|[Dd]einerseits|deinetwegen|[Ee]uch|[Ee]uer|[Ee]ure[mnrs]?)\b"
)
_ORDERS = frozenset(
    "Sag Sage Schreib Schreibe Melde Meld Schau Gib Lass Ruf Nimm Sieh Komm Denk Lies Schick Schicke Teil Frag Zeig Hilf "
    "Vergiss Bleib Probier Überleg".split()
)
_ORDERED = r"\b[A-ZÜ]\w+\s+(?:mir|mal|uns|bitte|doch|dich|dir|gern|einfach|mich|an|ruhig|kurz)\b"
# Set phrases that speak of nobody, and text that quotes others.
_NOT_YOU = r"\b(?:per [Dd]u|das Du|dem Du|Du[- ]?Form|Sie[- ]?Form|per Sie|das Sie|dem Sie|beim Du|beim Sie|Frau und Herr Sie)\b"
_SLOT = r"[\[{<][^\]}>\n]{1,40}[\]}>]"
_QUOTED = r"„[^“”\n]{1,300}[“”]|»[^«\n]{1,300}«|«[^»\n]{1,300}»|“[^”“\n]{1,300}[”“]|\"[^\"\n]{1,300}\""


def registers(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield each place that shows a form of address, in the order of the text.

    What others are quoted with does not count. A lower-case ihr/ihre is "her" or "their" and is passed over, and so
    is "Sie sind" at a sentence's start, which may be "they are", wherever the text says du as well.
    """
    sure: list[tuple[Span, Register]] = []
    unsure: list[tuple[Span, Register]] = []
    for start, end in sentences:
        sentence = _blank(view[start:end])
        first = len(sentence) - len(sentence.lstrip("\"'„“»«( "))
        if "Sie" in sentence or "Ih" in sentence:
            sure += _found(_POLITE, sentence, start, "formal", first + 1)
            sure += _found(_POLITE_START, sentence, start, "formal", first)
            unsure += (
                _found(_THEY_OR_YOU, sentence, start, "formal", first)[:1] if sentence.startswith("Sie", first) else []
            )
        if any(word in sentence for word in ("du", "Du", "di", "Di", "dein", "Dein", "eu", "Eu")):
            sure += _found(_FAMILIAR, sentence, start, "informal", first)
        if sentence[first:].split(" ", 1)[0] in _ORDERS:
            sure += _found(_ORDERED, sentence, start, "informal", first)[:1]
    if not any(register == "informal" for _, register in sure):
        sure += unsure
    yield from sorted(set(sure))


def _found(pattern: str, sentence: str, start: int, register: Register, at: int) -> list[tuple[Span, Register]]:
    """Return where a pattern stands in a sentence, from its character `at` on, as places of the text."""
    matches = re.compile(pattern).finditer(sentence, at)
    return [((start + match.start(), start + match.end()), register) for match in matches]


def _blank(sentence: str) -> str:
    """Return the sentence with quotations, slots and set phrases blanked out, its length kept."""
    for mark, pattern in (('„“”»«"', _QUOTED), ("[{<", _SLOT), ("uU", _NOT_YOU)):
        if not set(mark).isdisjoint(sentence):
            sentence = re.sub(pattern, lambda match: " " * len(match.group()), sentence)
    return sentence
