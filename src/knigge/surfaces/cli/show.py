"""Findings into the message with its marked words, and under each what to do, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from knigge import channels, languages
from knigge.domain import LEVELS, Answer, Finding, Level, Report
from knigge.surfaces.cli.paint import columns, paint, printable, width

_GUTTER = "  "


def report(result: Report, subject: str, body: str, title: str) -> str:
    """Return the whole view of a checked text: heading, marked text, summary; one line where there is nothing to mark."""
    heading = paint(printable(title), "bold") + paint(f"  {_kind(result)}", "dim")
    if not result.findings:
        return f"{heading}  {summary(result)}"
    lines = [heading, ""]
    if subject:
        lines += [*marked(f"Subject: {subject}", _shifted(result.findings, 9)), ""]
    lines += marked(body, [f for f in result.findings if f.part == "body"])
    absent = sorted((f for f in result.findings if f.start is None), key=lambda f: LEVELS.index(f.level))
    if absent:
        lines += ["", paint("What is missing", "bold"), *(line for finding in absent for line in advice(finding))]
    return "\n".join((*lines, summary(result) if absent else f"\n{summary(result)}"))


def _kind(result: Report) -> str:
    language = languages.get(result.lang).name
    return f"{channels.get(result.channel).name} · {language} · {result.stage}"


def _shifted(findings: Sequence[Finding], by: int) -> list[Finding]:
    from dataclasses import replace

    return [
        replace(f, start=f.start + by, end=f.end + by)
        for f in findings
        if f.part == "subject" and f.start is not None and f.end is not None
    ]


def marked(text: str, findings: Sequence[Finding]) -> list[str]:
    """Return the lines of `text`, matched words underlined, with the advice below the line where a match ends."""
    spans = [(f.start, f.end, f) for f in findings if f.start is not None and f.end is not None]
    coming = sorted(spans, key=lambda span: span[0], reverse=True)
    lines: list[str] = []
    open_spans: list[tuple[int, int, Finding]] = []
    rows = [*_rows(text)]
    # A line end belongs to the row before it: a match may end on the last of all, or be one.
    nexts = [*(start for start, _ in rows[1:]), len(text) + 1]
    for (start, end), next_row in zip(rows, nexts, strict=True):
        while coming and coming[-1][0] < next_row:
            open_spans.append(coming.pop())
        inside = [(max(a, start), min(b, end), f) for a, b, f in open_spans if b > start and a < end]
        lines.append(_GUTTER + (printable(text[start:end]) if inside else paint(printable(text[start:end]), "dim")))
        if inside:
            lines.append(_GUTTER + _underline(text, start, end, inside))
        for _, b, finding in open_spans:
            if b <= next_row:
                lines += advice(finding)
        open_spans = [span for span in open_spans if span[1] > next_row]
    return lines


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of rows no wider than the terminal, broken at spaces."""
    room, at = columns() - len(_GUTTER), 0
    for line in text.splitlines(keepends=True):
        start, end = at, at + len(line.rstrip("\r\n"))
        while (stop := _fitting(text, start, end, room)) < end:
            cut = text.rfind(" ", start, stop + 1)
            cut = cut if cut > start else stop
            yield start, cut
            start = cut + (text[cut : cut + 1] == " ")
        yield start, end
        at += len(line)


def _fitting(text: str, start: int, end: int, room: int) -> int:
    """Return where the longest piece from `start` ends that takes at most `room` columns, one character at least."""
    taken = 0
    for at in range(start, end):
        taken += width(text[at])
        if taken > room:
            return max(at, start + 1)
    return end


def _underline(text: str, start: int, end: int, inside: list[tuple[int, int, Finding]]) -> str:
    """Return the marks below a row, the graver level winning where findings overlap."""
    levels = [""] * (end - start)
    for a, b, finding in sorted(inside, key=lambda item: -LEVELS.index(item[2].level)):
        levels[a - start : b - start] = [finding.level] * (b - a)
    marks, at = "", 0
    while at < len(levels):
        stop = next((i for i in range(at, len(levels)) if levels[i] != levels[at]), len(levels))
        piece = width(text[start + at : start + stop])
        marks += paint("~" * piece, levels[at]) if levels[at] else " " * piece
        at = stop
    return marks.rstrip()


def advice(finding: Finding, stream: IO[str] | None = None) -> list[str]:
    """Return a finding in words: level and advice, what to write instead, and where the advice comes from."""
    head = f"{finding.level}: "
    body = textwrap.wrap(printable(finding.message), columns() - 6, initial_indent=" " * len(head))
    first = paint(head, finding.level, stream) + (body[0][len(head) :] if body else "")
    lines = [f"    {first}", *(f"    {line}" for line in body[1:])]
    for fix in finding.fixes:
        instead = f"“{printable(fix.text)}”" if fix.text else "nothing (delete it)"
        how = "instead (--fix)" if fix.safe else "instead"
        lines.append(f"    {paint(f'{how}: {instead}', 'good', stream)}")
    source = textwrap.shorten(printable(f"{finding.card} · {finding.source}"), columns() - 6, placeholder=" ...")
    return [*lines, paint(f"    {source}", "dim", stream), ""]


def reply(answer: Answer, kind: str = "") -> list[str]:
    """Return the reply to send, with what the cards say of it; kind: how its head calls it."""
    head = ", ".join(filter(None, (kind, languages.get(answer.lang).name, answer.register)))
    subject = [printable(f"Subject: {answer.subject}"), ""] if answer.subject else []
    found = [line for finding in answer.findings for line in advice(finding)]
    return ["", paint(f"Reply ({head})", "bold"), "", *subject, printable(answer.body), *found]


def summary(result: Report, stream: IO[str] | None = None) -> str:
    """Return one line: how many findings of each level."""
    return _counted(result.counts, "", stream)


def total(results: Sequence[Report]) -> str:
    """Return one line: how many findings of each level, in how many of the texts."""
    found = [result for result in results if result.findings]
    counts = {level: sum(result.counts[level] for result in results) for level in LEVELS}
    return _counted(counts, f" in {len(found)} of {len(results)} files" if found else f" in {len(results)} files")


def _counted(counts: Mapping[Level, int], where: str, stream: IO[str] | None = None) -> str:
    counted = [f"{number} {level}{'s' if number != 1 else ''}" for level, number in counts.items() if number]
    worst = next((level for level in LEVELS if counts[level]), "")
    return (
        paint(", ".join(counted) + where, worst, stream) if counted else paint(f"No findings{where}.", "good", stream)
    )
