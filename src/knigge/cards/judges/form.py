"""Judges of form: lengths, greeting and closing, forms of address, punctuation by locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knigge import channels, languages
from knigge.cards.rule import Hit
from knigge.domain import Case, Fix, Text
from knigge.matching import runs
from knigge.text import words

# Words that open a German sentence without being nouns; after a salutation's comma they are lower case.
_LOWER_WORDS = frozenset(
    """
    ich wir mein meine meinen unser unsere vielen herzlichen danke als am an auf aus bei beim da das dass der die den dem
    derzeit durch ein eine einen es für gern gerne gestern gerade heute hiermit hier im in ist jetzt kürzlich laut letzte
    letzten letzter mit nach noch nun nachdem seit schon über um unter vom von vor während wann warum was weil wenn wer
    wie wo zu zum zur zunächst zwei darf dürfte könnten könnte würden möchte anbei neulich vorgestern morgen eben
    """.split()
)
_MOST_WORDS = 45
# What leads a noun at the beginning of a sentence.
_LEADS = frozenset(
    """der die das den dem des ein eine einen einem einer am an auf aus bei beim durch für im in ins mit nach ohne um unter
    vom von vor zum zur über keine kein meine mein unsere unser ihre ihr deine dein diese dieser dieses viele""".split()
)


def over_platform_limit(case: Case) -> Iterator[Hit]:
    """Yield what stands beyond the most characters the platform takes, in body and subject.

    An answer is no request any more, so the limit of a note does not bind it.
    """
    channel = channels.get(case.channel)
    plan = case.brief.sender.plan if case.brief else ""
    if case.stage != "reply" or channel.form == "letter":
        yield from _beyond(case.body, channel.limit(plan, case.policy), "body")
    yield from _beyond(case.subject, channel.subject_chars, "subject")


def over_target_length(case: Case) -> Iterator[Hit]:
    """Yield what stands beyond the length at which first messages of this channel should end; quotations don't count."""
    return beyond_target(case, 1)


def beyond_target(case: Case, share: float) -> Iterator[Hit]:
    """Yield what stands beyond a share of the channel's target length."""
    left = int(channels.get(case.channel).target_chars * share)
    parts = case.body.parts
    own = sorted([*case.body.written(), *([parts.signature] if parts.signature else [])])
    for start, end in own if left else ():
        if end - start > left:
            yield Hit((start + left, own[-1][1]))
            return
        left -= end - start


def long_sentence(case: Case) -> Iterator[Hit]:
    """Yield each sentence of over 45 words; the items of a list are not one."""
    for start, end in case.body.sentences:
        if end - start > 180 and _is_long(case.body.view[start:end]):
            yield Hit((start, start + len(case.body.view[start:end].rstrip(".!?…"))))


def _is_long(sentence: str) -> bool:
    # Runs of letters are counted faster. There are never more words than these, nor fewer than those that no mark joins.
    most = len(runs(sentence))
    least = most - sum(map(sentence.count, "-'’.&"))
    return most > _MOST_WORDS and (least > _MOST_WORDS or len(words(sentence)) > _MOST_WORDS)


def _beyond(text: Text, limit: int, part: str) -> Iterator[Hit]:
    end = len(text.view.rstrip())  # no platform counts the line end of a file
    if limit and end > limit:
        yield Hit((limit, end), part=part)


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
    """Yield the places of the rarer form of address where one person is addressed by two; "euch" is meant for several."""
    language = languages.get(case.lang)
    if not language.mixes(case.body.view):
        return
    found = list(language.registers(case.body.view, case.body.sentences))
    formal = [span for span, register in found if register == "formal"]
    informal = [
        span
        for span, register in found
        if register == "informal" and not language.several(case.body.view[slice(*span)])
    ]
    if not formal or not informal:
        return
    names = f"{case.brief.sender.name} {case.brief.recipient.name}".split() if case.brief else []
    if {case.body.view[slice(*span)] for span in formal} <= set(names):
        return
    for span in formal if len(formal) < len(informal) else informal:
        if case.body.view[slice(*span)] not in names:
            yield Hit(span)


def no_subject(case: Case) -> Iterator[Hit]:
    """Fire where a channel needs a subject and none stands there."""
    if channels.get(case.channel).subject == "needed" and not case.subject.view.strip() and case.brief:
        yield Hit(None, part="subject")


def pretends_reply(case: Case) -> Iterator[Hit]:
    """Yield the mark of an answer in a subject where nothing shows that a thread exists."""
    headers = case.message.headers if case.message else {}
    known = case.brief is not None and case.brief.prior_contact != "none"
    if case.message and not headers:  # of what was received, or pasted, nobody knows the thread
        return
    if known or case.body.parts.quoted or {"in-reply-to", "references"} & set(headers):
        return
    mark = re.match(
        r"\s*((?:aw|re|antw|antwort|(wg|fwd?))\s*(?:[\[(]\d+[\])])?\s*:)(?!publica|invent)", case.subject.view, re.I
    )
    if mark and not (mark[2] and case.message):  # what one receives may well have been forwarded
        yield Hit(mark.span(1), part="subject")


def capital_after_salutation(case: Case) -> Iterator[Hit]:
    """Yield a word that goes on in capitals after the comma of a German salutation."""
    greeting = case.body.parts.greeting
    if not greeting or case.locale == "de-CH" or not case.body.view[: greeting[1]].endswith(","):
        return
    rest = case.body.view[greeting[1] :]
    word = rest.split(maxsplit=1)[0].rstrip(",.") if rest.strip() else ""
    if word[:1].isupper() and word.lower() in _LOWER_WORDS and not word.isupper():
        start = case.body.view.index(word, greeting[1])
        yield Hit((start, start + len(word)), (Fix(word.lower(), safe=True),))


def comma_after_closing(case: Case) -> Iterator[Hit]:
    """Yield the comma or full stop that German does not set after the closing formula."""
    closing = case.body.parts.closing
    if closing is None:
        return
    line_end = case.body.view.find("\n", closing[0])
    line = case.body.view[closing[0] : line_end if line_end >= 0 else None]
    if re.search(r"(?:gr(?:ü|ue)(?:ß|ss)en?|dank)\s*[,.]\s*$", line, re.I):
        at = closing[0] + len(line.rstrip()) - 1
        yield Hit((at, at + 1), (Fix("", safe=True),))


def salutation_punctuation(case: Case) -> Iterator[Hit]:
    """Yield a salutation on its own line that ends otherwise than its country writes it: comma, in Switzerland none."""
    greeting = case.body.parts.greeting
    if not greeting or case.body.view[greeting[1] : greeting[1] + 1] != "\n":
        return
    text = case.body.view[greeting[0] : greeting[1]]
    if case.locale == "de-CH" and text.endswith(","):
        yield Hit((greeting[1] - 1, greeting[1]), (Fix("", safe=True),))
    if case.locale != "de-CH" and (text[-1].isalpha() or text[-1] in ".:;"):
        yield Hit(greeting, (Fix(text.rstrip(" .:;") + ",", safe=True),))


def no_blank_line(case: Case) -> Iterator[Hit]:
    """Yield a greeting that no blank line follows, and a closing that none precedes, each on a line of its own."""
    view, (greeting, _, closing, *_) = case.body.view, case.body.parts
    if greeting and view[greeting[1] :].strip() and re.match(r"[ ]*\n[ ]*[^\s]", view[greeting[1] : greeting[1] + 20]):
        yield Hit(greeting)
    if closing and re.search(r"[^\s][ ]*\n[ ]*\Z", view[max(0, closing[0] - 20) : closing[0]]):
        yield Hit(closing)


def swiss_eszett(case: Case) -> Iterator[Hit]:
    """Yield each ß in a text for Swiss readers, except in names and addresses.

    A word with a capital behind another may be a name that nobody told us: its fix is not safe.
    """
    if case.locale != "de-CH":
        return
    names = case.brief.sender.name + case.brief.recipient.name if case.brief else ""
    view = case.body.view
    for start, end in case.body.written():
        for run in re.compile(r"\S+").finditer(view, start, end) if "ß" in view else ():
            if "ß" not in run.group() or re.search(r"[@/]|\w\.\w", run.group()):
                continue
            for word in re.finditer(r"\w+", run.group()):
                if "ß" in word.group() and word.group() not in names:
                    at = run.start() + word.start()
                    fix = Fix(
                        word.group().replace("ß", "ss"), not _may_be_name(view[max(0, at - 40) : at], word.group())
                    )
                    yield Hit((at, at + len(word.group())), (fix,))


def _may_be_name(before: str, word: str) -> bool:
    """Say whether a word stands where a surname may: with a capital, behind another that is no article or preposition."""
    last = before.split()[-1:] or [""]
    return word[0].isupper() and last[0][:1].isupper() and last[0].lower() not in _LEADS and before[-1:] == " "


# What may stand in a greeting with a capital and is nobody's name.
_NO_NAMES = frozenset(
    """
    sehr geehrte geehrter geehrtes liebe lieber liebes werte werter verehrte verehrter hallo guten gute schönen tag morgen
    abend frau herr herrn damen herren team kollegen kolleginnen dear hello hi hey good morning afternoon evening day ms mr
    mrs mx miss dr prof professor professorin sir madam all everyone moin servus grüezi grüß grüss gott mag dipl ing univ phd
    """.split()
)


def greets_other_name(case: Case) -> Iterator[Hit]:
    """Yield a salutation that names somebody other than the recipient, or spells the name otherwise."""
    greeting = case.body.parts.greeting
    if not greeting or not case.brief or case.stage == "reply":
        return
    said = _words(case.body.view[greeting[0] : greeting[1]])
    known = _words(case.brief.recipient.name)
    if said - _no_names(case.lang) and not said & (known - _NO_NAMES or known):
        yield Hit(greeting)


@cache
def _no_names(lang: str) -> frozenset[str]:
    """Return the words of a language that greet, and what stands before a name in any."""
    return _NO_NAMES | _words(languages.get(lang).greetings) | {form.lower() for form in languages.forms()}


def _words(text: str) -> set[str]:
    """Return the words of a name or greeting, whatever their case and whichever apostrophe they are typed with."""
    import unicodedata

    plain = unicodedata.normalize("NFC", text).replace("’", "'").casefold()
    return set(re.findall(r"[^\W\d_][\w'-]*", plain))
