"""A result into its published JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any


class Published:
    """What every result can do; `knigge schema` prints the shapes.

    >>> from knigge import check
    >>> finding = check("Es gibt Synergien.").findings[0]
    >>> finding.to_dict()["match"], '"match": "Synergien"' in finding.to_json()
    ('Synergien', True)
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON shape."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]

    def to_json(self, indent: int | None = None) -> str:
        """Return `to_dict()` as JSON that UTF-8 can hold: half a character becomes a question mark."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent).encode("utf-8", "replace").decode()
