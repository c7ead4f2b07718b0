"""A text and the case that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knigge.domain.policy import Policy
from knigge.domain.words import Channel, Lang, Span, Stage

if TYPE_CHECKING:
    from knigge.domain.message import Message
    from knigge.domain.people import Brief, Profile


class Parts(NamedTuple):
    """Where a message's parts stand in the normalised view; what is absent is None or empty."""

    greeting: Span | None = None
    body: tuple[Span, ...] = ()
    closing: Span | None = None
    signature: Span | None = None
    quoted: tuple[Span, ...] = ()


class Text(NamedTuple):
    """A string as written (`raw`), and a normalised `view` of it that patterns can rely on.

    The view is composed (NFC, rare scripts aside), with plain spaces and `\\n` line ends, without soft hyphens and zero-width characters.
    `offsets[i]` is where view character i starts in `raw` (None when both are the same string).
    """

    raw: str
    view: str
    offsets: tuple[int, ...] | None
    parts: Parts
    sentences: tuple[Span, ...]

    def original(self, span: Span) -> Span:
        """Translate a span of the view into a span of the raw string."""
        if self.offsets is None:
            return span
        return self.offsets[span[0]], self.offsets[span[1]]

    def written(self) -> tuple[Span, ...]:
        """Return the spans that the writer of this message wrote, without signature and quotation."""
        ends = (self.parts.greeting, *self.parts.body, self.parts.closing)
        return tuple(sorted(span for span in ends if span))


class Case(NamedTuple):
    """All that a judge may see: the text with its parts, and whatever is known around it."""

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
