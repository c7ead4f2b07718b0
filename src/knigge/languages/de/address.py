"""German sentences into the places where they say Sie or du."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Register, Span

# Capital inside a sentence it can only be the polite form; at its start "Sie" may be "they" or "she".
_POLITE = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?|Ihrerseits|Ihretwegen)\b")
_POLITE_START = re.compile(r"""["'„“»«(\s]*(?:Sie\s+(?:\w+en|sind|tun)\b|Ihnen\b|[A-ZÄÖÜ][\wäöüß]+en\s+Sie\b)""")
_FAMILIAR = re.compile(r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]ein(?:e[mnrs]?)?|[Dd]einerseits|deinetwegen)\b")
_IMPERATIVE = re.compile(
    r"""["'„“»«(\s]*(?:Sag|Sage|Schreib|Schreibe|Melde|Meld|Schau|Gib|Lass|Ruf|Nimm|Sieh|Komm|Denk|Lies|Schick|Schicke"""
    r"""|Teil|Frag|Zeig|Hilf|Vergiss|Bleib|Probier|Überleg)\s+(?:mir|mal|uns|bitte|doch|dich|dir|gern|einfach|mich|an|ruhig|kurz)\b"""
)
# Set phrases that speak of nobody, and text that quotes others.
_NOT_YOU = re.compile(
    r"\b(?:per [Dd]u|das Du|dem Du|Du[- ]?Form|Sie[- ]?Form|per Sie|das Sie|dem Sie|beim Du|beim Sie|Frau und Herr Sie)\b"
)
_QUOTED = re.compile(r"„[^“”\n]{1,300}[“”]|»[^«\n]{1,300}«|«[^»\n]{1,300}»|“[^”\n]{1,300}”|\"[^\"\n]{1,300}\"")


def registers(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield each place that shows a form of address, in the order of the text.

    What others are quoted with does not count. A lower-case ihr/ihre is "her" or "their" and is passed over.
    """
    for start, end in sentences:
        sentence = _blank(view[start:end])
        found: list[tuple[Span, Register]] = []
        head = _POLITE_START.match(sentence)
        if head:
            found.append(((head.start(), head.end()), "formal"))
        first = len(sentence) - len(sentence.lstrip("\"'„“»«( "))
        found += [((m.start(), m.end()), "formal") for m in _POLITE.finditer(sentence) if m.start() > first]
        found += [((m.start(), m.end()), "informal") for m in _FAMILIAR.finditer(sentence)]
        if order := _IMPERATIVE.match(sentence):
            found.append(((order.start(), order.end()), "informal"))
        for (left, right), register in sorted(found):
            lead = len(sentence[left:right]) - len(sentence[left:right].lstrip("\"'„“»«( "))
            yield (start + left + lead, start + right), register


def _blank(sentence: str) -> str:
    """Return the sentence with quotations and set phrases blanked out, its length kept."""
    for pattern in (_QUOTED, _NOT_YOU):
        sentence = pattern.sub(lambda match: " " * len(match.group()), sentence)
    return sentence
