"""The check kinds as Vale documents them, traps included: a rule and a text into findings and fixes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from packs import DOCUMENT, findings, found, looked, matches, messages, style

INSTEAD = "Use '%s' instead of '%s'."
SWAP = {"extends": "substitution", "message": INSTEAD}
PUT = {**SWAP, "action": {"name": "replace"}}
HEADING = {"extends": "capitalization", "message": "%s|%s", "scope": "heading"}


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({"tokens": ["cat"]}, "A cat, a bobcat and catnip.", ["cat"], id="whole words"),
        pytest.param({"tokens": ["über"]}, "Es geht über Übermut, xüber, übert.", ["über"], id="umlauts are letters"),
        pytest.param({"tokens": ["a cat", "dogs?"]}, "We met a cat and dogs.", ["a cat", "dogs"], id="one of several"),
        pytest.param({"tokens": ["", " ", "cat"], "nonword": True}, "We met a cat.", ["cat"], id="blank tokens are none"),
        pytest.param({"tokens": ["cat"], "nonword": True}, "A bobcat.", ["cat"], id="nonword"),
        pytest.param({"tokens": ["cat"]}, "Cat, CAT, cat.", ["cat"], id="case counts"),
        pytest.param({"tokens": ["cat"], "ignorecase": True}, "Cat, CAT, cat.", ["Cat", "CAT", "cat"], id="ignorecase"),
        pytest.param({"raw": ["foo", "bar"]}, "foo bar foobar", ["foobar"], id="raw is joined without a bar"),
        pytest.param({"raw": ["oo"]}, "A book.", ["oo"], id="raw alone has no word bounds"),
        pytest.param({"raw": ["very "], "tokens": ["nice", "good"]}, "Very good, very good, very goody.", ["very good"], id="raw before tokens"),
        pytest.param({"tokens": ["nice", "good"], "raw": [" in", "deed"], "append": True}, "So good indeed, indeed good.", ["good indeed"], id="raw after tokens"),
        pytest.param({"tokens": ["^so"], "nonword": True}, "We met.\nso be it, so long.", ["so"], id="^ is the start of a line"),
        pytest.param({"tokens": ["long$"], "nonword": True}, "So long\nas it is a long way", ["long"], id="$ is the end of a line"),
        pytest.param({"tokens": [r"\w+ cat"], "exceptions": ["black"]}, "A black cat, Black cat, blackish cat.", ["Black cat", "blackish cat"], id="an exception is searched in the match, case counts"),
        pytest.param({"tokens": [r"\w+ cat"], "exceptions": ["(?i)black"]}, "A black cat, Black cat, blackish cat.", ["blackish cat"], id="an exception with a flag of its own"),
        pytest.param({"tokens": [r"\w+ cat"], "exceptions": ["(?i)black", "Grey"]}, "Black cat, grey cat, Grey cat.", ["grey cat"], id="the flag ends with its exception"),
        pytest.param({"tokens": ["cat"], "ignorecase": True, "exceptions": ["CAT"]}, "CAT, Cat.", ["Cat"], id="ignorecase is not for exceptions"),
        pytest.param({"tokens": ["cat"], "exceptions": ["black cat"]}, "A black cat.", ["cat"], id="what stands around a match is no exception"),
        pytest.param({"tokens": ["cat"]}, "A `cat` and `a cat`.", ["cat", "cat"], id="a backtick is nothing in plain text"),
    ],
)  # fmt: skip
def test_existence_finds_every_match(tmp_path: Path, keys: dict[str, Any], text: str, want: list[str]) -> None:
    assert matches(tmp_path, keys, text) == want


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({"swap": {"utilize": "use"}}, "We utilize, Utilize, utilizes.", [("use", "utilize")], id="whole words, case counts"),
        pytest.param({"swap": {"utilize": "use"}, "ignorecase": True}, "Utilize it.", [("use", "Utilize")], id="ignorecase"),
        pytest.param({"swap": {"utilize": "use"}, "nonword": True}, "It utilizes it.", [("use", "utilize")], id="nonword"),
        pytest.param({"swap": {"log": "note", "log in": "sign in"}}, "Please log in and log it.", [("sign in", "log in"), ("note", "log")], id="longest key first"),
        pytest.param({"swap": {"color": "tint", "colou?r": "hue"}}, "A color.", [("hue", "color")], id="longest as written, expressions too"),
        pytest.param({"swap": {"(big|large) (cat|dog)": "pet", "(hound)": "dog"}}, "A large dog, a hound.", [("pet", "large dog"), ("dog", "hound")], id="keys with groups keep their places"),
        pytest.param({"swap": {r"(?P<size>big) cat": "lion"}}, "A big cat.", [("lion", "big cat")], id="a named group"),
        pytest.param({"swap": {r"\(s\)": "s"}, "nonword": True}, "The cat(s).", [("s", "(s)")], id="brackets as such"),
        pytest.param({"swap": {r"(\w+) of course": "of course $1"}}, "We go of course.", [("of course go", "go of course")], id="$1 is the first group"),
        pytest.param({"swap": {r"(\w+) of course": "of course $1"}, "ignorecase": True}, "GO OF COURSE.", [("of course GO", "GO OF COURSE")], id="$1 keeps the case of the text"),
        pytest.param({"swap": {r"(\w+)ungen": "das $1en"}}, "Viele Prüfungen.", [("das Prüfen", "Prüfungen")], id="$1 holds umlauts"),
        pytest.param({"swap": {r"(?<!not )very (\w+)": "$1"}}, "Very well, very good, not very bad.", [("good", "very good")], id="$1 beside look-around"),
        pytest.param({"swap": {"not very": "barely", r"very (\w+)": "$1"}}, "It is not very very good.", [("barely", "not very"), ("good", "very good")], id="keys whose matches would overlap"),
        pytest.param({"swap": {"(?:e-|e )mail": "email"}, "exceptions": ["e-mail"]}, "An e-mail, an e mail.", [("email", "e mail")], id="exceptions"),
        pytest.param({"swap": {"java ?script": "JavaScript"}, "ignorecase": True}, "JavaScript, Javascript.", [("JavaScript", "Javascript")], id="what conforms is silent"),
        pytest.param({"swap": {"(?i)java ?script": "Java[Ss]cript"}}, "JavaScript, Javascript, java script.", [("Java[Ss]cript", "java script")], id="an expression says what conforms"),
        pytest.param({"swap": {"utilize": "use"}, "ignorecase": True, "capitalize": True}, "Utilize, utilize.", [("Use", "Utilize"), ("use", "utilize")], id="capitalize follows the match"),
        pytest.param({"swap": {"arg": "überaus"}, "ignorecase": True, "capitalize": True}, "Arg kalt.", [("Überaus", "Arg")], id="capitalize knows umlauts"),
    ],
)  # fmt: skip
def test_substitution_says_what_to_write(
    tmp_path: Path, keys: dict[str, Any], text: str, want: list[tuple[str, str]]
) -> None:
    assert messages(tmp_path, {**SWAP, **keys}, text) == [INSTEAD % pair for pair in want]


@pytest.mark.parametrize(
    ("message", "swap", "text", "told", "fixes"),
    [
        pytest.param(INSTEAD, {"utilize": "use"}, "We utilize it.", "Use 'use' instead of 'utilize'.", ["use"], id="one"),
        pytest.param(INSTEAD, {"utilize": "use|apply"}, "We utilize it.", "Use 'use' or 'apply' instead of 'utilize'.", ["use", "apply"], id="two"),
        pytest.param(INSTEAD, {"utilize": "use|apply|try"}, "We utilize it.", "Use 'use', 'apply', or 'try' instead of 'utilize'.", ["use", "apply", "try"], id="three"),
        pytest.param("Say %s.", {"utilize": "use|apply"}, "We utilize it.", "Say 'use' or 'apply'.", ["use", "apply"], id="a message without marks"),
        pytest.param('Use "%s" instead of "%s".', {"utilize": "use|apply"}, "We utilize it.", "Use 'use' or 'apply' instead of \"utilize\".", ["use", "apply"], id="a message in double marks"),
        pytest.param(INSTEAD, {"both": r"a\|b"}, "It is both.", "Use 'a|b' instead of 'both'.", ["a|b"], id="an escaped bar is a bar"),
        pytest.param(INSTEAD, {",,,": "..."}, "Well,,, yes.", "Use '...' instead of ',,,'.", ["..."], id="a replacement is no expression"),
        pytest.param(INSTEAD, {"  +": " "}, "Well,  yes.", "Use ' ' instead of '  '.", [" "], id="white space is a replacement"),
        pytest.param(INSTEAD, {"([.?!])  +": "$1 "}, "Well.  Yes.", "Use '. ' instead of '.  '.", [". "], id="$1 and white space"),
    ],
)  # fmt: skip
def test_the_action_replace_lists_the_replacements(
    tmp_path: Path, message: str, swap: dict[str, str], text: str, told: str, fixes: list[str]
) -> None:
    one = findings(tmp_path, {**PUT, "message": message, "swap": swap, "nonword": True}, text)
    assert [finding.message for finding in one] == [told]
    assert [fix.text for fix in one[0].fixes] == fixes
    assert [fix.safe for fix in one[0].fixes] == [len(fixes) == 1] * len(fixes)


@pytest.mark.parametrize("text", ["We use it.", "We apply it."])
def test_one_of_the_replacements_conforms(tmp_path: Path, text: str) -> None:
    assert matches(tmp_path, {**PUT, "swap": {"use|apply|utilize": "use|apply"}}, text) == []


def test_capitalize_holds_for_each_replacement(tmp_path: Path) -> None:
    one = findings(tmp_path, {**PUT, "swap": {"[Uu]tilize": "use|apply"}, "capitalize": True}, "Utilize it.")
    assert [fix.text for fix in one[0].fixes] == ["Use", "Apply"]


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({"max": 1}, "A very, very, very old cat.", [("very", "3")], id="too many, at the first"),
        pytest.param({"max": 3}, "A very, very, very old cat.", [], id="as many as may be"),
        pytest.param({"max": 1}, "Every cat is very old.", [("very", "2")], id="no word bounds"),
        pytest.param({"max": 1}, "Very, very old.", [], id="case counts"),
        pytest.param({"max": 1, "ignorecase": True}, "Very, very old.", [("Very", "2")], id="ignorecase"),
        pytest.param({"max": 1, "scope": "sentence"}, "It is very late. It is very, very cold. It is very wet.", [("very", "2")], id="too many in a sentence"),
        pytest.param({"max": 1, "scope": "paragraph"}, "It is very late.\n\nIt is very, very cold.", [("very", "2")], id="too many in a paragraph"),
        pytest.param({"min": 2, "scope": "sentence"}, "It is very, very late. It is very cold.", [("very", "1")], id="too few in a sentence"),
        pytest.param({"min": 1, "scope": "sentence"}, "It is late. It is very cold.", [("", "0")], id="none at all has no place"),
        pytest.param({"min": 1}, "It is very late.", [], id="as many as must be"),
        pytest.param({"min": 1, "max": 2}, "It is late.", [("", "0")], id="below both"),
    ],
)  # fmt: skip
def test_occurrence_counts_in_each_scope(
    tmp_path: Path, keys: dict[str, Any], text: str, want: list[tuple[str, str]]
) -> None:
    asked = {"extends": "occurrence", "message": "%d", "token": "very", **keys}
    assert found(tmp_path, asked, text) == [("House.Rule", *pair) for pair in want]


@pytest.mark.parametrize(
    ("least", "subject", "body", "want"),
    [
        pytest.param(1, "A cat", "It is very late.", 0, id="in the body"),
        pytest.param(1, "A very old cat", "It is late.", 0, id="in the subject"),
        pytest.param(1, "A cat", "It is late.", 1, id="in neither, told once"),
        pytest.param(2, "A very old cat", "It is very late.", 0, id="one in each"),
        pytest.param(3, "A very old cat", "It is very late.", 1, id="one in each, and too few"),
    ],
)
def test_what_must_occur_is_counted_in_subject_and_body_together(
    tmp_path: Path, least: int, subject: str, body: str, want: int
) -> None:
    asked = {"extends": "occurrence", "message": "%d", "token": "very", "min": least, "scope": "all"}
    assert len(findings(tmp_path, asked, body, subject=subject)) == want


def test_occurrence_is_silent_where_all_it_counts_is_code(tmp_path: Path) -> None:
    asked = {"extends": "occurrence", "token": r"\*+", "max": 1}
    assert found(tmp_path, asked, "Call `this` and `that`.\n", markup="markdown") == []


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({}, "It is the the end.", [("the the", "the")], id="twice"),
        pytest.param({}, "It is the\nthe end.", [("the\nthe", "the")], id="over a line end"),
        pytest.param({}, "It is in the end.", [], id="next to another"),
        pytest.param({}, "We saw it. It was late.", [], id="in two sentences"),
        pytest.param({}, "The the end.", [], id="case counts"),
        pytest.param({"ignorecase": True}, "The the end.", [("The the", "the")], id="ignorecase"),
        pytest.param({"ignorecase": True}, "Über über allem.", [("Über über", "über")], id="umlauts"),
        pytest.param({}, "Call 5 5 times.", [("5 5", "5")], id="numbers"),
        pytest.param({"alpha": True}, "Call 5 5 times, mid mid April.", [("mid mid", "mid")], id="words of letters only"),
        pytest.param({"exceptions": ["had"]}, "We had had the the plan.", [("the the", "the")], id="exceptions"),
        pytest.param({"exceptions": ["New York York"]}, "See New York York.", [], id="within an exception of several words"),
        pytest.param({"max": 1}, "It is no no.", [], id="once more is allowed"),
        pytest.param({"max": 1}, "It is no no no.", [("no no", "no")], id="twice more is not"),
    ],
)  # fmt: skip
def test_repetition_finds_a_word_beside_itself(
    tmp_path: Path, keys: dict[str, Any], text: str, want: list[tuple[str, str]]
) -> None:
    asked = {"extends": "repetition", "tokens": [r"[^\s.,]+"], **keys}
    assert found(tmp_path, asked, text) == [("House.Rule", *pair) for pair in want]


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({}, "An advisor met an adviser.", ["adviser"], id="both, at the last"),
        pytest.param({}, "An adviser met an advisor, the adviser.", ["adviser"], id="once for a block"),
        pytest.param({}, "An advisor met an advisor.", [], id="one of them only"),
        pytest.param({}, "An advisor met advisers.", [], id="whole words"),
        pytest.param({"nonword": True}, "An advisor met advisers.", ["adviser"], id="nonword"),
        pytest.param({}, "Advisor, adviser.", [], id="case counts"),
        pytest.param({"ignorecase": True}, "Advisor, adviser.", ["adviser"], id="ignorecase"),
        pytest.param({"either": {"advisor": "adviser", "grey": "gray"}}, "An advisor in gray.", [], id="pairs are apart"),
        pytest.param({"either": {"e-mail": "mail"}}, "One e-mail, one more e-mail.", [], id="a word inside the other"),
    ],
)  # fmt: skip
def test_consistency_wants_one_of_two(tmp_path: Path, keys: dict[str, Any], text: str, want: list[str]) -> None:
    asked = {"extends": "consistency", "either": {"advisor": "adviser"}, **keys}
    assert matches(tmp_path, asked, text) == want


def test_consistency_holds_for_the_whole_text(tmp_path: Path) -> None:
    asked = {"extends": "consistency", "either": {"advisor": "adviser"}}
    blocks = findings(tmp_path, asked, "# An advisor\n\nNo word.\n\nAn adviser.\n\nAn advisor.\n", markup="markdown")
    assert [(finding.start, finding.match) for finding in blocks] == [(27, "adviser"), (40, "advisor")]


DEFINED = {"first": r"\b[A-Z]{3}\b", "second": r"(?:[A-Z]\w+ )+\(([A-Z]{3})\)"}
POLITE = {"first": "offer", "second": "please"}


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param(DEFINED, "The Moor Bird Club (MBC) met. The MBC and the FCB left.", ["FCB"], id="what was captured is explained"),
        pytest.param(DEFINED, "The MBC left. The Moor Bird Club (MBC) met.", [], id="later in the block"),
        pytest.param({**DEFINED, "exceptions": ["FCB"]}, "The FCB met the MBC.", ["MBC"], id="exceptions"),
        pytest.param({**DEFINED, "exceptions": ["FCB Moor"]}, "The FCB Moor met the FCB.", ["FCB"], id="an exception of several words"),
        pytest.param({"first": DEFINED["first"], "second": r"([A-Z]{3})(?= means)"}, "The MBC means well, says the FCB.", ["FCB"], id="captured before a look-ahead"),
        pytest.param({"first": DEFINED["first"], "second": r"a (?:club|([A-Z]{3}))"}, "The MBC is a club.", ["MBC"], id="a group that took no part explains nothing"),
        pytest.param({**DEFINED, "ignorecase": True}, "The cat met.", [], id="ignorecase is read and not used"),
        pytest.param(POLITE, "We offer this, we offer that.", ["offer", "offer"], id="without a group nothing is there"),
        pytest.param(POLITE, "We offer this, so please come.", [], id="without a group presence is enough"),
    ],
)  # fmt: skip
def test_conditional_wants_the_second_for_the_first(
    tmp_path: Path, keys: dict[str, Any], text: str, want: list[str]
) -> None:
    assert matches(tmp_path, {"extends": "conditional", **keys}, text) == want


@pytest.mark.parametrize(
    ("keys", "want"),
    [
        pytest.param(DEFINED, [0], id="a capture explains from its block on"),
        pytest.param({"first": "MBC", "second": "Club"}, [0, 2], id="presence counts in its block"),
    ],
)
def test_conditional_goes_block_by_block(tmp_path: Path, keys: dict[str, Any], want: list[int]) -> None:
    text = "The MBC met.\n\nThe Moor Bird Club (MBC) sings.\n\nThe MBC left.\n"
    report = findings(tmp_path, {"extends": "conditional", **keys}, text, markup="markdown")
    assert [text.count("\n\n", 0, finding.start) for finding in report] == want


@pytest.mark.parametrize(
    ("keys", "heading", "expected"),
    [
        pytest.param({"match": "$title"}, "The Art of Letters", "", id="title"),
        pytest.param({"match": "$title"}, "the art of letters", "The Art of Letters", id="no title"),
        pytest.param({"match": "$title"}, "Letters From Afar", "", id="AP by default"),
        pytest.param({"match": "$title", "style": "Chicago"}, "Letters From Afar", "Letters from Afar", id="Chicago"),
        pytest.param({"match": "$title", "style": "Chicago", "threshold": 0.6}, "Letters From Afar", "", id="two of three are enough"),
        pytest.param({"match": "$sentence"}, "Write a good letter", "", id="sentence"),
        pytest.param({"match": "$sentence"}, "Write A Good Letter", "Write a good letter", id="no sentence"),
        pytest.param({"match": "$sentence"}, "Write one more good Letter", "", id="four of five are enough"),
        pytest.param({"match": "$sentence", "threshold": 0.9}, "Write one more good Letter", "Write one more good letter", id="threshold"),
        pytest.param({"match": "$sentence", "threshold": 1}, "First: Read", "First: read", id="no indicator"),
        pytest.param({"match": "$sentence", "threshold": 1, "indicators": [":"]}, "First: Read", "", id="indicator"),
        pytest.param({"match": "$sentence", "threshold": 1}, "STEP 2 – Ask", "Step 2 – ask", id="no prefix"),
        pytest.param({"match": "$sentence", "threshold": 1, "prefix": r"STEP \d+ – "}, "STEP 2 – Ask", "", id="prefix"),
        pytest.param({"match": "$sentence", "threshold": 1, "exceptions": ["API", r"v\dX"]}, "The API of v2X", "", id="exceptions, words and expressions"),
        pytest.param({"match": "$lower"}, "write a letter", "", id="lower"),
        pytest.param({"match": "$lower"}, "Write a letter", "write a letter", id="not lower"),
        pytest.param({"match": "$upper"}, "GROß", "", id="upper"),
        pytest.param({"match": "$upper"}, "Write", "WRITE", id="not upper"),
        pytest.param({"match": r"^[A-Z]\w+ing\b"}, "Writing letters", "", id="expression"),
        pytest.param({"match": r"^[A-Z]\w+ing\b"}, "Letters, Writing", r"^[A-Z]\w+ing\b", id="not the expression"),
        pytest.param({"match": r"^[A-Z]\w+ing\b", "exceptions": ["FAQ"]}, "The FAQ", "", id="an exception for an expression"),
        pytest.param({"match": "^(?![a-z])"}, "Letters", "", id="an expression that takes no room"),
        pytest.param({"match": "^(?![a-z])"}, "letters", "^(?![a-z])", id="not even that"),
    ],
)  # fmt: skip
def test_capitalization_judges_a_whole_block(tmp_path: Path, keys: dict[str, Any], heading: str, expected: str) -> None:
    text = f"# {heading}\n\nany other text here.\n"
    want = [("House.Rule", heading, f"{heading}|{expected}")] if expected else []
    assert found(tmp_path, {**HEADING, **keys}, text, markup="markdown") == want


@pytest.mark.parametrize(
    ("match", "fixes"),
    [("$sentence", ["The letter"]), ("$title", []), (r"^\d", [])],
    ids=["a style", "kept", "an expression is no text to write"],
)
def test_capitalization_offers_the_text_as_it_should_be(tmp_path: Path, match: str, fixes: list[str]) -> None:
    keys = {**HEADING, "match": match, "action": {"name": "replace"}, "threshold": 1}
    one = findings(tmp_path, keys, "# The Letter\n", markup="markdown")
    assert [fix.text for finding in one for fix in finding.fixes] == fixes
    assert not any(fix.safe for finding in one for fix in finding.fixes)


@pytest.mark.parametrize(
    ("formula", "condition", "text", "told"),
    [
        pytest.param("words / 2", "> 2", "One two three four five.", ["2.50"], id="two digits"),
        pytest.param("words / 2", "> 3", "One two three four five.", [], id="condition not met"),
        pytest.param("words / sentences", ">= 2.5", "One two three. Four five.", ["2.50"], id="sentences"),
        pytest.param("(0.5 * words)\n + paragraphs", "> 0", "One two.\n\nThree four.", ["4.00"], id="several lines"),
        pytest.param("heading.h1 + heading_h2", "== 2", DOCUMENT, ["2.00"], id="headings, in either spelling"),
        pytest.param("list * 10 + blockquote", "> 0", DOCUMENT, ["21.00"], id="blocks"),
        pytest.param("pre + heading.h6", "== 0", DOCUMENT, ["0.00"], id="what is not there counts 0"),
        pytest.param("words", "> 1 && sentences < 3", "One two.", ["2.00"], id="a condition with names"),
    ],
)  # fmt: skip
def test_metric_tells_its_value_where_the_condition_is_met(
    tmp_path: Path, formula: str, condition: str, text: str, told: list[str]
) -> None:
    keys = {"extends": "metric", "formula": formula, "condition": condition}
    report = findings(tmp_path, keys, text, markup="markdown" if "#" in text else "plain")
    assert [(finding.start, finding.message) for finding in report] == [(None, value) for value in told]


@pytest.fixture
def speller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    pytest.importorskip("hunspell", reason="needs the extra `spelling` (chunspell)")
    (tmp_path / "xx_XX.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwzäöüß\n", encoding="utf-8")
    (tmp_path / "xx_XX.dic").write_text("6\nwe\nsing\nschöne\nsongs\nof\nbirds\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    return {"extends": "spelling", "dictionaries": ["xx_XX"], "message": "Did you mean '%s'?"}


@pytest.mark.parametrize(
    ("keys", "text", "want"),
    [
        pytest.param({}, "We sing schöne songs.", [], id="all known"),
        pytest.param({}, "We snig schoene songs of brids.", ["snig", "schoene", "brids"], id="unknown words"),
        pytest.param({"ignore": ["snig"]}, "We SNIG, we snig, Snig.", [], id="ignored words, in any case"),
        pytest.param({"ignore": "words.txt"}, "We snig and sign.", ["and", "sign"], id="a file of ignored words"),
        pytest.param({"filters": ["^sn", "ois$"]}, "We snig unsnig patois.", ["unsnig"], id="filters"),
        pytest.param({"exceptions": ["snig"]}, "We snig, we Snig.", ["Snig"], id="exceptions"),
        pytest.param({"dictionaries": ["zz_ZZ"]}, "We snig.", [], id="no dictionary"),
    ],
)  # fmt: skip
def test_spelling_finds_what_no_dictionary_knows(
    tmp_path: Path, speller: dict[str, Any], keys: dict[str, Any], text: str, want: list[str]
) -> None:
    (tmp_path / "config" / "ignore").mkdir(parents=True)
    (tmp_path / "config" / "ignore" / "words.txt").write_text("# ours\nsnig\n", encoding="utf-8")
    told = [("House.Rule", word, f"Did you mean '{word}'?") for word in want]
    assert found(tmp_path, {**speller, **keys}, text) == told


def test_spelling_offers_what_may_be_meant_and_is_never_sure(tmp_path: Path, speller: dict[str, Any]) -> None:
    one = findings(tmp_path, {**speller, "action": {"name": "suggest", "params": ["spellings"]}}, "We sing sogns.")
    assert [fix.text for fix in one[0].fixes][:1] == ["songs"]
    assert not any(fix.safe for fix in one[0].fixes)


def test_spelling_reads_no_dictionary_out_of_a_pack(
    tmp_path: Path, speller: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DICPATH")
    (tmp_path / "dicts").mkdir()
    for suffix in ("aff", "dic"):
        (tmp_path / f"xx_XX.{suffix}").rename(tmp_path / "dicts" / f"xx_XX.{suffix}")
    assert matches(tmp_path, {**speller, "dicpath": "dicts"}, "We snig.") == []


def test_spelling_without_its_dictionary_is_told(tmp_path: Path, speller: dict[str, Any]) -> None:
    report = looked(style(tmp_path, {"Rule": {**speller, "dictionaries": ["zz_ZZ"]}}), "We snig.")
    assert [note for note in report.notes if note.startswith("House.Rule was skipped: No dictionary 'zz_ZZ'.")]
