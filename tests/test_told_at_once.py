"""Validate to compare, tested: what is wrong whatever the term is stands beside the question about the term, not after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_access.database import Database
from tests.sheet_reading import problem, read, said
from tests.upload_visits import Visitor, data
from tests.workbooks import a_workbook
from work import waiting_room
from work.imports import Prepared, prepare
from work.options import Options, sheet_key

__all__ = ["data"]

PLACE = ["TỔNG HỢP, TP. HỒ CHÍ MINH"]
HEAD = ["STT", "Đơn vị", "Số mô hình", "Số lớp tập huấn"]
TWICE: list[list[Any]] = [PLACE, HEAD, [1, "Quận 1", 5, 3], [2, "Q.1", 6, 3], [3, "Quận 4", 7, 2]]
CONTRADICTING = [("error", "contradicting_rows", "C3"), ("error", "contradicting_rows", "C4")]


def errors(prepared: Prepared) -> list[tuple[str, str, str | None]]:
    """The errors of all sheets but the question about the term."""
    found = [each for file in prepared.readings for sheet in file.sheets for each in said(sheet, "error")]
    return sorted(each for each in found if each[1] != "no_term")


def prepared(database: Database, *sheets: list[list[Any]], **answers: Any) -> Prepared:
    book = a_workbook({f"Biểu {number}": rows for number, rows in enumerate(sheets, 1)})
    return prepare(database, [("a.xlsx", book)], Options(**answers))


def test_rows_that_contradict_each_other_are_told_beside_the_question(sqlite_database: Database) -> None:
    first = prepared(sqlite_database, TWICE)
    assert errors(first) == CONTRADICTING
    assert problem(first.readings[0].sheets[0], "no_term").question == "term"
    assert {*first.readings[0].sheets[0].open_cells} == {"C3", "C4"}
    assert errors(prepared(sqlite_database, TWICE, terms={sheet_key("a.xlsx", "Biểu 1"): "year:2023"})) == CONTRADICTING


def test_rows_of_two_sheets_may_be_of_two_terms_and_contradict_nothing(sqlite_database: Database) -> None:
    one, other = [PLACE, HEAD, [1, "Quận 1", 5, 3]], [PLACE, HEAD, [1, "Quận 1", 6, 3]]
    assert errors(prepared(sqlite_database, one, other)) == []
    both = {sheet_key("a.xlsx", f"Biểu {number}"): "year:2023" for number in (1, 2)}
    assert [code for _, code, _ in errors(prepared(sqlite_database, one, other, terms=both))] == [
        "contradicting_rows"
    ] * 2


def test_a_row_with_an_error_of_its_own_is_held_against_none(sqlite_database: Database) -> None:
    years = ["STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện", "Năm", "Lĩnh vực"]
    rows = [[1, "A", "Quận 1", "UBND", "20x3", "Kinh tế"], [2, "A", "Quận 1", "UBND", 2023, "Quốc phòng"]]
    found = errors(prepared(sqlite_database, [["MÔ HÌNH NĂM 2023, TP. HỒ CHÍ MINH"], years, *rows]))
    assert found == [("error", "not_a_year", "E3")]


def test_contradicting_models_of_a_list_without_a_time_are_told_at_once(sqlite_database: Database) -> None:
    head = ["STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện", "Lĩnh vực"]
    rows = [
        [1, "A", "Quận 1", "UBND", "Kinh tế"],
        [2, "A", "Quận 1", "UBND", "Quốc phòng"],
        [3, "B", "Quận 1", "UBND", ""],
    ]
    first = prepared(sqlite_database, [["MÔ HÌNH, TP. HỒ CHÍ MINH"], head, *rows])
    assert errors(first) == [("error", "contradicting_rows", "A3"), ("error", "contradicting_rows", "A4")]


def test_contradictions_are_told_beside_other_questions_too(sqlite_database: Database) -> None:
    rows = [["TỔNG HỢP NĂM 2023, TP. HỒ CHÍ MINH"], *TWICE[1:], [4, "Quận Bình Hòa", 1, 1]]
    assert errors(prepared(sqlite_database, rows)) == [*CONTRADICTING, ("error", "unknown_unit", "B6")]


def test_rows_that_nothing_taken_tells_apart_are_told_at_once() -> None:
    rows = [["KẾT QUẢ QUẬN 1, TP. HỒ CHÍ MINH"], ["STT", "Khối", "Số mô hình", "Số lớp tập huấn"]]
    reading = read([*rows, [1, "Khối A", 5, 3], [2, "Khối B", 6, 1], [3, "Khối C", 2, 2]])
    assert {code for _, code, _ in said(reading, "error")} == {"no_term", "rows_of_one_unit"}
    assert not reading.facts and not reading.undated


def test_a_day_without_a_year_waits_for_the_answer_and_one_that_never_was_does_not() -> None:
    head = ["STT", "Tên lớp", "Quận/huyện", "Thời gian", "Số lượt người tham gia"]
    days = ["5/6", "29/2", "31/02", date(2023, 5, 4)]
    rows = [["LỚP TẬP HUẤN, TP. HỒ CHÍ MINH"], head, *([n, f"L{n}", "Quận 1", day, n] for n, day in enumerate(days, 1))]
    assert said(read(rows), "error") == [("error", "no_such_day", "D5"), ("error", "no_term", "A3")]
    found = said(read(rows, term="year:2023"), "error")
    assert found == [("error", "no_such_day", "D4"), ("error", "no_such_day", "D5")]
    found = said(read(rows, term="party_term:2020-2025"), "error")
    assert found == [("error", "no_year", "D3"), ("error", "no_year", "D4"), ("error", "no_such_day", "D5")]


def test_units_that_only_their_time_tells_apart_are_asked_after_the_term() -> None:
    rows = [[1, "Tân Bình", 5, 3], [2, "Thủ Đức", 6, 1], [3, "Quận 4", 2, 2]]
    reading = read([PLACE, HEAD, *rows])
    assert said(reading, "error") == [("error", "no_term", "A3")] and len(reading.undated) == 2
    assert said(read([PLACE, HEAD, *rows], term="year:2023"), "error") == []
    later = said(read([PLACE, HEAD, *rows], term="year:2025"), "error")
    assert [(code, cell) for _, code, cell in later] == [("ambiguous_unit", "B3"), ("ambiguous_unit", "B4")]


def test_units_that_no_term_tells_apart_are_asked_at_once() -> None:
    reading = read([["TỔNG HỢP"], HEAD, [1, "Huyện Châu Thành", 5, 3], [2, "Huyện Bình Chánh", 6, 1]])
    assert said(reading, "error") == [("error", "ambiguous_unit", "B3"), ("error", "no_term", "A3")]


def test_a_ratio_that_target_and_actual_do_not_give_is_told_at_once() -> None:
    head = ["STT", "Đơn vị", "Chỉ tiêu", "Chỉ tiêu giao", "Thực hiện", "Tỷ lệ"]
    reading = read([["CHỈ TIÊU, TP. HỒ CHÍ MINH"], head, [1, "Quận 3", "Số lớp tập huấn", 10, 5, "40%"]])
    assert ("warning", "ratio_differs", "F3") in said(reading)
    assert not reading.facts and len(reading.undated) == 2


def test_a_secretary_sees_question_and_errors_together_and_the_answer_brings_no_more(data: Database) -> None:
    visitor = Visitor("upload").drop(a=TWICE)
    assert len(visitor.table()) == 0 and len(visitor.app.text_input) == 3  # the term, and two cells to correct
    assert "3 dòng chờ biết thuộc kỳ nào" in visitor.said()
    visitor.app.text_input[0].set_value("2023").run()
    assert "chờ biết" not in visitor.checked().said()
    assert len(visitor.checked().app.text_input) == 2 and not visitor.has_button("upload.commit")


def test_rows_that_wait_for_their_term_wait_with_the_import(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    before = prepared(sqlite_database, TWICE)
    token, *_ = [waiting_room.put(before, "a") for _ in range(3)]  # so that it lies on the desk no more
    (again,) = waiting_room.take(token, "a").readings[0].sheets

    assert [*again.undated] == [*before.readings[0].sheets[0].undated] and len(again.undated) == 6
