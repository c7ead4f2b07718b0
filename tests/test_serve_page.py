"""The page of `knigge serve` as files: complete in both languages, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from knigge import channels
from knigge.domain import LEVELS, Policy
from knigge.surfaces.cli.critique import _WORDS
from knigge.surfaces.http.app import application
from knigge.surfaces.http.rules import Rules
from plugged import house, python

PAGE = {
    file.name: file.read_text(encoding="utf-8")
    for file in files("knigge.surfaces.http.page").iterdir()
    if file.name.endswith((".html", ".js", ".css", ".svg"))
}
WORDS = PAGE["words.js"]


def keys(name: str) -> set[str]:
    """The keys of a table in words.js."""
    table = re.search(rf"const {name} = \{{(.*?)\n\}};", WORDS, re.DOTALL)
    assert table
    pieces = re.findall(r'"((?:[^"\\]|\\.)*)"(:?)|\b(\w+):', table[1])
    return {plain or quoted for quoted, colon, plain in pieces if plain or colon}


def test_both_languages_have_the_same_words() -> None:
    assert keys("en") == keys("de")


@pytest.mark.parametrize("name", ["en", "de"])
def test_no_word_is_said_in_two_ways(name: str) -> None:
    table = re.search(rf"const {name} = \{{(.*?)\n\}};", WORDS, re.DOTALL)
    assert table
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", table[1])
    named = re.findall(r"\b(\w+):", bare)
    assert [each for each in {*named} if named.count(each) > 1] == []


def test_every_word_that_the_page_asks_for_is_there() -> None:
    asked = {
        key
        for text in PAGE.values()
        for key in re.findall(r'data-(?:say|label|hint)="(\w+)"|\bsay\("(\w+)"', text)
        for key in key
        if key
    }
    asked |= {f"verdict_{verdict}" for verdict in ("accept", "ask_back", "decline", "ignore", "not_now")}
    asked |= {f"why_{why}" for why in ("fraud", "sum", "lacking", "machine", "thin", "you")} | {*LEVELS}
    assert len(asked) > 70
    assert asked <= keys("en")


def test_every_reason_that_the_command_line_has_words_for_has_them_here() -> None:
    assert {*_WORDS} == keys("reasons")


def test_every_channel_that_one_writes_to_is_named_in_both_languages() -> None:
    assert keys("names") == {*channels.known()} - {"profile"}


def offered(policy: Policy) -> dict[str, dict[str, Any]]:
    """The channels that the page offers, by their ids."""
    with TestClient(application(Rules(policy=policy)), base_url="http://localhost") as client:
        script = client.get("/channels.js").text
    told = json.loads(script.removeprefix("export const channels = ").rstrip(";\n"))
    return {each.pop("id"): each for each in told}


def test_the_page_is_told_the_limit_and_the_target_of_each_channel_and_which_has_a_subject() -> None:
    known = [channel for channel in channels.known().values() if channel.id != "profile"]
    assert {name: (each["most"], each["target"]) for name, each in offered(Policy()).items()} == {
        each.id: (each.max_chars.get("basic", 0), each.target_chars) for each in known
    }
    assert {name for name, each in offered(Policy()).items() if each["subject"]} == {
        each.id for each in known if each.subject != "none"
    }


def test_the_page_counts_to_the_limit_of_the_policy() -> None:
    limits = Policy(limits={"linkedin-note": 300, "xing-request": 0})
    assert {name: each["most"] for name, each in offered(limits).items()} == {
        **{name: each["most"] for name, each in offered(Policy()).items()},
        "linkedin-note": 300,
        "xing-request": 0,
    }


def test_the_page_offers_the_channels_of_plugins(tmp_path: Path) -> None:
    house(tmp_path)
    script = """
from starlette.testclient import TestClient
from knigge.surfaces.http.app import application
from knigge.surfaces.http.rules import Rules
with TestClient(application(Rules())) as client:
    print(client.get('/channels.js', headers={'host': 'localhost'}).text)
"""
    done = python(tmp_path, "-c", script)
    assert '"id": "staff-chat", "name": "Staff chat", "most": 80, "target": 0, "subject": false' in done.stdout, done


@pytest.mark.parametrize("name", PAGE)
def test_nothing_comes_from_elsewhere_and_nothing_stands_inline(name: str) -> None:
    text = PAGE[name].replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(
        r"(?:https?:)?//[\w.]+\.\w|@import|url\(|\binnerHTML\b|\beval\(|\bstyle=|<style|\son\w+=", text
    )
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_every_file_that_the_page_names_is_served_and_every_file_is_named() -> None:
    named = {
        name
        for text in PAGE.values()
        for name in re.findall(r'(?:href|src)="/([\w.]+)"|from "/([\w.]+)"', text)
        for name in name
        if name
    }
    assert named | {"index.html"} == {*PAGE, "channels.js"}
    with TestClient(application(Rules()), base_url="http://localhost") as client:
        for name in named - {"channels.js"}:
            answer = client.get(f"/{name}")
            assert (answer.status_code, answer.text) == (200, PAGE[name])
            again = client.get(f"/{name}", headers={"If-None-Match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")


def test_every_field_has_a_label() -> None:
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]*?\sid="([\w-]+)"', PAGE["index.html"]))
    assert ids == set(re.findall(r'<label[^>]*?\sfor="([\w-]+)"', PAGE["index.html"]))
