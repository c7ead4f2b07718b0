"""French: the composer's letter forms and connecting sentences. A mark of two parts has a no-break space before it."""

from __future__ import annotations

import re

from knigge.domain import CommonGround, Person, Register
from knigge.languages.names import Name, pieces
from knigge.languages.wordings import Form, Sheet, Wordings

_MONTH = r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DAY = r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_VERB = r"(?:(?:ne\s+)?(?:me|m['’]|nous|vous|te|t['’]|se|s['’]|le|la|l['’]|les|en|y)\s*){0,3}[a-zéèêàçîôûë]+(?:er|ir|re|oir)\b"
_INFINITIVE = re.compile(rf"(?:à\s+|de\s+|d['’])?{_VERB}")
_REQUEST = re.compile(r"(?:me|m['’]|nous)\s*[a-zéèêàçîôûë]+(?:er|ir|re|oir)\b", re.I)
_WISH = re.compile(
    r"(?:savoir|connaître|apprendre|comprendre|découvrir|visiter|lire|voir|entendre|rejoindre|participer)\b", re.I
)
_QUESTION = re.compile(
    r"(?:est-ce\s+(?:que|qu['’])|(?:[a-zéèêàçîôûë]+)-(?:vous|tu|je|il|elle|on|nous)\b|"
    r"(?:comment|pourquoi|quand|où|combien|quel(?:le)?s?|à\s+partir\s+de\s+(?:quand|quel(?:le)?s?))\b[^.]*-(?:vous|tu|il|elle|on|nous|je)\b)",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:parce\s+qu|puisqu|comme\b|car\b|qu['’]|que\b|si\b|s['’]il|comment\b|pourquoi\b|où\b|quand\b|ce\s+que\b|quel(?:le)?s?\b)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|cela|qui)\s+(?:(?:ne|n['’]|me|m['’]|te|t['’]|se|s['’]|y|en|le|la|les|l['’]|vous|nous)\s*){0,3}[a-zéèêàçîôûë]{2,}|"
    r"\b[jJ]['’][a-zéèêàîôûë]+|\b[cC]['’](?:est|était)|"
    r"\b(?:est|sont|était|étaient|a|ont|avait|avons|avez|sera|seront|peut|peuvent|doit|fait|font|dit|montre|explique|décrit|cherche|recherche|"
    r"prépare|travaille|restaure|ouvre|propose|demande|manque|commence|m['’]a|m['’]ont|vient|va)\b",
)
_UTTERANCE = re.compile(r"(?:merci|félicitations|bravo|bienvenue|veuillez|désolée?)\b", re.I)
_SENTENCE_WORDS = 7


def salutation(person: Person, register: Register, locale: str, sheet: Sheet) -> str:
    """Return the salutation without its punctuation; a gender is never guessed from a first name."""
    name = pieces(person)
    if register == "informal":
        return f"Bonjour {name.first}"
    form = {"Ms": "Madame", "Frau": "Madame", "Mrs": "Madame", "Mme": "Madame", "Mlle": "Madame", "Mademoiselle": "Madame",
            "Mr": "Monsieur", "Herr": "Monsieur", "M.": "Monsieur"}.get(name.salutation, name.salutation)  # fmt: skip
    if form not in ("Madame", "Monsieur"):
        return f"Bonjour {name.full}"
    title = _title(name, form)
    if title:
        return title
    if sheet == "card":
        return f"{'Chère' if form == 'Madame' else 'Cher'} {form} {name.last}"
    return f"Bonjour {form} {name.last}"


def _title(name: Name, form: str) -> str:
    if not any(title.startswith("Prof") for title in name.titles):
        return ""
    return "Madame la Professeure" if form == "Madame" else "Monsieur le Professeur"


def form(text: str) -> Form:
    """Tell what a text of the brief is, by its first words and its verb."""
    body = text.strip().strip("«»“”\"'\u00a0 ")
    if body.rstrip('»"”\u00a0 ').endswith("?") or _QUESTION.match(body):
        return "question"
    if body.endswith(".") and body[:1].isupper() and len(body.split()) >= _SENTENCE_WORDS:
        return "sentence"
    if _WISH.match(body):
        return "wish"
    if _REQUEST.match(body):
        return "request"
    if _INFINITIVE.match(body[:1].lower() + body[1:]):
        return "infinitive"
    if _CLAUSE.match(body) and not re.search(r",\s*(?:je|j['’]|nous|il|elle|c['’]|notre|mon|la|le)\b", body):
        return "clause"
    if _UTTERANCE.match(body) or body.endswith("!"):
        return "sentence"
    head = re.split(r"\s(?:qui|que|qu['’]|dont|où)(?:\s|(?<=['’]))", body)[0]
    return "sentence" if _FINITE.search(head) else "phrase"


def continued(sentence: str, same_line: bool) -> str:
    """Return a sentence as it goes on after the salutation's comma: on a new line, with its capital."""
    return sentence


def of(name: str) -> str:
    """Return a name behind "de": du salon, des Rencontres, d'Arles, de Lyon."""
    for article, joined in (("le ", "du "), ("les ", "des "), ("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name[len(article) :]
    return (
        f"d’{name}"
        if re.match(r"[aeiouhâàéèêîôûœ]", name, re.I) and not re.match(r"[uo]n[ez]\b|oui", name)
        else f"de {name}"
    )


def at_event(ground: CommonGround, title: str) -> str:
    """Return the event as a place phrase: "lors du salon du livre de Brive le 8 novembre"."""
    if re.match(r"(?:à|au|aux|lors|pendant|dans|sur|en|chez)\s", ground.name):
        return f"{ground.name}{dated(ground.date)}"
    return f"lors {of(ground.name)}{dated(ground.date)}"


def dated(date: str) -> str:
    """Return a date as it follows an event's name, with a leading space; "" for none."""
    date = " ".join(date.split())
    if not date:
        return ""
    if re.match(rf"(?:1er|\d{{1,2}})\s+(?:{_MONTH})\b", date):
        return f" le {date}"
    if re.match(rf"(?:{_MONTH}|(?:19|20)\d\d$)", date):
        return f" en {date}"
    if re.match(rf"(?:{_DAY}|hier|avant-hier|récemment|l['’]an|le\s|en\s|au\s|cet)\b", date):
        return f" {date}"
    return f" ({date})"


def issued(date: str) -> str:
    """Return a date as it follows the title of a text, with a leading space; "" for none."""
    said = dated(date)
    if said.startswith(" le "):
        return f" du {said[4:]}"
    return f" {of(said[4:])}" if re.match(rf" en (?:{_MONTH})", said) else f" ({date})" if said else ""


WORDINGS = Wordings(
    frames={
        "why.phrase": ("Ce qui m’amène vers [vous|toi] : {text}", "Pourquoi [vous|toi] : {text}"),
        "why.because": ("Je [vous écris|t’écris] {text}", "Je m’adresse à [vous|toi] {text}"),
        "why.clause": ("Ce qui compte pour moi : {text}",),
        "why.infinitive": ("Je m’adresse à [vous|toi] pour {text}",),
        "why.wish": ("Je m’adresse à [vous|toi] pour {text}",),
        "occasion.phrase": ("Toutes mes félicitations {text}", "Je [vous|te] félicite chaleureusement {text}"),
        "occasion.other.phrase": ("Toutes mes félicitations : {text}",),
        "occasion.wish": (
            "Je [vous|te] souhaite le meilleur pour la suite.",
            "Je m’en réjouis sincèrement pour [vous|toi].",
            "[Profitez|Profite]-en bien.",
        ),
        "reason.phrase": ("L’objet de mon message : {text}",),
        "reason.noun": ("Mon message concerne {text}",),
        "reason.because": ("Je [vous écris|t’écris] {text}",),
        "reason.clause": ("J’aimerais savoir {text}",),
        "reason.that": ("Le point de départ est {text}",),
        "reason.infinitive": ("Je souhaite {text}", "Je voudrais {text}"),
        "reason.wish": ("J’aimerais {text}",),
        "reason.request": ("Ma demande : {text}",),
        "ask.phrase": ("Ma demande : {text}",),
        "ask.noun": ("Puis-je [vous|te] demander {text}",),
        "ask.clause": ("[Pourriez-vous|Pourrais-tu] me dire {text}",),
        "ask.infinitive": ("[Pourriez-vous|Pourrais-tu] {text}",),
        "ask.request": ("[Pourriez-vous|Pourrais-tu] {text}",),
        "ask.wish": ("J’aimerais {text}",),
        "ask.lead": (
            "Une question, s’il [vous|te] plaît. {text}",
            "[Permettez|Permets]-moi une question, s’il [vous|te] plaît. {text}",
        ),
        "ask.lead.note": ("Une question, s’il [vous|te] plaît. {text}",),
        "offer.phrase": ("Ce que je peux [vous|te] proposer en retour : {text}",),
        "offer.noun": ("En retour, je peux [vous|te] proposer {text}",),
        "offer.alone.phrase": ("Ce que je peux [vous|te] proposer : {text}",),
        "offer.alone.noun": ("Je peux [vous|te] proposer {text}",),
        "offer.infinitive": ("En retour, je peux {text}",),
        "offer.wish": ("En retour, je peux {text}",),
        "offer.request": ("En retour, je peux {text}",),
        "offer.clause": ("Pour [vous|toi], cela signifie {text}",),
        "fact.phrase": ("En bref : {text}",),
        "about.phrase": ("Quelques mots sur moi : {text}",),
        "detail.phrase": ("Plus précisément : {text}",),
        "detail.event.phrase": ("Le sujet : {text}",),
        "detail.clause": ("Il s’agissait de savoir {text}",),
        "detail.verb": ("Nous {text}",),
        "sales": (
            "Je préfère le dire d’emblée : il s’agit d’une offre commerciale.",
            "En toute transparence, il s’agit d’une offre commerciale.",
        ),
        "way_out.no": ("Un simple non me convient aussi.", "Si cela ne [vous|te] convient pas, un simple non suffit."),
        "way_out.time": (
            "Si [vous n’avez|tu n’as] pas le temps, ce n’est pas grave.",
            "Si le temps [vous|te] manque, je le comprends très bien.",
        ),
        "way_out.answer": ("Une courte réponse me ferait plaisir.",),
        "thanks": (
            "Merci du temps que [vous m’accordez|tu m’accordes].",
            "Je [vous remercie|te remercie] de [votre|ton] attention.",
        ),
        "thanks.read": ("Merci d’avoir pris le temps de me lire.",),
        "thanks.short": ("Merci",),
        "subject.question": ("Question {text}",),
        "subject.named": ("{text}",),
        "subject.named.question": ("{text} : une question",),
        "subject.named.follow-up": ("Suite : {text}",),
        "subject.name": ("{intent} : {text}",),
        "intent.question": ("Question",),
        "intent.networking": ("Prise de contact",),
        "intent.job": ("Candidature",),
        "intent.recruiting": ("Offre d’emploi",),
        "intent.sales": ("Offre commerciale",),
        "intent.invitation": ("Invitation",),
        "intent.thanks": ("Remerciements",),
        "intent.follow-up": ("Suite",),
    },
    grounds={
        "event.met": ("Nous avons fait connaissance {at}.",),
        "event.heard": ("J’ai assisté à [votre|ton] intervention {at}.",),
        "event.worked": ("Nous avons travaillé ensemble {at}.",),
        "event": ("Un événement nous relie : {name}{when}.",),
        "group.met": ("Nous nous connaissons par le groupe {name}.",),
        "group.past": ("Nous avons été membres du même groupe : {name}.",),
        "group.member": ("Nous sommes membres du même groupe : {name}.",),
        "group": ("Un groupe nous relie : {name}.",),
        "post.read": ("J’ai lu {title}{of}.",),
        "post.heard": ("J’ai écouté {title}{of}.",),
        "post.wrote": ("{title}{of} est de ma plume.",),
        "post": ("Ce qui m’amène vers [vous|toi] : {title}{of}.",),
        "mutual_contact": ("{name} nous connaît, [vous|toi] et moi.",),
        "employer.worked": ("Nous avons travaillé dans la même maison : {name}.",),
        "employer": ("Un employeur nous relie : {name}.",),
        "school": ("Nous avons fréquenté le même établissement : {name}.",),
        "place": ("Un lieu nous relie : {name}.",),
        "project.worked": ("Nous avons travaillé au même projet : {name}.",),
        "project": ("Un projet nous relie : {name}.",),
    },
    closings={
        "formal": ("Bien cordialement", "Cordialement"),
        "informal": ("Amicalement", "Bien à toi"),
        "card": ("Avec mes meilleures pensées", "Avec tous mes vœux"),
    },
    salutation=salutation,
    form=form,
    noun=re.compile(
        r"(?:l['’]|(?:le|la|les|un|une|des|mon|ma|mes|notre|nos|votre|vos|ton|ta|tes|ce|cet|cette|ces)\s)", re.I
    ),
    continued=continued,
    at=at_event,
    dated=dated,
    issued=issued,
    topics=(
        (
            r"\b(?:[Qq]uestion|[Aa]vis|[Cc]onseil|[Rr]echerche)s?\s+"
            r"(?P<about>(?:sur|concernant|à\s+propos\s+de)\s+[^.,;:!?()\n]{4,44})"
        ),
        r"^(?P<named>[Vv]otre\s+(?:[\w'’-]+\s+){0,5}?[\w'’-]+)\s+(?:est|était|a|m[’\']a|montre|explique|décrit|demande|cherche|nomme|cite|traite|présente|expose|recommande|mentionne)\b",
    ),
    thanks=r"\bmerci|\bremerci",
    please=r"s['’]il\s+(?:vous|te)\s+pla[iî]t|\b(?:pourriez|pourrais|auriez|aurais|pouvez|peux|puis-je|veuillez)\b",
    way_out=r"\bun\s+(?:simple\s+|court\s+)?non\b|pas\s+le\s+temps|le\s+temps\s+(?:vous|te)\s+manque|pas\s+grave|ne\s+(?:vous|te)\s+convient",
    permission=r"^(?:puis|pourr|peut|est-ce\s+que\s+je)",
    own=r"(?:(?:votre|vos|ton|ta|tes|le|la|les|mon|ma|mes|un|une|des|son|sa|ses|leurs?)\s|l['’])",
    asking=("ask.clause", "ask.infinitive", "ask.request", "ask.noun"),
    expansions=(
        (r"(?i)^(?:une\s+)?(?:petite\s+)?question\s+(?=sur|concernant|à\s+propos)", "J’ai une question "),
        (r"(?i)^invitation\s+(?=à|au)", "[Je vous invite|Je t’invite] "),
        (r"(?i)^(?:à\s+la\s+)?recherche\s+d['’]", "Je recherche d’"),
    ),
    first_person=r"\b(?:[Jj]e|[Jj]['’]|[Nn]ous|[Mm]on|[Mm]a|[Mm]es|[Nn]otre|[Nn]os|[Mm]oi)\b",
    together=r"\b(?:nous|ensemble)\b",
    nobody=("Bonjour", "Bonjour"),
    quotes=("« ", " »"),
    occasion=r"(?:pour|à\s+l['’]occasion)\b",
    because=("parce", "puisque", "comme", "car"),
    that=("que",),
    together_verbs="avons|avions|étions|parlions|discutions|travaillions|sommes",
    formula=r"cordialement|salutations|amicalement|agréer",
    question_mark=" ?",
    questions={
        "sender.name": "Votre nom",
        "sender.role": "Votre fonction, par exemple ingénieure",
        "sender.organisation": "Votre organisation",
        "recipient.name": "À qui écrivez-vous (prénom et nom) ?",
        "recipient.title": "Titre, par exemple Professeur",
        "recipient.salutation": "Civilité",
        "register": "Vous ou tu",
        "reason": "Pourquoi écrivez-vous, en une phrase",
        "why_you": "Pourquoi précisément à cette personne",
        "ask": "La petite chose que vous demandez",
        "offer": "Ce que la personne y gagne",
        "sender.contact.email": "Votre adresse électronique",
        "sender.contact.phone": "Votre numéro de téléphone",
    },
    address=("vous", "tu"),
)
