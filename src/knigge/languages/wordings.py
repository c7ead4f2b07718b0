"""What a language gives the composer: letter forms, connecting sentences, and the shape of a given text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from knigge.domain import CommonGround, Person, Register

# What greets: a formal letter by mail, any other message, a card with good wishes.
Sheet = Literal["mail", "message", "card"]
Form = Literal["sentence", "question", "clause", "infinitive", "request", "wish", "noun", "phrase"]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The composer's words in one language.

    frames: slot and form, such as `reason.phrase`, into variants; `{text}` is the brief's own text, and
    `[Ihnen|dir]` gives the formal and the informal word.
    grounds: kind and relation of common ground, such as `event.met`, into variants: `{name}` as given, `{title}`
    in quotation marks where it is one, `{at}` as a place, `{when}` and `{of}` for its date.
    closings: register and locale into closing formulas, a bare register being the fallback; `card` for good wishes.
    salutation: takes person, register, locale and what kind of sheet it stands on.
    form: tells what a given text is: a whole sentence, a question, a clause, an infinitive ("to compare notes"), a
        bare request to the reader ("kurz sagen, ob"), a bare wish of the writer ("wissen, ob"), or a phrase without a verb.
    noun: how a phrase begins that can stand after a preposition as it is.
    continued: a sentence as it goes on after the salutation's comma; the flag says whether on the same line.
    at: an event or school (with its title in quotation marks) as a place phrase.
    expansions: short forms at the start of a field and the sentence opening that they stand for.
    first_person, together: expressions for I and we, and for we two.
    nobody: the formal and the informal salutation where no name is known.
    dated, issued: a date as it follows an event's name or a text's title, or "".
    own: how a name begins that describes rather than names ("your talk on ..."); quotes: the marks for a title.
    asking: the frames that make a question. occasion: how an occasion begins to which one wishes well ("zum Geburtstag").
    topics: expressions for the subject; the group `about` holds a topic with its preposition, `named` one that stands
        alone.
    because, that: the words with which a clause of reason, and one of content, begins. together_verbs: how a detail begins that
        lacks its "we". formula: an expression for a closing formula, which may have been pasted along with a field.
    national: by locale, what is written otherwise there. bare: the locales whose salutation has no comma. question_mark: with the
        space before it that the language may want. questions: what `knigge draft` asks for, by the brief's field; address: the
        formal and the informal word for you, where there are two.
    thanks, please, way_out: expressions by which the brief says these itself; permission: how an ask begins to which
        no is an answer.
    """

    frames: Mapping[str, tuple[str, ...]]
    grounds: Mapping[str, tuple[str, ...]]
    closings: Mapping[str, tuple[str, ...]]
    salutation: Callable[[Person, Register, str, Sheet], str]
    form: Callable[[str], Form]
    noun: re.Pattern[str]
    continued: Callable[[str, bool], str]
    at: Callable[[CommonGround, str], str]
    dated: Callable[[str], str]
    issued: Callable[[str], str]
    topics: tuple[str, ...]
    thanks: str
    please: str
    way_out: str
    permission: str
    own: str
    asking: tuple[str, ...]
    expansions: tuple[tuple[str, str], ...]
    first_person: str
    together: str
    nobody: tuple[str, str]
    quotes: tuple[str, str]
    occasion: str
    because: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    together_verbs: str = ""
    formula: str = ""
    national: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    bare: tuple[str, ...] = ()
    question_mark: str = "?"
    questions: Mapping[str, str] = field(default_factory=dict)
    address: tuple[str, ...] = ()
