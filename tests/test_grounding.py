"""A draft states only what its brief holds, and an answer only what the message and the profile do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from knigge import check, critique, draft, languages, load_brief
from knigge.answering import checked
from knigge.domain import Answer, AnswerBrief, Message, Profile
from knigge.grounding.acquaintance import _patterns, claimed
from knigge.grounding.values import values
from knigge.grounding.when import moments
from knigge.grounding.words import akin, stem
from knigge.parsing.briefs import from_values
from knigge.reading import Words

ROOT = Path(__file__).parents[1]
CARD = "state-only-facts"
DE: dict[str, Any] = {
    "language": "de",
    "sender": {"name": "Jonas Weber", "role": "Ingenieur", "contact": {"email": "jonas@example.org", "phone": "030 555 0100"}},
    "recipient": {"name": "Selin Aydın", "title": "Dr.", "salutation": "Frau", "role": "Leiterin Messtechnik"},
    "reason": "Ich werte Messreihen von 400 Pumpen aus.",
    "why_you": "Ihr Aufsatz vom 12. Mai 2026 nennt 1.500 Betriebsstunden und 3,5 % Ausfall.",
}  # fmt: skip
EN: dict[str, Any] = {
    **DE,
    "language": "en-GB",
    "recipient": {"name": "Alan Whitmore", "title": "Dr", "role": "Head of metrology"},
    "reason": "I evaluate readings of 400 pumps.",
    "why_you": "Your paper of 12 May 2026 gives 1,500 hours and a loss of 3.5%.",
}


def found(text: str, **changed: Any) -> list[str]:
    """What a text states and the German brief, or the English one, does not hold."""
    brief = from_values({**(EN if changed.pop("lang", "de") == "en" else DE), **changed})
    return [finding.match for finding in check(text, brief=brief).findings if finding.card == CARD]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Es geht um 400 Pumpen und um vierhundert Pumpen.", "de"),
        ("Sie nennen 1500 Stunden, also 1.500 Betriebsstunden.", "de"),
        ("Der Ausfall lag bei 3,5 Prozent.", "de"),
        ("Am 12.05.2026, am 12. Mai und im Mai 2026 stand es dort, an einem Dienstag.", "de"),
        ("Rufen Sie mich an: +49 30 555 0100.", "de"),
        ("Die Auswertung einer Pumpenreihe fiel mir schwer.", "de"),
        ("Ein Satz oder zwei genügen.", "de"),
        ("Im 21. Jahrhundert, in den 2020er Jahren, im Frühling 2026 stand es dort.", "de"),
        ("Worauf die achten, die messen, weiß ich nicht.", "de"),
        ("Wir kennen uns noch nicht persönlich, doch zwei, drei Sätze dazu helfen mir.", "de"),
        ("Mir geht es um Verstärkung und um Geschwindigkeit.", "de"),
        ("It is about four hundred pumps.", "en"),
        ("You give 1500 hours, or 1,500.", "en"),
        ("The loss was 3.5 per cent.", "en"),
        ("On 2026-05-12, on May 12th, in May, on Tuesday.", "en"),
        ("May I ask what you would march on with?", "en"),
        ("The evaluation of a reading was hard for me.", "en"),
        ("A line or two is enough.", "en"),
        ("You know a thing or two about the 21st century, the 2020s and last spring.", "en"),
        ("We have never met. Perhaps the two go together, in two or three words, and this year.", "en"),
        ("If you told me why, I would be glad.", "en"),
        ("Needless to say, I have a question.", "en"),
    ],
)
def test_what_the_brief_holds_may_be_said_in_another_form(text: str, lang: str) -> None:
    assert found(text, lang=lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "want"),
    [
        ("Es geht um 440 Pumpen.", "de", ["440"]),
        ("Seit 400 Jahren geht das so.", "de", ["400 Jahren"]),
        ("Der Ausfall lag bei 3,5 Euro.", "de", ["3,5 Euro"]),
        ("Am Mittwoch, dem 12. Mai 2026, stand es dort.", "de", ["Mittwoch"]),
        ("Am 21. Mai 2026 stand es dort.", "de", ["21. Mai 2026"]),
        ("Rufen Sie mich an: 030 555 0101.", "de", ["030 555 0101"]),
        ("Schreiben Sie an jonas@example.com.", "de", ["jonas@example.com"]),
        ("Guten Tag Frau Professorin Aydın,\n\nich habe eine Frage.", "de", ["Professorin"]),
        ("Ich habe das bei Bosch gelesen.", "de", ["Bosch"]),
        ("Wie Sie schreiben: „Jede Pumpe hat eine Seele.“", "de", ["Jede Pumpe hat eine Seele."]),
        ("Das war in Zürich, im 18. Jahrhundert.", "de", ["Zürich", "18. Jahrhundert"]),
        ("Meine Frau hat eine Frage.", "de", ["Meine Frau"]),
        ("Sie sprechen Bosnisch, und der Kreis Plön sucht Rat, bis morgen.", "de", ["Bosnisch", "Plön", "morgen"]),
        (
            "Es sind fast 1.600 Stunden, und wir kennen uns aus Kiel.",
            "de",
            ["1.600 Stunden", "wir kennen uns aus", "Kiel"],
        ),
        ("In Kiel haben Sie mir Hilfe versprochen.", "de", ["Kiel", "haben Sie mir Hilfe versprochen"]),
        ("Viele Grüße\nJonas Weber\nLeiter Messtechnik", "de", ["Leiter Messtechnik"]),
        ("It is about 440 pumps.", "en", ["440"]),
        ("For 400 years it has been so.", "en", ["400 years"]),
        ("The loss was £3.5.", "en", ["£3.5"]),
        ("On Wednesday, 12 May, it was there.", "en", ["Wednesday"]),
        ("I read it at Apple and in Nature.", "en", ["Apple", "Nature"]),
        ("Your book has helped me, and we had a quick chat.", "en", ["book", "we had a quick chat"]),
        ("It is about wear and corrosion.", "en", ["corrosion"]),
        ("Dear Professor Whitmore,\n\nI have a question.", "en", ["Professor"]),
    ],
)
def test_what_the_brief_does_not_hold_is_found_where_it_stands(text: str, lang: str, want: list[str]) -> None:
    assert found(text, lang=lang) == want


@pytest.mark.parametrize(
    ("text", "reason", "lang", "want"),
    [
        # shares, of numbers of one sentence or of one thing
        ("Ein Drittel der Völker starb.", "Von 22 Völkern starben sieben.", "de", []),
        ("Ein Drittel der Völker starb.", "Von 22 Völkern starben zwölf.", "de", ["Ein Drittel"]),
        ("It fell by half.", "It fell by 50%.", "en", []),
        ("It fell by half.", "It fell.", "en", ["by half"]),
        # spans that words for times tell
        ("Drei Monate lang.", "Von September bis November.", "de", []),
        ("Vier Monate lang.", "Von September bis November.", "de", ["Vier Monate"]),
        ("Alle zwei Wochen, um halb acht.", "Jeden zweiten Montag um 19.30 Uhr.", "de", []),
        ("Alle drei Wochen, um halb neun.", "Jeden zweiten Montag um 19.30 Uhr.", "de", ["drei Wochen", "halb neun"]),
        ("Within 48 hours.", "Within two days.", "en", []),
        ("Drei Jahre davon.", "Elf Jahre, davon drei im Lager.", "de", []),
        ("Zehn sind es.", "Die Messung ist am 9. Oktober.", "de", ["Zehn"]),
        # who is called what
        ("Als Leiterin bei Nordbau messe ich.", "Ich messe.", "de", ["Als Leiterin bei Nordbau"]),
        ("Als Ingenieur bei Nordbau messe ich.", "Ich messe.", "de", []),
        ("Dear Captain Whitmore,\n\nI read it.", "I read it to my captain.", "en", ["Captain"]),
        # what people did for one another, or have heard of one another
        (
            "Eva Kern hat mir Ihren Bericht weitergeleitet.",
            "Eva Kern kennt Sie.",
            "de",
            ["hat mir Ihren Bericht weitergeleitet"],
        ),
        ("Bei meinem letzten Besuch war es so.", "Es war so.", "de", ["Bei meinem letzten Besuch"]),
        ("Es wurde gefördert von der Aktion Mensch.", "Es geht um Menschen.", "de", ["gefördert von"]),
        ("You kindly looked at it.", "Please look at it.", "en", ["You kindly looked"]),
        ("Your new book is good.", "I read your paper.", "en", ["Your new book"]),
        ("Meine Großmutter rief an.", "Ich rief an.", "de", ["Meine Großmutter"]),
        ("Wir sind Nachbarn.", "Mein Laden liegt 300 Meter von Ihrem entfernt.", "de", []),
        # names
        ("Es stand in „Geowelt“ und in unserer Reihe „Glück auf“.", "Es stand dort.", "de", ["Geowelt", "Glück auf"]),
        (
            "Ich arbeite mit Bexio, im Emsland, in der Dorfstraße.",
            "Ich arbeite.",
            "de",
            ["Bexio", "Emsland", "Dorfstraße"],
        ),
        ("Ich arbeite am OLG.", "Ich arbeite am Oberlandesgericht.", "de", []),
        ("Ich arbeite mit SAP.", "Ich habe einen Staplerschein.", "de", ["SAP"]),
        ("Viele Grüße aus Langenlois\nJonas Weber", "Ich messe.", "de", ["Langenlois"]),
        ("I am certified.", "I hold a certificate.", "en", []),
    ],
)
def test_what_follows_from_the_brief_is_told_from_what_does_not(
    text: str, reason: str, lang: str, want: list[str]
) -> None:
    sender = {**DE["sender"], "organisation": "Nordbau"}
    assert found(text, lang=lang, reason=reason, why_you="", sender=sender) == want


def test_a_number_may_be_rounded_where_the_text_says_so() -> None:
    assert found("Der Lift ist fast vierzig Jahre alt.", reason="Der Lift ist 38 Jahre alt.") == []
    assert found("Der Lift ist vierzig Jahre alt.", reason="Der Lift ist 38 Jahre alt.") == ["vierzig Jahre"]
    assert found("My eighth book took me almost 40 weeks.", lang="en", reason="I wrote seven books, in 38 weeks.") == []


def test_a_span_of_time_may_be_said_in_another_unit() -> None:
    assert (
        found(
            "Ich messe seit zwei Monaten, im Alter von zwölf Jahren.",
            reason="Ich messe seit acht Wochen, sobald sie zwölf werden.",
        )
        == []
    )
    assert found("I read them for three months.", lang="en", reason="I have read them for eight weeks.") == [
        "three months"
    ]


MET = {"kind": "event", "name": "Messtechniktag", "relation": "met"}
HEARD = {"kind": "event", "name": "Messtechniktag", "relation": "heard"}
KNOWN = {"kind": "mutual_contact", "name": "Ole Sund"}


@pytest.mark.parametrize(
    ("text", "ground", "holds"),
    [
        pytest.param("Unser Gespräch hat mir geholfen.", MET, True, id="who met may speak of it"),
        pytest.param("Unser Gespräch hat mir geholfen.", HEARD, False, id="who heard a talk has not met the speaker"),
        pytest.param("Wie besprochen schreibe ich Ihnen.", MET, False, id="who met has agreed on nothing"),
        pytest.param("Ole Sund hat mir Ihren Namen genannt.", KNOWN, True, id="a shared contact refers"),
        pytest.param("Ihre Kollegin hat mir Ihren Namen genannt.", KNOWN, False, id="and nobody else does"),
        pytest.param("Wir haben zusammen studiert.", {"kind": "school", "name": "Kiel", "relation": ""}, True, id="a shared school"),
        pytest.param("Wir haben zusammen studiert.", {"kind": "employer", "name": "Kiel", "relation": "worked"}, False, id="a shared employer is no school"),
    ],
)  # fmt: skip
def test_typed_common_ground_decides_which_acquaintance_may_be_claimed(
    text: str, ground: dict[str, str], holds: bool
) -> None:
    assert (found(text, common_ground=[ground]) == []) is holds


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "briefs").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_composer_states_only_facts(path: Path) -> None:
    outcome = draft(load_brief(str(path)))
    assert [f.match for f in outcome.report.findings if f.card == CARD] == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_word_of_the_programs_own_frames_is_taken_for_a_fact(lang: str) -> None:
    words, replies = languages.get(lang).wordings(), languages.get(lang).replies()
    own = {field.name: getattr(words, field.name) for field in fields(words)}
    frames = [
        each
        for name in ("frames", "grounds")
        for slot, variants in own[name].items()
        if not slot.startswith("intent.")
        for each in variants
    ]
    frames += [
        each for table in (replies.sentences, replies.questions) for variants in table.values() for each in variants
    ]
    brief = {"de": DE, "en": EN}[lang] | {
        "common_ground": [
            {"kind": "event", "name": "Aula", "relation": "heard"},
            *(
                {"kind": kind, "name": "Aula", "relation": "worked"}
                for kind in ("event", "group", "post", "mutual_contact", "employer", "school", "place", "project")
            ),
        ]
    }
    for frame in frames:
        said = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\1", re.sub(r"(?<=\})\{\w+\}|\{\w+\}", "Aula ", frame))
        topics = [
            f.match
            for f in check(said[0].upper() + said[1:], brief=from_values(brief)).findings
            if f.card == CARD and "common_ground" not in f.message
        ]
        assert topics == [], frame


def answered(reply: str) -> Answer:
    """A model's answer to a message, judged like any other draft."""
    from knigge.critiquing import Wish, case_of, critiquing
    from knigge.domain import Policy

    message = Message(
        "Guten Tag,\n\nwürden Sie am 3. Juni in Ulm über Archive sprechen?\n\nMit freundlichen Grüßen\nEva Roth",
        "Vortrag in Ulm",
    )
    flow = critiquing(message, Policy(), Profile("Gregor Pohl", role="Archivar"), Wish("accept"))
    prompt = next(flow)
    assert isinstance(prompt.brief, AnswerBrief)
    case = case_of(message, Policy(), Profile("Gregor Pohl", role="Archivar"), "reply", "")
    answer: Answer = checked(case, prompt.brief, Words("", reply))
    return answer


def test_an_answer_may_state_what_the_message_and_the_profile_hold() -> None:
    assert [
        f.match for f in answered("den Vortrag in Ulm am 3. Juni übernehme ich gern.").findings if f.card == CARD
    ] == []


def test_an_answer_invents_no_day_and_no_place() -> None:
    answer = answered("ich komme gern am 4. Juni nach Bonn.")
    assert [f.match for f in answer.findings if f.card == CARD] == ["4. Juni", "Bonn"]


def test_a_received_message_is_not_judged_by_what_its_reader_knows() -> None:
    outcome = critique(
        Message("Hello Mr Pohl,\n\nSiemens has 400 pumps.\n\nKind regards\nEva Roth"), profile=Profile("Gregor Pohl")
    )
    assert CARD not in {finding.card for finding in outcome.report.findings}


def test_a_finding_says_which_field_would_hold_it() -> None:
    brief = from_values(DE)
    told = {f.match: f.message for f in check("Wie besprochen: 99 Pumpen.", brief=brief).findings if f.card == CARD}
    assert "common_ground" in told["Wie besprochen"]
    assert "facts" in told["99"]


def test_without_a_brief_nothing_of_it_is_loaded() -> None:
    script = "import sys; from knigge import check; check('Hallo Frau Amsel, 400 Pumpen. Ole'); print('knigge.grounding' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("text", "lang", "want"),
    [
        ("78.000 bis 86.000 Euro", "de", [(78000, "EUR"), (86000, "EUR")]),
        ("2,5 Mio. Euro", "de", [(2.5e6, "EUR")]),
        ("dreimal und zehnjährig", "de", [(3, ""), (10, "year")]),
        ("fünfundzwanzig Jahre", "de", [(25, "year")]),
        ("in zwei Sätzen", "de", []),
        ("1.5 million dollars", "en", [(1.5e6, "USD")]),
        ("a ten-year lease", "en", [(10, "year")]),
        ("twenty-five hours", "en", [(25, "hour")]),
        ("two short questions", "en", []),
        ("zweihundertdreißig und sechseinhalbtausend", "de", [(230, ""), (6500, "")]),
        ("ein halbes Dutzend, zwei Dutzend, zu sechst", "de", [(6, ""), (24, ""), (6, "")]),
        ("ein Viertel weniger, ein Vierteljahr, viertel nach drei", "de", [(195,), (0.25, "share")]),
        ("halb acht", "de", [(450,)]),
        ("CHF 49.–", "de", [(49, "CHF")]),
        ("two hundred and thirty, half a dozen", "en", [(230, ""), (6, "")]),
        ("one lamb in five, by half, a quarter of an hour", "en", [(0.2, "share"), (0.5, "share")]),
        ("six and a half thousand pounds", "en", [(6500, "GBP")]),
        ("nineteen eighty-five", "en", [(19, ""), (85, "")]),
    ],
)
def test_numbers_are_read_by_value_and_unit(text: str, lang: str, want: list[tuple[float, str]]) -> None:
    assert [value.value for value in values(text, lang)] == want


def test_words_are_alike_in_other_forms_and_not_by_chance() -> None:
    for one, other in (
        ("Aufsätze", "Aufsatz"),
        ("vermessen", "Vermessung"),
        ("Gründerin", "Gründer"),
        ("geprüft", "Prüfung"),
    ):
        assert akin(stem(one, "de"), stem(other, "de"), "de"), (one, other)
    for one, other in (
        ("Wechselrichter", "Wechselwirkung"),
        ("Schmidt", "Schmitt"),
        ("Messe", "Masse"),
        ("Vortrag", "Betrag"),
    ):
        assert not akin(stem(one, "de"), stem(other, "de"), "de"), (one, other)


def test_a_day_has_one_name_in_both_forms() -> None:
    assert [name for name, _ in moments("letzten Freitag, vergangene Woche, gestern", "de")] == [
        "friday",
        "gestern",
        "past woche",
        "woche",
    ]
    assert [name for name, _ in moments("last week, on Fridays", "en")] == ["friday", "past week", "week"]


def test_a_message_that_is_hoped_for_is_no_claim() -> None:
    assert list(claimed("Ich freue mich auf Ihre schnelle Antwort.", "de")) == []
    assert list(claimed("I look forward to your kind reply.", "en")) == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_measured_drafts_keep_what_docs_say_of_them(lang: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "grounding.py"), "--json", "--lang", lang],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)
    least = {"developed": (0.99, 0.93, 0.0), "unseen": (0.9, 0.9, 0.05)}
    for name, each in figures.items():
        precision, recall, flagged = least[name.split()[1]]
        assert each["precision"]["share"] >= precision, name
        assert each["recall"]["share"] >= recall, name
        assert each["clean_flagged"]["share"] <= flagged, name


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_claim_holds_a_word_that_is_looked_for_first(lang: str) -> None:
    drafts = (ROOT / "evals" / "grounding" / f"{lang}.yaml").read_text(encoding="utf-8")
    for kind, words, pattern in _patterns(lang):
        for match in pattern.finditer(drafts):
            assert any(word in match[0].lower() for word in words), (kind, match[0])


def test_a_word_of_many_numbers_is_none() -> None:
    assert list(values("tausend" * 2000, "de")) == []
