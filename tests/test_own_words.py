"""What a house says of its own accord: its phrases, whom nobody writes to, and how an industry is addressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knigge import api
from knigge.domain import Message, Phrase, Policy, Prompt, Reply
from knigge.errors import SettingsError
from knigge.parsing.briefs import from_values
from knigge.settings import load_policy
from test_cli import knigge

PHRASES: dict[str, str | Phrase] = {
    "in keinster Weise": "Streich es, 100 % davon.",
    "utilise": Phrase(write="use"),
    "Synergie": Phrase(write="Nutzen", say="Sag, welcher."),
    "C++": "",
    "z.B.": Phrase(write="z. B."),
    "schön": "",
}


def own(text: str, lang: str = "de", **given: Any) -> list[tuple[str, str, str]]:
    report = api.check(text, lang=lang, policy=Policy(phrases=PHRASES), **given)
    found = [f for f in report.findings if f.card == "own-phrases"]
    return [(f.match, f.message, "".join(fix.text for fix in f.fixes)) for f in found]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param(
            "Das ist in keinster Weise so.", ("in keinster Weise", "Streich es, 100 % davon.", ""), id="advice"
        ),
        pytest.param("IN  KEINSTER\nWeise so.", ("IN  KEINSTER\nWeise", "Streich es, 100 % davon.", ""), id="any form"),
        pytest.param("Wir utilise es.", ("utilise", "Schreibe „use“ statt „utilise“.", "use"), id="a replacement"),
        pytest.param("Keine Synergie.", ("Synergie", "Sag, welcher.", "Nutzen"), id="a replacement with advice"),
        pytest.param("Wir nehmen C++.", ("C++", "„C++“ schreibt dein Haus nicht: sag es anders.", ""), id="no word"),
        pytest.param("Wir z.B. nehmen", ("z.B.", "Schreibe „z. B.“ statt „z.B.“.", "z. B."), id="ends in a mark"),
    ],
)
def test_a_phrase_of_one_s_own_is_found_with_one_s_own_words(text: str, want: tuple[str, str, str]) -> None:
    assert own(text) == [want]


@pytest.mark.parametrize("text", ["Synergien gibt es.", "Das ist schon so.", "utilised", "zXBX", "Wir nehmen C+."])
def test_what_is_not_quite_the_phrase_is_none(text: str) -> None:
    assert own(text) == []


def test_a_phrase_is_found_in_every_language_and_in_the_subject() -> None:
    assert own("We utilise it.", "en") == [("utilise", "Write “use” instead of “utilise”.", "use")]
    assert own("Nothing.", "en", subject="We utilise it") == [("utilise", "Write “use” instead of “utilise”.", "use")]


def test_the_phrases_of_a_house_are_for_its_own_texts() -> None:
    received = api.critique(Message("Wir nutzen in keinster Weise C++. Wer sind Sie?"), policy=Policy(phrases=PHRASES))
    assert "own-phrases" not in {finding.card for finding in received.report.findings}


def test_phrases_have_the_level_that_the_policy_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text("phrases.utilise = {write = 'use'}\nlevels.own-phrases = 'error'", encoding="utf-8")
    report = api.check("We utilise it.", lang="en", policy=load_policy(str(path)))
    assert [(f.level, f.source) for f in report.findings if f.card == "own-phrases"] == [
        ("error", "phrases of your policy")
    ]


def test_two_policies_do_not_share_their_phrases() -> None:
    assert own("We utilise it.", "en")
    report = api.check("We utilise it.", lang="en", policy=Policy(phrases={"other": ""}))
    assert "own-phrases" not in {f.card for f in report.findings}


BRIEF = {
    "channel": "email",
    "language": "de",
    "sender": {"name": "Ole Wirth", "role": "Lehrer", "contact": {"email": "ole@wirth.example"}},
    "recipient": {
        "name": "Dr. Eva Amsel",
        "salutation": "Frau",
        "organisation": "Institut für Vogelkunde, Kiel",
        "contact": {"email": "eva@post.amsel.example", "url": "https://www.amsel.example/eva"},
    },
    "reason": "Frage zu den Zählungen im Mai.",
}


def barred(*listed: str, text: str = "Guten Tag,\n\nkurze Frage.\n\nDanke, Ole", **given: Any) -> bool:
    report = api.check(text, lang="de", policy=Policy(do_not_contact=listed), **given)
    return "do-not-contact" in {f.card for f in report.findings if f.level == "error"}


@pytest.mark.parametrize(
    ("entry", "listed"),
    [
        ("Eva Amsel", True),
        ("eva  amsel", True),
        ("Institut für Vogelkunde", True),
        ("eva@post.amsel.example", True),
        ("EVA@post.amsel.example", True),
        ("post.amsel.example", True),
        ("amsel.example", True),
        ("@amsel.example", True),
        ("Eva Am", False),
        ("Uwe Amsel", False),
        ("Institut für Fischkunde", False),
        ("va@post.amsel.example", False),
        ("sel.example", False),
        ("amsel.example.org", False),
        ("Ole Wirth", False),
    ],
)
def test_a_brief_to_one_of_the_list_is_an_error(entry: str, listed: bool) -> None:
    assert barred(entry, brief=from_values(BRIEF)) is listed


@pytest.mark.parametrize("name", ["to", "cc", "bcc"])
def test_a_mail_addressed_to_one_of_the_list_is_an_error(name: str) -> None:
    headers = {name: "Ole <ole@x.example>, Eva Amsel <eva@amsel.example>"}
    assert barred("amsel.example", headers=headers)
    assert barred("Eva Amsel", headers=headers)
    assert not barred("amsel.example", headers={"from": "eva@amsel.example", "subject": "amsel.example"})


def test_a_greeting_names_whom_a_text_goes_to() -> None:
    assert barred("Eva Amsel", text="Hallo Eva Amsel,\n\nkurze Frage.\n\nDanke, Ole")
    assert not barred("Eva Amsel", text="Hallo Uwe,\n\nEva Amsel sagte etwas.\n\nDanke, Ole")


def test_what_was_received_goes_to_nobody() -> None:
    message = Message("Guten Tag Eva Amsel,\n\nkurze Frage.\n\nOle Wirth", headers={"to": "eva@amsel.example"})
    report = api.critique(message, policy=Policy(do_not_contact=("amsel.example", "Eva Amsel"))).report
    assert "do-not-contact" not in {f.card for f in report.findings}


def test_a_draft_to_one_of_the_list_is_not_ready_and_no_model_is_asked_again() -> None:
    asked = []

    def model(prompt: Prompt) -> Reply:
        asked.append(prompt)
        return Reply(
            "Im Mai habe ich eine Frage zu den Zählungen. Wer kann mir dazu etwas sagen? Danke fürs Lesen.", "test"
        )

    policy = Policy(do_not_contact=("Eva Amsel",))
    outcome = api.draft(from_values(BRIEF), model=model, policy=policy)
    errors = {f.card for f in outcome.report.findings if f.level == "error"}
    assert (errors, outcome.ready, len(asked)) == ({"do-not-contact"}, False, 1)


@pytest.mark.parametrize(
    ("recipient", "sender", "reason", "want"),
    [
        pytest.param("Games", "", "Frage zu den Zählungen.", "informal", id="the recipient's"),
        pytest.param("", "games ", "Frage zu den Zählungen.", "informal", id="the sender's, where theirs is unknown"),
        pytest.param("law", "games", "Frage zu den Zählungen.", "formal", id="the recipient's first"),
        pytest.param("fish", "", "Frage zu den Zählungen.", "formal", id="none of the table"),
        pytest.param("games", "", "Ich möchte Sie etwas fragen.", "formal", id="what the sentences say goes before"),
    ],
)
def test_an_industry_has_its_form_of_address(recipient: str, sender: str, reason: str, want: str) -> None:
    values: dict[str, Any] = {**BRIEF, "reason": reason}
    values["recipient"] = {**values["recipient"], "industry": recipient}
    values["sender"] = {**values["sender"], "industry": sender}
    policy = Policy(registers={"games": "informal", "Law": "formal"})
    assert api.load_brief(values, policy=policy).register == want
    assert api.load_brief({**values, "register": "formal"}, policy=policy).register == "formal"
    assert api.load_brief(values).register == "formal"


def test_a_policy_names_who_answers(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("name: Eva Roth\n", encoding="utf-8")
    (tmp_path / "p.toml").write_text('profile = "me.yaml"\n', encoding="utf-8")
    mail = Path(__file__).parents[1] / "examples/received/question.de.eml"
    done = knigge("critique", str(mail), "--policy", str(tmp_path / "p.toml"))
    assert done.stdout.decode().rstrip().endswith("Eva Roth")


@pytest.mark.parametrize("toml", ["phrases.' ' = 'a'", "registers.'' = 'formal'", "do_not_contact = ['\t']"])
def test_an_empty_entry_would_be_everything_and_is_refused(tmp_path: Path, toml: str) -> None:
    (tmp_path / "p.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError, match="holds an empty text"):
        load_policy(str(tmp_path / "p.toml"))
