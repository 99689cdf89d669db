"""Total rows are checksums: a wrong value in any column of any of them is a warning on that very cell."""

from typing import Any

import pytest

from intake.grids import address
from tests import layouts
from tests.sheet_reading import read, said

_WITH_GROUPS: list[list[Any]] = [
    ["BIỂU TỔNG HỢP NĂM 2022"],
    ["STT", "Đơn vị", "Số mô hình", "Số lớp tập huấn", "Số lượt người"],
    ["I", "Cụm thi đua số 1", 30, 3, 300],
    [1, "Quận 1", 10, 1, 100],
    [2, "Quận 3", 20, 2, 200],
    ["II", "Cụm thi đua số 2", 70, 7, 700],
    [1, "Quận 5", 30, 3, 300],
    [2, "Quận 10", 40, 4, 400],
    [None, "Tổng cộng", 100, 10, 1000],
]
_TOTAL_ABOVE: list[list[Any]] = [
    ["Quận/huyện", "Năm", "Số mô hình", "Số lớp tập huấn"],
    ["Toàn thành phố", None, 30, 3],
    ["Quận 1", 2022, 10, 1],
    ["Quận 3", 2022, 20, 2],
]
_TRAINING: list[list[Any]] = [
    ["STT", "Quận/huyện", "Tên lớp", "Thời gian", "Số lớp", "Số lượt người"],
    [1, "Quận 1", "Lớp A", "5/2022", 1, 100],
    [2, "Quận 1", "Lớp B", "6/2022", 2, 250],
    [None, "Cộng", None, None, 3, 350],
]
_SUBTOTALS: list[list[Any]] = [
    ["STT", "Quận/huyện", "Năm", "Số mô hình", "Số lớp tập huấn"],
    ["I", "KHỐI QUẬN"],
    [1, "Quận 1", 2022, 10, 1],
    [2, "Quận 3", 2022, 20, 2],
    [None, "Cộng khối quận", None, 30, 3],
    ["II", "KHỐI HUYỆN"],
    [1, "Huyện Củ Chi", 2022, 40, 4],
    [None, "Cộng khối huyện", None, 40, 4],
    [None, "TỔNG CỘNG", None, 70, 7],
]
_MODELS: list[list[Any]] = [row[:] for row in layouts.l04()[0]]

CASES = [
    ("the Party form", layouts.l02(), [12], range(3, 8)),
    ("parts and sectors", layouts.l03()[0], [8], range(3, 13)),
    ("sums above their groups", _WITH_GROUPS, [3, 6, 9], range(3, 6)),
    ("a total above the data", _TOTAL_ABOVE, [2], range(3, 5)),
    ("a training list", _TRAINING, [4], range(5, 7)),
    ("subtotals below their groups", _SUBTOTALS, [5, 8, 9], range(4, 6)),
    ("a list that counts its rows", _MODELS, [8, 13], [3]),
]
_MERGES = {"parts and sectors": layouts.l03()[1], "a list that counts its rows": layouts.l04()[1]}
_PLANTED = [(name, rows, row, column) for name, rows, totals, columns in CASES for row in totals for column in columns]


@pytest.mark.parametrize(
    ("name", "rows"),
    [(name, rows) for name, rows, *_ in CASES],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_true_totals_say_nothing(name: str, rows: list[list[Any]]) -> None:
    assert said(read(rows, _MERGES.get(name, ())), "warning", "error") == []


@pytest.mark.parametrize(
    ("name", "rows", "row", "column"),
    _PLANTED,
    ids=lambda each: str(each) if not isinstance(each, list) else "",
)
def test_a_wrong_total_is_a_warning_on_its_cell(name: str, rows: list[list[Any]], row: int, column: int) -> None:
    planted = [list(cells) for cells in rows]
    planted[row - 1][column - 1] += 1
    warnings = said(read(planted, _MERGES.get(name, ())), "warning")
    assert ("warning", "total_differs", address(row, column)) in warnings


def test_the_sum_of_a_printed_page_is_held_against_its_rows() -> None:
    head = [["KẾT QUẢ NĂM 2023 - TP.HCM"], ["STT", "Đơn vị", "Số mô hình"], [1, "Quận 1", 5], [2, "Quận 3", 7]]
    for stated, told in ((12, []), (13, [("warning", "total_differs", "C5")])):
        reading = read([*head, [None, "Cộng trang 1", stated], [3, "Quận 4", 3], [None, "Tổng cộng", 15]])
        assert said(reading) == told


def test_a_bound_in_the_rows_leaves_the_total_open_above_and_not_below() -> None:
    rows = layouts.l02((200, 160, 9, 1909, 30))
    rows[8][2] = "trên 75"
    assert said(read(rows), "warning") == []
    rows[11][2] = 150
    assert said(read(rows), "warning") == [("warning", "total_differs", "C12")]


def test_names_that_begin_like_totals_are_names() -> None:
    rows = [
        ["STT", "Tên mô hình", "Quận/huyện", "Năm đăng ký"],
        [1, "Tổng công ty vì dân", "Quận 1", 2022],
        [2, "Cộng Hòa xanh", "Quận 1", 2022],
        [3, "Tổng số hóa thủ tục", "Quận 1", 2022],
        [None, "Tổng cộng", None, 3],
    ]
    reading = read(rows)
    assert [fact.row["name"] for fact in reading.facts] == [
        "Tổng công ty vì dân",
        "Cộng Hòa xanh",
        "Tổng số hóa thủ tục",
    ]
    assert said(reading, "warning", "error") == []


def test_a_numbered_entry_of_a_list_is_none_whatever_its_name_begins_with() -> None:
    names = ["Hẻm xanh", "Tổng cụm dân cư không rác", "Hộp thư góp ý"]
    rows = [["MÔ HÌNH CỦA QUẬN 3 NĂM 2023"], ["STT", "Tên mô hình"], *([at, name] for at, name in enumerate(names, 1))]
    reading = read(rows)

    assert [fact.row["name"] for fact in reading.facts] == names
    assert said(reading, "warning", "error") == []


@pytest.mark.parametrize("name", ["H. Cần Giuộc", "X. Tân Nhựt", "H.Cần Giuộc"])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_unit_written_short_that_nobody_knows_is_asked_about_and_is_no_group(name: str, numbered: bool) -> None:
    rows: list[list[Any]] = [[1, "Quận 1", 10], [2, name, 20], [3, "Huyện Nhà Bè", 30], [None, "Tổng cộng", 60]]
    head = ["STT", "Đơn vị", "Số mô hình"]
    reading = read(
        [["BIỂU TỔNG HỢP NĂM 2022"], *(row if numbered else row[1:] for row in [head, *rows])], province="79"
    )
    assert reading.rows_read == 3
    assert [(level, cell) for level, _, cell in said(reading)] == [("error", "B4" if numbered else "A4")]
    # Whoever searches for the unit is shown those of the sheet's own province first.
    assert [problem.params["province"] for problem in reading.problems] == ["79"]


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("Tổng cộng: 3 mô hình", True), ("Tổng số: 3", True), ("TỔNG CỘNG (3 mô hình)", True), ("Tổng cộng: 3 mô hình.", True),
        ("Tổng cộng: 2 mô hình", False), ("Tổng số (2)", False), ("Tổng cộng: 3 xã", False), ("Tổng cộng: 3 mô hình, 20 triệu", False),
        ("Tổng cộng: 3.000.000", False), ("Tổng cộng: 30%", False), ("Tổng cộng năm 2022", False),
    ],
)  # fmt: skip
def test_the_words_of_a_total_may_count_the_rows_of_a_list(words: str, warned: bool) -> None:
    head = ["STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện"]
    rows = [["DANH SÁCH MÔ HÌNH NĂM 2022"], head, [1, "A", "Quận 1", "UBND"], [2, "B", "Quận 1", "UBND"], [None, words]]
    reading = read(rows)
    assert said(reading, "warning") == ([("warning", "total_differs", "B5")] if warned else [])
    assert len(reading.facts) == 2


@pytest.mark.parametrize(
    ("total", "warned"),
    [
        ([None, "Tổng cộng", None, 1450], []),
        ([None, "Tổng cộng", 3, None], []),
        ([None, "Tổng cộng", 4, 1450], [("warning", "total_differs", "C7")]),
    ],
)
def test_the_total_of_a_column_that_is_not_taken_is_no_number_of_rows(
    total: list[Any], warned: list[tuple[str, str, str]]
) -> None:
    rows = [[1, "Quận 3", "Hẻm xanh", 120], [2, "Quận 3", "Nhà trọ", "1.250"], [3, "Quận 1", "Chợ sạch", 80]]
    head = ["STT", "Quận/huyện", "Tên mô hình", "Kinh phí (triệu đồng)"]

    assert said(read([["DANH SÁCH MÔ HÌNH NĂM 2024 - TP.HCM"], [], head, *rows, total]), "warning") == warned
