"""One sheet a district and an aggregate beside them: nothing is added twice, and a contradiction is told on both cells."""

from contextlib import closing
from pathlib import Path
from typing import Any

from data_access.database import open_database
from tests.databases import new_url
from tests.workbooks import a_workbook
from work.imports import Prepared, prepare
from work.options import Options


def _district(title: str | None, *numbers: int) -> list[list[Any]]:
    words = ("Mô hình DVK", "Số lớp tập huấn", "Số lượt người", "Tập thể được khen")
    rows = [[i, word, "Năm 2023", number] for i, (word, number) in enumerate(zip(words, numbers, strict=True), start=1)]
    return [[title], ["STT", "Nội dung", "Thời gian", "Số lượng", "Ghi chú"], *rows]


def _workbook(models_of_district_3: int = 20) -> bytes:
    aggregate = [
        ["BIỂU TỔNG HỢP NĂM 2023"],
        ["STT", "Đơn vị", "Số mô hình", "Số lớp", "Lượt người", "Số tập thể được khen"],
        [1, "Quận 1", 10, 1, 100, 4],
        [2, "Quận 3", 20, 2, 200, 5],
        [3, "Bình Thạnh", 30, 3, 300, 6],
        [None, "Tổng cộng", 60, 6, 600, 15],
    ]
    sheets = {
        "TH": aggregate,
        "Q1": _district("QUẬN 1", 10, 1, 100, 4),
        "Q.3": _district(None, models_of_district_3, 2, 200, 5),
        "BThanh": _district(None, 30, 3, 300, 6),
        "Sheet3": [],
        "DM": [["Quận 1"], ["Quận 3"]],
    }
    return a_workbook(sheets, hidden_sheets=["DM"])


def _prepared(folder: Path, content: bytes) -> Prepared:
    with closing(open_database(new_url("sqlite", folder))) as database:
        return prepare(database, [("TPHCM.xlsx", content)], Options())


def test_an_aggregate_and_its_districts_count_once(tmp_path: Path) -> None:
    prepared = _prepared(tmp_path, _workbook())
    told = {s.sheet: [(p.level, p.code, p.cell) for p in s.problems] for s in prepared.readings[0].sheets}
    repeats = [("notice", "repeats_sheet", "D3")]
    assert told == {"TH": [], "Q1": repeats, "Q.3": repeats, "BThanh": repeats, "Sheet3": []}
    assert prepared.change_set is not None
    assert prepared.change_set.totals()["new"] == 12
    values = {(c.after["unit"], c.after["measure"]): c.after["value"] for c in prepared.change_set.of("new") if c.after}
    assert (values["770", "models"], values["765", "attendances"]) == (20, 300)


def test_where_they_contradict_each_other_both_cells_are_named(tmp_path: Path) -> None:
    prepared = _prepared(tmp_path, _workbook(21))
    told = [(s.sheet, p.cell) for s in prepared.readings[0].sheets for p in s.problems if p.level == "error"]
    assert told == [("TH", "C4"), ("Q.3", "D3")]
