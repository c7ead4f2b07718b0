"""German: the composer's letter forms and connecting sentences."""

from __future__ import annotations

import re

from knigge.domain import Person, Register
from knigge.languages.de.grammar import at_event, dated, form, issued, lower_first
from knigge.languages.de.questions import QUESTIONS
from knigge.languages.names import Name, pieces
from knigge.languages.wordings import Sheet, Wordings

# Degrees that Austria greets with and Germany does not.
_DET = r"(?:(?:der|dem|den|die|das|des|ein\w*|Ihr\w*|dein\w*|unser\w*|mein\w*)\s+)?"
_NOUN = rf"{_DET}(?:[a-zäöüß]+\s+){{0,2}}[A-ZÄÖÜ0-9][\w-]*(?:\s+[A-ZÄÖÜ0-9][\w-]*)*"
_TOPIC = rf"{_NOUN}(?:\s+(?:und|von|vom|der|des|aus|in|im|ohne|mit|für|am|auf|bei|an|zu[mr]?|über)\s+{_NOUN})*"
_AUSTRIAN = ("Mag.", "MMag.", "DI", "Dipl.-Ing.", "Magister", "Magistra")


def salutation(person: Person, register: Register, locale: str, sheet: Sheet) -> str:
    """Return the salutation without its punctuation; a gender is never guessed from a first name."""
    name = pieces(person)
    dear = {"Frau": "Liebe", "Ms": "Liebe", "Mrs": "Liebe", "Herr": "Lieber", "Mr": "Lieber"}.get(name.salutation, "")
    if register == "informal":
        return f"{dear} {name.first}" if dear and sheet == "card" else f"Hallo {name.first}"
    form = {"Frau": "Frau", "Ms": "Frau", "Mrs": "Frau", "Herr": "Herr", "Mr": "Herr"}.get(name.salutation, "")
    if not form:
        return f"Guten Tag {name.full}"
    addressed = " ".join(word for word in (form, _title(name, locale), name.last) if word)
    if sheet == "card":
        return f"{dear} {addressed}"
    if sheet == "mail":
        return f"{'Sehr geehrte' if form == 'Frau' else 'Sehr geehrter'} {addressed}"
    return f"Guten Tag {addressed}"


def _title(name: Name, locale: str) -> str:
    """Return the one degree that a salutation keeps: professor, doctor, and in Austria the master's degrees."""
    titles = " ".join(name.titles)
    if "Prof" in titles:
        return "Professorin" if name.salutation in ("Frau", "Ms", "Mrs") and "Professorin" in titles else "Professor"
    kept = [
        title for title in name.titles if locale == "de-AT" and title.rstrip(".") in {t.rstrip(".") for t in _AUSTRIAN}
    ]
    if "Dr" in titles:
        kept.append("Dr.")
    return " ".join(kept)


def continued(sentence: str, same_line: bool) -> str:
    """Return a sentence as it goes on after the comma of a salutation, on the same line or the next."""
    return lower_first(sentence)


WORDINGS = Wordings(
    frames={
        "occasion.phrase": (
            "herzlichen Glückwunsch {text}",
            "alles Gute {text}",
            "ich gratuliere [Ihnen|dir] herzlich {text}",
        ),
        "occasion.other.phrase": ("die besten Wünsche zu diesem Anlass: {text}",),
        "occasion.wish": (
            "Für alles, was nun kommt, wünsche ich [Ihnen|dir] das Beste.",
            "Ich wünsche [Ihnen|dir] von Herzen alles Gute.",
            "Es freut mich sehr für [Sie|dich].",
            "[Lassen Sie sich|Lass dich] feiern.",
        ),
        "why.phrase": ("warum ich gerade [Ihnen|dir] schreibe: {text}",),
        "why.because": ("ich schreibe gerade [Ihnen|dir], {text}", "ich wende mich an [Sie|dich], {text}"),
        "why.clause": ("für mich zählt dabei, {text}",),
        "why.that": ("den Ausschlag gab, {text}",),
        "reason.phrase": ("mein Anliegen: {text}",),
        "reason.noun": ("es geht mir um {text}",),
        "reason.because": ("ich schreibe [Ihnen|dir], {text}",),
        "reason.clause": ("ich möchte gern wissen, {text}",),
        "reason.that": ("mein Anlass ist, {text}",),
        "reason.infinitive": ("mir geht es darum, {text}", "ich habe vor, {text}"),
        "reason.wish": ("ich möchte gern {text}",),
        "ask.phrase": ("meine Bitte: {text}",),
        "ask.noun": ("ich bitte [Sie|dich] um {text}",),
        "ask.clause": ("können [Sie mir bitte sagen|du mir bitte sagen], {text}",),
        "ask.request": ("[könnten Sie|könntest du] bitte {text}",),
        "ask.wish": ("ich möchte gern {text}", "gern würde ich {text}"),
        "ask.infinitive": ("ich bitte [Sie|dich] darum, {text}",),
        "ask.lead": (
            "[würden Sie|würdest du] mir bitte eine Frage beantworten: {text}",
            "darf ich [Sie|dich] etwas fragen: {text}",
            "eine Frage hätte ich: {text}",
        ),
        "ask.lead.note": ("eine Frage hätte ich: {text}",),
        "offer.phrase": ("dafür kann ich [Ihnen|dir] anbieten: {text}", "im Gegenzug biete ich gern an: {text}"),
        "offer.alone.phrase": ("anbieten kann ich [Ihnen|dir]: {text}",),
        "offer.clause": ("für [Sie|dich] heißt das, {text}",),
        "offer.infinitive": ("gern biete ich an, {text}",),
        "offer.request": ("gern kann ich {text}",),
        "offer.wish": ("gern kann ich {text}",),
        "fact.phrase": ("die Eckdaten: {text}",),
        "about.phrase": ("kurz zu mir: {text}",),
        "detail.phrase": ("genauer gesagt: {text}",),
        "detail.event.phrase": ("worum es dort ging: {text}", "das Thema dort: {text}"),
        "detail.post.phrase": ("gemeint ist: {text}",),
        "detail.clause": ("dabei ging es darum, {text}",),
        "detail.verb": ("wir {text}",),
        "sales": (
            "um es offen zu sagen: Das hier ist ein Angebot.",
            "vorweg: Ich schreibe [Ihnen|dir] als Anbieter.",
        ),
        "way_out.no": ("Ein kurzes Nein ist auch in Ordnung.", "Wenn es nicht passt, genügt ein kurzes Nein."),
        "way_out.time": (
            "Wenn [Ihnen|dir] dafür die Zeit fehlt, ist das kein Problem.",
            "Falls [Sie|du] dafür keine Zeit [haben|hast], ist das völlig in Ordnung.",
        ),
        "way_out.answer": ("Über eine kurze Antwort freue ich mich.",),
        "thanks": (
            "Vielen Dank für [Ihre|deine] Zeit.",
            "Danke, dass [Sie sich|du dir] die Zeit zum Lesen [nehmen|nimmst].",
        ),
        "thanks.read": ("Danke fürs Lesen.", "Vielen Dank fürs Lesen."),
        "thanks.short": ("Danke", "Vielen Dank"),
        "subject.question": ("Frage {text}",),
        "subject.named": ("{text}",),
        "subject.named.question": ("{text}: eine Frage",),
        "subject.named.follow-up": ("Nachtrag: {text}",),
        "subject.name": ("{intent} von {text}",),
        "intent.question": ("Frage",),
        "intent.networking": ("Nachricht",),
        "intent.job": ("Anfrage",),
        "intent.recruiting": ("Stellenangebot",),
        "intent.sales": ("Angebot",),
        "intent.invitation": ("Einladung",),
        "intent.thanks": ("Dank",),
        "intent.follow-up": ("Nachtrag",),
    },
    grounds={
        "event.met": ("wir sind uns {at} begegnet.", "wir haben uns {at} kennengelernt."),
        "event.heard": ("ich habe [Sie|dich] {at} gehört.", "{at} habe ich [Ihnen|dir] zugehört."),
        "event.member": ("wir waren beide {at}.",),
        "event.worked": ("wir haben {at} zusammengearbeitet.",),
        "event.wrote": ("mein Bezug ist {title}{when}.",),
        "event": ("uns verbindet {title}{when}.",),
        "group.member": ("wir sind beide Mitglied der Gruppe {title}.", "uns verbindet die Gruppe {title}."),
        "group.met": ("wir kennen uns aus der Gruppe {title}.",),
        "group.past": ("wir waren beide in der Gruppe {title}.",),
        "group": ("uns verbindet die Gruppe {title}.",),
        "post.read": ("ich habe {title}{of} gelesen.",),
        "post.heard": ("ich habe {title}{of} gehört.",),
        "post.wrote": ("{title}{of} ist von mir.",),
        "post": ("mein Bezug ist {title}{of}.",),
        "mutual_contact": ("wir kennen beide {name}.", "{name} kennt uns beide."),
        "employer.worked": ("wir hatten beide denselben Arbeitgeber: {name}.",),
        "employer": ("uns verbindet der Arbeitgeber: {name}.",),
        "school": ("wir waren beide {at}.",),
        "place": ("uns verbindet {name}.",),
        "project.worked": ("wir haben beide am Projekt {title} gearbeitet.",),
        "project": ("uns verbindet das Projekt {title}.",),
    },
    closings={
        "formal": ("Mit freundlichen Grüßen", "Freundliche Grüße"),
        "formal.de-CH": ("Freundliche Grüsse",),
        "informal": ("Viele Grüße", "Herzliche Grüße", "Beste Grüße"),
        "card": ("Herzliche Grüße",),
    },
    salutation=salutation,
    form=form,
    noun=re.compile(
        r"(?:eine|die|das|Ihre|deine|unsere|meine|einen|Ihren|deinen|unseren|meinen|den|mehr)\s|(?!Der\b|Ein\b)[A-ZÄÖÜ][a-zäöüß-]+(?:ung|heit|keit|ion|en)\b"
    ),
    continued=continued,
    at=at_event,
    dated=dated,
    issued=issued,
    topics=(
        rf"\b(?:Frage|Fragen|Beitrag|Vortrag|Artikel|Aufsatz|Gespräch|Stelle|Anzeige|Studie|Buch|Rohdaten|Einschätzung|Rückmeldung)\s+(?P<about>(?:zu[mr]?|über)\s+{_TOPIC})",
        rf"^(?P<named>(?:Ihr|Dein)e?\s+{_TOPIC})\s+(?:ist|war|hat|hatte|sind|waren|haben|\w+t|\w+te|\w+ten)\b",
    ),
    thanks=r"\bdanke\b|\bdank\s+(?:für|dass|an)\b|\b(?:vielen|herzlichen|besten|schönen)\s+dank",
    please=r"\bbitte\b|\b(?:könn|würd|dürf|wär|möcht|mag|mög)\w*\s+(?:Sie|du|ich|wir|es)\b|\bdarf ich\b|\b(?:kannst|magst|hättest)\s+du\b",
    own=r"(?:(?:Ihr|dein|mein|unser|ein)(?:e[mnrs]?)?|der|die|das|den|dem)\s",
    nobody=("Guten Tag", "Hallo"),
    occasion=r"zu[mr]?\s",
    asking=("ask.clause", "ask.request"),
    expansions=(
        (r"(?i)^(?:eine\s+)?(?:kurze\s+)?frage\s+(?=zu|zum|zur|nach|über|wegen)", "Ich habe eine Frage "),
        (r"(?i)^bitte\s+(?=um\s)", "Ich bitte [Sie|dich] "),
        (r"(?i)^(?:eine\s+)?einladung\s+(?=zu[mr]?\s)", "Ich lade [Sie|dich] ein "),
        (r"^Dank\s+(?=für\s)", "Vielen Dank "),
        (r"(?i)^sich\s+(?=.*en[.?]?$)", "Ich würde mich gern "),
        (r"(?i)^lust\s+(?=auf\s)", "[Haben Sie|Hast du] Lust "),
        (r"(?i)^interesse\s*(?=an\s|\?)", "[Haben Sie|Hast du] Interesse "),
        (r"(?i)^vernetzen\s*\?$", "Wollen wir uns vernetzen?"),
        (
            (
                r"(?i)^(suche(?!\s+nach)|habe?|bin|benutze|nutze|kann|würde|möchte|hätte|freue|helfe|brauche|plane|arbeite|interessiere|"
                r"überlege|biete|schreibe|leite|studiere|baue|forsche|komme|wohne|lebe|mache|entwickle)\b(?!\s+(?:ich|wir|sie|du|man|es)\b)"
            ),
            "Ich {1}",
        ),
    ),
    together=r"\b(?:wir|beide|uns|gemeinsam|zusammen)\b",
    first_person=r"\b(?:[Ii]ch|[Ww]ir|[Mm]ein\w*|[Uu]ns(?:er\w*)?|[Mm]ir|[Mm]ich)\b",
    quotes=("„", "“"),
    way_out=r"\bein\s+(?:kurzes\s+)?nein\b|\bnein\s+genügt|\bkeine\s+zeit\b|\bin\s+ordnung\b|\bkein\s+(?:problem|muss|druck)\b",
    permission=r"^(?:darf|dürfte|könnte|kann|können|würde|würdest|würden|möchte|könntest|kannst|magst|mögen)\b",
    because=("weil", "da"),
    that=("dass",),
    together_verbs="sprachen|redeten|saßen|sassen|standen|arbeiteten|waren",
    formula=r"gr[üu](?:ß|ss)",
    national={"de-CH": (("ß", "ss"), ("„", "«"), ("“", "»"))},
    bare=("de-CH",),
    questions=QUESTIONS,
    address=("Sie", "du"),
)
