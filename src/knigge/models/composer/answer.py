"""An answer brief into the reply to send: thanks, the word, and where to go from here, in two to four sentences."""

from __future__ import annotations

from knigge.domain import AnswerBrief, Draft, Person
from knigge.languages.replies import Replies
from knigge.models.composer.voice import Diction


def answer(brief: AnswerBrief) -> Draft:
    """Return the reply that the brief gives: same brief, same text."""
    diction = Diction(repr(brief), brief.language, brief.register)
    replies = diction.language.replies()
    sentences = [_thanks(brief, diction, replies), *_matter(brief, diction, replies)]
    if brief.on_behalf_of:
        sentences.insert(1, _say(diction, replies, "behalf", principal=brief.on_behalf_of))
    swiss = not diction.comma()
    opening = sentences[0] if swiss else diction.language.wordings().continued(sentences[0], False)
    signature = [brief.sender] if brief.sender else []
    if brief.on_behalf_of:
        signature.append(_say(diction, replies, "behalf.signature", principal=brief.on_behalf_of, upper=False))
    body = "\n\n".join(
        (
            _greeting(brief, diction) + diction.comma(),
            " ".join((opening, *sentences[1:])),
            "\n".join((diction.closing(), *signature)),
        )
    )
    return Draft(_subject(brief, replies), body)


def _thanks(brief: AnswerBrief, diction: Diction, replies: Replies) -> str:
    if brief.topic:
        return _say(diction, replies, "thanks.topic", topic=brief.topic)
    if brief.quoted:
        return _say(diction, replies, "thanks.subject", topic=brief.quoted)
    return _say(diction, replies, "thanks.request" if brief.stage == "connection-request" else "thanks")


def _matter(brief: AnswerBrief, diction: Diction, replies: Replies) -> list[str]:
    """Return what follows the thanks: a yes, a question, or a kind no."""
    if brief.verdict == "accept":
        request = brief.stage == "connection-request"
        return [_say(diction, replies, f"accept.{'request' if request else 'invitation' if brief.invites else 'yes'}")]
    if brief.verdict == "ask_back":
        question = diction.say(diction.choose(replies.questions[brief.missing or "more"], "question"))
        return [
            _say(diction, replies, "ask_back.unclear"),
            question,
            _say(diction, replies, "ask_back.after"),
        ]
    return [_say(diction, replies, slot) for slot in ("decline.no", "decline.wish")]


def _say(diction: Diction, replies: Replies, slot: str, upper: bool = True, **names: str) -> str:
    said = diction.say(diction.choose(replies.sentences[slot], slot), **names)
    return said if upper else said[0].lower() + said[1:]


def _greeting(brief: AnswerBrief, diction: Diction) -> str:
    """Return the salutation; to nobody by name where the message does not give one."""
    words = diction.language.wordings()
    if not brief.to:
        return words.nobody[diction.register == "informal"]
    return words.salutation(Person(brief.to), diction.register, diction.locale, False)


def _subject(brief: AnswerBrief, replies: Replies) -> str:
    if not brief.subject:
        return ""
    marked = brief.subject.lower().startswith(("re:", "aw:", "antw:"))
    return brief.subject if marked else replies.subject + brief.subject
