"""Which folder's policy holds for a document that is open in an editor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knigge.surfaces.lsp.settings import Settings, folder_of

PROJECT = 'accept_from = 9\nmodel = "openai:gpt-6-mini"\n'


@pytest.mark.parametrize(
    ("path", "opened", "folder"),
    [
        pytest.param("/work/letters/a.md", ["/work"], "/work/letters", id="in the open folder"),
        pytest.param("/home/eva/a.md", ["/work", "/home/eva"], "/home/eva", id="in the second of two"),
        pytest.param("/work/letters/a.md", [], "/work/letters", id="where none is open"),
        pytest.param("/workshop/a.md", ["/work"], "", id="beside the open folder"),
        pytest.param("/elsewhere/a.md", ["/work"], "", id="elsewhere"),
        pytest.param("Untitled-1", [], "", id="not yet a file"),
    ],
)
def test_a_document_goes_by_its_own_folder_unless_another_one_is_open(
    path: str, opened: list[str], folder: str
) -> None:
    assert folder_of(path, opened) == folder


@pytest.mark.skipif(os.name != "posix", reason="other systems say it in another way")
def test_a_draft_where_anybody_can_put_a_policy_does_not_go_by_it(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    assert folder_of(str(drafts / "mutt-1"), []) == str(drafts)
    drafts.chmod(0o1777)
    assert folder_of(str(drafts / "mutt-1"), []) == ""
    assert folder_of(str(drafts / "mutt-1"), [str(tmp_path)]) == ""


def test_a_projects_policy_holds_for_its_documents_and_names_no_model(tmp_path: Path) -> None:
    letters = tmp_path / "project" / "letters"
    letters.mkdir(parents=True)
    (tmp_path / "project" / ".git").mkdir()
    (tmp_path / "project" / ".knigge.toml").write_text(PROJECT, encoding="utf-8")
    found = Settings().rules(str(tmp_path), str(letters))
    assert (found.accept_from, found.model) == (9, "offline")
    assert Settings().rules(str(tmp_path)).accept_from == 4


def test_a_projects_policy_is_read_again_when_it_changes_comes_or_goes(tmp_path: Path) -> None:
    file, seen = tmp_path / ".knigge.toml", []
    for line in ("", "accept_from = 7", "accept_from = 12"):
        if line:
            file.write_text(line, encoding="utf-8")
            os.utime(file, ns=(len(line), len(line)))
        seen.append(Settings().rules(str(tmp_path)).accept_from)
    file.unlink()
    assert [*seen, Settings().rules(str(tmp_path)).accept_from] == [4, 7, 12, 4]


def test_a_named_policy_is_laid_over_the_projects(tmp_path: Path) -> None:
    (tmp_path / ".knigge.toml").write_text("accept_from = 7\ndecline_from = -3\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text("accept_from = 9\n", encoding="utf-8")
    found = Settings("mine.toml").rules(str(tmp_path))
    assert (found.accept_from, found.decline_from) == (9, -3)
