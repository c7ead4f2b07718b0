"""The page of `knigge serve` as files: complete in both languages, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from knigge import channels
from knigge.domain import LEVELS
from knigge.surfaces.cli.critique import _WORDS
from knigge.surfaces.http.app import application
from knigge.surfaces.http.rules import Rules

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


def test_every_channel_that_one_writes_to_can_be_chosen() -> None:
    table = re.search(r"export const channels = \{(.*?)\n\};", WORDS, re.DOTALL)
    assert table
    assert set(re.findall(r'"?([\w-]+)"?: \["', table[1])) == {*channels.known()} - {"profile"}


def test_the_page_knows_the_limit_of_each_channel_and_which_has_a_subject() -> None:
    limits = re.search(r"const LIMITS = (\{.*?\});", PAGE["write.js"], re.DOTALL)
    subject = re.search(r"const WITH_SUBJECT = (\[.*?\]);", PAGE["write.js"], re.DOTALL)
    assert limits
    assert subject
    known = [channel for channel in channels.known().values() if channel.id != "profile"]
    assert json.loads(limits[1]) == {each.id: each.max_chars["basic"] for each in known if each.max_chars}
    assert {*json.loads(subject[1])} == {each.id for each in known if each.subject != "none"}


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
    assert named | {"index.html"} == {*PAGE}
    with TestClient(application(Rules()), base_url="http://localhost") as client:
        for name in named:
            answer = client.get(f"/{name}")
            assert (answer.status_code, answer.text) == (200, PAGE[name])
            again = client.get(f"/{name}", headers={"If-None-Match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")


def test_every_field_has_a_label() -> None:
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]*?\sid="([\w-]+)"', PAGE["index.html"]))
    assert ids == set(re.findall(r'<label[^>]*?\sfor="([\w-]+)"', PAGE["index.html"]))
