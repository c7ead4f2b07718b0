"""The house keeps its shape: imports point down, heavy packages wait until they are needed, files stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "knigge"
# The floor of each room; a module's room is the longest entry that its name starts with.
FLOORS = {
    "domain": 0, "errors": 0,
    "plugins": 1, "matching": 1, "text": 1, "shipped": 1, "yamlfile": 1, "channels": 1, "languages": 1, "expecting": 1,
    "cards": 2, "grounding": 2,
    "prompts": 3, "models": 3, "parsing": 3,
    "reading": 2, "standins": 3,
    "drafting": 4, "answering": 4, "rereading": 4, "critiquing": 4, "hearing": 4, "upkeep": 4, "flow": 4, "fixing": 4,
    "api": 5, "checker": 5, "settings": 5, "schemas": 5, "asked": 5, "langchain": 5, "openai_tools": 5,
    "evals": 6, "surfaces": 6, "__main__": 6,
}  # fmt: skip
HEAVY = (
    "openai", "langchain_core", "pydantic", "yaml", "typer", "tenacity", "re2", "regex", "email", "tomllib",
    "markdown_it", "hunspell",
)  # fmt: skip
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(path: Path) -> list[tuple[str, bool]]:
    """Every module that a file imports, and whether it does so when it is itself imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        or "TYPE_CHECKING" in ast.dump(getattr(n, "test", n))[:60]
    ]
    inside = {id(node) for parent in lazy for node in ast.walk(parent)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) not in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "knigge" else [node.module]
            )
            found += [(name, id(node) not in inside) for name in names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down_the_house_or_stay_on_the_floor(path: Path) -> None:
    floor = FLOORS[room(path)]
    for name, _ in imported(path):
        parts = name.split(".")
        if parts[0] == "knigge" and len(parts) > 1 and parts[1] in FLOORS:
            assert FLOORS[parts[1]] <= floor, f"{path.name} imports {name} from a floor above"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) != "surfaces"], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_heavy_packages_are_imported_where_they_are_used(path: Path) -> None:
    allowed = {("parsing/mail.py", "email"), ("settings/files.py", "tomllib"), ("schemas.py", "typing_extensions")}
    # whoever imports these has them
    allowed |= {(f"langchain/{name}.py", "langchain_core") for name in ("chat", "prompts", "verbs")}
    allowed |= {(f"langchain/{name}.py", "pydantic") for name in ("chat", "verbs")}
    for name, at_import in imported(path):
        package = name.split(".")[0]
        if at_import and package in HEAVY:
            assert (str(path.relative_to(SOURCE)), package) in allowed, f"{path.name} imports {package} at the top"


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded("import knigge") & {*HEAVY, "json", "dataclasses"}


def test_only_their_own_commands_load_what_editors_and_assistants_need() -> None:
    script = "import sys; sys.argv = ['knigge', 'schema']; from knigge.surfaces.cli.app import command; command().main(standalone_mode=False)"
    assert not loaded(script) & {"pygls", "lsprotocol", "mcp", "uvicorn", "starlette"}


def test_checking_a_text_loads_neither_pydantic_nor_yaml_once_the_cards_are_compiled() -> None:
    script = "from knigge import check; check('Hallo Frau Amsel, Ihr Vortrag war gut. Danke, Ole')"
    loaded(script)
    assert not loaded(script) & {"openai", "langchain_core", "pydantic", "yaml", "typer", "tenacity"}


def loaded(script: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after running `script`."""
    code = f"{script}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is longer than 40 lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_turns_into_what(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_only_surfaces_print_or_exit() -> None:
    for path in MODULES:
        if room(path) != "surfaces":
            calls = [
                node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
            ]
            names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
            assert not names & {"print", "input", "exit", "eval", "exec"}, path.name
