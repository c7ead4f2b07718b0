"""The page in Debian's Chromium: somebody writes, sees marks, mends, reads a verdict and copies the reply, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from web import ROOT, needs, package, serving

CHROMIUM = "/usr/bin/chromium"
TEXT = "Guten Tag Frau Kern,\n\nich habe 👩‍💻 eine Frage und sehe Synergien.\n\nMfG\nJörg Weiß"
MENDED = TEXT.replace("MfG", "Mit freundlichen Grüßen")
RECEIVED = (ROOT / "examples" / "received" / "question.de.eml").read_text(encoding="utf-8")
WAIT = 15_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    needs(CHROMIUM)
    with package("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=60_000)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page in German; nothing may be asked of another server, and nothing may fail in it."""
    context = browser.new_context(locale="de-DE", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(WAIT)
    page, wrong, elsewhere = context.new_page(), [], []
    page.on("console", lambda message: wrong.append(message.text) if tells(message) else None)
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.on("request", lambda request: None if request.url.startswith(address) else elsewhere.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert (wrong, elsewhere) == ([], [])


def tells(message: Any) -> bool:
    """Whether a message of the console says that something is wrong; that of an answer that refuses does not."""
    return message.type in ("error", "warning") and "status of 400" not in message.text


def marks(page: Any) -> list[str]:
    return list(page.locator("#mirror mark").all_text_contents())


def settled(page: Any, words: str) -> None:
    """Wait until the marks are those of the text as it is now."""
    page.locator("#mirror mark", has_text=words).first.wait_for()


def copied(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_words_are_marked_while_they_are_typed_and_mended_by_mouse(page: Any) -> None:
    page.click("#text")
    page.keyboard.insert_text(TEXT)
    settled(page, "MfG")
    assert marks(page) == ["👩‍💻", "Synergien", "MfG"]
    page.get_by_role("button", name="„Mit freundlichen Grüßen“ einsetzen").click()
    page.locator("#mirror mark", has_text="MfG").wait_for(state="detached")
    assert page.input_value("#text") == MENDED
    assert page.inner_text("#mirror").rstrip("\u200b") == MENDED
    page.keyboard.press("Control+z")
    settled(page, "MfG")
    assert page.input_value("#text") == TEXT


def test_words_are_found_and_mended_by_keyboard(page: Any) -> None:
    page.focus("#text")
    page.keyboard.insert_text(TEXT)
    settled(page, "MfG")
    page.keyboard.press("Control+Home")
    for words in ("👩‍💻", "Synergien", "MfG"):
        page.keyboard.press("F8")
        assert page.evaluate("getSelection().toString()") == words
        page.locator("#findings li.active", has_text=words).wait_for()
    page.keyboard.press("Control+.")
    page.locator("#mirror mark", has_text="MfG").wait_for(state="detached")
    assert page.input_value("#text") == MENDED


def test_marks_move_with_the_text_before_the_server_has_answered(page: Any) -> None:
    page.fill("#text", TEXT)
    settled(page, "MfG")
    page.route("**/v1/check", lambda route: None)
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("😀 Neu: ")
    assert marks(page) == ["👩‍💻", "Synergien", "MfG"]
    page.unroute_all(behavior="ignoreErrors")


def test_while_an_input_method_composes_nothing_is_asked_and_nothing_moves(page: Any) -> None:
    page.fill("#text", TEXT)
    settled(page, "MfG")
    page.keyboard.press("Control+Home")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    keys = page.context.new_cdp_session(page)
    for composed in ("に", "にほ", "日本"):
        keys.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        page.wait_for_timeout(200)  # longer than the pause after which the server is asked
    assert asked == []
    assert page.input_value("#text") == "日本" + TEXT
    assert page.inner_text("#mirror").rstrip("\u200b") == "日本" + TEXT
    assert marks(page) == ["👩‍💻", "Synergien", "MfG"]
    with page.expect_response("**/v1/check"):
        keys.send("Input.insertText", {"text": "日本"})
    assert page.input_value("#text") == "日本" + TEXT


def test_a_message_is_judged_and_its_reply_copied_by_mouse(page: Any) -> None:
    page.click("#tab-received")
    page.fill("#message", RECEIVED)
    page.get_by_role("button", name="Beurteilen").click()
    page.get_by_role("heading", name="Annehmen").wait_for()
    assert page.locator("#reasons li").count() > 4
    page.get_by_role("button", name="Antwort kopieren").click()
    page.get_by_text("Kopiert.").wait_for()
    assert copied(page) == page.input_value("#reply")
    assert copied(page).endswith("Gregor Pohl")


def test_a_message_is_judged_and_its_reply_copied_by_keyboard(page: Any) -> None:
    page.focus("#tab-write")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "message":
        page.keyboard.press("Tab")
    page.keyboard.insert_text(RECEIVED)
    page.keyboard.press("Control+Enter")
    page.locator("#verdict-word:focus").wait_for()
    for _ in range(2):  # the reply, then its button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kopiert.").wait_for()
    assert copied(page) == page.input_value("#reply")


def test_a_draft_is_made_of_a_brief_and_goes_on_to_the_desk(page: Any) -> None:
    page.click("#tab-brief")
    page.get_by_label("Name (nötig)").first.fill("Ole Kern")
    page.get_by_label("Name (nötig)").last.fill("Ina Nowak")
    page.get_by_label("Warum du schreibst").fill("Ich habe eine Frage zu Ihrem Vortrag über Bauakten.")
    page.get_by_label("Wie es heißt").fill("Archivtag 2025")
    page.get_by_role("button", name="Entwerfen").click()
    page.get_by_role("heading", name="Entwurf", exact=True).wait_for()
    draft = page.input_value("#draft-body")
    assert "Archivtag 2025" in draft
    page.get_by_role("button", name="Weiterschreiben").click()
    assert page.input_value("#text") == draft


def test_a_brief_that_lacks_something_is_told_in_words(page: Any) -> None:
    page.click("#tab-brief")
    for label, words in (("b-name", "{NAME}"), ("b-recipient", "Ina Nowak"), ("b-reason", "Frage")):
        page.fill(f"#{label}", words)
    with page.expect_response("**/v1/draft") as answer:
        page.get_by_role("button", name="Entwerfen").click()
    assert answer.value.status == 400
    page.get_by_text("Das ging nicht:").wait_for()


def test_the_page_speaks_two_languages_and_everything_in_it_has_a_name(page: Any) -> None:
    for tongue, tab in (("English", "Received"), ("Deutsch", "Erhalten")):
        page.get_by_role("button", name=tongue).click()
        assert page.get_by_role("tab", name=tab).count() == 1
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('input, select, textarea, button')]
                .filter(e => !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).map(e => e.id || e.outerHTML)"""
        )
        assert unnamed == []
        assert page.evaluate(
            "[...document.querySelectorAll('label, button, legend, h3, option')].every(e => e.textContent.trim())"
        )


def test_the_text_stands_on_its_marks_in_every_width(page: Any) -> None:
    page.fill("#text", TEXT + "\n\n" + "Ein langer Satz mit Donaudampfschifffahrtsgesellschaftskapitän " * 20)
    settled(page, "MfG")
    for width in (360, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        sizes = "['text', 'mirror'].map(id => { const e = document.getElementById(id); return [e.clientWidth, e.scrollHeight] })"
        text, mirror = page.evaluate(sizes)
        assert text == mirror
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_count_is_that_of_the_policy(browser: Any, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("[limits]\nlinkedin-note = 20\n", encoding="utf-8")
    with serving("--policy", str(policy)) as address:
        page = browser.new_page(locale="de-DE")
        page.goto(address)
        page.fill("#text", "Guten Tag Frau 😀 Kern\n")
        seen = {}
        for channel in ("email", "linkedin-note", "linkedin-message"):
            page.select_option("#write-channel", channel)
            seen[channel] = (page.inner_text("#count"), page.get_attribute("#count", "class"))
        page.close()
    assert seen == {
        "email": ("21 Zeichen, am besten bis 1500", "count"),
        "linkedin-note": ("21 von 20 Zeichen", "count over"),
        "linkedin-message": ("21 von 3000 Zeichen, am besten bis 800", "count"),
    }
