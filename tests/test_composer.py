"""The composer: letters a careful person would send, from whatever a brief holds."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from knigge import api, channels, text
from knigge.domain import Outcome, Person, Policy
from knigge.languages.de import grammar
from knigge.languages.en import wordings as english
from knigge.parsing import briefs

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "briefs").glob("*.yaml"))
BASE: dict[str, Any] = {
    "sender": {"name": "Jonas Weber", "role": "Ingenieur", "contact": {"email": "jonas@example.org"}},
    "recipient": {"name": "Selin Aydın", "title": "Dr.", "salutation": "Frau"},
    "reason": "Ich werte Messreihen von 400 Pumpen ohne stabiles Netz aus.",
}


def drafted(**changed: Any) -> Outcome:
    return api.draft(briefs.from_values({**BASE, **changed}))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_gives_a_ready_draft_inside_the_limit(path: Path) -> None:
    brief = briefs.read(str(path))
    outcome = api.draft(brief)
    limit = channels.get(brief.channel).limit(brief.sender.plan, Policy())
    assert outcome.ready, outcome.report.findings
    assert not limit or len(outcome.draft.body) <= limit
    assert brief.sender.name in outcome.draft.body


def test_there_is_an_example_for_every_channel_in_both_languages() -> None:
    known = {(briefs.read(str(path)).channel, briefs.read(str(path)).lang) for path in EXAMPLES}
    written = channels.known().keys() - {"profile"}  # which is read, not sent
    assert known == {(channel, lang) for channel in written for lang in ("de", "en")}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_draft_holds_no_number_name_or_address_that_the_brief_does_not(path: Path) -> None:
    brief = briefs.read(str(path))
    own = unicodedata.normalize("NFC", " ".join(value for _, value in briefs.flat(brief)))
    body = api.draft(brief).draft.body
    for token in re.findall(r"\S*[\d@/]\S*", body):
        assert token.strip('.,;:()„“”"') in own, token


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_brief_gives_the_same_text(path: Path) -> None:
    assert api.draft(briefs.read(str(path))).draft == api.draft(briefs.read(str(path))).draft


@pytest.mark.parametrize(
    ("recipient", "language", "register", "greeting"),
    [
        pytest.param({"name": "Selin Aydın", "title": "Dr.", "salutation": "Frau"}, "de", "formal", "Sehr geehrte Frau Dr. Aydın,", id="Dr."),
        pytest.param({"name": "Max Haller", "title": "Prof. Dr.", "salutation": "Herr"}, "de", "formal", "Sehr geehrter Herr Professor Haller,", id="professor"),
        pytest.param({"name": "Kim Amsel"}, "de", "formal", "Guten Tag Kim Amsel,", id="never guess"),
        pytest.param({"name": "Kim Amsel", "title": "Dr."}, "de", "formal", "Guten Tag Kim Amsel,", id="no title without Frau or Herr"),
        pytest.param({"name": "Kim Amsel", "salutation": "Mx"}, "de", "formal", "Guten Tag Kim Amsel,", id="Mx"),
        pytest.param({"name": "Anna von der Heide", "salutation": "Frau"}, "de", "formal", "Sehr geehrte Frau von der Heide,", id="particles"),
        pytest.param({"name": "Eva Schmidt", "title": "Mag.", "salutation": "Frau"}, "de-AT", "formal", "Sehr geehrte Frau Mag. Schmidt,", id="Austria"),
        pytest.param({"name": "Eva Schmidt", "title": "Mag.", "salutation": "Frau"}, "de-DE", "formal", "Sehr geehrte Frau Schmidt,", id="no Magister in Germany"),
        pytest.param({"name": "Urs Meier", "salutation": "Herr"}, "de-CH", "formal", "Sehr geehrter Herr Meier", id="Switzerland"),
        pytest.param({"name": "Dr. Eva Roth", "salutation": "Frau"}, "de", "formal", "Sehr geehrte Frau Dr. Roth,", id="title in the name"),
        pytest.param({"name": "Herr Jan Tal"}, "de", "formal", "Sehr geehrter Herr Tal,", id="form in the name"),
        pytest.param({"name": "Jan Tal"}, "de", "informal", "Hallo Jan,", id="du"),
        pytest.param({"name": "Müller-Lüdenscheidt", "salutation": "Herr"}, "de", "formal", "Sehr geehrter Herr Müller-Lüdenscheidt,", id="one word"),
        pytest.param({"name": "Selin Aydın", "title": "Dr."}, "en-GB", "formal", "Dear Dr Aydın,", id="British Dr"),
        pytest.param({"name": "Selin Aydın", "title": "Dr."}, "en-US", "formal", "Dear Dr. Aydın,", id="American Dr."),
        pytest.param({"name": "Ana Nowak", "salutation": "Ms"}, "en-GB", "formal", "Dear Ms Nowak,", id="Ms"),
        pytest.param({"name": "Ana Nowak"}, "en-GB", "formal", "Dear Ana Nowak,", id="English, never guess"),
        pytest.param({"name": "Paul Ward", "title": "Sir"}, "en-GB", "formal", "Dear Sir Paul,", id="Sir"),
        pytest.param({"name": "Ana Nowak, PhD"}, "en-GB", "informal", "Hi Ana,", id="suffix"),
    ],
)  # fmt: skip
def test_the_salutation_fits_person_register_and_country(
    recipient: dict[str, str], language: str, register: str, greeting: str
) -> None:
    reason = BASE["reason"] if language.startswith("de") else "I work on measurement series."
    body = drafted(recipient=recipient, language=language, register=register, reason=reason).draft.body
    assert body.split("\n")[0] == greeting


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("Ihr Vortrag auf der Embedded World", "phrase"),
        ("Ihr Vortrag auf der Embedded World.", "phrase"),
        ("eine kurze Einschätzung zu unseren Messungen", "phrase"),
        ("Suche nach einem Partner", "phrase"),
        ("weil Sie das Verfahren kennen", "clause"),
        ("ob Sie wieder mit 12 Bit arbeiten würden", "clause"),
        ("Da Sie das Verfahren kennen, frage ich Sie", "sentence"),
        ("kurz sagen, ob das stimmt", "request"),
        ("wissen, welche Weite Sie zuerst testen", "wish"),
        ("die Rohdaten verwenden zu dürfen", "infinitive"),
        ("Würden Sie wieder mit 12 Bit arbeiten", "question"),
        ("Welches Format nutzen Sie", "question"),
        ("Liest es auch Termine ohne Zeitzone", "question"),
        ("Sie haben gezeigt, wie das geht", "sentence"),
        ("Ich arbeite daran", "sentence"),
        ("Ihr Aufsatz zeigt den Weg", "sentence"),
        ("Bitte schreib mir den Namen", "sentence"),
        ("Nennen Sie mir bitte den Namen der Liste", "sentence"),
    ],
)
def test_a_german_field_is_known_for_what_it_is(given: str, form: str) -> None:
    assert grammar.form(given) == form


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("your talk on peat soils", "phrase"),
        ("two managers who can tell you about our work", "phrase"),
        ("because you answered my question", "clause"),
        ("whether you feed them in October", "clause"),
        ("to know whether you would sign again", "wish"),
        ("to send you our figures", "infinitive"),
        ("tell me whether it holds", "request"),
        ("would you use 12 bits again", "question"),
        ("what format do you use", "question"),
        ("Your article stopped us from using cement", "sentence"),
        ("I work on it", "sentence"),
        ("Please tell me its name", "sentence"),
    ],
)
def test_an_english_field_is_known_for_what_it_is(given: str, form: str) -> None:
    assert english.form(given) == form


def test_fragments_stand_in_sentences() -> None:
    body = drafted(why_you="Ihr Vortrag auf der Embedded World", ask="eine Einschätzung zu Tabelle 2").draft.body
    assert re.search(r"[A-Za-zäöü ]+: Ihr Vortrag auf der Embedded World\.", body)
    assert "bitte Sie um eine Einschätzung zu Tabelle 2." in body


def test_the_first_word_goes_on_in_lower_case_unless_it_is_a_noun_or_sie() -> None:
    assert "\n\nich werte Messreihen" in drafted().draft.body
    assert "\n\nMessreihen fallen" in drafted(reason="Messreihen fallen bei uns täglich an.").draft.body
    assert "\n\nSie haben gezeigt" in drafted(reason="Sie haben gezeigt, wie das geht.").draft.body


def test_swiss_wordings_have_no_eszett_and_keep_names() -> None:
    body = drafted(language="de-CH", sender={"name": "Jörg Weiß"}, ask="Nutzen Sie 12 Bit?").draft.body
    assert "ß" not in body.replace("Jörg Weiß", "")
    assert "Jörg Weiß" in body
    assert body.split("\n\n")[1].startswith("Ich werte")


@pytest.mark.parametrize(
    ("name", "date", "sentence"),
    [
        ("Darmstädter Gründerabend", "3. März 2025", "beim Darmstädter Gründerabend am 3. März 2025"),
        ("Schüttgutmesse", "Mai 2024", "auf der Schüttgutmesse im Mai 2024"),
        ("Deutscher Ärztetag", "", "bei der Veranstaltung „Deutscher Ärztetag“"),
        ("beim Stammtisch in Ulm", "", "beim Stammtisch in Ulm"),
    ],
)
def test_an_event_keeps_its_name_and_gets_its_article_only_where_it_is_sure(
    name: str, date: str, sentence: str
) -> None:
    ground = [{"kind": "event", "name": name, "date": date, "relation": "met"}]
    assert sentence in drafted(common_ground=ground).draft.body


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        pytest.param("de", "Setzer auf XING", "wir waren beide in der gruppe „setzer auf xing“.", id="de"),
        pytest.param("en", "the XING group for typesetters", "we were both members of the xing group for", id="en"),
        pytest.param("en", "the Leeds choir", "members of the leeds choir", id="a group that is still there"),
    ],
)
def test_a_xing_group_is_spoken_of_in_the_past(language: str, name: str, said: str) -> None:
    ground = {"kind": "group", "name": name, "relation": "member"}
    said_of_it = drafted(language=language, common_ground=[ground]).draft.body.casefold()
    assert said in said_of_it
    assert ("xing" in said_of_it) == ("xing" in name.casefold())


def test_common_ground_that_the_reason_names_is_not_said_twice() -> None:
    ground = [{"kind": "event", "name": "Embedded World", "relation": "heard"}]
    body = drafted(why_you="Sie haben auf der Embedded World vorgetragen.", common_ground=ground).draft.body
    assert body.count("Embedded World") == 1


@pytest.mark.parametrize(
    ("language", "reason"), [("de", "Wir warten Kühlzellen in Tirol."), ("en", "May I send you a quote?")]
)
def test_a_sales_message_says_that_it_is_an_offer(language: str, reason: str) -> None:
    body = drafted(intent="sales", language=language, reason=reason).draft.body
    assert re.search(r"Angebot|Anbieter|this is an offer", body)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("Suche eine Karte der Schlei", "ich suche eine Karte der Schlei."),
        ("Habe Ihren Vortrag gehört", "ich habe Ihren Vortrag gehört."),
        ("frage zu Tabelle 2", "ich habe eine Frage zu Tabelle 2."),
        ("Könnten Sie mir sagen, ob das geht.", "könnten Sie mir sagen, ob das geht?"),
        ("Guten Tag Frau Aydın, ich suche Werte.\n\nMit freundlichen Grüßen", "ich suche Werte."),
    ],
)
def test_what_people_jot_down_becomes_a_sentence(given: str, sentence: str) -> None:
    assert sentence.lower() in drafted(reason=given).draft.body.lower()
    assert drafted(reason=given).draft.body.count("Aydın") == 1


def test_a_no_is_offered_only_where_it_is_an_answer() -> None:
    assert "Nein" in drafted(ask="Darf ich die Rohdaten verwenden?").draft.body
    assert "Zeit" in drafted(ask="Welche Schachteln verwenden Sie?").draft.body
    assert "Nein" not in drafted(ask="Welche Schachteln verwenden Sie?").draft.body


def test_what_is_missing_is_named_and_the_rest_is_drafted() -> None:
    outcome = drafted(sender={"name": "Jonas Weber"}, recipient={"name": "Kim Amsel"})
    assert {"why_you", "ask", "sender.role", "sender.contact", "recipient.salutation"} <= set(outcome.missing)
    assert "400 Pumpen" in outcome.draft.body


@pytest.mark.parametrize("limit", [620, 400, 300, 220, 170, 140])
def test_a_note_drops_parts_in_order_and_never_cuts_inside_one(limit: int) -> None:
    values = {
        **BASE, "channel": "xing-request", "why_you": "Sie haben 2021 die Reihe A-7 vermessen.",
        "ask": "Darf ich Sie bitte als Kontakt hinzufügen?", "offer": "Unsere Werte schicke ich Ihnen gern.",
        "facts": ["Die Pumpen stehen in Ulm.", "Das Netz ist alt."],
    }  # fmt: skip
    outcome = api.draft(briefs.from_values(values), policy=Policy(limits={"xing-request": limit}))
    whole = " ".join(
        api.draft(briefs.from_values(values), policy=Policy(limits={"xing-request": 5000})).draft.body.split()
    )
    assert len(outcome.draft.body) <= limit
    assert "400 Pumpen" in outcome.draft.body
    view = text.parse(outcome.draft.body)
    for start, end in view.sentences:
        assert view.view[start:end].split(",")[0] in whole


def test_markup_quotes_and_template_signs_stay_as_written() -> None:
    odd = 'In „Kapitel 3“ steht <b>{name}</b> & "%s" $1 `x` \\n [hier](https://example.org/a_b).'
    assert odd[0].lower() + odd[1:] in drafted(reason=odd, language="de").draft.body


def test_a_name_is_kept_to_the_letter() -> None:
    person = Person("Łukasz O’Neill-Đặng")
    body = drafted(
        sender={"name": person.name}, recipient={"name": "José María García López", "salutation": "Herr"}
    ).draft.body
    assert person.name in body
    assert "Herr García López" in body


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        pytest.param(
            "why_you",
            "Your report of 2020 advises flood hollows instead of walls.",
            "Your report of 2020 advises flood",
            id="a verb",
        ),
        pytest.param(
            "ask", "Would a second firm nearby be of use to you?", ": Would a second firm nearby", id="no wish"
        ),
        pytest.param("ask", "would like to hear how you did it", "I would like to hear how you did it", id="a wish"),
    ],
)
def test_a_field_that_is_a_sentence_stands_as_it_is(field: str, given: str, said: str) -> None:
    people = {"sender": {"name": "Ray Orchard"}, "recipient": {"name": "Ann Lea", "salutation": "Ms"}}
    outcome = api.draft(
        briefs.from_values({**people, "language": "en", "reason": "Our stream left its banks in July.", field: given})
    )
    assert said in outcome.draft.body


@pytest.mark.parametrize(
    ("ask", "led"),
    [
        ("Magst du mir sagen, ob der Rahmen hält?", False),
        ("Kannst du mir sagen, ob der Rahmen hält?", False),
        ("Hält der Rahmen aus Bambus im Regen?", True),
    ],
)
def test_a_question_that_asks_for_an_answer_is_not_led_by_another(ask: str, led: bool) -> None:
    values = {
        "language": "de",
        "register": "informal",
        "sender": {"name": "Tarek Öztürk"},
        "recipient": {"name": "Nora Lind"},
        "reason": "Ich baue ein Lastenrad aus Bambus.",
        "ask": ask,
    }
    body = api.draft(api.load_brief(values)).draft.body
    assert (f": {ask}" in body) is led
    assert ask in body


def test_an_english_i_is_written_large() -> None:
    values = {
        "language": "en",
        "sender": {"name": "Nora Lind"},
        "recipient": {"name": "Ms Hart"},
        "reason": "I bind books.",
        "ask": "could i visit your open day?",
    }
    assert "Could I visit your open day?" in api.draft(api.load_brief(values)).draft.body
