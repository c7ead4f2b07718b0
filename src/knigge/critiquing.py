"""A received message into a verdict with its reasons, and the answer to send; a generator, like drafting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator
from dataclasses import replace
from typing import NamedTuple

from knigge import cards, channels, languages, plugins, text
from knigge.answering import TO_MACHINES, Wish, addresses_machines, answer_brief, composed, person, signed, wording
from knigge.cards.compile import scanner
from knigge.domain import (
    Case,
    Critique,
    Message,
    Opinion,
    Policy,
    Profile,
    Prompt,
    Reason,
    Reply,
    Report,
    Stage,
    Verdict,
    Weighing,
)
from knigge.errors import ModelError, SettingsError
from knigge.matching import Expression, ExpressionError, compiled
from knigge.rereading import second_reading
from knigge.standins import StandIns
from knigge.text.language import detect, read

Flow = Generator[Prompt, Reply, Critique]

# What a sign or a finding counts for; a policy's `weights` are laid over it. `missing-...` is the absence of a sign.
WEIGHTS: dict[str, int] = {
    "what": 2, "why_me": 3, "common_ground": 2, "who": 1, "thanks": 1, "please": 1, "way_out": 1, "pitch": -5,
    "bulk": -3, "not_to_me": -1, "answers_elsewhere": -1,
    "missing-text": -1, "missing-what": -1, "missing-why_me": -2, "missing-who": -1,
    "no-fraud": -20, "no-instructions-to-machines": -4, "no-disguised-sales": -4, "no-fake-reply": -3,
    "no-instant-meeting": -4, "no-false-urgency": -2, "no-mass-mail": -1, "be-friendly": -2, "no-profile-flattery": -1, "research-first": -1,
    "no-hunter-gatherer": -1, "no-blind-referral-ask": -1, "no-empty-synergy": -1, "no-fake-familiarity": -1,
    "mutual-benefit": -1, "greeting": -1,
}  # fmt: skip
_TO_IGNORE = "no-fraud"
_BIAS = {"open": -1, "neutral": 0, "cautious": 1}
_SIZE = {"open": -1, "balanced": 0, "close": 1}


class Asked(NamedTuple):
    """What a model is asked for beside the wording of the answer, and whether it gets stand-ins for names."""

    second_reading: bool = False
    redact: bool = False


_NOTHING_MORE = Asked()


def critiquing(
    message: Message,
    policy: Policy,
    profile: Profile | None,
    wish: Wish,
    stage: Stage | None = None,
    lang: str = "",
    asked: Asked = _NOTHING_MORE,
) -> Flow:
    """Weigh the message; yield the prompt for the answer, receive it, and return the critique with it.

    No prompt is yielded for what gets no answer: spam and fraud, unless the policy answers all. What a model says in a
    second reading comes after the verdict and changes nothing of it.
    """
    refuse_skippable(policy)
    case = case_of(message, policy, profile, stage, lang)
    notes = () if lang else read(case.body.view)[1]
    report = _without_machine_talk(case, cards.judge(case, message.path, notes))
    reasons = weigh(report, policy, bool(message.text.strip()))
    verdict, weighing = decide(report, reasons, policy)
    if wish.verdict:
        verdict, weighing = wish.verdict, replace(weighing, decided_by="you")
    stand_ins = _stand_ins(case) if asked.redact else StandIns()
    opinions, remark, failed = (yield from _reread(case, stand_ins)) if asked.second_reading else ((), "", False)
    report = _noted(report, remark)
    if not _gets_answer(message, verdict, policy, wish):
        return Critique(message, verdict, reasons, weighing, report, None, opinions)
    brief = answer_brief(case, report, reasons, "decline" if verdict == "ignore" else verdict, profile, wish)
    if failed:  # it is not asked again
        return Critique(message, verdict, reasons, weighing, report, composed(case, brief), opinions)
    answer, model, remark = yield from wording(case, brief, stand_ins)
    return Critique(message, verdict, reasons, weighing, _noted(report, remark), answer, opinions, model)


def _reread(case: Case, stand_ins: StandIns) -> Generator[Prompt, Reply, tuple[tuple[Opinion, ...], str, bool]]:
    """Return the opinions of a second reading, a remark on it, and whether the model failed."""
    try:
        return (*(yield from second_reading(case, stand_ins)), False)
    except ModelError as fault:
        return (), f"There is no second reading, and the composer words the reply. {fault}", True


def _noted(report: Report, remark: str) -> Report:
    return replace(report, notes=(*report.notes, remark)) if remark else report


def _stand_ins(case: Case) -> StandIns:
    """Return stand-ins for who writes and who is written to, as far as message and profile name them."""
    message, profile = case.message or Message(""), case.profile
    people = [person(message.sender), signed(case), person(message.recipient), profile.name if profile else ""]
    return StandIns(people, [profile.organisation] if profile else [])


def refuse_skippable(policy: Policy) -> None:
    """Raise SettingsError for a weight on a rule that backtracks.

    Such a rule has a time limit, so that a sender could have it skipped, and turn the verdict, by a text that takes long.
    """
    packs = tuple(policy.packs.items())
    for rule in scanner("en", packs).rules if policy.weights and (packs or plugins.of("cards")) else ():
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
        if f.card == TO_MACHINES and f.part == "body" and f.start is not None
    }
    kept = (
        e
        for e in report.evidence
        if e.sign == "pitch" or e.part != "body" or bisect_right(borders, e.start) not in tainted
    )
    return replace(report, evidence=tuple(kept))


def weigh(report: Report, policy: Policy, has_text: bool) -> tuple[Reason, ...]:
    """Return the reasons for and against, the weightiest first; each sign and each card counts once."""
    table = {**WEIGHTS, **policy.weights}
    reasons: dict[str, Reason] = {}
    for e in report.evidence:
        if e.sign in table:
            reasons.setdefault(e.sign, Reason(e.sign, table[e.sign], e.part, e.start, e.end, e.text))
    for f in report.findings:
        if f.card in table and f.level != "suggestion":
            reasons.setdefault(f.card, Reason(f.card, table[f.card], f.part, f.start, f.end, f.match, "card"))
    signs = report.signs()
    absent = {
        "text": not has_text,
        "what": has_text and not signs & {"what", "ask", "pitch"},
        "why_me": has_text and not signs & {"why_me", "common_ground"},
        "who": has_text and not signs & {"who", "name"},
    }
    found = [*reasons.values(), *(_lack(name, table) for name, lacking in absent.items() if lacking)]
    return tuple(sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.start or 0, r.name)))


def _lack(name: str, table: dict[str, int]) -> Reason:
    return Reason(f"missing-{name}", table[f"missing-{name}"], "body", None, None, "")


def decide(report: Report, reasons: tuple[Reason, ...], policy: Policy) -> tuple[Verdict, Weighing]:
    """Return the verdict and what decided it: fraud is ignored, much against is declined, only what is clear accepted.

    Thin evidence means asking back. A message that orders a machine about is never accepted.
    """
    names = {reason.name for reason in reasons}
    weighing = Weighing(sum(reason.weight for reason in reasons), *thresholds(policy), "sum")
    if _TO_IGNORE in names:
        return "ignore", replace(weighing, decided_by="fraud")
    if weighing.total <= weighing.decline_from:
        return "decline", weighing
    if names & {"missing-text", "missing-what", "missing-why_me"}:
        return "ask_back", replace(weighing, decided_by="lacking")
    if addresses_machines(report):
        return "ask_back", replace(weighing, decided_by="machine")
    if weighing.total >= weighing.accept_from:
        return "accept", weighing
    return "ask_back", replace(weighing, decided_by="thin")


def thresholds(policy: Policy) -> tuple[int, int]:
    """Return from how many points a message is accepted, and from how few it is declined.

    They are the policy's numbers; a bias moves both by a point, and the size of network that the user wants the first.
    """
    bias = _BIAS[policy.bias]
    return policy.accept_from + bias + _SIZE[policy.network_size], policy.decline_from + bias


def _gets_answer(message: Message, verdict: Verdict, policy: Policy, wish: Wish) -> bool:
    """Say whether a reply is drafted; what the reader decided for this message goes before the policy."""
    if verdict == "ignore":
        return policy.answer == "all" and wish.verdict is None
    return bool(wish.verdict or message.text.strip()) or policy.answer != "only_with_note"
