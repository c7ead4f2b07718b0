"""Names are spelled as in the brief, wherever a name stands, and other words that look like one are let be."""

from __future__ import annotations

import pytest

from knigge import check, load_brief


def found(recipient: str, body: str, lang: str = "de", **more: str) -> list[tuple[str, str]]:
    """Return each misspelled name, with what to write instead."""
    people = {"sender": {"name": "Nils Ott"}, "recipient": {"name": recipient, **more}}
    text = f"{body}\n\n{'Freundliche Grüße' if lang == 'de' else 'Kind regards'}\nNils Ott"
    report = check(text, brief=load_brief({**people, "reason": "x", "language": lang}), lang=lang)
    return [
        (f.match, f.fixes[0].text)
        for f in report.findings
        if f.card in ("german-form", "english-form") and f.level == "error" and f.fixes
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Eva Meyer", "Meier"),
        ("Eva Meyer", "Maier"),
        ("Eva Müller", "Mueller"),
        ("Eva Müller", "Muller"),
        ("Eva Mueller", "Müller"),
        ("Eva Aydın", "Aydin"),
        ("Eva Kováč", "Kovac"),
        ("Eva Groß", "Gross"),
        ("Eva Schmidt", "Schmitt"),
        ("Eva Schmidt", "Schmdit"),
        ("Eva Müller-Lüdenscheidt", "Müller"),
        ("Eva McGregor", "Mcgregor"),
    ],
)
def test_a_name_spelled_otherwise_is_found_where_it_stands(name: str, written: str) -> None:
    last = name.split()[-1]
    assert found(name, f"Guten Tag Eva {last},\n\nich schreibe Frau {written} gern.") == [(written, last)]
    assert found(name, f"Hello Eva {last},\n\nI wrote to Eva {written} before.", "en") == [(written, last)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Eva Becker", "beim Bäcker und beim Decker war ich schon", id="trades"),
        pytest.param("Eva Kern", "Frau Kerns Karte und der Kerl", id="a genitive"),
        pytest.param("Eva Stein", "der Stern und das Bein aus Stein", id="things"),
        pytest.param("Eva Ulm", "Frau Alm ist nicht gemeint", id="a short name is soon another"),
        pytest.param("Eva Krüger", "FRAU KRÜGER stand auf dem Schild", id="capitals"),
        pytest.param("Eva Müller-Lüdenscheidt", "Herr Albers wohnt in Lüdenscheid", id="a town"),
    ],
)
def test_other_words_are_let_be(name: str, text: str) -> None:
    assert found(name, f"Guten Tag {name},\n\n{text}.") == []


def test_the_senders_own_short_name_is_held_to_the_brief() -> None:
    assert found("Eva Kern", "Guten Tag Eva Kern,\n\nich heiße Nils Otto.") == [("Otto", "Ott")]


def test_what_is_quoted_from_others_is_not_the_writers() -> None:
    quoted = "Guten Tag Eva Meyer,\n\ngern.\n\n> Grüße von Eva Meier"
    assert found("Eva Meyer", quoted) == []
