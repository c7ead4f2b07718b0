"""English: the composer's letter forms and connecting sentences."""

from __future__ import annotations

import re

from knigge.domain import CommonGround, Person, Register
from knigge.languages.en.questions import QUESTIONS
from knigge.languages.names import Name, pieces
from knigge.languages.wordings import Form, Sheet, Wordings

_LOWER_FIRST = frozenset(
    """
    a an the your yours you my our we in at on for to from with after before since as it its this that these those there their
    they when while what which who why where how is are was were have has had do does did could would can may might will
    should thank thanks last next two three four five both some many few recently currently welcome great nice good happy glad congratulations yesterday today if because and
    but so of by about during over under
    """.split()
)
_QUESTION = re.compile(
    r"(?:(?:could|would|can|may|might|do|does|did|is|are|was|were|have|has|had|will|should|shall)\s+"
    r"(?:you|i|we|it|they|he|she|the|there|this|that|your|a|an|my|our|any|anyone|either|one)\b"
    r"|(?:(?:in|at|on|for|with|by|to)\s+)?(?:what|which|who|whom|when|where|why|how)\b[^.]*?\b(?:do|does|did|is|are|was|were|can|could|would|should|have|has|will)\s+(?:you|i|we|they|it|he|she|the|your|there)\b)",
    re.I,
)
_CLAUSE = re.compile(
    r"(?!as\s+(?:promised|discussed|agreed)\b)(?:because|since|as|that|whether|if|how|what|which|when|where|why|who|whom)\b",
    re.I,
)
_REQUEST = re.compile(
    r"(?:please\s+)?(?:tell|send|let|share|reply|look|say|give|point|confirm|read|check|answer|help|join|come|review|accept|add|name|"
    r"recommend|forward|connect|have|take|show|explain|pass|consider|allow|advise|drop|write|glance|comment|suggest|keep|stay|meet|speak|talk|chat|call|introduce|pick|link|refer|visit|try|test|invite|attend|discuss)\b"
    r"(?!\s*(?:,|of\b))"
)
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|have|has|had|do|does|did|will|would|can|could|may|might|shall|should|must)\b|\w['’](?:m|re|ve|d|ll)\b|"
    r"\b(?:I|we|you|they|We|You|They)\s+(?:\w+ly\s+)?[a-z]+\b|"
    r"^(?:Your|The|This|That|My|Our|It|He|She)\s+(?:[\w'’-]+\s+){0,6}?[a-z]{3,}(?:s|ed)\s+"
    r"(?:us|me|you|him|them|the|an?|my|our|your|that|how|this|it|no|two|three|up|well|\d)|"
    r"\b(?:shows|showed|explains|describe[sd]|helps|helped|save[sd]|makes|made|gives|gave|says|said|writes|wrote|covers|lists|"
    r"answers|answered|solves|asks|asked|runs|works|worked|led|ended|started|taught|names|mentions|convinced|told|met|sat|"
    r"talked|spoke|came|went|took|found|ran|brought|got|kept|left|needs|suits|fits|applies|sounds|seems|looks|matters|"
    r"interests|concerns|holds|gets|wants|knows|lives|introduced|suggested|stopped|changed)\b"
)
_UTTERANCE = re.compile(
    r"(?:thank you|thanks|many thanks|welcome|congratulations|please|happy to|glad to|sorry)\b", re.I
)


def salutation(person: Person, register: Register, locale: str, sheet: Sheet) -> str:
    """Return the salutation without its punctuation; a gender is never guessed from a first name."""
    name = pieces(person)
    dot = "." if locale == "en-US" else ""
    if register == "informal":
        return f"{'Dear' if sheet == 'card' else 'Hi'} {name.first}"
    opening = "Hello" if sheet == "message" else "Dear"
    if "Sir" in name.titles or "Dame" in name.titles:
        return f"{opening} {'Sir' if 'Sir' in name.titles else 'Dame'} {name.first}"
    title = _title(name, dot)
    if title and name.full != name.first:
        return f"{opening} {title} {name.last}"
    form = {
        "Frau": f"Ms{dot}",
        "Ms": f"Ms{dot}",
        "Herr": f"Mr{dot}",
        "Mr": f"Mr{dot}",
        "Mrs": f"Mrs{dot}",
        "Mx": f"Mx{dot}",
    }.get(name.salutation, "")
    return f"{opening} {form} {name.last}" if form else f"{opening} {name.full}"


def _title(name: Name, dot: str) -> str:
    titles = " ".join(name.titles)
    if "Prof" in titles:
        return "Professor"
    return f"Dr{dot}" if re.search(r"\bDr\b|\bPh\.?\s?D", titles) else ""


# Something that more than one thing does to another: "coastal guilds quotes a line", but not "notes on the guilds".
_TAKES_OBJECT = re.compile(
    r"[a-z]s\s+[a-z]{2,}(?:[^aious]s|es)\s+(?:an?|the|it|them|us|me|him|her|you|my|your|our|his|their)\s"
)
# What begins with a capital, ends with a full stop and has so many words is meant as a sentence, whatever its verb.
_SENTENCE_WORDS = 7


def form(text: str) -> Form:
    """Tell what a text of the brief is, by its first words and its verb."""
    body = text.strip().strip("“”\"'")
    asked = body.rstrip("\"”'").endswith("?") or _QUESTION.match(body)
    if asked and not body.lower().startswith("whether "):
        return "question"
    if re.match(r"to\s+[a-z]+", body):
        own = r"to\s+(?:know|learn|hear|understand|find|get|see|use|ask|visit|attend|read|borrow)\b"
        return "wish" if re.match(own, body) else "infinitive"
    if _CLAUSE.match(body) and not re.search(r",\s*(?:I|we|you|it|my|our|a|the|that|this|there|no)\b", body):
        return "clause"
    if body[:1].islower() and _REQUEST.match(body):
        return "request"
    if body.endswith(".") and body[:1].isupper() and len(body.split()) >= _SENTENCE_WORDS:
        return "sentence"
    if _UTTERANCE.match(body) or body.endswith("!") or _REQUEST.match(body[:1].lower() + body[1:]):
        return "sentence"
    head = re.split(r"(?<=[a-z])\s+(?:who|which|that|where)\s", body)[0]
    if re.match(r"(?:the|an?|some|any)\s", head, re.I):  # "the script you used" is a thing, not a sentence
        head = re.sub(r"(?<=[a-z])\s+(?:I|we|you|they)\s+(?:\w+ly\s+)?[a-z]+\b", "", head)
    return "sentence" if _FINITE.search(head) or _TAKES_OBJECT.search(head) else "phrase"


def continued(sentence: str, same_line: bool) -> str:
    """Return a sentence as it goes on after the comma of a salutation: capital on a new line, else as in mid-sentence."""
    word = re.match(r"[^\W\d_]+", sentence)
    if same_line and word and word.group().lower() in _LOWER_FIRST:
        return sentence[0].lower() + sentence[1:]
    return sentence


def at_event(ground: CommonGround, title: str) -> str:
    """Return the event as a place phrase: "at the Darmstadt founders' evening on 3 March"."""
    if re.match(r"(?:at|on|in|during)\s", ground.name):
        return f"{ground.name}{dated(ground.date)}"
    return f"at {ground.name}{dated(ground.date)}"


def dated(date: str) -> str:
    """Return a date as it follows an event's name, with a leading space; "" for none."""
    date = " ".join(date.split())
    month = "January|February|March|April|May|June|July|August|September|October|November|December"
    if not date:
        return ""
    if re.match(rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{month})\b|(?:{month})\s+\d{{1,2}}\b", date):
        return f" on {date}"
    if re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", date):
        return f" on {date}"
    if re.match(r"(?:yesterday|last|this|recently|today)\b", date):
        return f" {date}"
    if re.match(rf"(?:{month}|spring|summer|autumn|winter|(?:19|20)\d\d$)\b", date):
        return f" in {date}"
    return f" ({date})"


def issued(date: str) -> str:
    """Return a date as it follows the title of a text, with a leading space; "" for none."""
    return re.sub(r"^ on ", " dated ", re.sub(r"^ in ", " from ", dated(date)))


WORDINGS = Wordings(
    frames={
        "why.phrase": ("I am writing to you because of {text}",),
        "why.because": ("I am writing to you {text}",),
        "why.clause": ("What made me write to you is {text}",),
        "why.infinitive": ("I am writing to you {text}",),
        "why.wish": ("I am writing to you {text}",),
        "occasion.phrase": ("I congratulate you {text}", "My best wishes {text}", "All good wishes {text}"),
        "occasion.other.phrase": ("I congratulate you on {text}", "My best wishes on {text}"),
        "occasion.wish": (
            "I wish you all the best for what comes now.",
            "I am very glad for you.",
            "Do enjoy it.",
            "I wish you every happiness with it.",
        ),
        "reason.phrase": ("I am writing about {text}",),
        "reason.because": ("I am writing {text}",),
        "reason.clause": ("I would like to know {text}",),
        "reason.that": ("What brings me to you is {text}",),
        "reason.infinitive": ("I would like {text}", "I am writing {text}"),
        "reason.wish": ("I would like {text}",),
        "reason.request": ("My request: {text}",),
        "ask.phrase": ("May I ask you for {text}",),
        "ask.clause": ("Could you please tell me {text}",),
        "ask.infinitive": ("May I ask you {text}",),
        "ask.wish": ("I would like {text}",),
        "ask.request": ("Could you please {text}",),
        "ask.lead": ("May I ask you one question: {text}", "Could you please help me with one question: {text}"),
        "ask.lead.note": ("One question, if I may: {text}",),
        "offer.phrase": ("In return I can offer {text}", "What I can offer in return: {text}"),
        "offer.alone.phrase": ("I can offer you {text}",),
        "offer.infinitive": ("In return I would be glad {text}",),
        "offer.wish": ("In return I would be glad {text}",),
        "offer.request": ("In return I would gladly {text}",),
        "offer.clause": ("For you that means {text}",),
        "fact.phrase": ("The key facts: {text}",),
        "about.phrase": ("A word on me: {text}", "About me, briefly: {text}"),
        "detail.phrase": ("More exactly: {text}",),
        "detail.event.phrase": ("It was about {text}",),
        "detail.clause": ("It was about {text}",),
        "detail.verb": ("We {text}",),
        "sales": ("To be open about it: this is an offer.", "Let me say it plainly: this is an offer."),
        "way_out.no": ("A short no is fine as well.", "If it does not suit you, a short no is enough."),
        "way_out.time": (
            "If you do not have the time, that is no problem.",
            "If you have no time for this, that is perfectly fine.",
        ),
        "way_out.answer": ("I would be glad of a short answer.",),
        "thanks": ("Thank you for your time.", "Many thanks for your time."),
        "thanks.read": ("Thank you for reading this.",),
        "thanks.short": ("Thank you", "Thanks"),
        "subject.question": ("Question {text}",),
        "subject.named": ("{text}",),
        "subject.named.question": ("{text}: a question",),
        "subject.named.follow-up": ("Follow-up: {text}",),
        "subject.name": ("{intent} from {text}",),
        "intent.question": ("Question",),
        "intent.networking": ("Note",),
        "intent.job": ("Enquiry",),
        "intent.recruiting": ("Job opening",),
        "intent.sales": ("Offer",),
        "intent.invitation": ("Invitation",),
        "intent.thanks": ("Thanks",),
        "intent.follow-up": ("Follow-up",),
    },
    grounds={
        "event.met": ("We met {at}.", "You and I met {at}."),
        "event.heard": ("I heard you {at}.", "I was in the audience when you spoke {at}."),
        "event.member": ("We were both {at}.",),
        "event.worked": ("We worked together {at}.",),
        "event.wrote": ("My link to it is {name}{when}.",),
        "event": ("What links us is {name}{when}.", "We have {name} in common."),
        "group.member": ("We are both members of {name}.", "Both of us are members of {name}."),
        "group.met": ("We know each other from {name}.",),
        "group.past": ("We were both members of {name}.",),
        "group": ("What links us is the group {name}.",),
        "post.read": ("I read {title}{of}.",),
        "post.heard": ("I listened to {title}{of}.",),
        "post.wrote": ("{title}{of} is mine.",),
        "post": ("What brings me to you is {title}{of}.",),
        "mutual_contact": ("We both know {name}.", "{name} knows us both."),
        "employer.worked": ("We both worked at {name}.",),
        "employer": ("What links us is an employer: {name}.",),
        "school": ("We were both {at}.",),
        "place": ("What links us is {name}.",),
        "project.worked": ("We both worked on {name}.",),
        "project": ("What links us is the project {name}.",),
    },
    closings={
        "formal": ("Kind regards", "Best regards"),
        "informal": ("Best wishes", "All the best", "Best regards"),
        "card": ("With warm wishes", "Warm wishes"),
    },
    salutation=salutation,
    form=form,
    noun=re.compile(r"(?!)"),
    continued=continued,
    at=at_event,
    dated=dated,
    issued=issued,
    topics=(
        r"\b(?:[Qq]uestion|[Tt]alk|[Pp]ost|[Pp]aper|[Aa]rticle|[Aa]dvert|[Pp]osition|[Rr]ole|[Ss]tudy|[Bb]ook|[Dd]ata|[Vv]iew|[Aa]dvice|[Ff]eedback)\s+(?P<about>(?:about|on|of|for|regarding)\s+[^.,;:!?()\n]{4,44})",
        (
            r"^(?P<named>[Yy]our\s+(?:[\w'’-]+\s+){0,5}?[\w'’-]+)\s+(?:is|was|has|are|were|shows?|showed|says|gives|lists|names|describes|reports|helped|"
            r"stopped|answered|explains?|mentions?)\b"
        ),
    ),
    thanks=r"\bthank(?:s(?!\s+to\b)|\s+you)",
    please=r"\bplease\b|\b(?:could|would|may|might|can)\s+(?:you|i|we)\b",
    own=r"(?:your|the|my|our|an?|his|her|their)\s",
    expansions=(
        (r"(?i)^(could|can|may|might|would|should|shall|do|did|am|if|whether|when|where|how)\s+i\b(?=\s)", "{1} I"),
        (r"(?i)^(?:an?\s+)?(?:quick\s+|short\s+)?question\s+(?=about|on|regarding)", "I have a question "),
        (r"(?i)^(?:an?\s+)?request\s+(?=for\s)", "I would like to ask "),
        (r"(?i)^(?:an?\s+)?invitation\s+(?=to\s)", "I invite you "),
        (r"(?i)^any\s+chance\s+", "Is there any chance "),
        (
            r"(?i)^(looking|trying|reaching|exploring|writing|working|interested|curious|keen|happy|glad)\b(?!\s+(?:are|is|was)\b)",
            "I am {1}",
        ),
        (
            r"(?i)^(saw|loved|read|enjoyed|hope|found|heard|noticed|would(?=\s+(?:like|love|be\s+glad|welcome|appreciate|need|prefer)\b))\b(?!\s+you\b|\s+it\b)",
            "I {1}",
        ),
    ),
    together=r"\b(?:we|both|us|together)\b",
    first_person=r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b",
    nobody=("Hello", "Hi"),
    occasion=r"(?:on|for)\s",
    asking=("ask.clause", "ask.infinitive", "ask.request", "ask.phrase"),
    quotes=("“", "”"),
    way_out=r"\b(?:a|short)\s+no\b|\bno\s+(?:time|rush|worries|problem)\b|\bfine\b|\bdoes\s+not\s+suit\b",
    permission=r"^(?:may|could|can|would|might)\b",
    because=("because", "since", "as"),
    that=("that",),
    together_verbs="talked|spoke|sat|shared|discussed|worked|chatted",
    formula="regards|wishes",
    questions=QUESTIONS,
)
