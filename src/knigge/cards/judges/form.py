"""Judges of form: lengths, greeting and closing, forms of address, punctuation by locale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge import channels, languages
from knigge.cards.kinds import Hit
from knigge.domain import Case, Fix, Text

# Words that open a German sentence without being nouns; after a salutation's comma they are lower case.
_LOWER_WORDS = frozenset(
    """
    ich wir mein meine meinen unser unsere vielen herzlichen danke als am an auf aus bei beim da das dass der die den dem
    derzeit durch ein eine einen es für gern gerne gestern gerade heute hiermit hier im in ist jetzt kürzlich laut letzte
    letzten letzter mit nach noch nun nachdem seit schon über um unter vom von vor während wann warum was weil wenn wer
    wie wo zu zum zur zunächst zwei darf dürfte könnten könnte würden möchte anbei neulich vorgestern morgen eben
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")


def over_platform_limit(case: Case) -> Iterator[Hit]:
    """Yield what stands beyond the most characters the platform takes, in body and subject."""
    channel = channels.get(case.channel)
    plan = case.brief.sender.plan if case.brief else ""
    yield from _beyond(case.body, channel.limit(plan, case.policy), "body")
    yield from _beyond(case.subject, channel.subject_chars, "subject")


def over_target_length(case: Case) -> Iterator[Hit]:
    """Yield what stands beyond the length at which first messages of this channel should end."""
    own = case.body.parts.quoted[:1]
    text = case.body.view[: own[0][0]].rstrip() if own else case.body.view.rstrip()
    target = channels.get(case.channel).target_chars
    if target and len(text) > target:
        yield Hit((target, len(text)))


def _beyond(text: Text, limit: int, part: str) -> Iterator[Hit]:
    if limit and len(text.view) > limit:
        yield Hit((limit, len(text.view)), part=part)


def no_greeting(case: Case) -> Iterator[Hit]:
    """Fire where no salutation opens the message."""
    if case.body.parts.greeting is None and case.body.view.strip():
        yield Hit(None)


def no_closing(case: Case) -> Iterator[Hit]:
    """Fire where neither a closing formula nor a name ends the message."""
    parts = case.body.parts
    if parts.closing is None and parts.signature is None and case.body.view.strip():
        yield Hit(None)


def mixed_registers(case: Case) -> Iterator[Hit]:
    """Yield the places of the rarer form of address where one person is addressed by two."""
    found = list(languages.get(case.lang).registers(case.body.view, case.body.sentences))
    formal = [span for span, register in found if register == "formal"]
    informal = [span for span, register in found if register == "informal"]
    if not formal or not informal:
        return
    for span in formal if len(formal) < len(informal) else informal:
        yield Hit(span)


def no_subject(case: Case) -> Iterator[Hit]:
    """Fire where a channel needs a subject and none stands there."""
    if channels.get(case.channel).subject == "needed" and not case.subject.view.strip() and case.brief:
        yield Hit(None, part="subject")


def capital_after_salutation(case: Case) -> Iterator[Hit]:
    """Yield a word that goes on in capitals after the comma of a German salutation."""
    greeting = case.body.parts.greeting
    if not greeting or not case.body.view[: greeting[1]].endswith(","):
        return
    word = _WORD.search(case.body.view, greeting[1])
    if word and word.group()[0].isupper() and word.group().lower() in _LOWER_WORDS and not word.group().isupper():
        gap = case.body.view[greeting[1] : word.start()]
        if not gap.strip():
            yield Hit((word.start(), word.end()), (Fix(word.group().lower(), safe=True),))


def comma_after_closing(case: Case) -> Iterator[Hit]:
    """Yield the comma or full stop that German does not set after the closing formula."""
    closing = case.body.parts.closing
    if closing is None:
        return
    view = case.body.view
    end = min(closing[1] + 1, len(view))
    mark = re.compile(r"gr(?:ü|ue)(?:ß|ss)en?\s*([,.])\s*(?:\n|$)", re.I).search(
        view, closing[0], min(end + 1, len(view))
    )
    if mark:
        yield Hit(mark.span(1), (Fix("", safe=True),))


def salutation_punctuation(case: Case) -> Iterator[Hit]:
    """Yield a salutation that ends otherwise than its country writes it: a comma, in Switzerland none."""
    greeting = case.body.parts.greeting
    if not greeting or (
        "\n" not in case.body.view[greeting[1] : greeting[1] + 2] and case.body.view[greeting[1] :].strip()
    ):
        return
    text = case.body.view[greeting[0] : greeting[1]]
    if case.locale == "de-CH" and text.endswith(","):
        yield Hit((greeting[1] - 1, greeting[1]), (Fix("", safe=True),))
    if case.locale != "de-CH" and text[-1:] not in ",!" and case.body.parts.body:
        yield Hit(greeting, (Fix(text.rstrip(".:;") + ",", safe=True),))


def swiss_eszett(case: Case) -> Iterator[Hit]:
    """Yield each ß in a text for Swiss readers, except in a name of the brief."""
    if case.locale != "de-CH":
        return
    names = case.brief.sender.name + case.brief.recipient.name if case.brief else ""
    for match in re.finditer(r"\w*ß\w*", case.body.view):
        if match.group() not in names:
            yield Hit(match.span(), (Fix(match.group().replace("ß", "ss"), safe=True),))


def greets_other_name(case: Case) -> Iterator[Hit]:
    """Yield a salutation that leaves out the recipient's name or spells it otherwise."""
    greeting = case.body.parts.greeting
    if not greeting or not case.brief or case.stage == "reply":
        return
    said = case.body.view[greeting[0] : greeting[1]]
    words = [word for word in re.split(r"[\s,]+", _nfc(case.brief.recipient.name)) if len(word) > 1]
    if words and not any(word in said for word in words):
        yield Hit(greeting)


def _nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)
