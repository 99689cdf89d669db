"""Show, measured: what a change of filter costs the server, and when it is on the screen of a real browser."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.served import Server, served
from benchmarks.viewer import Viewer, viewer
from data_access.measures import MEASURES
from locales import text

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_AGAIN = 4
_SECTORS = range(5)
_TERMS = range(1, 5)
_REST, _MOST_REST = 2.0, 120.0
Said = dict[str, tuple[float, float]]


def screens(database: Path) -> tuple[Said, float]:
    """By what was done: milliseconds of the server's processor, and of the clock; and the server's megabytes."""
    with (
        tempfile.TemporaryDirectory(prefix="dashboard-benchmarks-") as folder,
        served(database, Path(folder)) as server,
    ):
        with viewer(server.port) as guest:
            said = _answers(server, guest)
        with viewer(server.port) as guest:
            said["first page of another visitor"] = _of(server, guest.open, 1)
        if _CHROMIUM:
            said["a switch of measure on screen in Chromium"] = (float("nan"), _on_screen(server.port))
        return said, server.megabytes()


def _answers(server: Server, guest: Viewer) -> Said:
    said = {"first page of a fresh server, the cube built for it": _of(server, guest.open, 1)}
    said["what one click leads to, worked out while nobody clicks"] = _at_rest(server)
    fresh = iter(_SECTORS)
    said["a sector nobody chose before"] = _of(
        server, lambda: guest.choose("filters.sector", next(fresh)), len(_SECTORS)
    )
    known = iter(list(_SECTORS) * _AGAIN)
    changes = len(_SECTORS) * _AGAIN
    said["a filter that somebody set before"] = _of(
        server, lambda: guest.choose("filters.sector", next(known)), changes
    )
    guest.choose("filters.sector")
    # A term that was chosen stays in the address, so sectors under it are two clicks away from the page without filters.
    terms = iter(_TERMS)
    said["a term nobody chose before"] = _of(server, lambda: guest.choose("filters.term", next(terms)), len(_TERMS))
    fresh = iter(_SECTORS)
    said["a second filter right after the first, of which nothing was foreseen"] = _of(
        server, lambda: guest.choose("filters.sector", next(fresh)), len(_SECTORS)
    )
    guest.choose("filters.sector")
    guest.choose("filters.term", _TERMS[0])
    _at_rest(server)
    fresh = iter(_SECTORS)
    said["a second filter nobody chose before, after a look at the first"] = _of(
        server, lambda: guest.choose("filters.sector", next(fresh)), len(_SECTORS)
    )
    return said


def _at_rest(server: Server) -> tuple[float, float]:
    """Wait until the server does nothing more: what it still did, and how long that took."""
    before, began = server.cpu(), time.perf_counter()
    last, since = before, began
    while time.perf_counter() - since < _REST and time.perf_counter() - began < _MOST_REST:
        time.sleep(0.1)
        if (now := server.cpu()) - last > 0.01:
            last, since = now, time.perf_counter()
    return (last - before) * 1000, (since - began) * 1000


def _of(server: Server, answer: Callable[[], float], times: int) -> tuple[float, float]:
    before = server.cpu()
    seconds = [answer() for _ in range(times)]
    return (server.cpu() - before) / times * 1000, median(seconds) * 1000


# From the click itself to the picture after the one in which everything stands: the title, its chart, an idle page.
_SHOWN = """(label) => {
  const app = document.querySelector("[data-testid=stApp]");
  const drawn = () => document.querySelector(".st-key-block-overview-heat .js-plotly-plot");
  const before = drawn()?.layout.datarevision;
  let clicked = null;
  document.addEventListener("click", (event) => { clicked = event.timeStamp; }, { capture: true, once: true });
  window.shown = new Promise((done) => {
    const look = () => {
      const title = document.querySelector(".st-key-block-overview-heat h3");
      const stands = clicked !== null && title?.textContent.includes(label) && drawn()?.querySelector(".point path")
        && drawn().layout.datarevision !== before && app.dataset.testScriptState === "notRunning";
      if (!stands) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)));
    };
    const watching = new MutationObserver(look);
    watching.observe(app, { attributes: true, childList: true, subtree: true });
  });
}"""


def _on_screen(port: int) -> float:
    """The median of switches between measures, told by the page itself."""
    labels = [text(measure.short_label_key, "vi") for measure in MEASURES.values()]
    with _page(port) as page:
        taken = []
        for label in (*labels[1:], labels[0]) * 3:
            page.evaluate(_SHOWN, label)
            page.locator(".st-key-filters-measure button", has_text=label).first.click()
            taken.append(float(page.evaluate("() => window.shown")))
            page.wait_for_timeout(300)
    return median(taken[len(labels) :])


@contextmanager
def _page(port: int) -> Iterator[Page]:
    arguments = ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=_CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        page.set_default_timeout(120_000)
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".js-plotly-plot .main-svg")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        yield page
        browser.close()
