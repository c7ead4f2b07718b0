"""Hints at a law: which country's, on which channel, for what intent; what silences them, and what they never say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from knigge import check, critique, load_brief, read_message
from knigge.cards import load
from knigge.cards.judges import legal
from knigge.channels import get, known
from knigge.domain import Brief, Intent, Policy
from knigge.errors import SettingsError
from knigge.settings import load_policy

COMMERCIAL = ("sales", "recruiting")
GERMANY = {"email": {"de-uwg-7-email", "eu-gdpr"}, "": {"de-olg-hamm-messages", "eu-gdpr"}}
# Per country what is hinted at by e-mail, and ("") on every other channel; "" is a German brief that names no country.
HINTED: dict[str, dict[str, set[str]]] = {
    "DE": GERMANY,
    "Deutschland": GERMANY,
    "": GERMANY,
    "AT": {"email": {"at-tkg-174", "eu-gdpr"}, "": {"at-tkg-174", "eu-gdpr"}},
    "CH": {"email": {"ch-uwg-3-o"}, "": {"ch-uwg-3-o"}},
    "FR": {"email": {"eu-gdpr"}, "": {"eu-gdpr"}},
    "US": {"email": {"us-can-spam"}, "": set()},
    "United States": {"email": {"us-can-spam"}, "": set()},
    "GB": {"email": set(), "": set()},
    "Atlantis": {"email": set(), "": set()},
}
TEXT = "Guten Tag Frau Kern,\n\nich biete Ihnen eine Messung an.\n\nFreundliche Grüße\nNils Ott"


def brief(country: str, channel: str, intent: str) -> Brief:
    recipient = {"name": "Eva Kern", "country": country}
    values = {"recipient": recipient, "channel": channel, "intent": intent, "language": "de"}
    return load_brief({"sender": {"name": "Nils Ott"}, "reason": "die Messung", **values})


def hints(given: Brief | None, policy: Policy | None = None, text: str = TEXT, **more: str) -> dict[str, str]:
    """Return the hints at a law, by card, with their levels."""
    found = check(text, brief=given, policy=policy, **more).findings  # type: ignore[arg-type]
    return {finding.card: finding.level for finding in found if finding.card in legal.HINTS}


@pytest.mark.parametrize("intent", ["", *get_args(Intent)])
@pytest.mark.parametrize(
    "channel", [name for name in known() if get(name).stage in ("first-message", "connection-request")]
)
@pytest.mark.parametrize("country", HINTED)
def test_each_country_channel_and_intent_has_its_hints(country: str, channel: str, intent: str) -> None:
    wanted = HINTED[country].get(channel, HINTED[country][""]) if intent in COMMERCIAL else set()
    assert set(hints(brief(country, channel, intent))) == wanted


@pytest.mark.parametrize("country", HINTED)
def test_those_who_know_each_other_are_not_hinted_at(country: str) -> None:
    assert not hints(replace(brief(country, "email", "sales"), prior_contact="offline"))


def test_in_switzerland_it_is_the_program_that_makes_it_mass_advertising() -> None:
    one = brief("CH", "email", "sales")
    assert hints(one) == {"ch-uwg-3-o": "suggestion"}
    assert hints(one, stage="batch") == {"ch-uwg-3-o": "warning"}


def test_what_a_user_has_seen_to_is_silent() -> None:
    assert set(hints(brief("DE", "email", "sales"), Policy(acknowledged=("de-uwg-7-email",)))) == {"eu-gdpr"}


def test_only_hints_at_a_law_can_be_acknowledged(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text('acknowledged = ["de-uwg-7-email"]')
    (tmp_path / "bad.toml").write_text('acknowledged = ["no-mass-mail"]')
    assert load_policy(str(tmp_path / "good.toml")).acknowledged == ("de-uwg-7-email",)
    with pytest.raises(SettingsError, match=r"bad\.toml: acknowledged names 'no-mass-mail', .* Known: at-tkg-174"):
        load_policy(str(tmp_path / "bad.toml"))


def test_the_hints_are_the_cards_that_legal_judges_decide() -> None:
    assert {card.id for card in load() if any(c.judge in legal.JUDGES for c in card.checks)} == set(legal.HINTS)


def test_a_received_text_gets_no_hint() -> None:
    signed = f"{TEXT}\nOtt Messtechnik GmbH, Kiel"
    found = critique(read_message(signed)).report.findings
    assert not {finding.card for finding in found} & set(legal.HINTS)
    assert hints(None, text=signed) == {"de-signature-data": "suggestion"}


@pytest.mark.parametrize("card", [card for card in load() if card.id in legal.HINTS], ids=lambda card: card.id)
def test_a_hint_names_its_law_and_page_and_clears_nothing(card) -> None:  # type: ignore[no-untyped-def]
    for lang, no_advice in (("de", "keine Rechtsberatung"), ("en", "no legal advice")):
        assert no_advice in card.say[lang]
        assert f"acknowledged = ['{card.id}']" in card.say[lang]
        assert any(mark in card.say[lang] for mark in ("§", "Art.", "CAN-SPAM"))
        assert any(word in card.say[lang] for word in ("kann", "vielleicht", "may"))
    assert all("/" in source.url for source in card.source)


@pytest.mark.parametrize(
    ("signature", "lacking"),
    [
        ("Ott GmbH", "Sitz, Registergericht, Registernummer, Geschäftsführung mit Vor- und Nachnamen"),
        ("Ott GmbH, 24103 Kiel", "Registergericht, Registernummer, Geschäftsführung mit Vor- und Nachnamen"),
        ("Ott AG, Sitz Kiel, Amtsgericht Kiel, HRB 7", "Vorstand und Vorsitz des Aufsichtsrats"),
        ("Ott e. K., Sitz Kiel", "Registergericht, Registernummer"),
    ],
)
def test_a_signature_is_told_what_it_may_lack(signature: str, lacking: str) -> None:
    found = check(f"{TEXT}\n{signature}").findings
    assert [f"fehlt vielleicht: {lacking}." in f.message for f in found if f.card == "de-signature-data"] == [True]
