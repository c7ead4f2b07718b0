"""The words between greeting and closing into a whole message.

Greeting, closing, name and contact data come from the brief alone, so that no model can misspell or leak them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from knigge import channels, text
from knigge.domain import Brief
from knigge.languages.wordings import Sheet
from knigge.models.composer.voice import Voice, tidy

# The guidelines that this module keeps, so that no model is asked for them.
KEEPS = (
    "greeting", "closing", "do-not-stay-anonymous", "english-form", "offer-contact-options", "be-equally-visible",
    "platform-limit",
)  # fmt: skip
# What stands below a message and may go when room is short, the dearest last.
_DROPS = ("contact", "organisation", "role", "about")
# What does not stand below good wishes.
UNSIGNED = ("role", "organisation", "about")


def framed(brief: Brief, words: str, limit: int) -> str:
    """Return a message of these words; of the signature falls away what `limit` characters (0: any) have no room for.

    A note has the sender's profile beside it and bears the name alone.
    """
    voice = Voice(brief)
    paragraphs = [lines(each) for each in re.split(r"\n\s*\n", words) if each.strip()]
    channel = channels.get(brief.channel)
    dropped = set(UNSIGNED) if channel.stage == "occasion" or channel.form == "note" else set()
    message = lay_out(voice, paragraphs, dropped)
    for part in _DROPS:
        if not limit or len(message) <= limit:
            break
        dropped.add(part)
        message = lay_out(voice, paragraphs, dropped)
    return message


def lines(paragraph: str) -> str:
    """Return a paragraph on one line, but each item of a list on its own."""
    joined = re.sub(r"\n(?!\s*(?:[-*•–]|\d+[.)])\s)", " ", paragraph)
    return "\n".join(tidy(line) for line in joined.splitlines() if line.strip())


def bare(words: str) -> str:
    """Return the words of a letter without its greeting and what stands from the closing on."""
    parsed = text.parse(words)
    parts = parsed.parts
    start = parsed.original(parts.greeting)[1] if parts.greeting and not words[: parts.greeting[0]].strip() else 0
    ends = [parsed.original(span)[0] for span in (parts.closing, parts.signature) if span]
    ends = [end for end in ends if words[:end].endswith("\n")]  # "Danke." behind a question is the sender's thanks
    kept = words[start : min((end for end in ends if end > start), default=len(words))]
    return kept.lstrip(" ,\t\r\n").rstrip()


def lay_out(voice: Voice, paragraphs: Sequence[str], dropped: Set[str], thanks: str = "") -> str:
    """Return the message in the form of its channel.

    dropped: what its signature does without. thanks: what a note says before the name.
    """
    if channels.get(voice.brief.channel).form == "note":
        return _note(voice, paragraphs, dropped, thanks)
    return _letter(voice, paragraphs, dropped)


def _letter(voice: Voice, paragraphs: Sequence[str], dropped: Set[str]) -> str:
    sheet = _sheet(voice)
    greeting = voice.words.salutation(voice.brief.recipient, voice.register, voice.locale, sheet)
    first, *rest = paragraphs or [""]
    opening = first if voice.locale == "de-CH" else voice.words.continued(first, False)
    end = "\n".join((voice.closing(sheet), *_signature(voice, dropped)))
    return "\n\n".join((greeting + voice.comma(), opening, *rest, end))


def _sheet(voice: Voice) -> Sheet:
    if channels.get(voice.brief.channel).stage == "occasion":
        return "card"
    return "mail" if voice.brief.channel == "email" else "message"


def _note(voice: Voice, paragraphs: Sequence[str], dropped: Set[str], thanks: str) -> str:
    greeting = voice.words.salutation(voice.brief.recipient, voice.register, voice.locale, "message")
    signed = ", ".join(line for line in _signature(voice, {*dropped, "contact"}) if line)
    words = voice.words.continued(" ".join(paragraphs), False)
    return f"{greeting}{voice.comma()}\n{words}\n{thanks}{signed}"


def _signature(voice: Voice, dropped: Set[str]) -> tuple[str, ...]:
    """Return name, then role and organisation, then the ways to reach the sender, each as the brief has it."""
    sender = voice.brief.sender
    work = [
        part for slot, part in (("role", sender.role), ("organisation", sender.organisation)) if slot not in dropped
    ]
    ways = () if "contact" in dropped or not channels.get(voice.brief.channel).contact else sender.contact.lines()
    post = ", ".join(" ".join(part.split()) for part in work if part.strip())
    if not post and "about" not in dropped and voice.words.form(sender.positioning) == "phrase":
        post = " ".join(sender.positioning.split()).rstrip(".")
    name = f"{sender.title} {sender.name}" if sender.title and sender.title not in sender.name else sender.name
    return tuple(line for line in (name, post, *ways) if line)
