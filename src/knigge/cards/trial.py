"""A card's own test into the case that it describes."""

from __future__ import annotations

from knigge import channels, languages, text
from knigge.cards.card import Card, CardTest
from knigge.domain import Brief, Case, Message
from knigge.errors import CardError


def case_of(card: Card, test: CardTest) -> Case:
    """Return the case that `test` describes; what it leaves open is the channel's usual."""
    body = text.parse(test.text)
    language = languages.get(test.lang)
    brief = None
    if test.brief:
        from knigge.yamlfile import validate

        brief = validate(Brief, test.brief, f"{card.id}.yaml: tests.brief", CardError)
    return Case(
        body=body,
        subject=text.plain(test.subject),
        lang=language.code,
        locale=language.locale_of(body.view, test.locale),
        channel=channels.get(test.channel).id,
        stage=test.stage or channels.get(test.channel).stage,
        brief=brief,
        message=Message(test.text, test.subject, headers=test.headers) if test.headers else None,
    )
