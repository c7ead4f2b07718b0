"""Channels: their limits, names and sources, as data."""

import pytest

from knigge import channels
from knigge.domain import Policy
from knigge.errors import SettingsError


@pytest.mark.parametrize(
    ("name", "plan", "limit"),
    [
        ("linkedin-note", "", 200),
        ("linkedin-note", "basic", 200),
        ("linkedin-note", "premium", 300),
        ("linkedin-inmail", "", 1900),
        ("linkedin-message", "", 3000),
        ("xing-request", "premium", 600),
        ("xing-message", "", 16384),
        ("email", "", 0),
    ],
)
def test_a_channel_knows_its_limit(name: str, plan: str, limit: int) -> None:
    assert channels.get(name).limit(plan, Policy()) == limit


def test_the_policy_has_the_last_word_on_a_limit() -> None:
    assert channels.get("linkedin-note").limit("basic", Policy(limits={"linkedin-note": 150})) == 150


def test_the_names_that_data_and_people_use_lead_to_one_channel() -> None:
    assert channels.get("inmail").id == "linkedin-inmail"
    assert channels.get("linkedin-connection-note-free").id == "linkedin-note"


def test_an_unknown_channel_is_told_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"No channel 'fax'. Known: email, .*xing-request"):
        channels.get("fax")


@pytest.mark.parametrize("channel", channels.known().values(), ids=lambda channel: channel.id)
def test_every_figure_has_a_source_and_every_channel_its_customs(channel: channels.ChannelCard) -> None:
    assert channel.sources
    assert {"de", "en"} <= channel.customs.keys()
