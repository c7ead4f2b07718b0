"""Which fields a kind of check reads, so that a card with one that would do nothing is refused."""

from __future__ import annotations

import re

from knigge.cards.card import Check

_ANYWHERE = "lang locale channels stage"
_FOUND = "extends scope unless_in_brief limit"
_READ = {
    "judge": "judge limit",
    "missing": "missing given without",
    "existence": f"{_FOUND} tokens raw append nonword ignorecase exceptions action params",
    "substitution": f"{_FOUND} swap nonword ignorecase capitalize exceptions safe",
    "occurrence": f"{_FOUND} token max min ignorecase",
    "repetition": f"{_FOUND} tokens max alpha ignorecase exceptions action params",
    "consistency": f"{_FOUND} either nonword ignorecase",
    "conditional": f"{_FOUND} first second exceptions",
    "capitalization": f"{_FOUND} match exceptions action",
    "metric": "extends scope formula condition",
    "spelling": f"{_FOUND} dictionaries ignore filters exceptions",
}
_OF_CASE = {"$title": "style threshold prefix", "$sentence": "indicators threshold prefix"}
# What the action of each kind may be; True where it needs params, False where it takes none.
_MENDING = {"replace": True, "edit": True, "remove": False, "convert": False}
_ACTIONS: dict[str, dict[str, bool]] = {
    "existence": _MENDING,
    "repetition": _MENDING,
    "capitalization": {"replace": False},
}


def idle(check: Check, good_sign: bool) -> list[str]:
    """Return the fields that a card gives a check and that nothing reads."""
    kind = "missing" if check.missing else "judge" if check.judge else check.extends or "existence"
    read = {*f"{_ANYWHERE} {_READ[kind]} {_OF_CASE.get(check.match, '')}".split()}
    read = (read | {"sign"}) - {"limit"} if good_sign else read | {"level", "say"}
    read -= {name for name, needed in (("append", "raw"), ("params", "action")) if not getattr(check, needed)}
    return sorted(name for name in Check._fields if name not in read and _given(check, name))


def unfit(check: Check) -> str:
    """Return why a card's check could not do what its fields say, empty for one that can."""
    if check.extends == "occurrence" and not check.max and not check.min:
        return "has neither max nor min. Say how often is too often."
    if check.extends == "capitalization" and check.action and not check.match.startswith("$"):
        return "has an action, but no case such as $title to replace with. Remove the action."
    actions = _ACTIONS.get(check.extends, {})
    if check.action and check.action not in actions:
        return f"has the action {check.action}, which does nothing here. Known: {', '.join(actions)}."
    if check.action and actions[check.action] != bool(check.params):
        return f"has the action {check.action}, which {'needs' if not check.params else 'takes no'} params."
    if group := next((value for value in check.swap.values() if re.search(r"\$\{?\d", value)), ""):
        return f"replaces with {group!r}, but only the rules of packs fill in groups. Write the words."
    return ""


def _given(check: Check, name: str) -> bool:
    return bool(getattr(check, name) != Check._field_defaults[name])
