"""Validate: what a row of a list, of targets or of a summary becomes, cell by cell, and what is said beside it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from intake.grids import CellError, Grid, Workbook
from intake.layouts import View
from intake.openings import openings
from intake.readings import Context, SheetReading, count_key
from intake.terms import TermReading, read_option_term, read_term
from intake.units import UnitNames
from intake.workbooks import read_workbook
from tests.reference_units import reference
from tests.sheet_reading import TODAY, figures_of, problem, read_grid, said

TERM = "party_term:2020-2025"


def rows_of(reading: SheetReading, *fields: str) -> list[tuple[Any, ...]]:
    """The facts of a sheet under these fields."""
    return [tuple(fact.row[field] for field in fields) for fact in reading.facts]


def test_a_commended_collective_stands_in_its_own_bloc_or_in_that_of_its_group() -> None:
    reading = read_grid(
        [
            ["DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG NĂM 2023 - QUẬN 3"],
            ["STT", "Tên tập thể", "Khối"],
            ["I", "Khối Đảng", None],
            [1, "Chi bộ khu phố 1", None],
            [2, "Trường THCS Lê Lợi", "Trường học"],
        ]
    )
    assert rows_of(reading, "collective_name", "bloc", "unit", "year") == [
        ("Chi bộ khu phố 1", "party", "770", 2023),
        ("Trường THCS Lê Lợi", "schools", "770", 2023),
    ]


def test_what_the_title_says_of_a_decision_holds_where_a_row_says_nothing() -> None:
    title = "DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG (Kèm theo Quyết định số 15-QĐ/BDVTU ngày 19/5/2023 của Ban Dân vận Thành ủy)"
    reading = read_grid(
        [
            [title],
            ["STT", "Quận/huyện", "Tên tập thể", "Số quyết định", "Ngày quyết định", "Cơ quan khen thưởng"],
            [1, "Quận 3", "Chi bộ 1", None, None, None],
            [2, "Quận 3", "Chi bộ 2", "99-QĐ/QU", date(2022, 1, 2), "Quận ủy Quận 3"],
        ],
        province="79",
    )
    fields = ("collective_name", "decision_no", "decision_date", "year", "awarding_body", "awarding_level")
    assert rows_of(reading, *fields) == [
        ("Chi bộ 1", "15-QĐ/BDVTU", date(2023, 5, 19), 2023, "Ban Dân vận Thành ủy", "province"),
        ("Chi bộ 2", "99-QĐ/QU", date(2022, 1, 2), 2022, "Quận ủy Quận 3", "district"),
    ]


def test_a_title_gives_no_more_of_a_number_or_a_body_than_can_be_kept() -> None:
    decision = f"Quyết định số 15-QĐ/{'A' * 200} của Ban Dân vận {'và các ban ' * 50}"
    listed = read_grid([[decision], ["STT", "Quận/huyện", "Tên tập thể"], [1, "Quận 3", "Chi bộ 1"]], term=TERM)
    assert rows_of(listed, "decision_no", "awarding_body") == [
        (None, f"Ban Dân vận {'và các ban ' * 50}"[:300].rstrip()),
    ]  # fmt: skip
    report = [[f"Báo cáo số 12-BC/{'B' * 200}"], ["STT", "Quận/huyện", "Số mô hình"], [1, "Quận 3", 10]]
    assert rows_of(read_grid(report, province="79", term=TERM), "source_ref") == [("",)]


def test_the_year_of_a_decision_is_none_of_a_row_that_names_its_term() -> None:
    reading = read_grid(
        [
            ["STT", "Quận/huyện", "Nhiệm kỳ", "Tên tập thể", "Ngày quyết định"],
            [1, "Quận 3", "2020-2025", "Chi bộ 1", date(2023, 5, 19)],
            [2, "Quận 3", None, "Chi bộ 2", date(2023, 5, 19)],
        ],
        province="79",
    )
    assert rows_of(reading, "term", "year") == [(TERM, None), (None, 2023)]


def test_a_class_without_a_title_is_called_by_its_topic() -> None:
    reading = read_grid(
        [
            ["DANH SÁCH LỚP TẬP HUẤN NĂM 2023 - QUẬN 3"],
            ["STT", "Tên lớp", "Chuyên đề", "Ngày bắt đầu", "Ngày kết thúc", "Số lớp", "Số lượt người"],
            [1, None, "Dân tộc, tôn giáo", date(2023, 3, 1), date(2023, 3, 3), 2, ">120"],
            [2, "Lớp kỹ năng", "Dân vận khéo", "Tháng 5/2023", None, None, 80],
            [3, None, None, None, None, 1, 20],
        ]
    )
    fields = ("title", "topic", "start_date", "end_date", "date_precision", "period_text", "class_count", "attendances")
    assert rows_of(reading, *fields, "attendances_qualifier") == [
        ("Dân tộc, tôn giáo", "ethnic_religious", date(2023, 3, 1), date(2023, 3, 3), "day", "", 2, 120, ">"),
        ("Lớp kỹ năng", "skilful_mass_mobilization", None, None, "month", "2023-05", 1, 80, None),
    ]
    assert said(reading, "error") == [("error", "empty_name", "B5")]
    assert problem(reading, "empty_name").params == {"column": "B «Tên lớp»"}


def test_what_a_list_leaves_unsaid_is_told_once_below_its_header() -> None:
    head = ["STT", "Quận/huyện", "Năm", "Tên mô hình", "Lĩnh vực"]
    reading = read_grid([["DANH SÁCH MÔ HÌNH"], [], head, [1, "Quận 3", 2023, "Hẻm xanh", "Kinh tế"]], province="79")
    found = problem(reading, "defaults_used")
    assert (found.level, found.cell, found.params) == ("notice", "A3", {"columns": "Tình trạng, Tập thể/Cá nhân"})
    assert said(read_grid([head], province="79")) == []


def test_rows_about_persons_are_left_out_and_counted_once() -> None:
    reading = read_grid(
        [
            ["DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG NĂM 2023 - QUẬN 3"],
            ["STT", "Tên tập thể, cá nhân"],
            [1, "Chi bộ khu phố 1"],
            [2, "Ông Trần Văn Thử"],
            [3, "Bà Lê Thị Mẫu"],
        ]
    )
    found = problem(reading, "individuals_skipped")
    assert (found.cell, found.params, reading.individuals) == ("A4", {"count": 2}, 2)
    assert rows_of(reading, "collective_name") == [("Chi bộ khu phố 1",)]


def test_days_that_an_excel_of_another_language_turned_are_warned_of() -> None:
    head = ["STT", "Quận/huyện", "Tên lớp", "Ngày bắt đầu", "Số lượt người"]
    days = [date(2023, 1, 5), "19/7/2023", date(2023, 3, 2), "25/12/2023", date(2023, 2, 2)]
    rows = [[at, "Quận 3", f"Lớp {at}", day, 20] for at, day in enumerate(days, 1)]
    found = problem(read_grid([head, *rows], province="79"), "dates_swapped")
    assert (found.level, found.cell, found.params) == ("warning", "D2", {"column": "D «Ngày bắt đầu»"})


TARGETS = ["STT", "Quận/huyện", "Chỉ tiêu", "ĐVT", "Chỉ tiêu giao", "Thực hiện", "Tỷ lệ %"]


def test_a_row_of_targets_is_a_target_and_what_was_done() -> None:
    reading = read_grid(
        [
            ["BIỂU CHỈ TIÊU NĂM 2023 - TP.HCM (kèm theo Kế hoạch số 12-KH/BDV)"],
            TARGETS,
            [1, "Quận 1", "Số mô hình đăng ký", "mô hình", 20, 10, "50%"],
            [2, "Quận 3", "Số lượt người", "lượt", "≤ 500", ">400", "80%"],
            [3, "Quận 4", "Số mô hình", "mô hình", None, 7, "70%"],
            [4, "Quận 5", "Số mô hình", "mô hình", 10, None, None],
            [5, "Quận 6", "Số cán bộ", "người", 3, 3, "100%"],
        ]
    )
    targets = [f.row for f in reading.facts if f.dataset == "targets"]
    fields = (
        "unit",
        "term",
        "measure",
        "stage",
        "operator",
        "target_value",
        "unit_of_measure",
        "source_cell",
        "source_row",
    )
    assert [tuple(row[field] for field in fields) for row in targets] == [
        ("760", "year:2023", "models", "registered", "≥", 20, "mô hình", "E3", 3),
        ("770", "year:2023", "attendances", "unspecified", "≤", 500, "lượt", "E4", 4),
        ("774", "year:2023", "models", "unspecified", "≥", 10, "mô hình", "E6", 6),
    ]
    assert figures_of(reading) == {
        ("760", "year:2023", "models", "registered", ""): (10, None, "F3"),
        ("770", "year:2023", "attendances", "unspecified", ""): (400, ">", "F4"),
        ("773", "year:2023", "models", "unspecified", ""): (7, None, "F5"),
    }
    assert said(reading) == [("notice", "not_our_measure", "C7"), ("notice", "columns_not_taken", "G2")]
    assert reading.rows_read == 5


@pytest.mark.parametrize(
    ("ratio", "told"),
    ((0.5, []), ("50 %", []), ("50,5%", []), ("50,7%", ["G2"]), ("49,3%", ["G2"]), ("không rõ", [])),
)
def test_a_ratio_that_target_and_figure_do_not_give_is_warned_of(ratio: Any, told: list[str]) -> None:
    reading = read_grid(
        [TARGETS, [1, "Quận 1", "Số mô hình", "mô hình", 20, 10, ratio]], term="year:2023", province="79"
    )
    assert [p.cell for p in reading.problems if p.code == "ratio_differs"] == told
    assert [p.params["true"] for p in reading.problems if p.code == "ratio_differs"] == ["50.0"] * len(told)


def test_a_target_without_a_time_is_asked_about_and_not_taken() -> None:
    reading = read_grid([TARGETS, [1, "Quận 1", "Số mô hình", "mô hình", 20, 10, "50%"]], province="79")
    assert (list(reading.facts), [p.code for p in reading.problems if p.level == "error"]) == ([], ["no_term"])


@pytest.mark.parametrize(
    ("mark", "is_estimate"), (("x", True), (" X ", True), ("Ước", True), ("có", True), ("không", False))
)
def test_a_mark_makes_the_figures_of_a_row_estimates(mark: str, is_estimate: bool) -> None:
    head = ["STT", "Quận/huyện", "Số mô hình", "Ước thực hiện (x)", "Số liệu tính đến ngày", "Nguồn (số báo cáo)"]
    rows = [[1, "Quận 1", 10, mark, date(2023, 6, 30), "45-BC/BDV"], [2, "Quận 3", 12, None, None, None]]
    reading = read_grid([head, *rows], term="year:2023", province="79")
    assert rows_of(reading, "unit", "value", "is_estimate", "as_of", "source_ref", "source_cell") == [
        ("760", 10, is_estimate, date(2023, 6, 30), "45-BC/BDV", "C2"),
        ("770", 12, False, None, "", "C3"),
    ]


def test_a_row_that_opens_a_group_of_units_sums_them_and_is_no_unit() -> None:
    reading = read_grid(
        [
            ["TỔNG HỢP MÔ HÌNH NĂM 2023 - TP.HCM"],
            ["STT", "Quận/huyện", "Số mô hình"],
            ["I", "Cụm thi đua số 1", 30],
            [1, "Quận 1", 10],
            [2, "Quận 3", 20],
            ["II", "Cụm thi đua số 2", 12],
            [1, "Quận 4", 5],
            [2, "Quận 5", 6],
        ]
    )
    assert dict(reading.rows_skipped)[3] == dict(reading.rows_skipped)[6] == "subtotal"
    assert {key[0]: value for key, (value, _, _) in figures_of(reading).items()} == {
        "760": 10, "770": 20, "773": 5, "774": 6,
    }  # fmt: skip
    assert said(reading, "warning", "error") == [("warning", "total_differs", "C6")]


def test_a_former_district_above_its_communes_sums_them_and_one_alone_states_its_own_figure() -> None:
    head = [["TỔNG HỢP MÔ HÌNH NĂM 2025 - TP.HCM"], ["STT", "Đơn vị", "Số mô hình"]]
    above = read_grid([*head, ["I", "QUẬN 3 (CŨ)", 30], [1, "Phường Bàn Cờ", 10], [2, "Phường Xuân Hòa", 20]])
    alone = read_grid([*head, [1, "Quận 3 (cũ)", 30], [2, "Quận 1 (cũ)", 20]])
    assert (dict(above.rows_skipped).get(3), len(above.facts)) == ("subtotal", 2)
    assert rows_of(alone, "unit", "value") == [("770", 30), ("760", 20)]


def test_what_a_sheet_says_of_itself_is_kept_with_it() -> None:
    merges = [(row, 6, row, 7) for row in range(1, 2_102)]
    rows = [["TỔNG HỢP MÔ HÌNH NĂM 2023 - TP.HCM"], ["STT", "Quận/huyện", "Số mô hình"], ["(1)", "(2)", "(3)"]]
    rows += [[1, "Quận 1", 10, None, None, None, None], *([[None] * 7] * 2_098)]
    reading = read_grid(rows, look={"merges": merges, "widths": {1: 5.44, 3: 12.06}})
    assert {name: reading.kept[name] for name in ("widths", "columns", "header_rows", "dataset")} == {
        "widths": {"A": 5.4, "C": 12.1},
        "columns": {"unit": "B", "models:unspecified::": "C"},
        "header_rows": [2],
        "dataset": "summary",
    }
    assert reading.kept["merges"] == [list(merge) for merge in merges[:2_000]]
    assert dict(reading.kept["cells"]) == {
        "A1": "TỔNG HỢP MÔ HÌNH NĂM 2023 - TP.HCM", "A2": "STT", "B2": "Quận/huyện", "C2": "Số mô hình", "B4": "Quận 1",
        "C4": "10",
    }  # fmt: skip
    assert [reason for row, reason in reading.rows_skipped if row <= 3] == ["title", "header", "column_numbers"]


def a_file(*grids: Grid) -> Any:
    return read_workbook(
        "bieu.xlsx", Workbook("xlsx", list(grids)), Context(reference(), UnitNames(reference()), TODAY)
    )


def test_a_sheet_that_fits_nothing_says_what_it_is_nearest_to() -> None:
    sheets = a_file(
        Grid("a", rows=[["Lời nói đầu"], [None], ["Kính gửi các đồng chí"]]),
        Grid("b", rows=[]),
        Grid("c", rows=[[None], ["STT", "Tên mô hình", "Ghi chú"], [1, "Hẻm xanh", "x"]]),
    )
    told = [[(p.code, p.cell, p.params) for p in sheet.problems] for sheet in sheets.sheets]
    assert told[:2] == [[("sheet_without_header", "A1", {"dataset": "summary", "count": 0, "row": 1})], []]
    assert [sheet.dataset for sheet in sheets.sheets] == [None, None, "models"]


def test_what_is_hidden_is_read_and_told() -> None:
    rows: list[list[Any]] = [
        ["STT", "Quận/huyện", "Năm", "Số mô hình"],
        [1, "Quận 1", 2023, 10],
        [2, "Quận 3", 2023, 12],
    ]
    look = {"hidden_rows": frozenset((3,)), "hidden_columns": frozenset((1, 3))}
    reading = read_grid(rows, look=look, province="79")
    assert problem(reading, "hidden_read").params == {"rows": 1, "columns": 2}
    assert len(reading.facts) == 2
    hidden = a_file(Grid("Ẩn", visible=False, rows=rows), Grid("Trống", rows=[["x"]]))
    assert [(sheet.sheet, sheet.dataset) for sheet in hidden.sheets] == [("Trống", None), ("Ẩn", "summary")]
    assert problem(hidden.sheets[1], "hidden_sheet_read").params == {"sheet": "Ẩn"}
    both = a_file(Grid("Ẩn", visible=False, rows=rows), Grid("Rõ", rows=rows))
    assert [sheet.sheet for sheet in both.sheets] == ["Rõ"]
    assert [p.code for p in both.sheets[0].problems if p.code.startswith("hidden")] == []


def test_a_numbering_opens_a_table_where_two_more_words_stand_beside_it() -> None:
    rows: list[list[Any]] = [
        ["STT", "Đơn vị", "Số mô hình"],
        ["STT", "Đơn vị"],
        ["TT", "Đơn vị", "Số lớp"],
        ["Quận 1", "TT", "x"],
        ["Biểu", "STT", "Đơn vị"],
        [1, "STT", "  ", "Đơn vị"],
        ["S T T", "Tên", "Năm"],
        ["Số thứ tự", "Tên", "Năm"],
    ]
    assert openings(View(Grid("a", rows=rows))) == [1, 3, 5, 8]


def test_the_area_of_a_sheet_is_what_is_stated_or_the_smallest_that_holds_its_units() -> None:
    head = ["STT", "Quận/huyện", "Năm", "Số mô hình"]
    one, other, foreign = [1, "Quận 1", 2023, 10], [2, "Quận 3", 2023, 12], [3, "Quận Hải Châu", 2023, 5]
    assert read_grid([head, one], province="79").area == "760"
    assert read_grid([head, one, other], province="79").area == "79"
    assert read_grid([head, one, other, foreign]).area is None
    assert read_grid([head, [1, "Thành phố Đà Nẵng", 2023, 10]]).area == "48"
    assert read_grid([["TỔNG HỢP MÔ HÌNH - QUẬN 3"], ["STT", "Năm", "Số mô hình"], [1, 2023, 4]]).area == "770"
    assert read_grid([["TỔNG HỢP MÔ HÌNH - TP.HCM"], head, one]).area == "79"
    assert read_grid([["TỔNG HỢP MÔ HÌNH - TP.HCM"], head, one], unit="760").area == "760"


def test_every_cell_that_was_taken_is_kept_also_where_it_says_what_one_above_said() -> None:
    head = ["STT", "Quận/huyện", "Năm khen thưởng", "Tên tập thể", "Hình thức khen thưởng", "Ghi chú"]
    rows = [[at, "Quận 3", 2023, f"Chi bộ {at}", "Giấy khen", "không lấy"] for at in (1, 2, 3)]
    kept = dict(read_grid([head, *rows], province="79").kept["cells"])
    assert kept == dict(zip(("A1", "B1", "C1", "D1", "E1"), head[:5], strict=True)) | {
        f"{letter}{at + 1}": said
        for at in (1, 2, 3)
        for letter, said in (("B", "Quận 3"), ("C", "2023"), ("D", f"Chi bộ {at}"), ("E", "Giấy khen"))
    }


def test_the_province_is_that_of_the_title_else_of_the_name_of_the_file_else_the_one_asked_for() -> None:
    head, row = ["STT", "Quận/huyện", "Năm", "Số mô hình"], [1, "Huyện Châu Thành", 2023, 10]

    def province(*above: str, file: str = "bieu.xlsx", **options: str) -> str | None:
        reading = read_grid([*([line] for line in above), head, row], file=file, **options)
        return reference().units[str(reading.facts[0].row["unit"])].province if len(reading.facts) else None

    assert province() is None
    assert province("TỈNH ĐỒNG THÁP", file="tien-giang.xlsx", province="89") == "87"
    assert province(file="bieu_tỉnh-tiền-giang.xlsx", province="89") == "82"
    assert province(province="89") == "89"


@pytest.mark.parametrize("numbers", (("I", "II"), ("A", "B"), ("1", "2")))
def test_districts_numbered_in_their_own_cells_are_asked_about_and_never_skipped_as_sums(
    numbers: tuple[str, str],
) -> None:
    rows = [[f"{numbers[0]}. Quận 3", 10], [f"{numbers[1]}. Quận 4", 20]]
    reading = read_grid([["TỔNG HỢP NĂM 2023"], ["Quận/huyện", "Số mô hình"], *rows], province="79")
    assert said(reading) == [("error", "unknown_unit", "A3"), ("error", "unknown_unit", "A4")]
    assert (reading.rows_read, reading.rows_skipped) == (2, [(1, "title"), (2, "header")])


def test_a_letter_and_a_full_stop_open_a_group_unless_they_are_a_district_written_short() -> None:
    head = ["STT", "Đơn vị", "Tên mô hình", "Năm"]
    rows = [
        [None, "A. Lĩnh vực kinh tế", None, None],
        [1, "Quận 3", "Hẻm xanh", 2023],
        [None, "H. Củ Chi", None, None],
        [2, "Quận 4", "Tổ dân vận", 2023],
        [None, "đang thống kê thêm", None, None],
    ]
    skipped = dict(read_grid([head, *rows], province="79").rows_skipped)
    assert (skipped.get(2), skipped.get(4), skipped.get(6)) == ("group", None, None)


@pytest.mark.parametrize(
    ("said_there", "year"), ((2023, 2023), ("Năm 2023", 2023), ("2023", 2023), (date(2023, 5, 1), 2023))
)
def test_a_cell_of_a_year_gives_it_however_it_is_written(said_there: Any, year: int) -> None:
    head = ["STT", "Quận/huyện", "Năm khen thưởng", "Tên tập thể"]
    reading = read_grid([head, [1, "Quận 3", said_there, "Chi bộ 1"]], province="79")
    assert (rows_of(reading, "year"), said(reading, "error", "warning")) == ([(year,)], [])


@pytest.mark.parametrize("said_there", ("năm ngoái", "tháng 5", 1850, "2150", "Quý 3", 12.5))
def test_a_cell_of_a_year_that_names_none_is_an_error(said_there: Any) -> None:
    head = ["STT", "Quận/huyện", "Năm khen thưởng", "Tên tập thể"]
    reading = read_grid([head, [1, "Quận 3", said_there, "Chi bộ 1"]], province="79", term="year:2023")
    assert said(reading, "error") == [("error", "not_a_year", "C2")]
    assert problem(reading, "not_a_year").params == {"found": str(said_there)}


@pytest.mark.parametrize(
    "label",
    (
        "2150-H1",
        "1850-Q1",
        "2150-9M",
        "2150-05",
        "?-2200",
        "quarter:2150-Q1",
        "year:1800",
        "2150",
        "tháng 13/2023",
        "quý 1/2150",
        "6 tháng đầu năm 2150",
    ),
)
def test_a_label_of_a_time_that_cannot_be_is_told(label: str) -> None:
    assert read_term(label) == TermReading(finding="unknown_term", state="problem")
    assert read_option_term(label) == TermReading(finding="unknown_term", state="problem")


def test_what_a_doubtful_number_was_said_to_mean_holds_for_that_number_in_that_cell_alone() -> None:
    head, other = ["STT", "Quận/huyện", "Năm", "Số mô hình"], [2, "Quận 3", 2023, 12]

    def models(cell: str, **counts: int) -> list[tuple[Any, ...]]:
        known = {count_key("Biểu 1", place, found): 7 for place, found in (key.split("_") for key in counts)}
        return rows_of(read_grid([head, [1, "Quận 1", 2023, cell], other], province="79", counts=known), "value")

    assert models("1.5.3") == [(12,)]
    assert models("1.5.3", **{"D2_1.5.3": 7}) == [(7,), (12,)]
    assert models("1.5.3", **{"D3_1.5.3": 7}) == models("1.5.3", **{"D2_1.5.4": 7}) == [(12,)]


def test_more_different_numbers_than_are_remembered_are_each_read_as_what_they_are() -> None:
    head = ["STT", "Quận/huyện", "Tên lớp", "Năm", "Số lượt người"]
    rows = [[at, "Quận 3", f"Lớp {at % 50}", 2023, at] for at in range(1, 60_002)]
    reading = read_grid([head, *rows], province="79")

    assert reading.facts.different("source_row", "attendances") == {(at + 1, at) for at in range(1, 60_002)}
    assert (reading.rows_read, said(reading, "error", "warning")) == (60_001, [])


def test_a_row_without_a_name_or_with_an_error_is_told_and_the_rows_around_it_are_read() -> None:
    head = ["STT", "Quận/huyện", "Năm", "Tên mô hình", "Lĩnh vực"]
    rows: list[list[Any]] = [
        [1, "Quận 3", 2023, "Hẻm xanh", "Kinh tế"],
        [2, "Quận 3", 2023, None, "Kinh tế"],
        [3, "Quận 4", 2023, "Tổ dân vận", CellError("#REF!")],
        [4, "Quận 4", 2023, "Khu phố sạch", "Kinh tế"],
    ]
    reading = read_grid([head, *rows], province="79")
    assert rows_of(reading, "source_row", "name", "sector") == [
        (2, "Hẻm xanh", "economy"), (4, "Tổ dân vận", "unspecified"), (5, "Khu phố sạch", "economy"),
    ]  # fmt: skip
    assert sorted(said(reading, "error")) == [("error", "empty_name", "D3"), ("error", "error_cell", "E4")]
    assert reading.rows_read == 4


@pytest.mark.parametrize("label", ("Cùng kỳ năm 2022", "So với cùng kỳ", "Năm 2022", "Năm trước"))
def test_a_row_of_another_time_below_the_total_is_no_unit(label: str) -> None:
    head = ["STT", "Quận/huyện", "Số mô hình"]
    rows = [[1, "Quận 1", 10], [2, "Quận 3", 20], [None, "Tổng cộng", 30], [None, label, 25]]
    reading = read_grid([["TỔNG HỢP NĂM 2023"], head, *rows], province="79")
    assert rows_of(reading, "unit", "value") == [("760", 10), ("770", 20)]
    assert (dict(reading.rows_skipped)[6], said(reading, "error", "warning")) == ("carried", [])


def test_numbers_that_begin_again_below_a_heading_stay_in_its_section() -> None:
    reading = read_grid(
        [
            ["KẾT QUẢ NĂM 2023 - TP.HCM"],
            ["TT", "Nội dung", "ĐVT", "Quận 1", "Q.3"],
            [1, "Mô hình dân vận khéo"],
            [1, "Đăng ký", "mô hình", 10, 20],
            [2, "Công nhận", "mô hình", 5, 6],
            [2, "Tập huấn"],
            [1, "Số lớp", "lớp", 1, 2],
        ]
    )
    assert {(key[0], key[2], key[3]): value for key, (value, _, _) in figures_of(reading).items()} == {
        ("760", "models", "registered"): 10, ("770", "models", "registered"): 20,
        ("760", "models", "recognised"): 5, ("770", "models", "recognised"): 6,
        ("760", "training_sessions", "unspecified"): 1, ("770", "training_sessions", "unspecified"): 2,
    }  # fmt: skip
    assert said(reading) == []


def test_a_mark_under_its_own_column_says_whose_a_model_is() -> None:
    head = ["STT", "Tên mô hình", "Năm", "Đơn vị thực hiện", "Tập thể", "Cá nhân"]
    rows = [
        [1, "Hẻm xanh", 2023, "Chi bộ 1", "x", None],
        [2, "Hiến đất", 2023, "Chi bộ 1", None, "x"],
        [3, "Tổ dân vận", 2023, "Chi bộ 1", "x", None],
    ]
    reading = read_grid([["DANH SÁCH MÔ HÌNH QUẬN 3"], head, *rows])
    assert rows_of(reading, "name", "owner_kind", "implementing_body") == [
        ("Hẻm xanh", "collective", "Chi bộ 1"), ("Hiến đất", "individual", ""), ("Tổ dân vận", "collective", "Chi bộ 1"),
    ]  # fmt: skip


def test_a_name_under_the_column_of_persons_or_families_says_whose_a_model_is_and_is_not_kept() -> None:
    head = ["STT", "Tên mô hình", "Năm", "Tập thể", "Cá nhân", "Gia đình"]
    rows = [
        [1, "Hẻm xanh", 2023, "Hội Phụ nữ", None, None],
        [2, "Hiến đất", 2023, None, "Nguyễn Văn Thử", None],
        [3, "Vườn rau", 2023, None, None, "Hộ bà Nghiệm"],
        [4, "Bể bơi", 2023, "Đoàn phường", "Nguyễn Văn Thử", None],
        [5, "Cây xanh", 2023, None, "không có", "-"],
        [6, "Chợ sạch", 2023, None, "Hội Cựu chiến binh", None],
        [7, "Nhà sạch", 2023, None, 2, None],
        [8, "Ngõ sạch", 2023, None, "x", None],
    ]
    reading = read_grid([["DANH SÁCH MÔ HÌNH QUẬN 3"], head, *rows])
    assert [kind for _, kind in rows_of(reading, "name", "owner_kind")] == [
        "collective", "individual", "household", "collective", "collective", "collective", "collective", "individual",
    ]  # fmt: skip
    assert said(reading, "error", "warning") == []
    assert "Thử" not in repr(reading) and "Nghiệm" not in repr(reading)


def test_a_row_of_an_award_that_names_only_a_person_under_their_column_is_left_out() -> None:
    head = ["STT", "Tập thể", "Cá nhân", "Hình thức khen thưởng", "Năm"]
    rows = [[1, "Hội Phụ nữ", None, "Giấy khen", 2023], [2, None, "Nguyễn Văn Thử", "Giấy khen", 2023]]
    reading = read_grid([["DANH SÁCH KHEN THƯỞNG QUẬN 3"], head, *rows])
    assert rows_of(reading, "collective_name") == [("Hội Phụ nữ",)]
    assert dict(reading.rows_skipped)[4] == "individual"
    assert said(reading, "error", "warning") == []
    assert "Thử" not in repr(reading)


@pytest.mark.parametrize(("rows", "columns"), (((2,), ()), ((), (1,)), ((), ())))
def test_hidden_rows_or_columns_alone_are_told_too(rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
    look = {"hidden_rows": frozenset(rows), "hidden_columns": frozenset(columns)}
    reading = read_grid([["STT", "Quận/huyện", "Năm", "Số mô hình"], [1, "Quận 1", 2023, 10]], look=look, province="79")
    told = [p.params for p in reading.problems if p.code == "hidden_read"]
    assert told == ([{"rows": len(rows), "columns": len(columns)}] if rows or columns else [])


def test_words_that_no_code_fits_are_kept_whole_or_cut_never_broken() -> None:
    written, heads = '"z" ' * 40, ["Khối", "Lĩnh vực", "Giai đoạn thực hiện", "Cấp công nhận"]
    rows = [["STT", "Tên mô hình", *heads], [1, "Hẻm xanh", *[written] * 4]]
    ((kept,),) = rows_of(read_grid(rows, term="year:2023", unit="770"), "other_words")
    words = json.loads(kept)
    assert len(kept) <= 600 and set(words) == {"bloc", "recognition_level", "sector", "stage"}
    assert all(written.startswith(word) for word in words.values())
