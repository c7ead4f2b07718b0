"""The card `spelling`: a policy switches it on, the machine's dictionary decides, and names of the brief are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from knigge import check, critique, load_brief, read_message
from knigge.domain import Brief, Policy

ON = Policy(levels={"spelling": "suggestion"})
TEXT = "Guten Tag Frau Aydın,\n\nhaben Sie die Karrte noch?\n\nViele Grüße\nNils Ott"


@pytest.fixture(autouse=True)
def dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hunspell", reason="needs the extra `spelling`")
    words = ["Guten", "Tag", "Frau", "haben", "Sie", "die", "Karte", "noch", "Viele", "Grüße"]
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwzäöüß\n", encoding="utf-8")
    (tmp_path / "de_DE.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))


def unknown(policy: Policy | None, brief: Brief | None = None, lang: str = "de-DE") -> list[str]:
    return [f.match for f in check(TEXT, policy=policy, brief=brief, lang=lang).findings if f.card == "spelling"]


def test_spelling_is_off_unless_a_policy_gives_it_a_level() -> None:
    assert unknown(None) == []
    assert unknown(ON) == ["Aydın", "Karrte"]


def test_names_and_words_of_the_brief_are_known_but_no_pieces_of_them() -> None:
    people = {"sender": {"name": "Nils Ott"}, "recipient": {"name": "Ela Aydın"}}
    assert unknown(ON, load_brief({**people, "reason": "eine Karrtenfrage"})) == ["Karrte"]
    assert unknown(ON, load_brief({**people, "reason": "die Karrte von 1911"})) == []


def test_a_dictionary_that_is_not_there_is_told_once() -> None:
    report = check(f"{TEXT}\n\nKarrte, Karrte.", policy=ON, lang="de-AT")
    told = [note for note in report.notes if note.startswith("spelling was skipped: No dictionary 'de_AT'. Install it")]
    assert len(told) == 1


def test_what_others_wrote_is_not_looked_up() -> None:
    report = critique(read_message(TEXT), policy=ON).report
    assert not [finding for finding in report.findings if finding.card == "spelling"]
    assert not report.notes
