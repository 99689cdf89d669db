"""Show, tested in a real browser: slides led by keys, running by themselves, filtered while presenting, on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

CHART = ".st-key-stage-chart .main-svg"
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)]
# The texts that the eye meets in HTML, each with the size it is painted in.
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('.st-key-stage *')]
  .filter((e) => e.getClientRects().length && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => {
    const scale = e.closest('.js-plotly-plot')
      ? Number(getComputedStyle(document.documentElement).getPropertyValue('--slide-scale')) : 1;
    return parseFloat(getComputedStyle(e).fontSize) * scale;
  }))"""
OUTSIDE = """() => [...document.querySelectorAll('.st-key-stage button, .st-key-stage p, .st-key-stage text, .st-key-stage h2')]
  .filter((e) => e.getClientRects().length && e.textContent.trim() && !e.closest('.st-key-bo-loc'))
  .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([, r]) => r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1)
  .map(([said]) => said)"""
FITS = """() => {
  const edge = document.querySelector('.st-key-stage-filters').getBoundingClientRect().top;
  return [...document.querySelectorAll('.st-key-stage-body :is(p, text)')]
    .every((e) => e.getBoundingClientRect().bottom <= edge + 2); }"""


def presented(page: Page, address: str) -> Page:
    """A slide that is drawn."""
    page.goto(address)
    return drawn(page)


def drawn(page: Page) -> Page:
    """The slide once its script has run and its charts are there."""
    page.wait_for_selector(".st-key-stage [data-at]")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    # The script's end is told before the browser has loaded what draws its last parts: which of them comes is not asked.
    page.locator(f"[data-testid=stMetric], .st-key-stage-table, {CHART}").first.wait_for()
    return page


def place(page: Page, said: str) -> None:
    """The slide reached, as the foot tells it."""
    expect(page.locator(".stage-place")).to_have_text(said, timeout=20_000)


def test_keys_lead_through_the_slides_and_the_address_holds_the_place(server: str, page: Page) -> None:
    presented(page, f"{server}/present?of=overview")
    place(page, "1 / 4")
    for key, said in (("ArrowRight", "2 / 4"), ("PageDown", "3 / 4"), ("ArrowLeft", "2 / 4"), ("Space", "3 / 4")):
        page.keyboard.press(key)
        place(page, said)
    expect(page).to_have_url(re.compile("n=3"))
    page.keyboard.press("End")
    place(page, "4 / 4")
    page.keyboard.press("Home")
    place(page, "1 / 4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # faster than the server answers
    place(page, "3 / 4")
    page.reload()
    place(drawn(page), "3 / 4")
    page.go_back()
    place(page, "2 / 4")
    page.go_forward()
    place(page, "3 / 4")


def test_a_page_is_presented_from_its_head_and_esc_leads_back(server: str, page: Page) -> None:
    page.goto(f"{server}/models?term=2015-2020&kind=party_term")
    settled(page)
    page.locator(".st-key-head-present button").click()
    place(drawn(page), "1 / 8")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.locator(".st-key-stage-filters")).to_contain_text("2015–2020")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/models\?.*term=2015-2020"))
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"


def test_a_click_on_a_bar_leads_to_the_cells_behind_it_and_esc_leads_back(server: str, page: Page) -> None:
    presented(page, f"{server}/present?of=overview&n=2")
    for width, height in ((1280, 720), (3840, 2160)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"() => ({FITS})()")
        page.locator(".st-key-stage-chart .bars .point path").first.click(force=True)
        expect(page.get_by_role("dialog")).to_contain_text("Vì sao có số này?")
        page.keyboard.press("ArrowRight")  # the panel is open: keys belong to it
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        place(page, "2 / 4")
    page.keyboard.press("ArrowRight")
    place(page, "3 / 4")


def test_a_filter_can_be_changed_on_a_slide_which_stays(server: str, page: Page) -> None:
    presented(page, f"{server}/present?of=overview&n=2")
    expect(page.locator(".st-key-stage-head")).to_contain_text("2020–2025")
    page.locator(".st-key-filters-badge-term button").first.click()
    page.locator(".st-key-filters-term button").nth(1).click()
    expect(page.locator(".st-key-stage-head")).to_contain_text("2015–2020")
    page.keyboard.press("ArrowRight")  # the filter is open: keys belong to it
    page.keyboard.press("Escape")
    place(page, "2 / 4")
    expect(page).to_have_url(re.compile("n=2.*term=2015-2020|term=2015-2020.*n=2"))
    page.locator(".st-key-filters-badge-place button").first.click()
    box = page.locator(".st-key-filters-unit input")
    box.click()
    box.press_sequentially("Quận 1 2")  # a blank typed into a filter is no key of ours
    place(page, "2 / 4")


def test_it_starts_paused_runs_with_a_countdown_and_remembers_its_timing(server: str, page: Page) -> None:
    page.clock.install()
    presented(page, f"{server}/present?of=overview")
    page.clock.run_for(200_000)
    place(page, "1 / 4")
    page.locator(".stage-seconds").select_option("10")
    page.locator(".stage-play").click()
    page.clock.run_for(2_500)
    expect(page.locator(".stage-count")).to_have_text("8")
    page.clock.run_for(8_000)
    place(page, "2 / 4")
    page.locator(".stage-play").click()
    page.clock.run_for(60_000)
    place(page, "2 / 4")
    page.reload()
    drawn(page)
    page.clock.run_for(500)
    expect(page.locator(".stage-seconds")).to_have_value("10")
    expect(page.locator(".stage-play")).to_have_text("Tự chạy")


def test_everything_fits_and_can_be_read_from_afar(server: str, page: Page) -> None:
    for where in ("overview&n=1", "overview&n=2", "overview&n=3", "overview&n=4", "models&n=4", "models&n=8", "compare&n=1", "compare&n=2",
                  "compare&n=3", "targets&n=2", "completeness&n=4"):  # fmt: skip
        presented(page, f"{server}/present?of={where}")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            smallest = 21.99 * min(height / 720, width / 1120)
            # A new size reaches the charts a moment later; what does not come true by then fails.
            page.wait_for_function(f"() => ({OUTSIDE})().length === 0 && ({FITS})()")
            page.wait_for_function(f"() => ({SMALLEST_TEXT})() >= {smallest}")


@pytest.fixture
def own_server(fresh_server: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """A server of this test's own, since it saves views."""
    with fresh_server() as address:
        yield address


def save(page: Page, name: str, show: str = "") -> None:
    """Keep what a page shows under a name, in the set chosen or in a new one."""
    page.locator(".st-key-head-save button").click()
    dialog = page.get_by_role("dialog")
    for key, said in (("save-name", name), ("save-new", show)):
        if said:
            box = dialog.locator(f".st-key-{key} input")
            box.fill(said)
            box.press("Tab")
            settled(page)
    dialog.locator(".st-key-save-run button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text(name)
    expect(dialog).to_have_count(0)


def test_views_are_saved_presented_by_link_and_put_in_order(own_server: str, page: Page) -> None:
    page.goto(f"{own_server}/models?unit=770&basis=itemised")
    save(settled(page), "Quận 3 *theo danh sách*", "Họp tháng 12")
    page.goto(f"{own_server}/training")
    save(settled(page), "Tập huấn toàn thành phố")

    page.goto(f"{own_server}/present")
    settled(page)
    names = page.locator("[class*=st-key-present-view-] [data-testid=stMarkdown] p")
    expect(page.locator(".st-key-present-set-1")).to_contain_text("Họp tháng 12 · 15 trang chiếu")
    expect(names.first).to_have_text("Quận 3 *theo danh sách*")
    page.locator(".st-key-present-up-2 button").first.click()
    expect(names.first).to_have_text("Tập huấn toàn thành phố")

    presented(page, f"{own_server}/present?show=1&n=8")
    place(page, "8 / 15")
    expect(page.locator(".st-key-stage-filters")).to_contain_text("Quận 3")
    expect(page).to_have_url(re.compile("unit=770"))
    page.keyboard.press("ArrowLeft")
    place(page, "7 / 15")
    expect(page.locator(".st-key-stage-filters")).not_to_contain_text("Quận 3")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-present-set-1")).to_be_visible()
    assert "show=" not in page.url

    page.locator(".st-key-present-delete-1 button").first.click()
    page.locator(".st-key-present-deleted-1 button").click()
    expect(page.locator(".st-key-present-set-1")).to_have_count(0)
    page.goto(f"{own_server}/present?show=1")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Không còn bộ trình chiếu này")
