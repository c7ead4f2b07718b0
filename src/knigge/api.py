"""The verbs: a brief into a draft, a text or profile into findings, a received message into a verdict and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from knigge import cards, channels, languages, text
from knigge.domain import AnswerKind, Case, Policy, Report, Stage, Verdict
from knigge.errors import KniggeError, SettingsError
from knigge.expecting import a_brief, a_message, expected, under
from knigge.matching import in_turn
from knigge.text.language import read

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from knigge.domain import Brief, Critique, Feedback, Message, Outcome, Profile
    from knigge.flow import Flow
    from knigge.models import Model

Word = TypeVar("Word")
Result = TypeVar("Result")

_MOST_CHARACTERS = 1_000_000


def check(
    body: str,
    *,
    subject: str = "",
    channel: str = "",
    lang: str = "auto",
    stage: Stage | None = None,
    policy: Policy | None = None,
    brief: Brief | None = None,
    headers: Mapping[str, str] | None = None,
    path: str = "",
    markup: text.Markup = "plain",
) -> Report:
    """Return what the cards say of a text that is being written.

    channel, lang: those of the brief where one is given, else e-mail and what the text shows (`auto`).
    brief: what the text was to say; without it the cards that compare the two are silent, which a note says.
    headers: of the mail that holds the text, by lower-case name; In-Reply-To or References makes it a reply, the name
        in From says who writes, and X-Knigge (`no-empty-synergy=no`) switches cards off. markup: `markdown` looks at the prose alone.
    Raises SettingsError for an unknown channel, language or stage, KniggeError for a text over a million characters.

    >>> report = check("Hallo Frau Amsel, es gibt wertvolle Synergien.", channel="linkedin-note")
    >>> [(f.card, f.match, f.start) for f in report.findings][0]
    ('no-empty-synergy', 'wertvolle Synergien', 26)
    >>> check("Hallo", channel="fax")
    Traceback (most recent call last):
    knigge.errors.SettingsError: No channel 'fax'. Known: email, ...
    """
    lang = a_brief(brief).language if brief is not None and lang == "auto" else lang
    medium = channels.get(channel or (a_brief(brief).channel if brief is not None else "email"))
    known = {
        "channel": medium.id,
        "stage": _known(stage, Stage, "stage") or (_answers(headers or {}) or medium.stage),
        "policy": under(policy),
        "brief": brief,
        "message": _with_headers(body, subject, headers) if headers else None,
    }
    with in_turn():
        case, notes = _case(body, subject, lang, markup, known)
        return cards.judge(case, path, notes if brief else (*notes, *NEEDS_BRIEF))


def _answers(headers: Mapping[str, str]) -> Stage | None:
    return "reply" if {"in-reply-to", "references"} & set(headers) else None


def _with_headers(body: str, subject: str, headers: Mapping[str, str]) -> Message:
    from knigge.domain import Message

    name, _, address = headers.get("from", "").partition("<")
    return Message(body, subject, sender=name.strip('" ') if address and "@" not in name else "", headers=headers)


async def acheck(
    body: str,
    *,
    subject: str = "",
    channel: str = "",
    lang: str = "auto",
    stage: Stage | None = None,
    policy: Policy | None = None,
    brief: Brief | None = None,
    headers: Mapping[str, str] | None = None,
    path: str = "",
    markup: text.Markup = "plain",
) -> Report:
    """Do what `check` does, in a thread, without keeping the event loop waiting.

    >>> import asyncio
    >>> asyncio.run(acheck("Guten Tag")) == check("Guten Tag")
    True
    """
    from asyncio import to_thread

    known = partial(check, subject=subject, channel=channel, lang=lang, stage=stage, policy=policy, brief=brief)
    return await to_thread(known, body, headers=headers, path=path, markup=markup)


NEEDS_BRIEF = ("Cards that need a brief (who is written to, and why) were silent.",)


def check_profile(
    profile: Profile | str,
    *,
    lang: str = "auto",
    policy: Policy | None = None,
    today: str = "",
    path: str = "",
    markup: text.Markup = "plain",
) -> Report:
    """Return what the cards say of your own profile: the nouns of a file, or the text as others read it.

    Findings on a `Profile` count in its `text()`. today: the day to judge it on (2026-03-31), by default this one.
    Raises SettingsError for an unknown language and for what is no day, KniggeError for a text over a million characters.

    >>> check_profile("The leading office for towers.").findings[0].match
    'leading office'
    >>> check_profile("Steeplejack", today="soon")
    Traceback (most recent call last):
    knigge.errors.SettingsError: today is 'soon'. Write a day such as 2026-03-31.
    """
    from datetime import date

    from knigge.domain import Profile

    today = _day(today or date.today().isoformat(), "today")
    fields = None if isinstance(profile, str) else expected(profile, Profile, "profile", "Or give its text.")
    _day(fields.updated if fields else "", "updated")
    body = fields.text() if fields else str(profile)
    known = {
        "channel": "profile",
        "stage": "profile",
        "policy": under(policy),
        "profile": fields,
        "today": today,
    }
    with in_turn():
        case, notes = _case(body, "", lang, markup, known)
        return cards.judge(case, path, notes)


def _case(
    body: str, subject: str, lang: str, markup: text.Markup, known: Mapping[str, Any]
) -> tuple[Case, tuple[str, ...]]:
    """Return the case that a text makes which its user is writing, and what is to be noted of its language."""
    _refuse_too_long(body)
    parsed = text.parse(body, markup, controls=True)
    code, notes = read(parsed.view) if lang == "auto" else (expected(lang, str, "lang"), ())
    language = languages.get(code)
    locale = language.locale_of(parsed.view, lang)
    return Case(
        parsed, text.plain(expected(subject, str, "subject")), language.code, locale, switchable=True, **known
    ), notes


def draft(
    brief: Brief,
    *,
    model: str | Model | BaseChatModel = "",
    policy: Policy | None = None,
    redact: bool = False,
    hear: Callable[[str], None] | None = None,
) -> Outcome:
    """Return a draft for `brief`, ready or not, with what the cards say of it.

    model: a name that `knigge.models.known()` lists, a chat model of LangChain's, or a function from Prompt to Reply; by
        default the policy's.
    redact: names become stand-ins on the way to a model and back. hear: is told a model's answer while it writes.
    Raises BriefError for a brief that lacks what every draft needs, ModelError for an unknown model, and one that fails
    before it gave a draft.

    >>> outcome = draft(load_brief("examples/briefs/email-researcher.de.yaml"))
    >>> outcome.ready, outcome.draft.subject
    (True, 'Ihr Aufsatz von 2023: eine Frage')
    >>> draft(outcome.brief, model="nobody")
    Traceback (most recent call last):
    knigge.errors.ModelError: No model 'nobody'. ...
    """
    from knigge.flow import drive

    flow, ask = _drafting(brief, model, policy, redact)
    return drive(flow, ask, hear)


async def adraft(
    brief: Brief, *, model: str | Model | BaseChatModel = "", policy: Policy | None = None, redact: bool = False
) -> Outcome:
    """Do what `draft` does, without keeping the event loop waiting.

    >>> import asyncio
    >>> asyncio.run(adraft(load_brief("examples/briefs/email-researcher.de.yaml"))).ready
    True
    """
    flow, ask = _drafting(brief, model, policy, redact)
    return await _awaited(flow, ask, isinstance(model, str))


def _drafting(
    brief: Brief, model: str | Model | BaseChatModel, policy: Policy | None, redact: bool
) -> tuple[Flow[Outcome], Model]:
    from knigge import models
    from knigge.drafting import drafting
    from knigge.parsing.briefs import from_values

    policy = under(policy)
    ask = models.of(model or policy.model, policy)
    return drafting(from_values(asdict(a_brief(brief)), registers=policy.registers), policy, redact=redact), ask


def critique(
    message: Message,
    *,
    policy: Policy | None = None,
    profile: Profile | None = None,
    verdict: Verdict | AnswerKind | None = None,
    on_behalf_of: str = "",
    stage: Stage | None = None,
    lang: str = "auto",
    model: str | Model | BaseChatModel = "offline",
    redact: bool = False,
) -> Critique:
    """Return a verdict on a received message, its reasons, and the reply to send.

    verdict: the reader's own decision, or the kind of answer (`not-now`) that stands for one; the reply then says that.
    on_behalf_of: for whom the reply is sent. model: one that reads the message a second time and words the reply; what it says
        weighs nothing. It sees the message, with `redact` without the names of the two.
    Raises SettingsError for an unknown channel or language and for a weight on a rule with look-around, KniggeError for a
    text over a million characters, ModelError for an unknown model.

    >>> with open("examples/received/pitch.en.txt", "rb") as file:
    ...     pitch = read_message(file.read())
    >>> critique(pitch).verdict, critique(pitch, verdict="not-now").reply.kind
    ('decline', 'not-now')
    """
    from knigge.flow import drive

    return drive(*_critiquing(message, policy, profile, (verdict, on_behalf_of), stage, lang, (model, redact)))


async def acritique(
    message: Message,
    *,
    policy: Policy | None = None,
    profile: Profile | None = None,
    verdict: Verdict | AnswerKind | None = None,
    on_behalf_of: str = "",
    stage: Stage | None = None,
    lang: str = "auto",
    model: str | Model | BaseChatModel = "offline",
    redact: bool = False,
) -> Critique:
    """Do what `critique` does, without keeping the event loop waiting.

    >>> import asyncio
    >>> asyncio.run(acritique(read_message("Hello"))).verdict
    'ask_back'
    """
    flow, ask = _critiquing(message, policy, profile, (verdict, on_behalf_of), stage, lang, (model, redact))
    return await _awaited(flow, ask, isinstance(model, str))


def _critiquing(
    message: Message,
    policy: Policy | None,
    profile: Profile | None,
    wish: tuple[Verdict | AnswerKind | None, str],
    stage: Stage | None,
    lang: str,
    asking: tuple[str | Model | BaseChatModel, bool],
) -> tuple[Flow[Critique], Model]:
    from knigge import models
    from knigge.answering import VERDICT_OF, Wish
    from knigge.critiquing import Asked, critiquing

    _refuse_too_long(a_message(message).text)
    _known(wish[0], tuple(VERDICT_OF), "verdict")
    _known(stage, Stage, "stage")
    policy = under(policy)
    model, redact = asking
    asked = Asked(second_reading=model != models.OFFLINE, redact=redact)
    lang = "" if lang == "auto" else lang
    return critiquing(message, policy, profile, Wish.of(*wish), stage, lang, asked), models.of(model, policy)


async def _awaited(flow: Flow[Result], ask: Model, ours: bool) -> Result:
    """Drive a flow, and let go of the connections of a model that was made for it."""
    from knigge.flow import adrive

    try:
        return await adrive(flow, ask)
    finally:
        if ours and (close := getattr(ask, "aclose", None)):
            await close()


def feedback(
    message: Message,
    *,
    policy: Policy | None = None,
    profile: Profile | None = None,
    answer: str = "",
    lang: str = "auto",
) -> Feedback:
    """Return what an answer to your own message says, and what to write back; nothing to an absence.

    answer: your own words to what is asked; a question gets no reply without them.
    Raises SettingsError for an unknown channel or language, KniggeError for a text over a million characters.

    >>> heard = feedback(read_message("What is it about? Best, Mia"))
    >>> heard.said, heard.questions, heard.reply
    ('question', ('What is it about?',), None)
    """
    from knigge import models
    from knigge.flow import drive
    from knigge.hearing import hearing

    _refuse_too_long(a_message(message).text)
    flow = hearing(message, under(policy), profile, answer, "" if lang == "auto" else lang)
    return drive(flow, models.get(models.OFFLINE))


def load_brief(source: str | dict[str, Any], *, policy: Policy | None = None) -> Brief:
    """Return the brief in a YAML or JSON file (`-` for standard input), or in plain values.

    policy: whose `registers` say how an industry is addressed, where the brief does not.
    Raises BriefError naming the file, the field and the way out.

    >>> load_brief("examples/briefs/email-researcher.de.yaml").recipient.name
    'Renate Thalbach'
    >>> load_brief({"sender": {"name": "Ole"}, "recipient": {"name": "Mia"}, "reason": "", "why": "x"})
    Traceback (most recent call last):
    knigge.errors.BriefError: brief: unknown field 'why'. Did you mean 'why_you'?
    """
    from knigge.parsing import briefs

    registers = under(policy).registers
    if isinstance(source, str):
        return briefs.read(source, registers)
    return briefs.from_values(source, registers=registers)


def load_policy(path: str) -> Policy:
    """Return the policy in a TOML file: levels, weights, limits, packs, models, budgets.

    Raises SettingsError naming the file, the field and the way out.

    >>> dict(load_policy("examples/pre-commit/knigge.toml").levels)
    {'no-mass-mail': 'off'}
    """
    from knigge import settings

    return settings.load_policy(path)


def read_message(raw: bytes | str, *, channel: str = "") -> Message:
    """Return the received message in `raw`: mail where it has mail headers, else pasted text.

    Raises MailError for what can't be read.

    >>> read_message("Subject: A question\\n\\nHello").subject
    'A question'
    """
    from knigge.parsing import messages

    return messages.parse(
        raw.encode("utf-8", "replace") if isinstance(raw, str) else expected(raw, bytes, "raw"), channel=channel
    )


def _known(word: Word | None, words: Any, name: str) -> Word | None:
    """Return `word` when it is None or one of `words`; raise SettingsError for any other."""
    known = get_args(words) or words
    if word is not None and word not in known:
        raise SettingsError(f"No {name} {word!r}. Known: {', '.join(known)}.")
    return word


def _day(day: str, name: str) -> str:
    """Return a day that is one, or nothing; raise SettingsError for anything else."""
    from datetime import date

    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError as fault:
        raise SettingsError(f"{name} is {day!r}. Write a day such as 2026-03-31.") from fault
    return day


def _refuse_too_long(body: str) -> None:
    if len(expected(body, str, "the text")) > _MOST_CHARACTERS:
        raise KniggeError(f"{len(body):,} characters are too many for a message. Keep it under {_MOST_CHARACTERS:,}.")
