"""Tables below others on a sheet: the line right above one says whose it is and which time it is about."""

from typing import Any

import pytest

from tests.sheet_reading import problem, read, said

_HEAD: list[Any] = ["STT", "Đơn vị", "Số mô hình"]
_OTHER_HEAD: list[Any] = ["STT", "Đơn vị", "Số lớp"]
_BY_YEAR: list[Any] = ["STT", "Năm", "Số mô hình"]


def _values(rows: list[list[Any]]) -> tuple[dict[tuple[str, str, str], int], list[tuple[str, str, str | None]]]:
    reading = read(rows)
    found = {(f.row["unit"], f.row["term"][-4:], f.row["measure"][:6]): f.row["value"] for f in reading.facts}
    assert len(found) == len(reading.facts)
    return found, said(reading)


@pytest.mark.parametrize("title", [["SỐ LIỆU - TP.HCM"], ["SỐ LIỆU NĂM 2020 - TP.HCM"]])
@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_line_above_a_table_below_two_beside_each_other_is_its_own(title: list[Any], gap: list[Any]) -> None:
    beside = [
        ["NĂM 2022", None, None, None, "NĂM 2023"],
        [*_HEAD, None, *_HEAD],
        [1, "Quận 1", 2, None, 1, "Quận 1", 5],
    ]
    below = [["NĂM 2024"], *gap, _HEAD, [1, "Quận 1", 8], [2, "Quận 3", 9]]
    above = {("760", "2022", "models"): 2, ("760", "2023", "models"): 5}
    assert _values([title, *beside, [], *below]) == (
        above | {("760", "2024", "models"): 8, ("770", "2024", "models"): 9},
        [],
    )
    reading = read([title, *beside, [], *below])
    assert dict(reading.rows_skipped)[6] == "title" and "A6" in reading.kept["cells"]


def test_a_place_above_a_table_below_two_beside_each_other_is_its_own() -> None:
    beside = [
        ["QUẬN 1", None, None, None, "QUẬN 3"],
        [*_BY_YEAR, None, *_BY_YEAR],
        [1, 2022, 2, None, 1, 2022, 5],
    ]
    found, problems = _values([["SỐ LIỆU - TP.HCM"], *beside, [], ["QUẬN 5"], _BY_YEAR, [1, 2022, 8]])
    assert found == {("760", "2022", "models"): 2, ("770", "2022", "models"): 5, ("774", "2022", "models"): 8}
    assert problems == []


@pytest.mark.parametrize("head", [_HEAD, _OTHER_HEAD])
@pytest.mark.parametrize("line", ["NĂM 2024", "Năm 2024", "II. Kết quả năm 2024"])
def test_tables_below_each_other_take_the_year_above_each(head: list[Any], line: str) -> None:
    rows = [["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [], [line], head, [1, "Quận 3", 8]]
    what = "models" if head is _HEAD else "traini"
    assert _values(rows) == ({("760", "2023", "models"): 2, ("770", "2024", what): 8}, [])


def test_tables_below_each_other_take_the_district_above_each() -> None:
    head = ["TT", "Nội dung", "ĐVT", "Số lượng"]
    rows = [
        ["KẾT QUẢ - TP.HCM"], ["QUẬN 1 NĂM 2023"], head, [1, "Số mô hình", "mô hình", 2], [2, "Số lớp", "lớp", 3], [],
        ["QUẬN 3 NĂM 2023"], head, [1, "Số mô hình", "mô hình", 4], [2, "Số lớp", "lớp", 5],
    ]  # fmt: skip
    assert _values(rows) == (
        {
            ("760", "2023", "models"): 2, ("760", "2023", "traini"): 3, ("770", "2023", "models"): 4,
            ("770", "2023", "traini"): 5,
        },
        [],
    )  # fmt: skip


def test_a_place_that_nobody_knows_is_asked_about_and_not_taken_for_that_of_the_title() -> None:
    rows = [
        ["TP.HCM"],
        ["QUẬN 1"],
        _BY_YEAR,
        [1, 2022, 2],
        [],
        ["QUẬN TRĂNG SAO"],
        ["STT", "Năm", "Số lớp"],
        [1, 2022, 8],
    ]
    found, problems = _values(rows)
    assert found == {("760", "2022", "models"): 2}
    assert problems == [("error", "no_unit", "A8")]


def test_a_table_below_one_of_another_year_that_says_no_year_is_asked_about() -> None:
    rows = [
        ["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [], ["NĂM 2024"], _OTHER_HEAD, [1, "Quận 1", 3], [],
        ["STT", "Đơn vị", "Lượt người"], [1, "Quận 1", 30],
    ]  # fmt: skip
    found, problems = _values(rows)
    assert found == {("760", "2023", "models"): 2, ("760", "2024", "traini"): 3}
    assert problems == [("error", "no_term", "A10")]
    assert problem(read(rows), "no_term").params == {"count": 1, "rows": "10"}


@pytest.mark.parametrize(
    "line",
    ["Năm 2023 (tiếp theo)", "Quận 3, ngày 5 tháng 6 năm 2024", "Ghi chú: số liệu năm 2022 chưa đủ", "Trang 2"],
)
def test_lines_that_say_nothing_new_before_a_head_that_stands_again_change_nothing(line: str) -> None:
    rows = [["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [line], _HEAD, [2, "Quận 3", 8]]
    found = {("760", "2023", "models"): 2, ("770", "2023", "models"): 8}
    assert _values([*rows, [None, "Tổng cộng", 10]]) == (found, [])


def test_a_group_of_the_former_district_above_a_head_that_stands_again_is_still_a_group() -> None:
    rows = [["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [], ["II. QUẬN 3"], _HEAD, [2, "Quận 4", 8]]
    reading = read([*rows, [None, "Tổng cộng", 10]])
    assert {f.row["unit"]: f.row["value"] for f in reading.facts} == {"760": 2, "773": 8}
    assert said(reading) == []


@pytest.mark.parametrize("head", [_HEAD, _OTHER_HEAD])
@pytest.mark.parametrize("line", ["Kế hoạch năm 2024", "KẾ HOẠCH", "Chỉ tiêu giao năm 2024"])
@pytest.mark.parametrize("option", [None, "year:2024"])
def test_a_table_of_plans_below_others_is_never_taken_whatever_term_is_said(
    line: str, head: list[Any], option: str | None
) -> None:
    title = ["SỐ LIỆU NĂM 2023 - TP.HCM"] if option is None else ["SỐ LIỆU TP.HCM"]
    rows = [title, _HEAD, [1, "Quận 1", 2], [], [line], head, [2, "Quận 3", 8], [], ["Người lập"]]
    reading = read(rows, term=option)
    assert {(f.row["unit"], f.row["measure"]): f.row["value"] for f in reading.facts} == {("760", "models"): 2}
    assert said(reading) == [("warning", "table_not_taken", "A6")]
    assert problem(reading, "table_not_taken").params == {"count": 1}
    assert reading.rows_skipped[-4:] == [(6, "header"), (7, "no_results"), (8, "blank"), (9, "signature")]


def test_a_table_of_a_plan_that_is_only_mentioned_is_asked_about() -> None:
    line = "Kế hoạch tập huấn năm 2024 của các quận"
    rows = [["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [], [line], _HEAD, [2, "Quận 3", 8]]
    assert _values(rows) == ({("760", "2023", "models"): 2}, [("error", "no_term", "A7")])


def test_a_table_below_a_plan_without_a_line_of_its_own_is_asked_about() -> None:
    rows = [
        ["SỐ LIỆU NĂM 2023 - TP.HCM"],
        _HEAD,
        [1, "Quận 1", 2],
        [],
        ["Kế hoạch năm 2024"],
        _OTHER_HEAD,
        [2, "Quận 3", 8],
    ]
    found, problems = _values([*rows, [], _HEAD, [3, "Quận 5", 4], [], ["NĂM 2022"], _OTHER_HEAD, [4, "Quận 4", 6]])
    assert found == {("760", "2023", "models"): 2, ("773", "2022", "traini"): 6}
    assert problems == [("warning", "table_not_taken", "A6"), ("error", "no_term", "A10")]


@pytest.mark.parametrize(
    ("title", "heads", "is_warned"),
    [
        ("KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2024 - TP.HCM", _HEAD, True),
        ("Biểu số 2. Tổng hợp kế hoạch thực hiện năm 2024 - TP.HCM", _HEAD, True),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2024 - TP.HCM", _HEAD, False),
        ("(Kèm theo Kế hoạch số 15-KH/BDV) NĂM 2024 - TP.HCM", _HEAD, False),
        ("Kế hoạch số 15-KH/BDV, năm 2024 - TP.HCM", _HEAD, False),
        ("KẾ HOẠCH NĂM 2024 - TP.HCM", ["STT", "Đơn vị", "Số mô hình đã thực hiện"], False),
    ],
)
def test_a_sheet_whose_title_calls_it_a_plan_is_read_with_a_warning(
    title: str, heads: list[Any], *, is_warned: bool
) -> None:
    reading = read([["THÀNH ỦY"], [title], heads, [1, "Quận 1", 2]])

    assert [(f.row["unit"], f.row["term"], f.row["value"]) for f in reading.facts] == [("760", "year:2024", 2)]
    assert said(reading, "warning") == ([("warning", "title_is_plan", "A2")] if is_warned else [])


def test_targets_below_others_are_of_the_year_above_them() -> None:
    targets = [["STT", "Quận/huyện", "Chỉ tiêu", "Chỉ tiêu giao"], [1, "Quận 3", "Số mô hình", 9]]
    reading = read([["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], [], ["CHỈ TIÊU NĂM 2024"], *targets])
    assert [(f.dataset, f.row["term"]) for f in reading.facts] == [("summary", "year:2023"), ("targets", "year:2024")]


def test_entries_right_above_another_table_stay_entries_and_a_bare_year_there_is_a_caption() -> None:
    awards = [["Tên tập thể được khen thưởng", "Hình thức"], ["Hội Phụ nữ Phường 4", "Giấy khen"]]
    names = [["Phường 5"], ["Xã Bình Hưng"]]
    below = [["STT", "Quận/huyện", "Số lớp"], [1, "Quận 3", 8]]
    reading = read([["KHEN THƯỞNG NĂM 2023 - QUẬN 3, TP.HCM"], *awards, *names, *below])
    assert [f.row["collective_name"] for f in reading.facts if f.dataset == "commendations"] == [
        "Hội Phụ nữ Phường 4", "Phường 5", "Xã Bình Hưng",
    ]  # fmt: skip
    dense = [["SỐ LIỆU NĂM 2023 - TP.HCM"], _HEAD, [1, "Quận 1", 2], ["Năm 2024"], _OTHER_HEAD, [1, "Quận 3", 8]]
    assert set(_values(dense)[0]) == {("760", "2023", "models"), ("770", "2024", "traini")}
