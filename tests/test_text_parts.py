"""The parts of a message: greeting, closing, signature, quoted text, sentences and language."""

import json
from pathlib import Path

import pytest

from knigge import text
from knigge.domain import Span, Text
from knigge.text.language import detect


def piece(parsed: Text, span: Span | None) -> str:
    return parsed.view[span[0] : span[1]].strip() if span else ""


@pytest.mark.parametrize(
    ("message", "greeting"),
    [
        pytest.param("Sehr geehrte Frau Dr. Aydın,\n\nzu", "Sehr geehrte Frau Dr. Aydın,", id="title with a full stop"),
        pytest.param("Hallo,\nich", "Hallo,", id="nobody named"),
        pytest.param("Guten Tag Frau Berger, Ihre Antwort half.", "Guten Tag Frau Berger,", id="on one line"),
        pytest.param("Grüezi Frau Brunner\n\nIhr Merkblatt", "Grüezi Frau Brunner", id="Swiss, no comma"),
        pytest.param("Hi Ryan! I read it.", "Hi Ryan!", id="exclamation mark"),
        pytest.param("Dear Dr. Jekyll,\n\nI found", "Dear Dr. Jekyll,", id="English title"),
        pytest.param("Thomas,\n\nyour talk", "Thomas,", id="bare name"),
        pytest.param("{{first_name}}, ich schiebe nach", "{{first_name}},", id="merge field"),
        pytest.param("Maya, could you send me the slides?", "Maya,", id="a name that the text goes on behind"),
        pytest.param("Unfortunately, we have no room.", "", id="an adverb"),
        pytest.param("However, we have no room.", "", id="a linking word"),
        pytest.param("We, still singing, are late.", "", id="a common word"),
        pytest.param("Kiel, Lübeck und Jena sind alt.", "", id="a list"),
        pytest.param("Liebe zum Detail zeichnet Ihr Haus aus.", "", id="the noun Liebe"),
        pytest.param("Hiermit bewerbe ich mich.", "", id="Hi inside a word"),
        pytest.param("Vielen Dank für Ihren Besuch.", "", id="thanks first"),
        pytest.param("Guten Tag, Frau Berg!\n\nIhr", "Guten Tag, Frau Berg!", id="comma before the name"),
        pytest.param(
            "Sehr geehrte Frau Berg,\nsehr geehrter Herr Tal,\n\nzu",
            "Sehr geehrte Frau Berg,\nsehr geehrter Herr Tal,",
            id="two people",
        ),
        pytest.param(
            "Sehr geehrte Frau Univ.-Prof. Dr. Berg,\nzu",
            "Sehr geehrte Frau Univ.-Prof. Dr. Berg,",
            id="stacked titles",
        ),
        pytest.param("Hi Jane - I read your blog.", "Hi Jane -", id="dash"),
        pytest.param("Hallo ${lead?.name}! Eine Frage", "Hallo ${lead?.name}!", id="code slot"),
        pytest.param("Anna,\n\ndanke", "Anna,", id="bare name, no line end"),
        pytest.param("Hallo Stefan :)\nWie war", "Hallo Stefan :)", id="smiley"),
        pytest.param(
            "Ulm, den 3. März 2025\n\nBetreff: Pumpen\n\nGuten Tag Frau Berg,\nzu",
            "Guten Tag Frau Berg,",
            id="after date and subject",
        ),
        pytest.param("Werte und Ziele sind wichtig.", "", id="the noun Werte"),
        pytest.param("Liebe Grüße aus Kiel!", "", id="a closing formula"),
    ],
)
def test_the_greeting_is_found(message: str, greeting: str) -> None:
    parsed = text.parse(message)
    assert piece(parsed, parsed.parts.greeting) == greeting


@pytest.mark.parametrize(
    ("message", "closing", "signature"),
    [
        pytest.param(
            "A.\n\nMit freundlichen Grüßen\nJonas Weber\nUlm",
            "Mit freundlichen Grüßen",
            "Jonas Weber\nUlm",
            id="letter",
        ),
        pytest.param("A.\nLG Marco", "LG", "Marco", id="name on the same line"),
        pytest.param("A. Danke, Ole Petersen, Kiel", "Danke", ", Ole Petersen, Kiel", id="inline note"),
        pytest.param("Thanks for the talk.\n\nBest,\nAnn Lee", "Best,", "Ann Lee", id="Best with a comma"),
        pytest.param("Ich habe Fragen.\n\nMaria Lindner", "", "Maria Lindner", id="name without a formula"),
        pytest.param("Vielen Dank für Ihren Vortrag, er half uns sehr weiter.", "", "", id="thanks as the whole text"),
        pytest.param(
            "A.\n\nViele Grüße\nEva\n\nPS: Nur noch drei Plätze!", "Viele Grüße", "Eva", id="postscript is body"
        ),
        pytest.param(
            "Danke im Voraus.\n\nMit freundlichen Grüßen\nOle Tamm",
            "Mit freundlichen Grüßen",
            "Ole Tamm",
            id="thanks before the formula",
        ),
        pytest.param("Ihr Beitrag über Deiche hat mir gefallen.", "", "", id="Ihr opens a sentence"),
        pytest.param("Nett.\n\nAlles Gute für das Seminar wünscht Ole", "", "", id="a wish is a sentence"),
        pytest.param("IHRE VORTEILE:\n- schnell\n- gut", "", "", id="a heading"),
        pytest.param(
            "A.\n\nVG\nOle Tamm\nLeiter der Abteilung für Messtechnik und Prüfwesen der Stadtwerke Ulm GmbH",
            "VG",
            "Ole Tamm\nLeiter der Abteilung für Messtechnik und Prüfwesen der Stadtwerke Ulm GmbH",
            id="long company line",
        ),
        pytest.param(
            "Kurz gefragt: geht das, viele Grüße, Ole Petersen", "viele Grüße", ", Ole Petersen", id="after a comma"
        ),
        pytest.param("See you.\n\n[Your Name]", "", "[Your Name]", id="a slot for the name"),
        pytest.param(
            "Passt.\n\nOle Tamm\nDeichweg 3\n24103 Kiel\n0431 555 010",
            "",
            "Ole Tamm\nDeichweg 3\n24103 Kiel\n0431 555 010",
            id="address block",
        ),
        pytest.param("A.\n\nMit sportlichen Grüßen\nOle", "Mit sportlichen Grüßen", "Ole", id="any greetings"),
        pytest.param("Text.\n-- \nFirma Muster GmbH", "", "-- \nFirma Muster GmbH", id="delimiter"),
    ],
)
def test_closing_and_signature_are_found(message: str, closing: str, signature: str) -> None:
    parsed = text.parse(message)
    assert (piece(parsed, parsed.parts.closing), piece(parsed, parsed.parts.signature)) == (closing, signature)


def test_quoted_text_is_not_the_writers() -> None:
    parsed = text.parse("Gern.\n\nAm 3. März 2025 schrieb Eva Roth:\n> Wertvolle Synergien?\n> Gruß")
    written = [piece(parsed, span) for span in parsed.written()]
    assert written == ["Gern."]


def test_a_bare_quotation_is_read_as_the_text() -> None:
    parsed = text.parse("Von: A <a@example.org>\nGesendet: Montag\nAn: B\nBetreff: X\n\nGuten Tag, eine Frage?")
    assert "eine Frage?" in " ".join(piece(parsed, span) for span in parsed.written())


@pytest.mark.parametrize(
    ("message", "count"),
    [
        pytest.param("Das gilt z. B. für Dr. Maier. Ja?", 2, id="abbreviations"),
        pytest.param("I have to say no. Good luck!", 2, id="a word that is also an abbreviation"),
        pytest.param("Room no. 5 is free. Come.", 2, id="the abbreviation before its number"),
        pytest.param("Wir sehen uns am 3. März. Danke!", 2, id="ordinal before a month"),
        pytest.param("Er sagte „Gut.“ Dann ging er.", 2, id="closing quotation mark"),
        pytest.param("It was J. R. Smith, Inc. who wrote it. Yes.", 2, id="initials and Inc."),
        pytest.param("Erste Zeile\nläuft weiter. Ende", 2, id="wrapped line"),
        pytest.param("Absatz eins\n\nAbsatz zwei", 2, id="paragraphs"),
        pytest.param("Und dann … vielleicht. Oder?", 2, id="ellipsis in mid-sentence"),
    ],
)
def test_sentences_are_counted_right(message: str, count: int) -> None:
    view = message
    assert len(text.sentences(view, (0, len(view)))) == count


@pytest.mark.parametrize(
    ("message", "lang"),
    [
        ("Vielen Dank für Ihre Nachricht, ich melde mich bei Ihnen.", "de"),
        ("Thank you for your message; I will be in touch.", "en"),
        ("Hallo Sam, let me know what you think about the talk.", "en"),
        ("Danke", "de"),
        ("Thanks", "en"),
    ],
)
def test_the_language_is_told_from_common_words(message: str, lang: str) -> None:
    assert detect(message) == lang


@pytest.mark.parametrize("unit", ["Hallo ", "> ", "a.", "\n", "Dr. ", "A ", "MfG\n", "-- \n", "<", "{{"])
def test_a_text_of_nothing_but_marks_is_read(unit: str) -> None:
    parsed = text.parse(unit * 20_000)
    assert all(0 <= start < end <= len(parsed.view) for start, end in parsed.sentences)


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (shared / "corpus" / name).read_text(encoding="utf-8").split("\n") if line]


def test_language_agrees_with_the_labels_of_real_mail(shared: Path) -> None:
    rows = [row for row in _rows(shared, "bulk.jsonl") if row["label"] == "ham" and len(row["text"]) > 80]
    wrong = [row["id"] for row in rows if detect(text.parse(row["text"]).view) != row["lang"]]
    assert len(wrong) / len(rows) < 0.003, wrong[:10]


def test_sentences_agree_with_a_slower_splitter_on_real_mail(shared: Path) -> None:
    import syntok.segmenter as segmenter

    rows = [row for row in _rows(shared, "dev.jsonl") if row["lang"] == "de"]
    ours = theirs = both = 0
    for row in rows:
        body = " ".join(row["text"].split())
        own = {end for _, end in text.sentences(body, (0, len(body)))}
        other = {s[-1].offset + len(s[-1].value) for paragraph in segmenter.analyze(body) for s in paragraph}
        ours, theirs, both = ours + len(own), theirs + len(other), both + len(own & other)
    assert 2 * both / (ours + theirs) > 0.93


@pytest.mark.parametrize(
    ("message", "greeting", "signature"),
    [
        pytest.param(
            "maya ,\ncould you send me the slides ?\nthanks ,\nole petersen", "maya ,", "ole petersen", id="en"
        ),
        pytest.param("birgit,\nschickst du mir die folien?\nole", "birgit,", "ole", id="a bare name"),
        pytest.param(
            "dear ms . osei :\nwe meet at nine .\nole petersen\n030 - 5290",
            "dear ms . osei :",
            "ole petersen\n030 - 5290",
            id="a number below",
        ),
        pytest.param(
            "hallo maya,\ndie folien kommen morgen, bis dann und bleib gesund", "hallo maya,", "", id="no name"
        ),
        pytest.param("hello maya,\nplease let me know", "hello maya,", "", id="common words are no name"),
    ],
)
def test_a_text_without_capitals_has_names_too(message: str, greeting: str, signature: str) -> None:
    parsed = text.parse(message)
    assert (piece(parsed, parsed.parts.greeting), piece(parsed, parsed.parts.signature)) == (greeting, signature)


@pytest.mark.parametrize(
    ("message", "signature"),
    [
        pytest.param("Die Karte liegt bei.\n\nherzliche Grüße, prisca", "prisca", id="a name written small behind a closing"),
        pytest.param("Die Karte liegt bei.\n\nLiebe Grüße bitte", "", id="a common word behind a closing"),
        pytest.param("Die Karte liegt bei.\n\nFreundlich grüßt\nMoreno Knorr", "Moreno Knorr", id="somebody greets"),
    ],
)  # fmt: skip
def test_a_signature_is_found_behind_its_closing(message: str, signature: str) -> None:
    parsed = text.parse(message)
    assert piece(parsed, parsed.parts.signature).strip(", ") == signature


@pytest.mark.parametrize(
    "announced",
    [
        pytest.param("- - - - - Original Message - - - - -\nFrom: Ole", id="dashes apart"),
        pytest.param("---------- Forwarded by Ole Sund on 10/04/2025 ----------\nTo: Ute", id="forwarded by"),
        pytest.param("Ole Sund on 05/03/2025 08:58:24 am\nTo: Ute\ncc:", id="Lotus Notes"),
        pytest.param("From : Ole Sund\nSent : Friday\nTo : Ute\nSubject : the map", id="colons apart"),
    ],
)
def test_what_a_mail_program_quotes_is_not_the_writers(announced: str) -> None:
    parsed = text.parse(f"Here is the map.\n\nUte\n\n{announced}\n\nThe old words.")
    assert "The old words" not in "".join(piece(parsed, span) for span in parsed.parts.body)
