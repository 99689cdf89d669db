"""Every step, tested in a real browser: from a dropped workbook to a figure, back to its cell, out as a file, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import settled
from tests.workbooks import a_workbook

UNITS = [f"Quận {number}" for number in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)]
HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lớp tập huấn"]
TERM = "2020-2025"
CHARTS = ".js-plotly-plot .main-svg"
Serve = Callable[..., AbstractContextManager[str]]


def workbook(folder: Path, name: str, figures: dict[str, int]) -> Path:
    """A summary of models, one unit a row."""
    rows: list[list[Any]] = [["BIỂU TỔNG HỢP"], HEAD, *([unit, TERM, count, 9] for unit, count in figures.items())]
    path = folder / name
    path.write_bytes(a_workbook({"Biểu 1": rows}))
    return path


def dropped(page: Page, address: str, *paths: Path) -> Page:
    """The upload page once the files on it were read."""
    page.goto(f"{address}/upload")
    settled(page)
    page.locator("input[type=file]").set_input_files([str(path) for path in paths])
    expect(page.get_by_role("button", name="Hủy")).to_be_visible()
    return settled(page)


def commit(page: Page, upload: int) -> None:
    """Press *Ghi nhận*, twice as an impatient hand does, and see what came of it."""
    button = page.locator(".st-key-upload-commit button")
    expect(button).to_be_in_viewport(ratio=1)  # nobody scrolls past the changes for it
    button.dblclick()
    expect(page.get_by_text(f"Đã ghi nhận: lần tải lên {upload}.")).to_be_visible()
    expect(page.locator(".st-key-page-title")).to_contain_text(f"Phiên bản số liệu {upload}")


def card_values(page: Page, address: str) -> list[str]:
    """The figures of the overview's cards."""
    page.goto(address)
    settled(page).wait_for_selector(CHARTS)
    return page.locator("[data-testid=stMetricValue]").all_inner_texts()


def plain(words: str) -> int:
    """A number as a page or a cell writes it."""
    return int(re.sub(r"\D", "", words))


def cell_behind(page: Page, bar: Locator) -> tuple[str, int, str, str]:
    """A click on a bar: the unit, its figure, what the framed cell says, and which cell it is."""
    settled(page)
    bar.hover(force=True)  # a chart takes a click only for the mark that it knows to be under the mouse
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    bar.click(force=True)
    panel = page.get_by_role("dialog")
    cell = panel.locator(".sheet-picture td[data-marked]")
    expect(cell).to_be_visible()
    settled(page)  # until its run has ended, a panel shows parts of what it showed before
    figure = panel.locator("[data-testid=stMetricValue]").inner_text()
    heading = panel.locator("[data-testid=stMetricLabel]").inner_text()
    unit = next(name for name in sorted(UNITS, key=len, reverse=True) if name in heading)
    label = panel.locator(".sheet-picture table").get_attribute("aria-label") or ""
    found = (unit, plain(figure), cell.inner_text(), label)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    return found


def test_a_workbook_becomes_figures_that_lead_back_to_it_and_can_be_undone(
    fresh_server: Serve, page: Page, tmp_path: Path
) -> None:
    first = workbook(tmp_path, "dau.xlsx", dict.fromkeys(UNITS[:6], 100))
    second_figures = {unit: 1200 + 37 * place for place, unit in enumerate(UNITS)}
    second = workbook(tmp_path, "sau.xlsx", second_figures)
    with fresh_server(SAMPLE_DATA="0") as address:
        commit(dropped(page, address, first), 1)
        before = card_values(page, address)
        dropped(page, address, second)
        expect(page.locator("[data-testid=stTable]").first).to_contain_text("100 → 1.200")
        commit(page, 2)

        after = card_values(page, address)
        assert (plain(before[0]), plain(after[0])) == (600, sum(second_figures.values()))

        bars = page.locator(".st-key-block-overview-ranking .bars .point path")
        drawn = [bar for bar in bars.all() if (bar.bounding_box() or {"width": 0})["width"] > 1]
        assert len(drawn) == len(UNITS)  # who has not reported has a place and no bar
        found = [cell_behind(page, bar) for bar in drawn]
        assert {unit: figure for unit, figure, _, _ in found} == second_figures
        assert [plain(cell) for _, _, cell, _ in found] == [figure for _, figure, _, _ in found]
        for unit, _, _, label in found:
            assert f"C{UNITS.index(unit) + 3}" in label

        assert exported(page) >= set(second_figures.items())

        page.goto(f"{address}/history")
        settled(page).locator("[class*=st-key-history-undo-2] button").click()
        panel = page.get_by_role("dialog")
        panel.get_by_role("button", name="Hoàn tác").dblclick()
        expect(page.get_by_text("Đã hoàn tác lần tải lên 2.")).to_be_visible()
        assert card_values(page, address) == before
        page.goto(f"{address}/upload")
        expect(page.locator(".st-key-page-title")).to_contain_text("Phiên bản số liệu 3")


def exported(page: Page) -> set[tuple[str, int]]:
    """Every (text, number) that stand in one row of the workbook that the overview gives away."""
    page.locator(".st-key-head-export button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-export-xlsx button").click()
    book = load_workbook(BytesIO(taken.value.path().read_bytes()), read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return {
        (name, value)
        for row in rows
        for name in row
        if isinstance(name, str)
        for value in row
        if isinstance(value, int)
    }


def test_a_tab_closed_after_the_click_does_not_break_the_commit_off(
    fresh_server: Serve, visitor: BrowserContext, tmp_path: Path
) -> None:
    rows = [["Tên mô hình", "Đơn vị", "Năm"], *([f"Mô hình {n}", "Quận 3", 2023] for n in range(5000))]
    path = tmp_path / "lon.xlsx"
    path.write_bytes(a_workbook({"Danh sách": rows}))
    with fresh_server(SAMPLE_DATA="0") as address:
        page = dropped(visitor.new_page(), address, path)
        page.locator(".st-key-upload-commit button").click()
        expect(page.locator(".st-key-upload-commit")).to_have_count(0)
        page.close()

        later = visitor.new_page()
        later.goto(f"{address}/history")
        settled(later)
        for _ in range(20):
            if later.get_by_text("mới 5.000").count():
                break
            later.reload()
            settled(later)
        expect(later.get_by_text("Lần tải lên 1 ·")).to_be_visible()
        expect(later.get_by_text("mới 5.000")).to_be_visible()
