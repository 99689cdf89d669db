"""Match: heads of shapes that are seldom seen, and tables beside or below each other, read to the figures they state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.figure_headers import sample
from intake.grids import CellError, Grid
from intake.layouts import View, band_at, is_numbers_row
from intake.legacy_text import convert
from intake.readings import SheetReading
from intake.unit_questions import Spelt, asked
from intake.units import UnitReading
from intake.written import texts_of
from tests.legacy_workbooks import as_tcvn3
from tests.reference_units import reference
from tests.sheet_reading import figures_of, problem, read, read_grid, said


def _values(rows: list[list[Any]], *merges: tuple[int, int, int, int], **options: Any) -> dict[tuple[str, str], int]:
    reading = read_grid(rows, look={"merges": list(merges)}, **{"province": "79"} | options)
    assert said(reading, "error", "warning") == []
    return {(unit, term): value for (unit, term, *_), (value, _, _) in figures_of(reading).items()}


def test_a_wide_head_may_stand_over_years_alone_and_leave_the_rest_of_its_row_empty() -> None:
    rows = [
        [None, None, "Số mô hình", None, "Tập thể được khen"],
        ["STT", "Quận/huyện", 2021, 2022, 2022],
        [1, "Quận 1", 10, 11, None],
        [2, "Quận 3", 20, 21, None],
    ]
    assert read_grid(rows, look={"merges": [(1, 3, 1, 4)]}, province="79").header_rows == [1, 2]
    assert _values(rows, (1, 3, 1, 4)) == {
        ("760", "year:2021"): 10, ("760", "year:2022"): 11, ("770", "year:2021"): 20, ("770", "year:2022"): 21,
    }  # fmt: skip


def test_a_title_over_most_of_the_table_is_no_head_though_another_cell_stands_beside_it() -> None:
    rows = [
        ["TỔNG HỢP MÔ HÌNH NĂM 2023", None, None, None, "Biểu 02"],
        ["STT", "Quận/huyện", "Số mô hình", "Số lớp", "Ghi chú"],
        [1, "Quận 1", 10, 1, None],
    ]
    view = View(Grid("a", rows=[list(row) for row in rows], merges=[(1, 1, 1, 4)]))
    assert (band_at(view, 1), getattr(band_at(view, 2), "rows", None)) == (None, [2])
    beside = View(Grid("a", rows=[list(row) for row in rows], merges=[(1, 1, 1, 3)]))
    assert getattr(band_at(beside, 1), "first_row", None) == 1
    reading = read_grid(rows, look={"merges": [(1, 1, 1, 4)]}, province="79")
    assert [(f.row["measure"], f.row["term"], f.row["value"]) for f in reading.facts] == [
        ("models", "year:2023", 10), ("training_sessions", "year:2023", 1),
    ]  # fmt: skip


def test_a_merged_title_beside_the_number_of_a_form_is_no_upper_row_of_the_header() -> None:
    rows = [
        ["MÔ HÌNH DÂN VẬN KHÉO NĂM 2023", None, None, "Biểu 01"],
        ["STT", "Quận/huyện", "Số mô hình", "Ghi chú"],
        [1, "Quận 1", 10, None],
        [2, "Quận 3", 20, None],
    ]
    assert read_grid(rows, look={"merges": [(1, 1, 1, 2)]}, province="79").header_rows == [2]
    assert _values(rows, (1, 1, 1, 2)) == {("760", "year:2023"): 10, ("770", "year:2023"): 20}


def test_rows_of_words_below_a_merged_head_are_entries() -> None:
    rows = [
        ["Quận/huyện", "Mô hình", None, None],
        [None, "Tên mô hình", "Lĩnh vực", "Năm"],
        ["Quận 1", "Hẻm xanh", "Kinh tế", "2023"],
        ["Quận 3", "Tổ dân vận", "Kinh tế", "2023"],
    ]
    reading = read_grid(rows, look={"merges": [(1, 1, 2, 1), (1, 2, 1, 4)]}, province="79")
    assert [(f.row["unit"], f.row["name"], f.row["source_row"]) for f in reading.facts] == [
        ("760", "Hẻm xanh", 3), ("770", "Tổ dân vận", 4),
    ]  # fmt: skip


def test_awards_beside_a_number_of_models_are_no_part_of_it() -> None:
    rows = [
        ["TỔNG HỢP NĂM 2023"],
        ["STT", "Quận/huyện", "Số mô hình", "Cờ thi đua", "Kinh tế"],
        [1, "Quận 1", 10, 4, 3],
    ]
    reading = read_grid(rows, province="79")
    assert {key[2:]: value for key, (value, _, _) in figures_of(reading).items()} == {
        ("models", "unspecified", ""): 10,
        ("models", "unspecified", "economy"): 3,
    }
    assert problem(reading, "columns_not_taken").params == {"columns": "D «Cờ thi đua»", "count": 1}


def test_a_head_that_stands_again_on_the_next_page_opens_no_table_and_its_total_is_of_the_page() -> None:
    head = ["STT", "Quận/huyện", "Năm", "Số mô hình"]
    rows = [
        head,
        [1, "Quận 1", 2023, 10],
        [2, "Quận 3", 2023, 20],
        [None, "Cộng trang", None, 30],
        head,
        [3, "Quận 4", 2023, 5],
        [None, "Cộng trang", None, 6],
        [None, "Tổng cộng", None, 35],
    ]
    reading = read_grid(rows, province="79")
    assert (reading.header_rows, dict(reading.rows_skipped)[5]) == ([1], "repeated_header")
    assert sum(value for value, _, _ in figures_of(reading).values()) == 35
    assert said(reading, "error", "warning") == [("warning", "total_differs", "D7")]


def test_numbers_of_columns_are_no_data_on_any_page() -> None:
    head, numbers = ["STT", "Quận/huyện", "Năm", "Số mô hình"], ["(1)", "(2)", "(3)", "(4)"]
    reading = read_grid([head, numbers, [1, "Quận 1", 2023, 10], head, numbers, [2, "Quận 3", 2023, 11]], province="79")
    assert _models(reading) == {"760": 10, "770": 11}
    assert reading.rows_skipped == [
        (1, "header"), (2, "column_numbers"), (4, "repeated_header"), (5, "column_numbers"),
    ]  # fmt: skip


def test_a_doubtful_district_across_the_head_has_no_neighbours_to_ask() -> None:
    rows = [
        ["TỈNH AN GIANG - KẾT QUẢ NĂM 2025"],
        ["TT", "Nội dung", "ĐVT", "Huyện An Minh", "Huyện Gò Quao", "Huyện Châu Thành"],
        [1, "Số mô hình", "mô hình", 3, 4, 5],
        [2, "Số lớp tập huấn", "lớp", 1, 1, 1],
    ]
    reading = read_grid(rows)
    assert said(reading) == [("error", "ambiguous_unit", "F2")]
    assert {(key[0], value) for key, (value, _, _) in figures_of(reading).items()} == {
        ("909", 3), ("907", 4), ("909", 1), ("907", 1),
    }  # fmt: skip


def test_neighbours_say_each_time_which_district_is_meant_but_not_whether_a_ward_is() -> None:
    head = [["TỈNH AN GIANG - KẾT QUẢ NĂM 2025"], ["TT", "Đơn vị", "Số mô hình"]]
    rows = [[1, "Huyện Gò Quao", 4], [2, "Huyện An Minh", 5]]
    twice = read_grid([*head, *rows, [3, "Huyện Châu Thành", 6], [4, "H. Châu Thành", 7]])
    assert [fact.row["unit"] for fact in twice.facts] == ["907", "909", "905", "905"]
    bare = read_grid([*head, *rows, [3, "Châu Đốc", 6]])
    assert said(bare) == [("error", "ambiguous_unit", "B5")]
    assert problem(bare, "ambiguous_unit").answers == ("30316@2025-07-01", "884")


def test_another_head_further_down_opens_another_table() -> None:
    rows = [
        ["NĂM 2023"],
        ["STT", "Quận/huyện", "Số mô hình"],
        [1, "Quận 1", 10],
        [],
        ["STT", "Quận/huyện", "Số lớp tập huấn"],
        [1, "Quận 1", 3],
    ]
    reading = read_grid(rows, province="79")
    assert reading.header_rows == [2, 5]
    assert {key[2]: (value, cell) for key, (value, _, cell) in figures_of(reading).items()} == {
        "models": (10, "C3"), "training_sessions": (3, "C6"),
    }  # fmt: skip


def test_a_year_as_the_first_cell_of_its_column_is_kept_with_the_numbers_below() -> None:
    rows = [["Quận/huyện", 2021, 2022], ["Quận 1", 10, 11], ["Quận 3", 10, 21]]
    reading = read_grid(rows, province="79", look={"name": "Số mô hình"})
    assert dict(reading.kept["cells"]) == {
        "A1": "Quận/huyện", "A2": "Quận 1", "A3": "Quận 3", "B1": "2021", "B2": "10", "B3": "10", "C1": "2022", "C2": "11",
        "C3": "21",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "marks", "texts"),
    (
        ([1, 2, 1], b"\0\1\1\1", ["1", "2", "1"]),
        ([1, None, 1], b"\0\1\1\0", ["1", None, None]),
        (["a", None, "b"], b"\0\0\1\1", [None, None, "b"]),
        ([1.5, True, "a", 1, None], b"\0\1\1\1\1\1", ["1.5", "True", "a", "1", None]),
        ([CellError("#REF!"), 7], b"\0\1\1", ["#REF!", "7"]),
    ),
)
def test_a_column_is_kept_as_a_person_reads_it(values: list[Any], marks: bytes, texts: list[str | None]) -> None:
    assert texts_of(values, bytearray(marks)) == texts


def test_one_text_in_an_old_font_is_rewritten_wherever_it_stands() -> None:
    said_twice = [[as_tcvn3(word)] for word in ("quận", "huyện", "hẻm", "nở", "hồng", "ngõ", "quận", "ngõ")]
    grid = Grid("a", rows=said_twice)
    convert(grid)
    assert [row[0] for row in grid.rows] == ["quận", "huyện", "hẻm", "nở", "hồng", "ngõ", "quận", "ngõ"]


def test_units_of_one_name_are_told_apart_by_their_provinces() -> None:
    units = reference().units
    both = [unit.id for unit in units.values() if unit.name == "Huyện Châu Thành"][:2]
    one = asked(Spelt("Châu Thành", ["B2"], UnitReading(candidates=tuple(both), state="ambiguous")), units, "79")
    homes = [units[str(units[each].province)].short_name for each in both]
    assert one.params["province"] == "79"
    assert one.params["likely"] == " / ".join(f"Huyện Châu Thành, {home}" for home in homes)
    apart = asked(Spelt("Q.3", ["B2"], UnitReading(candidates=("770", "760"), state="ambiguous")), units, None)
    assert apart.params["likely"] == "Quận 3 / Quận 1"


HEAD = ["STT", "Quận/huyện", "Số mô hình"]
BESIDE: list[list[Any]] = [
    ["TỔNG HỢP SỐ MÔ HÌNH NĂM 2023"],
    [*HEAD, None, *HEAD],
    [1, "Quận 1", 10, None, 3, "Quận 4", 12],
    [2, "Quận 3", 20, None, 4, "Quận 5", 22],
]
FIGURES = {"760": 10, "770": 20, "773": 12, "774": 22}


def _models(reading: SheetReading) -> dict[str, int]:
    assert len({key[0] for key in figures_of(reading)}) == len(reading.facts)
    return {key[0]: value for key, (value, _, _) in figures_of(reading).items()}


def test_a_line_above_two_tables_names_the_unit_of_each() -> None:
    head, line = ["STT", "Năm", "Số mô hình"], ["QUẬN 1", None, None, None, "QUẬN 3"]
    body: list[list[Any]] = [[1, 2022, 10, None, 1, 2022, 12], [2, 2023, 20, None, 2, 2023, 22]]
    assert _values([["TỔNG HỢP SỐ MÔ HÌNH"], line, [*head, None, *head], *body]) == {
        ("760", "year:2022"): 10, ("760", "year:2023"): 20, ("770", "year:2022"): 12, ("770", "year:2023"): 22,
    }  # fmt: skip


def test_tables_without_numbers_are_told_apart_by_an_empty_column_between_them() -> None:
    head = ["Quận/huyện", "Số mô hình"]
    rows = [BESIDE[0], [*head, None, *head], ["Quận 1", 10, None, "Quận 4", 12], ["Quận 3", 20, None, "Quận 5", 22]]
    assert _models(read_grid(rows, province="79")) == FIGURES
    rows[3][2] = 3
    asked_about = read_grid(rows, province="79")
    assert said(asked_about, "error") == [("error", "two_columns_one_measure", "E2")]


@pytest.mark.parametrize(
    ("total", "told"),
    (
        ([None, "Tổng cộng", 30, None, None, None, 34], []),
        ([None, "Tổng cộng", 64, None, None, None, None], []),  # of both tables
        ([None, "Tổng cộng", None, None, None, "Tổng cộng", 34], []),
        ([None, "Tổng cộng", 31, None, None, None, 34], ["C5"]),
    ),
)
def test_a_total_may_be_of_one_table_or_of_both_beside_each_other(total: list[Any], told: list[str]) -> None:
    reading = read_grid([*BESIDE, total], province="79")
    assert (_models(reading), reading.rows_read) == (FIGURES, 2)
    assert [(p.code, p.cell) for p in reading.problems] == [("total_differs", cell) for cell in told]


def test_a_table_across_the_sheet_below_two_beside_each_other_is_read_too() -> None:
    below: list[list[Any]] = [
        [],
        ["STT", "Quận/huyện", "Năm", None, "Số lớp tập huấn"],
        [1, "Quận 4", 2021, None, 7],
        [2, "Quận 5", 2021, None, 8],
    ]
    reading = read_grid([*BESIDE, *below], province="79")
    assert (reading.header_rows, said(reading)) == ([2, 6], [])
    assert {key[:3]: value for key, (value, _, _) in figures_of(reading).items()} == {
        **{(unit, "year:2023", "models"): value for unit, value in FIGURES.items()},
        ("773", "year:2021", "training_sessions"): 7,
        ("774", "year:2021", "training_sessions"): 8,
    }


def test_a_sample_of_a_column_leaves_out_blanks_and_its_own_head_and_ends_with_the_table() -> None:
    rows: list[list[Any]] = [
        ["Quận/huyện", "Số mô hình"],
        ["Quận 1", "   "],
        ["Quận 3", 20],
        ["Quận/huyện", "Số mô hình"],
        ["Quận 4", "trên 30"],
        [None, None],
        ["Quận 5", 40],
    ]
    view = View(Grid("a", rows=rows))
    band = band_at(view, 1)
    assert band is not None
    assert sample(view, band, 2) == [20, "trên 30"]
    assert sample(view, band, 1) == ["Quận 1", "Quận 3", "Quận 4"]


@pytest.mark.parametrize(
    ("cells", "is_it"),
    (
        ([1, 2, 3, 4], True), ([2, 3, 4, 5], True), (["1", "2", "3", "4"], True), (["(1)", "(2)"], True), (["(1)", 2, "(3)"], True),
        ([1, 2, 3], False), ([4, 5, 6, 7], False), ([1, 3, 2, 4], False), ([1, 2, 3, 5], False), ([10, 20, 30, 40], False),
        (["(1)", "x"], False),
    ),
)  # fmt: skip
def test_a_row_that_numbers_the_columns_begins_low_and_leaves_none_out(cells: list[Any], is_it: bool) -> None:
    assert is_numbers_row(View(Grid("a", rows=[cells])), 1) is is_it


def test_a_span_of_which_the_kind_is_only_assumed_is_told_with_its_cells() -> None:
    head, spans = ["STT", "Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ("2018-2021", "2020-2025", "2018-2021")
    reading = read_grid([head, *([at, f"Quận {at + 2}", span, 9] for at, span in enumerate(spans, 1))], province="79")
    found = problem(reading, "term_kind_assumed")
    assert (found.level, found.cell, found.params["count"], found.params["found"]) == ("notice", "C2", 2, "2018-2021")
    assert {fact.row["term"] for fact in reading.facts} == {"branch_term:2018-2021", "party_term:2020-2025"}


def test_a_text_of_thousands_of_digits_is_no_head_and_stops_nobody() -> None:
    rows = [["NĂM 2023 - TP.HCM"], ["Mã số", "9" * 5000], ["STT", "Đơn vị", "Số mô hình"], [1, "Quận 1", 10]]
    assert _values(rows) == {("760", "year:2023"): 10}


@pytest.mark.parametrize("head", [["Quận", "Năm 2023", "Năm 2024"], ["Quận", "Số mô hình"]])
def test_columns_of_words_below_heads_of_figures_are_no_figures(head: list[str]) -> None:
    words = [["Quận 1", "đạt tốt", "khá"], ["Quận 3", "khá", "trung bình"]]
    reading = read([["SỐ MÔ HÌNH DÂN VẬN KHÉO"], head, *(row[: len(head)] for row in words)])

    assert (reading.dataset, reading.facts) == (None, [])
    assert said(reading) == [("notice", "sheet_not_recognised", "A2")]


def test_a_column_of_words_beside_indicators_is_named_as_not_taken() -> None:
    rows = [
        ["Chỉ tiêu", "Kết quả", "Ghi nhận"],
        ["Số mô hình", 5, "đạt yêu cầu"],
        ["Số lớp tập huấn", 6, "đạt yêu cầu"],
    ]
    reading = read([["KẾT QUẢ NĂM 2023 QUẬN 1"], *rows])

    assert [fact.row["value"] for fact in reading.facts] == [5, 6]
    assert said(reading) == [("notice", "columns_not_taken", "C2")]


def test_a_column_of_fractions_or_of_days_names_no_models() -> None:
    fractions, days = (
        read([["NĂM 2023"], ["STT", "Quận", "Mô hình"], [1, "Quận 1", one], [2, "Quận 3", other]])
        for one, other in ((2.5, 3.5), (date(2023, 1, 5), date(2023, 1, 6)))
    )

    assert said(fractions) == [("error", "fraction", "C3"), ("error", "fraction", "C4")]
    assert (fractions.facts, days.facts) == ([], [])


def test_collectives_with_models_below_two_heads_of_awards_are_commended() -> None:
    heads = [["Quận", "Khen thưởng", None], [None, "Cấp quận", None], [None, "Tập thể có mô hình", "Cá nhân"]]
    merges = ["B2:C2", "B3:C3", "A2:A4"]
    reading = read([["TP.HCM NĂM 2023"], *heads, ["Quận 1", 1, 2], ["Quận 3", 4, 5]], merges)

    assert [(fact.row["measure"], fact.row["value"]) for fact in reading.facts] == [
        ("commended_collectives", 1),
        ("commended_collectives", 4),
    ]


def test_a_unit_beside_blank_cells_that_are_merged_is_no_group() -> None:
    rows = [["Quận", "Số mô hình", "Số lớp", "Số lượt"], ["Quận 1", 1, 2, 3], ["Quận 4"], ["Quận 5", 4, 5, 6]]
    reading = read([["TP.HCM NĂM 2023"], *rows], ["B4:D4"])

    assert (reading.rows_read, len(reading.facts), said(reading)) == (3, 6, [])
    assert [kind for _, kind in reading.rows_skipped] == ["title", "header"]
