"""A finding into what an editor marks and what it shows on hover."""

from __future__ import annotations

from functools import lru_cache

from lsprotocol import types

from knigge import cards
from knigge.domain import Finding
from knigge.surfaces.formats import links, markdown, whole
from knigge.surfaces.lsp.documents import View

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "suggestion": types.DiagnosticSeverity.Information,
}


def diagnostic(view: View, finding: Finding) -> types.Diagnostic:
    """Return the mark at a finding's words."""
    address = _addresses(tuple(view.wish.policy.packs.items())).get(finding.card)
    return types.Diagnostic(
        view.range(*view.place(finding)),
        whole(finding.message),
        severity=_SEVERITIES[finding.level],
        code=finding.card,
        code_description=types.CodeDescription(address) if address else None,
        source="knigge",
    )


@lru_cache(maxsize=8)
def _addresses(packs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return links(cards.known(packs))


def hover(view: View, position: types.Position, plain: bool) -> types.Hover | None:
    """Return what is to be said at a position: the advice, the guideline and its source, for each finding there."""
    found = view.touching(types.Range(position, position))
    if not found:
        return None
    text = whole("\n\n---\n\n".join(markdown.finding(finding) for finding in found))
    kind = types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
    return types.Hover(types.MarkupContent(kind, text))
