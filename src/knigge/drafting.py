"""A brief into an outcome: ask, check, ask again; a generator, so that everybody drives the very same lines."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from knigge import cards, channels, fixing, languages, prompts, reading, text
from knigge.cards.judges.barred import CARD as BARRED
from knigge.domain import Attempt, Brief, Case, Draft, Outcome, Policy, Prompt, Reply, Report, Stage, Usage
from knigge.errors import ModelError
from knigge.models import OFFLINE
from knigge.models.composer.frame import bare, framed
from knigge.prompts import Task
from knigge.standins import StandIns
from knigge.text.language import other_language

Flow = Generator[Prompt, Reply, Outcome]
# A word long enough to tell something.
_LONG = re.compile(r"[^\W\d_]{4,}")


def drafting(brief: Brief, policy: Policy, stage: Stage | None = None, redact: bool = False) -> Flow:
    """Yield prompts, receive replies, and return the best attempt, ready or not.

    A draft with errors goes back with its findings, at most `policy.max_repairs` times; a model that answers with
    the same words again is not asked a third time. Where a budget is used up, or the model fails later on, the best attempt
    so far is returned, and says why.
    redact: names become stand-ins on the way to the model, and names again on the way back.
    Raises ModelError where the model fails before it gave anything, or gave nothing that can be used.
    """
    task = Task(brief, stage or stage_of(brief), policy, _stand_ins(brief) if redact else StandIns())
    attempts: list[Attempt] = []
    models: list[str] = []
    prompt, rounds = prompts.first(task), 1
    while True:
        try:
            reply = yield replace(prompt, seconds=_left(policy, attempts))
        except ModelError as fault:
            if not attempts:
                raise
            return _outcome(task, attempts, models, str(fault))
        models.append(reply.model)
        earlier = {attempt.answer for attempt in attempts}
        attempts += _attempts(task, prompt, reply)
        over = any(map(_settled, attempts)) or reply.text in earlier or rounds > policy.max_repairs
        if over or (stopped := spent(policy, attempts)):
            return _outcome(task, attempts, models, "" if over else stopped)
        rounds += 1
        prompt = prompts.repair(task, *_to_mend(task, attempts), rounds)


def _attempts(task: Task, prompt: Prompt, reply: Reply) -> Iterator[Attempt]:
    """Yield what each candidate of a reply comes to; the first one carries what the reply cost."""
    for place, answer in enumerate((reply.text, *reply.others)):
        attempt = _attempt(task, answer, reply)
        cost = (reply.usage, reply.seconds) if place == 0 else (Usage(cost=0.0), 0.0)
        yield replace(
            attempt, prompt=f"{prompt.id}@{prompt.version}", round=prompt.attempt, usage=cost[0], seconds=cost[1]
        )


def _attempt(task: Task, answer: str, reply: Reply) -> Attempt:
    """Return the draft that an answer comes to, its safe fixes made, with what the cards say of it."""
    try:
        words = task.stand_ins.named(reading.words(answer, whole=reply.model == OFFLINE))
    except reading.UnreadableError as unreadable:
        return Attempt(answer, Draft("", ""), None, "", str(unreadable))
    brief, policy = task.brief, task.policy
    limit = channels.get(brief.channel).limit(brief.sender.plan, policy)
    inner = words.body if words.whole else bare(words.body)
    body = inner if words.whole else framed(brief, inner, limit)
    subject = words.subject if channels.get(brief.channel).subject != "none" else ""
    draft, report = _mended(task, Draft(subject, body), words.rests_on)
    fault = "The end of the answer is missing." if words.cut or reply.finish == "length" else ""
    return Attempt(answer, draft, report, "", fault or ("" if words.whole else _fault(task, draft, inner)))


def _fault(task: Task, draft: Draft, words: str) -> str:
    """Return why a model's words can be no draft whatever the cards say, "" for nothing."""
    brief = task.brief
    if not re.search(r"[^\W\d_]", words):
        return "The draft holds no text between greeting and closing."
    if other_language(words, brief.lang):
        return f"The draft is not in {languages.get(brief.lang).name}, the language of the brief."
    given = [field for field in (brief.reason, brief.why_you, brief.ask, brief.offer) if _LONG.search(field)]
    if given and all(_left_out(field, draft) for field in given):
        return "The draft says nothing of what the brief is about."
    if stand_in := task.stand_ins.left_over(f"{draft.subject} {draft.body}"):
        return f"{stand_in} stands for no name; use only those of the brief."
    return ""


def _mended(task: Task, draft: Draft, rests_on: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Draft, Report]:
    """Return a draft with its safe fixes made, and what the cards then say of it."""
    report = review(task.brief, draft, task.policy, task.stage, rests_on)
    subject = fixing.apply(draft.subject, fixing.safe_edits(report, {"subject": 0}))
    body = fixing.apply(draft.body, fixing.safe_edits(report, {"body": 0}))
    if (subject, body) != (draft.subject, draft.body):
        draft = Draft(subject, body)
        report = review(task.brief, draft, task.policy, task.stage, rests_on)
    return draft, report


def _settled(attempt: Attempt) -> bool:
    """Say whether a draft is ready, or would be for another reader: no wording mends whom it goes to."""
    errors = (
        {finding.card for finding in attempt.report.findings if finding.level == "error"} if attempt.report else {""}
    )
    return attempt.ready or (errors == {BARRED} and not attempt.fault)


def _to_mend(task: Task, attempts: list[Attempt]) -> tuple[Draft, list[str]]:
    """Return the best words so far, as the model wrote them, and what is wrong with them."""
    best = _best(attempts)
    remarks = [f"{best.fault} Write it anew."] if best.fault else []
    if best.report is None:
        return best.draft, remarks
    remarks += prompts.findings_as_remarks(best.report.findings, task.policy.repair_warnings)
    return replace(best.draft, body=bare(best.draft.body)), remarks


def _best(attempts: list[Attempt]) -> Attempt:
    """Return the attempt with the fewest errors, then warnings; a whole one before a cut one, and both before none."""

    def rank(attempt: Attempt) -> tuple[int, ...]:
        return (
            attempt.report is None,
            bool(attempt.fault),
            *(attempt.report.counts.values() if attempt.report else ()),
        )

    return min(attempts, key=rank)


def _outcome(task: Task, attempts: list[Attempt], models: list[str], stopped: str) -> Outcome:
    best = _best(attempts)
    if best.report is None:
        raise ModelError(
            f"{models[-1]} gave no usable answer in {len(attempts)} attempt{'s' * (len(attempts) > 1)}. {best.fault} "
            "Try again, or name another model.",
            raw=best.answer,
        )
    usage = sum((attempt.usage for attempt in attempts), Usage(cost=0.0))
    gaps = missing(task.brief, best.draft, best.report)
    return Outcome(task.brief, best.draft, best.report, gaps, tuple(attempts), models[-1], usage, best.fault, stopped)


def spent(policy: Policy, attempts: list[Attempt]) -> str:
    """Return which budget of the policy the attempts have used up, or can't be kept, "" for none."""
    usage = sum((attempt.usage for attempt in attempts), Usage(cost=0.0))
    if policy.max_cost and usage.cost is None:
        return "What this costs is unknown, so max_cost can't be kept: give the model's price under [prices]."
    if policy.max_tokens and not usage.input_tokens:
        return "The model does not tell its tokens, so max_tokens can't be kept."
    used = {
        "calls": (usage.calls, policy.max_calls),
        "tokens": (usage.input_tokens + usage.output_tokens, policy.max_tokens),
        "cost": (usage.cost or 0.0, policy.max_cost),
        "seconds": (sum(attempt.seconds for attempt in attempts), policy.max_seconds),
    }
    return next(
        (
            f"The budget of {most:g} {name} is used up."
            for name, (so_far, most) in used.items()
            if most and so_far >= most
        ),
        "",
    )


def _left(policy: Policy, attempts: list[Attempt]) -> float:
    """Return the seconds that are left of the budget, 0 where there is none."""
    if not policy.max_seconds:
        return 0.0
    return max(policy.max_seconds - sum(attempt.seconds for attempt in attempts), 0.001)


def _stand_ins(brief: Brief) -> StandIns:
    between = [ground.name for ground in brief.common_ground if ground.kind == "mutual_contact"]
    people = (brief.sender, brief.recipient)
    return StandIns([*(person.name for person in people), *between], [person.organisation for person in people])


def review(
    brief: Brief,
    draft: Draft,
    policy: Policy,
    stage: Stage,
    rests_on: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Report:
    """Return what the cards say of a draft, with its brief in view, and what its writer says that it rests on."""
    case = Case(
        body=text.parse(draft.body),
        subject=text.plain(draft.subject),
        lang=brief.lang,
        locale=brief.language,
        channel=brief.channel,
        stage=stage,
        policy=policy,
        brief=brief,
        rests_on=rests_on,
    )
    return cards.judge(case)


def stage_of(brief: Brief) -> Stage:
    """Return the stage that a brief's intent and channel imply."""
    return "follow-up" if brief.intent == "follow-up" else channels.get(brief.channel).stage


def missing(brief: Brief, draft: Draft, report: Report) -> tuple[str, ...]:
    """Return the fields that a reader of the draft would miss: the brief leaves them empty, or there was no room."""
    if report.stage == "occasion":
        return () if brief.why_you else ("why_you",)
    personal = bool(report.signs() & {"why_me", "common_ground"})
    sender, recipient = brief.sender, brief.recipient
    lacks = {
        "why_you": not (personal or brief.why_you or brief.common_ground),
        "common_ground": not (personal or brief.why_you or brief.common_ground),
        "ask": not brief.ask and brief.intent not in ("thanks", "networking"),
        "sender.role": not (sender.role or sender.organisation or sender.positioning),
        "sender.contact": channels.get(brief.channel).contact and not sender.contact.lines(),
        "recipient.salutation": languages.get(brief.lang).needs_form
        and brief.register == "formal"
        and not recipient.salutation,
    }
    left_out = [field for field in ("why_you", "ask", "offer") if _left_out(getattr(brief, field), draft)]
    return tuple(dict.fromkeys([*(field for field, lacking in lacks.items() if lacking), *left_out]))


def _left_out(given: str, draft: Draft) -> bool:
    """Say whether a draft holds none of the longer words of a field."""
    words = _LONG.findall(given)
    return bool(words) and not any(word in draft.body for word in words)
