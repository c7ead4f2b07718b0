"""A case into findings and evidence: scan once, ask the judges, then see what is missing."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from knigge.cards.card import Check, in_language
from knigge.cards.compile import Rule, scanner
from knigge.cards.judges import JUDGES
from knigge.cards.kinds import KINDS, Hit
from knigge.cards.packs import card_applies, check_applies, level_of
from knigge.domain import Case, Evidence, Finding, Report, Span, Text
from knigge.matching import compiled, fold, fold_expression, spans

# Stands for the span of a finding without one, before every real span.
_NOWHERE: Span = (-2, -1)
_Found = list[tuple[Rule, Hit]]


def judge(case: Case, path: str = "", notes: tuple[str, ...] = ()) -> Report:
    """Return what the cards that apply say of `case`."""
    rules = scanner(case.lang).rules
    active = {id(rule) for rule in rules if card_applies(rule.card, case) and check_applies(rule.check, case)}
    found = [pair for pair in _scan(case) if id(pair[0]) in active]
    found += [
        (rule, hit)
        for rule in rules
        if rule.check.judge and id(rule) in active
        for hit in JUDGES[rule.check.judge](case)
    ]
    evidence = _evidence(case, [pair for pair in found if pair[0].positive])
    signs = {item.sign for item in evidence}
    faults = [pair for pair in found if not pair[0].positive]
    if case.body.view.strip():  # a request may come without a text; nothing can be missing from it
        faults += [(rule, Hit(None)) for rule in rules if id(rule) in active and _lacks(rule.check, signs)]
    return Report(_findings(case, faults), evidence, case.lang, case.channel, case.stage, notes, path)


def _lacks(check: Check, signs: set[str]) -> bool:
    if not check.missing or check.missing in signs or check.without in signs:
        return False
    return not check.given or check.given in signs


def _scan(case: Case) -> Iterator[tuple[Rule, Hit]]:
    """Yield what the expressions of all rules hit, each inside its scope."""
    scan = scanner(case.lang)
    for part, text, wanted in (("body", case.body, scan.body), ("subject", case.subject, scan.subject)):
        folded = fold(text.view)
        occurring: dict[int, tuple[Rule, list[int]]] = {}
        for index in wanted.expressions.occurring(folded):
            rule, place = wanted.owners[index]
            occurring.setdefault(id(rule), (rule, []))[1].append(place)
        for rule, places in occurring.values():
            yield from _hits(rule, places, text, folded, part, case)
        for rule in scan.rules:
            if rule.check.min and id(rule) not in occurring and (part == "subject") == (rule.check.scope == "subject"):
                yield from _hits(rule, [], text, folded, part, case)


def _hits(
    rule: Rule, places: list[int], text: Text, folded: bytes, part: str, case: Case
) -> Iterator[tuple[Rule, Hit]]:
    check = rule.check
    visible = _only(folded, _scope(check, text))
    found = {place: list(spans(rule.sources[place], visible)) for place in places}
    for hit in KINDS[check.extends](check, found):
        if not hit.span or not _excused(check, text, folded, hit.span, case):
            yield rule, Hit(hit.span, hit.fixes, part)


def _excused(check: Check, text: Text, folded: bytes, span: Span, case: Case) -> bool:
    """Say whether a match is one of the check's exceptions, or the brief's own words where these are meant."""
    if any(compiled(fold_expression(exception)).search(folded[slice(*span)]) for exception in check.exceptions):
        return True
    return check.unless_in_brief and case.brief is not None and text.view[slice(*span)] in repr(case.brief)


def _only(folded: bytes, scope: tuple[Span, ...]) -> bytes:
    """Blank all outside `scope`, with a NUL that white space can't bridge and line ends that a sentence can't."""
    at, pieces = 0, []
    for start, end in (*scope, (len(folded), len(folded))):
        if gap := start - at:
            pieces.append(b"\0".ljust(gap, b"\n") if gap > 1 else b"\n")
        pieces.append(folded[start:end])
        at = end
    return b"".join(pieces)


def _scope(check: Check, text: Text) -> tuple[Span, ...]:
    parts = text.parts
    match check.scope:
        case "subject" | "all":
            return ((0, len(text.view)),)
        case "greeting" | "closing" | "signature":
            span = getattr(parts, check.scope)
            return (span,) if span else ()
        case "body":
            return parts.body
    return text.written()


def _evidence(case: Case, found: _Found) -> tuple[Evidence, ...]:
    items = set()
    for rule, hit in found:
        if hit.span:
            text = _text(case, hit.part)
            start, end = text.original(hit.span)
            items.add(Evidence(rule.check.sign, hit.part, start, end, text.raw[start:end]))
    return tuple(sorted(items, key=lambda e: (e.part != "subject", e.start, e.end, e.sign)))


def _findings(case: Case, faults: _Found) -> tuple[Finding, ...]:
    made = []
    for rule, hit in _longest(faults):
        level = level_of(rule.card, rule.check, case.policy)
        if level:
            made.append(_finding(case, rule, hit, level))
    return tuple(sorted(made, key=lambda f: (f.start is None, f.part != "subject", f.start or 0, f.end or 0, f.card)))


def _longest(faults: _Found) -> Iterator[tuple[Rule, Hit]]:
    """Yield the hits of each card that no longer one of the same card overlaps, and one missing at most."""
    kept: dict[tuple[str, str], list[Span]] = {}
    for rule, hit in sorted(faults, key=lambda pair: _size(pair[1]), reverse=True):
        taken = kept.setdefault((rule.card.id, hit.part), [])
        span = hit.span or _NOWHERE
        place = bisect(taken, span)
        if not any(other[0] < span[1] and span[0] < other[1] for other in taken[max(place - 1, 0) : place + 1]):
            taken.insert(place, span)
            yield rule, hit


def _size(hit: Hit) -> int:
    return hit.span[1] - hit.span[0] if hit.span else 0


def _finding(case: Case, rule: Rule, hit: Hit, level: str) -> Finding:
    text = _text(case, hit.part)
    start, end = text.original(hit.span) if hit.span else (None, None)
    match = text.raw[start:end] if hit.span else ""
    say = in_language(rule.check.say or rule.card.say, case.lang)
    return Finding(
        card=rule.card.id,
        level=level,  # type: ignore[arg-type]
        part=hit.part,
        start=start,
        end=end,
        match=match,
        message=say.replace("%s", " ".join(match.split())),
        guideline=in_language(rule.card.guideline, case.lang),
        source=rule.card.cited(),
        fixes=hit.fixes,
        channel=case.channel,
        lang=case.lang,
    )


def _text(case: Case, part: str) -> Text:
    return case.subject if part == "subject" else case.body
