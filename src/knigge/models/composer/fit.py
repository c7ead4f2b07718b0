"""Pieces into a draft that the channel takes: laid out as letter or note, dropped in a stated order until it fits."""

from __future__ import annotations

from knigge import channels
from knigge.domain import Brief, Draft
from knigge.models.composer.plan import Piece
from knigge.models.composer.subject import subject
from knigge.models.composer.voice import Voice

# What goes first when room is short, after the facts; the reason itself is never dropped while anything else is left.
_SOFT = ("ground2+", "ground2", "about", "offer+")
_DROPS = (
    "about", "offer+", "offer", "way_out", "ground2+", "ground2", "ground+", "why+", "reason+", "ask+", "contact",
    "thanks", "organisation", "role", "why", "ask", "ground", "short thanks", "sales",
)  # fmt: skip
# What does not stand below good wishes.
_UNSIGNED = ("role", "organisation", "about")
# A letter aims at this share of the length at which its channel's readers stop.
_AIM = 0.85


def fit(brief: Brief, pieces: list[Piece], limit: int) -> Draft:
    """Return the longest draft of at most `limit` characters (0: any), at the channel's aim where soft parts can go."""
    channel = channels.get(brief.channel)
    voice = Voice(brief)
    facts = [piece.slot for piece in reversed(pieces) if piece.slot.startswith("fact")]
    aim = int(_AIM * channel.target_chars) if channel.form == "letter" else 0
    always = list(_UNSIGNED) if channel.stage == "occasion" else []
    dropped = _drop(voice, pieces, (*facts, *_SOFT), aim, always)
    dropped = _drop(voice, pieces, (*facts, *_order(brief)), limit, dropped)
    return Draft(subject(brief, voice), _lay_out(voice, pieces, set(dropped)))


def _drop(voice: Voice, pieces: list[Piece], order: tuple[str, ...], most: int, dropped: list[str]) -> list[str]:
    """Return the slots to drop so that the body has at most `most` characters (0: any), and none that could stay."""
    slots = [slot for slot in order if slot not in dropped]
    for slot in slots if most else ():
        if len(_lay_out(voice, pieces, set(dropped))) <= most:
            break
        dropped = [*dropped, slot]
    for slot in reversed([slot for slot in slots if slot in dropped]):
        kept = [other for other in dropped if other != slot]
        if len(_lay_out(voice, pieces, set(kept))) <= most:
            dropped = kept
    return dropped


def _order(brief: Brief) -> tuple[str, ...]:
    """Return the drop order; a note that can name common ground instead of the reason for this person does."""
    order = list(_DROPS)
    if not brief.common_ground:
        order.remove("why")
        order.insert(order.index("ask") + 1, "why")
    return tuple(order)


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
    if not post and "about" not in dropped and voice.words.form(sender.positioning) == "phrase":
        post = " ".join(sender.positioning.split()).rstrip(".")
    name = f"{sender.title} {sender.name}" if sender.title and sender.title not in sender.name else sender.name
    lines = (name, post, *ways)
    return tuple(line for line in lines if line)
