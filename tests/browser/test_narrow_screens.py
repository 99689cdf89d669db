"""Show, tested in a real browser: a page enlarged twice, and the head of a page on a telephone: nothing meets, nothing is cut."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_looks import MEETING, a_screen, at

# Labels of a drawing that reach over its edge, where they cannot be read.
CUT = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
  const sheet = plot.querySelector(".main-svg").getBoundingClientRect();
  return [...plot.querySelectorAll("text")].filter((each) => each.textContent.trim())
    .map((each) => [each.textContent, each.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < sheet.left - 2 || box.right > sheet.right + 2)).map(([said]) => said);
})"""
# Words that Streamlit or the browser would write in English; a page in Vietnamese has them nowhere, also not for listeners.
ENGLISH = re.compile(r"\b(the|of|and|day|month|year|dd|mm|yyyy|file upload|link|icon|button|menu item|heading)\b")
SPOKEN = """() => [
  ...[...document.querySelectorAll("[aria-label], [title], [placeholder]")]
    .flatMap((each) => ["aria-label", "title", "placeholder"].map((name) => each.getAttribute(name) || "")),
  ...[...document.querySelectorAll("[role=spinbutton]")].map((each) => each.innerText),
].filter(Boolean)"""
BOXES = """(names) => names.map((name) => document.querySelector(name)).map((each) => {
  const box = each.getBoundingClientRect(); return [box.left, box.right, box.top];
})"""
HEAD = (
    "[data-testid=stExpandSidebarButton]",
    ".st-key-language button",
    ".st-key-language a",
    "[data-testid=stMainMenuButton]",
)
ACTIONS = [f".st-key-actions > :nth-child({place}) button" for place in (1, 2, 3)]


@pytest.mark.parametrize(("width", "height", "lang"), [(683, 384, "vi"), (1024, 768, "en")])
def test_charts_of_many_years_are_read_whole_on_a_narrow_screen(
    server: str, chromium: Browser, width: int, height: int, lang: str
) -> None:
    context = a_screen(chromium, width, height)
    page, wrong = context.new_page(), []
    for path in ("", "commendations", "unit?unit=770"):
        at(page, f"{server}/{path}{'&' if '?' in path else '?'}lang={lang}")
        wrong += [f"{path} overlaps: {each}" for each in page.evaluate(MEETING)]
        wrong += [f"{path} cuts off: {each}" for each in page.evaluate(CUT)]
    context.close()
    assert wrong == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_head_of_a_page_fits_a_telephone(server: str, chromium: Browser, lang: str) -> None:
    context = a_screen(chromium, 390, 844)
    page = at(context.new_page(), f"{server}/?lang={lang}")
    boxes = page.evaluate(BOXES, HEAD)
    lines = {round(top) for _, _, top in page.evaluate(BOXES, ACTIONS)}

    assert all(one[1] <= other[0] for one, other in pairwise(boxes)), boxes
    assert boxes[-1][1] <= 390
    assert len(lines) == 1
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.locator(".st-key-language")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", ["", "commendations"])
def test_a_telephone_shows_the_newest_year_first(server: str, chromium: Browser, path: str) -> None:
    context = a_screen(chromium, 390, 844)
    trend = at(context.new_page(), f"{server}/{path}").locator("[class*=-trend].stVerticalBlock").first
    trend.scroll_into_view_if_needed()

    years = trend.locator(".xtick text")
    expect(years.last).to_have_text("2025")
    expect(years.last).to_be_in_viewport(ratio=1)
    expect(years.first).not_to_be_in_viewport()
    trend.locator("[class*=st-key-rong-cuoi-]").evaluate("each => each.scrollTo(-each.scrollWidth, 0)")
    expect(years.first).to_be_in_viewport(ratio=1)
    context.close()


def test_a_vietnamese_page_says_nothing_in_english(server: str, page: Page) -> None:
    wrong = []
    for path in ("upload", "definitions", "admin"):
        at(page, f"{server}/{path}")
        if path == "admin":
            page.get_by_role("tab", name="Nhật ký").click()
            row = page.locator("table").filter(has_text="lần tải lên 1").first
            expect(row).to_contain_text("mới 4.")  # the trail keeps codes; who reads it reads words
        wrong += [f"{path}: {said}" for said in page.evaluate(SPOKEN) if ENGLISH.search(said)]

    assert wrong == []


def test_a_word_under_the_mouse_stays_readable_in_dark(server: str, chromium: Browser) -> None:
    context = a_screen(chromium, 1366, 768, color_scheme="dark")
    page = at(context.new_page(), f"{server}/models")
    button = page.locator(".st-key-version-badge button")
    colour = "each => getComputedStyle(each.querySelector('p')).color"
    at_rest = button.evaluate(colour)
    button.hover()
    page.wait_for_timeout(300)  # the change of colour takes its time
    assert button.evaluate(colour) == at_rest
    button.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    assert button.evaluate(colour) == at_rest
    context.close()
