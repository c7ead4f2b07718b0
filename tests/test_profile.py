"""Your own profile: told, up to date, kept; as fields or as text."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from knigge import BriefError, SettingsError, check_profile, load_brief
from knigge.domain import Contact, Profile
from knigge.schemas import json_schema
from knigge.settings import load_profile
from test_cli import ROOT, knigge

TODAY = "2026-05-04"
WAYS = Contact(email="elif@aksoy-statik.example")
GOOD = {
    "de": Profile(
        "Elif Aksoy",
        role="Statikerin",
        organisation="Holzbau Riedle",
        headline="Statikerin für alte Dachstühle im Allgäu",
        positioning="Ich rechne für Zimmereien nach, was ein alter Dachstuhl noch trägt.",
        facts=("41 Häuser zwischen Kempten und Füssen seit 2016",),
        contact=WAYS,
        updated="2026-01-10",
    ),
    "en": Profile(
        "Ruth Adeyemi",
        headline="Surveyor of leaning towers",
        about="I tell parish councils in Fife how long a tower will stand. The list of towers is on my page.",
        facts=("212 towers surveyed since 2009",),
        contact=Contact(url="https://fifetowers.example"),
        updated="2025-06-01",
    ),
}


@pytest.mark.parametrize("lang", GOOD)
def test_a_telling_profile_has_no_finding_as_fields_and_as_text(lang: str) -> None:
    fields, text = check_profile(GOOD[lang], today=TODAY), check_profile(GOOD[lang].text(), today=TODAY)
    assert (fields.findings, text.findings) == ((), ())
    assert (fields.lang, fields.stage, fields.channel) == (lang, "profile", "profile")


@pytest.mark.parametrize(
    ("profile", "cards"),
    [
        pytest.param(Profile("Elif Aksoy", updated="2020-01-01"), "current telling contact", id="a name and no more"),
        pytest.param(Profile("Elif Aksoy", headline="CEO", contact=WAYS), "telling", id="a title for a headline"),
        pytest.param(
            Profile(
                "Elif Aksoy",
                headline="Statikerin bei Holzbau Riedle",
                about="Führend in Synergien für Zimmereien im Allgäu. Mein Kurs startet im Mai 2019.",
                contact=WAYS,
            ),
            "promises synergy current",
            id="claims, phrases and the past",
        ),
    ],
)
def test_what_a_profile_lacks_is_found(profile: Profile, cards: str) -> None:
    names = {"contact": "offer-contact-options", "synergy": "no-empty-synergy"}
    found = {finding.card for finding in check_profile(profile, lang="de", today=TODAY).findings}
    assert found == {names.get(card, f"profile-{card}") for card in cards.split()}


def test_findings_show_the_words_of_the_text_that_others_read() -> None:
    profile = load_profile(str(ROOT / "examples/profiles/surveyor.en.yaml"))
    found = [finding for finding in check_profile(profile).findings if finding.start is not None]
    assert [profile.text()[f.start : f.end] for f in found] == [f.match for f in found]
    assert len(found) >= 4


@pytest.mark.parametrize(("today", "found"), [("2026-01-10", False), ("2027-01-10", False), ("2027-01-11", True)])
def test_a_profile_is_gone_over_once_a_year(today: str, found: bool) -> None:
    cards = [finding.card for finding in check_profile(GOOD["de"], today=today).findings]
    assert cards == ["profile-current"] * found


def test_a_text_switches_a_card_off() -> None:
    text = "{}Elif Aksoy\n\nCEO\n\nRuf an: 0170 555 0163\n"
    found = [
        [finding.card for finding in check_profile(text.format(switch), lang="de").findings]
        for switch in ("", "<!-- knigge profile-telling = NO -->\n\n")
    ]
    assert found == [["profile-telling"] * 2, []]


def test_a_file_in_either_form_is_checked_and_its_json_is_the_published_shape(tmp_path: Path) -> None:
    (tmp_path / "me.md").write_text(GOOD["en"].text(), encoding="utf-8")
    (tmp_path / "me.json").write_text('{"name": "Ruth Adeyemi", "headline": "CEO"}', encoding="utf-8")
    fine = knigge("profile", "check", "me.md", "--format", "json", cwd=tmp_path)
    poor = knigge(
        "profile", "check", "me.json", "--lang", "en", "--fail-on", "warning", "--format", "json", cwd=tmp_path
    )
    assert (fine.returncode, poor.returncode) == (0, 1)
    for done in (fine, poor):
        jsonschema.validate(json.loads(done.stdout), json_schema("check"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name: Elif\nupdated: gestern", "me.yaml: updated is 'gestern'. Write a day such as"),
        ("name: Elif\nheadlines: CEO", "headlines"),
        ("", "me.yaml: is empty."),
    ],
)
def test_a_bad_profile_is_refused_in_one_line(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text(content, encoding="utf-8")
    done = knigge("profile", "check", "me.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert says in done.stderr.decode()
    with pytest.raises(SettingsError):
        load_profile(str(tmp_path / "me.yaml"))


@pytest.mark.parametrize(
    ("profile", "today"), [(GOOD["de"], "heute"), (Profile("Elif Aksoy", updated="gestern"), TODAY)]
)
def test_what_is_no_day_is_refused(profile: Profile, today: str) -> None:
    with pytest.raises(SettingsError, match=r"is '(?:heute|gestern)'. Write a day"):
        check_profile(profile, today=today)


def test_nobody_writes_to_a_profile() -> None:
    people = {"sender": {"name": "Elif Aksoy"}, "recipient": {"name": "Ruth Adeyemi"}}
    with pytest.raises(BriefError, match="Name where the message goes"):
        load_brief({**people, "reason": "Eine Frage zu Türmen", "channel": "profile"})
