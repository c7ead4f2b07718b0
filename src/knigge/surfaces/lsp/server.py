"""Editors' requests and notifications into answers and diagnostics, over standard input and output."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path, urlparse

from knigge import __version__, cards
from knigge.domain import Policy
from knigge.errors import KniggeError
from knigge.surfaces.formats import markdown, whole
from knigge.surfaces.formats.positions import Unit
from knigge.surfaces.lsp import telling
from knigge.surfaces.lsp.actions import EXPLAIN, FIX_ALL, actions
from knigge.surfaces.lsp.documents import Document, View, Wish, viewed
from knigge.surfaces.lsp.settings import Settings, folder_of

_UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code points"}


class _Protocol(LanguageServerProtocol):
    """The protocol, without pygls's own copy of a document.

    That ends lines at form feeds and bends ranges to fit, and a handler that yields is kept for ever for each change.
    """

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        _changed(self._server, params)


class Server(LanguageServer):
    """The open documents, how each was last seen, and what is about to be looked at."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("knigge", __version__, protocol_cls=_Protocol)
        self.given = self.settings = settings
        self.documents: dict[str, Document] = {}
        self._views: dict[str, tuple[Document, Wish, View | None]] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._notes: dict[str, tuple[str, ...]] = {}
        self._warned = ""

    def take(self, document: Document, delay: int = 0) -> None:
        """Keep a document as it is now, and look at it after so many milliseconds without a further change."""
        self.documents[document.uri] = document
        self._later(document.uri, self._publish(document, delay))

    def drop(self, uri: str) -> None:
        """Forget a document, and take its marks away."""
        self.documents.pop(uri, None)
        self._views.pop(uri, None)
        self._notes.pop(uri, None)
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def configure(self, values: object) -> None:
        """Take an editor's settings, and look at all documents again where they changed."""
        before, self.settings = self.settings, self.given.with_values(values, self.warn)
        if self.settings != before:
            for document in self.documents.values():
                self.take(document)

    async def view(self, uri: str) -> View | None:
        """Return how a document looks now; None for one that is closed, empty or can't be checked, which is logged."""
        document = self.documents.get(uri)
        if document is None:
            return None
        wish = Wish(self.policy(document.path), self.settings.channel, self.settings.level)
        known = self._views.get(uri)
        if known and known[0] is document and known[1] == wish:
            return known[2]
        found = None
        with self.surviving(document.path):
            found = await asyncio.to_thread(viewed, document, wish)
        if self.documents.get(uri) is document:
            self._views[uri] = (document, wish, found)
            self._remark(uri, found.report.notes if found else ())
        return found

    @contextmanager
    def surviving(self, path: str) -> Iterator[None]:
        """Log what is raised as one line, and go on."""
        try:
            yield
        except KniggeError as fault:
            self.log(str(fault))
        except Exception as fault:
            self.log(f"{path}: not checked because of a bug ({type(fault).__name__}: {fault}). Report it.")

    def warn(self, line: str) -> None:
        """Show a line to the user, unless it was the last one shown."""
        if line != self._warned:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, whole(f"knigge: {line}")))
        self._warned = line

    def log(self, line: str) -> None:
        """Put one line into the editor's log."""
        line = whole(" ".join(line.split()))
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what pygls could not do, rather than show it."""
        self.log(f"A request failed ({type(error).__name__}: {error}).")

    def policy(self, path: str = "") -> Policy:
        """Return the policy for a document, the defaults where it can't be read, which is shown."""
        folders = [to_fs_path(folder.uri) for folder in self.workspace.folders.values()]
        opened = [folder for folder in (self.workspace.root_path, *folders) if folder]
        try:
            return self.settings.rules(opened[0] if opened else "", folder_of(path, opened))
        except KniggeError as fault:
            self.warn(f"{fault} The defaults apply.")
            return Policy()

    def _later(self, uri: str, work: Coroutine[Any, Any, None]) -> None:
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(work)

    async def _publish(self, document: Document, delay: int) -> None:
        await asyncio.sleep(delay / 1000)
        found: list[types.Diagnostic] = []
        with self.surviving(document.path):
            if view := await self.view(document.uri):
                found = [telling.diagnostic(view, finding) for finding in view.findings]
        if self.documents.get(document.uri) is document:
            params = types.PublishDiagnosticsParams(document.uri, found, version=document.version)
            self.text_document_publish_diagnostics(params)

    def _remark(self, uri: str, notes: tuple[str, ...]) -> None:
        """Log what the cards have to remark on a document, where it is not what they said the last time."""
        for note in notes:
            if note not in self._notes.get(uri, ()):
                self.log(note)
        self._notes[uri] = notes


def server(settings: Settings) -> Server:
    """Return a server that knows all its features."""
    made = Server(settings)
    for name, feature in _FEATURES.items():
        made.feature(name)(feature)
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
    made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))(_code_action)
    made.command(EXPLAIN)(_explain)
    return made


def serve(settings: Settings) -> None:
    """Serve one editor until it ends; whatever else prints does so on standard error."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    server(settings).start_io(sys.stdin.buffer, out)


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.given = ls.settings = ls.given.with_values(params.initialization_options, ls.warn)


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    await _ask_for_settings(ls)


async def _changed_settings(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    if params.settings:
        ls.configure(params.settings)
    else:  # this editor says that they changed, and wants to be asked which they are
        await _ask_for_settings(ls)


async def _ask_for_settings(ls: Server) -> None:
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.configuration:
        wanted = types.ConfigurationParams([types.ConfigurationItem(section="knigge")])
        for values in await ls.workspace_configuration_async(wanted):
            ls.configure(values)


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    path = to_fs_path(item.uri) or urlparse(item.uri)[2]
    unit = _UNITS[ls.workspace.position_encoding or "utf-16"]
    workspace = ls.client_capabilities.workspace
    dated = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
    ls.take(Document(item.uri, path, item.text, item.language_id, item.version, unit, dated))


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    if document := ls.documents.get(params.text_document.uri):
        after = document.changed(params.content_changes, params.text_document.version)
        ls.take(after, ls.settings.delay)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.drop(params.text_document.uri)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    shown = ls.client_capabilities.text_document
    formats = (shown.hover.content_format if shown and shown.hover else None) or [types.MarkupKind.Markdown]
    with ls.surviving(params.text_document.uri):
        if view := await ls.view(params.text_document.uri):
            return telling.hover(view, params.position, types.MarkupKind.Markdown not in formats)
    return None


async def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    with ls.surviving(params.text_document.uri):
        if view := await ls.view(params.text_document.uri):
            return await asyncio.to_thread(actions, view, params.range, params.context.only or ())
    return []


def _explain(ls: Server, card: str, lang: str = "en") -> str:
    """Show what stands behind a card, and return it as Markdown."""
    known = cards.known(tuple(ls.policy().packs.items()))
    text = markdown.card(cards.find(card, known), lang)
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text


_FEATURES: Mapping[str, Callable[[Any, Any], Any]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _changed_settings,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_HOVER: _hover,
}
