"""Upkeep: whose turn it is follows from days alone, in the time there is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from knigge.domain.upkeep import Acquaintance
from knigge.schemas import json_schema
from knigge.upkeep import WAYS, plan
from test_cli import knigge

TODAY = date(2026, 5, 4)
OLD, NEW = date(2025, 12, 1), date(2026, 4, 20)


def names(*people: Acquaintance, minutes: int = 120) -> list[str]:
    return [turn.name for turn in plan(people, minutes, TODAY)[0]]


def test_occasions_come_first_and_then_who_waits_longest() -> None:
    people = (
        Acquaintance("recent", NEW),
        Acquaintance("long ago", date(2025, 1, 1)),
        Acquaintance("older", OLD),
        Acquaintance("birthday", NEW, occasion="birthday", occasion_on=date(1980, 5, 10)),
        Acquaintance("today", NEW, occasion="jubilee", occasion_on=date(2016, 5, 4)),
        Acquaintance("next week", NEW, occasion="birthday", occasion_on=date(1980, 5, 11)),
        Acquaintance("never"),
    )
    assert names(*people) == ["today", "birthday", "never", "long ago", "older"]


def test_the_time_of_the_week_is_kept_and_what_finds_no_room_is_counted() -> None:
    people = [Acquaintance(str(number), OLD, minutes=20) for number in range(5)]
    turns, more = plan([*people, Acquaintance("short", OLD, minutes=5)], 50, TODAY)
    assert ([turn.name for turn in turns], more) == (["0", "1", "short"], 3)
    assert plan(people, 0, TODAY) == ((), 5)


def test_the_way_is_another_than_the_last_and_a_card_for_an_occasion() -> None:
    for way in (*WAYS, "", "pigeon"):
        ((turn,), _) = plan([Acquaintance("Ute", OLD, way)], 60, TODAY)
        assert turn.channel in WAYS
        assert turn.channel != way
    ((card,), _) = plan([Acquaintance("Ute", NEW, occasion="birthday", occasion_on=date(1990, 5, 5))], 60, TODAY)
    assert (card.channel, card.on, card.days) == ("card", "2026-05-05", 14)


@pytest.mark.parametrize(
    ("born", "today", "on"),
    [
        (date(1992, 2, 29), date(2026, 2, 25), "2026-02-28"),
        (date(1992, 2, 29), date(2028, 2, 25), "2028-02-29"),
        (date(1990, 1, 2), date(2026, 12, 30), "2027-01-02"),
    ],
)
def test_an_occasion_comes_round_each_year(born: date, today: date, on: str) -> None:
    person = Acquaintance("Ute", today, occasion="birthday", occasion_on=born)
    assert [turn.on for turn in plan([person], 60, today)[0]] == [on]


def test_the_command_reads_a_table_and_prints_the_published_shape(tmp_path: Path) -> None:
    rows = 'name,last_contact,channel\n"Groß, Ute",2020-01-01,phone\nJan Tal,,\n'
    (tmp_path / "c.csv").write_text(rows, encoding="utf-8")
    text = knigge("upkeep", "c.csv", cwd=tmp_path).stdout.decode()
    assert text.index("Jan Tal") < text.index("Groß, Ute")
    shown = json.loads(knigge("upkeep", "c.csv", "--minutes", "15", "--format", "json", cwd=tmp_path).stdout)
    jsonschema.validate(shown, json_schema("upkeep"))
    assert [turn["name"] for turn in shown] == ["Jan Tal"]


def test_the_policy_names_the_time_of_the_week(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("name\nUte\nJan\n", encoding="utf-8")
    (tmp_path / "p.toml").write_text("upkeep_minutes_per_week = 15\n", encoding="utf-8")
    done = knigge("upkeep", "c.csv", "--policy", "p.toml", cwd=tmp_path).stdout.decode()
    assert done.endswith("1 more is due and found no room in 15 minutes.\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,score\nUte,9\n", "c.csv: no column 'score'. Known: name, "),
        ("last_contact\n2026-01-01\n", "c.csv: has no column name."),
        ("name,last_contact\nUte,gestern\n", "c.csv: line 2: last_contact is 'gestern'. Write a day"),
        ("name,every_days\nUte,0\n", "c.csv: line 2: every_days is '0'. Write a number"),
        ("name,every_days\nUte,²\n", "c.csv: line 2: every_days is '²'."),
        ("name\nGroß, Ute\n", "c.csv: line 2 has more fields"),
        ("name,channel\n,phone\n", "c.csv: line 2: name is empty."),
        ('name\n"Ute\n', "c.csv: is not valid CSV"),
        ("", "c.csv: is empty."),
    ],
)
def test_a_bad_table_is_refused_in_one_line(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(content, encoding="utf-8")
    done = knigge("upkeep", "c.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert says in done.stderr.decode()
