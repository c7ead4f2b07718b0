"""What the docstrings of the public API show is what happens, and every function of it shows something."""

from __future__ import annotations

import doctest
import inspect
from importlib import import_module
from pathlib import Path

import pytest

import knigge
import knigge.langchain
import knigge.openai_tools

ROOT = Path(__file__).parents[1]
MODULES = (
    "api", "checker", "domain.findings", "domain.people", "domain.published", "domain.results", "openai_tools",
    "langchain.prompts", "langchain.verbs",
)  # fmt: skip
PUBLIC = [
    getattr(home, name)
    for home in (knigge, knigge.openai_tools, knigge.langchain)
    for name in home.__all__
    if name != "ChatKnigge"  # needs a server
]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_shows_what_happens(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(import_module(f"knigge.{name}"), optionflags=doctest.ELLIPSIS)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    "function", [each for each in PUBLIC if inspect.isfunction(each)], ids=lambda each: each.__name__
)
def test_every_function_shows_an_example(function: object) -> None:
    assert ">>> " in (function.__doc__ or "")


def test_everything_public_says_what_it_is() -> None:
    assert [each for each in PUBLIC if not inspect.getdoc(each)] == []
