"""A case into findings and evidence: scan once, ask the judges, then see what is missing."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from knigge.cards.applying import PARTS, Active, Looking, Part, applying, level_of
from knigge.cards.card import Check
from knigge.cards.judges import JUDGES
from knigge.cards.kinds import ALWAYS, kind
from knigge.cards.kinds.writing import as_written
from knigge.cards.messages import fill
from knigge.cards.packs import warnings
from knigge.cards.rule import Hit, Rule
from knigge.cards.scopes import Places, looks_at
from knigge.cards.setting import is_locked, lets_pass
from knigge.domain import Case, Evidence, Finding, Policy, Report, Span, Text
from knigge.errors import DictionaryError
from knigge.matching import TooSlowError
from knigge.text.source import placed

if TYPE_CHECKING:
    from knigge.cards.suppression import Suppression

# Stands for the span of a finding without one, before every real span.
_NOWHERE: Span = (-2, -1)
_Found = list[tuple[Rule, Hit]]
_Made = tuple[Rule, Hit, Finding]


def judge(case: Case, path: str = "", notes: tuple[str, ...] = ()) -> Report:
    """Return what the cards that apply say of `case`."""
    skipped: list[str] = []
    faults, good = _judged(case, skipped)
    evidence, findings = _evidence(case, good), _findings(case, faults, skipped)
    told = (*notes, *warnings(tuple(case.policy.packs.items())), *dict.fromkeys(skipped))
    return Report(findings, evidence, case.lang, case.channel, case.stage, told, path)


def firing(case: Case) -> list[Rule]:
    """Return the rules that find fault with `case` or a good sign in it, whether or not another's find covers theirs."""
    return [rule for found in _judged(case, []) for rule, _ in found]


def _judged(case: Case, skipped: list[str]) -> tuple[_Found, _Found]:
    """Return the faults of a case, and its good signs; rules that could not be run are told in `skipped`."""
    active = applying(case)
    rules = active.scanner.rules
    found = [pair for part in PARTS for pair in _scan(case, part, active, skipped)]
    found += [(rules[i], hit) for i in active.judging for hit in JUDGES[rules[i].check.judge](case)]
    good = [pair for pair in found if pair[0].positive and pair[1].span]
    faults = [pair for pair in found if not pair[0].positive]
    if case.body.view.strip():  # a request may come without a text; nothing can be missing from it
        signs: set[str] = {rule.check.sign for rule, _ in good}
        faults += [(rules[i], Hit(None)) for i in active.missing if _lacks(rules[i].check, signs)]
    return faults, good


def _lacks(check: Check, signs: set[str]) -> bool:
    if check.missing in signs or check.without in signs:
        return False
    return not check.given or check.given in signs


def _scan(case: Case, part: Part, active: Active, skipped: list[str]) -> _Found:
    """Return what the rules hit in one part, each inside its scope; a rule that can't be run is told in `skipped`."""
    looking, text = active.looking[part], _text(case, part)
    if not (looking.finding or looking.always) or (not text.view and part != "body"):
        return []
    places = Places(text if text is case.body or part != "raw" else placed(text, case.body), part)
    hits: _Found = []
    for index, found in _occurring(active, looking, places.view.form("folded")).items():
        rule = active.scanner.rules[index]
        try:
            for hit in _hits(rule, found, places):
                if (hit.span and not _written(text, hit.span)) or _made_up(rule, hit, case, part):
                    continue
                if hit.span and rule.card.lets_pass and lets_pass(rule.card, case.policy, text.view[slice(*hit.span)]):
                    continue
                if not (rule.check.unless_in_brief and hit.span and _in_brief(text.view[slice(*hit.span)], case)):
                    hits.append((rule, hit if part == hit.part else hit._replace(part=part)))
        except TooSlowError:
            skipped.append(f"{rule.card.id} was skipped: it took too long on this text.")
        except DictionaryError as fault:
            skipped.append(f"{rule.card.id} was skipped: {fault}")
    return hits


def _made_up(rule: Rule, hit: Hit, case: Case, part: str) -> bool:
    """Say whether too few matches in one part are enough in subject and body together, which the body alone tells."""
    check = rule.check
    if (
        not check.min
        or (hit.span and check.max)
        or not all(any(looks_at(name, each) for name in check.scope) for each in ("subject", "body"))
    ):
        return False
    places = (Places(case.subject, "subject"), Places(case.body)) if part == "body" else ()
    passages = [passage for each in places for passage in each.passages(check.scope, rule.card.pack != "")]
    return part != "body" or sum(len(passage.words(rule.expressions[0])) for passage in passages) >= check.min


def _written(text: Text, span: Span) -> bool:
    """Say whether a span leads back to something, and not to what parts two blocks or to an image's words ahead of it."""
    start, end = text.original(span)
    return start < end


def _occurring(active: Active, looking: Looking, folded: bytes) -> dict[int, list[int]]:
    """Return the rules to try, by their places, each with the places of its expressions that may occur."""
    occurring: dict[int, list[int]] = {index: [] for index in looking.always}
    owners, finding = active.scanner.owners, looking.finding
    for index in active.scanner.expressions.occurring(folded):
        owner, place = owners[index]
        if owner in occurring:
            occurring[owner].append(place)
        elif owner in finding:
            occurring[owner] = [place]
    return occurring


def _hits(rule: Rule, occurring: list[int], places: Places) -> Sequence[Hit]:
    """Return the hits of a rule, all of them or, from one that takes too long, none."""
    check = rule.check
    places.view.clock.restart()
    passages = places.passages(check.scope, rule.card.pack != "")
    if len(passages) > 1 and occurring:
        whole = places.view.whole()
        occurring = [place for place in occurring if whole.may_hold(rule.expressions[place])]
        if not occurring and not check.min and check.extends not in ALWAYS:
            return ()
    found = kind(check.extends)(rule, passages, occurring)
    return found if isinstance(found, list) else [*found]


def _in_brief(match: str, case: Case) -> bool:
    return case.brief is not None and re.search(rf"(?<!\w){re.escape(match)}(?!\w)", repr(case.brief)) is not None


def _evidence(case: Case, found: _Found) -> tuple[Evidence, ...]:
    items = set()
    for rule, hit in found:
        if hit.span:
            text = _text(case, hit.part)
            start, end = text.original(hit.span)
            items.add(Evidence(rule.check.sign, hit.part, start, end, text.raw[start:end]))
    return tuple(sorted(items, key=lambda e: (e.part != "subject", e.start, e.end, e.sign)))


def _findings(case: Case, faults: _Found, notes: list[str]) -> tuple[Finding, ...]:
    """Return the findings that are switched on, in order; switches that mean nothing are told in `notes`."""
    made = [
        (rule, hit, _finding(case, rule, hit, level))
        for rule, hit in _longest(faults)
        if (level := level_of(rule.card, rule.check, case.policy.levels))
    ]
    if case.switchable and (case.body.controls or (case.message and case.message.headers)):
        from knigge.cards.suppression import Suppression

        switches = Suppression(case)
        made = [*_unswitched(made, switches, case.policy, notes)]
        rules = applying(case).scanner.rules
        notes += switches.warnings({name for r in rules for name in (r.card.id, *r.card.aliases, r.card.pack)})
    made.sort(key=lambda each: _order(each[2]))
    return tuple(_within_limits([(rule, finding) for rule, _, finding in made]))


def _unswitched(made: list[_Made], switches: Suppression, policy: Policy, notes: list[str]) -> Iterator[_Made]:
    """Yield the findings that no switch covers, and those of locked cards, of which `notes` are told."""
    for each in made:
        if not switches.covers(each[0].card, each[2]):
            yield each
        elif is_locked(each[0].card, policy.locked):
            notes.append(f"The switch for {each[2].card} in the text is not used: the card is locked.")
            yield each


def _order(f: Finding) -> tuple[bool, bool, int, int, str, str]:
    return f.start is None, f.part != "subject", f.start or 0, f.end or 0, f.card, f.message


def _within_limits(made: list[tuple[Rule, Finding]]) -> Iterator[Finding]:
    """Yield the findings, of a card with a limit no more than it allows."""
    counts: dict[str, int] = {}
    seen: set[tuple[object, ...]] = set()
    for rule, finding in made:
        place = (finding.card, finding.part, finding.start, finding.end)
        if place in seen:  # by two scopes, such as raw and heading
            continue
        seen.add(place)
        counts[finding.card] = counts.get(finding.card, 0) + 1
        if rule.check.limit <= 0 or counts[finding.card] <= rule.check.limit:
            yield finding


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
    seen = text.view[slice(*hit.span)] if hit.span else ""
    return Finding(
        card=rule.card.id,
        level=level,  # type: ignore[arg-type]
        part="subject" if hit.part == "subject" else "body",
        start=start,
        end=end,
        match=text.raw[start:end] if hit.span else "",
        message=fill(rule.told.say, hit.values or (" ".join(seen.split()),)),
        guideline=rule.told.guideline,
        source=rule.told.source,
        fixes=as_written(text, hit) if hit.fixes and text.raw != text.view else hit.fixes,
        channel=case.channel,
        lang=case.lang,
    )


def _text(case: Case, part: str) -> Text:
    if part == "subject":
        return case.subject
    if part.startswith("header:") and case.message:
        return _as_it_stands(case.message.headers[part.removeprefix("header:")])
    if part == "raw" and case.body.stops is not None:
        return _as_it_stands(case.body.raw)
    return case.body


@lru_cache(maxsize=1)  # asked for by each finding
def _as_it_stands(raw: str) -> Text:
    from knigge.text import plain

    return plain(raw)
