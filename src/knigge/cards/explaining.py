"""A card into words: what it asks for, who says so, and what it finds and leaves alone."""

from __future__ import annotations

from typing import Any

from knigge.cards.card import CardTest, in_language
from knigge.cards.compile import find, known, tests
from knigge.domain.words import SCHEMA

_EXAMPLES = 3


def explain(name: str, lang: str, packs: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """Return the card of this id or alias in the published shape `explain`; in another language where it has no example in `lang`.

    Raises SettingsError for an unknown one, naming the nearest.
    """
    card = find(name, known(packs))
    own = [test for test in tests().get(card.id, ()) if isinstance(test, CardTest) and test.text]
    examples = [test for test in own if test.lang == lang.partition("-")[0]] or own
    return {
        "schema": SCHEMA,
        "card": card.id,
        "level": card.level,
        "decided_by": card.decided_by,
        "guideline": in_language(card.guideline, lang),
        "sources": [source.cited() for source in card.source],
        "reported": [test.text for test in examples if test.want][:_EXAMPLES],
        "passed": [test.text for test in examples if not test.want][:_EXAMPLES],
    }
