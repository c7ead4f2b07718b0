"""A text in a language that nobody installed is read as one that is known, and that is said."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from knigge import check, check_profile, critique, read_message
from knigge.surfaces.http.app import application
from knigge.surfaces.http.rules import Rules

FOREIGN = {
    "it": "Buongiorno dottoressa Bianchi, ho letto con piacere il suo articolo sulla conservazione degli archivi e vorrei "
    "chiederle un consiglio. Grazie mille e cordiali saluti, Marco Rossi",
    "pl": "Dzień dobry Pani Kowalska, przeczytałem z przyjemnością Pani artykuł o konserwacji archiwów i chciałbym zapytać o "
    "radę. Serdecznie dziękuję i pozdrawiam, Jan Nowak",
    "nl": "Geachte mevrouw Jansen, ik heb met plezier uw artikel over het bewaren van archieven gelezen en ik zou u graag om "
    "advies willen vragen. Hartelijk dank en met vriendelijke groet, Jan de Vries",
    "ru": "Здравствуйте, Анна Петровна, я с удовольствием прочитал вашу статью о сохранении архивов и хотел бы попросить у вас "
    "совета. Спасибо, Иван Иванов",
}
KNOWN = {
    "names and places": "Grüß Gott Herr Huber,\n\nunser Kirchenchor sucht zwei Tenöre für Fronleichnam.\n\nHerzliche Grüße\nRosa Lechner",
    "a foreign quotation": "Dear Ms Orme, in your talk you quoted 'Olvida todo lo que sabes' and I would like to know who said it. Thanks, Ed",
    "too short to tell": "Buongiorno, grazie mille! Marco",
    "nothing": "",
}
NOTE = "The text seems to be in no language that is known here (Deutsch, English)."


def noted(notes: tuple[str, ...]) -> list[str]:
    return [note for note in notes if note.startswith(NOTE)]


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_language_that_is_not_known_is_told_with_the_one_it_was_read_as(text: str) -> None:
    report = check(text)
    (note,) = noted(report.notes)
    assert f"read as {'Deutsch' if report.lang == 'de' else 'English'}:" in note
    assert noted(critique(read_message(text)).report.notes) == noted(check_profile(text).notes) == [note]


@pytest.mark.parametrize("text", KNOWN.values(), ids=KNOWN)
def test_a_text_that_is_known_or_too_short_to_tell_has_no_such_note(text: str) -> None:
    assert noted(check(text).notes) == noted(critique(read_message(text)).report.notes) == []


def test_who_names_the_language_is_believed() -> None:
    assert noted(check(FOREIGN["it"], lang="en").notes) == []
    assert noted(critique(read_message(FOREIGN["it"]), lang="en").report.notes) == []


@pytest.mark.parametrize(("language", "told"), [("auto", True), ("en", False), ("it", False)])
def test_a_client_of_languagetool_is_warned(language: str, told: bool) -> None:
    with TestClient(application(Rules()), base_url="http://localhost") as client:
        answer = client.post("/v2/check", data={"text": FOREIGN["it"], "language": language}).json()
    assert (NOTE in answer["warnings"].get("incompleteResultsReason", "")) == told
