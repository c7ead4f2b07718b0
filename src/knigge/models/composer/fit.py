"""Pieces into a draft that the channel takes: laid out as letter or note, dropped in a stated order until it fits."""

from __future__ import annotations

from knigge import channels
from knigge.domain import Brief, Draft
from knigge.models.composer.frame import UNSIGNED, lay_out
from knigge.models.composer.plan import Piece
from knigge.models.composer.subject import subject
from knigge.models.composer.voice import Voice

# What goes first when room is short, after the facts; the reason itself is never dropped while anything else is left.
_SOFT = ("ground2+", "ground2", "about", "offer+")
_DROPS = (
    "about", "offer+", "offer", "way_out", "ground2+", "ground2", "ground+", "why+", "reason+", "ask+", "contact",
    "thanks", "organisation", "role", "why", "ask", "ground", "short thanks", "sales",
)  # fmt: skip
# A letter aims at this share of the length at which its channel's readers stop.
_AIM = 0.85


def fit(brief: Brief, pieces: list[Piece], limit: int) -> Draft:
    """Return the longest draft of at most `limit` characters (0: any), at the channel's aim where soft parts can go."""
    channel = channels.get(brief.channel)
    voice = Voice(brief)
    facts = [piece.slot for piece in reversed(pieces) if piece.slot.startswith("fact")]
    aim = int(_AIM * channel.target_chars) if channel.form == "letter" else 0
    always = list(UNSIGNED) if channel.stage == "occasion" else []
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
    if channels.get(voice.brief.channel).form == "letter":
        paragraphs = [" ".join(p.text for p in kept if p.paragraph == number) for number in range(4)]
        return lay_out(voice, [paragraph for paragraph in paragraphs if paragraph], dropped)
    text = " ".join(piece.text for piece in kept if piece.slot != "thanks")
    courtesy = any(piece.slot == "thanks" for piece in kept) or "thanks" in dropped
    thanks = voice.frame("thanks.short") + ", " if courtesy and "short thanks" not in dropped else ""
    return lay_out(voice, [text], dropped, thanks)
