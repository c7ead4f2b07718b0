"""Judges of a profile: whether it tells who, for whom and what, is up to date, and backs what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge import languages
from knigge.cards.rule import Hit
from knigge.domain import Case, Span
from knigge.matching import lazily

_YEAR = 365  # days after which a profile is gone over again
# What ties an occupation to a field, a house, or people.
_RELATION = lazily(
    r"\b(?:für|bei|beim|in|im|an|am|auf|aus|von|vom|über|um|der|des|zu|zur|zum|mit|for|at|of|with|to|on|from|near|in|by)\b|[@&]",
    re.I,
)
_FOR = lazily(
    r"(?<!offen )(?<!bereit )\b(?:für|damit|helfe|unterstütze|berate|begleite|for|help|helping|so\s+that|advise)\b",
    re.I,
)
_DOING = lazily(
    r"\b(?:ich|wir|i|we)\s+(?!(?:bin|sind|habe[n]?|mag|mögen|liebe[n]?|brenne[n]?|am|are|have|love|like)\b)\w+", re.I
)
_NAME = lazily(r"[A-ZÄÖÜ][\w'-]*\.?(?:[ ](?:von|van|der|de|[A-ZÄÖÜ][\w'-]*\.?)){1,3}$")
_COMING = lazily(
    r"\b(?:verfügbar|frei|startet|starte|beginnt|beginne|erscheint|geplant|voraussichtlich|werde|wird|demnächst|kommende\w*|"
    r"available|starting|starts|will|planned|due|expected|upcoming|forthcoming|graduating)\b"
    r"(?:(?!\b(?:seit|since)\b)[^.!?\n]|\.(?=\s?\d)|(?<=\d)\.){0,40}?\b(?:(jan|jän|feb|mar|mär|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)(?:uary?|ner|ruary?|ch|z|il|[eiy]|ust|t|t?ember|ober)?\.?\s+)?(20\d\d)\b",
    re.I,
)
# A month as either language begins it, in pairs.
_MONTHS = "jan jän feb feb mar mär apr apr may mai jun jun jul jul aug aug sep sep oct okt nov nov dec dez".split()
_CLAIM = lazily(
    r"\b(?:(?:markt|welt)?führend\w*|marktführer\w*|nummer\s+(?:1|eins)|garantier\w+|einzigartig\w*|preisgekrönt\w*|zertifizier\w+|"
    r"(?:hunderte\w*|tausende\w*|zahlreiche\w*)\s+\w+|langjährige\w*\s+(?:erfahrung|expertise)|"
    r"(?:market|world|industry)[- ]leading|leading\s+\w+|number\s+one|guarantee\w*|award[- ]winning|certified|world[- ]class|"
    r"(?:hundreds|thousands)\s+of\s+\w+|many\s+years\s+of\s+experience)|"
    r"\b\d[\d.,]*\s?(?:%|prozent\b|percent\b|\+)",
    re.I,
)
_CONTENT = lazily(r"[^\W\d_]{5,}")
_EVIDENT = lazily(r"\d|https?://|\bwww\.")


def poor_headline(case: Case) -> Iterator[Hit]:
    """Yield a headline that names titles and no field, house or people; fire without a span where there is none."""
    if not _is_read(case):
        return
    span = _headline(case)
    if span is None:
        yield Hit(None)
    elif not _RELATION.search(case.body.view[slice(*span)]):
        yield Hit(span)


def no_positioning(case: Case) -> Iterator[Hit]:
    """Fire where no sentence of five words or more says for whom, or what the writer does."""
    said = (case.body.view[slice(*span)] for span in _lines(case))
    if _is_read(case) and not any(
        len(line.split()) >= 5 and (_FOR.search(line) or _DOING.search(line)) for line in said
    ):
        yield Hit(None)


def out_of_date(case: Case) -> Iterator[Hit]:
    """Fire where the profile was last gone over more than a year ago; silent where either day is not known."""
    updated = case.profile.updated if case.profile else ""
    if updated and case.today and _day(case.today) - _day(updated) > _YEAR:
        yield Hit(None)


def past_as_coming(case: Case) -> Iterator[Hit]:
    """Yield what is told as still to come for a year, or a month of this one, that is over."""
    for match in _COMING.finditer(case.body.view):
        if case.today and (int(match[2]), _month(match[1])) < (int(case.today[:4]), int(case.today[5:7])):
            yield Hit(match.span())


def _month(name: str | None) -> int:
    """Return the number of a month by how its name begins; 12 where no month is named, as only the year's end ends it."""
    return _MONTHS.index(name[:3].lower()) // 2 + 1 if name and name[:3].lower() in _MONTHS else 12


def unbacked_claim(case: Case) -> Iterator[Hit]:
    """Yield a claim of rank, certainty or number that nothing else in the profile backs.

    Another line backs it that holds a figure or an address, and a content word of the claim's own line.
    """
    lines = [(span, case.body.view[slice(*span)]) for span in _lines(case)]
    for span, line in lines:
        words = set(_CONTENT.findall(line.lower()))
        others = [other for place, other in lines if place != span and _EVIDENT.search(other)]
        for match in _CLAIM.finditer(line):
            telling = words - set(_CONTENT.findall(match.group().lower()))
            if not any(telling & set(_CONTENT.findall(other.lower())) for other in others):
                yield Hit((span[0] + match.start(), span[0] + match.end()))


def _is_read(case: Case) -> bool:
    """Say whether a profile is in a language whose words are known here; of another nothing is said to be missing."""
    return case.lang in (language.code for language in languages.builtin())


def _headline(case: Case) -> Span | None:
    """Return where the headline stands: the profile's own, else the first line that is no name."""
    view = case.body.view
    if case.profile:
        start = view.find(case.profile.headline)
        return (start, start + len(case.profile.headline)) if case.profile.headline and start >= 0 else None
    lines = ((match.start(), match.end()) for match in re.finditer(r"[^\s#*][^\n]*", view))
    return next((span for span in lines if not _NAME.match(view[slice(*span)].strip())), None)


def _lines(case: Case) -> list[Span]:
    """Return the sentences of the profile, none of which goes over the end of a line."""
    return [
        (start + match.start(), start + match.end())
        for start, end in case.body.sentences
        for match in re.finditer(r"[^\n]+", case.body.view[start:end])
    ]


def _day(text: str) -> int:
    """Return a day such as 2026-03-31 as a number, so that two of them tell how far apart they are."""
    from datetime import date

    return date.fromisoformat(text).toordinal()
