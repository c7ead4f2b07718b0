"""What the check kinds compute without a text around it: letter case, formulas, measures, and the words of a dictionary."""

from __future__ import annotations

import contextlib
import math
import sys
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knigge.cards.kinds import dictionary
from knigge.cards.kinds.case import Casing, Exceptions, lower, sentence, title, upper
from knigge.cards.kinds.formula import evaluate, holds, prove, prove_condition
from knigge.cards.kinds.measures import NAMES, measures, syllables

NAMED = Exceptions(["API", "iPhone", "Visual Studio", "Node.js"], lambda word: "K8s" in word)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Choose a warm greeting", id="plain"),
        pytest.param("Über die kunst des grußes", id="umlaut first"),
        pytest.param("Using Visual Studio", id="a phrase is one word"),
        pytest.param("API keys", id="an acronym of the vocabulary leads"),
        pytest.param("iPhone, pen and paper", id="a small first letter of the vocabulary"),
        pytest.param("Write to K8s-Folk", id="an expression excuses its word"),
        pytest.param("„Servus“ as a greeting", id="quotation mark first"),
        pytest.param("Before you write: Read on", id="capital after an indicator"),
        pytest.param("The API: What it is", id="indicator after a vocabulary word"),
        pytest.param("3. Ask one thing", id="numbered"),
        pytest.param("…", id="no words"),
    ],
)
def test_sentence_case_is_left_alone(text: str) -> None:
    assert sentence(text, NAMED, [":"], 1.0).kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("choose a greeting", "Choose a greeting", id="small first letter"),
        pytest.param("Choose A Greeting", "Choose a greeting", id="capitals"),
        pytest.param("ÄRGER mit Ämtern", "Ärger mit ämtern", id="umlauts"),
        pytest.param("Using VISUAL Studio", "Using visual studio", id="a phrase in another case is no exception"),
        pytest.param("An Iphone (and Friends)", "An iphone (and friends)", id="what is between the words stays"),
        pytest.param("APIfy The API", "Apify the API", id="no vocabulary inside a longer word"),
        pytest.param("NASA and others", "Nasa and others", id="an acronym that nobody named"),
    ],
)
def test_sentence_case_is_restored(text: str, expected: str) -> None:
    assert sentence(text, NAMED, [":"], 0.9) == Casing(expected, False)


@pytest.mark.parametrize(("threshold", "kept"), [(0.75, True), (0.8, False)])
def test_the_threshold_is_the_least_share_of_right_words(threshold: float, kept: bool) -> None:
    assert sentence("How we Write letters", NAMED, [], threshold).kept is kept


def test_a_wrong_first_word_is_never_kept() -> None:
    assert not sentence("how we write letters to one another", NAMED, [], 0.1).kept


def test_a_first_word_with_a_capital_in_each_half_counts_as_any_wrong_word() -> None:
    assert sentence("Well-Known names among all the others", NAMED, [], 0.8).kept
    assert not sentence("Well-Known names", NAMED, [], 0.8).kept


def test_a_prefix_is_right_as_it_is_and_a_capital_follows() -> None:
    assert sentence("STEP 2 – Ask", NAMED, [], 1.0, "STEP 2 – ").kept
    assert sentence("STEP 2 – ask", NAMED, [], 0.5, "STEP 2 – ") == Casing("STEP 2 – Ask", False)
    assert title("step 2: Ask", "AP", NAMED, 1.0, "step 2: ").kept


@pytest.mark.parametrize(
    ("text", "style"),
    [
        pytest.param("The Art of the Letter", "AP", id="small words"),
        pytest.param("Letters From Afar", "AP", id="AP counts no long preposition as small"),
        pytest.param("Letters from Afar", "Chicago", id="Chicago does"),
        pytest.param("What to Ask For", "Chicago", id="a small word last"),
        pytest.param("How To Ask", "AP", id="to before a verb"),
        pytest.param("A Guide to Letters", "AP", id="to before a noun"),
        pytest.param("Letters: The Basics", "AP", id="after a colon"),
        pytest.param("Letters – The Basics", "AP", id="after a dash"),
        pytest.param("Pen-and-Paper Etiquette", "AP", id="small between hyphens"),
        pytest.param("Pens and/or Paper", "AP", id="after a slash"),
        pytest.param("With an iPhone in Visual Studio", "AP", id="vocabulary"),
        pytest.param("MAILS in CAPITALS", "AP", id="words in capitals"),
        pytest.param("Ämter Und Éclairs", "AP", id="umlauts"),
    ],
)
def test_title_case_is_left_alone(text: str, style: Literal["AP", "Chicago"]) -> None:
    assert title(text, style, NAMED, 1.0) == Casing(text, True)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        pytest.param("the art Of letters", "AP", "The Art of Letters", id="all sorts"),
        pytest.param("Letters: the basics", "AP", "Letters: The Basics", id="after a colon"),
        pytest.param("Over the hills", "Chicago", "Over the Hills", id="a preposition first"),
        pytest.param("Letters From Afar", "Chicago", "Letters from Afar", id="a long preposition"),
        pytest.param("Hands-on non-iPhone Work at home", "AP", "Hands-on non-iPhone Work at Home", id="parts of words"),
        pytest.param("über ämter", "AP", "Über Ämter", id="umlauts"),
    ],
)
def test_title_case_is_restored(text: str, style: Literal["AP", "Chicago"], expected: str) -> None:
    assert title(text, style, NAMED, 0.9) == Casing(expected, False)


def test_small_letters_and_capitals_know_the_sharp_s_and_exceptions() -> None:
    assert lower("straße", NAMED).kept
    assert lower("the API", NAMED).kept
    assert lower("the Api", NAMED) == Casing("the api", False)
    assert upper("STRAßE", NAMED).kept
    assert upper("STRASSE", NAMED).kept
    assert upper("STRASSe", NAMED) == Casing("STRASSE", False)


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=4), st.sampled_from(["", "a", " "]))
def test_any_text_has_a_case_that_pleases_at_threshold_zero_in_titles(text: str, names: list[str], prefix: str) -> None:
    exceptions = Exceptions(names)
    assert title(text, "Chicago", exceptions, 0.0, prefix).kept
    sentence(text, exceptions, [":"], 0.8, prefix)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("-words + 1", -9.0),
        ("words / 4", 2.5),
        pytest.param("7 / 2", 3, id="whole numbers divide without remainder"),
        pytest.param("-7 / 2", -3, id="toward zero"),
        pytest.param("7 / 2.0", 3.5, id="a point makes the difference"),
        ("-7 % 3", -1),
        ("7.5 % 2", 1.5),
        (".5 + 5. + 1e2", 105.5),
        pytest.param("0.5 * (words /\n sentences)", 2.5, id="several lines"),
        ("math.sqrt(math.pow(3, 2) + 16)", 5.0),
        ("math.max(words, 3) - math.min(words, 3)", 7.0),
        ("math.floor(2.7) + math.ceil(2.1) + math.abs(-1)", 6.0),
        ("math.log(math.exp(2))", 2.0),
        pytest.param("heading.h1 + heading_h1", 6.0, id="two ways to write a heading"),
        pytest.param("list", 0.0, id="a name without a value"),
        ("words > 5 && !(sentences == 3) || words < 1", True),
        ("1 / 0", math.inf),
        ("-1.0 / 0", -math.inf),
        ("math.exp(1000)", math.inf),
        ("math.log(0)", -math.inf),
        ("math.pow(0, -1)", math.inf),
        pytest.param(f"{'9' * 400} > words", True, id="a long number"),
    ],
)
def test_a_formula_comes_to(source: str, value: float | bool) -> None:
    prove(source, NAMES)
    assert evaluate(source, {"words": 10, "sentences": 2, "heading_h1": 3}) == value


@pytest.mark.parametrize("source", ["0 / 0", "5 % 0", "math.sqrt(-1)", "math.log(-1)", "math.max(0 / 0, 1)"])
def test_what_is_no_number_compares_to_nothing(source: str) -> None:
    value = evaluate(source, {})
    assert math.isnan(value)
    assert not holds(value, ">= 0", {})
    assert not holds(value, "< 0", {})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param("wrods / 2", "no name 'wrods' (character 1). Did you mean 'words'?", id="unknown name"),
        pytest.param("1 +", "(character 4)", id="operand missing"),
        pytest.param("(1", "')' should stand where the end does (character 3)", id="bracket missing"),
        pytest.param("1 2", "an operator should stand where 2 does (character 3)", id="operator missing"),
        pytest.param("1 ; exit", "';' (character 3)", id="a second statement"),
        pytest.param("words = 3", "'=' (character 7)", id="an assignment"),
        pytest.param("sqrt(2)", "no function 'sqrt' (character 1). Known: math.abs", id="unknown function"),
        pytest.param("__import__(words)", "no function '__import__'", id="Python"),
        pytest.param("math.pow(2)", "',' should stand", id="operand of a function missing"),
        pytest.param("words && 3", "'&&' (character 7) takes comparisons only", id="a number as a truth"),
        pytest.param("(1 < 2) + 1", "'+' (character 9) takes numbers only", id="a truth as a number"),
        pytest.param("(" * 51 + "1" + ")" * 51, "over 50 levels", id="too deep"),
        pytest.param("-" * 51 + "1", "over 50 levels", id="too many signs"),
        pytest.param("1+" * 500 + "1", "over 1000 characters", id="too long"),
        pytest.param("", "(character 1)", id="empty"),
    ],
)
def test_a_formula_that_cant_run_is_refused_with_the_place(source: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"[.?]$") as refused:
        prove(source, NAMES)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "source",
    ["(" * 49 + "1" + ")" * 49, "1" + "+1" * 499, "(1*1+1*" * 49 + "1" + ")" * 49],
    ids=["deep", "long", "both"],
)
def test_a_formula_at_the_limits_runs(source: str) -> None:
    prove(source, NAMES)
    assert evaluate(source, {}) >= 1


@pytest.mark.parametrize(
    ("value", "condition", "held"),
    [
        (10.5, "> 10", True),
        (10, "> 10", False),
        (-3, ">= -3 && words > 5", True),
        pytest.param(0.1 + 0.2, "== 0.3", True, id="six decimals count"),
        pytest.param(math.inf, "> 10", True, id="infinite"),
        pytest.param(5, "* 2 > 9", True, id="arithmetic goes on"),
    ],
)
def test_a_condition_goes_on_after_the_value(value: float, condition: str, held: bool) -> None:
    prove_condition(condition, NAMES)
    assert holds(value, condition, {"words": 10}) is held


@pytest.mark.parametrize("condition", ["", "+ 3", "words > 3", "> wrods", "> 10 || > 20"])
def test_a_condition_that_compares_nothing_known_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match=r"[.?]$"):
        prove_condition(condition, NAMES)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "%", "<", ">=", "==", "&&", "||"])
    calls = st.tuples(st.sampled_from(["math.exp", "math.log", "math.sqrt", "math.ceil", "-", "!"]), inner)
    return st.one_of(
        st.tuples(inner, operators, inner).map(lambda parts: f"({' '.join(parts)})"),
        calls.map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(inner, inner).map(lambda parts: f"math.pow({parts[0]}, {parts[1]})"),
    )


LEAVES = st.sampled_from(["words", "list", "0", "1", "0.5", "1e308", "999999999999999999", "9" * 30])
NUMBERS = st.floats() | st.integers(-(10**30), 10**30)


@given(st.recursive(LEAVES, _grown, max_leaves=8), NUMBERS, NUMBERS)
def test_a_formula_that_is_proved_never_raises(source: str, one: float, other: float) -> None:
    with contextlib.suppress(ValueError):
        prove(source, NAMES)
        assert isinstance(evaluate(source, {"words": one, "list": other}), (int, float))


@given(st.text(alphabet="words 12.+-*/%()<>=!&|,\n\u00a0ä", max_size=30))
def test_any_text_is_a_formula_or_refused(source: str) -> None:
    with contextlib.suppress(ValueError):
        prove(source, NAMES)


def test_the_measures_of_a_small_text() -> None:
    found = measures(
        ["Dear Ms. Amsel, your recommendations helped me.", "Don’t hesitate: I travelled to U.S. cities."], 2
    )
    assert found == {
        "words": 14, "sentences": 2, "paragraphs": 2, "characters": 70, "syllables": 23, "complex_words": 2,
        "long_words": 3, "polysyllabic_words": 2,
    }  # fmt: skip
    assert set(found) < set(NAMES)


def test_nothing_measures_nothing() -> None:
    assert set(measures([], 0).values()) == {0}


def test_a_suffix_takes_an_english_word_out_of_the_complex_ones() -> None:
    assert measures(["visited"], 1)["polysyllabic_words"] == 1
    assert measures(["visited"], 1)["complex_words"] == 0
    assert measures(["Verehrtes"], 1, "de")["complex_words"] == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            "I:1 make:1 makes:1 walked:1 wanted:2 little:2 boxes:2 people:2 radio:3 nation:2 create:2 being:2 science:2",
        ),
        ("en", "closely:2 element:3 basically:3 etiquette:3 letter:2 hmm:1 2024:1"),
        ("de", "Grüße:2 Straßenbahn:3 Theater:3 Bäuerin:3 Eule:2 Nation:3 Äußerung:3 Tee:1 Brief:1 hm:1"),
        ("de-AT", "Jause:2"),
    ],
)
def test_syllables_are_estimated(lang: str, words: str) -> None:
    for pair in words.split():
        word, count = pair.split(":")
        assert syllables(word, lang) == int(count), word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Don’t worry, it's fine.", "Don’t worry it's fine", id="apostrophes"),
        pytest.param("'Quoted' and _stressed_ words", "Quoted and stressed words", id="marks around words"),
        pytest.param("Gru\u0308\u00dfe aus Köln", "Gru\u0308\u00dfe aus Köln", id="combining umlaut"),
        pytest.param("Write to ole@amsel.example, or @ole", "Write to or", id="e-mail"),
        pytest.param("See (https://amsel.example/a) or www.amsel.example.", "See or", id="URLs"),
        pytest.param("In src/main.py, ~/notes, C:\\Temp and /etc/hosts", "In and", id="paths"),
        pytest.param("his/her und/oder", "his her und oder", id="a slash between words"),
        pytest.param("The NASA, iPhone, GitHub and MitarbeiterInnen", "The and", id="capitals"),
        pytest.param("b2b 3rd x² snake_case", "", id="digits and underscores"),
        pytest.param("Das ist z.B. gut usw. Ende", "Das ist gut usw Ende", id="abbreviations"),
        pytest.param("Kolleg*innen und Kolleg:innen", "und", id="gender marks"),
        pytest.param("Vorlesungs- und E-Mail-Verkehr", "und Verkehr", id="stems before a hyphen"),
        pytest.param("Ende – Anfang", "Ende Anfang", id="a dash is no hyphen"),
        pytest.param("a I ö", "", id="single letters"),
    ],
)
def test_spelling_sees_the_words(text: str, found: str) -> None:
    assert [text[start:end] for start, end in dictionary.words(text)] == found.split()


@given(st.text(max_size=60))
def test_the_spans_of_words_are_in_order_and_hold_letters(text: str) -> None:
    before = 0
    for start, end in dictionary.words(text):
        assert before <= start < end <= len(text)
        assert text[start].isalpha()
        before = end


def _write(folder: Path, name: str, words: str, encoding: str = "UTF-8") -> Path:
    folder.mkdir(exist_ok=True)
    codec = encoding.replace("ISO8859", "iso8859")
    (folder / f"{name}.aff").write_text(f"SET {encoding}\nTRY esianrtolcdugmphbyfvkwzäöüß'\n", encoding=codec)
    listed = words.split()
    (folder / f"{name}.dic").write_text("\n".join([str(len(listed)), *listed]) + "\n", encoding=codec)
    return folder


@pytest.fixture
def german(tmp_path: Path) -> dictionary.Dictionary:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    folder = _write(
        tmp_path / "wörter", "xx_XX", "Haus schöne Grüße geht don't bzw. rot rote roten rotes roter rotem tot"
    )
    return dictionary.need(["xx_XX"], [folder])


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("schöne", True),
        pytest.param("Schöne", True, id="capital at the start of a sentence"),
        pytest.param("haus", False, id="a noun in small letters"),
        pytest.param("scho\u0308ne", True, id="combining umlaut"),
        pytest.param("don’t", True, id="typographic apostrophe"),
        pytest.param("geht’s", True, id="what is added with an apostrophe"),
        pytest.param("gehd’s", False, id="added to an unknown word"),
        pytest.param("bzw", True, id="abbreviation without its full stop"),
        ("schoene", False),
        pytest.param("Łódź", False, id="foreign letters"),
        pytest.param("o" * 65, True, id="too long to look up"),
    ],
)
def test_a_dictionary_knows_its_words(german: dictionary.Dictionary, word: str, known: bool) -> None:
    assert german.knows(word) is known
    assert german.knows(word) is known, "the same from the cache"


def test_suggestions_are_few_and_without_the_word_itself(german: dictionary.Dictionary) -> None:
    assert german.suggestions("schone")[0] == "schöne"
    assert 1 < len(german.suggestions("rotr")) <= 5
    assert "don’t" in german.suggestions("dont’")
    assert german.suggestions("o" * 65) == ()


def test_a_dictionary_in_an_older_encoding_works(tmp_path: Path) -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    found = dictionary.find(["xx_XX"], [_write(tmp_path, "xx_XX", "Grüße Straße", "ISO8859-1")])
    assert found is not None
    assert found.knows(unicodedata.normalize("NFD", "Grüße"))
    assert not found.knows("Łódź")
    assert found.suggestions("Łódź") == ()
    assert found.suggestions("Grüsse") == ("Grüße",)


def test_dictionaries_are_found_by_name_in_folders_and_dicpath(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    one, other = _write(tmp_path / "one", "xx_XX", "Haus"), _write(tmp_path / "two", "yy_YY", "house")
    monkeypatch.setenv("DICPATH", str(other))
    both = dictionary.find(["xx-XX", "yy_YY"], [one])
    assert both is not None
    assert both.knows("Haus")
    assert both.knows("house")
    assert dictionary.find(["xx_XX", "zz_ZZ"], [one]) is None, "half of what is asked for would flag the other half"


@pytest.mark.parametrize("name", ["zz_ZZ", "../one/xx_XX", "/etc/hosts", ""])
def test_a_dictionary_that_is_not_there_is_named_with_the_way_out(tmp_path: Path, name: str) -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    folder = _write(tmp_path / "one", "xx_XX", "Haus")
    assert dictionary.find([name], [folder]) is None
    with pytest.raises(dictionary.DictionaryError, match="DICPATH") as missing:
        dictionary.need([name], [folder])
    assert "\n" not in str(missing.value)


def test_no_name_is_no_dictionary() -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    assert dictionary.find([]) is None
    with pytest.raises(dictionary.DictionaryError, match="Name one"):
        dictionary.need([])


def test_a_missing_extra_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(dictionary.DictionaryError, match=r"pip install 'knigge\[spelling\]'"):
        dictionary.find(["en_US"])
