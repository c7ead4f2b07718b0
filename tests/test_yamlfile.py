"""YAML from anybody: text stays text, and a fault is one line with the way out."""

import pytest

from knigge.domain import Brief, Policy
from knigge.errors import BriefError, SettingsError
from knigge.yamlfile import parse, validate


def test_scalars_stay_as_written() -> None:
    text = "a: +49170\nb: 01067\nc: No\nd: 12:30\ne: 1e3\nf: 2024-05-01\ng: ~\nh:\n"
    assert parse(text, "x.yaml") == {
        "a": "+49170", "b": "01067", "c": "No", "d": "12:30", "e": "1e3", "f": "2024-05-01", "g": "~", "h": "",
    }  # fmt: skip


def test_json_is_read_too_and_its_nulls_are_fields_left_out() -> None:
    text = '{"a": ["x", "\\ud83d\\ude00"], "b": null, "c": 1.50, "d": NaN}'
    assert parse(text, "x.json") == {"a": ["x", "😀"], "c": "1.50", "d": "NaN"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a: 1\na: 2", r"line 2.*'a' stands twice", id="duplicate key"),
        pytest.param("a: &x 1\nb: *x", r"aliases", id="alias"),
        pytest.param("a: !!python/object/apply:os.system [ls]", r"line 1", id="tag that would run"),
        pytest.param("a: !!int 5", r"tags", id="any tag"),
        pytest.param("a: [1, 2", r"line 1", id="open bracket"),
        pytest.param("a: b: c", r"line 1", id="colon in a value"),
        pytest.param("\x01", r"not valid YAML", id="control character"),
        pytest.param(r'a: "\UFFFFFFFF"', r"not valid YAML", id="a number that no character has"),
        pytest.param("[" * 5000, r"not valid YAML|line 1", id="deep nesting"),
        pytest.param("[" * 200 + "]" * 200, r"over 100 levels deep", id="nesting that JSON allows"),
        pytest.param('a: "\\ud800"', r"surrogates not allowed", id="half a character"),
        pytest.param('{"a\\ud800": "b"}', r"surrogates not allowed", id="half a character in JSON"),
        pytest.param("? [a, b]\n: c", r"key must be plain text", id="key that is a list"),
        pytest.param("x" * 1_000_001, r"too many", id="over a million characters"),
    ],
)
def test_a_fault_is_one_line_that_names_the_file_and_place(text: str, says: str) -> None:
    with pytest.raises(BriefError, match=rf"^x\.yaml: .*{says}|^x\.yaml:.*{says}") as caught:
        parse(text, "x.yaml", BriefError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        pytest.param({"recipient": {"name": "A"}, "reason": "x"}, "'sender' is missing", id="missing"),
        pytest.param({"sender": {"name": "A", "age": "3"}, "recipient": {"name": "B"}, "reason": "x"}, "unknown field 'sender.age'", id="unknown"),
        pytest.param({"sender": "A", "recipient": {"name": "B"}, "reason": "x"}, "sender is 'A', but must hold named fields", id="not a mapping"),
        pytest.param({"sender": {"name": "A"}, "recipient": {"name": "B"}, "reason": "x", "intent": "fun"}, "intent is 'fun', but must be one of", id="choice"),
        pytest.param({"sender": {"name": "A"}, "recipient": {"name": "B"}, "reason": ["x"]}, "reason is", id="list for text"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_the_way_out(values: dict[str, object], says: str) -> None:
    with pytest.raises(BriefError, match=f"^b.yaml: .*{says}"):
        validate(Brief, values, "b.yaml", BriefError)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"accept_from": "many"}, "accept_from is 'many', but must be a whole number."),
        ({"accept_from": 1.5}, "accept_from is 1.5, but must be a whole number."),
        ({"max_cost": "much"}, "max_cost is 'much', but must be a number."),
        ({"model": 7}, "model is 7, but must be text."),
        ({"do_not_contact": "Eva"}, "do_not_contact is 'Eva', but must be a list."),
        ({"levels": {"greeting": False}}, "levels.greeting is false, but must be one of "),
        ({"limits": "lots"}, "limits is 'lots', but must hold named fields, each with a value."),
        ({"limits": {"email": "lots"}}, "limits.email is 'lots', but must be a whole number."),
        ({"models": {"x": "lots"}}, "models.x is 'lots', but must hold named fields."),
        ({"prices": {"x": [1, 2, 3]}}, "prices.x has 3 items. Give at most 2."),
        ({"prices": {"x": [1]}}, "the field 'prices.x.1' is missing. Add it."),
    ],
)
def test_a_value_of_another_kind_is_told_in_plain_words(values: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        validate(Policy, values, "p.toml", SettingsError)
    assert str(refused.value).startswith(f"p.toml: {says}")
