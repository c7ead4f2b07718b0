"""An answer brief into the reply to send: thanks, the word, and where to go from here, in two to four sentences."""

from __future__ import annotations

import re

from knigge import languages
from knigge.domain import AnswerBrief, Draft, Person
from knigge.languages.replies import Replies
from knigge.models.composer.voice import Diction, ended, tidy

_GIFTS = {"decline-vendor": "thanks.offer", "decline-recruiter": "thanks.job"}
_REST = {
    "decline": ("decline.no", "decline.wish"),
    "decline-vendor": ("decline-vendor.no", "decline-vendor.wish"),
    "decline-recruiter": ("decline-recruiter.no", "decline-recruiter.wish"),
    "not-now": ("not-now.no", "not-now.later"),
    "to-yes": ("to-yes.next",),
    "to-question": ("to-question.own", "to-question.more"),
    "to-no": ("to-no.leave", "to-no.wish"),
    "to-not-now": ("to-not-now.later",),
    "to-angry": ("to-angry.thanks", "to-angry.leave"),
}


def answer(brief: AnswerBrief) -> Draft:
    """Return the reply that the brief gives: same brief, same text."""
    diction = Diction(repr(brief), brief.language, brief.register)
    sentences = [_thanks(brief, diction), *_matter(brief, diction, diction.language.replies())]
    if brief.on_behalf_of:
        sentences.insert(1, _say(brief, diction, "behalf"))
    return Draft(subject(brief), framed_answer(brief, " ".join(sentences)))


def framed_answer(brief: AnswerBrief, words: str) -> str:
    """Return the reply of these words, with its greeting, closing and signature."""
    diction = Diction(repr(brief), brief.language, brief.register)
    paragraphs = [tidy(each) for each in re.split(r"\n\s*\n", words) if each.strip()] or [""]
    if diction.comma():
        paragraphs[0] = diction.language.wordings().continued(paragraphs[0], False)
    signature = [brief.sender] if brief.sender else []
    if brief.on_behalf_of:
        signature.append(_uncapital(_say(brief, diction, "behalf.signature")))
    closing = "\n".join((diction.closing(), *signature))
    return "\n\n".join((_greeting(brief, diction) + diction.comma(), *paragraphs, closing))


def _thanks(brief: AnswerBrief, diction: Diction) -> str:
    """Return the thanks for what came; an offer and a job are thanked for as such, not by the words that praise them."""
    if brief.kind.startswith("to-"):
        return _say(brief, diction, f"{brief.kind}.first")
    if brief.kind in _GIFTS:
        return _say(brief, diction, _GIFTS[brief.kind])
    if brief.topic:
        return _say(brief, diction, "thanks.topic", brief.topic)
    if brief.quoted:
        return _say(brief, diction, "thanks.subject", brief.quoted)
    return _say(brief, diction, "thanks.request" if brief.stage == "connection-request" else "thanks")


def _matter(brief: AnswerBrief, diction: Diction, replies: Replies) -> list[str]:
    """Return what follows the thanks: a yes, a question, or a kind no."""
    if brief.kind == "accept":
        request = brief.stage == "connection-request"
        return [_say(brief, diction, f"accept.{'request' if request else 'invitation' if brief.invites else 'yes'}")]
    if brief.kind in ("ask_back", "who-are-you"):
        asked = "who" if brief.kind == "who-are-you" else brief.missing or "more"
        question = diction.say(diction.choose(replies.questions[asked], "question"), **_people(brief, replies))
        return [_say(brief, diction, f"{brief.kind}.unclear"), question, *_after(brief, diction)]
    dated = {f"{slot}.when" for slot in ("to-yes.next", "to-not-now.later") if brief.later} & set(replies.sentences)
    return [_say(brief, diction, each if (each := f"{slot}.when") in dated else slot) for slot in _REST[brief.kind]]


def _after(brief: AnswerBrief, diction: Diction) -> list[str]:
    """Return what follows the question; on behalf of somebody else there are four sentences without it."""
    return [] if brief.on_behalf_of else [_say(brief, diction, "ask_back.after")]


def _say(brief: AnswerBrief, diction: Diction, slot: str, topic: str = "") -> str:
    replies = diction.language.replies()
    frame = diction.choose(replies.sentences[slot], slot)
    own = ended(tidy(brief.own)) if brief.own else ""
    names = {"topic": topic, "principal": brief.on_behalf_of, "when": brief.later, "own": own}
    return diction.say(frame, **names, **_people(brief, replies))


def _people(brief: AnswerBrief, replies: Replies) -> dict[str, str]:
    """Return who is written to, in the cases that sentences name: me, or the one on whose behalf the answer goes out."""
    return {case: brief.on_behalf_of or word for case, word in replies.me.items()}


def _greeting(brief: AnswerBrief, diction: Diction) -> str:
    """Return the salutation; to nobody by name where the message does not give one."""
    words = diction.language.wordings()
    if not brief.to:
        return words.nobody[diction.register == "informal"]
    return words.salutation(Person(brief.to), diction.register, diction.locale, "message")


def subject(brief: AnswerBrief) -> str:
    """Return the subject of what was received, marked as answered; "" where it had none."""
    replies = languages.get(brief.language).replies()
    if not brief.subject:
        return ""
    marked = brief.subject.lower().startswith(("re:", "re :", "re\u00a0:", "aw:", "antw:"))
    return brief.subject if marked else replies.subject + brief.subject


def _uncapital(phrase: str) -> str:
    return phrase[0].lower() + phrase[1:]
