"""German texts of a brief into what the composer must know of them: form, case of the first letter, gender of an event."""

from __future__ import annotations

import re

from knigge.domain import CommonGround
from knigge.languages.wordings import Form

_LOWER_FIRST = frozenset(
    """
    ich wir mein meine meinem meinen meiner unser unsere unserem unseren unserer vielen herzlichen danke als am an auf aus
    bei beim da das dass der die den dem des derzeit durch ein eine einen einem einer es für gern gerne gestern gerade
    heute hier im in ins ist jetzt kürzlich laut letzte letzten letzter letztes mit nach noch nun nachdem seit schon über
    um unter vom von vor während wann warum was weil wenn wer wie wo zu zum zur zunächst darf dürfte dürften könnten könnte
    können kann würden würde möchte möchten haben hätten wäre wären sind neulich vorgestern bald beide dazu dabei dafür
    darum deshalb diese dieser dieses du dich dir dein deine deinem deinen deiner dort einige etwas gibt hast hat kannst
    könntest würdest bist magst nutzen nur ob seitdem so welche welcher welches wozu zwei drei vier fünf uns zurzeit auch
    genau gelesen eben man mich mir morgen nächste nächsten nächster sonst weiß wissen wünschen freut bitte dank deines ihres willkommen
    dieses dieses diesen diesem jede jeder jedes kein keine mehrere manche viele wenige
    """.split()
)
_CLAUSE = re.compile(
    r"(?!wie\s+(?:versprochen|besprochen|vereinbart|angekündigt|gesagt|schon|bereits)\b)(?:weil|da|dass|ob|wenn|damit|falls|sofern|wie|was|wann|wo|wer|wen|wem|warum|weshalb|woher|wohin|womit|worauf|worüber|"
    r"wozu|welche[rnsm]?|inwieweit|inwiefern)\b",
    re.I,
)
_V1_QUESTION = re.compile(
    r"(?:würd|könn|könnt|kann|hätt|hab|hast|hat|sind|ist|bist|darf|dürf|wär|möcht|gib|weiß|wiss|kenn|mag|wollen|willst|nutz|"
    r"soll|werden|wird|wirst|sehen|siehst|planen|planst|suchen|suchst|haltet|halten|hältst|passt|lohnt|spricht|gilt|bleibt|wurde)\w*"
    r"\s+(?:Sie|du|ich|wir|es|ihr|man|die|das|der|den|ein|eine|noch|dafür|Ihr\w*|dein\w*|Ihnen|dir)\b",
    re.I,
)
_W_QUESTION = re.compile(
    r"(?:wer|was|wann|wo|warum|weshalb|wie|wozu|woher|womit|worauf|wohin|(?:in|auf|mit|bei|an|zu|für|nach|von)?\s*welche\w*)\s+"
    r"(?:[^\s,]+\s+){0,3}?(?:\w+(?:en|st|t|te)|ist|sind|war|kann)\s+(?:Sie|du|ich|wir|es|man|ihr)\b",
    re.I,
)
_VERBS = (
    "bin bist ist sind war waren wäre wären habe hast hat haben hatte hatten hätte hätten werde wird werden wurde wurden "
    "kann können könnte könnten konnte möchte möchten will wollen wollte muss müssen musste soll sollen sollte darf dürfen "
    "liegen stehen bieten nutzen gehen kommen bauen arbeiten suchen zeigen brauchen planen führen leiten machen laufen "
    "dürfte suche arbeite leite schreibe plane baue brauche frage bitte biete danke stelle stehe gehe komme lese las hörte "
    "sah sahen saßen sprachen sprach entwickle betreue forsche studiere bewerbe lade gab gibt ging fand kam trat hielt blieb "
    "lag lagen betrug ergab kostet half ließ liegt läuft schrieb stand führt wechsle schicke sende freue weiß kenne nutze folge wohne lebe trifft geht"
).split()
_FINITE = re.compile(
    rf"\b(?:{'|'.join(_VERBS)})\b|(?i:\b(?:ich|wir)\s+\w+(?:e|te|en|ten)\b|\b\w{{3,}}(?:e|te|en)\s+(?:ich|wir)\b|"
    r"\b(?:Sie|du)\s+(?:[a-zäöüß]+\s+){0,3}?[a-zäöüß]+(?:en|st|ten|test)\b|\b[a-zäöüß]+(?:en|st)\s+(?:Sie|du)\b)"
)
_PRONOUN_SECOND = re.compile(
    r"(?!(?:wie|seit|damit|heute|gerade|beide|bitte|danke|alle|gerne|leider|derzeit|zurzeit|jetzt|oft|nicht)\b)"
    r"[a-zäöüß]+(?:t|st|en|e)\s+(?:Sie|du|es|er|ihr|man|ich|wir)\b",
    re.I,
)
_PERMISSION = re.compile(r"(?:könnt|würd|dürf|wär)\w*\s+(?:Sie|du|ich|wir)\b(?!.*\bgern\w*\b[^?]*$)", re.I)
_PLURAL_START = re.compile(
    r"(?:(?:Die|Unsere|Meine|Ihre|Deine|Viele|Beide|Zwei|Drei)\s+)?[A-ZÄÖÜ][\wäöüß-]+(?:en|er|e|s)\s+[a-zäöüß]+en\s+"
    r"(?:uns|mir|sich|ihnen|bei|in|an|auf|mit|für|nicht|noch|nur|schon|hier|heute|seit|zu|nach|als|den|die|das|der|dem|ein\w*|wir|es)\b"
)
_SAYING = r"(?:sagen|schreiben|nennen|schicken|senden|prüfen|antworten|mitteilen|zeigen|bestätigen|erklären|weiterleiten|empfehlen|geben|lesen|anschauen|ansehen|durchsehen)"
_THIRD = re.compile(r"\b([a-zäöüß]{3,}(?:t|te|ten))\b(?!\s+(?!Sie|Ihnen|Ihr|Ihre|Ihren)[A-ZÄÖÜ])")
_NOT_VERBS = frozenset(
    """
    mit seit nicht gut oft jetzt fast leicht dort bereit statt laut erst selbst sonst direkt weit konkret samt nächst zuerst
    zuletzt heute heutigen letzte letzten erste ersten zweite zweiten dritte dritten gute guten bekannte bekannten rechte
    breit hart alt alte alten kalt kalte bunt echt echte echten acht sieben neunt recht schlecht spät insgesamt gesamt
    gesamte gesamten genannte genannten geplante geplanten geleitet geführt gemeint stets mindest öffentlich weiten weitere
    offenbart unten mitten selten westen osten norden leichte leichten direkte direkten konkrete konkreten
    """.split()
)
_UTTERANCE = re.compile(
    r"(?:herzlich willkommen|willkommen|vielen dank|herzlichen dank|danke|bitte|gern|gerne|glückwunsch|herzlichen glückwunsch)\b",
    re.I,
)
_GENDER = {
    "m": "abend tag kongress stammtisch workshop gipfel vortrag salon treff kurs lehrgang hackathon summit lunch empfang "
    "brunch dialog talk marathon day markt slam wettbewerb ball lauf",
    "f": "messe konferenz tagung world woche con runde expo fair conference akademie show versammlung schulung veranstaltung "
    "fachmesse jobmesse nacht feier reihe vorlesung",
    "n": "forum treffen meetup seminar fest camp barcamp webinar symposium dinner frühstück festival kolloquium wochenende "
    "turnier podium konzert",
}
_HEAD = {noun: gender for gender, nouns in _GENDER.items() for noun in nouns.split()}
_MONTH = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_SCHOOLS = {
    "universität": "an der", "uni": "an der", "hochschule": "an der", "schule": "an der", "akademie": "an der", "fh": "an der",
    "tu": "an der", "th": "an der", "rwth": "an der", "eth": "an der", "gymnasium": "am", "institut": "am", "kolleg": "am",
    "konservatorium": "am", "kit": "am",
}  # fmt: skip
_INFLECTED = re.compile(
    r"^(?:\w+(?:ische|scher|sche|lich)\w*|(?:erst|zweit|dritt|groß|klein|neu|jung|offen|deutsch|alt)\w{1,2}|\d+\.)$",
    re.I,
)


def lower_first(sentence: str) -> str:
    """Return a sentence that goes on after a comma: lower case, unless it opens with a noun, a name or Sie."""
    word = re.match(r"[^\W\d_]+", sentence)
    if word and word.group().lower() in _LOWER_FIRST:
        return sentence[0].lower() + sentence[1:]
    return sentence


def form(text: str) -> Form:
    """Tell what a text of the brief is, by its first words and its verb."""
    body = text.strip().strip("„“\"»«'")
    if _asks(body) and not body.lower().startswith("ob "):
        return "question"
    if _CLAUSE.match(body) and not _main_clause_follows(body):
        return "clause"
    if _UTTERANCE.match(body) or body.endswith("!") or re.match(r"\w+en\s+Sie\s+(?:mir\s+|uns\s+)?bitte\b", body):
        return "sentence"
    head = re.split(r"[,;:]", body)[0].rstrip(".")
    infinitive = re.search(r"(?:\bzu\s+|\w+zu)[a-zäöüß]+e?[nr]n?$", head)
    if infinitive and not _finite(head[: infinitive.start()]):
        return "infinitive"
    if _PLURAL_START.match(body):
        return "sentence"
    if _finite(head) or (head != body.rstrip(".") and not _subordinate(body[len(head) :]) and _finite(body)):
        return "sentence"
    if re.search(rf"\b{_SAYING}$", head):
        return "request"
    return "wish" if re.search(r"\b[a-zäöüß]+(?:en|ern|eln)$", head) else "phrase"


def _asks(body: str) -> bool:
    if body.rstrip("\"”“»«'").endswith("?") or _PERMISSION.match(body):
        return True
    if body.endswith((".", "!", "…")) or re.match(
        r"(?!könnt|würd|dürf|wär)\w+en\s+Sie\s+(?:mir\s+|uns\s+)?bitte\b", body, re.I
    ):
        return False
    return bool(_V1_QUESTION.match(body) or _W_QUESTION.match(body) or _PRONOUN_SECOND.match(body))


def _subordinate(rest: str) -> bool:
    """Say whether what follows the first comma only hangs on what stands before it."""
    return bool(
        re.match(
            r"[,;:]\s*(?:(?:in|mit|auf|an|bei|zu|für|von|aus)\s+)?(?:die|der|das|den|dem|deren|dessen|ob|dass|weil|wie|was|wo|wann|welche\w*|um)\b",
            rest,
        )
    )


def _finite(text: str) -> bool:
    if _FINITE.search(text):
        return True
    ends = len(text.rstrip("."))
    return any(
        match.group(1) not in _NOT_VERBS and not (match.end() == ends and match.group(1).endswith("ten"))
        for match in _THIRD.finditer(text)
    )


def _main_clause_follows(text: str) -> bool:
    """Say whether a clause at the start is followed by its main clause: "Da Sie ..., frage ich"."""
    return bool(
        re.search(
            r",\s*(?:so\s+|dann\s+)?[a-zäöüß]+(?:e|en|t|te|st)\s+(?:ich|wir|Sie|du|es|mir|mich|uns|ein\w*|das|die|der)\b",
            text,
        )
    )


def at_event(ground: CommonGround, title: str) -> str:
    """Return an event or school as a place: "beim Gründerabend", "an der Universität Rostock".

    The gender is that of the noun; where it can't be told, or the name would have to be inflected, it stays a title.
    """
    name = ground.name
    if re.match(r"(?:beim?|auf|am|im|in|an|zum|zur|während)\s", name):
        return f"{name}{dated(ground.date)}"
    if ground.kind == "school":
        head = next((noun for noun in _SCHOOLS if re.match(rf"\w*{noun}\b", name, re.I)), "")
        return f"{_SCHOOLS[head]} {name}" if head else f"an derselben Schule ({name})"
    gender = "" if title[:1] in '„«»"' and name[:1] in '„«»"' else _gender(name)
    place = f"{'auf der' if gender == 'f' else 'beim'} {name}" if gender else f"bei der Veranstaltung {title}"
    return f"{place}{dated(ground.date)}"


def _gender(name: str) -> str:
    words = re.sub(r"\W*\b(?:19|20)\d\d\b\W*$", "", name).split()
    if (
        not words
        or re.match(r"(?:der|die|das|den|dem)\s", name, re.I)
        or (_INFLECTED.match(words[0]) and len(words) > 1)
    ):
        return ""
    return next((_HEAD[noun] for noun in sorted(_HEAD, key=len, reverse=True) if words[-1].lower().endswith(noun)), "")


def dated(date: str) -> str:
    """Return a date as it follows an event's name, with a leading space; "" for none."""
    date = " ".join(date.split())
    if not date:
        return ""
    if re.match(r"\d{1,2}\.\s*(?:\d{1,2}\.|[^\W\d_])|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag\b|Mittwoch\b", date):
        return f" am {date}"
    if re.match(r"(?:gestern|vorgestern|neulich|letzte[nsm]?|vor|diese[nsm]?|heute)\b", date):
        return f" {date}"
    if re.match(rf"(?:{_MONTH}|Frühjahr|Frühling|Sommer|Herbst|Winter)\b", date):
        return f" im {date}"
    return f" ({date})"


def issued(date: str) -> str:
    """Return a date as it follows the title of a text, with a leading space; "" for none."""
    date = " ".join(date.split())
    if re.fullmatch(r"(?:19|20)\d\d", date):
        return f" von {date}"
    return f" vom {date}" if re.match(rf"(?:\d{{1,2}}\.|{_MONTH})", date) else dated(date)
