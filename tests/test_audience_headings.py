"""Attendances below headings that only say for whom something was held: «Đối tượng: hội viên phụ nữ»."""

from typing import Any

from tests.sheet_reading import problem, read, said

_HEAD: list[list[Any]] = [["KẾT QUẢ NĂM 2023 - TP.HCM"], ["TT", "Nội dung", "ĐVT", "Quận 1"]]
_WHO = ["hội viên phụ nữ", "đoàn viên", "chức sắc tôn giáo", "đại biểu HĐND", "hộ nghèo", "người lao động", "cán bộ"]


def _facts(rows: list[list[Any]], merges: tuple[str, ...] = ()) -> tuple[dict[str, tuple[str, int]], list[Any]]:
    reading = read(rows, merges)
    return {f.row["source_cell"]: (f.row["measure"], f.row["value"]) for f in reading.facts}, said(reading)


def test_each_audience_has_its_own_attendances_whoever_it_is() -> None:
    rows = [*_HEAD]
    for at, who in enumerate(_WHO, start=1):
        rows += [[at, f"Đối tượng: {who}"], ["-", "Số lượt người", "lượt", at]]
    rows.append([9, "Số lớp tập huấn", "lớp", 3])
    told = {f"D{2 * at + 2}": ("attendances", at) for at in range(1, len(_WHO) + 1)}
    assert _facts(rows) == (told | {"D17": ("training_sessions", 3)}, [])


def test_audiences_divide_the_section_above_them_and_leave_it_with_the_next() -> None:
    found, problems = _facts(
        [
            *_HEAD, ["I", "Giải quyết việc làm"], [1, "Đối tượng: người lao động"], ["-", "Số lượt người", "lượt", 30],
            [2, "Đối tượng: hội viên"], ["-", "Số lượt người", "lượt", 40], ["II", "Đối tượng: hội viên"],
            ["-", "Số lượt người", "lượt", 50], ["-", "Số lớp", "lớp", 2],
        ]
    )  # fmt: skip
    assert found == {"D9": ("attendances", 50), "D10": ("training_sessions", 2)}
    assert problems == [("notice", "not_our_measure", "B5"), ("notice", "not_our_measure", "B7")]


def test_audiences_of_a_plan_are_planned_and_the_warning_names_the_plan() -> None:
    rows: list[list[Any]] = [
        *_HEAD, ["I", "Kế hoạch"], [1, "Đối tượng: cán bộ"], ["-", "Số lớp", "lớp", 3], ["II", "Kết quả"],
        [1, "Số lớp", "lớp", 7], [2, "Số lượt người", "lượt", 70],
    ]  # fmt: skip
    assert _facts(rows) == (
        {"D7": ("training_sessions", 7), "D8": ("attendances", 70)},
        [("warning", "under_another_heading", "B5")],
    )
    assert problem(read(rows), "under_another_heading").params == {"heading": "B3"}


def test_those_who_received_something_attended_no_training() -> None:
    found, problems = _facts(
        [*_HEAD, [1, "Đối tượng: hộ nghèo được hỗ trợ"], ["-", "Số lượt người", "lượt", 30], *_classes()]
    )
    assert found == {"D5": ("training_sessions", 2), "D6": ("models", 4)}
    assert problems == [("notice", "not_our_measure", "B4")]


def _classes() -> list[list[Any]]:
    return [[2, "Số lớp", "lớp", 2], [3, "Số mô hình", "mô hình", 4]]


def test_a_head_over_columns_may_name_an_audience_too() -> None:
    head = [["STT", "Đơn vị", "Số mô hình", "Đối tượng: hội viên", None], [None, None, None, "Số lớp", "Số lượt người"]]
    rows = [["KẾT QUẢ NĂM 2023 - TP.HCM"], *head, [1, "Quận 1", 2, 4, 50]]
    assert _facts(rows, ("A2:A3", "B2:B3", "C2:C3", "D2:E2")) == (
        {"C4": ("models", 2), "D4": ("training_sessions", 4), "E4": ("attendances", 50)},
        [],
    )


def test_two_audiences_in_columns_are_asked_about_not_lost() -> None:
    head = [
        ["STT", "Đơn vị", "Đối tượng: cán bộ", None, "Đối tượng: hội viên", None],
        [None, None, "Số lớp", "Số lượt người", "Số lớp", "Số lượt người"],
    ]
    rows = [["KẾT QUẢ NĂM 2023 - TP.HCM"], *head, [1, "Quận 1", 2, 30, 4, 50]]
    assert _facts(rows, ("A2:A3", "B2:B3", "C2:D2", "E2:F2"))[1] == [
        ("error", "two_columns_one_measure", "E3"),
        ("error", "two_columns_one_measure", "F3"),
    ]


def test_an_audience_among_the_names_of_classes_is_a_group_of_them_and_no_class() -> None:
    reading = read(
        [
            ["DANH SÁCH LỚP TẬP HUẤN NĂM 2023 - QUẬN 3, TP.HCM"],
            ["STT", "Tên lớp", "Thời gian", "Số lượt người"],
            [None, "Đối tượng: cán bộ"],
            [1, "Tập huấn QCDC", "4/2023", 40],
            [None, "Đối tượng: hội viên phụ nữ"],
            [2, "Tập huấn dân vận", "5/2023", 60],
        ]
    )
    assert [(f.row["title"], f.row["attendances"]) for f in reading.facts] == [
        ("Tập huấn QCDC", 40),
        ("Tập huấn dân vận", 60),
    ]
    assert [row for row, kind in reading.rows_skipped if kind == "group"] == [3, 5]
