"""A French text into the places that say vous and those that say tu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Register, Span

_FORMAL = re.compile(r"(?<!rendez-)\b(?:vous|votre|vos|vôtres?)\b", re.I)
# "ton" is a tone as well, and "te" stands in "Te Deum".
_INFORMAL = re.compile(
    r"\b(?:tu|toi|tes|ta|tiens?\b(?=\s+tu))\b|\bte\b(?!\s+deum)|\bt['’](?=\w)|(?<!le )(?<!du )(?<!un )(?<!de )\bton\b",
    re.I,
)


def registers(view: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, Register]]:
    """Yield each place that shows a form of address: vous, votre, vos; tu, toi, te, ton, ta, tes."""
    for start, end in sentences:
        places: list[tuple[Span, Register]] = [(match.span(), "formal") for match in _FORMAL.finditer(view, start, end)]
        places += [(match.span(), "informal") for match in _INFORMAL.finditer(view, start, end)]
        yield from sorted(places)
