"""Subtotals by group, above or below their rows, in groups within groups, and communes under their former districts."""

from typing import Any

from tests.sheet_reading import figures_of, problem, read, said

_NESTED: list[list[Any]] = [
    ["SỐ LIỆU NĂM 2023 - TP.HCM"],
    ["STT", "Đơn vị", "Số mô hình"],
    ["A", "KHỐI QUẬN"],
    ["I", "Cụm 1"],
    [1, "Quận 1", 1],
    [2, "Quận 3", 2],
    [None, "Cộng cụm 1", 3],
    ["II", "Cụm 2"],
    [1, "Quận 4", 4],
    [None, "Cộng cụm 2", 4],
    [None, "Cộng khối quận", 7],
    ["B", "KHỐI HUYỆN"],
    [1, "Huyện Củ Chi", 8],
    [None, "Cộng khối huyện", 8],
    [None, "TỔNG CỘNG", 15],
]


def _sums(reading: Any) -> dict[str, int]:
    return {key[0]: found[0] for key, found in figures_of(reading).items()}


def test_groups_within_groups_are_summed_level_by_level() -> None:
    reading = read(_NESTED)
    assert _sums(reading) == {"760": 1, "770": 2, "773": 4, "783": 8}
    assert [row for row, kind in reading.rows_skipped if kind == "subtotal"] == [7, 10, 11, 14]
    assert said(reading) == []
    for row, true in ((7, 3), (10, 4), (11, 7), (14, 8), (15, 15)):
        wrong = [list(cells) for cells in _NESTED]
        wrong[row - 1][2] += 100
        warning = problem(read(wrong), "total_differs")
        assert (warning.cell, warning.params["stated"]) == (f"C{row}", true + 100)


_FORMER: list[list[Any]] = [
    ["SỐ LIỆU NĂM 2025 - TP.HCM"],
    ["STT", "Phường, xã, đặc khu", "Số mô hình"],
    ["I", "QUẬN 3 (CŨ)", 11],
    [1, "Phường Bàn Cờ", 5],
    [2, "Phường Xuân Hòa (Q3 cũ)", 6],
    ["II", "QUẬN 1 (CŨ)", 7],
    [1, "Phường Sài Gòn", 7],
    [None, "Tổng cộng", 18],
]
_COMMUNES = {"27154@2025-07-01": 5, "27139@2025-07-01": 6, "26740@2025-07-01": 7}


def test_a_former_district_above_its_communes_sums_them_and_is_no_figure() -> None:
    reading = read(_FORMER)
    assert _sums(reading) == _COMMUNES
    assert dict(reading.rows_skipped) == {1: "title", 2: "header", 3: "subtotal", 6: "subtotal", 8: "total"}
    assert said(reading) == []
    wrong = [list(cells) for cells in _FORMER]
    wrong[2][2] = 12
    assert said(read(wrong)) == [("warning", "total_differs", "C3")]


def test_a_former_district_without_numbers_is_a_group_and_may_stand_in_a_column() -> None:
    rows = [
        ["SỐ LIỆU NĂM 2025 - TP.HCM"],
        ["STT", "Phường, xã, đặc khu", "Thuộc quận, huyện cũ", "Số mô hình"],
        ["I", "QUẬN 3 (CŨ)"],
        [1, "Phường Bàn Cờ", "Quận 3", 5],
        [2, "Phường Xuân Hòa (Q3 cũ)", "Q3", 6],
        ["II", "QUẬN 1 (CŨ)"],
        [1, "Phường Sài Gòn", "Quận 1", 7],
        [None, "Cộng Quận 1", None, 7],
        [None, "Tổng cộng", None, 18],
    ]
    reading = read(rows)
    assert _sums(reading) == _COMMUNES
    assert dict(reading.rows_skipped) == {1: "title", 2: "header", 3: "group", 6: "group", 8: "subtotal", 9: "total"}
    assert said(reading) == [("notice", "columns_not_taken", "C2")]


def test_districts_beside_communes_of_one_year_are_flagged() -> None:
    rows = [["NĂM 2025 - TP.HCM"], ["STT", "Đơn vị", "Số mô hình"], [1, "Quận 3", 10], [2, "Phường Bàn Cờ", 20]]
    reading = read(rows)
    assert _sums(reading) == {"770": 10, "27154@2025-07-01": 20}
    assert said(reading) == [("notice", "districts_and_communes", "C3")]


_LISTED = [
    ["TÊN MÔ HÌNH DÂN VẬN KHÉO NĂM 2022 - ĐÀ NẴNG"],
    ["I. QUẬN SƠN TRÀ"],
    ["TT", "Tên mô hình", "Lĩnh vực"],
    [1, "Mô hình chợ văn minh", "Kinh tế"],
    ["II Quận Ngũ Hành Sơn"],
    ["TT", "Tên mô hình", "Lĩnh vực"],
    [2, "Mô hình bếp ăn nghĩa tình", "Kinh tế"],
    ["IV HUYệN HòA VANG"],
    [3, "Mô hình nhà trọ tự quản", "Kinh tế"],
]


def test_a_roman_number_needs_no_full_stop_before_the_name_of_a_unit() -> None:
    reading = read(_LISTED)
    assert [(fact.row["unit"], fact.row["name"]) for fact in reading.facts] == [
        ("493", "Mô hình chợ văn minh"),
        ("494", "Mô hình bếp ăn nghĩa tình"),
        ("497", "Mô hình nhà trọ tự quản"),
    ]


def test_a_title_that_two_merged_districts_share_is_asked_about_only_where_the_time_reaches_the_merger() -> None:
    title = [["TỈNH AN GIANG"], ["HUYỆN CHÂU THÀNH"], ["SỐ LIỆU NĂM 2025"], ["Năm", "Số mô hình"], [2025, 5]]
    assert problem(read(title), "no_unit").level == "error"
    title[2], title[4] = ["SỐ LIỆU NĂM 2023"], [2023, 5]
    assert figures_of(read(title))["892", "year:2023", "models", "unspecified", ""][0] == 5


_AN_GIANG = [
    ["TỈNH AN GIANG - KẾT QUẢ NĂM 2025"],
    ["STT", "Đơn vị", "Số mô hình"],
    [1, "Huyện An Minh", 3],
    [2, "Huyện Gò Quao", 4],
    [3, "Huyện Châu Thành", 5],
]


def test_the_neighbours_of_one_former_province_say_which_district_of_a_name_is_meant_and_that_is_told() -> None:
    reading = read(_AN_GIANG)
    assert _sums(reading) == {"909": 3, "907": 4, "905": 5}
    assert problem(reading, "unit_by_neighbours").params == {"found": "Huyện Châu Thành", "count": 1}
    mixed = [*_AN_GIANG, [4, "Huyện Chợ Mới", 6]]
    asked = problem(read(mixed), "ambiguous_unit")
    assert (asked.cell, asked.answers) == ("B5", ("892", "905"))
    assert asked.params["likely"] == "Huyện Châu Thành, An Giang / Huyện Châu Thành, Kiên Giang"
    few = [*_AN_GIANG[:3], [2, "Huyện Châu Thành", 5]]
    assert problem(read(few), "ambiguous_unit").cell == "B4"


def test_a_group_of_a_name_that_two_merged_districts_bear_is_asked_about_and_falls_to_nobody_else() -> None:
    rows = [
        ["TỈNH AN GIANG - HUYỆN CHỢ MỚI - MÔ HÌNH NĂM 2025"],
        ["TT", "Tên mô hình", "Lĩnh vực"],
        ["I. HUYỆN CHÂU THÀNH"],
        [1, "Mô hình chợ văn minh", "Kinh tế"],
    ]
    reading = read(rows)
    assert (problem(reading, "no_unit").level, reading.facts) == ("error", [])


def test_a_legend_beside_the_first_head_of_a_page_does_not_part_the_table_from_its_total() -> None:
    head = [["TT", "Đơn vị", "Tập huấn", None], [None, None, "Số lớp tập huấn", "Số lượt người"]]
    rows: list[list[Any]] = [
        ["SỐ LIỆU NĂM 2023 - TP.HCM"],
        head[0],
        [*head[1], None, "Chữ viết tắt:"],
        [None, "Tổng số", 6, 60, None, "TH: tập huấn"],
        [1, "Quận 1", 1, 10],
        *head,
        [2, "Quận 3", 2, 20],
        *head,
        [3, "Quận 4", 3, 30],
    ]
    merges = [merge for row in (2, 6, 9) for merge in (f"A{row}:A{row + 1}", f"B{row}:B{row + 1}", f"C{row}:D{row}")]
    reading = read(rows, merges)
    assert said(reading, "error", "warning") == []
    assert {key[0]: value[0] for key, value in figures_of(reading).items() if key[2] == "attendances"} == {
        "760": 10,
        "770": 20,
        "773": 30,
    }
    rows[3][3] = 61
    assert [problem.cell for problem in read(rows, merges).problems if problem.code == "total_differs"] == ["D4"]
