"""A view of a document and a range into what can be done there: replace, ignore, explain, and mend all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lsprotocol import types

from knigge import fixing
from knigge.domain import Finding, Fix
from knigge.fixing import Edit
from knigge.surfaces.lsp.documents import View
from knigge.surfaces.lsp.telling import diagnostic

EXPLAIN = "knigge.explain"
FIX_ALL = "source.fixAll.knigge"
_MOST = 10  # findings with actions of their own; nobody chooses from more
_GAP = re.compile(r"\A|\n[ \t]*\r?\n")


def actions(view: View, reach: types.Range, only: Sequence[str] = ()) -> list[types.CodeAction]:
    """Return the actions for a range of the kinds wanted, all kinds by default.

    They come from our own findings alone: editors give back the ranges of diagnostics in units of their own.
    """
    found: list[types.CodeAction] = []
    if _wanted("quickfix", only):
        for finding in view.touching(reach)[:_MOST]:
            choices = fixing.choices(finding, view.file.places, view.file.charset)
            found += [_replacing(view, finding, fix, edit) for fix, edit in choices]
            found += _ignoring(view, finding)
            found.append(_explaining(view, finding))
    if _wanted(FIX_ALL, only) and (edits := _safe_edits(view)):
        title = f"Make all safe replacements ({len(edits)})"
        found.append(types.CodeAction(title, kind=FIX_ALL, edit=_edit(view, edits)))
    return found


def _wanted(kind: str, only: Sequence[str]) -> bool:
    return not only or any(f"{kind}.".startswith(f"{each}.") for each in only)


def _safe_edits(view: View) -> list[Edit]:
    file = view.file
    return fixing.safe_edits(view.report, file.places, file.charset, fixing.sheet(file.content))


def _edit(view: View, edits: Sequence[Edit]) -> types.WorkspaceEdit:
    document = view.document
    made = [types.TextEdit(view.range(edit.start, edit.end), edit.text) for edit in edits]
    if not document.dated:
        return types.WorkspaceEdit(changes={document.uri: made})
    dated = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(dated, made)])


def _replacing(view: View, finding: Finding, fix: Fix, edit: Edit) -> types.CodeAction:
    title = f"Replace with “{fix.text}”" if fix.text else f"Delete “{finding.match}”"
    return types.CodeAction(
        title,
        kind="quickfix",
        diagnostics=[diagnostic(view, finding)],
        is_preferred=fix.safe,
        edit=_edit(view, [edit]),
    )


def _explaining(view: View, finding: Finding) -> types.CodeAction:
    command = types.Command(f"Explain {finding.card}", EXPLAIN, arguments=[finding.card, finding.lang])
    return types.CodeAction(command.title, kind="quickfix", diagnostics=[diagnostic(view, finding)], command=command)


def _ignoring(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """Yield the action that switches a finding off: the first switch that does this and nothing else."""
    edit = next((edit for edit in _switches(view, finding) if _silences(view, finding, edit)), None)
    if edit:
        where = "in this mail" if view.file.mail else "here"
        yield types.CodeAction(
            f"Ignore {finding.card} {where}",
            kind="quickfix",
            diagnostics=[diagnostic(view, finding)],
            edit=_edit(view, [edit]),
        )


def _switches(view: View, finding: Finding) -> Iterator[Edit]:
    """Yield the edits that may switch a finding off, the tidiest first; nothing reaches a subject without headers."""
    file, start = view.file, view.place(finding)[0]
    end = "\r\n" if "\r\n" in file.content else "\n"
    if file.mail:
        place = len(file.content[: file.head].rstrip("\r\n"))
        yield Edit(place, place, f"{end}X-Knigge: {finding.card}=no")
    elif finding.part != "subject":
        words = f"[{json.dumps(finding.match, ensure_ascii=False)}]" if finding.match else ""
        comment = f"<!-- knigge {finding.card}{words} = NO -->"
        line = file.content.rfind("\n", 0, start) + 1
        # in Markdown a comment on a line of its own would part a paragraph in two
        gaps = _GAP.finditer(file.content, 0, start) if file.markup == "markdown" else ()
        place = max((gap.end() for gap in gaps), default=line)
        yield Edit(place, place, comment + end)
        if start > line:
            yield Edit(start, start, comment)


def _silences(view: View, finding: Finding, edit: Edit) -> bool:
    """Say whether an edit makes a finding go, and changes nothing of what other cards say."""
    after = view.edited(edit.start, edit.end, edit.text)
    left, were = _counted(after) if after else Counter(), _counted(view)
    gone = were - left
    return not left - were and gone[finding.card, finding.match] > 0 and {card for card, _ in gone} == {finding.card}


def _counted(view: View) -> Counter[tuple[str, str]]:
    return Counter((finding.card, finding.match) for finding in view.report.findings)
