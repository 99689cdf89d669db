"""Show, tested in a real browser: clicks on marks, the way to the cell, filters in the address, exports, narrow screens."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settled
from tests.browser.test_looks import at

CHARTS = ".js-plotly-plot .main-svg"


def opened(page: Page, address: str) -> Page:
    """A page whose charts are drawn."""
    page.goto(address)
    settled(page)
    page.wait_for_selector(CHARTS)
    return page


def test_a_click_on_a_bar_leads_to_the_cell_and_back(server: str, page: Page) -> None:
    opened(page, server)
    for _ in range(2):  # the same mark can be clicked again
        page.locator(".st-key-block-overview-ranking .bars .point path").nth(1).click(force=True)
        panel = page.get_by_role("dialog")
        expect(panel).to_contain_text("Quận 1")
        expect(panel.locator(".sheet-picture td[data-marked]")).to_have_text("trên 50")
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)


def test_a_click_anywhere_on_a_cell_of_the_heat_table_opens_its_figure(server: str, page: Page) -> None:
    opened(page, server)
    cell = page.locator(".st-key-block-overview-heat .bars .point path").first
    box = cell.bounding_box()
    assert box is not None
    cell.scroll_into_view_if_needed()
    cell.click(force=True, position={"x": 6, "y": 6})
    expect(page.get_by_role("dialog")).to_contain_text("Nhiệm kỳ 2010–2015")


@pytest.mark.parametrize("path", ["", "models?lang=en"])
def test_what_can_be_exported_is_seen_at_once_on_a_laptop(server: str, page: Page, path: str) -> None:
    opened(page, f"{server}/{path}")
    page.locator(".st-key-head-export button").first.click()
    expect(page.get_by_placeholder(re.compile("K7F3Q2"))).to_be_in_viewport(ratio=1)
    files = page.locator(".st-key-exports [data-testid=stDownloadButton] button:visible")
    assert files.count() >= 10
    for each in files.all():
        expect(each).to_be_in_viewport(ratio=1)
    assert page.get_by_test_id("stPopoverBody").evaluate("each => each.scrollHeight <= each.clientHeight")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_a_unit_of_a_sum_leads_to_its_cell_and_back(server: str, page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    at(page, server)
    panel = page.get_by_role("dialog")
    for _ in range(2):  # opened again, it begins with all units
        page.locator(".st-key-why-models button").click()
        panel.get_by_role("button", name="Quận 1 >50 Báo cáo").click()
        expect(panel.locator(".sheet-picture td[data-marked]")).to_have_text("trên 50")
        panel.get_by_role("button", name="Về tổng các đơn vị").click()
        expect(panel.locator(".st-key-sum-units button")).to_have_count(12)
        assert panel.evaluate("each => each.scrollWidth <= each.clientWidth")
        panel.get_by_test_id("stPagination").get_by_role("button", name="Trang 2").click()
        panel.get_by_role("button", name="Huyện Củ Chi").click()
        panel.get_by_role("button", name="Về tổng các đơn vị").click()
        panel.get_by_role("button", name="Huyện Củ Chi").click()  # on the page that was left
        expect(panel.locator(".sheet-picture")).to_be_visible()
        expect(panel.get_by_role("button", name="Đóng")).to_be_focused()  # the button that was pressed is gone
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)


def test_rows_of_a_list_can_be_seen_in_their_sheet(server: str, page: Page) -> None:
    opened(page, f"{server}/?unit=770&basis=itemised")
    page.locator(".st-key-why-models button").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("dòng trong danh sách")
    expect(panel.get_by_text("Tải các dòng này")).to_be_visible()  # the last word of the panel
    settled(page)
    rows = panel.locator("[data-testid=stSelectbox] input")
    rows.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # what scrolls closes a list that has just opened
    rows.click()
    page.locator("[data-testid=stSelectboxVirtualDropdown] [role=option]").first.click()
    expect(panel.locator(".sheet-picture td[data-in-row]").first).to_be_visible()


def test_a_filter_goes_into_the_address_and_back_takes_it_out(server: str, page: Page) -> None:
    opened(page, server)
    page.locator(".st-key-filters-badge-term button").first.click()
    page.locator(".st-key-filters-term button").nth(1).click()
    page.wait_for_url(re.compile("term=2015-2020"))
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-filters-badge-term")).to_contain_text("2015–2020")
    page.go_back()
    expect(page.locator(".st-key-filters-badge-term")).to_contain_text("2020–2025")


def test_the_figures_of_a_page_can_be_taken_away(server: str, page: Page) -> None:
    opened(page, f"{server}/training")
    page.locator(".st-key-head-export button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-export-xlsx button").click()
    assert taken.value.suggested_filename.endswith("_v1.xlsx")
    workbook = load_workbook(BytesIO(taken.value.path().read_bytes()))
    assert len(workbook.sheetnames) >= 3


def test_nothing_is_wider_than_a_telephone(server: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN", color_scheme="dark")
    page = context.new_page()
    for path in ("", "models", "training", "commendations", "definitions"):
        page.goto(f"{server}/{path}")
        page.wait_for_selector("[data-testid=stHeading] h1")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        main = "document.querySelector('[data-testid=stMain]')"
        assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth + 1"), path
    context.close()
