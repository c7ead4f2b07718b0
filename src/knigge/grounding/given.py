"""A brief, or a received message and the profile of who answers it, into what a text may state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from knigge import languages
from knigge.domain import AnswerBrief, Brief, Case, Profile
from knigge.grounding.acquaintance import CARRIED, claimed
from knigge.grounding.amounts import Amounts
from knigge.grounding.values import Value, values
from knigge.grounding.when import WEEKDAYS, moments
from knigge.grounding.words import WORD, Kin, akin, stem, widened, words

# Fields that say how to write, and nothing of what.
_SETTINGS = frozenset(
    "channel language register salutation plan prior_contact intent kind relation verdict stage missing".split()
)
# A claim of these kinds is given only with its own word: a brother is no wife.
_WORDED = frozenset({"family", "boast", "works"})
_ANYBODY = frozenset("a an the at of for with bei beim im am an in der des dem von".split())
_PIECE, _ROOT = 4, 6
# What an answer speaks of stands at the beginning of a message; so much is read of one made to keep the program busy.
_MOST = 20_000
_TITLES = {
    "prof": "prof", "professor": "prof", "professorin": "prof", "dr": "dr", "doktor": "dr", "doktorin": "dr", "doctor": "dr", "phd": "dr",
    "mag": "mag", "magister": "mag", "magistra": "mag", "dipl": "dipl", "di": "dipl", "sir": "sir", "dame": "sir", "lord": "sir",
    "mba": "mba", "priv": "pd", "pd": "pd",
}  # fmt: skip
_SEASONS = (
    frozenset(("winter",)),
    frozenset(("spring", "frühling", "frühjahr")),
    frozenset(("summer", "sommer")),
    frozenset(("autumn", "herbst")),
)
_SINCE = re.compile(r"\b(?:seit|since)\s(?:[^\W\d]+\s){0,2}\d{4}\b", re.I)
_MONEY = frozenset("EUR GBP USD CHF".split())
_NEARBY = {-1: "past", 0: "this", 1: "next"}
_NEXT_DOOR = re.compile(
    r"\b(?:entfernt|nebenan|gegenüber|um die Ecke|next door|opposite|round the corner|(?:metres|meters|yards) from)\b",
    re.I,
)
# Letters that stand for a long word, or for some: OLG, TV, UNI.
_LETTERS = re.compile(r"[A-ZÄÖÜ]{2,5}")
_SPELLS, _PART = 10, 3
_CUT = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]{2,})\.(?=[ ,][\w(])")
_LINKS = ("s", "es", "n", "en", "er", "e")


class Held(NamedTuple):
    """All of a case that may carry a statement: brief, profile, what an answer answers, and the words of the message."""

    lang: str
    brief: Brief | None
    answering: AnswerBrief | None
    profile: Profile | None
    told: tuple[str, ...]
    received: bool
    today: str

    @classmethod
    def of(cls, case: Case) -> Held:
        """Return what a case holds; of a message only an answer may state something."""
        message = case.message if case.answering else None
        told = (message.text[:_MOST], message.subject, message.sender) if message else ()
        received = bool(told) or case.stage == "reply"
        return cls(case.lang, case.brief, case.answering, case.profile, told, received, case.today)


@lru_cache(maxsize=4)
def given(held: Held, whose: Literal["both", "sender"] = "both") -> Given:
    """Return what may be stated; what was worked out of it is kept for the next part or attempt."""
    return Given(held, whose)


class Given:
    """What a text may state; each kind of thing is worked out when it is first asked for."""

    def __init__(self, held: Held, whose: Literal["both", "sender"] = "both") -> None:
        """whose: `sender` leaves out what the brief tells of its recipient, whose role is not the sender's."""
        self.lang = held.lang
        brief = held.brief
        nouns = [noun for noun in (brief, held.answering, held.profile) if noun]
        hidden = _SETTINGS | {"recipient"} if whose == "sender" else _SETTINGS
        self.text = "\n".join([*held.told, *(text for noun in nouns for text in _texts(noun, hidden))])
        self._between = (
            [ground.name for ground in brief.common_ground if ground.kind == "mutual_contact"] if brief else []
        )
        self._firm: Set[str] = frozenset()
        self._reader: Set[str] = frozenset()
        self._office: Set[str] = frozenset()
        self._post: Set[str] = frozenset()
        self.keys = {"received"} if held.received else set()
        self._year = int(held.today[:4]) if held.today else 0
        self._people = [*self._between, *held.told[2:]]
        if brief:
            self._people += [brief.sender.name, brief.recipient.name]
            self.keys |= {brief.intent, f"contact:{brief.prior_contact}"}
            self.keys |= {key for ground in brief.common_ground for key in (ground.kind, ground.relation) if key}
            people = (brief.sender, brief.recipient)
            self.keys |= {name for name in ("role", "organisation") if any(getattr(each, name) for each in people)}
            reader = brief.recipient
            self._reader = frozenset(WORD.findall(reader.name))
            self._office = {
                stem(word, self.lang) for word in WORD.findall(f"{reader.title} {reader.salutation} {reader.role}")
            }
            self._firm = frozenset(WORD.findall(brief.sender.organisation.lower()))
            post = {stem(word, self.lang) for word in WORD.findall(brief.sender.role)}
            self._post = post - _little(self.lang)
            roles = [
                {stem(word, self.lang) for word in WORD.findall(each.role)} - _little(self.lang) for each in people
            ]
            self.keys |= {"colleague"} if roles[0] & roles[1] else set()

    @cached_property
    def exact(self) -> frozenset[str]:
        """Return the words as they are written, in small letters, compounds with a hyphen also in pieces."""
        found = {match[0] for match in WORD.finditer(self.text.lower())}
        joined = [word for word in found if not word.isalpha()]
        pieces = (piece for word in joined for piece in (re.sub(r"['’]s?$", "", word), *re.split(r"['’-]", word)))
        return frozenset(found.union(pieces))

    @cached_property
    def _shortened(self) -> tuple[str, ...]:
        """Return the beginnings of words that are cut by a full stop, as in "Kath. Pfarramt"."""
        return tuple(match[1].lower() for match in _CUT.finditer(self.text))

    @cached_property
    def _stems(self) -> set[str]:
        keys = self.keys | {"money" for value in self._values if value.value[-1] in _MONEY}
        return widened({stem(word, self.lang) for word in self.exact}, keys, self.lang)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(_TITLES[word] for word in self.exact if word in _TITLES)

    def title(self, word: str) -> bool | None:
        """Say whether a title is given; None for a word that is no title."""
        named = _TITLES.get(word.lower().rstrip("."))
        if named == "dr" and word == "PhD" and self.told("doctoral"):
            return True
        return None if named is None else named in self._titles

    def ranks(self, surname: str, rank: str) -> bool:
        """Say whether the recipient is called by a rank that is not theirs."""
        return surname in self._reader and stem(rank, self.lang) not in self._office

    def name(self, word: str) -> bool:
        """Say whether a name is given, to the letter; a genitive s is none of it."""
        low, exact = word.lower(), self.exact
        if low in exact or low.removesuffix("s") in exact or re.sub(r"['’]s?$", "", low) in exact:
            return True
        if self._shortened and low.startswith(self._shortened):
            return True
        return "-" in word and all(self.name(piece) for piece in word.split("-") if len(piece) > 1)

    def word(self, word: str) -> bool:
        """Say whether a word is given or ordinary, in any form of it, or made of such words."""
        cut = stem(word, self.lang)
        if cut in words(self.lang).ordinary or cut in self._stems:
            return True
        if _LETTERS.fullmatch(word) and self._stands_for(word.lower()):
            return True
        if "-" in word and all(
            self.word(piece) or self._begins(stem(piece, self.lang)) for piece in word.split("-") if piece
        ):
            return True
        if self._kin.holds(cut):
            return True
        return self._compound(cut) if self.lang == "de" else self._begins(cut)

    def _begins(self, cut: str) -> bool:
        """Say whether a given word begins with one: the boats of a boatyard."""
        if len(cut) < _PIECE - 1:
            return False
        at = self._row.find(f" {cut}")
        while at >= 0:
            after = at + 1 + len(cut)
            if " " not in self._row[after : after + 3]:
                return True
            at = self._row.find(f" {cut}", after)
        return False

    def _stands_for(self, letters: str) -> bool:
        """Say whether letters shorten a long word that is given, from its first one on, or begin words that stand together."""
        if any(len(w) >= _SPELLS and _within(letters, w) for w in self.exact):
            return True
        return letters in self._initials

    @cached_property
    def _initials(self) -> str:
        return "".join(word[0] for word in WORD.findall(self.text) if word[0].isupper()).lower()

    def told(self, word: str) -> bool:
        """Say whether a word is given, be it ordinary or not, or stands for one that is."""
        return stem(word, self.lang) in self._stems

    @cached_property
    def _ordinary_stems(self) -> frozenset[str]:
        """Return the stems that may be inflected and derived from: those of words that stand in small letters or as nouns, and no person's name."""
        names = {stem(piece, self.lang) for name in self._people for piece in WORD.findall(name)}
        return frozenset(self._stems - names)

    @cached_property
    def _kin(self) -> Kin:
        return Kin(self._ordinary_stems, self.lang)

    @cached_property
    def _row(self) -> str:
        """Return those stems in one string, each between blanks: what begins or ends one is found at once."""
        return f" {' '.join(sorted(self._ordinary_stems))} "

    def _edge(self, piece: str) -> bool:
        """Say whether a given word begins or ends with a piece."""
        return f" {piece}" in self._row or f"{piece} " in self._row

    def _compound(self, cut: str) -> bool:
        """Say whether a German word is a piece of one that is given, or made of two that are given or ordinary."""
        if len(cut) >= _PIECE and self._edge(cut):
            return True
        return any(self._piece(cut[:at]) and self._piece(cut[at:]) for at in range(_PIECE - 1, len(cut) - 2))

    @cached_property
    def _parts(self) -> Set[str]:
        """Return of what a compound may be made: no little words, else Zürich were "zur" and "ich"."""
        return self._stems - _little(self.lang)

    def _piece(self, part: str) -> bool:
        forms = {part, stem(part, self.lang), *(part.removesuffix(link) for link in _LINKS)}
        if forms & words(self.lang).parts or forms & self._parts:
            return len(part) >= _PIECE - 1
        return len(part) >= _PIECE and self._edge(part)

    @cached_property
    def _values(self) -> tuple[Value, ...]:
        return tuple(values(self.text, self.lang))

    @cached_property
    def amounts(self) -> Amounts:
        return Amounts(self.text, self._values, self._year)

    def value(self, value: Value) -> bool:
        """Say whether a value is given, in whatever form it is written."""
        same = [other.value for other in self._values if other.kind == value.kind]
        if value.kind == "number":
            return self.amounts.holds(value)
        if value.kind == "date":
            return any(self._dated(value.value, other) for other in same)
        if value.kind == "phone":
            digits = str(value.value[0]).lstrip("0")
            return any(
                str(other[0]).endswith(digits[-9:]) or digits.endswith(str(other[0]).lstrip("0")) for other in same
            )
        if value.kind == "time":
            half_day = {int(other[0]) % 720 for other in same}
            return value.value in same or (int(value.value[0]) <= 720 and int(value.value[0]) % 720 in half_day)
        return str(value.value[0]) in self.text.lower()

    def _dated(self, asked: tuple[float | str, ...], other: tuple[float | str, ...]) -> bool:
        """Say whether a date says no more than another one does; the year may stand elsewhere."""
        if not asked[0] and not other[2] and (asked[1], asked[2]) == (other[1], 2000 + int(other[0])):
            return True  # "Nov 24" may be a year
        matches = [not part or part == known for part, known in zip(asked, other, strict=True)]
        return all(matches[:2]) and (matches[2] or (not other[2] and (asked[2], "") in self.amounts.numbers))

    @cached_property
    def _moments(self) -> frozenset[str]:
        """Return the days and spans of time that are named, and the weekdays of the dates whose year is known."""
        named = {name for name, _ in moments(self.text, self.lang)}
        dates = [value.value for value in self._values if value.kind == "date"]
        near = {"this year", "this jahr"} if dates else set()
        near |= {
            f"{towards} {word}"
            for distance, towards in _NEARBY.items()
            if self._year and (self._year + distance, "") in self.amounts.numbers
            for word in ("year", "jahr")
        }
        return frozenset(named | near | {_weekday(date) for date in dates})

    @cached_property
    def _seasons(self) -> frozenset[str]:
        """Return the seasons that are named, and those of the dates."""
        dates = [value.value for value in self._values if value.kind == "date"]
        dated = {name for _, month, _ in dates for name in _SEASONS[int(month) % 12 // 3]}
        return frozenset(dated | {name for names in _SEASONS for name in names & self.exact})

    def moment(self, name: str) -> bool:
        """Say whether a day or span of time is given."""
        return name in self._moments or name.split()[-1] in self._seasons

    @cached_property
    def _claims(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in claimed(self.text, self.lang))

    def claim(self, kind: str, said: str, around: str) -> bool:
        """Say whether a claim of acquaintance is given: by the brief's typed common ground, or by its own words.

        around: the words before and behind. Where the brief names who knows both, a referral must name them too.
        """
        if kind == "referred" and self._between:
            return any(word in around for name in self._between for word in WORD.findall(name))
        if kind in _WORDED:
            *_, last = ["", *WORD.findall(said)]
            cut = stem(last, self.lang)
            return cut in self._stems or (kind == "boast" and self._boasted(cut))
        if kind == "role":
            return self._fits(said)
        if kind == "place" and (self._edge(stem(WORD.findall(said)[-1], self.lang)) or _NEXT_DOOR.search(self.text)):
            return True
        if kind == "long" and (
            _SINCE.search(self.text) or any(value.value[-1] in ("year", "month") for value in self._values)
        ):
            return True
        return bool(kind in self._claims or CARRIED.get(kind, frozenset()) & self.keys)

    def _fits(self, said: str) -> bool:
        """Say whether what a text calls its sender, at their organisation, is their role."""
        _, *role, firm = WORD.findall(said)
        if not self._post or firm.lower() not in self._firm:
            return True
        said_of = [stem(word, self.lang) for word in role if word.lower() not in _ANYBODY]
        return any(
            akin(cut, own, self.lang) or cut.endswith(own) or own.endswith(cut) for cut in said_of for own in self._post
        )

    def _boasted(self, cut: str) -> bool:
        """Say whether a word of praise is given, be it in another form: a certificate certifies."""
        return any(other.endswith(cut) for other in self._stems) or (
            len(cut) >= _ROOT and f" {cut[:_ROOT]}" in self._row
        )

    @cached_property
    def _running(self) -> str:
        return f" {' '.join(WORD.findall(self.text.lower()))} "

    def quotation(self, quoted: str) -> bool:
        """Say whether the words of a quotation stand together in what is given."""
        return f" {' '.join(WORD.findall(quoted.lower()))} " in self._running


def _within(letters: str, word: str) -> bool:
    """Say whether letters may begin the parts of a word, from its first one on: "Ober-landes-gericht"."""
    at = 0 if word[0] == letters[0] else -1
    for letter in letters[1:]:
        at = word.find(letter, at + _PART) if at >= 0 else -1
    return at >= 0


@cache
def _little(lang: str) -> frozenset[str]:
    return frozenset(stem(word, lang) for word in languages.get(lang).common_words)


def _texts(value: Any, hidden: Set[str]) -> Iterator[str]:
    """Yield the texts of a noun but those of hidden fields."""
    if isinstance(value, str):
        yield value
    elif names := getattr(value, "__dataclass_fields__", None):
        for name in names:
            if name not in hidden:
                yield from _texts(getattr(value, name), hidden)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each, hidden)


def _weekday(value: tuple[float | str, ...]) -> str:
    """Return the weekday of a date as `moments` names it; "" where its year is open."""
    day, month, year = (int(part) for part in value)
    try:
        return WEEKDAYS[date(year, month, day).weekday()] if year else ""
    except ValueError:  # 31 February
        return ""
