"""Packs from strangers: what they may make the program read, write, keep, and show."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knigge import CardError
from knigge.cards import packs as read
from knigge.cards.folder import MOST_BYTES
from packs import looked, rule, style
from test_cli import knigge

TERMS = {"message": "Drop '%s'.", "level": "error", "tokens": ["utilize"]}
TEXT = "We utilize it."


@pytest.mark.parametrize("name", ["x/../../y", "..", "/etc/x", "a\\b", ".hidden", "ü" * 300])
def test_no_name_of_a_pack_leads_out_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("KNIGGE_CACHE", str(tmp_path / "cache" / "knigge"))
    read.read(name, str(style(tmp_path, {"Terms": TERMS})))
    kept = [path for path in tmp_path.rglob("*.json") if path.is_file()]
    assert [path.parent for path in kept] == [tmp_path / "cache" / "knigge"]
    assert not kept[0].name.startswith(".")


def test_two_packs_share_no_cache_however_alike(tmp_path: Path) -> None:
    place = str(style(tmp_path, {"Terms": TERMS}))
    assert [read.read(name, place).entries[0]["card"]["id"] for name in ("a b", "a_b")] == ["a b.Terms", "a_b.Terms"]


@pytest.mark.parametrize("name", ["", "a\x1b[31mb", "a\nb", "a\udcffb"])
def test_a_pack_must_have_a_name_that_can_be_shown(tmp_path: Path, name: str) -> None:
    with pytest.raises(CardError, match="a pack can't be named"):
        read.read(name, str(style(tmp_path, {"Terms": TERMS})))


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _secret(path: Path) -> None:
    (path.parents[1] / "secret").write_text(rule(TERMS), encoding="utf-8")
    path.symlink_to("../secret")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _large(path: Path) -> None:
    path.write_bytes(b"#" * (MOST_BYTES + 1))


@pytest.mark.skipif(os.name == "nt", reason="needs files that Windows lacks")
@pytest.mark.parametrize(
    ("make", "told"),
    [
        pytest.param(_fifo, "is no regular file. Rename or remove it.", id="pipe"),
        pytest.param(_folder, "is no regular file. Rename or remove it.", id="folder"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "is no regular file.", id="device"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "can't be read (No such file or directory).", id="dangling link"),
        pytest.param(_loop, "can't be read (", id="link to itself"),
        pytest.param(_secret, "links to a file outside the pack. Put the file itself there.", id="link out of the pack"),
        pytest.param(_large, "is larger than 1 MB. Split it.", id="too large"),
    ],
)  # fmt: skip
def test_only_regular_files_of_the_pack_are_read(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    make(place / "Odd.yml")
    with pytest.raises(CardError) as refused:
        looked(place, TEXT)
    assert str(refused.value).startswith(f"{place / 'Odd.yml'}: {told}")


def test_a_file_s_name_must_be_one_that_can_be_shown(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="the file's name holds control characters"):
        looked(style(tmp_path, {"\x1b[2J": TERMS}), TEXT)


def test_a_pack_has_a_most_that_it_may_hold(tmp_path: Path) -> None:
    filler = "#" * (MOST_BYTES - 1)
    with pytest.raises(CardError, match=r"House: takes over 5 MB to read\. Split the pack\."):
        looked(style(tmp_path, {f"R{number:02}": filler for number in range(6)}), TEXT)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_inside_a_pack_and_to_a_pack_are_followed(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    (place / "Same.yml").symlink_to("Terms.yml")
    (tmp_path / "Linked").symlink_to(place.name)
    assert [f.card for f in looked(tmp_path / "Linked", TEXT).findings if "." in f.card] == [
        "Linked.Same",
        "Linked.Terms",
    ]


def test_a_folder_whose_path_is_too_long_is_no_folder() -> None:
    done = knigge("check", "--pack", "a" * 5000, stdin=TEXT.encode())
    assert done.returncode == 2
    assert "is no folder" in done.stderr.decode()


def ignored(place: Path) -> list[str]:
    """Return what the rule of a pack ignores, read anew."""
    read.read.cache_clear()
    found: list[str] = read.read("House", str(place)).entries[0]["rules"][0]["check"].get("ignore", [])
    return found


def spelling(folder: Path, *names: str) -> Path:
    """Write a pack that names word lists, and lists in all places that may be asked for."""
    place = style(folder / "styles", {"Spelling": {"extends": "spelling", "ignore": list(names)}})
    for name in (
        "House/own.txt",
        "config/ignore/theirs.txt",
        "config/vocabularies/Base/accept.txt",
        "beside.txt",
        "../up.txt",
    ):
        path = folder / "styles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# a list\nfrom {name}\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "name", ["House/own.txt", "theirs.txt", "config/ignore/theirs.txt", "config/vocabularies/Base/accept.txt"]
)
def test_a_rule_names_lists_of_words_where_vale_keeps_them(tmp_path: Path, name: str) -> None:
    found = ignored(spelling(tmp_path, name, "snig"))
    assert [word.partition(" ")[2].rpartition("/")[2] for word in found] == [name.rpartition("/")[2], ""]
    assert found[1:] == ["snig"]


@pytest.mark.parametrize(
    "name", ["beside.txt", "../up.txt", "House/../beside.txt", "House/link.txt", "House/missing.txt"]
)
def test_a_rule_reads_no_list_outside_its_pack(tmp_path: Path, name: str) -> None:
    place = spelling(tmp_path, name)
    (place / "link.txt").symlink_to("../beside.txt")
    assert ignored(place) == [name]
    note = f"House.Spelling names a list of words, {name}, which is not in the pack."
    assert read.read("House", str(place)).warnings == [note]


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, ".", "House", "a/" * 3000])
def test_what_can_t_be_a_file_is_a_word(tmp_path: Path, name: str) -> None:
    assert ignored(spelling(tmp_path, name)) == [name]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"\xff\xfe", "Save it as UTF-8.", id="another encoding"),
        pytest.param(b"a\0b", "holds binary data.", id="binary"),
        pytest.param(b"a" * (MOST_BYTES + 1), "is larger than 1 MB", id="too large"),
    ],
)
def test_a_list_of_words_that_is_none_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    place = spelling(tmp_path, "House/own.txt")
    (place / "own.txt").write_bytes(content)
    with pytest.raises(CardError, match=told) as refused:
        ignored(place)
    assert str(refused.value).startswith(f"{place / 'own.txt'}: ")


def test_a_changed_list_of_words_is_seen(tmp_path: Path) -> None:
    place = spelling(tmp_path, "House/own.txt")
    assert ignored(place) == ["from House/own.txt"]
    (place / "own.txt").write_text("another\n", encoding="utf-8")
    assert ignored(place) == ["another"]


EVIL = "\x1b]0;x\x07 \x9b31m \u202eabc"
HOSTILE = {
    "extends": "substitution",
    "message": f"Use '%s' {EVIL}, not '%s'.",
    "description": EVIL,
    "link": EVIL,
    "swap": {"utilize": EVIL},
    "scope": EVIL,
}


@pytest.mark.parametrize(
    "command",
    [
        *(["check", "--format", name] for name in ("text", "json", "sarif", "vale", "rdjson", "junit")),
        ["cards"],
        ["cards", "House.Terms"],
        ["cards", "--format", "json"],
        ["cards", "--test"],
    ],
    ids=" ".join,
)
def test_nothing_in_a_pack_steers_a_terminal(tmp_path: Path, command: list[str]) -> None:
    failing = {"name": EVIL, "input": TEXT, "want": EVIL}
    rules = {
        "Terms": {**HOSTILE, "scope": "text", "tests": [failing]},
        "Nowhere": HOSTILE,
        "Kind": {"extends": f"{EVIL}.a"},
    }
    place = style(tmp_path, {name: json.dumps(keys) for name, keys in rules.items()})
    done = knigge(*command, "--pack", str(place), stdin=TEXT.encode(), FORCE_COLOR="")
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1)
    assert "House.Terms" in said
    assert not [char for char in "\x1b\x07\x9b\u202e" if char in said]


def test_nothing_in_a_pack_that_is_refused_steers_a_terminal(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": json.dumps({"extends": "existence", **TERMS, "tests": [{"name": EVIL}]})})
    done = knigge("cards", "--pack", str(place))
    assert done.returncode == 2
    assert not [char for char in "\x1b\x07\x9b\u202e" if char in done.stderr.decode()]
