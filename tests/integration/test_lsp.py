"""`knigge lsp` as an editor sees it: what it marks, says, mends and switches off, and what it does not die of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

import knigge
from knigge.parsing import written
from knigge.surfaces.formats.positions import Lines
from knigge.surfaces.lsp.settings import Settings
from lsp import LETTER, ROOT, SECONDS, SWIFT, Editor, edited, editing, within

NOTE = "file:///letters/note.md"
MAIL = "file:///tmp/neomutt-host-1000-1-1.eml"
EVERYTHING = types.Range(types.Position(0, 0), types.Position(9999, 0))
UNITS = {"utf-8": lambda s: len(s.encode()), "utf-16": lambda s: len(s.encode("utf-16-le")) // 2, "utf-32": len}
TOLD = ("no-empty-synergy", "telling-subject")
TEXTS = sorted(path for folder in ("texts", "received") for path in (ROOT / "examples" / folder).iterdir())


@pytest.fixture
def house(tmp_path: Path) -> dict[str, Any]:
    """Settings with a policy that names the example pack, which has safe fixes."""
    path = tmp_path / "policy.toml"
    path.write_text(f'[packs]\nHouse = "{(ROOT / "examples/styles/House").as_posix()}"\n', encoding="utf-8")
    return {**SWIFT, "policy": str(path)}


def codes(marks: list[types.Diagnostic]) -> list[object]:
    return [mark.code for mark in marks]


def piece(text: str, reach: types.Range, encoding: str) -> str:
    """What a range of an editor holds, by counting units one by one."""
    lines = text.split("\n")
    assert reach.start.line == reach.end.line
    raw = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    line = lines[reach.start.line].encode(raw)
    return line[reach.start.character * width : reach.end.character * width].decode(raw)


# What is marked


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_an_editor_sees_exactly_what_the_command_line_finds(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "knigge", "check", str(path), "--format", "json"], capture_output=True, check=False
    )
    file = written.read(str(path))
    lines, wanted = Lines(file.content, "utf-16"), []
    for found in json.loads(done.stdout)[0]["findings"]:
        place = file.places.get(found["part"])
        at = lines.at(place + found["start"]) if place is not None and found["start"] is not None else None
        wanted.append((found["card"], found["message"], (at.line - 1, at.column - 1) if at else None))

    async def seen() -> list[types.Diagnostic]:
        async with editing() as editor:
            editor.open(path.as_uri(), text)
            return await editor.marks(path.as_uri())

    marks = within(seen)
    assert [(m.code, m.message) for m in marks] == [(card, message) for card, message, _ in wanted]
    starts = [(m.range.start.line, m.range.start.character) for m in marks]
    assert all(at in (None, start) for start, (_, _, at) in zip(starts, wanted, strict=True))


@pytest.mark.parametrize("encoding", UNITS)
def test_marks_stand_at_their_words_in_the_units_that_editor_and_server_agreed_on(encoding: str) -> None:
    text = "Liebe Frau Müller,\n\ne\u0301 👍🏽 ünd 👩‍👩‍👧 Synergien, 𝔘 Synergien.\n\nViele Grüße\nUwe\n"

    async def seen() -> tuple[object, list[types.Diagnostic]]:
        async with editing(encoding=encoding) as editor:
            editor.open(LETTER, text)
            return editor.begun.capabilities.position_encoding, await editor.marks(LETTER)

    agreed, marks = within(seen)
    words = [piece(text, mark.range, encoding) for mark in marks if mark.code == "no-empty-synergy"]
    assert (agreed, words) == (encoding, ["Synergien", "Synergien"])


def test_an_editor_that_knows_one_unit_only_gets_utf_16() -> None:
    async def agreed() -> object:
        editor = Editor()
        await editor.start_io(sys.executable, "-m", "knigge", "lsp")
        result = await editor.initialize_async(types.InitializeParams(types.ClientCapabilities()))
        editor._server.stdin.close()
        await editor.stop()
        return result.capabilities.position_encoding

    assert within(agreed) == "utf-16"


@pytest.mark.parametrize("encoding", UNITS)
def test_changes_in_pieces_come_to_the_same_as_the_whole_text(encoding: str) -> None:
    before = "Hallo 👍🏽 Frau Amsel,\r\n\fwir sehen\u2028Chancen 𝔘 hier.\n\nGruß\nOle"
    after = "Hallo 👍🏽 Frau Amsel,\r\n\fwir sehen\u2028Synergien 𝔘 hier.\n\nGruß\nOle\n\nP.S.: Win-win!"
    line = "\fwir sehen\u2028Chancen 𝔘 hier."
    start, units = line.index("Chancen"), UNITS[encoding]
    reach = types.Range(
        types.Position(1, units(line[:start])), types.Position(1, units(line[: start + len("Chancen")]))
    )
    far = types.Position(77, 5)

    async def seen() -> tuple[list[types.Diagnostic], list[types.Diagnostic]]:
        async with editing(encoding=encoding) as editor:
            editor.open(LETTER, before)
            editor.change(
                LETTER,
                2,
                types.TextDocumentContentChangePartial(reach, "Synergien"),
                types.TextDocumentContentChangePartial(types.Range(far, far), "\n\nP.S.: Win-win!"),
            )
            pieces = await editor.marks(LETTER, 2)
            editor.change(LETTER, 3, types.TextDocumentContentChangeWholeDocument(after))
            return pieces, await editor.marks(LETTER, 3)

    pieces, whole = within(seen)
    assert pieces == whole
    assert "no-empty-synergy" in codes(whole)


def test_of_quick_changes_the_last_alone_is_marked() -> None:
    async def seen() -> list[int | None]:
        async with editing({"delay": 50}) as editor:
            editor.open(LETTER, "Hallo Frau Amsel")
            await editor.marks(LETTER)
            for version in range(2, 40):
                editor.change(LETTER, version, types.TextDocumentContentChangeWholeDocument(f"Synergien {version}"))
            await editor.marks(LETTER, 39)
            return [params.version for params in editor.published]

    assert within(seen) == [1, 39]


def test_a_closed_document_loses_its_marks() -> None:
    async def seen() -> list[types.Diagnostic]:
        async with editing() as editor:
            editor.open(LETTER, "Synergien")
            await editor.marks(LETTER)
            editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(LETTER)))
            return await editor.marks(LETTER, None)

    assert within(seen) == []


# Mail


MAILS: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "subject and text, each where it stands": (
        "From: ole@example.org\nTo: eva@example.org\nSubject: Quick question\n\nDear Ms Amsel,\n\nsynergies!\n",
        [(2, "Quick question"), (6, "synergies")],
    ),
    "not in headers and quoted lines": (
        "To: synergien@example.org\nSubject: Ihr Vortrag\n\nHallo Frau Amsel,\n\nDanke.\n\n> Synergien\n",
        [],
    ),
    "not in a signature": (
        "To: eva@example.org\nSubject: Ihr Vortrag\n\nHallo Frau Amsel,\n\nDanke.\n\nOle\n\n-- \nSynergien AG\n",
        [],
    ),
    "as Emacs shows it": (
        "To: eva@example.org\nSubject: Your talk\n--text follows this line--\nDear Ms Amsel,\n\nsynergies!\n",
        [(5, "synergies")],
    ),
    "in another charset": (
        (
            "To: eva@example.org\nSubject: Ihr Vortrag\nContent-Type: text/plain; charset=iso-8859-1\n\n"
            "Grüß Gott Frau Müller,\n\nSynergien!\n"
        ),
        [(6, "Synergien")],
    ),
    "with a letter that its charset lacks": (
        (
            "To: eva@example.org\nSubject: Ihr Vortrag\nContent-Type: text/plain; charset=iso-8859-1\n\n"
            "Grüß Gott Frau Müller,\n\nein Satz – mehr nicht – Synergien!\n"
        ),
        [(6, "Synergien")],
    ),
}


@pytest.fixture(scope="module")
def mails() -> dict[str, list[tuple[int, str]]]:
    """What is marked in each mail, line and words, by one server."""

    async def seen() -> dict[str, list[tuple[int, str]]]:
        found = {}
        async with editing() as editor:
            for name, (text, _) in MAILS.items():
                editor.open(f"{MAIL}/{name}.eml", text, "mail")
                marks = await editor.marks(f"{MAIL}/{name}.eml")
                told = [mark.range for mark in marks if mark.code in TOLD]
                found[name] = [(reach.start.line, piece(text, reach, "utf-16")) for reach in told]
        return found

    return within(seen)


@pytest.mark.parametrize("name", MAILS)
def test_of_a_mail_what_its_writer_wrote_is_marked(mails: dict[str, list[tuple[int, str]]], name: str) -> None:
    assert mails[name] == MAILS[name][1]


def test_the_language_is_that_of_the_message() -> None:
    async def seen() -> list[str]:
        async with editing() as editor:
            editor.open(LETTER, "Hallo Frau Amsel,\n\nich sehe Synergien.\n\nGruß\nOle\n")
            editor.open(
                MAIL, "To: a@b.example\nSubject: Hi\n\nDear Ms Amsel,\n\nI see synergies.\n\nKind regards\nOle\n"
            )
            marks = [*await editor.marks(LETTER), *await editor.marks(MAIL)]
            return [mark.message for mark in marks if mark.code == "no-empty-synergy"]

    german, english = within(seen)
    assert "nenne" in german.lower()
    assert "name" in english.lower()


# What is said


def test_hover_tells_the_advice_the_guideline_and_its_source() -> None:
    async def said() -> tuple[str, str]:
        async with editing() as editor:
            editor.open(LETTER, "Dear Ms Amsel,\n\nI see synergies.\n")
            await editor.marks(LETTER)
            return await editor.hover(LETTER, types.Position(2, 8)), await editor.hover(LETTER, types.Position(2, 2))

    here, elsewhere = within(said)
    report = knigge.check("Dear Ms Amsel,\n\nI see synergies.\n")
    found = next(finding for finding in report.findings if finding.card == "no-empty-synergy")
    assert found.message in here
    assert found.guideline in here
    assert found.source.split(":")[0] in here
    assert elsewhere == ""


def test_what_a_stranger_wrote_is_no_markup_in_hover(tmp_path: Path) -> None:
    pack = tmp_path / "Odd"
    pack.mkdir()
    (pack / "Image.yml").write_text(
        "extends: existence\nmessage: \"Avoid '%s'\"\nlevel: error\nnonword: true\ntokens: ['!\\[x\\]\\(https://evil.example/\\)']\n",
        encoding="utf-8",
    )
    policy = tmp_path / "policy.toml"
    policy.write_text('[packs]\nOdd = "Odd"\n', encoding="utf-8")

    async def said() -> str:
        async with editing({**SWIFT, "policy": str(policy)}) as editor:
            editor.open(LETTER, "Dear Ms Amsel,\n\nlook: ![x](https://evil.example/)\n")
            await editor.marks(LETTER)
            return await editor.hover(LETTER, types.Position(2, 8))

    assert r"Avoid '!\[x\](https://evil.example/)'" in within(said)


def test_a_card_is_explained_on_request() -> None:
    async def said() -> tuple[Any, list[str]]:
        async with editing() as editor:
            params = types.ExecuteCommandParams("knigge.explain", ["no-empty-synergy", "de"])
            return await editor.workspace_execute_command_async(params), editor.shown

    text, shown = within(said)
    assert text.startswith("# no-empty-synergy")
    assert "XING" in text
    assert shown == [text]


# What is mended


@pytest.mark.parametrize("encoding", UNITS)
def test_a_quick_fix_changes_the_words_and_nothing_else(encoding: str, house: dict[str, Any]) -> None:
    text = "Dear Ms Amsel,\r\n\r\n👍🏽 e\u0301 we utilise 𝔘 presses, and utilise them.\r\n"

    async def fixed() -> list[str]:
        async with editing(house, encoding) as editor:
            editor.open(NOTE, text, "markdown")
            marks = [mark for mark in await editor.marks(NOTE) if mark.code == "House.Wording"]
            found = []
            for mark in marks:
                action = next(a for a in await editor.actions(NOTE, mark.range) if "Replace" in a.title)
                found.append(edited(text, action.edit.changes[NOTE], UNITS[encoding]))
            return found

    first, second = text.replace("utilise", "use", 1), text.replace("and utilise", "and use")
    assert within(fixed) == [first, second]


def test_a_quick_fix_comes_from_our_own_findings_whatever_the_editor_gives_back(house: dict[str, Any]) -> None:
    text = "Dear Ms Amsel,\n\n👍🏽 we utilise presses.\n"

    async def fixed() -> str:
        async with editing(house) as editor:
            editor.open(NOTE, text)
            mark = next(mark for mark in await editor.marks(NOTE) if mark.code == "House.Wording")
            reach = mark.range
            mark.range = types.Range(types.Position(2, 0), types.Position(2, 3))
            context = types.CodeActionContext([mark])
            params = types.CodeActionParams(types.TextDocumentIdentifier(NOTE), reach, context)
            actions = await editor.text_document_code_action_async(params)
            action = next(action for action in actions if "Replace" in action.title)
            return edited(text, action.edit.changes[NOTE], UNITS["utf-16"])

    assert within(fixed) == text.replace("utilise", "use")


def test_an_edit_names_its_version_where_the_editor_reads_it(house: dict[str, Any]) -> None:
    async def fixed() -> list[types.CodeAction]:
        async with editing(house, dated=True) as editor:
            editor.open(NOTE, "We utilise presses.")
            editor.change(NOTE, 7, types.TextDocumentContentChangeWholeDocument("We utilise two presses."))
            return await editor.actions(NOTE, EVERYTHING, ["source.fixAll"])

    edit = within(fixed)[0].edit.document_changes[0]
    assert (edit.text_document.uri, edit.text_document.version) == (NOTE, 7)
    assert len(edit.edits) == 1


def test_fix_all_makes_what_the_command_line_makes(house: dict[str, Any]) -> None:
    path = ROOT / "examples/texts/note.en.md"
    text = path.read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "knigge", "check", "--fix", "--policy", house["policy"]],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )

    async def fixed() -> tuple[list[str], str]:
        async with editing(house) as editor:
            editor.open(NOTE, text, "markdown")
            await editor.marks(NOTE)
            actions = await editor.actions(NOTE, EVERYTHING, ["source.fixAll"])
            return [str(a.kind) for a in actions], edited(text, actions[0].edit.changes[NOTE], UNITS["utf-16"])

    assert within(fixed) == (["source.fixAll.knigge"], done.stdout)
    assert done.stdout != text


def test_a_mail_in_ascii_gets_no_letter_that_it_can_not_hold(tmp_path: Path) -> None:
    pack = tmp_path / "Odd"
    pack.mkdir()
    (pack / "Umlaut.yml").write_text(
        "extends: substitution\nmessage: Use '%s' instead of '%s'\nlevel: error\nswap: {Mueller: Müller}\naction: {name: replace}\n",
        encoding="utf-8",
    )
    policy = tmp_path / "policy.toml"
    policy.write_text('[packs]\nOdd = "Odd"\n', encoding="utf-8")
    head = "To: a@b.example\nSubject: Hi\n{}\nHallo Frau Mueller, danke.\n"
    typed = "Content-Type: text/plain; charset=us-ascii\n"

    async def fixes(text: str) -> list[str]:
        async with editing({**SWIFT, "policy": str(policy)}) as editor:
            editor.open(MAIL, text)
            await editor.marks(MAIL)
            return [a.title for a in await editor.actions(MAIL, EVERYTHING) if "Replace" in a.title]

    assert within(lambda: fixes(head.format(""))) == ["Replace with “Müller”"]
    assert within(lambda: fixes(head.format(typed))) == []


# What is switched off


@pytest.mark.parametrize(
    ("uri", "language", "text", "wanted"),
    [
        pytest.param(
            LETTER,
            "plaintext",
            "Dear Ms Amsel,\n\nyour talk was good.\nI see synergies.\n",
            'Dear Ms Amsel,\n\nyour talk was good.\n<!-- knigge no-empty-synergy["synergies"] = NO -->\nI see synergies.\n',
            id="a text, above the line",
        ),
        pytest.param(
            NOTE,
            "markdown",
            "Dear Ms Amsel,\n\nyour *talk* was good.\nI see synergies.\n",
            'Dear Ms Amsel,\n\n<!-- knigge no-empty-synergy["synergies"] = NO -->\nyour *talk* was good.\nI see synergies.\n',
            id="Markdown, above the paragraph",
        ),
        pytest.param(
            LETTER,
            "plaintext",
            "Dear Ms Amsel,\r\n\r\nI see synergies.\r\n",
            'Dear Ms Amsel,\r\n\r\n<!-- knigge no-empty-synergy["synergies"] = NO -->\r\nI see synergies.\r\n',
            id="Windows line ends",
        ),
        pytest.param(
            MAIL,
            "mail",
            "To: a@b.example\nSubject: Quick question\n\nDear Ms Amsel,\n\nyour talk was good.\n",
            "To: a@b.example\nSubject: Quick question\nX-Knigge: telling-subject=no\n\nDear Ms Amsel,\n\nyour talk was good.\n",
            id="a mail, in its head",
        ),
    ],
)
def test_a_finding_is_ignored_by_the_switch_that_its_file_takes(
    uri: str, language: str, text: str, wanted: str
) -> None:
    async def ignored() -> tuple[str, list[object], list[object]]:
        async with editing() as editor:
            editor.open(uri, text, language)
            before = await editor.marks(uri)
            mark = next(mark for mark in before if mark.code in TOLD)
            actions = await editor.actions(uri, mark.range, ["quickfix"])
            action = next(action for action in actions if action.title.startswith(f"Ignore {mark.code}"))
            after = edited(text, action.edit.changes[uri], UNITS["utf-16"])
            editor.change(uri, 2, types.TextDocumentContentChangeWholeDocument(after))
            return after, codes(before), codes(await editor.marks(uri, 2))

    after, before, left = within(ignored)
    assert after == wanted
    assert left == [code for code in before if code not in TOLD]


def test_what_is_missing_can_be_ignored_and_a_pasted_subject_can_not() -> None:
    text = "Subject: Quick question\n\nDear Ms Amsel,\n\nyour talk was good.\n"

    async def titles() -> list[str]:
        async with editing() as editor:
            editor.open(LETTER, text)
            await editor.marks(LETTER)
            return [action.title for action in await editor.actions(LETTER, EVERYTHING)]

    offered = within(titles)
    assert "Ignore state-your-purpose here" in offered
    assert not [title for title in offered if title.startswith("Ignore telling-subject")]


# Settings


def test_channel_and_level_are_the_editors_to_set() -> None:
    async def seen() -> tuple[list[types.Diagnostic], list[types.Diagnostic]]:
        async with editing({**SWIFT, "level": "warning"}) as editor:
            editor.open(LETTER, "I see synergies. " * 30)
            first = await editor.marks(LETTER)
            settings = {"knigge": {"channel": "linkedin-note", "level": "error"}}
            editor.published.clear()
            editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
            return first, await editor.marks(LETTER)

    mail, note = within(seen)
    assert {mark.severity for mark in mail} == {types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning}
    assert {mark.severity for mark in note} == {types.DiagnosticSeverity.Error}


@pytest.mark.parametrize("given", [None, {}, [], {"level": "error"}], ids=str)
def test_an_editor_that_is_asked_for_settings_may_have_none(given: Any) -> None:
    async def seen() -> tuple[list[types.Diagnostic], list[str]]:
        async with editing(pulls=True) as editor:
            editor.configuration = given
            editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
            await editor.workspace_execute_command_async(
                types.ExecuteCommandParams("knigge.explain", ["spelling", "en"])
            )
            editor.shown.clear()
            editor.open(LETTER, "I see synergies.")
            return await editor.marks(LETTER), editor.shown

    marks, shown = within(seen)
    assert ("no-empty-synergy" in codes(marks)) == (given != {"level": "error"})
    assert shown == []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        pytest.param({"policy": "no/such.toml"}, "no/such.toml: no such file", id="a policy that isn't there"),
        pytest.param({"policy": "~nobody-here/x.toml"}, "no such file", id="a user that isn't there"),
        pytest.param({"channel": "fax"}, "No channel 'fax'", id="a channel that isn't there"),
        pytest.param({"level": "loud"}, "The setting level is 'loud'", id="a level that isn't there"),
        pytest.param({"polcy": "x"}, "There is no setting 'polcy'", id="a setting that isn't there"),
    ],
)
def test_a_wrong_setting_is_shown_once_and_the_default_goes_on(options: dict[str, Any], line: str) -> None:
    async def seen() -> tuple[list[types.Diagnostic], list[str]]:
        async with editing({**SWIFT, **options}) as editor:
            editor.open(LETTER, "I see synergies.")
            await editor.marks(LETTER)
            editor.change(LETTER, 2, types.TextDocumentContentChangeWholeDocument("I see many synergies."))
            return await editor.marks(LETTER, 2), editor.shown

    marks, shown = within(seen)
    assert "no-empty-synergy" in codes(marks)
    assert len(shown) == 1
    assert line in shown[0]


@pytest.mark.parametrize("named", ["~/policy.toml", "policy.toml", "{home}/policy.toml"])
def test_a_policy_is_found_at_home_in_the_open_folder_and_by_its_whole_path(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "policy.toml").write_text("accept_from = 9\n", encoding="utf-8")
    elsewhere = str(tmp_path if named == "policy.toml" else ROOT)
    assert Settings(named.format(home=tmp_path)).rules(elsewhere).accept_from == 9


def test_a_policy_that_changes_is_read_again(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[levels]\nno-empty-synergy = "off"\n', encoding="utf-8")

    async def seen() -> tuple[list[object], list[object]]:
        async with editing({**SWIFT, "policy": str(policy)}) as editor:
            editor.open(LETTER, "I see synergies.")
            first = codes(await editor.marks(LETTER))
            policy.write_text('[levels]\nno-empty-synergy = "error"\n# changed\n', encoding="utf-8")
            editor.change(LETTER, 2, types.TextDocumentContentChangeWholeDocument("I see synergies!"))
            return first, codes(await editor.marks(LETTER, 2))

    first, second = within(seen)
    assert "no-empty-synergy" not in first
    assert "no-empty-synergy" in second


def test_a_document_goes_by_the_policy_of_its_project_wherever_the_server_was_started(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / ".knigge.toml").write_text('[levels]\nno-empty-synergy = "off"\n', encoding="utf-8")

    async def seen() -> list[list[object]]:
        inside, outside = (tmp_path / "letters" / "a.txt").as_uri(), LETTER
        async with editing(root=tmp_path) as at_home, editing() as elsewhere:
            for editor in (at_home, elsewhere):
                editor.open(inside, "I see synergies.")
            elsewhere.open(outside, "I see synergies.")
            marks = [at_home.marks(inside), elsewhere.marks(inside), elsewhere.marks(outside)]
            return [codes(await each) for each in marks]

    at_home, elsewhere, letter = within(seen)
    assert "no-empty-synergy" not in at_home
    assert "no-empty-synergy" in elsewhere
    assert "no-empty-synergy" in letter


# What it does not die of


ODD: dict[str, tuple[str, bool | None]] = {
    "nothing": ("", False),
    "white space": (" \n\t\r\n", False),
    "binary junk": ("\0\1\2synergies\0" * 9, False),
    "half a character": ("I see synergies \ud83d here.", True),
    "a byte order mark": ("\ufeffI see synergies.", True),
    "over a million characters": ("I see synergies. " * 60_000, False),
    "a long line": ("I see synergies. " * 5_000, True),
    "an odd charset": ("From: a\nTo: b\nContent-Type: text/plain; charset=\ud800\n\nI see synergies.", True),
    "a charset that is none": ("From: a\nTo: b\nContent-Type: text/plain; charset=idna\n\n" + "synergies" * 99, False),
    "nested comments": ("From: a\nTo: " + "(" * 4000 + "\nSubject: c\n\nI see synergies.", None),
    "no boundary": ("From: a\nTo: b\nContent-Type: multipart/mixed\n\nI see synergies.", None),
    "Emacs' line without a head": ("\n--text follows this line--\nI see synergies.", True),
}


@pytest.fixture(scope="module")
def survived() -> dict[str, tuple[list[object], list[str], list[object]]]:
    """What one server says of each odd document and then of a plain one, and what it logs."""

    async def seen() -> dict[str, tuple[list[object], list[str], list[object]]]:
        found = {}
        async with editing() as editor:
            for name, (text, _) in ODD.items():
                uri, plain = f"{MAIL}/{name}", f"{LETTER}/{name}"
                editor.logged.clear()
                editor.open(uri, text)
                first = codes(await editor.marks(uri))
                await editor.actions(uri, EVERYTHING)
                await editor.hover(uri, types.Position(0, 0))
                editor.open(plain, "I see synergies.")
                found[name] = (first, [*editor.logged], codes(await editor.marks(plain)))
        return found

    return within(seen)


@pytest.mark.parametrize("name", ODD)
def test_whatever_a_document_holds_the_next_one_is_checked(
    survived: dict[str, tuple[list[object], list[str], list[object]]], name: str
) -> None:
    first, logged, second = survived[name]
    assert ODD[name][1] in (None, "no-empty-synergy" in first)
    assert "no-empty-synergy" in second
    assert all("\n" not in line and "bug" not in line for line in logged)


def test_an_exception_in_a_check_is_one_line_in_the_log_and_the_server_goes_on() -> None:
    broken = """
from knigge.surfaces.lsp import documents, server
from knigge.surfaces.lsp.settings import Settings
look = documents.look
def odd(file, *rest):
    if "break" in file.content: raise ValueError("two\\nlines")
    return look(file, *rest)
documents.look = odd
server.serve(Settings())
"""

    async def seen() -> tuple[list[str], list[object]]:
        async with editing(command=("-c", broken)) as editor:
            editor.open(LETTER, "break it")
            await editor.marks(LETTER)
            await editor.actions(LETTER, EVERYTHING)
            editor.change(LETTER, 2, types.TextDocumentContentChangeWholeDocument("I see synergies."))
            return editor.logged, codes(await editor.marks(LETTER, 2))

    logged, marks = within(seen)
    assert logged[0] == "/letters/letter.txt: not checked because of a bug (ValueError: two lines). Report it."
    assert "no-empty-synergy" in marks


def test_what_names_no_document_or_no_card_is_answered() -> None:
    async def answers() -> tuple[list[object], str, bool]:
        async with editing() as editor:
            editor.change(LETTER, 2, types.TextDocumentContentChangeWholeDocument("I see synergies."))
            actions, hover = await editor.actions(LETTER, EVERYTHING), await editor.hover(LETTER, types.Position(0, 0))
            try:
                await editor.workspace_execute_command_async(
                    types.ExecuteCommandParams("knigge.explain", ["no-such", "en"])
                )
            except Exception as fault:
                return actions, hover, "No card 'no-such'" in str(fault)
            return actions, hover, False

    assert within(answers) == ([], "", True)


def test_the_server_ends_with_its_editor() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knigge", "lsp"], input=b"", capture_output=True, timeout=SECONDS, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['pygls'] = None; sys.modules['pygls.lsp.server'] = None\n"
    script = f"{hidden}from knigge.surfaces.cli import main; sys.argv = ['knigge', 'lsp']; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [done.stderr.strip()]
    assert "pip install 'knigge[lsp]'" in done.stderr
