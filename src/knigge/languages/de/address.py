"""German sentences into the places where they say Sie or du."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knigge.domain import Register, Span
from knigge.languages.de.imperatives import imperatives, may_order
from knigge.matching import lazily

_Place = tuple[Span, Register]

# Capital inside a sentence these can only be the polite form; at its beginning they may be they, their and her.
_POLITE = lazily(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?|Ihrerseits|Ihretwegen|Ihresgleichen|Sehr\s+geehrte[rs]?)\b")
# As it is spoken: "haben S'", "Hamse noch Platz?".
_SPOKEN_SIE = lazily(
    r"\b\w+n\s+(?P<word>S['’])(?=[\s.,!?])|^\W*(?P<verb>(?:Ham|Haben|Sind|San|Können|Wissen|Wollen|Mögen|Möchten|Kennen|Brauchen|Gehen|Kommen|Machen|Sehen|Sehn|Hören|Schauen|Nehmen|Geben|Sagen)se)\b"
)
_OF_HER = lazily(r"(?:Ihr(?:e[mnrs]?)?|Ihrerseits|Ihretwegen)\b")
_SHE = lazily(
    r"Sie\s+(?:ist|war|wird|hat|kann|will|muss|soll|darf|mag|weiß|\w+[^e\W]t|\w+et|\w{2,}te|würde|wurde|bat|bot|blieb|fand|fuhr|gab|ging|half|hielt|hieß|kam|las|lief|ließ|nahm|rief|sah|saß|sang|schien|schlief|schlug|schrieb|sprach|stand|starb|trug|traf|verlor|zog)\b"
    r"|Ihre?\s+\w+\s+(?:und|oder)\s+ihre?\b"
)
# Who "sie" are is told behind it: "Sie haben mir gefallen, deine Holzschnitte."
_NAMED_LATER = lazily(
    r"(?:(?:Sie|Ihnen)\s(?!.*\b(?:sie|ihn|ihm|ihr|ihnen|es)\b)|Ihr(?:e[mnrs]?)?\s(?=[^,.!?;]*\bsie\b))[^,.!?;]*,\s"
    r"(?:(?:deine?|eure[nr]?|unsere)\s+(?:[a-zäöü]+\s+)?[A-ZÄÖÜ]\w+|(?:deinen|unseren|den)\s+(?:[a-zäöü]+\s+)?[A-ZÄÖÜ]\w+n|den\s+(?:beiden|anderen|dreien|meisten)|die(?=\s+(?:von|vom|aus)\b)"
    r"|meine?\s+[A-ZÄÖÜ]\w+\s+und\s+(?:meine?|deine?)\s+(?!Herren)[A-ZÄÖÜ]\w+)"
    r"(?:\s+(?:von|vom|aus|im|in|auf|am|an|bei|beim)\s[^,.!?;]*)?(?:,\s+und\s[^.!?;]*)?[.!?]*\s*$"
)
_SHE_AGAIN = lazily(r"\nSie\s+(?:ist|war|hat|hatte|wird|kann|heißt|kommt|wohnt|arbeitet)\b")
# Only a reader may call or know the writer.
_READER = lazily(
    r"Sie\s+(?:können|dürfen|könnten)\s+(?:mich|mir|sich|gern|gerne|jederzeit|das|uns)\b|Sie\s+(?:erreichen|kennen|baten|fragten)\s+(?:mich|uns)\b"
    r"|Sie\s+finden\b.*\b(?:Anlage|Anhang|anbei|unten)\b"
)
_FAMILIAR = lazily(
    r"(?<!-)\b(?:[Dd]u(?!-)|[Dd]ir|[Dd]ich|[Dd]ein(?:e[mnrs]?)?|[Dd]einerseits|[Dd]einetwegen|[Dd]einesgleichen|[Dd]eins|[Dd]einige[rn]?)\b(?!-[a-zäöü])"
)
_SECOND = (
    "bist hast kannst willst magst sollst wirst darfst musst weißt siehst warst hattest hättest wärst wärest würdest könntest möchtest solltest müsstest dürftest wolltest konntest "
    "brauchst findest kommst machst gehst meinst glaubst denkst suchst kennst hörst nimmst gibst bringst"
).split()
_SECOND_PERSON = lazily(rf"\b(?i:{'|'.join(_SECOND)})e?\b")
# Verbs that only du has: left alone at the beginning ("Bist gut angekommen?"), or with it swallowed ("haste").
_DU_LEFT_OUT = lazily(
    rf"^\W*(?:(?:Und|Na|Aber|Oder|Ach|Hey|Hallo|Hi|Wann|Wo|Wie|Was|Warum|Wohin|Woher|Wen|Wem)[,\s]+)?(?P<verb>(?i:{'|'.join(_SECOND)}))\b(?!['’])"
)
_DU_SWALLOWED = lazily(rf"(?<!ich\s)\b(?i:{'|'.join(verb for verb in _SECOND if verb != 'musst')})e\b")
_PLURAL_VERB = r"(?:habt|seid|könnt|wollt|müsst|dürft|sollt|wisst|werdet|wart|hattet|wärt|wäret|hättet|würdet|möchtet|könntet|solltet|dürftet)"
_YOU_ALL = lazily(r"\b(?:[Ee]uch|[Ee]uer|[Ee]ure[mnrs]?|[Ee]uretwegen|[Ee]urerseits)\b")
_YOU_DO = lazily(
    rf"\b[iI]hr\s+(?:[^,.;:!?\n]{{0,60}}\s)?{_PLURAL_VERB}\b"
    rf"|\b(?i:{_PLURAL_VERB})\s+[iI]hr\b"
    r"|(?:^\W*[A-Z]\w*t|\b(?:[Ww]ann|[Ww]o|[Ww]ie|[Ww]arum|[Ww]as|[Ww]elche\w*\s\w+)\s+\w+t)\s+ihr(?=\s+[a-zäöü])"
    r"|\b(?:dass|wenn|ob|weil|wann|falls|was|wo)\s+ihr\s+(?:kommt|macht|geht|seht|bleibt|sucht|braucht|mögt|schreibt|arbeitet|plant|nehmt|gebt|denkt)\b"
    r"|^\W*Ihr\s+(?!(?:erst|jüngst|selbst|fast|nicht|jetzt|gut|weit|breit|geht|liegt|gefällt|fehlt|passt|hilft|gehört|steht|schmeckt|tut|gelingt|gebührt|ist)\b)[a-zäöüß]+t\b"
    r"|\b(?:was|wie|dass|ob|wenn|weil|wo)\s+ihr\s+[^,.;:!?\n]{0,60}?(?!(?:gefällt|passt|fehlt|hilft|gehört|schmeckt|liegt|steht|zusteht|droht|bleibt|gelingt|geht|leicht|nicht|gut|recht|leid|tut)\b)\b[a-zäöüß]+t(?=[,.;!?])"
    r"|\b[iI]hr\s+(?:Lieben|beiden?|zwei|drei|alle)\b"
)
_ORDERED = r"(?:Seid|Schaut|Kommt|Sagt|Schreibt|Meldet|Schickt|Gebt|Lasst|Nehmt|Denkt|Bleibt|Habt|Ruft|Bringt|Passt|Macht|Seht|Geht|Lest|Hört|Fahrt|Helft|Freut)"
_ORDER_ALL = lazily(
    rf"\W*({_ORDERED})\s+(?:(?:alle|beide|her|herein|rein|mit|heim|weiter)[,.!]|(?:mir|uns|mal|bitte|doch|so|Bescheid|gesund|gut|selbst|vielen\s+Dank|vorbei|einfach)\b)"
)
_TO_SEVERAL = lazily(rf"\b(?:[Ee]uch|[Ee]uer\w*|[Ee]ure\w*|[iI]hr)\b|^{_ORDERED}$")
# Whom "sie" may mean where a sentence begins with it: several people or things of the sentences before it.
_START = r"(?:^|[.!?]\s)\W*"
_MANY = lazily(
    rf"{_START}(?:Die|Meine|Deine|Unsere|Eure|Seine|Diese|Alle|Viele|Einige|Beide|Manche)\s+(?:[a-zäöü]\w*\s+)?(?:[A-ZÄÖÜ]\w+\s+)?(?:[a-zäöü]\w*en|sind|waren|tun)\b"
    rf"|{_START}[A-ZÄÖÜ]\w+(?:n|er|e|s)\s+(?:von|aus|vom)\b|\bbeide\b"
    rf"|{_START}(?:Die|Das|Der|Meine?|Deine?|Unsere?)\s+(?:Polizei|Feuerwehr|Firma|Bank|Versicherung|Familie|Gemeinde|Stadt|Verwaltung|Behörde|Redaktion|Band|Gruppe|Mannschaft|Klasse|Ehepaar|Paar|Team|\w*[Aa]mt|Hotel|Post|Bahn|Werkstatt|Praxis|Klinik|Schule|Jury|Verein|Vorstand)\b"
    r"|(?<![\d.,:])\b\d{1,3}(?:er)?\s+(?:[a-zäöü]\w*\s+)?(?!Uhr|Euro|Prozent|Minuten?|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?|Cent|Franken)[A-ZÄÖÜ]\w+"
    r"|\b(?:[Zz]wei|[Dd]rei|[Vv]ier|[Ff]ünf|[Ss]echs|[Ss]ieben|[Aa]cht|[Nn]eun|[Zz]ehn|[Zz]wölf|[Ee]in\s+paar|(?:[Vv]iele|[Ee]inige|[Mm]ehrere|[Aa]lle|[Ee]tliche)[nr]?|[Bb]eiden?|[Mm]anche|[Ww]enige)\s+(?:[a-zäöü]\w*\s+)?(?!Dank|Grüße|Grüsse|Fälle)[A-ZÄÖÜ]\w+"
)
_SEVERAL = lazily(
    r"\b(?:die|den|deinen?|meinen?|unseren?|euren?|seinen?|diesen?)\s+(?:[a-zäöü]\w*en\s+)?(?:[A-ZÄÖÜ]\w+(?:en|ern|ner|der|os|eln|ler|ker|ger|[lkpt]s)|[A-ZÄÖÜ]\w*(?:äne|ritte|äge|äume|äuse|ände|ühle|ünde|üge|öne|ätze)|"
    r"\w*(?:[Bb]riefe|[Tt]exte|[Hh]efte|[Ff]ilme|[Pp]reise|[Tt]ermine|[Tt]age|[Bb]erichte|[Ss]tücke|[Gg]eräte|[Ww]erke|[Pp]unkte|[Gg]edichte|[Pp]rojekte|[Ff]ormulare|[Dd]okumente|[Pp]apiere|[Ee]rgebnisse))\b"
    rf"|{_START}(?:[A-ZÄÖÜ]\w+\s+)?[A-ZÄÖÜ]\w+\s+und\s+(?:\w+e?\s+)?[A-ZÄÖÜ]\w+|\b(?:Leute|Eltern|Geschwister|Kinder|Gäste|Freunde|Nachbarn)\b"
)
_NO_PLURAL = lazily(r"\b(?:Mutter|Tochter|Schwester|Feier|Seite|Karte|Woche|Minute|Feder|Mühle)\b")
# Things own nothing: after them "Ihre" is the reader's.
_THINGS = lazily(
    r"\b[A-ZÄÖÜ]\w*(?:ungen|agen|arten|eilen|ahlen|aten|oten|eiten|ionen|ichten|orten|äge|äne|ätze|os|[lkpt]s|ilder|riefe|exte|efte|ermine)\b"
)
_WOMAN = lazily(
    r"\b(?:Katze|Kuh|Stute|Ziege|Ehepaar|Familie|Schwester|Mutter|Tochter|Tante|Oma|Frau|Dame|Nichte|Cousine|Schwägerin|[A-ZÄÖÜ]\w+(?:[^e\W]in)|[A-ZÄÖÜ][a-zäöüß]+a)\b"
)
_NO_WOMAN = lazily(
    r"\b(?:Firma|Thema|Kamera|Pizza|Sofa|Opa|Papa|Europa|Klima|Komma|Aroma|Agenda|Villa|Ära|Panorama|Drama|Schema|Veranda|China|Kanada|Afrika|Amerika|Skala|Fauna|Flora|Cola|Prisma|Visa|Etwa|Da|Ja|Na|Aha|Termin|Magazin|Berlin|Schwerin|Medizin|Benzin|Gewinn|Sinn|Beginn)\b"
)
# Before the name of a form ("das Sie") no comma stands, as it does before a relative clause ("das Buch, das Sie lasen").
_NO_CLAUSE = "".join(
    rf"(?<!,\s{word})" for word in ("", r"mit\s", r"von\s", r"bei\s", r"zu\s", r"in\s", r"an\s", r"auf\s")
)
_NO_OBJECT = r"(?!\s+(?:mir|mich|uns|ja|dort|nun|noch|schon|bei|in|im|am)\b)"
# A firm by its legal form: "die Dein Brot GmbH".
_FIRM = lazily(
    r"(?:(?<=\b[Dd]er\s)|(?<=\b[Dd]ie\s)|(?<=\beiner\s))(?!(?:Sie|Ihnen)\s)[A-ZÄÖÜ]\w+\s(?:[\w&-]+\s){0,4}?(?:gGmbH|GmbH|AG|UG|KG|OHG|GbR|SE|eG|e\.\s?[VKG]\.|Ltd|Inc)(?!\w)"
)
# Set phrases that speak of nobody, names that look like a form of address, and words that are part of an address.
_NOT_SIE = lazily(
    r"\b(?:[Pp]er|[Bb]eim|[Zz]um|[Vv]om|[Ee]in|[Kk]ein|[Aa]ns|[Aa]ufs|[Mm]it)\s+Sie\b"
    r"|\b(?:[Dd]ein|[Ii]hr|[Mm]ein|[Uu]nser|[Ee]uer|[Dd]ieses|[Ss]ein|[Ee]ures|[Dd]eines|[Dd]eutsche|förmliche|steife|höfliche)\s+Sie\b"
    r"|\b[Dd]as\s+Sie(?=\s+(?:ist|war|macht|klingt|fällt|gilt|wirkt|passt|hat|bleibt|steht|stört|gehört|kommt|geht|liegt|reicht|tut|schafft)\b)"
    r"|\bsag(?:e|t|en|ten?)(?:\s+(?!Sie\b)[a-zäöü]+){1,4}\s+Sie\b(?=\s+(?:zueinander|zu[mr]?\s+\w+)|[.,;!?])"
    rf"|\b(?=[Dd](?:as|em)\s+Sie\b){_NO_CLAUSE}[Dd]\w\w\s+Sie\b{_NO_OBJECT}|\bSie[- ](?:Form|Kultur|Anrede)\w*"
    r"|\bSie\s+(?:oder|und|statt|zum|als)\s+(?:zum\s+)?Du\b|\bDu\s+(?:oder|und|statt|zum|als)\s+(?:zum\s+)?Sie\b"
)
_NOT_DU = lazily(
    r"\b(?:[Pp]er|[Bb]eim|[Zz]um|[Vv]om|[Ee]in|[Kk]ein|[Aa]ns|[Aa]ufs|[Mm]it)\s+[Dd]u\b"
    r"|\b(?:[Dd]ein|[Ii]hr|[Mm]ein|[Uu]nser|[Ee]uer|[Dd]ieses|[Ss]ein|[Ee]ures|[Ii]hres|vertraute|freundschaftliche|kollegiale|schnelle)\s+Du\b"
    rf"|\b(?=[Dd](?:as|em)\s+Du\b){_NO_CLAUSE}[Dd]\w\w\s+Du\b{_NO_OBJECT}|\bDu[- ](?:Form|Kultur|Anrede)\w*"
    r"|\b[Aa]uf\s+[Dd]u\s+und\s+[Dd]u\b|\b(?:gern|gerne|lieber|einfach|nur|wir|sag(?:e|t|en|ten?)(?:\s+[a-z]+){0,2})\s+Du\b(?=[.,;!?])|\bDir\.(?=\s+[A-Z])|\bsag(?:e|t|en|ten?)\s+zu\s+\w+\s+[Dd]u\b(?=[,.;!?])|\bDu-Du\b"
    r"|\b[Ww]ie\s+du\s+mir,\s+so\s+ich\s+dir\b|\b[Dd]u\s+(?:meine\s+Güte|lieber?\s+(?:Himmel|Zeit|Gott|Güte)|liebes\s+bisschen)\b"
    r"|\b(?:Herrn?|Frau|Familie|Dr\.|Prof\.)\s+(?:(?:Dr\.|Prof\.|[A-ZÄÖÜ][\w-]+)\s+){0,3}(?:Du|Dich|Dir|Dein)\b"
    r"|\b[Hh]aste\s+was,\s+biste\s+was\b"
    r"|(?<=\w\s)[A-ZÀ-Ý][\w’'-]+\s+du\s+[A-ZÀ-Ý]\w+|\b(?:Café|[Rr]ue|Place|Pont|Cirque|Château|Lac|Avenue|Boulevard|Hôtel|Hotel|Parc|Musée|Tour|Route|Théâtre)\s+du\s+\w+"
    r"|\b(?:Projekt|Verein|Aktion|Kampagne|Initiative|App|Podcast|Gruppe|Lied|Film|Buch|Zeitschrift|Programm|Portal|Plattform|Marke|Reihe|Laden|Café|Blog|Newsletter|Heft|Magazin|Kurs|Sendung|Stück|Roman)s?\s+(?:Dein|Deine|Du|Euer|Eure)(?:\s+(?:und\s+)?(?:dein\w*\s+)?[A-ZÄÖÜ]\w+)+"
)
# What somebody else says, or a motto, without marks: "man singt: Freut euch!", "Ihre Katze ist weg, sagte sie."
_TOLD = lazily(
    r"\b(?:Motto|Slogan|Spruch|Titel|Lied|Song|Devise|Refrain|Plakat|Schild|Aufschrift|Zettel|Werbung)\b[^.:!?\n]{0,40}:\s(?=\S)[^.!?\n]{1,200}"
    r"|\b(?:singt|sang|ruft|rief|rufen|riefen|sagt|sagte|schrie|hieß\s+es|heißt\s+es)(?:\s+(?:man|er|sie|es|immer|dort|dann|[A-ZÄÖÜ]\w+|der|die|das)){0,3}:\s(?=\S)[^.!?\n]{1,200}"
    r"|\b(?<!ich\s)(?:sagte|fragte|meinte|rief|schrieb|antwortete|hieß|riet|lehrte|erklärte|mahnte|pflegte\s+zu\s+sagen)\b(?!\s+(?:ich|Sie|du)\b)(?:\s+(?:zu\s)?[\wäöüß]+){0,4}:\s(?=\S)[^.!?\n]{1,200}"
    r"|\b(?:[Dd]achte|[Ss]agte)\s+(?:ich\s+)?mir:\s(?=Du\b|[Dd]as\s+musst\s+du\b)[^.!?\n]{1,200}"
    r"|\b(?:ausrichten|ausgerichtet|auszurichten|aus|[Gg]ruß\s+von\s+mir|[Gg]rüße\s+von\s+mir|weitersagen|weiterzugeben):\s(?=(?:Du|Dein|Deine|Lieber?|Liebes)\b)[^.!?\n]{1,200}"
    r"|(?:^|(?<=[.!?:]\s)|(?<=\n))[^.!?:\n]{1,200},\s(?:sagte?|rief|ruft|fragte?|meinte?|so)\s+(?:der|die|das|mein|meine|sein|seine|unser|unsere|Ihre?|er|es|Herr|Frau|[A-ZÄÖÜ]\w+)\b"
)
_TELLS = lazily(r":\s|,\s(?:sag|rief|ruft|frag|mein|so\s)")
_DU = lazily(r"[Dd]u\b")
_LEGAL_FORM = lazily(r" (?:g?GmbH|[AUK]G|OHG|GbR|SE|eG|e\.|Ltd|Inc)\b")
# A greeting to two, of whom one is called by the surname: "Liebe Frau Kern, lieber Jannis".
_WITH_TITLE, _BY_NAME = r"(?:Frau|Herrn?|Familie)\s+(?:[A-ZÄÖÜ][\w.-]*\s?)+", r"(?!Frau\b|Herr|Familie)[A-ZÄÖÜ]\w+"
_GREETS = r"(?:[Ll]iebe[rs]?|[Hh]allo|[Hh]i|[Hh]ey|[Mm]oin|[Ss]ervus|[Gg]uten\s+(?:Tag|Morgen)|[Ss]ehr\s+geehrte[rs]?|[Gg]rüezi|[Gg]rüß\s+Gott)\s+"
_TWO = lazily(
    rf"\W*{_GREETS}(?:{_WITH_TITLE}(?:,|\s?und)\s+(?:und\s+)?(?:{_GREETS})?{_BY_NAME}|{_BY_NAME}(?:,|\s+und)\s+(?:und\s+)?(?:{_GREETS})?{_WITH_TITLE})(?=\s*[,!\n])"
)
_SLOT = lazily(r"[\[{<][^\]}>\n]{1,40}[\]}>]")
_QUOTED = lazily(
    r"„[^“”\n]{1,300}[“”]|»[^«\n]{1,300}«|«[^»\n]{1,300}»|“[^”“\n]{1,300}[”“]|\"[^\"\n]{1,300}\"|‚[^‘’\n]{1,300}[‘’]|›[^‹\n]{1,300}‹|‹[^›\n]{1,300}›"
)
_NET = lazily(r"[@#]|://|www\.|\w\.[a-z]{2}")
_ENDS = tuple(".!?…;")
_RUN = lazily(r"\S+")


def registers(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield each place that shows a form of address, in the order of the text.

    What others are quoted with does not count, nor do names and set phrases. A lower-case sie/ihr is she or they, and so is
    one at a sentence's start where the sentences before it speak of several people, or of a woman.
    """
    yield from _registers(view, sentences)


@lru_cache(maxsize=4)  # the judges and the answer ask for the same text
def _registers(view: str, sentences: tuple[Span, ...]) -> tuple[_Place, ...]:
    clear = _blank(view)
    orders = may_order(clear)
    found: set[_Place] = set()
    before, end, they = "", 0, False
    for start, stop in sentences:
        sentence = clear[start:stop]
        if "\n\n" in view[end:start] or before[-1:] not in _ENDS:
            before, they = "", False
        several = _to_several(sentence)
        polite, they = _polite(sentence, several, before, they)
        informal = [*_familiar(sentence), *_unspoken(sentence), *several, *(imperatives(sentence) if orders else ())]
        found.update(((start + a, start + b), "formal") for a, b in polite)
        found.update(((start + a, start + b), "informal") for a, b in informal)
        before, end = f"{before[-200:]} {sentence}".strip(), stop
    return tuple(sorted(found))


def may_say_sie(view: str) -> bool:
    """Say whether a text may say Sie to its reader; one that is written to friends holds none of the words."""
    return "Sie" in view or "Ih" in view or "Sehr" in view or _says_sie_shortly(view)


def _says_sie_shortly(view: str) -> bool:
    return " S'" in view or " S’" in view or "nse " in view or "mse " in view


def of_two(view: str) -> bool:
    """Say whether a text greets two people, one of whom it may call du and the other Sie."""
    return _TWO.match(view) is not None


def may_say_du(view: str) -> bool:
    """Say whether a text may say du to one reader, if only by an imperative."""
    return _FAMILIAR.search(view) is not None or may_order(view) or bool(_SECOND_PERSON.search(view))


def of_several(words: str) -> bool:
    """Say whether a form of address speaks to several: "euch", "habt ihr" may be said to a firm beside Sie to a person."""
    return _TO_SEVERAL.search(words) is not None


def _polite(sentence: str, several: list[Span], before: str, they: bool) -> tuple[list[Span], bool]:
    """Return where a sentence says Sie, and whether it speaks of them or her as the one before it does."""
    spoken = []
    if _says_sie_shortly(sentence):
        spoken = [match.span(match.lastgroup or 0) for match in _SPOKEN_SIE.finditer(sentence)]
    if not may_say_sie(sentence):
        return spoken, False
    first = len(sentence) - len(sentence.lstrip("\"'„“»«(*-–•0123456789.) \n"))
    spans = spoken + [
        match.span()
        for match in _POLITE.finditer(sentence)
        if not any(a <= match.start() < b for a, b in several)
        and not (match.start() and _SHE_AGAIN.match(sentence, match.start() - 1))
        and not (sentence[max(0, match.start() - 2) : match.start()] == ": " and _SHE.match(sentence, match.start()))
    ]
    if not spans or spoken or spans[0][0] != first or sentence.startswith("Sehr", first):
        return spans, False
    others = _speaks_of_others(sentence[first:], before, they)
    return (spans[1:] if others else spans), others


def _speaks_of_others(sentence: str, before: str, they: bool) -> bool:
    """Say whether the Sie or Ihr that a sentence begins with are she, they, her or their."""
    if _SHE.match(sentence) or _NAMED_LATER.match(sentence):
        return True
    if not before or _READER.match(sentence):
        return False
    owned = _OF_HER.match(sentence) is not None
    many = _THINGS.sub("", _NO_PLURAL.sub("", before)) if owned else _NO_PLURAL.sub("", before)
    if they or _MANY.search(many) or _SEVERAL.search(many):
        return True
    return owned and _WOMAN.search(_NO_WOMAN.sub("", before)) is not None


def _familiar(sentence: str) -> list[Span]:
    """Return where a sentence says du."""
    if not any(word in sentence for word in ("du", "Du", "di", "Di", "dein", "Dein")):
        return []
    return [match.span() for match in _FAMILIAR.finditer(sentence)]


def _unspoken(sentence: str) -> Iterator[Span]:
    """Yield where only the verb shows that a sentence says du."""
    if "ste" in sentence or "ßte" in sentence:
        yield from (match.span() for match in _DU_SWALLOWED.finditer(sentence))
    if "st" in sentence and not _DU.search(sentence) and (match := _DU_LEFT_OUT.match(sentence)):
        yield match.span("verb")


def _to_several(sentence: str) -> list[Span]:
    """Return where a sentence speaks to several people."""
    found = []
    if any(word in sentence for word in ("euch", "euer", "eure", "Euch", "Euer", "Eure")):
        found += [match.span() for match in _YOU_ALL.finditer(sentence)]
    if "ihr " in sentence or "Ihr " in sentence:
        found += [match.span() for match in _YOU_DO.finditer(sentence)]
    if ordered := _ORDER_ALL.match(sentence):
        found.append(ordered.span(1))
    return found


def _blank(view: str) -> str:
    """Return the text with quotations, slots, addresses and set phrases blanked out, its length kept."""
    for marks, pattern in (('„“”»«"‚›‹', _QUOTED), ("[{<", _SLOT)):
        if not set(marks).isdisjoint(view):
            view = pattern.sub(_spaces, view)
    if _TELLS.search(view):
        view = _TOLD.sub(_spaces, view)
    if _NET.search(view):
        view = _RUN.sub(lambda run: _spaces(run) if _NET.search(run.group()) else run.group(), view)
    if _LEGAL_FORM.search(view):
        view = _FIRM.sub(_spaces, view)
    if "Sie" in view:
        view = _NOT_SIE.sub(_spaces, view)
    if _DU.search(view) or "Dein" in view or "Di" in view:
        view = _NOT_DU.sub(_spaces, view)
    return view


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())
