"""A string into a `Text`: a normalised view with the way back, its parts, and its sentences."""

from knigge.domain import Text
from knigge.text.parts import find_parts
from knigge.text.split import sentences, words
from knigge.text.view import normalise

__all__ = ["parse", "plain", "sentences", "words"]


def parse(raw: str) -> Text:
    """Read a message: greeting, body, closing, signature, quoted part, and the sentences of what was written."""
    view, offsets = normalise(raw)
    parts = find_parts(view)
    spans = (parts.greeting, *parts.body, parts.closing)
    found = [s for span in spans if span for s in sentences(view, span)]
    return Text(raw, view, offsets, parts, tuple(sorted(found)))


def plain(raw: str) -> Text:
    """Read a line that has no letter parts, such as a subject."""
    from knigge.domain import Parts

    view, offsets = normalise(raw)
    whole = (0, len(view))
    return Text(raw, view, offsets, Parts(body=(whole,) if view else ()), (whole,) if view else ())
