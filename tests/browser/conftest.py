"""Show, tested in a real browser: a server of its own on a free port, and Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# Two browsers and two servers share two processors: what is waited for comes, but not always within five seconds.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
STARTS = {
    "streamlit": ["-m", "streamlit", "run", "dashboard.py"],
    "python": ["dashboard.py"],
    "uvicorn": ["-m", "uvicorn", "dashboard:app", "--log-level", "warning", "--port"],
}
PATIENCE = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test, skipped without Chromium unless that is forbidden."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("REQUIRE_BROWSER") != "1":
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, start: str = "streamlit", **environment: str) -> Iterator[str]:
    """A server that has had no visitor yet, with a database of its own; its address."""
    port = str(free_port())
    own = {"DATA_FOLDER": str(folder), "STREAMLIT_SERVER_PORT": port, "STREAMLIT_SERVER_HEADLESS": "true"}
    command = [sys.executable, *STARTS[start], *([port] if start == "uvicorn" else [])]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**kept, **own, **environment}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server, folder / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(f"{address}/_stcore/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture
def fresh_server(tmp_path: Path) -> Callable[..., AbstractContextManager[str]]:
    """Starts a server that no one has visited."""
    return lambda start="streamlit", **environment: served(tmp_path, start, **environment)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for all tests that change nothing, with the sample data."""
    with served(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A person at a screen of 1366 × 768 in Viet Nam, who has never been here."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    """A tab of that person's."""
    return visitor.new_page()


def settled(page: Page) -> Page:
    """The page once its script has run."""
    page.wait_for_selector("[data-testid=stTopNavLink], [data-testid=stHeader] [data-testid=stTopNavSection]")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def pick(page: Page, field: str, option: str) -> None:
    """Choose one of a list, once the page is at rest: an open list closes when the page below it moves."""
    page.locator(field).first.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    page.locator(field).first.click()
    page.get_by_role("option", name=option).click()
    settled(page)
