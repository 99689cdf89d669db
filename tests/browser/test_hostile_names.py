"""Show, tested in a real browser: whatever people are able to write as a name is letters on every page, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from data_access.database import open_database
from tests import hostile_office
from tests.account_holders import PASSWORD
from tests.browser.conftest import served, settled
from tests.hostile_office import UNIT
from ui import shell

# What a name would have become, had it been read as markup or a link.
COME_ALIVE = """() => [...document.querySelectorAll(
  '[onerror], img[src="x"], [src*="127.0.0.1:9/"], [href*="127.0.0.1:9/"], [href^="javascript" i], .katex')]
  .map((each) => each.outerHTML.slice(0, 300))"""
# As a click in the menu does, without loading everything anew; done once the page has run, which a quick one may have
# before anybody watches.
TURN = """(path) => new Promise((done) => {
  const app = document.querySelector('[data-testid="stApp"]');
  let ran = false;
  const watch = new MutationObserver(() => {
    if (app.getAttribute('data-test-script-state') !== 'notRunning') ran = true;
    else if (ran) { watch.disconnect(); done(); }
  });
  watch.observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  setTimeout(() => { watch.disconnect(); done(); }, 6000);
})"""
SAID = "() => document.body.textContent"
ALL_PAGES = [name for names in shell.SECTIONS.values() for name in names]
# Where no name is told that somebody gave.
WITHOUT_NAMES = {"account", "definitions", "upload"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the office of hostile names."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
    hostile_office.fill(database)
    database.close()
    with served(folder, "python", SAMPLE_DATA="0") as where:
        yield where


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A tab in which the administrator has signed in, and everything that should never happen in it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(60_000)
    page, told = context.new_page(), []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            told.append(message.text)

    page.on("console", listen)
    page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: told.append(f"error {error}"))
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else told.append(r.url))
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    settled(page)
    yield page, told
    context.close()


def turned_to(page: Page, path: str) -> None:
    """Another page, once it has run and all of it is there."""
    page.evaluate(TURN, path)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function("() => !document.querySelector('[data-stale=\"true\"], [data-testid=stSkeleton]')")


def test_every_page_shows_hostile_names_letter_by_letter(chromium: Browser, address: str) -> None:
    alive: dict[tuple[str, str], list[str]] = {}
    silent: dict[str, set[str]] = {"vi": set(), "en": set()}
    with watched(chromium, address) as (page, told):
        for lang in ("vi", "en"):
            page.goto(f"{address}/?unit={UNIT}&lang={lang}")
            settled(page)
            for name in (*ALL_PAGES, "present?of=overview", "present?show=1"):
                path, _, query = name.partition("?")
                turned_to(page, f"/{path}?unit={UNIT}&lang={lang}&{query}")
                if found := page.evaluate(COME_ALIVE):
                    alive[lang, name] = found
                if "onerror=alert(1)" not in page.evaluate(SAID):
                    silent[lang].add(name)
    assert (alive, told) == ({}, [])
    assert silent == dict.fromkeys(("vi", "en"), WITHOUT_NAMES)


def test_what_opens_on_a_page_shows_them_letter_by_letter(chromium: Browser, address: str, tmp_path: Path) -> None:
    with watched(chromium, address) as (page, told):
        page.goto(f"{address}/upload")
        settled(page).locator("input[type=file]").set_input_files(str(hostile_office.dropped_file(tmp_path)))
        expect(page.get_by_role("button", name="Hủy")).to_be_visible(timeout=60_000)
        shown_plainly(settled(page))

        turned_to(page, f"/unit?unit={UNIT}")
        page.locator("[class*=st-key-why-] button").first.click()
        expect(page.get_by_role("dialog").locator("[data-testid=stMetricLabel]").first).to_be_visible(timeout=60_000)
        shown_plainly(settled(page))
        page.keyboard.press("Escape")

        turned_to(page, "/history")
        page.locator("[class*=st-key-history-undo-] button").first.click()
        expect(page.get_by_role("dialog")).to_contain_text("onerror=alert(1)", timeout=60_000)
        shown_plainly(settled(page))
        page.keyboard.press("Escape")

        turned_to(page, f"/overview?unit={UNIT}")
        page.locator(".st-key-head-save button").click()
        expect(page.get_by_role("dialog")).to_be_visible(timeout=60_000)
        shown_plainly(settled(page))
    assert told == []


def shown_plainly(page: Page) -> None:
    """The page tells such a name, and nothing of it has come alive."""
    assert "onerror=alert(1)" in page.evaluate(SAID)
    assert page.evaluate(COME_ALIVE) == []
