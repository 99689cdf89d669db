"""Export, tested: the kept copy taken away: the understood cells at their addresses, as they were read, and no others."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from data_access.database import Database
from reports.kept_workbook import KeptFile, kept_workbook
from tests.people import OPERATOR
from tests.upload_visits import HEAD
from tests.workbooks import a_workbook
from work.imports import commit_prepared, prepare
from work.kept_files import KeptName, kept_copy_of, kept_of
from work.options import Options


def sheet_of(content: bytes, name: str) -> dict[str, Any]:
    book = load_workbook(BytesIO(content))
    return {cell.coordinate: cell.value for row in book[name].iter_rows() for cell in row if cell.value is not None}


def test_a_kept_copy_holds_what_was_imported_and_not_the_notes(sqlite_database: Database) -> None:
    rows = [[*HEAD, "Ghi chú"], ["Quận 3", "2020-2025", "trên 260", 2353, "Bà A, 0900 000 000"]]
    prepared = prepare(sqlite_database, [("bieu.xlsx", a_workbook({"Biểu 1": rows}))], Options())
    commit_prepared(sqlite_database, OPERATOR, prepared)
    kept = kept_of(sqlite_database, 1)

    assert kept == [KeptName(1, "bieu.xlsx", 1)]
    assert sheet_of(kept_copy_of(sqlite_database, 1, "vi"), "Biểu 1") == {
        "A1": HEAD[0], "B1": HEAD[1], "C1": HEAD[2], "D1": HEAD[3],
        "A2": "Quận 3", "B2": "2020-2025", "C2": "trên 260", "D2": "2353",
    }  # fmt: skip


def test_names_that_excel_refuses_and_texts_that_look_like_formulas_are_written_as_texts() -> None:
    sheets = {
        "a/b": {"cells": {"A1": "=1+1", "B2": "\x07x"}, "merges": [[1, 1, 1, 2]], "widths": {"A": 900.0}},
        "a:b": {"cells": {"A1": "@x"}, "corrections": {"A1": "235"}},
        "Về bản này": {"cells": {"C3": 4.5}, "merges": [[3, 3, 4, 4], [4, 4, 5, 5]]},
    }
    made = kept_workbook(KeptFile("x.xlsx", 7, datetime(2026, 3, 1, tzinfo=UTC), "", sheets), "vi")
    book = load_workbook(BytesIO(made))

    assert book.sheetnames == ["a b", "a b (2)", "Về bản này (2)", "Về bản này"]
    assert (book["a b"]["A1"].value, book["a b"]["A1"].data_type) == ("=1+1", "s")
    assert book["a b (2)"]["A1"].comment.text == "Khi tải lên đã sửa thành: 235"
    assert sheet_of(made, "Về bản này (2)") == {"C3": 4.5}
