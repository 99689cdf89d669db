"""Validate: rows with a measure in each, below headings without values: what a row says itself is what it counts."""

from typing import Any

from data_access.spelling import without_marks
from intake.figure_columns import stage_of
from intake.readings import SheetReading
from tests.sheet_reading import figures_of, problem, read, read_file, said
from tests.workbooks import a_workbook

_HEAD = [["KẾT QUẢ NĂM 2023 - TP.HCM"], ["TT", "Nội dung", "ĐVT", "Quận 1"]]
_SECTION: list[list[Any]] = [
    [1, "Số lớp tập huấn", "lớp", 2],
    [2, "Số lượt người tham dự", "lượt", 30],
    [3, "Số mô hình dân vận khéo", "mô hình", 4],
    [4, "Số tập thể được khen thưởng", "tập thể", 5],
]


def _found(reading: SheetReading) -> dict[str, tuple[str, str, int]]:
    """Cell to measure, stage or part, and value."""
    return {c: (m, v or s, value) for (_, _, m, s, v), (value, _, c) in sorted(figures_of(reading).items())}


def _read(*rows: list[Any]) -> tuple[dict[str, tuple[str, str, int]], list[tuple[str, str, str | None]]]:
    reading = read([*_HEAD, *rows])
    return _found(reading), said(reading)


def test_what_a_row_says_itself_counts_whatever_its_section_is_called() -> None:
    headings = [
        "Tập huấn", "Nội dung 2: Tập huấn", "Tăng cường công tác tập huấn", "Giảm nghèo, tập huấn", "Hình thức tổ chức tập huấn",
        "Kết quả thực hiện kế hoạch tập huấn", "Đánh giá kết quả tập huấn", "Các chỉ tiêu tập huấn", "Tên lớp tập huấn",
        "Số cán bộ được tập huấn", "Mô hình, tập huấn và khen thưởng", "Số văn bản về tập huấn, mô hình",
    ]  # fmt: skip
    orders = {"1": _SECTION, "2": _SECTION[::-1]}
    sheets = {
        f"{at}.{n}": [*_HEAD, ["II", heading], *order]
        for at, heading in enumerate(headings)
        for n, order in orders.items()
    }
    for reading in read_file(a_workbook(sheets)).sheets:
        assert (reading.sheet, sorted(_found(reading).values()), said(reading)) == (
            reading.sheet,
            [
                ("attendances", "unspecified", 30), ("commended_collectives", "unspecified", 5), ("models", "unspecified", 4),
                ("training_sessions", "unspecified", 2),
            ],
            [],
        )  # fmt: skip


def test_rows_below_a_heading_of_other_numbers_are_left_out_with_a_warning_each() -> None:
    headings = [
        "Kế hoạch tập huấn", "Chỉ tiêu", "Kinh phí", "Kết quả so với kế hoạch", "Lũy kế từ đầu nhiệm kỳ", "Cùng kỳ năm trước", "Năm 2022",
        "Kết quả năm 2022", "Bình quân", "Cán bộ nữ",
    ]  # fmt: skip
    rows: list[list[Any]] = [*_SECTION, ["III", "Kết quả"], [1, "Số mô hình", None, 7]]
    sheets = {
        f"Biểu {at}": [*_HEAD, [1, "Số lớp", "lớp", 9], ["II", heading], *rows] for at, heading in enumerate(headings)
    }
    readings = read_file(a_workbook(sheets)).sheets
    taken = {"D3": ("training_sessions", "unspecified", 9), "D10": ("models", "unspecified", 7)}
    warned = [("warning", "under_another_heading", f"B{row}") for row in range(5, 9)]
    assert [(r.sheet, _found(r), said(r)) for r in readings] == [(name, taken, warned) for name in sheets]


def test_the_heading_is_named_by_its_cell() -> None:
    reading = read(
        [*_HEAD, [1, "Số mô hình", None, 3], ["II", "Lũy kế"], [1, "Số lớp", "lớp", 2], [2, "Số hộ dân", "hộ", 2]]
    )
    assert problem(reading, "under_another_heading").params == {"heading": "B4"}
    assert said(reading)[1:] == [("notice", "not_our_measure", "B6")]


def test_models_below_commendations_alone_are_those_that_were_commended() -> None:
    found, problems = _read(
        ["I", "Khen thưởng"], [1, "Tập thể", "tập thể", 5], [2, "Số mô hình", None, 4], [3, "Số lớp", None, 2]
    )
    assert found == {"D4": ("commended_collectives", "unspecified", 5), "D6": ("training_sessions", "unspecified", 2)}
    assert problems == [("warning", "under_another_heading", "B5")]


def test_people_at_something_else_are_no_attendances() -> None:
    found, problems = _read(
        ["I", "Đối thoại"], [1, "Số cuộc", None, 7], [2, "Số lượt", None, 70], ["II", "Kết quả"], *_SECTION[:2]
    )
    assert found == {"D7": ("training_sessions", "unspecified", 2), "D8": ("attendances", "unspecified", 30)}
    assert problems == [("notice", "not_our_measure", "B4"), ("notice", "not_our_measure", "B5")]


def test_a_figure_that_nobody_filled_in_and_the_words_of_which_are_no_headings() -> None:
    rows: list[list[Any]] = [
        [1, "Số mô hình", "mô hình", 10],
        [None, "Trong đó:"],
        [None, "- Tập thể", None, 8],
        [None, "- Cá nhân", None, 2],
        [2, "Tỷ lệ hộ tham gia", "%", None],
        [3, "Số lớp tập huấn", "lớp", 3],
        [4, "Kinh phí"],
        [5, "Số tập thể được khen", None, 4],
    ]
    found, problems = _read(*rows)
    assert found == {
        "D3": ("models", "unspecified", 10),
        "D5": ("models", "collective", 8),
        "D6": ("models", "individual", 2),
        "D8": ("training_sessions", "unspecified", 3),
        "D10": ("commended_collectives", "unspecified", 4),
    }
    assert problems == []


def test_a_heading_says_which_stage_its_models_have_reached_and_no_other_word_does() -> None:
    found, _ = _read(
        ["I", "Mô hình được công nhận"],
        [1, "Số mô hình", None, 4],
        ["II", "Nội dung 3: Áp dụng mô hình"],
        [1, "Tổng số mô hình", None, 6],
    )
    assert found == {"D4": ("models", "recognised", 4), "D6": ("models", "unspecified", 6)}


def test_models_are_given_up_only_where_the_words_say_so() -> None:
    words = [
        "Số mô hình dừng",
        "Số mô hình theo cấp: dừng",
        "Số mô hình đã ngừng, dừng",
        "Số mô hình được áp dụng",
        "Số mô hình tín dụng",
    ]
    assert [stage_of(without_marks(said)) for said in words] == [*["discontinued"] * 3, *["unspecified"] * 2]


def test_a_sum_below_a_heading_that_names_several_measures_is_none_of_them() -> None:
    found, problems = _read(
        [1, "Số lớp", None, 2], [2, "Số mô hình", None, 4], ["II", "Tập huấn, khen thưởng"], [1, "Số lượng", None, 9]
    )
    assert sorted(found) == ["D3", "D4"]
    assert problems == [("notice", "not_our_measure", "B6")]


def test_a_row_without_unit_or_term_is_named_once_however_many_figures_it_states() -> None:
    rows: list[list[Any]] = [["TT", "Nội dung", "Số liệu", "Kết quả"], [1, "Số lớp", 2, 3], [2, "Số mô hình", 4, 5]]
    reading = read(rows)
    assert [(p.code, p.params) for p in reading.problems if p.level == "error"] == [
        ("no_unit", {"count": 2, "rows": "2, 3"}),
        ("no_term", {"count": 2, "rows": "2, 3"}),
    ]


def test_rows_of_measures_told_in_words_are_no_list_of_models() -> None:
    title = ["Kết quả mô hình Dân vận khéo năm 2024 - Quận 3"]
    tables: list[list[list[Any]]] = [
        [
            ["Chỉ tiêu", "Đơn vị tính", "Kết quả"],
            ["Lớp tập huấn", "lớp", "tốt"],
            ["Mô hình Dân vận khéo", "mô hình", "khá"],
        ],
        [["Chỉ tiêu", "", "Kết quả"], ["Xây dựng mô hình", "mô hình", "tốt"], ["Lớp tập huấn", "lớp", "khá"]],
        [["Nội dung", "Kết quả"], ["Mô hình Dân vận khéo", "tốt"], ["Lớp tập huấn", "khá"]],
    ]
    readings = [read([title, *table]) for table in tables]
    assert [(len(reading.facts), said(reading)) for reading in readings] == [
        (0, [("notice", "sheet_not_recognised", "A2")])
    ] * 3


def test_a_list_of_models_below_a_line_of_contents_stays_one() -> None:
    rows = [
        ["Nội dung: mô hình Dân vận khéo năm 2024, Quận 3"],
        ["Tên mô hình", "Ghi chú"],
        ["Hẻm xanh", ""],
        ["Lớp học", ""],
    ]
    assert [fact.row["name"] for fact in read(rows).facts] == ["Hẻm xanh", "Lớp học"]
