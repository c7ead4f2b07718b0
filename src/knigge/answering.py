"""A judged message into what its answer is to say: which kind of answer, to whom, in which form of address, about what."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from knigge import cards, languages, prompts, reading, text
from knigge.cards.judges import JUDGES
from knigge.domain import (
    Answer,
    AnswerBrief,
    AnswerKind,
    Case,
    Message,
    Profile,
    Prompt,
    Reason,
    Register,
    Reply,
    Report,
    Verdict,
)
from knigge.errors import ModelError
from knigge.models import OFFLINE
from knigge.models.composer.answer import answer as worded
from knigge.models.composer.answer import framed_answer, subject
from knigge.models.composer.frame import bare
from knigge.standins import StandIns

# The verdict that each word of a reader's own decision stands for.
VERDICT_OF: Mapping[str, Verdict] = {
    "accept": "accept", "ask_back": "ask_back", "decline": "decline", "ignore": "ignore",
    "decline-vendor": "decline", "decline-recruiter": "decline", "not-now": "decline", "who-are-you": "ask_back",
}  # fmt: skip
TO_MACHINES = "no-instructions-to-machines"
_ORDER = {"connection-request": ("why_me", "what", "who"), "": ("what", "why_me", "who")}
# Links, mail addresses, domains, also spelled out, names on a platform, and telephone numbers.
_ADDRESS = re.compile(
    r"\b\w{2,12}(?::|\[:\])//\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{2,}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\[?\.\]?[\w-]{1,63}){0,5}\[?\.\]?[a-z]{2,12}\b(?:/\S*)?|\+?(?:\d[ /()-]?){8,}\d"
)
_FIRM = re.compile(r"\b(?:gmbh|ag|kg|inc|ltd|llc|a/s|e\.v|name|your|dein|ihr|my|mein)\b|[\[{<(]", re.I)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants otherwise than the program would do: another verdict or answer, in another's name."""

    verdict: Verdict | None = None
    on_behalf_of: str = ""
    kind: AnswerKind | None = None

    @classmethod
    def of(cls, word: Verdict | AnswerKind | None, on_behalf_of: str) -> Wish:
        """Return the wish for an answer by its word, None for whatever fits."""
        return (
            cls(VERDICT_OF[word], on_behalf_of, None if word == "ignore" else word) if word else cls(None, on_behalf_of)
        )


def answer_brief(
    case: Case,
    report: Report,
    reasons: tuple[Reason, ...],
    verdict: Verdict,
    profile: Profile | None,
    wish: Wish,
) -> AnswerBrief:
    """Return what the answer is to say, in the sender's language and form of address."""
    message = case.message or Message("")
    to = person(message.sender) or signed(case)
    kind = wish.kind or _kind(case, report, verdict, to)
    ordered = addresses_machines(report)
    return AnswerBrief(
        kind=kind,
        language=case.locale,
        register=register(case),
        to=to,
        sender=profile.name if profile else person(message.recipient),
        stage=case.stage,
        subject=message.subject,
        missing=_missing(case, reasons) if kind == "ask_back" else "",
        topic="" if ordered else _topic(case),
        quoted=message.subject if _quotable(message.subject) and not ordered else "",
        on_behalf_of=wish.on_behalf_of,
        invites=_says(case, "invitation"),
        seed=seed(message),
    )


def addresses_machines(report: Report) -> bool:
    """Say whether a message orders a program about."""
    return any(finding.card == TO_MACHINES for finding in report.findings)


def seed(message: Message) -> str:
    """Return what chooses among wordings: the same for the same message, white space aside."""
    words = " ".join(f"{message.subject} {message.text} {message.sender}".split())
    return f"{crc32(words.encode('utf-8', 'replace')):08x}"


def _kind(case: Case, report: Report, verdict: Verdict, to: str) -> AnswerKind:
    """Return the answer that fits the message: a no to an offer or to a job, or the question who writes.

    On a platform the sender's name stands over the message, so nobody is asked for it there.
    """
    signs = report.signs()
    if verdict == "decline":
        if _says(case, "recruits") and not _says(case, "applies"):
            return "decline-recruiter"
        sells = "pitch" in signs or any(finding.card == "no-disguised-sales" for finding in report.findings)
        return "decline-vendor" if sells else "decline"
    if verdict == "ask_back":
        nobody = not (to or signs & {"who", "name"}) and case.body.view.strip()
        return "who-are-you" if nobody and case.channel == "email" else "ask_back"
    return "accept"


def _says(case: Case, what: str) -> bool:
    pattern: str = getattr(languages.get(case.lang).replies(), what)
    return re.search(pattern, case.body.view, re.I) is not None


def _missing(case: Case, reasons: tuple[Reason, ...]) -> str:
    """Return what to ask back for: the sign that is missing, and where a job is hinted at, which one it is."""
    missing = {reason.name.removeprefix("missing-") for reason in reasons if reason.name.startswith("missing-")}
    if missing & {"what", "why_me"} and _says(case, "job") and not _says(case, "applies"):
        return "job"
    return next((sign for sign in ("text", *_ORDER.get(case.stage, _ORDER[""])) if sign in missing), "")


def register(case: Case) -> Register:
    """Return the form of address that the message uses; a stranger's unclear one is answered formally."""
    found = [form for _, form in languages.get(case.lang).registers(case.body.view, case.body.sentences)]
    if found:
        return "informal" if found.count("informal") > found.count("formal") else "formal"
    greeting = case.body.parts.greeting
    casual = languages.get(case.lang).replies().casual
    return "informal" if casual and greeting and re.match(casual, case.body.view[slice(*greeting)]) else "formal"


def signed(case: Case) -> str:
    """Return the person's name that the message is signed with, "" for none that is sure."""
    names = [case.body.view[slice(*hit.span)] for hit in JUDGES["full_name"](case) if hit.span]
    if not names and register(case) == "informal":
        names = _called(case)
    return person(names[0]) if names and not any(word.isupper() for word in names[0].split()) else ""


def _called(case: Case) -> list[str]:
    """Return the first name that stands alone under the message: "LG Jonas"."""
    signature = case.body.parts.signature
    words = case.body.view[slice(*signature)].split() if signature else []
    return [words[0].strip(",.!–—")] if len(words) == 1 and len(words[0]) > 1 else []


def person(name: str) -> str:
    """Return a display name as a person is greeted by it, "" for a firm, a slot, an address or anything else."""
    name = re.sub(r"\s*\(.*?\)|\s+(?:via|über|at|bei)\s.*$", "", name).strip(" '\"")
    if name.count(",") == 1:
        name = " ".join(part.strip() for part in reversed(name.split(",")))
    words = name.split()
    letters = all(re.fullmatch(r"[^\W\d_][\w'’.-]*", word) for word in words)
    return name if 1 <= len(words) <= 5 and letters and not _FIRM.search(name) and words[-1][0].isupper() else ""


def _topic(case: Case) -> str:
    """Return the sender's concern in their own words, unless it speaks of you or me, which would turn round."""
    replies = languages.get(case.lang).replies()
    view = case.body.view
    for start, end in case.body.sentences:
        for pattern in replies.topics:
            match = re.search(pattern, view[start:end])
            if match and not re.search(replies.personal, match.group("topic"), re.I):
                return " ".join(match.group("topic").split())
    return ""


def _quotable(subject: str) -> bool:
    """Say whether a subject names a matter: some plain words, no greeting, mark of an answer, or slot."""
    odd = re.search(
        r"[„“”\"»«{}\[\]<>%$!?:@]|^(?:hallo|hi|hello|hey|dear|sehr geehrte\w*|guten|re|aw|fwd?|wg)\b", subject, re.I
    )
    return 2 <= len(subject.split()) <= 8 and not odd


def wording(case: Case, brief: AnswerBrief, stand_ins: StandIns) -> Generator[Prompt, Reply, tuple[Answer, str, str]]:
    """Yield the prompt for an answer; return the answer, who worded it, and a remark for the reader.

    Where the model fails, or its words are cut or have findings, the composer's stand; where those do, they do without the
    sender's own words, which may be what is found.
    """
    message = case.message or Message("")
    remark = ""
    try:
        reply = yield prompts.answer(brief, message, case.policy, stand_ins)
        words = stand_ins.named(reading.words(reply.text, whole=reply.model == OFFLINE))
        if words.cut or reply.finish == "length":
            raise reading.UnreadableError(f"The end of {reply.model}'s answer is missing.")
        answer = checked(case, brief, words)
        if not _faulty(answer):
            return answer, reply.model, ""
        if reply.model != OFFLINE:
            match = answer.findings[0].match
            why = f"of “{match}” ({answer.findings[0].card})" if match else f"it breaks {answer.findings[0].card}"
            remark = f"The wording of {reply.model} was not used, because {why}; the composer's stands."
    except (ModelError, reading.UnreadableError) as fault:
        remark = f"The composer words the reply. {fault}"
    return composed(case, brief), OFFLINE, remark


def composed(case: Case, brief: AnswerBrief) -> Answer:
    """Return the composer's answer, without the sender's own words where they are what is found."""
    for each in (brief, replace(brief, topic="", quoted="")):
        answer = checked(case, each, reading.Words("", worded(each).body, whole=True))
        if not answer.findings:
            break
    return answer


def _faulty(answer: Answer) -> bool:
    return any(finding.level != "suggestion" for finding in answer.findings)


def checked(case: Case, brief: AnswerBrief, words: reading.Words) -> Answer:
    """Return the answer with what the cards say of it: it is held to the same rules as any other draft.

    Raises UnreadableError where nothing is left of a model's words without the sentences that hold addresses.
    """
    body = words.body if words.whole else framed_answer(brief, without_addresses(bare(words.body), brief.own))
    # the subject repeats the sender's own
    as_reply = case._replace(body=text.parse(body), subject=text.plain(""), stage="reply", answering=brief)
    return Answer(brief.kind, case.lang, brief.register, subject(brief), body, cards.judge(as_reply).findings)


def without_addresses(words: str, own: str = "") -> str:
    """Return words without the sentences that hold a link, an address or a number that is not the user's own.

    A stranger's must not go back as if it were the user's. Raises UnreadableError where nothing is left.
    """
    view = text.plain(words).view
    found = [match.start() for match in _ADDRESS.finditer(view) if match[0].strip("<>.,;") not in own]
    if not found:
        return words
    paragraphs = []
    for start, end in ((match.start(), match.end()) for match in re.finditer(r"[^\n]+", view)):
        kept = [view[a:b] for a, b in text.sentences(view, (start, end)) if not any(a <= at < b for at in found)]
        paragraphs += [" ".join(kept)] if kept else []
    if not paragraphs:
        raise reading.UnreadableError("The answer is nothing but addresses.")
    return "\n\n".join(paragraphs)
