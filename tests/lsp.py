"""A client of `knigge lsp`: the real server process, spoken to over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[1]
SECONDS = 60.0
Result = TypeVar("Result")
LETTER = "file:///letters/letter.txt"
SWIFT = {"delay": 0}


class Editor(LanguageClient):
    """An editor with documents, and what the server told it."""

    def __init__(self, encoding: str = "utf-16") -> None:
        super().__init__("editor", "1")
        self.encoding = encoding
        self.published: list[types.PublishDiagnosticsParams] = []
        self._came = asyncio.Event()
        self.shown: list[str] = []
        self.logged: list[str] = []
        self.configuration: Any = None
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.shown.append(params.message))
        self.feature(types.WINDOW_LOG_MESSAGE)(lambda params: self.logged.append(params.message))
        self.feature(types.WORKSPACE_CONFIGURATION)(lambda params: [self.configuration])

    async def begin(self, options: Any, pulls: bool = False, dated: bool = False, root: Path = ROOT) -> None:
        """Introduce this editor."""
        self.begun = await self.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    general=types.GeneralClientCapabilities(position_encodings=[self.encoding]),
                    workspace=types.WorkspaceClientCapabilities(
                        configuration=pulls,
                        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=dated),
                    ),
                ),
                initialization_options=options,
                root_uri=root.as_uri(),
            )
        )
        self.initialized(types.InitializedParams())

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        """Open a document in its first version."""
        item = types.TextDocumentItem(uri, language, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Change a document."""
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self._came.set()

    async def marks(self, uri: str, version: int | None = 1) -> list[types.Diagnostic]:
        """Return the diagnostics of a version, as soon as they come."""
        while True:
            for params in self.published:
                if (params.uri, params.version) == (uri, version):
                    return list(params.diagnostics)
            self._came.clear()
            await self._came.wait()

    async def actions(self, uri: str, reach: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        """Return the code actions for a range."""
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), reach, context)
        return list(await self.text_document_code_action_async(params) or [])

    async def hover(self, uri: str, position: types.Position) -> str:
        """Return what the server says of a position."""
        params = types.HoverParams(types.TextDocumentIdentifier(uri), position)
        found = await self.text_document_hover_async(params)
        return found.contents.value if found else ""


@asynccontextmanager
async def editing(
    options: Any = SWIFT,
    encoding: str = "utf-16",
    pulls: bool = False,
    dated: bool = False,
    command: tuple[str, ...] = (),
    root: Path = ROOT,
) -> AsyncIterator[Editor]:
    """Start a server, and end it."""
    editor = Editor(encoding)
    await editor.start_io(sys.executable, *(command or ("-W", "error", "-m", "knigge", "lsp")))
    process = editor._server
    try:
        await editor.begin(options, pulls, dated, root)
        yield editor
        await editor.shutdown_async(None)
        editor.exit(None)
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
        await editor.stop()


def within(work: Callable[[], Awaitable[Result]]) -> Result:
    """Run a test's conversation; one that hangs fails."""
    return asyncio.run(asyncio.wait_for(work(), SECONDS))


def edited(text: str, edits: list[types.TextEdit], units: Callable[[str], int]) -> str:
    """Return a text after an editor has applied edits, counted as the editor counts."""

    def offset(position: types.Position) -> int:
        start = sum(map(len, text.split("\n")[: position.line])) + position.line
        at = start
        while units(text[start:at]) < position.character:
            at += 1
        return at

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
