"""An answer to your own message into what it says, and what to write back; a generator, like drafting."""

from __future__ import annotations

import re
from collections.abc import Generator

from knigge import languages
from knigge.answering import person, register, seed, signed, wording
from knigge.critiquing import case_of
from knigge.domain import AnswerBrief, Case, Feedback, Message, Policy, Profile, Prompt, Reply, Said, Span, ThanksKind
from knigge.standins import StandIns

Flow = Generator[Prompt, Reply, Feedback]

# What is written back; to an absence nothing is, nor to what nobody can tell.
_KINDS: dict[Said, ThanksKind] = {
    "yes": "to-yes", "question": "to-question", "no": "to-no", "not-now": "to-not-now", "angry": "to-angry",
}  # fmt: skip
_AUTOMATIC = "auto-replied"


def hearing(message: Message, policy: Policy, profile: Profile | None, own: str, lang: str = "") -> Flow:
    """Tell what the answer says; yield the prompt for what to write back, receive it, and return both.

    own: your words that answer what is asked; without them no answer to a question is drafted.
    """
    case = case_of(message, policy, profile, "reply", lang)
    view = _own_view(case)
    said, span = _said(case, view)
    words = languages.get(case.lang).feedback()
    when = _group({"yes": words.agreed, "not-now": words.later, "out-of-office": words.back}.get(said, ""), view)
    start, end = case.body.original(span) if span else (None, None)
    known = (message, said, case.lang, case.body.raw[start:end] if span else "", start, end, when, _questions(view))
    if said not in _KINDS or (said == "question" and not own.strip()):
        return Feedback(*known, None)
    brief = AnswerBrief(
        kind=_KINDS[said],
        language=case.locale,
        register=register(case),
        to=person(message.sender) or signed(case),
        sender=profile.name if profile else person(message.recipient),
        stage="reply",
        subject=message.subject,
        seed=seed(message),
        later=when if said in ("yes", "not-now") else "",
        own=own if said == "question" else "",
    )
    answer, _, _ = yield from wording(case, brief, StandIns())
    return Feedback(*known, answer)


def _own_view(case: Case) -> str:
    """Return the view with what it quotes blanked out: your own message does not answer itself."""
    view, pieces, at = case.body.view.replace("’", "'"), [], 0
    for start, end in case.body.parts.quoted:
        pieces += [view[at:start], re.sub(r"[^\n]", " ", view[start:end])]
        at = end
    return "".join((*pieces, view[at:]))


def _said(case: Case, view: str) -> tuple[Said, Span | None]:
    """Return what the answer says, and the words that say it; the subject may tell of an absence."""
    said = languages.get(case.lang).feedback().said
    headers = case.message.headers if case.message else {}
    for kind, patterns in said:
        pattern = "|".join(patterns)
        if match := re.search(pattern, view, re.I):
            return kind, match.span()
        automatic = headers.get("auto-submitted", "").lower().startswith(_AUTOMATIC)
        if kind == "out-of-office" and (automatic or re.search(pattern, case.subject.view, re.I)):
            return kind, None
    return "unclear", None


def _group(pattern: str, view: str) -> str:
    match = re.search(pattern, view, re.I) if pattern else None
    return " ".join(match["when"].split()) if match else ""


def _questions(view: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in re.findall(r"[^.!?\n]+\??", view) if each.endswith("?"))
