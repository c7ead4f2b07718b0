"""A text and the case that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knigge.domain.policy import Policy
from knigge.domain.words import Channel, Lang, Span, Stage

if TYPE_CHECKING:
    from knigge.domain.message import Message
    from knigge.domain.people import AnswerBrief, Brief, Profile


class Parts(NamedTuple):
    """Where a message's parts stand in the normalised view; what is absent is None or empty."""

    greeting: Span | None = None
    body: tuple[Span, ...] = ()
    closing: Span | None = None
    signature: Span | None = None
    quoted: tuple[Span, ...] = ()


class Block(NamedTuple):
    """A block of a marked-up text by its place in the view, and what it is: `text`, `heading.h2`, `list`, `table.cell` ..."""

    scope: str
    span: Span


class Control(NamedTuple):
    """A comment meant for the checker, such as `knigge no-empty-synergy = NO`.

    start: the view offset that it holds from. place: where it stands in the raw text.
    """

    start: int
    words: str
    place: Span = (0, 0)


class Text(NamedTuple):
    """A string as written (`raw`), and a normalised `view` of it that patterns can rely on.

    The view is composed (NFC, rare scripts aside), with plain spaces and `\\n` line ends, without soft hyphens and zero-width
    characters; that of a marked-up text holds its prose alone. `offsets[i]` is where view character i starts in `raw`
    (None when offsets are the same in both); `stops[i]` is where it ends, where that is not the start of the next.
    blocks: of a marked-up text, in order; a plain one has none. controls: in the order of the text.
    """

    raw: str
    view: str
    offsets: tuple[int, ...] | None
    parts: Parts
    sentences: tuple[Span, ...]
    stops: tuple[int, ...] | None = None
    blocks: tuple[Block, ...] = ()
    controls: tuple[Control, ...] = ()

    def original(self, span: Span) -> Span:
        """Translate a span of the view into a span of the raw string."""
        if self.offsets is None:
            return span
        start, end = span
        if self.stops and start < end:
            return self.offsets[start], self.stops[end - 1]
        return self.offsets[start], self.offsets[end]

    def written(self) -> tuple[Span, ...]:
        """Return the spans that the writer of this message wrote, without signature and quotation."""
        ends = (self.parts.greeting, *self.parts.body, self.parts.closing)
        return tuple(sorted(span for span in ends if span))


class Case(NamedTuple):
    """All that a judge may see: the text with its parts, and whatever is known around it.

    switchable: whether the text may switch cards off in itself; only one that its user is writing may.
    today: the day it is judged on, such as 2026-03-31; "" where it does not matter.
    answering: what the text was to say where it is our answer to `message`.
    rests_on: how its sentences begin, each with the fields of the brief that its writer, a model, says it rests on.
    """

    body: Text
    subject: Text
    lang: Lang
    locale: str
    channel: Channel
    stage: Stage
    policy: Policy = Policy()
    brief: Brief | None = None
    message: Message | None = None
    profile: Profile | None = None
    switchable: bool = False
    today: str = ""
    answering: AnswerBrief | None = None
    rests_on: tuple[tuple[str, tuple[str, ...]], ...] = ()
