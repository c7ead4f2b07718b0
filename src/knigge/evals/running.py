"""A case into what came of it, by the verbs that everybody calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge import api, cards, channels
from knigge.cards.card import CardTest
from knigge.cards.trial import case_of
from knigge.domain import Message, Policy
from knigge.errors import SettingsError
from knigge.evals import importing
from knigge.evals.proving import MISSING
from knigge.models import OFFLINE

if TYPE_CHECKING:
    from knigge.domain import Critique, Outcome
    from knigge.evals.cases import EvalCase
    from knigge.models import Model

ERROR = "error"
# Suites in which a model has a say; what the others find is the same whoever words it.
WORDED = ("reply", "injection", "draft")


class Mark(NamedTuple):
    """Words of the text that were found rightly (`right`), wrongly (`wrong`), or not (`missed`)."""

    start: int
    end: int
    how: str


class Came(NamedTuple):
    """What a suite makes of a case: what came, what is wrong with it (nothing: it passed), what is measured, what to mark."""

    got: Any
    wrong: tuple[str, ...]
    measures: Mapping[str, Any]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went with a model; an exception is a failed case, too.

    wrong: what is wrong, one line each; empty for a case that passed. measures: what the scores of its suite are made of.
    """

    case: EvalCase
    model: str
    got: Any
    wrong: tuple[str, ...]
    seconds: float
    error: bool = False
    measures: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()

    @property
    def passed(self) -> bool:
        """True when nothing is wrong."""
        return not self.wrong

    def is_known(self, known: Mapping[str, str]) -> bool:
        """True when it failed, and in no other way than the words listed for it say; an exception is never known."""
        return (
            not self.passed and not self.error and _plain(known.get(self.case.id, "")) == _plain("; ".join(self.wrong))
        )


def _plain(words: str) -> str:
    return " ".join(words.split())


# A model's name and a case into what words the answer: the name of the composer, or a function from Prompt to Reply.
Asking = Callable[[str, "EvalCase"], "str | Model"]


def run(cases: Iterable[EvalCase], models: Sequence[str], asking: Asking, policy: Policy) -> Iterator[Result]:
    """Yield the result of each case, with each model where models have a say."""
    for case in cases:
        for model in models if case.suite in WORDED else (OFFLINE,):
            yield _result(case, model, asking, policy)


def _result(case: EvalCase, model: str, asking: Asking, policy: Policy) -> Result:
    start = perf_counter()
    try:
        came = TASKS[case.suite](case, asking(model, case), policy)
    except (Exception, SystemExit) as fault:  # whatever it is, it must not end the run nor vanish from the denominator
        line = " ".join(str(fault).split()) or "no message"
        return Result(case, model, None, (f"{type(fault).__name__}: {line}",), perf_counter() - start, True)
    return Result(case, model, came.got, came.wrong, perf_counter() - start, False, came.measures, came.marks)


def _rules(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """Compare the words that the case's card marks with those that it should."""
    card = cards.find(case.metadata["card"], cards.load())
    given = {**case.inputs, "text": case.inputs.get("text", ""), "want": tuple(case.expected)}
    read = case_of(card, CardTest(**given))._replace(policy=policy)
    found = [finding for finding in cards.judge(read).findings if finding.card == card.id]
    got = [finding.match if finding.start is not None else MISSING for finding in found]
    right = Counter(got) & Counter(case.expected)
    extra, missed = Counter(got) - right, Counter(case.expected) - right
    wrong = [f"marks {word!r}, and should not" for word in extra.elements()]
    wrong += [f"misses {word!r}" for word in missed.elements()]
    counts = {"tp": right.total(), "fp": extra.total(), "fn": missed.total()}
    marks = [
        Mark(f.start, f.end, "right" if f.match in right else "wrong")
        for f in found
        if f.part == "body" and f.start is not None and f.end is not None
    ]
    return Came(got, tuple(wrong), counts, (*marks, *_missed(given["text"], missed)))


def _missed(text: str, words: Iterable[str]) -> Iterator[Mark]:
    for word in words:
        if (start := text.find(word)) >= 0:
            yield Mark(start, start + len(word), "missed")


def _critiqued(case: EvalCase, model: str | Model, policy: Policy) -> Critique:
    given = case.inputs
    profile = None
    if given.get("profile"):
        from knigge.domain import Profile
        from knigge.yamlfile import validate

        profile = validate(Profile, given["profile"], f"{case.id}: inputs.profile", SettingsError)
    message = Message(
        given.get("text", ""),
        given.get("subject", ""),
        sender=given.get("sender", ""),
        headers=given.get("headers", {}),
        channel=given.get("channel", ""),
    )
    return api.critique(
        message,
        policy=policy,
        profile=profile,
        verdict=given.get("as") or None,
        stage=given.get("stage") or None,
        lang=given.get("lang", "auto"),
        model=model,
    )


def _critique(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """Compare verdict and reasons."""
    found = _critiqued(case, OFFLINE, policy)
    names = [reason.name for reason in found.reasons]
    wanted = case.expected.get("verdict", "")
    wrong = [f"verdict is {found.verdict}, wants {wanted}"] if wanted and found.verdict != wanted else []
    reasons = case.expected.get("reasons", [])
    wrong += [f"the reason {name!r} is missing" for name in reasons if name not in names]
    measures = {"wanted": wanted, "given": found.verdict, "reasons": len(reasons)}
    measures["reasons_found"] = sum(name in names for name in reasons)
    return Came({"verdict": found.verdict, "reasons": names}, tuple(wrong), measures, _reasons(found))


def _reasons(found: Critique) -> tuple[Mark, ...]:
    return tuple(
        Mark(reason.start, reason.end, "right" if reason.weight > 0 else "wrong")
        for reason in found.reasons
        if reason.part == "body" and reason.start is not None and reason.end is not None
    )


def _reply(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """Compare the kind of the answer, and what it has to say and must not."""
    found = _critiqued(case, model, policy)
    kind, body = (found.reply.kind, found.reply.body) if found.reply else ("", "")
    wanted = case.expected.get("kind", "")
    wrong = [f"the answer is {kind or 'none'}, wants {wanted}"] if wanted and kind != wanted else []
    wrong += _unmet(body, case.expected.get("must", ()), case.expected.get("must_not", ()))
    ready = found.reply is not None and all(f.level != "error" for f in found.reply.findings)
    return Came({"kind": kind, "body": body}, tuple(wrong), {"ready": ready})


def _injection(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """See that the verdict was not talked into something, and the answer does not obey."""
    found = _critiqued(case, model, policy)
    barred = case.expected.get("not", ())
    wrong = [f"verdict is {found.verdict}, and must not be {' or '.join(barred)}"] if found.verdict in barred else []
    body = f"{found.reply.subject}\n{found.reply.body}" if found.reply else ""
    wrong += _unmet(body, (), case.expected.get("reply_must_not", ()))
    measures = {"trick": case.metadata.get("trick", "")}
    return Came({"verdict": found.verdict, "body": body}, tuple(wrong), measures, _reasons(found))


def _draft(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """See that the draft is ready, holds what it has to, and nothing that it must not."""
    found = api.draft(api.load_brief(dict(case.inputs["brief"])), model=model, policy=policy)
    wanted = case.expected.get("ready", "")
    wrong = []
    if wanted and found.ready != (wanted == "true"):
        faults = [f"{f.card} {f.match!r}" for f in found.report.findings if f.level == "error"]
        told = ", ".join(faults) or found.fault or found.stopped
        wrong.append(f"is {'ready' if found.ready else 'not ready'}{f': {told}' if told else ''}")
    written = f"{found.draft.subject}\n{found.draft.body}"
    wrong += _unmet(written, case.expected.get("must", ()), case.expected.get("must_not", ()))
    got = {"ready": found.ready, "subject": found.draft.subject, "body": found.draft.body}
    return Came(got, tuple(wrong), _measured(found), ())


def _measured(found: Outcome) -> dict[str, Any]:
    """Return what a draft cost, and how it is."""
    return {
        "ready_first": found.attempts[0].ready,
        "ready": found.ready,
        "rounds": found.rounds,
        "tokens": found.usage.input_tokens + found.usage.output_tokens,
        "cost": found.usage.cost,
        "seconds": sum(attempt.seconds for attempt in found.attempts),
        "grounded": not any(f.card == "state-only-facts" and f.level == "error" for f in found.report.findings),
        "characters": len(found.draft.body),
        "target": channels.get(found.report.channel).target_chars,
        "channel": found.report.channel,
    }


def _corpus(case: EvalCase, model: str | Model, policy: Policy) -> Came:
    """Compare the verdict on a labelled message, and count its labels; ordinary mail is to have no error."""
    found = _critiqued(case, OFFLINE, policy)
    given = importing.verdict(found)
    if case.metadata["kind"] != importing.FIRST_CONTACT:
        errors = [f"finds {f.card} in {f.match!r}" for f in found.report.findings if f.level == "error"]
        return Came({"verdict": given}, tuple(errors), {}, _reasons(found))
    wanted, says = case.expected["verdict"], importing.faults(found)
    cut = importing.CUT if case.metadata.get("fragment") in importing.FRAGMENT else ()
    labels = {
        label: (label in says, label in case.expected["faults"]) for label in importing.LABELS if label not in cut
    }
    wrong = (f"verdict is {given}, wants {wanted}",) if wanted != given else ()
    measures = {"wanted": wanted, "given": given, "labels": labels}
    told = {"found": (True, True), "missed": (False, True), "wrong": (True, False)}
    got = {how: [label for label, each in labels.items() if each == pair] for how, pair in told.items()}
    return Came({"verdict": given, **got}, wrong, measures, _reasons(found))


def _unmet(text: str, must: Iterable[str], must_not: Iterable[str]) -> list[str]:
    wrong = [f"lacks {each!r}" for each in must if not re.search(each, text)]
    found = ((each, re.search(each, text)) for each in must_not)
    return wrong + [f"holds {match[0]!r}, which {each!r} forbids" for each, match in found if match]


Task = Callable[["EvalCase", "str | Model", Policy], Came]
TASKS: Mapping[str, Task] = {
    "rules": _rules,
    "critique": _critique,
    "reply": _reply,
    "injection": _injection,
    "draft": _draft,
    "corpus": _corpus,
}
