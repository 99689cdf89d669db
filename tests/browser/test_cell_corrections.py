"""Ask, tested in a real browser: wrong cells are typed right, applied by one click, committed, and told behind the figure."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.test_whole_path import Serve, commit, dropped
from tests.workbooks import a_workbook

HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lượt người"]


def test_cells_typed_right_are_applied_by_the_click_that_ends_the_typing(
    fresh_server: Serve, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(a_workbook({"Biểu 1": [HEAD, ["Quận 1", "2020-2025", "2.35e", "12%"]]}))
    with fresh_server(SAMPLE_DATA="0") as address:
        dropped(page, address, path)
        page.get_by_label("Sửa ô C2 thành").fill("235")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Sửa ô D2 thành")).to_be_focused()
        page.keyboard.type("1.200")
        page.locator(".st-key-upload-fix-apply button").click()
        expect(page.get_by_text("Đã sửa 2 ô trên màn hình")).to_be_visible()
        commit(settled(page), 1)

        page.goto(f"{address}?unit=760")
        settled(page).locator(".st-key-why-models button").click()
        panel = page.get_by_role("dialog")
        table = panel.locator("[data-testid=stTable]")
        expect(table).to_contain_text("Ô C2 ghi «2.35e», được sửa thành «235» khi tải lên", timeout=30_000)
        expect(panel.locator("[data-testid=stMetricValue]").first).to_have_text("235")
