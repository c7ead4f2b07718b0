"""A received message into a verdict with its reasons, and the answer to send; a generator, like drafting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator
from dataclasses import dataclass, replace

from knigge import cards, channels, languages, prompts, text
from knigge.cards.compile import scanner
from knigge.cards.judges import JUDGES
from knigge.domain import (
    Answer,
    AnswerBrief,
    Case,
    Critique,
    Message,
    Policy,
    Profile,
    Prompt,
    Reason,
    Register,
    Reply,
    Report,
    Stage,
    Verdict,
)
from knigge.errors import SettingsError
from knigge.matching import Expression, ExpressionError, compiled
from knigge.text.language import detect

Flow = Generator[Prompt, Reply, Critique]

# What a sign or a finding counts for; a policy's `weights` are laid over it. `missing-...` is the absence of a sign.
WEIGHTS: dict[str, int] = {
    "what": 2, "why_me": 3, "common_ground": 2, "who": 1, "thanks": 1, "please": 1, "way_out": 1, "pitch": -5,
    "missing-text": -1, "missing-what": -1, "missing-why_me": -2, "missing-who": -1,
    "no-fraud": -20, "no-instructions-to-machines": -4, "no-disguised-sales": -4, "no-fake-reply": -3,
    "no-instant-meeting": -4, "no-false-urgency": -2, "no-mass-mail": -1, "be-friendly": -2, "no-profile-flattery": -1, "research-first": -1,
    "no-hunter-gatherer": -1, "no-blind-referral-ask": -1, "no-empty-synergy": -1, "no-fake-familiarity": -1,
    "mutual-benefit": -1,
}  # fmt: skip
_TO_IGNORE = "no-fraud"
_TO_MACHINES = "no-instructions-to-machines"
_ORDER = {"connection-request": ("why_me", "what", "who"), "": ("what", "why_me", "who")}
_FIRM = re.compile(r"\b(?:gmbh|ag|kg|inc|ltd|llc|a/s|e\.v|name|your|dein|ihr|my|mein)\b|[\[{<(]", re.I)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants otherwise than the program would do: another verdict, in another's name."""

    verdict: Verdict | None = None
    on_behalf_of: str = ""


def critiquing(
    message: Message,
    policy: Policy,
    profile: Profile | None,
    wish: Wish,
    stage: Stage | None = None,
    lang: str = "",
) -> Flow:
    """Weigh the message; yield the prompt for the answer, receive it, and return the critique with it.

    Spam and fraud get no answer, so no prompt is yielded for them.
    """
    refuse_skippable(policy)
    case = case_of(message, policy, profile, stage, lang)
    report = _without_machine_talk(case, cards.judge(case, message.path))
    reasons = weigh(report, policy, bool(message.text.strip()))
    verdict = wish.verdict or decide(report, reasons, policy)
    if verdict == "ignore":
        return Critique(message, verdict, reasons, report, None)
    brief = answer_brief(case, report, reasons, verdict, profile, wish)
    answer = _checked(case, brief, (yield prompts.answer(brief)))
    if answer.findings and (brief.topic or brief.quoted):  # the sender's own words may be what is found
        answer = _checked(case, brief, (yield prompts.answer(replace(brief, topic="", quoted=""))))
    return Critique(message, verdict, reasons, report, answer)


def refuse_skippable(policy: Policy) -> None:
    """Raise SettingsError for a weight on a rule that backtracks.

    Such a rule has a time limit, so that a sender could have it skipped, and turn the verdict, by a text that takes long.
    """
    packs = tuple(policy.packs.items())
    for rule in scanner("en", packs).rules if policy.weights and packs else ():
        if rule.card.pack and policy.weights.get(rule.card.id) and any(map(_backtracks, rule.all_expressions())):
            raise SettingsError(
                f"weights.{rule.card.id}: the rule has look-around or a back-reference, so that a long text may make it be "
                "skipped, and no verdict may rest on it. Take the weight away, or write the rule without."
            )


def _backtracks(expression: Expression) -> bool:
    try:
        compiled(expression.exact)
    except ExpressionError:
        return True
    return False


def case_of(message: Message, policy: Policy, profile: Profile | None, stage: Stage | None, lang: str) -> Case:
    """Return the case that a received message makes; what is not told is read off it."""
    body = text.parse(message.text)
    subject = text.plain(message.subject)
    language = languages.get(lang or detect(f"{body.view} {subject.view}"))
    channel = channels.get(message.channel or "email")
    return Case(
        body=body,
        subject=subject,
        lang=language.code,
        locale=language.locale_of(body.view, lang),
        channel=channel.id,
        stage=stage or channel.stage,
        policy=policy,
        message=message,
        profile=profile,
    )


def _without_machine_talk(case: Case, report: Report) -> Report:
    """Take away the good signs of paragraphs that address a machine: they are not meant for the reader."""
    borders = [match.end() for match in re.finditer(r"\n[ \t]*\r?\n", case.body.raw)]
    tainted = {
        bisect_right(borders, f.start)
        for f in report.findings
        if f.card == _TO_MACHINES and f.part == "body" and f.start is not None
    }
    kept = (
        e
        for e in report.evidence
        if e.sign == "pitch" or e.part != "body" or bisect_right(borders, e.start) not in tainted
    )
    return replace(report, evidence=tuple(kept))


def _addresses_machines(report: Report) -> bool:
    return any(f.card == _TO_MACHINES for f in report.findings)


def weigh(report: Report, policy: Policy, has_text: bool) -> tuple[Reason, ...]:
    """Return the reasons for and against, the weightiest first; each sign and each card counts once."""
    table = {**WEIGHTS, **policy.weights}
    reasons: dict[str, Reason] = {}
    for e in report.evidence:
        if e.sign in table:
            reasons.setdefault(e.sign, Reason(e.sign, table[e.sign], e.part, e.start, e.end, e.text))
    for f in report.findings:
        if f.card in table and f.level != "suggestion" and f.start is not None:
            reasons.setdefault(f.card, Reason(f.card, table[f.card], f.part, f.start, f.end, f.match, "card"))
    signs = report.signs()
    absent = {
        "text": not has_text,
        "what": has_text and not signs & {"what", "ask", "pitch"},
        "why_me": has_text and not signs & {"why_me", "common_ground"},
        "who": has_text and "who" not in signs,
    }
    found = [*reasons.values(), *(_lack(name, table) for name, lacking in absent.items() if lacking)]
    return tuple(sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.start or 0, r.name)))


def _lack(name: str, table: dict[str, int]) -> Reason:
    return Reason(f"missing-{name}", table[f"missing-{name}"], "body", None, None, "")


def decide(report: Report, reasons: tuple[Reason, ...], policy: Policy) -> Verdict:
    """Return the verdict: fraud is ignored, much against is declined, and only what is clear is accepted.

    Thin evidence means asking back. A message that orders a machine about is never accepted.
    """
    names = {reason.name for reason in reasons}
    total = sum(reason.weight for reason in reasons)
    if _TO_IGNORE in names:
        return "ignore"
    if total <= policy.decline_from:
        return "decline"
    clear = not names & {"missing-text", "missing-what", "missing-why_me"}
    if clear and total >= policy.accept_from and not _addresses_machines(report):
        return "accept"
    return "ask_back"


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
    return AnswerBrief(
        verdict=verdict,
        language=case.locale,
        register=_register(case),
        to=_person(message.sender) or _signed(case),
        sender=profile.name if profile else _person(message.recipient),
        stage=case.stage,
        subject=message.subject,
        missing=_missing(case, reasons) if verdict == "ask_back" else "",
        topic="" if _addresses_machines(report) else _topic(case),
        quoted=message.subject if _quotable(message.subject) and not _addresses_machines(report) else "",
        on_behalf_of=wish.on_behalf_of,
        invites=bool(re.search(languages.get(case.lang).replies().invitation, case.body.view, re.I)),
    )


def _missing(case: Case, reasons: tuple[Reason, ...]) -> str:
    """Return what to ask back for: the sign that is missing, and where a job is hinted at, which one it is."""
    missing = {reason.name.removeprefix("missing-") for reason in reasons if reason.name.startswith("missing-")}
    if missing & {"what", "why_me"} and re.search(languages.get(case.lang).replies().job, case.body.view, re.I):
        return "job"
    return next((sign for sign in ("text", *_ORDER.get(case.stage, _ORDER[""])) if sign in missing), "")


def _register(case: Case) -> Register:
    """Return the form of address that the message uses; a stranger's unclear one is answered formally."""
    found = [form for _, form in languages.get(case.lang).registers(case.body.view, case.body.sentences)]
    if found:
        return "informal" if found.count("informal") > found.count("formal") else "formal"
    greeting = case.body.parts.greeting
    casual = greeting and re.match(r"(?:hi|hey)\b", case.body.view[greeting[0] : greeting[1]], re.I)
    return "informal" if casual and case.lang == "en" else "formal"


def _signed(case: Case) -> str:
    """Return the person's name that the message is signed with, "" for none that is sure."""
    names = [case.body.view[slice(*hit.span)] for hit in JUDGES["full_name"](case) if hit.span]
    return _person(names[0]) if names and not any(word.isupper() for word in names[0].split()) else ""


def _person(name: str) -> str:
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


def _checked(case: Case, brief: AnswerBrief, reply: Reply) -> Answer:
    """Return the answer with what the cards say of it: it is held to the same rules as any other draft."""
    body = text.parse(reply.draft.body)
    # the subject repeats the sender's own
    as_reply = case._replace(body=body, subject=text.plain(""), stage="reply", answering=brief)
    return Answer(case.lang, brief.register, reply.draft.subject, reply.draft.body, cards.judge(as_reply).findings)
