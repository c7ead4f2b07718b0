"""A finding or a card into Markdown, for what an editor or an assistant shows."""

from __future__ import annotations

import re

from knigge.cards.card import Card, in_language
from knigge.domain import Finding

# What would become a link, an image, code or a tag; pictures in what a stranger wrote would be fetched.
_MARKUP = re.compile(r"[\\`*<>\[\]]")


def finding(found: Finding) -> str:
    """Return the advice, the guideline behind it, and its source."""
    return "\n\n".join(
        (
            f"**{found.level}** `{found.card}`",
            escaped(found.message),
            f"> {escaped(found.guideline)}",
            f"Source: {escaped(found.source)}",
        )
    )


def card(about: Card, lang: str) -> str:
    """Return what a card says: the guideline, how it is decided, and all its sources."""
    level = f", {about.level}" if about.checks else ""
    lines = [f"# {about.id}", escaped(in_language(about.guideline, lang)), f"Decided by: {about.decided_by}{level}"]
    sources = [f"- {escaped(source.cited())}" for source in about.source]
    return "\n\n".join((*lines, "\n".join(sources)))


def escaped(text: str) -> str:
    """Return a text as one line of Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
