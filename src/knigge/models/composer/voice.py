"""A brief's own words and a language's frames into finished sentences."""

from __future__ import annotations

import re
from hashlib import sha256

from knigge import channels, languages, text
from knigge.domain import Brief, CommonGround, Register

_END = re.compile(r"[.!?…](?:[\"'“”’»«)\]*_`]|</\w+>)*$")


_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


class Diction:
    """How one text chooses and fits its words: by a seed, the form of address, and the country."""

    def __init__(self, seed: str, language: str, register: str) -> None:
        self.language = languages.get(language)
        self.locale = self.language.locale_of("", language)
        self.register: Register = "informal" if register == "informal" else "formal"
        self._seed = seed

    def choose(self, variants: tuple[str, ...], slot: str) -> str:
        """Return one of `variants`, always the same one for this seed and slot."""
        digest = sha256(f"{slot}\0{self._seed}".encode()).digest()
        return variants[int.from_bytes(digest[:4], "big") % len(variants)]

    def say(self, frame: str, **inserts: str) -> str:
        """Fill a frame; only its own words change with register and country, never what is put in."""
        pieces = re.split(r"\{(\w+)\}", self.pick(self.national(frame)))
        return capital("".join(inserts[piece] if index % 2 else piece for index, piece in enumerate(pieces)))

    def pick(self, words: str) -> str:
        """Return `words` with each `[Ihnen|dir]` resolved by the form of address."""
        group = 2 if self.register == "informal" else 1
        return re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda match: match.group(group), words)

    def national(self, words: str) -> str:
        """Return the program's own words as the country spells and quotes them."""
        for usual, here in self.language.wordings().national.get(self.locale, ()):
            words = words.replace(usual, here)
        return words

    def closing(self, kind: str = "") -> str:
        """Return the closing formula for register and country, or for a kind of message that has its own."""
        closings = self.language.wordings().closings
        forms = closings.get(kind) or closings.get(f"{self.register}.{self.locale}") or closings[self.register]
        return self.national(self.choose(forms, "closing"))

    def comma(self) -> str:
        """Return the mark after a salutation that stands on its own line."""
        return "" if self.locale in self.language.wordings().bare else ","


class Voice(Diction):
    """One brief's way of saying things."""

    def __init__(self, brief: Brief) -> None:
        super().__init__(repr(brief), brief.language, brief.register)
        self.brief = brief
        self.words = self.language.wordings()

    def frame(self, slot: str, text: str = "", **names: str) -> str:
        """Return one of the frames of `slot`, its own words fitted to register and country, with `text` put in."""
        return self.say(self.choose(self.words.frames[slot], slot), text=text, **names)

    def ground(self, ground: CommonGround) -> str:
        """Return the sentence that names a piece of common ground."""
        by_relation = f"{ground.kind}.{ground.relation}"
        slot = by_relation if by_relation in self.words.grounds else ground.kind
        if ground.kind == "group" and re.search(r"\bxing\b", ground.name, re.I):
            slot = "group.past"  # XING has had no groups since 11 January 2023
        return self.say(
            self.choose(self.words.grounds[slot], slot),
            name=tidy(ground.name),
            title=self.title(ground.name),
            at=tidy(self.words.at(ground, self.title(ground.name))),
            when=self.words.dated(ground.date),
            of=self.words.issued(ground.date),
        )

    def title(self, name: str) -> str:
        """Return a name in quotation marks, unless it has some or describes: "your talk on peat"."""
        name = tidy(name)
        if re.search(r"[„“”\"»«]", name) or re.match(self.words.own, name, re.I):
            return name
        left, right = map(self.national, self.words.quotes)
        return f"{left}{name}{right}"

    def sentences(self, slot: str, given: str, kind: str = "") -> list[str]:
        """Return a field as sentences: as it stands where it is one, else in a frame of `slot` (and `kind`)."""
        whole = self._expanded(_without_letter_parts(tidy(given), self.words.formula))
        if not whole:
            return []
        view = text.plain(whole).view
        pieces = [view[a:b] for a, b in text.sentences(view, (0, len(view)))] if view == whole else [whole]
        return [self._framed(slot, pieces[0], kind), *(ended(capital(piece)) for piece in pieces[1:])]

    def _expanded(self, given: str) -> str:
        """Return a field whose short form ("Suche ...", "question about ...") is made a sentence."""
        for short, full in self.words.expansions:
            if match := re.match(short, given):
                opening = self.pick(full).replace("{1}", match[1].lower() if match.lastindex else "")
                return opening + given[match.end() :]
        return given

    def _framed(self, slot: str, piece: str, kind: str) -> str:
        form = self.words.form(piece)
        if form == "sentence":
            return ended(capital(piece))
        if form == "question":
            return self._question(slot, ended(capital(piece.rstrip(". ")), self.words.question_mark))
        if form == "phrase" and self.words.noun.match(piece):
            form = "noun"
        name = next(
            (name for name in _frame_names(slot, kind, form, self._clause_kind(piece)) if name in self.words.frames), ""
        )
        if not name:
            return ended(capital(piece))
        bare = piece.rstrip(" ,;:.") if name.endswith(("phrase", "noun")) else _uncapital(piece.rstrip(" .,;:?"))
        bare = piece.rstrip(" ,;:") if bare.count(".") and piece.endswith(".") else bare
        return ended(self.frame(name, bare), self.words.question_mark if name in self.words.asking else ".")

    def _clause_kind(self, clause: str) -> str:
        first = clause.split()[0].lower().rstrip(",")
        return "because" if first in self.words.because else "that" if first in self.words.that else "clause"

    def _question(self, slot: str, question: str) -> str:
        """Return a question; the ask gets its please where it has none."""
        if slot == "ask" and not re.search(self.words.please, question, re.I) and len(question.split()) > 2:
            note = channels.get(self.brief.channel).form == "note"
            return self.frame("ask.lead.note" if note else "ask.lead", question)
        return question


def _frame_names(slot: str, kind: str, form: str, clause: str) -> tuple[str, ...]:
    """Return the names of the frames that would take a text of this form, the best first; clause: which kind of one it is."""
    shape = clause if form == "clause" else form
    return (
        f"{slot}.{kind}.{shape}",
        f"{slot}.{shape}",
        f"{slot}.{form}",
        f"{slot}.{kind}.phrase",
        f"{slot}.phrase",
    )


def _uncapital(piece: str) -> str:
    """Return a clause as it stands in mid-sentence: "Weil ..." becomes "weil ..."."""
    return piece[0].lower() + piece[1:] if piece[:2].istitle() else piece


def _without_letter_parts(given: str, formula: str) -> str:
    """Return a field without a salutation or closing formula that was pasted along."""
    parts = text.parse(given).parts
    start = parts.greeting[1] if parts.greeting and parts.greeting[0] == 0 else 0
    end = (
        parts.closing[0]
        if parts.closing and formula and re.search(formula, given[slice(*parts.closing)], re.I)
        else None
    )
    return given[start:end].strip() or given


def tidy(given: str) -> str:
    """Return a field on one line, its characters otherwise as given; a no-break space stays one."""
    return _SPACES.sub(" ", given).strip()


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its start; an address or code there stays as it is."""
    word = sentence.split(" ", 1)[0]
    if re.search(r"[@/_\d`<(]|\w\.\w|[a-z][A-Z]", word):
        return sentence
    return sentence[:1].upper() + sentence[1:] if sentence[:1] != "ß" else sentence


def ended(sentence: str, mark: str = ".") -> str:
    """Return a sentence that ends with a mark; one that has one keeps it."""
    trimmed = sentence.rstrip(" ,;:")
    return trimmed if _END.search(trimmed) else trimmed + mark
