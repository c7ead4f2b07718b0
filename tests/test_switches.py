"""Cards that a writer switches off in a text: where that holds, what it leaves as it was, and who may not do it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knigge
from knigge import Policy, cards, text
from knigge.cards.suppression import Suppression
from knigge.domain import Case, Draft, Finding, Report
from knigge.drafting import review, stage_of
from knigge.text import Markup
from test_cli import knigge as command

CARD = "no-empty-synergy"
LETTER = "Dear Ms Amsel,\n\nI see synergies. {}\n\nA win-win awaits us.\n\nKind regards\nDan White\n"
MAIL = (
    "From: Dan White <dan@example.org>\nTo: Eva Amsel <eva@example.org>\n{}\n"
    "Dear Ms Amsel,\n\nI see synergies.\n\nKind regards\nDan White\n"
)
TEXTS = pytest.mark.parametrize("markup", ["plain", "markdown"])


def found(body: str, markup: Markup = "plain", card: str = CARD, **known: object) -> list[str]:
    """The words that a card finds in a text that is being written."""
    report = knigge.check(body, markup=markup, **known)  # type: ignore[arg-type]
    return [f.match for f in report.findings if f.card == card and f.start is not None]


def in_mail(head: str) -> set[str]:
    """The cards that find words in a mail with these headers that is being written."""
    mail = knigge.read_message(MAIL.format(head))
    report = knigge.check(mail.text, subject=mail.subject, headers=mail.headers)
    return {f.card for f in report.findings if f.start is not None}


# What a comment says


@TEXTS
@pytest.mark.parametrize(
    "comment",
    [
        pytest.param(f"<!-- knigge {CARD} = NO -->", id="as documented"),
        pytest.param(f"<!-- knigge {CARD} = no -->", id="no in lower case"),
        pytest.param(f"<!-- knigge {CARD} = Off -->", id="off"),
        pytest.param(f"<!--knigge {CARD}=NO-->", id="without spaces"),
        pytest.param(f"<!--  knigge\t{CARD}  =  NO  -->", id="with many spaces"),
        pytest.param(f"<!--\nknigge {CARD} = NO\n-->", id="over several lines"),
        pytest.param(f"<!-- vale {CARD} = NO -->", id="as Vale writes it"),
        pytest.param(f"<!-- knigge one-ask = NO --><!-- knigge {CARD} = NO -->", id="the second of two"),
        pytest.param(f"<!-- knigge {CARD} = YES --> <!-- knigge {CARD} = NO -->", id="the last word counts"),
        pytest.param(f'<!-- knigge {CARD}["win-win"] = NO -->', id="for these words"),
        pytest.param(f'<!-- knigge {CARD}["synergies", "win-win"] = NO -->', id="for several words"),
        pytest.param(f'<!-- knigge {CARD}["a [b], c; d", "win-win"] = NO, one-ask = NO -->', id="with odd words"),
        pytest.param(f'<!-- knigge {CARD}["win-win"] = YES, {CARD} = NO -->', id="for all words behind some"),
        pytest.param("<!-- knigge off -->", id="everything"),
        pytest.param("<!-- knigge OFF -->", id="everything, in capitals"),
        pytest.param("<!-- vale off -->", id="everything, as Vale writes it"),
    ],
)
def test_a_comment_switches_a_card_off_from_its_place_on(comment: str, markup: Markup) -> None:
    assert found(LETTER.format(comment), markup) == ["synergies"]


@TEXTS
@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!-- knigge one-ask = NO -->", id="another card"),
        pytest.param("<!-- knigge no-empty-sinergie = NO -->", id="a card that doesn't exist"),
        pytest.param("<!-- knigge House.Terms = NO -->", id="a rule that doesn't exist"),
        pytest.param(f"<!-- knigge {CARD} = YES -->", id="yes"),
        pytest.param(f"<!-- knigge {CARD} = PERHAPS -->", id="a word that is no state"),
        pytest.param(f"<!-- knigge {CARD} -->", id="no state"),
        pytest.param("<!-- knigge on -->", id="everything on"),
        pytest.param("<!-- knigge off --> <!-- knigge on -->", id="off and on again"),
        pytest.param(f"<!-- knigge {CARD} = NO --><!-- knigge {CARD} = YES -->", id="no and yes"),
        pytest.param(f'<!-- knigge {CARD}["win-win"] = NO, {CARD} = YES -->', id="no for some words, yes for all"),
        pytest.param(f'<!-- knigge {CARD} = NO, {CARD}["win-win"] = YES -->', id="no for all words, yes for some"),
        pytest.param(f"<!-- knigge {CARD}{'[' * 9_000}{']' * 9_000} = NO -->", id="for lists in lists"),
        pytest.param(f'<!-- knigge {CARD}["synergies"] = NO -->', id="for other words"),
        pytest.param(f"<!-- knigge {CARD}['synergies'] = NO -->", id="for a list that can't be read"),
        pytest.param("<!-- knigge styles = House -->", id="the packs to keep"),
        pytest.param(f"<!-- {CARD} = NO -->", id="a comment for somebody else"),
        pytest.param("<!-- knigge off", id="a comment without an end"),
    ],
)
def test_any_other_comment_leaves_the_card_on(comment: str, markup: Markup) -> None:
    assert found(LETTER.format(comment), markup)[-1:] == ["win-win"]


@TEXTS
@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("<!-- knigge off -->\nsynergies, a win-win", [], id="at the very top"),
        pytest.param("synergies\n<!-- knigge off -->\n\na win-win", ["synergies"], id="alone on a line"),
        pytest.param("synergies\r\n\r\n<!-- knigge off -->\r\n\r\na win-win", ["synergies"], id="Windows line ends"),
        pytest.param("synergies and <!-- knigge off -->a win-win", ["synergies"], id="inside a line"),
        pytest.param("synergies, a win-win <!-- knigge off -->", ["synergies", "win-win"], id="behind all"),
        pytest.param(
            "Dear Ms Amsel, <!-- knigge off -->\n\nsynergies\n\n<!-- knigge on -->\n\na win-win",
            ["win-win"],
            id="off in the greeting, on in the text",
        ),
        pytest.param(
            "e\u0301👍🏽\u00ad synergies <!-- knigge off --> a win-win", ["synergies"], id="behind odd letters"
        ),
    ],
)
def test_a_switch_holds_from_where_it_stands(body: str, words: list[str], markup: Markup) -> None:
    assert found(body, markup, lang="en") == words


@TEXTS
def test_several_cards_are_switched_one_by_one(markup: Markup) -> None:
    both = f"<!-- knigge {CARD} = NO -->\n<!-- knigge no-profile-flattery = NO -->\n"
    body = f"{both}\nI came across your profile and see synergies. <!-- knigge {CARD} = YES --> Synergies await us."
    assert found(body, markup) == ["Synergies"]
    assert found(body, markup, "no-profile-flattery") == []


def test_what_is_missing_is_switched_off_as_well() -> None:
    missing = [f.card for f in knigge.check(LETTER.format("<!-- knigge state-your-purpose = NO -->")).findings]
    assert "why-this-person" in missing
    assert "state-your-purpose" not in missing


def test_a_comment_says_nothing_of_the_subject() -> None:
    report = knigge.check("<!-- knigge off -->\nHello", subject="Quick question", lang="en")
    assert [(f.card, f.part) for f in report.findings] == [("telling-subject", "subject")]


@pytest.mark.parametrize(
    ("name", "covered"), [("old-name", True), (CARD, True), ("old", False), ("", False), ("OLD-NAME", False)]
)
def test_a_card_obeys_to_its_former_name(name: str, covered: bool) -> None:
    card = cards.find(CARD, cards.load())._replace(aliases=("old-name",))
    body = text.parse(f"<!-- knigge {name} = NO -->\nsynergies", controls=True)
    case = Case(body, text.plain(""), "en", "en-GB", "email", "first-message", switchable=True)
    place = body.raw.index("synergies")
    finding = Finding(CARD, "warning", "body", place, place + 9, "synergies", "", "", "", (), "email", "en")
    assert Suppression(case).covers(card, finding) is covered


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        pytest.param("> <!-- knigge off -->\n> Hi Dan\n\n", ["synergies"], id="above the answer"),
        pytest.param("", ["synergies"], id="not at all"),
    ],
)
def test_a_comment_in_what_somebody_else_wrote_is_none_of_the_writer_s(quoted: str, words: list[str]) -> None:
    assert found(f"{quoted}Dear Ms Amsel,\n\nI see synergies.\n\nKind regards\nDan White\n") == words


# Packs


@pytest.fixture
def house(tmp_path: Path) -> Policy:
    """A policy with the rules House.Terms (`utilize`), House.Filler (`really`) and Other.Terms (`leverage`)."""
    for name, word in {"House/Terms": "utilize", "House/Filler": "really", "Other/Terms": "leverage"}.items():
        file = tmp_path / f"{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"extends: existence\nmessage: Drop %s.\ntokens: [{word}]\n", encoding="utf-8")
    return Policy(packs={pack: str(tmp_path / pack) for pack in ("House", "Other")})


@TEXTS
@pytest.mark.parametrize(
    ("comment", "words"),
    [
        pytest.param("House.Terms = NO", ["really", "leverage"], id="a rule"),
        pytest.param("House = NO", ["leverage"], id="a pack"),
        pytest.param('House.Terms["utilize"] = NO', ["really", "leverage"], id="some words of a rule"),
        pytest.param('House.Terms["use"] = NO', ["utilize", "really", "leverage"], id="other words of a rule"),
        pytest.param("styles = Other", ["leverage"], id="the packs to keep"),
        pytest.param("style = House, Other", ["utilize", "really", "leverage"], id="all packs to keep"),
        pytest.param("styles = None", [], id="no pack to keep"),
        pytest.param("off", [], id="everything"),
        pytest.param("Terms = NO", ["utilize", "really", "leverage"], id="a rule without its pack"),
    ],
)
@pytest.mark.parametrize("word", ["knigge", "vale"])
def test_rules_of_packs_are_switched_by_name_and_by_pack(
    word: str, comment: str, words: list[str], markup: Markup, house: Policy
) -> None:
    body = f"<!-- {word} {comment} -->\n\nWe utilize and really leverage it."
    report = knigge.check(body, markup=markup, lang="en", policy=house)
    assert [f.match for f in report.findings if "." in f.card] == words


def test_a_pack_is_switched_on_again_from_there(house: Policy) -> None:
    body = "<!-- knigge House = NO -->\nWe utilize it.\n<!-- knigge House = YES -->\nWe really do."
    assert found(body, policy=house, card="House.Terms", lang="en") == []
    assert found(body, policy=house, card="House.Filler", lang="en") == ["really"]


@TEXTS
def test_what_looks_at_the_raw_text_is_switched_from_there_too(tmp_path: Path, markup: Markup) -> None:
    rule = "extends: existence\nmessage: Drop %s.\nscope: raw\ntokens: [utilize]\n"
    (tmp_path / "House").mkdir()
    (tmp_path / "House" / "Terms.yml").write_text(rule, encoding="utf-8")
    body = "We `utilize`\u00ad it.\n\n<!-- knigge House.Terms = NO -->\n\nWe utilize it.\n"
    report = knigge.check(body, markup=markup, lang="en", policy=Policy(packs={"House": str(tmp_path / "House")}))
    assert [f.start for f in report.findings if f.card == "House.Terms"] == [body.index("utilize")]


@TEXTS
def test_a_former_name_and_the_card_s_own_are_one(markup: Markup) -> None:
    card = cards.find(CARD, cards.load())._replace(aliases=("old-name",))
    body = text.parse(f"<!-- knigge old-name = NO, {CARD} = YES -->\na", markup, controls=True)
    case = Case(body, text.plain(""), "en", "en-GB", "email", "first-message", switchable=True)
    finding = Finding(card.id, "warning", "body", None, None, "", "", "", "", (), "email", "en")
    assert not Suppression(case).covers(card, finding)


def test_a_header_switches_packs_too(house: Policy) -> None:
    known = {"policy": house, "lang": "en", "headers": {"x-knigge": "House=no"}}
    assert found("We utilize and leverage it.", card="House.Terms", **known) == []
    assert found("We utilize and leverage it.", card="Other.Terms", **known) == ["leverage"]


# Comments are no text

COMMENTS = ("<!-- knigge no-such-card = NO -->", "<!-- knigge one-ask = NO -->", "<!-- vale on -->")


@pytest.mark.parametrize("comment", ["", *COMMENTS])
@pytest.mark.parametrize(("size", "words"), [(200, []), (201, ["x"])])
def test_a_comment_counts_for_no_limit(comment: str, size: int, words: list[str]) -> None:
    body = "Hello Ms Amsel, may I add you? ".ljust(150, "x") + comment + "x" * (size - 150)
    assert found(body, card="platform-limit", channel="linkedin-note", lang="en") == words


def test_a_comment_counts_for_no_sentence() -> None:
    body = f"Dear Ms Amsel,\n\nwe {'really ' * 40}meet. {COMMENTS[0] * 10} Would you write?\n"
    assert found(body, card="be-brief") == []


@TEXTS
def test_the_words_of_a_comment_are_not_looked_at(markup: Markup) -> None:
    assert found('Dear Ms Amsel,\n\nhello. <!-- knigge one-ask["synergies", "win-win"] = NO -->', markup) == []


@TEXTS
@pytest.mark.parametrize("place", ["I see synergies.{}\n\nA", "I see synergies.\n\n{}\n\nA", "I{} see synergies.\n\nA"])
def test_with_a_harmless_comment_the_same_is_found(place: str, markup: Markup) -> None:
    without, among = (
        [
            (f.card, f.match)
            for f in knigge.check(LETTER.replace("I see synergies. {}\n\nA", body), markup=markup).findings
        ]
        for body in (place.format(""), place.format(COMMENTS[0]))
    )
    assert among == without


WORDS = (
    *(
        "synergies ",
        "A win-win.",
        "Quick question",
        "I came across your profile ",
        "let's hop on a call",
        "LG",
        "Sie du",
    ),
    *(
        "Dear Ms Amsel,\n\n",
        "Guten Tag Frau Amsel,\n",
        "Kind regards\nDan\n",
        "e\u0301",
        "👍🏽",
        "\u00ad",
        "\u00a0",
        "ü",
    ),
    *("\n", "\r\n", "\r", "\n\n", " ", "\t", "> ", "**", "`", "<!--", "-->", "&amp;", "| a | b |\n|--|--|\n"),
)
SWITCHES = (*COMMENTS, f"<!-- knigge {CARD} = NO -->", "\n<!-- knigge off -->\n", "<!-- knigge on -->\r\n")


@TEXTS
@given(body=st.lists(st.sampled_from(WORDS + SWITCHES), min_size=1, max_size=20).map("".join))
def test_every_match_stands_where_its_finding_says(markup: Markup, body: str) -> None:
    findings = [f for f in knigge.check(body, markup=markup).findings if f.start is not None]
    assert [body[f.start : f.end] for f in findings] == [f.match for f in findings]


@given(
    before=st.lists(st.sampled_from(WORDS[:-5]), max_size=6).map("".join),
    after=st.lists(st.sampled_from(WORDS[:-5]), max_size=6).map("".join),
)
def test_behind_knigge_off_nothing_is_found(before: str, after: str) -> None:
    body = f"{before}\n\n<!-- knigge off -->\n\n{after}"
    findings = knigge.check(body).findings
    assert all(f.start < body.index("<!--") for f in findings if f.start is not None)


# The header


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"X-Knigge: {CARD}=no\n", id="as documented"),
        pytest.param(f"x-knigge: {CARD} = NO\n", id="in another case"),
        pytest.param(f"X-Knigge: one-ask=no, {CARD}=off\n", id="behind a comma"),
        pytest.param(f"X-Knigge: one-ask=no;{CARD}=no;\n", id="behind a semicolon"),
        pytest.param(f"X-Knigge: one-ask=no,\n {CARD}=no\n", id="folded"),
        pytest.param(f"X-Knigge: one-ask=no\nX-Knigge: {CARD}=no\n", id="in the second of two"),
        pytest.param(f"X-Knigge: ???, {CARD}=no\n", id="behind what can't be read"),
        pytest.param("X-Knigge: off\n", id="everything"),
    ],
)
def test_a_header_switches_a_card_off_in_the_whole_mail(head: str) -> None:
    assert CARD not in in_mail(f"Subject: Moore\n{head}")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("", id="no header"),
        pytest.param("X-Knigge:\n", id="an empty one"),
        pytest.param("X-Knigge: on\n", id="on"),
        pytest.param("X-Knigge: off, on\n", id="off and on"),
        pytest.param(f"X-Knigge: {CARD}=yes\n", id="yes"),
        pytest.param("X-Knigge: no-such-card=no\n", id="a card that doesn't exist"),
        pytest.param(f'X-Knigge: {CARD}["win-win"]=no\n', id="for other words"),
        pytest.param(f"X-Knigge-Not: {CARD}=no\n", id="another header"),
        pytest.param(f"Subject: X-Knigge: {CARD}=no\n", id="in the subject"),
    ],
)
def test_any_other_header_leaves_the_card_on(head: str) -> None:
    assert CARD in in_mail(f"{head}Date: Mon, 3 Jun 2024 10:00:00 +0200\n")


def test_a_header_reaches_the_subject() -> None:
    assert "telling-subject" in in_mail("Subject: Quick question\n")
    assert "telling-subject" not in in_mail("Subject: Quick question\nX-Knigge: telling-subject=no\n")


def test_the_command_line_obeys_the_header_of_a_mail() -> None:
    codes = [
        command("check", "--fail-on", "warning", stdin=MAIL.format(f"Subject: Moore\n{head}").encode()).returncode
        for head in ("", f"X-Knigge: {CARD}=no, state-your-purpose=no, why-this-person=no\n")
    ]
    assert codes == [1, 0]


def test_a_comment_takes_back_what_the_header_said() -> None:
    known = {"headers": {"x-knigge": f"{CARD}=no"}}
    assert found(LETTER.format(f"<!-- knigge {CARD} = YES -->"), **known) == ["win-win"]


def test_pasted_text_has_no_header() -> None:
    assert "synergies" in found(f"X-Knigge: {CARD}=no\n\nI see synergies.")


# Markdown


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("synergies\n\n<!-- knigge off -->\n\nwin-win", ["synergies"], id="a block"),
        pytest.param("synergies **and <!-- knigge off -->** win-win", ["synergies"], id="in emphasis"),
        pytest.param("- synergies\n- <!-- knigge off --> win-win", ["synergies"], id="in a list"),
        pytest.param("# synergies <!-- knigge off -->\n\nwin-win", ["synergies"], id="in a heading"),
        pytest.param("<div><!-- knigge off --></div>\n\nsynergies", [], id="in other HTML"),
        pytest.param("`<!-- knigge off -->` synergies", ["synergies"], id="not in code"),
        pytest.param("```\n<!-- knigge off -->\n```\n\nsynergies", ["synergies"], id="not in a block of code"),
        pytest.param("\\<!-- knigge off --> synergies", ["synergies"], id="not behind a backslash"),
        pytest.param("---\nx: <!-- knigge off -->\n---\n\nsynergies", ["synergies"], id="not in front matter"),
        pytest.param("> <!-- knigge off -->\n> hi\n\nsynergies", ["synergies"], id="not in a quotation"),
    ],
)
def test_in_markdown_a_comment_is_what_markdown_takes_for_one(body: str, words: list[str]) -> None:
    assert found(body, "markdown", lang="en") == words


def test_a_markdown_file_is_read_as_one_by_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "`<!-- knigge off -->` synergies\n\n<!-- knigge off -->\n\nwin-win", encoding="utf-8"
    )
    done = command("check", "a.md", "--format", "json", cwd=tmp_path)
    assert [f["match"] for f in json.loads(done.stdout)[0]["findings"] if f["card"] == CARD] == ["synergies"]


# Received mail, and models


def cards_of(report: Report) -> set[str]:
    return {f.card for f in report.findings}


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"<!-- knigge off -->\n{LETTER.format('')}", id="a comment in text"),
        pytest.param(LETTER.format("").replace("I see", f"<!-- vale {CARD} = NO -->\nI see"), id="as Vale writes it"),
        pytest.param(MAIL.format(f"Subject: Moore\nX-Knigge: off, {CARD}=no\n"), id="a header"),
        pytest.param(MAIL.format("Subject: Moore\n").replace("I see", "<!-- knigge off --> I see"), id="in a mail"),
    ],
)
def test_a_received_message_switches_nothing_off(raw: str) -> None:
    assert CARD in cards_of(knigge.critique(knigge.read_message(raw)).report)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.eml"])
def test_nor_does_it_on_the_command_line(name: str, tmp_path: Path) -> None:
    head = "Subject: Moore\nX-Knigge: off\n"
    raw = MAIL.format(head) if name.endswith("eml") else LETTER.format("")
    (tmp_path / name).write_text(raw.replace("I see", "<!-- knigge off -->\nI see"), encoding="utf-8")
    done = command("critique", name, "--format", "json", cwd=tmp_path)
    assert CARD in {f["card"] for f in json.loads(done.stdout)[0]["findings"]}


def test_the_verdict_on_fraud_stays_when_it_asks_for_silence() -> None:
    fraud = "Dear friend, I am a prince and need your bank account to transfer 5 million dollars. Send your PIN today."
    verdicts = [knigge.critique(knigge.read_message(raw)).verdict for raw in (fraud, f"<!-- knigge off -->\n\n{fraud}")]
    assert verdicts[0] == verdicts[1] != "accept"


@pytest.mark.parametrize("comment", ["<!-- knigge off -->", f"<!-- knigge {CARD} = NO -->"])
def test_a_model_can_t_switch_off_what_judges_its_draft(comment: str) -> None:
    brief = knigge.load_brief(
        {"reason": "a talk", "sender": {"name": "Dan White"}, "recipient": {"name": "Eva Amsel"}, "language": "en"}
    )
    draft = Draft("Your talk", f"{comment}\n{LETTER.format(comment)}")
    assert CARD in cards_of(review(brief, draft, Policy(), stage_of(brief)))
