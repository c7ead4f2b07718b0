"""Briefs: what is read off them, and how a wrong one is refused."""

from pathlib import Path

import pytest

from knigge import api
from knigge.errors import BriefError
from knigge.parsing import briefs

LEAST = {
    "sender": {"name": "Jonas Weber"},
    "recipient": {"name": "Ada Lund"},
    "reason": "Ich suche eine Karte der Schlei und habe noch keine.",
}


def test_channel_language_and_register_are_read_off_the_sentences() -> None:
    brief = briefs.from_values(LEAST)
    assert (brief.channel, brief.language, brief.register) == ("email", "de-DE", "formal")


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        pytest.param({"reason": "Kannst du mir deine Karte zeigen?"}, "register", "informal", id="du"),
        pytest.param({"reason": "I am looking for a map of the Schlei."}, "language", "en-GB", id="English"),
        pytest.param({"reason": "My organization maps the color of lakes."}, "language", "en-US", id="American"),
        pytest.param({"recipient": {"name": "Ada", "country": "AT"}}, "language", "de-AT", id="country of the reader"),
        pytest.param({"channel": "inmail"}, "channel", "linkedin-inmail", id="alias of a channel"),
    ],
)
def test_what_a_brief_leaves_open_is_settled(changed: dict[str, object], field: str, value: str) -> None:
    assert getattr(briefs.from_values({**LEAST, **changed}), field) == value


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        pytest.param({"channel": "fax"}, "No channel 'fax'. Known: email", id="channel"),
        pytest.param({"language": "fr"}, "No language 'fr'. Known: de", id="language"),
        pytest.param({"reason": "  "}, "reason is empty. Say why you write", id="empty reason"),
        pytest.param({"ask": "x\x1b[2J"}, "ask holds a control character", id="escape sequence"),
        pytest.param({"subject": "a\x00b"}, "subject holds a control character", id="NUL"),
        pytest.param({"facts": ["ok", "x" * 5000]}, r"facts\.1 has 5,000 characters", id="too long"),
        pytest.param({"offer": "\ud800"}, "offer holds half a character", id="lone surrogate"),
        pytest.param({"language": "en"}, "language is 'en', but the sentences are in 'de'", id="other language"),
        pytest.param(
            {"sender": {"name": "A B", "contact": {"email": "a@b.c\nBcc: x@y.z"}}}, "white space", id="forged header"
        ),
        pytest.param({"recipient": {"name": "{{first_name}}"}}, "a slot that nobody filled", id="unfilled slot"),
        pytest.param({"colour": "blue"}, "unknown field 'colour'", id="unknown field"),
    ],
)
def test_a_wrong_brief_is_refused_in_one_line(changed: dict[str, object], says: str) -> None:
    with pytest.raises(BriefError, match=says) as caught:
        briefs.from_values({**LEAST, **changed}, "b.yaml")
    assert str(caught.value).startswith("b.yaml: ")
    assert "\n" not in str(caught.value)


def test_a_brief_built_in_python_is_validated_by_the_verb() -> None:
    from knigge import Brief
    from knigge.domain import Person

    with pytest.raises(BriefError, match="reason is empty"):
        api.draft(Brief(Person("A"), Person("B"), ""))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\x00\x01", "binary", id="binary"),
        pytest.param(b"reason: \xff", "not UTF-8", id="not UTF-8"),
        pytest.param(b"- a\n- b", "holds no fields", id="a list"),
        pytest.param(b"a" * 3_000_000, "larger than 2 MB", id="too large"),
    ],
)
def test_a_file_that_is_no_brief_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(content)
    with pytest.raises(BriefError, match=says):
        briefs.read(str(path))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="no such file"):
        briefs.read(str(tmp_path / "none.yaml"))
    with pytest.raises(BriefError, match="is a folder"):
        briefs.read(str(tmp_path))


@pytest.mark.parametrize(
    ("form", "taken"), [("Frau", True), ("Mx", True), ("none", True), ("Lady", False), ("Madame", False)]
)
def test_a_form_of_address_is_one_that_an_installed_language_knows(form: str, taken: bool) -> None:
    values = {
        "sender": {"name": "Ole Ott"},
        "recipient": {"name": "Ida Rau", "salutation": form},
        "reason": "Eine Frage.",
    }
    if taken:
        assert briefs.from_values(values).recipient.salutation == form
    else:
        with pytest.raises(BriefError, match=rf"recipient.salutation is '{form}', but must be one of none, Frau, .*Mx"):
            briefs.from_values(values)
