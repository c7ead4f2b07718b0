"""Judges of law: where a brief's message may count as advertising, and what a German business mail must name. They hint only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knigge.cards.rule import Hit, Judge
from knigge.domain import Case, Span
from knigge.matching import lazily

if TYPE_CHECKING:
    from knigge.domain import Brief

_NAMES = {
    "deutschland": "DE", "germany": "DE", "österreich": "AT", "austria": "AT", "schweiz": "CH", "switzerland": "CH",
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states": "US", "vereinigte staaten": "US",
}  # fmt: skip
_EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
# Whether somebody recruits for a fee no brief says; what the cards say leaves that open.
_COMMERCIAL = ("sales", "recruiting")
_OBJECTION = lazily(
    r"widersprech|widerspruch|abmelde|abbestell|keine\s+weiteren?\s+(?:nachricht|mail|e-mail)"
    r"|\bobjections?\b|\b(?:to|can|may|could|you)\s+object\b|opt[- ]?out|unsubscribe|no\s+(?:further|more)\s+(?:message|mail|e-mail)",
    re.I,
)


def country_of(brief: Brief) -> str:
    """Return the recipient's country as its two letters, that of the language's locale where the brief names none.

    A name that is not known stays as it is, and no rule is for it.
    """
    country = _nfc(brief.recipient.country)
    return _NAMES.get(country.casefold(), country.upper()) if country else brief.language.partition("-")[2]


def _nfc(country: str) -> str:
    return unicodedata.normalize("NFC", country.strip())


def _advertising(*countries: str) -> Judge:
    """Return the judge that fires where the brief sells or recruits in one of these countries."""

    def judge(case: Case) -> Iterator[Hit]:
        if case.brief and case.brief.intent in _COMMERCIAL and country_of(case.brief) in countries:
            yield Hit(None)

    return judge


def no_objection_told(case: Case) -> Iterator[Hit]:
    """Fire where the brief sells or recruits in the EU and the text does not say that the reader may object."""
    if case.brief and not _OBJECTION.search(case.body.view):
        yield from _advertising(*_EU)(case)


# A firm on its line: what precedes the legal form begins with a capital, and a court ("AG Kiel") is none.
_FIRM = lazily(
    r"(?:^|(?<=[,|·•–]))[ \t]*(?P<firm>[A-ZÄÖÜ0-9][^\n,|·•–]{0,60}?\s(?P<form>g?GmbH(?:\s+&\s+Co\.?\s+KG)?|UG(?:\s+\(haftungsbeschränkt\))?|AG|KG|OHG|e\.\s?K\.))"
    r"(?=[ \t]*(?:$|[,|·•–.]))",
    re.M,
)
_NUMBER = lazily(r"\bHR\s?[AB][\s:.-]*(?:Nr\.?\s*)?\d")
_COURT = lazily(r"\b(?:Amtsgericht|Registergericht|AG\s+[A-ZÄÖÜ]\w+|[Ll]ocal\s+[Cc]ourt|[Rr]egister\s+[Cc]ourt)")
_SEAT = lazily(r"\b(?:Sitz|Firmensitz|[Rr]egistered\s+(?:office|seat))\b|\b\d{5}\s+[A-ZÄÖÜ]")
_BOARD = lazily(r"\b(?:Geschäftsführ|GF\b|Vorst[aä]nd|[Mm]anaging\s+[Dd]irector|[Bb]oard\b)")
_LACKS = {
    "de": ("Sitz", "Registergericht", "Registernummer", "Geschäftsführung mit Vor- und Nachnamen", "Vorstand und Vorsitz des Aufsichtsrats"),
    "en": ("seat", "register court", "register number", "managing directors with first and last name", "board and chair of the supervisory board"),
}  # fmt: skip


def signature_lacks_register(case: Case) -> Iterator[Hit]:
    """Yield the firm in the signature of a German business mail that lacks data which the law asks for.

    Whose own mail it is matters: what somebody received is not looked at.
    """
    signature = case.body.parts.signature
    if signature is None or not _is_german(case) or (case.message and not case.switchable):
        return
    firm = _FIRM.search(case.body.view, *signature)
    lacking = _lacking(case, firm["form"], signature) if firm else []
    if firm and lacking:
        yield Hit(firm.span("firm"), values=(firm["firm"], ", ".join(lacking)))


def _is_german(case: Case) -> bool:
    country = _nfc(case.brief.sender.country) if case.brief else ""
    country = _NAMES.get(country.casefold(), country.upper())
    return country == "DE" or (not country and case.locale == "de-DE")


def _lacking(case: Case, form: str, signature: Span) -> list[str]:
    """Return what the signature of a firm of this legal form lacks, in the language of the text."""
    seat, court, number, directors, board = _LACKS.get(case.lang, _LACKS["en"])
    wanted = [(_SEAT, seat), (_COURT, court), (_NUMBER, number)]
    if form.startswith(("g", "G", "U")):
        wanted.append((_BOARD, directors))
    elif form == "AG":
        wanted.append((_BOARD, board))
    return [name for pattern, name in wanted if not pattern.search(case.body.view, *signature)]


# The cards that are hints at a law, by their ids: a policy may acknowledge them and no others.
HINTS = (
    "at-tkg-174",
    "ch-uwg-3-o",
    "de-olg-hamm-messages",
    "de-signature-data",
    "de-uwg-7-email",
    "eu-gdpr",
    "us-can-spam",
)  # fmt: skip
JUDGES: dict[str, Judge] = {
    **{f"advertises_in_{country.lower()}": _advertising(country) for country in ("DE", "AT", "CH", "US")},
    "no_objection_told": no_objection_told,
    "signature_lacks_register": signature_lacks_register,
}
