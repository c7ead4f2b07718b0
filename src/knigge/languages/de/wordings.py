"""German: the composer's letter forms and connecting sentences."""

from __future__ import annotations

from knigge.domain import Person, Register
from knigge.languages.de.grammar import at_event, dated, form, issued, lower_first
from knigge.languages.names import Name, pieces
from knigge.languages.wordings import Wordings

# Degrees that Austria greets with and Germany does not.
_DET = r"(?:(?:der|dem|den|die|das|des|ein\w*|Ihr\w*|dein\w*|unser\w*|mein\w*)\s+)?"
_NOUN = rf"{_DET}(?:[a-zäöüß]+\s+){{0,2}}[A-ZÄÖÜ0-9][\w-]*(?:\s+[A-ZÄÖÜ0-9][\w-]*)*"
_TOPIC = rf"{_NOUN}(?:\s+(?:und|von|vom|der|des|aus|in|im|ohne|mit|für|am|auf|bei|an|zu[mr]?|über)\s+{_NOUN})*"
_AUSTRIAN = ("Mag.", "MMag.", "DI", "Dipl.-Ing.", "Magister", "Magistra")


def salutation(person: Person, register: Register, locale: str, letter: bool) -> str:
    """Return the salutation without its punctuation; a gender is never guessed from a first name."""
    name = pieces(person)
    if register == "informal":
        return f"Hallo {name.first}"
    form = {"Frau": "Frau", "Ms": "Frau", "Herr": "Herr", "Mr": "Herr"}.get(name.salutation, "")
    if not form:
        return f"Guten Tag {name.full}"
    addressed = " ".join(word for word in (form, _title(name, locale), name.last) if word)
    if letter:
        return f"{'Sehr geehrte' if form == 'Frau' else 'Sehr geehrter'} {addressed}"
    return f"Guten Tag {addressed}"


def _title(name: Name, locale: str) -> str:
    """Return the one degree that a salutation keeps: professor, doctor, and in Austria the master's degrees."""
    titles = " ".join(name.titles)
    if "Prof" in titles:
        return "Professorin" if name.salutation in ("Frau", "Ms") and "Professorin" in titles else "Professor"
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
        "why.phrase": (
            "dass ich gerade [Ihnen|dir] schreibe, hat einen Grund: {text}",
            "[Ihnen|Dir] schreibe ich aus diesem Grund: {text}",
            "der Anlass, gerade [Ihnen|dir] zu schreiben: {text}",
        ),
        "why.because": ("ich schreibe gerade [Ihnen|dir], {text}", "ich wende mich an [Sie|dich], {text}"),
        "why.clause": ("für mich zählt dabei, {text}", "den Ausschlag gab, {text}"),
        "reason.phrase": (
            "es geht mir um Folgendes: {text}",
            "mein Anliegen: {text}",
            "darum geht es: {text}",
        ),
        "reason.because": ("ich schreibe [Ihnen|dir], {text}",),
        "reason.clause": ("ich möchte gern wissen, {text}", "mich beschäftigt, {text}"),
        "reason.that": ("mir geht es darum, {text}",),
        "reason.infinitive": ("mir geht es darum, {text}", "ich habe vor, {text}"),
        "ask.phrase": ("meine Bitte: {text}", "um eines bitte ich [Sie|dich]: {text}"),
        "ask.clause": ("können [Sie mir bitte sagen|du mir bitte sagen], {text}",),
        "ask.request": ("[könnten Sie|könntest du] bitte {text}",),
        "ask.wish": ("ich möchte gern {text}", "gern würde ich {text}"),
        "reason.wish": ("ich möchte gern {text}",),
        "offer.request": ("gern kann ich {text}",),
        "ask.infinitive": ("ich bitte [Sie|dich] darum, {text}",),
        "ask.lead.note": ("eine Frage, wenn ich darf: {text}",),
        "ask.lead": (
            "eine Frage, wenn ich darf: {text}",
            "darf ich [Sie|dich] bitte eines fragen: {text}",
            "meine Frage dazu, mit der Bitte um eine kurze Antwort: {text}",
        ),
        "offer.phrase": (
            "im Gegenzug biete ich gern an: {text}",
            "das kann ich [Ihnen|dir] dafür anbieten: {text}",
        ),
        "offer.clause": ("für [Sie|dich] heißt das, {text}",),
        "offer.infinitive": ("gern biete ich an, {text}",),
        "fact.phrase": ("dazu noch: {text}", "zur Einordnung: {text}"),
        "about.phrase": ("kurz zu mir: {text}", "zu meiner Person: {text}"),
        "detail.phrase": ("das Stichwort dazu: {text}",),
        "detail.event.phrase": ("worum es dort ging: {text}", "das Thema dort: {text}"),
        "detail.post.phrase": ("genauer: {text}",),
        "detail.clause": ("dabei ging es darum, {text}",),
        "detail.verb": ("wir {text}",),
        "sales": (
            "um es offen zu sagen: Das hier ist ein Angebot.",
            "vorweg: Ich schreibe [Ihnen|dir] als Anbieter, dies ist ein Angebot.",
        ),
        "way_out": (
            "Wenn es gerade nicht passt, ist ein kurzes Nein völlig in Ordnung.",
            "Falls [Sie|du] dafür keine Zeit [haben|hast], ist das völlig in Ordnung.",
            "Auch ein Nein ist völlig in Ordnung.",
        ),
        "thanks": (
            "Vielen Dank für [Ihre|deine] Zeit.",
            "Danke fürs Lesen und für [Ihre|deine] Zeit.",
            "Danke, dass [Sie sich|du dir] die Zeit zum Lesen [nehmen|nimmst].",
        ),
        "thanks.short": ("Danke", "Vielen Dank"),
        "subject.question": ("Frage {text}",),
        "subject.other": ("{text}",),
        "subject.shared": ("{text}",),
        "subject.shared.question": ("{text}: eine Frage",),
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
        "event.wrote": ("mein Bezug ist {title}{when}.",),
        "event": ("uns verbindet {title}{when}.", "der gemeinsame Nenner ist {title}{when}."),
        "group.member": ("wir sind beide Mitglied der Gruppe {title}.", "uns verbindet die Gruppe {title}."),
        "group.met": ("wir kennen uns aus der Gruppe {title}.",),
        "group": ("uns verbindet die Gruppe {title}.", "wir sind beide in der Gruppe {title} zu Hause."),
        "post.read": ("ich habe {title}{of} gelesen.", "gelesen habe ich {title}{of}."),
        "post.heard": ("ich habe {title}{of} gehört.",),
        "post.wrote": ("ich habe {title}{of} geschrieben.",),
        "post": ("mein Bezug ist {title}{of}.",),
        "mutual_contact": ("wir kennen beide {name}.", "{name} kennt uns beide."),
        "employer.worked": ("wir haben beide bei {name} gearbeitet.",),
        "employer": (
            "uns verbindet der Arbeitgeber: {name}.",
            "wir haben einen gemeinsamen Arbeitgeber: {name}.",
        ),
        "school": ("wir haben beide {at} gelernt.", "wir waren beide {at}."),
        "place": ("uns verbindet ein Ort: {name}.",),
        "project.worked": ("wir haben beide am Projekt {title} gearbeitet.",),
        "project": ("uns verbindet das Projekt {title}.",),
    },
    closings={
        "formal": ("Mit freundlichen Grüßen", "Freundliche Grüße"),
        "formal.de-CH": ("Freundliche Grüsse",),
        "informal": ("Viele Grüße", "Herzliche Grüße", "Beste Grüße"),
    },
    salutation=salutation,
    form=form,
    continued=continued,
    at=at_event,
    dated=dated,
    issued=issued,
    topics=(
        rf"\b(?:Frage|Fragen|Beitrag|Vortrag|Artikel|Aufsatz|Stelle|Anzeige|Studie|Buch|Daten|Rohdaten|Einschätzung|Rückmeldung)\s+(?P<topic>(?:zu[mr]?|über|für)\s+{_TOPIC})",
        rf"\b(?P<topic>(?:zu[mr]?|über)\s+{_TOPIC})",
    ),
    thanks=r"\bdank",
    please=r"\bbitte\b|\b(?:könn|würd|dürf|wär|möcht)\w*\s+(?:Sie|du|ich|wir|es)\b|\bdarf ich\b",
    own=r"(?:Ihr|dein|mein|unser|der|die|das|den|ein)\w*\s",
    nobody=("Guten Tag", "Hallo"),
    asking=("ask.clause", "ask.request"),
    expansions=(
        (r"^(?:Eine\s+)?(?:kurze\s+)?Frage\s+(?=zu|zum|zur|nach|über|wegen)", "Ich habe eine Frage "),
        (r"^Bitte\s+(?=um\s)", "Ich bitte [Sie|dich] "),
        (r"^Einladung\s+(?=zu[mr]?\s)", "Ich lade [Sie|dich] ein "),
    ),
    first_person=r"\b(?:[Ii]ch|[Ww]ir|[Mm]ein\w*|[Uu]ns(?:er\w*)?|[Mm]ir|[Mm]ich)\b",
    quotes=("„", "“"),
    way_out=r"\bein\s+(?:kurzes\s+)?nein\b|\bkeine\s+zeit\b|\bin\s+ordnung\b|\bkein\s+(?:problem|muss|druck)\b|\bnicht\s+passt\b",
    offer=r"\bangebot|\banbiet|\bbiete[nt]?\b|\bverkauf",
)
