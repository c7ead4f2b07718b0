"""Pieces into a draft that the channel takes: laid out as letter or note, dropped in a stated order until it fits."""

from __future__ import annotations

import re

from knigge import channels
from knigge.domain import Brief, Draft
from knigge.models.composer.plan import Piece
from knigge.models.composer.subject import subject
from knigge.models.composer.voice import Voice

# What goes first when room is short; the reason itself is never dropped while anything else is left.
_SOFT = ("fact", "ground2", "about", "offer+")
_DROPS = (
    "fact", "about", "offer+", "offer", "way_out", "ground2", "ground+", "why+", "reason+", "ask+", "contact",
    "thanks", "organisation", "role", "why", "ask", "ground", "short thanks", "sales",
)  # fmt: skip
# A letter aims at this share of the length at which its channel's readers stop.
_AIM = 0.6


def fit(brief: Brief, pieces: list[Piece], limit: int) -> Draft:
    """Return the longest draft of at most `limit` characters (0: any), at the channel's aim where soft parts can go."""
    channel = channels.get(brief.channel)
    voice = Voice(brief)
    dropped: set[str] = set()
    body = _lay_out(voice, pieces, dropped)
    for slot in _SOFT:
        if channel.form == "letter" and len(body) > _AIM * channel.target_chars:
            dropped.add(slot)
            body = _lay_out(voice, pieces, dropped)
    for slot in _order(brief):
        if not limit or len(body) <= limit:
            break
        dropped.add(slot)
        body = _lay_out(voice, pieces, dropped)
    return Draft(subject(brief, voice), body)


def _order(brief: Brief) -> list[str]:
    """Return the drop order; a note that can name common ground instead of the reason for this person does."""
    order = list(_DROPS)
    if not brief.common_ground:
        order.remove("why")
        order.insert(order.index("ask") + 1, "why")
    return order


def _lay_out(voice: Voice, pieces: list[Piece], dropped: set[str]) -> str:
    kept = [piece for piece in pieces if piece.slot not in dropped]
    if channels.get(voice.brief.channel).form == "note":
        return _note(voice, kept, dropped)
    return _letter(voice, kept, dropped)


def _letter(voice: Voice, kept: list[Piece], dropped: set[str]) -> str:
    formal_mail = voice.brief.channel == "email"
    greeting = voice.words.salutation(voice.brief.recipient, voice.register, voice.locale, formal_mail)
    paragraphs = [" ".join(p.text for p in kept if p.paragraph == number) for number in range(4)]
    first, *rest = [paragraph for paragraph in paragraphs if paragraph] or [""]
    opening = first if voice.locale == "de-CH" else voice.words.continued(first, False)
    end = "\n".join((voice.closing(), *_signature(voice, dropped)))
    return "\n\n".join((greeting + voice.comma(), opening, *rest, end))


def _note(voice: Voice, kept: list[Piece], dropped: set[str]) -> str:
    greeting = voice.words.salutation(voice.brief.recipient, voice.register, voice.locale, False)
    text = " ".join(piece.text for piece in kept if piece.slot != "thanks")
    courtesy = any(piece.slot == "thanks" for piece in kept) or "thanks" in dropped
    thanks = voice.frame("thanks.short") + ", " if courtesy and "short thanks" not in dropped else ""
    signed = ", ".join(line for line in _signature(voice, dropped | {"contact"}) if line)
    return f"{greeting}, {voice.words.continued(text, True)} {thanks}{signed}"


def _signature(voice: Voice, dropped: set[str]) -> tuple[str, ...]:
    """Return name, then role and organisation, then the ways to reach the sender, each as the brief has it."""
    sender = voice.brief.sender
    work = [
        part for slot, part in (("role", sender.role), ("organisation", sender.organisation)) if slot not in dropped
    ]
    ways = () if "contact" in dropped or not channels.get(voice.brief.channel).contact else sender.contact.lines()
    post = ", ".join(" ".join(part.split()) for part in work if part.strip())
    if not post and "about" not in dropped and not re.search(voice.words.first_person, sender.positioning):
        post = " ".join(sender.positioning.split()).rstrip(".")
    lines = (sender.name, post, *ways)
    return tuple(line for line in lines if line)
