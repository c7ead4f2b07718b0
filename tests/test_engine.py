"""Expressions and texts into matches: the same whichever engine runs, hidden by no needle, exact in the text as written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import re2
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knigge.matching import Expression, ExpressionSet, View, fold, of_card, of_pack
from knigge.matching.flags import scoped
from packs import findings, looked, style

SOME = settings(max_examples=25)
MANY = settings(max_examples=200)


def spans(expression: Expression, text: str) -> list[tuple[int, int]]:
    return [*View(text).whole().find(expression)]


def occurring(expressions: list[Expression], text: str) -> set[int]:
    """Return which of several expressions a set lets through each time, as it may learn from text to text."""
    together = ExpressionSet(expressions)
    return set.intersection(*({*together.occurring(fold(text))} for _ in range(5)))


def seen(expression: Expression, text: str) -> list[str]:
    """Return what an expression matches, if a set lets it through."""
    return [text[start:end] for start, end in spans(expression, text)] if occurring([expression], text) else []


WORDS = [
    pytest.param("überaus", "Überaus, überaus, ÜBERAUS.", "überaus", id="umlaut first"),
    pytest.param("äußerst", "Äußerst, äußerst, ÄUßERST.", "äußerst", id="umlaut and sharp s"),
    pytest.param("straße", "Straße, straße, STRAẞE, strasse, STRASSE.", "straße", id="sharp s is not ss"),
    pytest.param("ß", "ß ẞ ss SS.", "ß", id="sharp s alone"),
    pytest.param("İstanbul", "İstanbul, İSTANBUL.", "İstanbul", id="a capital whose small letter takes two"),
    pytest.param("istanbul", "İzmir, Istanbul, istanbul.", "istanbul", id="after such a capital"),
    pytest.param("łódź", "Łódź, łódź.", "łódź", id="other letters"),
    pytest.param("привет", "Привет, привет.", "привет", id="another script"),
    pytest.param("so", "😀 So 😀so😀, soß, ßso.", "so", id="beside an emoji"),
    pytest.param("geht’s", "Geht’s, geht’s, geht's.", "geht’s", id="typographic apostrophe"),
    pytest.param("geht's", "Geht's, geht's, geht’s.", "geht's", id="plain apostrophe"),
    pytest.param("m", "5 m, 6 m², 7 cm.", "m", id="beside a raised digit, which is no letter"),
]


@pytest.mark.parametrize(("word", "text", "small"), WORDS)
def test_a_word_is_found_whole_and_in_its_case(word: str, text: str, small: str) -> None:
    plain = regex.compile(rf"\b{word}\b")
    assert small in plain.findall(text)
    assert seen(of_pack(rf"\b{word}\b", ignorecase=False), text) == plain.findall(text)


@pytest.mark.parametrize(("word", "text", "small"), WORDS)
def test_a_word_is_found_whole_and_in_any_case(word: str, text: str, small: str) -> None:
    plain = regex.compile(rf"(?i)\b{word}\b")
    assert len(plain.findall(text)) >= 1
    assert seen(of_pack(rf"\b{word}\b", ignorecase=True), text) == plain.findall(text)


@pytest.mark.parametrize(
    ("source", "text", "ignorecase"),
    [
        pytest.param("[0-9]", "1 ² ½ ٣", False, id="digits"),
        pytest.param("[0-9](?!x)", "1 ² ½ ٣", False, id="digits beside look-around"),
        pytest.param("[^0-9 ]", "1 ² ½ ٣", False, id="all but digits"),
        pytest.param(r"\w+", "1٣ a٣", False, id="other digits are parts of words"),
        pytest.param("i", "İıiI", True, id="an i with a dot"),
        pytest.param("i(?!x)", "İıiI", True, id="an i with a dot beside look-around"),
        pytest.param(r"(i)(?!\1)", "Sİsi", True, id="an i with a dot beside a back-reference"),
        pytest.param("[^ -~]", "für „uns“ 😀", False, id="beyond ASCII"),
        pytest.param("[^ -~]", "für „uns“ 😀", True, id="beyond ASCII in any case"),
        pytest.param("q[!-~]", "qü qa q!", True, id="ASCII alone"),
        pytest.param("[a-z]+_[a-z]+", "für snake_case", False, id="an underscore is no umlaut"),
        pytest.param("[^a-z_. ]", "für uns.", False, id="all but an underscore"),
        pytest.param("[^ü]ber", "über äber aber", False, id="all but an umlaut"),
        pytest.param("[^å]r", "år ør ir", True, id="all but a rarer letter"),
        pytest.param(r"\b[a-zà-ÿ]+heit", "Blässheit Schönheit Bläßheit", True, id="a range of umlauts"),
        pytest.param(r"\b[A-ü]+heit", "Schönheit Wahrheit", False, id="a range from ASCII to umlauts"),
        pytest.param(r"\x53ynergie", "Synergie synergie", False, id="a letter by its number"),
        pytest.param(r"\u00dcber", "Über über", False, id="an umlaut by its number"),
        pytest.param(r"\p{Lu}\w+", "Über ärger Öl", False, id="a property"),
        pytest.param(r"[[:upper:]]\w+", "Über ärger Öl", False, id="a POSIX class"),
        pytest.param(r"[\wß’-]+", "geht’s los-ß", False, id="a class of letters and marks"),
        pytest.param("(?-i:Ü)ber", "Über über ÜBER", True, id="case counts inside"),
        pytest.param("(?i:ü)ber", "Über über ÜBER", False, id="case counts not inside"),
    ],
)
def test_an_expression_means_in_every_engine_what_it_says(source: str, text: str, ignorecase: bool) -> None:
    plain = regex.compile(source, regex.I if ignorecase else 0)
    assert seen(of_pack(source, ignorecase), text) == plain.findall(text)


@pytest.mark.parametrize(
    ("source", "text", "want"),
    [
        pytest.param("überaus", "Überaus xüberaus überausx, ÜBERAUS", ["Überaus", "ÜBERAUS"], id="umlaut"),
        pytest.param("strasse|straße", "Straße STRASSE xstraße", ["Straße", "STRASSE"], id="sharp s"),
        pytest.param("geht's", "Geht’s, gehts, geht's", ["Geht’s", "geht's"], id="marks of all kinds are alike"),
        pytest.param("so", "😀so😀 soß", ["so"], id="emoji"),
        pytest.param("[à-ÿ]+", "für", [], id="a part of a word"),
    ],
)
def test_a_card_finds_whole_words_in_any_case(source: str, text: str, want: list[str]) -> None:
    assert seen(of_card(source, bounded=True), text) == want


@pytest.mark.parametrize(
    ("token", "text", "start", "match"),
    [
        pytest.param("überaus", "Das ist u\u0308beraus gut.", 8, "u\u0308beraus", id="decomposed text"),
        pytest.param("u\u0308beraus", "Das ist überaus gut.", 8, "überaus", id="decomposed rule"),
        pytest.param("gut", "A\u0308u\u00adßerst 😀 gut.", 12, "gut", id="after decomposed, soft hyphen, emoji"),
        pytest.param("äußerst", "\ufeff\u200bäu\u00adßerst gut.", 2, "äu\u00adßerst", id="soft hyphen inside"),
        pytest.param("gut so", "gar\r\ngut\u00a0so.", 5, "gut\u00a0so", id="no-break space after CR LF"),
        pytest.param("gut", "İİİ gut.", 4, "gut", id="capitals whose small letters take two"),
    ],
)
def test_offsets_are_those_of_the_text_as_written(
    tmp_path: Path, token: str, text: str, start: int, match: str
) -> None:
    rules = {"Exact": {"tokens": [token]}, "Any": {"tokens": [token], "ignorecase": True}}
    ours = [f for f in looked(style(tmp_path, rules), text).findings if "." in f.card]
    assert [(f.card, f.start, f.end, f.match) for f in ours] == [
        (f"House.{name}", start, start + len(match), match) for name in ("Any", "Exact")
    ]


LITERALS = [r"\-" if char == "-" else char for char in "aäbAÄüß-’'\"„ _"]
CLASSES = ["[aä]", "[^a]", "[^ä]", "[a-z]", "[A-Z]", "[ä-ü]", "[^ -~]", "[-’']", r"\w", r"\W", r"[\wß]", "."]
ATOMS = st.sampled_from(LITERALS + CLASSES)
TEXTS = st.text(alphabet="aäbAÄÖüß-’'\"„ ._", max_size=24)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Build larger expressions: sequences, choices, groups, borders, parts that may be missing or repeated."""
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(st.sampled_from(["({})", r"\b{}", r"{}\b"]), inner).map(lambda two: two[0].format(two[1])),
        st.tuples(inner, ATOMS, st.sampled_from("?*+")).map("".join),
        st.tuples(ATOMS, inner, st.sampled_from(["?", "+", "{2}", "{1,2}"])).map(lambda p: f"{p[0]}(?:{p[1]}){p[2]}"),
    )


PLAIN = st.recursive(ATOMS, grown, max_leaves=5)
AROUND = st.sampled_from(["{}(?!{})", "{}(?={})", "(?<!{1}){0}", "(?<={1}){0}", "{0}(?!{1}){0}"])
LOOKING = st.tuples(AROUND, PLAIN, ATOMS).map(lambda parts: parts[0].format(*parts[1:]))
BACK = st.tuples(PLAIN, PLAIN).map(lambda two: f"(?P<one>{two[0]}){two[1]}(?P=one)")


@MANY
@given(st.one_of(PLAIN, LOOKING, BACK), TEXTS, st.booleans())
def test_every_engine_finds_what_a_plain_search_finds(source: str, text: str, ignorecase: bool) -> None:
    want = [match.span() for match in regex.finditer(source, text, regex.I if ignorecase else 0)]
    assume(all(start < end for start, end in want))
    assert spans(of_pack(source, ignorecase), text) == want


@MANY
@given(st.one_of(PLAIN, LOOKING, BACK), TEXTS, st.booleans())
def test_needles_never_hide_a_match(source: str, text: str, ignorecase: bool) -> None:
    expression = of_pack(source, ignorecase)
    assert occurring([expression], text) or not spans(expression, text)


LONG = st.lists(st.sampled_from("foo bar baz fo ba x ! - über ' \" ( 7".split()), min_size=1, max_size=3)
PHRASES = st.tuples(
    LONG.map(" ".join).map(regex.escape),
    st.sampled_from(["{}", r"\b{}\b", "(?:{}|qux)", r"{}\s+\w+", "{}s?", "[-+'(]{}"]),
)
LINES = st.lists(st.sampled_from("foo bar baz fo ba x ! - über ' \" ( 7 qux +foo 's".split()), max_size=12).map(
    " ".join
)


@MANY
@given(
    st.lists(PHRASES.map(lambda two: two[1].format(two[0])), min_size=1, max_size=4),
    LINES,
    st.sampled_from(["|", " ", ""]),
)
def test_needles_never_hide_a_phrase_among_others(sources: list[str], text: str, mark: str) -> None:
    made = [of_card(mark.join(sources), bounded=False), *(of_card(source, bounded=True) for source in sources)]
    through = occurring(made, text)
    assert not [index for index, expression in enumerate(made) if index not in through and spans(expression, text)]


@pytest.mark.parametrize(
    ("source", "text", "want"),
    [
        pytest.param("a(?i)b|c", "ab aB Ab c C", ["ab", "aB", "c", "C"], id="to the end, over branches"),
        pytest.param("(?:a(?i)b)c", "abc aBc aBC", ["abc", "aBc"], id="to the end of its group"),
        pytest.param("(?i)a(?-i)b", "ab Ab AB", ["ab", "Ab"], id="off again"),
        pytest.param("(?:(?i)a|b)c|d", "ac Ac Bc BC d D", ["ac", "Ac", "Bc", "d"], id="in one of two branches"),
        pytest.param("(?i)(?s)a.b", "A\nB", ["A\nB"], id="two flags"),
        pytest.param("x(?is)a.b", "xA\nB XA\nB", ["xA\nB"], id="two in one"),
        pytest.param("(?m)^a", "a\na b", ["a", "a"], id="lines"),
        pytest.param("[(?i)]a", "(a ?A ia ]a", ["(a", "ia"], id="in a class they are characters"),
        pytest.param(r"\(?i\)", "i) (i) I)", ["i)", "(i)"], id="an escaped bracket"),
        pytest.param(r"(?P<one>a(?i)b)c(?P=one)", "aBcaB aBCaB", ["aBcaB"], id="in a named group"),
    ],
)
def test_a_flag_holds_from_where_it_stands(source: str, text: str, want: list[str]) -> None:
    assert seen(of_pack(source, ignorecase=False), text) == want


FLAGGED = st.recursive(
    st.sampled_from(["a", "b", "A", "[ab]", "(?i)", "(?-i)"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.tuples(inner, inner).map("|".join),
        inner.map(lambda source: f"(?:{source})"),
    ),
    max_leaves=8,
)


@MANY
@given(FLAGGED, st.text(alphabet="abAB", max_size=12))
def test_scoped_flags_mean_what_they_meant(source: str, text: str) -> None:
    want = [match.span() for match in re2.finditer(source, text)]
    assert [match.span() for match in re2.finditer(scoped(source), text)] == want


@pytest.mark.parametrize(
    ("source", "hit", "follows"),
    [
        pytest.param("foo bar(?! baz)", "foo bar", " qux", id="look-ahead"),
        pytest.param("(?<=x )foo bar", "foo bar", "", id="look-behind"),
        pytest.param(r"(fo)o ba\1", "foo bafo", "", id="back-reference"),
        pytest.param(r"\p{Ll}oo bar", "foo bar", "", id="property"),
        pytest.param("föö bär", "föö bär", "", id="umlauts"),
        pytest.param("foo bar", "foo bar", "", id="plain"),
    ],
)
def test_a_match_may_stand_anywhere_in_a_long_paragraph(source: str, hit: str, follows: str) -> None:
    expression = of_pack(source, ignorecase=False)
    assert [n for n in range(470, 530) if seen(expression, "x " * n + hit + follows) != [hit]] == []


@pytest.mark.parametrize("source", ["foo bar(?! baz)", r"f(o)\1 bar(?! baz)", r"\bfo{2} bar\b(?!\W+baz)"])
def test_what_follows_is_seen_anywhere_in_a_long_paragraph(source: str) -> None:
    expression = of_pack(source, ignorecase=False)
    assert [n for n in range(470, 530) if seen(expression, "x " * n + "foo bar baz")] == []


EDGES = {
    "^But": ["But"],
    "^But(?! also)": ["But"],
    "^Über": ["Über"],
    r"^(T)h\w+ \1ed": ["Then Ted"],
    "(?<! )But": ["But"],
    "left!$": ["left!"],
    "left!$(?<!x)": ["left!"],
    "left!(?! )": ["left!"],
    "spät!$": ["spät!"],
}


@pytest.fixture(scope="module")
def in_sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    rules = {f"R{n}": {"tokens": [token], "nonword": True, "scope": "sentence"} for n, token in enumerate(EDGES)}
    text = "We came. But they left! Über Nacht. Then Ted saw how spät! It was late, But over."
    report = looked(style(tmp_path_factory.mktemp("edges"), rules), text)
    return {token: [f.match for f in report.findings if f.card == f"House.R{n}"] for n, token in enumerate(EDGES)}


@pytest.mark.parametrize("token", EDGES)
def test_a_sentence_begins_and_ends_for_every_engine(in_sentences: dict[str, list[str]], token: str) -> None:
    assert in_sentences[token] == EDGES[token]


@pytest.mark.parametrize(
    ("token", "text", "want"),
    [
        pytest.param("cat(?!nip)", "cat, catnip", ["cat"], id="negative look-ahead"),
        pytest.param("(?<!black )cat", "black cat, grey cat", ["cat"], id="negative look-behind"),
        pytest.param("cat(?= food)", "cat, cat food", ["cat"], id="look-ahead"),
        pytest.param(r"(?<=\d )cats", "9 cats, no cats", ["cats"], id="look-behind"),
        pytest.param(r"(\w+) and \1", "so and so, so and on", ["so and so"], id="back-reference"),
        pytest.param(r"(?P<w>ü\w+) und (?P=w)", "über und über", ["über und über"], id="named back-reference"),
        pytest.param("(?>a+)b|ac", "aab ac", ["aab", "ac"], id="atomic group"),
    ],
)
def test_what_backtracks_works(token: str, text: str, want: list[str]) -> None:
    assert seen(of_pack(rf"\b(?:{token})\b", ignorecase=False), text) == want


CATASTROPHIC = [
    pytest.param("(a+)+(?=!)", id="look-ahead"),
    pytest.param(r"((a+)+)\2[!?]", id="back-reference"),
    pytest.param(r"(a+)+\p{Lu}", id="property"),
]


@pytest.mark.parametrize("token", CATASTROPHIC)
def test_an_expression_that_never_ends_is_skipped_and_the_others_run(tmp_path: Path, token: str) -> None:
    rules = {"Slow": {"tokens": [token], "nonword": True}, "Quick": {"tokens": ["a+b"]}}
    report = looked(style(tmp_path, rules), "a" * 5000 + "b")
    assert [f.card for f in report.findings if "." in f.card] == ["House.Quick"]
    assert [note for note in report.notes if "Slow" in note] == [
        "House.Slow was skipped: it took too long on this text."
    ]


def test_a_catastrophic_look_around_rule_finds_nothing_or_is_skipped_and_the_others_run(tmp_path: Path) -> None:
    rules = {"Slow": {"tokens": ["(?=a)(a+)+$"], "nonword": True}, "Quick": {"tokens": ["a+b"]}}
    report = looked(style(tmp_path, rules), "a" * 5000 + "b")
    assert [f.card for f in report.findings if "." in f.card] == ["House.Quick"]


@pytest.mark.parametrize(
    ("end", "want"), [("", [(0, 100_000)]), ("b", []), ("\nb aa", [(0, 100_000), (100_003, 100_005)])]
)
@pytest.mark.parametrize("source", ["(?m)(a+)+$", "(?m)(a|aa)+$", "(?m)(a*)*a$"])
def test_nested_repeats_end_on_long_texts(source: str, end: str, want: list[tuple[int, int]]) -> None:
    assert spans(of_pack(source, ignorecase=False), "a" * 100_000 + end) == want


def test_a_rule_with_nested_repeats_runs_on_long_texts(tmp_path: Path) -> None:
    one = findings(tmp_path, {"tokens": ["(a+)+$"], "nonword": True}, "a" * 100_000)
    assert [(finding.start, finding.end) for finding in one] == [(0, 100_000)]


TOKENS = st.one_of(PLAIN, LOOKING, st.sampled_from(["we", "überaus", r"\w+", "the(?! cat)", "[^ -~]", r"\bs\w+"]))
SWAPS = st.dictionaries(
    st.sampled_from(["we", "über", "the cat", r"(\w+) of", "a|b", "s?ing"]),
    st.sampled_from(["x", "$1", "y|z", ""]),
    min_size=1,
)
RULES = st.one_of(
    st.fixed_dictionaries(
        {"tokens": st.lists(TOKENS, min_size=1, max_size=3)},
        optional={
            "ignorecase": st.booleans(),
            "nonword": st.booleans(),
            "exceptions": st.just(["cat"]),
            "limit": st.just(3),
        },
    ),
    st.fixed_dictionaries(
        {"extends": st.just("substitution"), "swap": SWAPS},
        optional={"ignorecase": st.booleans(), "nonword": st.booleans(), "action": st.just({"name": "replace"})},
    ),
    st.fixed_dictionaries({"extends": st.just("occurrence"), "token": TOKENS, "max": st.just(2)}),
    st.fixed_dictionaries({"extends": st.just("repetition"), "tokens": st.just([r"\w+"]), "alpha": st.booleans()}),
    st.just({"extends": "consistency", "either": {"we": "the", "ä": "a"}}),
    st.just({"extends": "conditional", "first": "[A-Z]+", "second": r"the (\w+)"}),
    st.just({"extends": "capitalization", "match": "$sentence"}),
)
SCOPES = st.sampled_from(["text", "raw", "sentence", "paragraph", "all", "body", "~heading"])
PACK = st.lists(st.tuples(RULES, SCOPES).map(lambda two: {**two[0], "scope": two[1]}), min_size=1, max_size=4)
MARKS = (
    "we|We|the cat|über|Überaus|u\u0308ber|😀|sing|of|a|b|.|!|?|,|\n|\n\n|\n> |\r\n|--|\u00ad|\u00a0|#|*|`|ABC".split(
        "|"
    )
)
WRITTEN = st.lists(st.sampled_from(MARKS), max_size=30).map(" ".join)


@contextmanager
def pack(rules: list[dict[str, Any]]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield style(Path(folder), {f"R{number}": keys for number, keys in enumerate(rules)})


@SOME
@given(PACK, st.one_of(WRITTEN, st.text(max_size=60)), st.sampled_from(["plain", "markdown"]))
def test_findings_stand_in_the_text_in_order_and_are_the_same_again(rules: Any, text: str, markup: str) -> None:
    with pack(rules) as place:
        report = looked(place, text, markup=markup)
        assert all(looked(place, text, markup=markup) == report for _ in range(4))
    placed = [f for f in report.findings if "." in f.card and f.start is not None]
    assert all(0 <= f.start < f.end <= len(text) and f.match == text[f.start : f.end] for f in placed)
    assert [(f.start, f.end) for f in placed] == sorted((f.start, f.end) for f in placed)


STARTS = ["We", "They", "Überall we", "Nobody"]
MIDDLE = "sing über the grüne cat of cats and and dogs ’tis überaus a b -".split()
SENTENCE = st.tuples(
    st.sampled_from(STARTS), st.lists(st.sampled_from(MIDDLE), min_size=3, max_size=7), st.sampled_from(".!?")
)
SENTENCES = st.lists(
    SENTENCE.map(lambda parts: f"{parts[0]} {' '.join(parts[1])} still{parts[2]}"), min_size=1, max_size=5
)
ANCHORED = st.sampled_from(
    ["^We", "^Überall", "^We(?! sing)", r"still\W$", "^(?:Nobody|They) über", r"(?<!cat) still.$"]
)


@SOME
@given(
    st.lists(st.one_of(RULES, ANCHORED.map(lambda t: {"tokens": [t], "nonword": True})), min_size=1, max_size=3),
    SENTENCES,
)
def test_a_sentence_gives_alone_what_it_gives_among_others(rules: list[dict[str, Any]], sentences: list[str]) -> None:
    alone = [
        keys for keys in rules if keys.get("extends") not in ("consistency", "conditional") and "limit" not in keys
    ]
    assume(alone)
    with pack([{**keys, "scope": "sentence"} for keys in alone]) as place:
        found, *each = [
            [(f.card, f.match, f.message) for f in looked(place, text).findings if "." in f.card]
            for text in (" ".join(sentences), *sentences)
        ]
    assert found == [one for sentence in each for one in sentence]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(r"\+\s?\d{1,3}[\s(/.-]*\d[\d\s()/.-]{5,}\d", "Call +49 30 901820 today.", id="a plus"),
        pytest.param(r"\(c\)|\$\s?\d+", "It costs $ 20.", id="a dollar"),
        pytest.param(r"e-?mails?\s+me", "Please email me.", id="a hyphen that may be absent"),
        pytest.param(r"\[name\]|\\path", "Dear [name],", id="brackets"),
        pytest.param(r"a\.b\?", "Is it a.b?", id="dots and question marks"),
    ],
)
def test_the_first_text_is_scanned_like_all_that_follow(source: str, text: str) -> None:
    made = ExpressionSet([of_card(source, bounded=False)])
    assert [made.occurring(fold(text)) for _ in range(6)] == [{0}] * 6
