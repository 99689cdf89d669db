"""Commit, tested in a real browser: who closes the tab after «Ghi nhận» finds the whole upload, or nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import text

from data_access.database import Database
from data_access.soundness import check
from tests.browser.conftest import settled
from tests.browser.test_whole_path import card_values, plain
from tests.workbooks import a_workbook

ROWS = 1500
PATIENCE = 60
HEAD = ["Tên mô hình", "Quận/huyện", "Năm", "Đơn vị thực hiện"]
Serve = Callable[..., AbstractContextManager[str]]


def a_long_list(folder: Path, number: int) -> Path:
    """A workbook of so many models that its commit takes a while."""
    rows = [[f"Mô hình {number} {row}", "Quận 3", 2023, f"Chi bộ {row}"] for row in range(ROWS)]
    path = folder / f"{number}.xlsx"
    path.write_bytes(a_workbook({"Mô hình": [["DANH SÁCH MÔ HÌNH"], HEAD, *rows]}))
    return path


def rows_by_upload(database: Database) -> dict[int, int]:
    """How many models each upload brought, the list of units being none."""
    query = text(
        "SELECT u.id, count(m.id) FROM upload u LEFT JOIN dan_van_model m ON m.added_by = u.id "
        "WHERE u.id > 0 GROUP BY u.id ORDER BY u.id"
    )
    with database.read() as connection:
        return {upload: count for upload, count in connection.execute(query)}


def test_a_tab_closed_after_the_click_leaves_the_whole_upload_or_nothing(
    fresh_server: Serve, visitor: BrowserContext, tmp_path: Path
) -> None:
    with fresh_server(SAMPLE_DATA="0") as address:
        database = Database(f"sqlite:///{tmp_path / 'dashboard.sqlite'}")
        for number, patience in enumerate((0.0, 0.2, 0.6)):
            page: Page = visitor.new_page()
            page.goto(f"{address}/upload")
            settled(page).locator("input[type=file]").set_input_files(a_long_list(tmp_path, number))
            page.locator(".st-key-upload-commit button").click(timeout=PATIENCE * 1000)
            time.sleep(patience)
            page.close()
        end = time.monotonic() + PATIENCE
        while len(rows_by_upload(database)) < 2 and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(1)
        found = rows_by_upload(database)
        assert found == dict.fromkeys(range(1, len(found) + 1), ROWS)
        assert len(found) >= 2
        with database.read() as connection:
            assert check(connection) == []
        database.close()
        assert plain(card_values(visitor.new_page(), address)[0]) == ROWS * len(found)
