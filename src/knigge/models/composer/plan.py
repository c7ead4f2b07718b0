"""A brief into the parts of its message, in order, each with the slot by which it may be dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knigge import channels, languages
from knigge.domain import Brief, CommonGround
from knigge.models.composer.voice import Voice, ended, tidy


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished sentence, the slot it fills, and the paragraph it belongs to.

    Slots are `occasion`, `wish`, `sales`, `ground`, `about`, `reason`, `why`, `fact1` ..., `ask`, `offer`, `way_out` and `thanks`; `+` marks
    what follows the first sentence of a field.
    """

    slot: str
    text: str
    paragraph: int


def plan(brief: Brief) -> list[Piece]:
    """Return the pieces of a message: what we share, the matter and why to you, then the ask, and thanks."""
    voice = Voice(brief)
    if channels.get(brief.channel).stage == "occasion":
        return _wishes(voice)
    pieces = [
        *([Piece("sales", voice.frame("sales"), 0)] if _must_own_up(voice) else []),
        *_grounds(voice),
        *_about(voice),
        *_pieces(voice, "reason", brief.reason, 1),
        *_pieces(voice, "why", brief.why_you, 1),
        *_facts(voice),
        *_pieces(voice, "ask", brief.ask, 2),
        *_pieces(voice, "offer", brief.offer, 2, "" if brief.ask else "alone"),
    ]
    return pieces + _courtesy(voice, pieces)


def _wishes(voice: Voice) -> list[Piece]:
    """Return the good wishes for an occasion, what is for this person alone, and no courtesy that asks for anything."""
    brief = voice.brief
    kind = "" if re.match(voice.words.occasion, tidy(brief.reason), re.I) else "other"
    return [
        *_pieces(voice, "occasion", brief.reason, 0, kind),
        *(Piece("why", sentence, 0) for sentence in voice.sentences("personal", brief.why_you)),
        Piece("wish", voice.frame("occasion.wish"), 0),
    ]


def _about(voice: Voice) -> list[Piece]:
    """Return the sender's positioning where it speaks in the first person; else it stands with the signature."""
    given = voice.brief.sender.positioning
    return _pieces(voice, "about", given, 1) if re.search(voice.words.first_person, given) else []


def _facts(voice: Voice) -> list[Piece]:
    """Return the facts, those that are no sentences gathered into one; one that leaves a way out is the way out."""
    facts = [tidy(fact) for fact in voice.brief.facts if fact.strip()]
    whole = [fact for fact in facts if voice.words.form(fact) in ("sentence", "question")]
    rest = [fact.rstrip(" .;,") for fact in facts if fact not in whole]
    said = [voice.frame("fact.phrase", ended("; ".join(rest)))] if rest else []
    pieces = []
    for number, fact in enumerate((*whole, *said), 1):
        way_out = re.search(voice.words.way_out, fact, re.I) is not None
        sentences = [fact] if fact in said else voice.sentences("fact", fact)
        pieces += [Piece("way_out" if way_out else f"fact{number}", text, 3 if way_out else 1) for text in sentences]
    return pieces


def _pieces(voice: Voice, slot: str, given: str, paragraph: int, kind: str = "") -> list[Piece]:
    sentences = voice.sentences(slot, given, kind)
    more = f"{slot}+" if slot in ("why", "reason", "ask", "offer") else slot
    return [Piece(more if index else slot, sentence, paragraph) for index, sentence in enumerate(sentences)]


def _grounds(voice: Voice) -> list[Piece]:
    """Return common ground that the brief's own sentences do not tell already."""
    pieces: list[Piece] = []
    for ground in voice.brief.common_ground:
        slot = "ground2" if pieces else "ground"
        if ground.name.strip() and not _told(voice, ground):
            pieces.append(Piece(slot, voice.ground(ground), 0))
        if not _named(voice, ground):
            pieces += [Piece(f"{slot}+", text, 0) for text in _detail(voice, ground)]
    return pieces


def _told(voice: Voice, ground: CommonGround) -> bool:
    """Say whether the brief's sentences name this ground, and as shared where it is more than read or heard."""
    if not _named(voice, ground):
        return False
    return ground.relation not in ("worked", "met", "member") or bool(
        re.search(voice.words.together, _said(voice), re.I)
    )


def _named(voice: Voice, ground: CommonGround) -> bool:
    return bool(ground.name.strip()) and tidy(ground.name).casefold() in _said(voice).casefold()


def _said(voice: Voice) -> str:
    return tidy(f"{voice.brief.why_you} {voice.brief.reason} {voice.brief.ask}")


def _detail(voice: Voice, ground: CommonGround) -> list[str]:
    """Return a detail as sentences; one that opens with a verb ("sprachen über ...") gets its subject."""
    given = tidy(ground.detail)
    if voice.words.together_verbs and re.match(rf"(?:{voice.words.together_verbs})\b", given):
        given = voice.frame("detail.verb", given)
    return voice.sentences("detail", given, ground.kind)


def _must_own_up(voice: Voice) -> bool:
    brief = voice.brief
    own = " ".join((brief.reason, brief.why_you, brief.ask, brief.offer))
    return brief.intent == "sales" and not languages.offers().search(own)


def _courtesy(voice: Voice, pieces: list[Piece]) -> list[Piece]:
    """Return the way out for a letter that asks, and the thanks, where the brief does not say them itself."""
    said = " ".join(piece.text for piece in pieces)
    added: list[Piece] = []
    letter = channels.get(voice.brief.channel).form == "letter"
    way_out = _way_out(voice) if voice.brief.ask and letter else ""
    if way_out and not re.search(voice.words.way_out, said, re.I):
        added.append(Piece("way_out", voice.frame(way_out), 3))
    if not re.search(voice.words.thanks, said, re.I):
        added.append(Piece("thanks", voice.frame("thanks.read" if way_out == "way_out.time" else "thanks"), 3))
    return added


def _way_out(voice: Voice) -> str:
    """Return the frame that lets the reader off: a no where no is an answer, else the time that it takes."""
    if voice.brief.intent in ("job", "follow-up"):
        return "way_out.answer"
    return "way_out.no" if re.match(voice.words.permission, tidy(voice.brief.ask), re.I) else "way_out.time"
