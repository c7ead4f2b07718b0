"""A brief into the parts of its message, in order, each with the slot by which it may be dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knigge import channels
from knigge.domain import Brief, CommonGround
from knigge.models.composer.voice import Voice, ended, tidy

Slot = Literal[
    "sales", "why", "why+", "ground", "ground+", "ground2", "about", "reason", "reason+", "fact", "ask", "ask+",
    "offer", "offer+", "way_out", "thanks",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished sentence, the slot it fills, and the paragraph it belongs to."""

    slot: Slot
    text: str
    paragraph: int


def plan(brief: Brief) -> list[Piece]:
    """Return the pieces of a message: what we share, the matter and why to you, then the ask, and thanks."""
    voice = Voice(brief)
    pieces = [
        *([Piece("sales", voice.frame("sales"), 0)] if _must_own_up(voice) else []),
        *_grounds(voice),
        *_about(voice),
        *_pieces(voice, "reason", brief.reason, 1),
        *_pieces(voice, "why", brief.why_you, 1),
        *[Piece("fact", sentence, 1) for sentence in _facts(voice)],
        *_pieces(voice, "ask", brief.ask, 2),
        *_pieces(voice, "offer", brief.offer, 2),
    ]
    return pieces + _courtesy(voice, pieces)


def _about(voice: Voice) -> list[Piece]:
    """Return the sender's positioning where it speaks in the first person; else it stands with the signature."""
    given = voice.brief.sender.positioning
    return _pieces(voice, "about", given, 1) if re.search(voice.words.first_person, given) else []


def _facts(voice: Voice) -> list[str]:
    """Return the facts as sentences, those that are none gathered into one."""
    whole = [fact for fact in voice.brief.facts if voice.words.form(tidy(fact)) in ("sentence", "question")]
    rest = [tidy(fact).rstrip(" .;,") for fact in voice.brief.facts if fact.strip() and fact not in whole]
    gathered = [voice.frame("fact.phrase", ended("; ".join(rest)))] if rest else []
    return [sentence for fact in whole for sentence in voice.sentences("fact", fact)] + gathered


def _pieces(voice: Voice, slot: Slot, given: str, paragraph: int) -> list[Piece]:
    sentences = voice.sentences(slot, given)
    more: Slot = f"{slot}+" if slot in ("why", "reason", "ask", "offer") else slot  # type: ignore[assignment]
    return [Piece(more if index else slot, sentence, paragraph) for index, sentence in enumerate(sentences)]


def _grounds(voice: Voice) -> list[Piece]:
    """Return common ground that the brief's own sentences do not name already."""
    brief = voice.brief
    said = tidy(f"{brief.why_you} {brief.reason} {brief.ask}").casefold()
    pieces: list[Piece] = []
    for ground in brief.common_ground:
        if not ground.name.strip():
            pieces += [Piece("ground2" if pieces else "ground", text, 0) for text in _detail(voice, ground)]
        elif tidy(ground.name).casefold() not in said:
            first: Slot = "ground2" if pieces else "ground"
            pieces.append(Piece(first, voice.ground(ground), 0))
            if first == "ground":
                pieces += [Piece("ground+", text, 0) for text in _detail(voice, ground)]
    return pieces


def _detail(voice: Voice, ground: CommonGround) -> list[str]:
    """Return a detail as sentences; one that opens with a verb ("sprachen über ...") gets its subject."""
    given = tidy(ground.detail)
    starts = (
        r"(?:sprachen|redeten|saßen|sassen|standen|arbeiteten|waren|talked|spoke|sat|shared|discussed|worked|chatted)\b"
    )
    if re.match(starts, given):
        given = voice.frame("detail.verb", given)
    return voice.sentences("detail", given, ground.kind)


def _must_own_up(voice: Voice) -> bool:
    brief = voice.brief
    own = " ".join((brief.reason, brief.why_you, brief.ask, brief.offer))
    return brief.intent == "sales" and not re.search(voice.words.offer, own, re.I)


def _courtesy(voice: Voice, pieces: list[Piece]) -> list[Piece]:
    """Return the way out for a letter that asks, and the thanks, where the brief does not say them itself."""
    brief, said = voice.brief, " ".join(piece.text for piece in pieces)
    added: list[Piece] = []
    if brief.ask and channels.get(brief.channel).form == "letter" and not re.search(voice.words.way_out, said, re.I):
        added.append(Piece("way_out", voice.frame("way_out"), 3))
    if not re.search(voice.words.thanks, said, re.I):
        added.append(Piece("thanks", voice.frame("thanks"), 3))
    return added
