"""A brief into an outcome: ask, check, ask again; a generator, so that everybody drives the very same lines."""

from __future__ import annotations

import re
from collections.abc import Generator

from knigge import cards, channels, prompts, text
from knigge.domain import Attempt, Brief, Case, Draft, Outcome, Policy, Prompt, Reply, Report, Stage, Usage

Flow = Generator[Prompt, Reply, Outcome]


def drafting(brief: Brief, policy: Policy, stage: Stage | None = None) -> Flow:
    """Yield prompts, receive replies, and return the best attempt, ready or not.

    A draft with errors goes back with its findings, at most `policy.max_repairs` times; a model that answers with
    the same words again is not asked a third time.
    """
    stage = stage or stage_of(brief)
    attempts: list[Attempt] = []
    usage = Usage(cost=0.0)
    prompt = prompts.first(brief, stage, policy)
    while True:
        reply = yield prompt
        usage += reply.usage
        repeated = bool(attempts) and attempts[-1].draft == reply.draft
        attempts.append(Attempt(reply.draft, review(brief, reply.draft, policy, stage)))
        last = attempts[-1]
        if last.report.ready or repeated or len(attempts) > policy.max_repairs:
            best = min(attempts, key=lambda attempt: tuple(attempt.report.counts.values()))
            return Outcome(
                brief,
                best.draft,
                best.report,
                missing(brief, best),
                tuple(attempts),
                reply.model,
                usage,
            )
        prompt = prompts.repair(brief, stage, policy, last, len(attempts) + 1)


def review(brief: Brief, draft: Draft, policy: Policy, stage: Stage) -> Report:
    """Return what the cards say of a draft, with its brief in view."""
    case = Case(
        body=text.parse(draft.body),
        subject=text.plain(draft.subject),
        lang=brief.lang,
        locale=brief.language,
        channel=brief.channel,
        stage=stage,
        policy=policy,
        brief=brief,
    )
    return cards.judge(case)


def stage_of(brief: Brief) -> Stage:
    """Return the stage that a brief's intent and channel imply."""
    return "follow-up" if brief.intent == "follow-up" else channels.get(brief.channel).stage


def missing(brief: Brief, attempt: Attempt) -> tuple[str, ...]:
    """Return the fields that a reader of the draft would miss: the brief leaves them empty, or there was no room."""
    if attempt.report.stage == "occasion":
        return () if brief.why_you else ("why_you",)
    personal = bool(attempt.report.signs() & {"why_me", "common_ground"})
    letter = channels.get(brief.channel).form == "letter"
    sender, recipient = brief.sender, brief.recipient
    lacks = {
        "why_you": not (personal or brief.why_you or brief.common_ground),
        "common_ground": not (personal or brief.why_you or brief.common_ground),
        "ask": not brief.ask and brief.intent not in ("thanks", "networking"),
        "sender.role": not (sender.role or sender.organisation or sender.positioning),
        "sender.contact": letter and not sender.contact.lines(),
        "recipient.salutation": brief.lang == "de" and brief.register == "formal" and not recipient.salutation,
    }
    left_out = [field for field in ("why_you", "ask", "offer") if _left_out(getattr(brief, field), attempt.draft)]
    return tuple(dict.fromkeys([*(field for field, lacking in lacks.items() if lacking), *left_out]))


def _left_out(given: str, draft: Draft) -> bool:
    """Say whether a draft holds none of the longer words of a field."""
    words = re.findall(r"[^\W\d_]{4,}", given)
    return bool(words) and not any(word in draft.body for word in words)
