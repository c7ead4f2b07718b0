"""A brief into a subject line that tells the topic, in words that the brief holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge import channels
from knigge.domain import Brief
from knigge.models.composer.voice import Voice, capital, tidy

_VISIBLE = 60


def subject(brief: Brief, voice: Voice) -> str:
    """Return the first candidate that fits: the brief's own, a topic it names, a shared thing, who writes.

    Empty where the channel has no subject, or takes one but none is short enough.
    """
    channel = channels.get(brief.channel)
    if channel.subject == "none":
        return ""
    if brief.subject:
        return tidy(brief.subject)
    limit = min(channel.subject_chars, _VISIBLE)
    for candidate in _candidates(brief, voice):
        if len(candidate) <= limit:
            return candidate
    return f"{_intent(voice)}: {brief.sender.name}" if channel.subject == "needed" else ""


def _candidates(brief: Brief, voice: Voice) -> Iterator[str]:
    who = ", ".join(part for part in (brief.sender.name, tidy(brief.sender.organisation)) if part)
    by_name = [voice.frame("subject.name", name, intent=_intent(voice)) for name in (who, brief.sender.name)]
    if brief.intent in ("sales", "recruiting", "invitation"):
        yield from by_name
    kind = ".question" if brief.ask and brief.intent in ("", "question") else ""
    named = "subject.named.follow-up" if brief.intent == "follow-up" else f"subject.named{kind}"
    yield from _topics(brief, voice, kind, named)
    for ground in brief.common_ground:
        if ground.name and ground.kind in ("post", "project", "event", "group"):
            yield voice.frame(named, tidy(ground.name))
    yield from by_name


def _topics(brief: Brief, voice: Voice, kind: str, named: str) -> Iterator[str]:
    """Yield what the brief's sentences say they are about, where it runs to the end of a clause."""
    personal = (brief.why_you,) if brief.intent in ("", "question", "thanks") else ()
    for given in map(tidy, (brief.reason, brief.ask, *personal)):
        for pattern in voice.words.topics:
            match = re.search(pattern, given)
            if not match:
                continue
            groups = match.groupdict()
            if groups.get("named") and kind:
                yield voice.frame(named, groups["named"])
            if groups.get("about") and _whole(given, match.end()) and voice.words.form(groups["about"]) == "phrase":
                yield (
                    capital(match.group())
                    if match.group()[0].isupper()
                    else voice.frame("subject.question", groups["about"])
                )


def _whole(given: str, end: int) -> bool:
    """Say whether the topic runs to the end of a clause, so that nothing is cut in the middle."""
    return end >= len(given) or given[end] in ".,;:!?(" or given[end : end + 2] in (" –", " -")


def _intent(voice: Voice) -> str:
    return voice.frame(f"intent.{voice.brief.intent or 'networking'}")
