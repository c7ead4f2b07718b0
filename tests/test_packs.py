"""A folder of rules into a pack: what loads, what is refused and why, what a policy makes of it, and its cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knigge import CardError, Policy, SettingsError, cards, check
from knigge.cards import Card, CardTest, Check, Source
from knigge.cards import packs as read
from knigge.cards.trial import Proof, prove
from knigge.settings import load_policy
from packs import found, looked, matches, rule, style
from test_cli import knigge

TERMS = {"message": "Drop '%s'.", "level": "error", "tokens": ["utilize"]}
SWAP = {"extends": "substitution", "swap": {"utilize": "use"}}
METRIC = {"extends": "metric", "formula": "words", "condition": "> 3"}
TEXT = "We utilize it."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Extends: existence\nMESSAGE: x\nTokens: [UTILIZE]\nIgnoreCase: true\n", id="capitals"),
        pytest.param("extends: existence\nmessage: x\ntokens: [UTILIZE]\nignoreCase: true\n", id="humps"),
        pytest.param("{extends: existence, message: x, tokens: [UTILIZE], ignorecase: true}", id="in braces"),
        pytest.param('{"extends": "existence", "message": "x", "tokens": ["UTILIZE"], "ignorecase": true}', id="JSON"),
        pytest.param("\ufeffextends: existence\r\nmessage: x\r\ntokens: [utilize]\r\n", id="byte order mark and CR LF"),
    ],
)
def test_a_rule_is_read_however_its_keys_are_written(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text, TEXT) == [("House.Rule", "utilize", "x")]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param({"tokens": "utilize"}, TEXT, id="tokens"),
        pytest.param({"raw": "utilize"}, TEXT, id="raw"),
        pytest.param({"tokens": "utilize", "scope": "sentence"}, TEXT, id="scope"),
        pytest.param({"tokens": r"\w+ilize", "exceptions": "fossilize"}, "Fossilize, fossilize, utilize.".lower(), id="exceptions"),
        pytest.param({"extends": "repetition", "tokens": "utilize|,"}, "We utilize\nutilize it.", id="tokens of a repetition"),
    ],
)  # fmt: skip
def test_a_text_stands_for_a_list_of_one(tmp_path: Path, keys: dict[str, Any], text: str) -> None:
    assert [match.split()[0] for match in matches(tmp_path, keys, text)] == ["utilize"]


YES, NO = ("true", "True", "TRUE", "yes", "on", "1", '"true"'), ("false", "False", "no", "off", "0", '""', "")


def test_words_for_yes_and_no_are_understood(tmp_path: Path) -> None:
    asked = "extends: existence\nmessage: x\ntokens: [Utilize]\nignorecase: "
    report = looked(style(tmp_path, {f"R{number:02}": asked + word for number, word in enumerate((*YES, *NO))}), TEXT)
    assert [f.card for f in report.findings if "." in f.card] == [f"House.R{number:02}" for number in range(len(YES))]


@pytest.mark.parametrize("number", ["1", '"1"'])
def test_a_number_may_be_text(tmp_path: Path, number: str) -> None:
    text = f"extends: occurrence\nmessage: x\ntoken: so\nmax: {number}\nlimit: {number}\n"
    assert matches(tmp_path, text, "so so so") == ["so"]


@pytest.mark.parametrize(
    "keys", [{"extends": "consistency", "either": {"a": "b"}}, {"extends": "spelling", "swap": {}}], ids=str
)
def test_consistency_and_spelling_may_hold_keys_of_other_kinds(tmp_path: Path, keys: dict[str, Any]) -> None:
    pack = read.read("House", str(style(tmp_path, {"Rule": {**keys, "tokens": ["a"], "nonword": True}})))
    assert len(pack.entries) == 1


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({**TERMS, "ignorcase": True}, "unknown key 'ignorcase'. Did you mean 'ignorecase'?", id="existence"),
        pytest.param({**SWAP, "swaps": {}}, "unknown key 'swaps'. Did you mean 'swap'?", id="substitution"),
        pytest.param({"extends": "occurrence", "token": "a", "mx": 1}, "unknown key 'mx'. Did you mean 'max'?", id="occurrence"),
        pytest.param({**METRIC, "formular": "words"}, "unknown key 'formular'. Did you mean 'formula'?", id="metric"),
        pytest.param({**TERMS, "swap": {}}, "unknown key 'swap'", id="a key of another kind"),
        pytest.param({**TERMS, "xyz": 1}, "unknown key 'xyz'. A rule that extends existence has no such key.", id="like no other"),
        pytest.param({**TERMS, "action": {"nam": "remove"}}, "'nam'", id="in an action"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_the_file_and_the_nearest(tmp_path: Path, keys: dict[str, Any], told: str) -> None:
    place = style(tmp_path, {"Rule": keys})
    with pytest.raises(CardError) as refused:
        looked(place, TEXT)
    assert str(refused.value).startswith(f"{place / 'Rule.yml'}: ")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({"extends": "existance"}, "extends is 'existance', but must be one of existence,", id="unknown kind"),
        pytest.param({"extends": ["existence"]}, "extends is ['existence']", id="a list of kinds"),
        pytest.param({"extends": ""}, "extends is ''", id="no kind"),
        pytest.param({"message": ""}, "the key 'message' is missing", id="empty message"),
        pytest.param({"message": ["x"]}, "message is ['x'], but must be a text", id="a list for a message"),
        pytest.param({"level": "fatal"}, "level is 'fatal', but must be one of suggestion, warning, error", id="level"),
        pytest.param({"tokens": []}, "has no tokens or raw", id="nothing to look for"),
        pytest.param({"tokens": {"a": "b"}}, "tokens is {'a': 'b'}, but must be a list of texts", id="keys for a list"),
        pytest.param({"tokens": [["a"]]}, "tokens is [['a']]", id="a list in a list"),
        pytest.param({"scope": {"a": "b"}}, "scope is {'a': 'b'}", id="keys for a scope"),
        pytest.param({"ignorecase": "perhaps"}, "ignorecase is 'perhaps', but must be true or false", id="neither yes nor no"),
        pytest.param({"limit": "few"}, "limit is 'few', but must be a number", id="limit"),
        pytest.param({"code": True}, "code", id="code, which only scope raw sees"),
        pytest.param({"action": "remove"}, "action is 'remove', but must be keys", id="a text for an action"),
        pytest.param({"action": {"name": "mend"}}, "action is {'name': 'mend'}, but must be replace, remove,", id="unknown action"),
        pytest.param({"action": {"name": "replace", "params": [["a"]]}}, "params", id="a list in params"),
        pytest.param({"action": {"name": "replace", "params": {"a": "b"}}}, "params", id="keys for params"),
        pytest.param({"tests": "x"}, "tests is 'x', but must be a list of tests", id="a text for tests"),
        pytest.param({"tests": [{"want": "x"}]}, "needs name and one of want, contains, absent", id="a test without a name"),
        pytest.param({"tests": [{"name": "a", "wants": "x"}]}, "unknown key 'wants'", id="unknown key of a test"),
        pytest.param({"tests": [{"name": "a", "want": ["x"]}]}, "want", id="a list of wanted lines"),
        pytest.param({"tests": [{"name": "a", "input": ["x"], "want": ""}]}, "input", id="a list for an input"),
        pytest.param({**SWAP, "swap": ["a"]}, "swap is ['a'], but must be keys with a text each", id="a list for a swap"),
        pytest.param({**SWAP, "swap": {"a": ["b"]}}, "swap is {'a': ['b']}", id="a list of replacements"),
        pytest.param({"extends": "occurrence", "token": "a", "max": "many"}, "max is 'many', but must be a number", id="max"),
        pytest.param({"extends": "capitalization", "match": "$title", "style": "MLA"}, "style is 'MLA', but must be one of AP, Chicago", id="style"),
        pytest.param({"extends": "capitalization", "match": "$title", "threshold": "high"}, "threshold is 'high'", id="threshold"),
        pytest.param({"tokens": ["(a"]}, "holds an expression that can't run", id="expression"),
        pytest.param({"tokens": ["a(?!b"]}, "holds an expression that can't run", id="expression with look-around"),
        pytest.param({"tokens": ["a"], "exceptions": ["[a"]}, "holds an expression that can't run", id="exception"),
        pytest.param({**SWAP, "swap": {"a(": "b"}}, "holds an expression that can't run", id="key of a swap"),
        pytest.param({"extends": "consistency", "either": {"a": "*b"}}, "holds an expression that can't run", id="either"),
        pytest.param({"extends": "conditional", "first": "a", "second": "b("}, "holds an expression that can't run", id="second"),
        pytest.param({"extends": "conditional", "first": "a"}, "second", id="a first without a second"),
        pytest.param({"extends": "capitalization", "match": "[a"}, "holds an expression that can't run", id="match"),
        pytest.param({"extends": "spelling", "filters": ["[a"]}, "holds an expression that can't run", id="filter"),
        pytest.param({**METRIC, "formula": "wrods"}, "no name 'wrods' (character 1). Did you mean 'words'?", id="formula"),
        pytest.param({**METRIC, "condition": "words"}, "character", id="condition"),
        pytest.param({**METRIC, "condition": ""}, "the condition compares nothing", id="no condition"),
    ],
)  # fmt: skip
def test_a_rule_that_can_t_run_is_refused_with_file_and_reason(tmp_path: Path, keys: dict[str, Any], told: str) -> None:
    place = style(tmp_path, {"Rule": keys if "extends" in keys else {**TERMS, **keys}})
    with pytest.raises(CardError) as refused:
        looked(place, TEXT)
    assert str(refused.value).startswith(str(place / "Rule.yml"))
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        pytest.param(b"extends: existence\ntokens: [a]\n", "the key 'message' is missing", id="no message"),
        pytest.param(b"message: x\ntokens: [a]\n", "extends is ''", id="no extends"),
        pytest.param(b"- a\n- b\n", "holds no keys", id="a list"),
        pytest.param(b"", "holds no keys", id="empty"),
        pytest.param(b"extends: [a\n", "line 2", id="broken YAML"),
        pytest.param(b"message: a\nmessage: b\n", "stands twice", id="a key twice"),
        pytest.param("message: für".encode("latin-1"), "Save it as UTF-8", id="latin-1"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(tmp_path: Path, raw: bytes, told: str) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    (place / "Odd.yml").write_bytes(raw)
    with pytest.raises(CardError, match=r"Odd\.yml: ") as refused:
        looked(place, TEXT)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("Empty", "holds no rule", id="empty folder"),
        pytest.param("Terms.yml", "is no folder", id="a file"),
        pytest.param("Missing", "is no folder", id="nothing there"),
    ],
)
def test_what_is_no_pack_is_refused_with_its_place(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "Empty").mkdir()
    (tmp_path / "Empty" / "notes.md").write_text("no rule", encoding="utf-8")
    (tmp_path / "Terms.yml").write_text(rule(TERMS), encoding="utf-8")
    with pytest.raises(CardError, match=told) as refused:
        looked(tmp_path / name, TEXT)
    assert str(tmp_path / name) in str(refused.value)


def test_folders_inside_are_read_and_other_files_are_not(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS, "Terms.test": "broken: ["})
    style(place, {"Inside": {"tokens": ["it"]}}, "more")
    (place / "meta.json").write_text("{", encoding="utf-8")
    assert [f.card for f in looked(place, TEXT).findings if "." in f.card] == ["House.Terms", "House.Inside"]


UNRUN = {
    "Grade": {"extends": "readability", "metrics": ["SMOG"], "grade": 8},
    "Order": {"extends": "sequence", "tokens": [{"tag": "NN"}]},
    "Program": {"extends": "script", "script": "matches := []"},
    "Child": {"extends": "Other.Terms"},
}


def test_what_can_t_run_is_noted_once_and_the_rest_runs(tmp_path: Path) -> None:
    report = looked(style(tmp_path, {**UNRUN, "Terms": TERMS}), TEXT, subject=TEXT)
    assert [f.card for f in report.findings if "." in f.card] == ["House.Terms"]
    assert sorted(note.split(": ")[0] for note in report.notes if "House" in note) == [
        f"House.{name} is not run" for name in sorted(UNRUN)
    ]


def test_a_pack_of_nothing_that_can_run_is_no_error(tmp_path: Path) -> None:
    report = looked(style(tmp_path, UNRUN), TEXT)
    assert not [f for f in report.findings if "." in f.card]
    assert len([note for note in report.notes if "House" in note]) == len(UNRUN)


def test_an_id_taken_twice_in_a_pack_is_told_with_both_files(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    style(place, {"Terms": TERMS}, "more")
    with pytest.raises(CardError, match=r"House\.Terms") as refused:
        looked(place, TEXT)
    assert str(Path("House", "Terms.yml")) in str(refused.value)
    assert str(Path("more", "Terms.yml")) in str(refused.value)


def test_two_packs_of_one_name_are_an_error_that_names_both(tmp_path: Path) -> None:
    one, other = style(tmp_path / "one", {"Terms": TERMS}), style(tmp_path / "other", {"Terms": TERMS})
    done = knigge("check", "--pack", str(one), "--pack", str(other), stdin=TEXT.encode())
    assert done.returncode == 2
    assert str(one) in done.stderr.decode()
    assert str(other) in done.stderr.decode()


def test_two_packs_of_different_names_run_side_by_side(tmp_path: Path) -> None:
    one, other = style(tmp_path, {"Terms": TERMS}), style(tmp_path, {"Terms": {"tokens": ["it"]}}, "Garden")
    report = check(TEXT, lang="en", policy=Policy(packs={"House": str(one), "Garden": str(other)}))
    assert [f.card for f in report.findings if "." in f.card] == ["House.Terms", "Garden.Terms"]


def policy(folder: Path, levels: str) -> Policy:
    """Return what is read from a policy beside whose file the pack `House` lies."""
    style(folder / "styles", {"Terms": TERMS, "Style": {"tokens": ["it"]}})
    (folder / "policy.toml").write_text(f'[packs]\nHouse = "styles/House"\n[levels]\n{levels}', encoding="utf-8")
    return load_policy(str(folder / "policy.toml"))


def test_a_policy_finds_its_packs_from_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "House.Terms" in {f.card for f in check(TEXT, lang="en", policy=policy(tmp_path, "")).findings}


@pytest.mark.parametrize(
    ("levels", "want"),
    [
        pytest.param("", {"Terms": "error", "Style": "warning"}, id="the pack's own"),
        pytest.param('"House.Terms" = "off"', {"Style": "warning"}, id="a rule off"),
        pytest.param('"House.Terms" = "suggestion"', {"Terms": "suggestion", "Style": "warning"}, id="a rule"),
        pytest.param('House = "suggestion"', {"Terms": "suggestion", "Style": "suggestion"}, id="a pack"),
        pytest.param('House = "off"', {}, id="a pack off"),
        pytest.param('House = "off"\n"House.Terms" = "warning"', {"Terms": "warning"}, id="a rule before its pack"),
    ],
)
def test_a_policy_weighs_rules_and_packs(tmp_path: Path, levels: str, want: dict[str, str]) -> None:
    report = check(TEXT, lang="en", policy=policy(tmp_path, levels))
    assert {f.card: f.level for f in report.findings if "." in f.card} == {f"House.{k}": v for k, v in want.items()}


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ('"House.Tems" = "off"', r"No card 'House\.Tems'\. Did you mean 'House\.Terms'\?"),
        ('Hous = "off"', "No card 'Hous'"),
        ('"House.Terms" = "loud"', "is 'loud', but must be"),
    ],
    ids=["rule", "pack", "level"],
)
def test_a_policy_that_names_no_rule_is_refused(tmp_path: Path, levels: str, told: str) -> None:
    with pytest.raises(SettingsError, match=rf"policy\.toml: .*{told}"):
        policy(tmp_path, levels)


def test_a_policy_with_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('packs = {House = "nowhere"}', encoding="utf-8")
    with pytest.raises(CardError, match="nowhere: is no folder"):
        load_policy(str(tmp_path / "policy.toml"))


ALONE = """
import sys
from knigge import Policy, check
report = check("We utilize it.", lang="en", policy=Policy(packs={"House": sys.argv[1]}))
print([f.match for f in report.findings if "." in f.card], "yaml" in sys.modules)
"""


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder of its own in which the built-in cards are compiled already."""
    check(TEXT, lang="en")
    shutil.copytree(os.environ["KNIGGE_CACHE"], tmp_path / "cache", ignore=shutil.ignore_patterns("pack-*"))
    return tmp_path / "cache"


def fresh(place: Path, cache: Path) -> subprocess.Popen[str]:
    """Check a text with a pack in a process of its own, which says what it found and whether it read YAML."""
    env = {**os.environ, "KNIGGE_CACHE": str(cache)}
    return subprocess.Popen([sys.executable, "-c", ALONE, str(place)], env=env, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate()[0].strip()


def test_a_pack_is_compiled_once(tmp_path: Path, cache: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    assert said(fresh(place, cache)) == "['utilize'] True"
    kept = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert said(fresh(place, cache)) == "['utilize'] False"
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == kept


def test_a_changed_rule_is_compiled_anew(tmp_path: Path, cache: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    said(fresh(place, cache))
    (place / "Terms.yml").write_text(rule({"tokens": ["it"]}), encoding="utf-8")
    assert said(fresh(place, cache)) == "['it'] True"


@pytest.mark.parametrize(
    "damage",
    [lambda raw: raw[: len(raw) // 2], lambda raw: b"{}", lambda raw: raw.replace(b"utilize", b"leverage")],
    ids=["cut", "other JSON", "other content"],
)
def test_a_damaged_cache_is_made_again(tmp_path: Path, cache: Path, damage: Any) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    said(fresh(place, cache))
    kept = next(cache.glob("pack-House-*"))
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert said(fresh(place, cache)) == "['utilize'] True"
    assert kept.read_bytes() == whole


def test_a_cache_that_can_t_be_written_costs_time_only(tmp_path: Path, cache: Path) -> None:
    cache.chmod(0o500)
    place = style(tmp_path, {"Terms": TERMS})
    assert said(fresh(place, cache)) == "['utilize'] True"
    cache.chmod(0o700)


def test_a_cache_that_is_no_folder_costs_time_only(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    assert said(fresh(place, place / "Terms.yml")) == "['utilize'] True"
    assert (place / "Terms.yml").read_text(encoding="utf-8") == rule(TERMS)


def test_several_processes_may_compile_a_pack_at_once(tmp_path: Path, cache: Path) -> None:
    place = style(tmp_path, {"Terms": TERMS})
    running = [fresh(place, cache) for _ in range(3)]
    assert {said(process).split()[0] for process in running} == {"['utilize']"}
    assert not list(cache.glob(".new-*"))
    assert len(list(cache.glob("pack-House-*"))) == 1


def test_check_takes_a_pack_by_its_folder(tmp_path: Path) -> None:
    place = style(tmp_path, {**UNRUN, "Terms": TERMS})
    done = knigge("check", "--pack", "House", stdin=TEXT.encode(), cwd=tmp_path)
    assert done.returncode == 1
    assert "error: Drop 'utilize'." in done.stdout.decode()
    assert done.stderr.decode().count("Note: House.") == len(UNRUN)
    assert place.name in done.stdout.decode()


FINDS = {"name": "it is found", "input": TEXT, "format": "txt"}
TOLD = "1:4:House.Terms:Drop 'utilize'."


@pytest.mark.parametrize(
    ("test", "wrong"),
    [
        pytest.param({"want": TOLD}, "", id="want"),
        pytest.param({"want": f"{TOLD}\n"}, "", id="want with a line end"),
        pytest.param({"contains": "Drop 'utilize'"}, "", id="contains"),
        pytest.param({"absent": "leverage"}, "", id="absent"),
        pytest.param({"want": TOLD, "about": "why"}, "", id="about"),
        pytest.param({"want": "1:5:House.Terms:Drop 'utilize'."}, 'wants "1:5:', id="another column"),
        pytest.param({"want": ""}, "wants '' and gets \"1:4:", id="nothing wanted"),
        pytest.param({"contains": "leverage"}, "wants 'leverage' in ", id="not contained"),
        pytest.param({"absent": ["leverage", "utilize"]}, "must not say 'utilize'", id="not absent"),
        pytest.param({"input": "# We\n\n*We* utilize it.\n", "format": "md", "want": TOLD.replace("1:4", "3:6")}, "", id="Markdown"),
        pytest.param({"input": "```\nutilize\n```\n", "format": "md", "want": TOLD}, "gets ''", id="code"),
    ],
)  # fmt: skip
def test_a_rule_s_own_tests_are_run(tmp_path: Path, test: dict[str, Any], wrong: str) -> None:
    proof = proven(style(tmp_path, {"Terms": {**TERMS, "tests": [{**FINDS, **test}]}}))
    assert (proof.cards, proof.tests, proof.untested) == (1, 1, ())
    named = [failure.wrong for failure in proof.failures if failure.test == "it is found"]
    assert [wrong in failure for failure in named] == [True] * bool(wrong)


def proven(place: Path) -> Proof:
    packs = ((place.name, str(place)),)
    return prove(read.cards(packs), read.tests(packs), packs)


def test_a_rule_that_fires_in_none_of_its_tests_fails(tmp_path: Path) -> None:
    silent = {"name": "near miss", "input": "A utilizer.", "want": ""}
    failures = proven(style(tmp_path, {"Terms": {**TERMS, "tests": [silent]}})).failures
    assert [failure.wrong for failure in failures] == ["never fires in its own tests. Add one in which it does."]


def test_a_rule_without_tests_is_named_and_is_no_failure(tmp_path: Path) -> None:
    proof = proven(style(tmp_path, {"Terms": TERMS}))
    assert (proof.untested, proof.failures) == (("House.Terms",), ())


def test_cards_proves_a_pack_whose_tests_hold(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": {**TERMS, "tests": [{**FINDS, "want": TOLD}]}, "Style": {"tokens": ["it"]}})
    done = knigge("cards", "--test", "--pack", str(place))
    assert done.returncode == 0
    assert done.stdout.decode().rstrip().endswith(" 0 failed, 1 without tests.")


def test_cards_proves_one_rule_whose_test_fails(tmp_path: Path) -> None:
    place = style(tmp_path, {"Terms": {**TERMS, "tests": [{**FINDS, "want": ""}]}})
    done = knigge("cards", "House.Terms", "--test", "--pack", str(place))
    assert done.returncode == 1
    assert done.stdout.decode().startswith("failed House.Terms (it is found): wants '' and gets ")
    assert done.stdout.decode().rstrip().endswith("1 cards, 1 tests, 1 failed.")


NEW = Card(
    "no-such-thing", "text", {"en": "No."}, (Source("Ours"),), "warning", {}, {"en": "No."},
    checks=(Check("existence", tokens=("thing",)),),
)  # fmt: skip


@pytest.mark.parametrize("tests", [(), (CardTest("en", "No such thing.", ()),)], ids=["no test", "a silent one"])
def test_a_card_that_never_fires_fails(tests: tuple[CardTest, ...]) -> None:
    failures = prove([NEW], {NEW.id: tests}).failures
    assert [failure.wrong for failure in failures] == ["never fires in its own tests. Add one in which it does."]


def test_each_check_of_a_card_must_fire_in_a_test() -> None:
    card = cards.find("no-empty-synergy", cards.load())
    fires, *rest = [test for test in cards.tests()[card.id] if test.want]
    few = prove([card], {card.id: [fires]}).failures
    assert rest
    assert few
    assert all(failure.wrong.endswith("fires in no test. Add one.") for failure in few)


def test_a_card_decided_by_a_person_needs_no_test() -> None:
    assert prove([NEW._replace(decided_by="person", checks=())], {}).failures == ()
