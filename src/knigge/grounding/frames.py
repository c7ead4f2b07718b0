"""Nouns that nothing given holds into those that are stated as a fact, and those that are merely mentioned.

A lone new noun may be another word for what is given ("animals" where the brief has a stallion barn), which no list of words can
tell. It is a statement where it stands beside something else that is not given, where the text says that something is about it, in it
or from it, or where its kind makes it one: a work, an office, an institution, an occasion. What is abstract by its ending is none alone.
"""

from __future__ import annotations

import re

from knigge.domain import Span

_ABOUT = {
    "de": re.compile(r"(?:Kapitel|Abschnitt|Absatz|Folge|Abbildung|Passage|Frage|Beitrag|Vortrag|Artikel|Aufsatz|Arbeit|Buch|Interesse|Forschung|Expertise|Erfahrung|Wissen|Kenntnis)\w*\s(?:[a-zäöüß]+\s){0,3}$|\b(?:[Aa]ls|bei|beim|vom|vo[mn]\sder)\s(?:[a-zäöüß]+\s)?$|\b(?:[Ii]n|[Aa]us|[Nn]ach|[Vv]on)\s$"
        r"|\b(?:Kreis|Landkreis|Bezirk|Kanton|Stadt|Gemeinde|Hotel|Gasthof|Café|Schwerpunkt|Fachrichtung|Studiengang|Hauptfach|Firma|Verlag|Magazin|Zeitschrift|Programm|Marke|Sorte|Familie)\s$"),
    "en": re.compile(r"\b(?:chapter|section|passage|episode|talk|paper|post|article|piece|book|research|work|interest|experience|expertise|knowledge|background|skills?)\s(?:on|about|in|into|with|of)\s(?:[a-z-]+\s){0,3}$|\b(?:know|speak|learnt?|teach)\s$|\b(?:as\san?|as\sthe)\s(?:[a-z-]+\s)?$", re.I),
}  # fmt: skip
_KINDS = {
    "de": re.compile(
        r"(?:\w*(?:vortrag|podcast|blog|buch|bücher|interview|workshop|webinar|seminar|studie|kolumne|film|ausstellung|wettbewerb|preis|messe|tagung|kongress|amt|"
        r"ministerium|verband|stiftung|institut|verlag|labor|zeitung|behörde|kammer|rat|bank|klinik|kirche|rundfunk|leiter|chef|direktor|meister|vorstand|präsident|"
        r"professor|dozent|doktorand|berater|assistent|trainer|diplom|zertifikat|doktortitel|schein|erfahrung|kenntnis|qualität|listung|adaption|verfilmung|kantine|zentrale|filiale|"
        r"wohnheim|autor|sekretär|gründer|partner|kunde|förderung|gehalt|lizenz|patent|auszeichnung|[a-zäöü]+(?:logie|nomie|gra[fp]h?ie|iatrie|urgie)|[a-zäöü]+n?isch|praktikant|lehrling|geselle|anwalt)(?:e|en|n|s|es|in|innen|r|er|ern)?)", re.I),
    "en": re.compile(
        r"(?:lecture|podcast|blog|book|interview|workshop|webinar|seminar|study|column|film|movie|exhibition|competition|award|prize|fair|show|congress|council|ministry|"
        r"association|foundation|institute|press|laboratory|lab|newspaper|chamber|board|bank|clinic|hospital|church|radio|television|director|chief|manager|master|president|chair\w*|"
        r"professor|lecturer|student|consultant|assistant|coach|trainer|degree|certificate|certified|diploma|doctorate|leadership|management|training|canteen|headquarters|branch|residence|"
        r"author|writer|secretary|founder|partner|customer|client|funding|salary|licen[cs]e|patent|foreman|head\w*|[a-z]+(?:ology|onomy|graphy))s?", re.I),
}  # fmt: skip
# Endings of what is done, felt or so: "Verstärkung", "Geschwindigkeit", "beim Festigen"; none of a place, a person or a thing.
_ABSTRACT = {
    "de": re.compile(r"\w{3}(?:ung|heit|keit|schaft|tät|nis|ismus|[^aeiou]ion)(?:en|s|se|sen)?$|\b(?:beim|vom)\s\w+n$"),
    "en": re.compile(r"\w{3}(?:ness|ity|ance|ence|ment|ship|ion|al|ing|hood|dom|th|ism)s?$"),
}  # fmt: skip
_NONE = {"de": re.compile(r"\bkein(?:e[mnrs]?)?\s$"), "en": re.compile(r"\bno\s$")}
_PHRASE = {"de": re.compile(r"\ban\sBord$"), "en": re.compile(r"\bon\sboard$")}
# A bare word with an ending that German nouns seldom have is a name: "mit Bexio", "Datev"; so is the "land" that one comes from.
_BARE, _FOREIGN = re.compile(r"\b(?:[Mm]it|an|über|via|per)\s$"), re.compile(r"[A-Z]\w+(?:[aiouyvx]|ium)")
_IN_THE, _LAND = re.compile(r"\b[Ii]m\s$"), re.compile(r"[A-ZÄÖÜ]\w+(?:land|gau|tal|gebirge)")
_FAR = 300
_SENTENCE = re.compile(r"[.!?\n]")


def stated(view: str, span: Span, others: list[Span], lang: str) -> bool:
    """Say whether new words are stated as a fact; others: where the text says other things, no lone nouns, that are not given."""
    said, before = view[slice(*span)], view[max(0, span[0] - 60) : span[0]]
    if _NONE[lang].search(before) or _PHRASE[lang].search(before + said):
        return False
    if (lang == "de" and len(said.split()) > 1) or any(
        _KINDS[lang].fullmatch(word) for word in re.split(r"[\s-]", said)
    ):
        return True
    if _ABOUT[lang].search(before) and not _ABSTRACT[lang].search(before + said):
        return True
    if lang == "de" and (
        (_FOREIGN.fullmatch(said) and _BARE.search(before)) or (_LAND.fullmatch(said) and _IN_THE.search(before))
    ):
        return True
    return any(other != span and _together(view, span, other) for other in others)


def _together(view: str, one: Span, other: Span) -> bool:
    """Say whether two places stand in one sentence."""
    first, second = sorted((one, other))
    return second[0] - first[1] < _FAR and not _SENTENCE.search(view[first[1] : second[0]])
