"""Judges of fit: what suits the reader and the channel, and what the brief knows of the writer and the text leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.cards.judges.form import beyond_target
from knigge.cards.rule import Hit
from knigge.domain import Case
from knigge.matching import lazily

_TOP = (
    r"\b(?:vorst[aä]nd\w*|geschäftsführ\w*|\w*präsident\w*|generaldirektor\w*|direktor(?:in)?|inhaber(?:in)?|minister\w*|"
    r"\w*intendant(?:in)?|\w*rektor(?:in)?|\w*bürgermeister(?:in)?|landr[aä]t(?:in)?|bischof|bischöfin|chefredakteur(?:in)?|"
    r"rector|mayor|head(?:master|mistress|teacher)|c[efot]o|chief \w+ officer|(?:vice )?president|managing director|managing partner|"
    r"director|owner|vp|chair\w*)\b"
)
# Who works for the head of a house is not the head.
_AIDE = (
    r"\b(?:\w*assist[ae]n[tz]\w*|\w*sekretär(?:in)?|sekretariat|\w*referent(?:in)?|\w*mitarbeiter(?:in)?|(?:vor)?zimmer|büro|"
    r"secretary|aide|pa|office)\b[^,;/|]*"
)
# Of the length that suits others; a reader at the top has that much less time.
_SHARE = 0.6
_TELLING = r"[^\W\d_]{5,}|\b[A-ZÄÖÜ][A-ZÄÖÜ&]+\b"
# Those that stand as pictures of themselves; ✓ and ✉ are signs in a text.
_PICTURES = lazily(
    "[\U0001f300-\U0001faff\u2614\u2615\u2639-\u263b\u26a1\u26bd\u26be\u26c4\u26c5\u26ea\u26f2-\u26f5\u26fa\u26fd\u2705\u270a\u270b"
    "\u2728\u274c\u2753-\u2755\u2757\u2764\u2b50]+"
)
_REFUSAL = lazily(
    # "Leider komme ich erst heute dazu, Ihnen zu danken" is no refusal.
    r"\s*((?:(?:leider|bedauerlicherweise)(?!\b[^.!?]{0,40}\berst (?:heute|jetzt|nun|gestern)\b)|zu meinem bedauern|nein|"
    r"kein (?:interesse|bedarf)|das geht nicht|daraus wird nichts|ich habe kein\w* (?:interesse|bedarf|zeit)|"
    r"(?:unfortunately|regrettably)(?!\b[^.!?]{0,40}\bonly (?:now|today)\b)|no(?=[,.])|not interested|"
    r"(?:i'm|i am|we're|we are) not interested|i have no (?:interest|time))\b)",
    re.I,
)


def long_for_senior(case: Case) -> Iterator[Hit]:
    """Yield what stands beyond six tenths of the channel's target where the brief says that the reader leads the house."""
    role = f"{case.brief.recipient.title} {case.brief.recipient.role}" if case.brief else ""
    if re.search(_TOP, role, re.I) and not re.search(_AIDE + _TOP, role, re.I):
        yield from beyond_target(case, _SHARE)


def role_not_told(case: Case) -> Iterator[Hit]:
    """Fire where the brief says what the sender does, or for whom, and the text holds nothing of it."""
    if not case.brief:
        return
    sender, view = case.brief.sender, case.body.view.casefold()
    said = re.findall(_TELLING, f"{sender.role} {sender.organisation} {sender.positioning}")
    if said and not any(word.casefold() in view for word in said):
        yield Hit(None)


def link_not_given(case: Case) -> Iterator[Hit]:
    """Fire where the brief knows an address at which the reader could look the sender up, and the text does not give it."""
    if case.brief and (url := case.brief.sender.contact.url.strip()):
        bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", url)
        # As a whole: "old-kerr.example" is another house than "kerr.example".
        if not re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", case.body.view, re.I):
            yield Hit(None)


def refuses_first(case: Case) -> Iterator[Hit]:
    """Yield the words by which an answer begins with its no."""
    if case.stage == "reply" and case.body.parts.body:
        start, end = case.body.parts.body[0]
        if found := _REFUSAL.match(case.body.view, start, end):
            yield Hit(found.span(1))


def pictures(case: Case) -> Iterator[Hit]:
    """Yield each run of pictographs in what the writer wrote."""
    if not case.body.view.isascii():
        yield from (
            Hit(found.span())
            for start, end in case.body.written()
            for found in _PICTURES.finditer(case.body.view, start, end)
        )
