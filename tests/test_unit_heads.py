"""Match, tested: a table of figures by commune counts for its communes, whatever the head of their column says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sheet_reading import problem, read, said

_TITLE = ["THÀNH PHỐ HỒ CHÍ MINH - KẾT QUẢ NĂM 2026"]
_COMMUNES = {"27553@2025-07-01": "Củ Chi", "27496@2025-07-01": "Tân An Hội", "27526@2025-07-01": "Thái Mỹ"}
_HEADS = (
    "Xã", "Xã, thị trấn", "Xã/thị trấn", "Xã - Thị trấn", "Tên xã", "Các xã", "Các xã, thị trấn", "XÃ VÀ ĐẶC KHU", "Phường",
    "Tên phường", "Xã, phường, đặc khu", "Cơ sở",
)  # fmt: skip


def _by_unit(head: str, names: list[Any], title: list[str]) -> tuple[dict[str, int], list[tuple[str, str, str | None]]]:
    rows = [[at, name, 7 * at] for at, name in enumerate(names, 1)]
    reading = read([title, ["STT", head, "Số mô hình"], *rows])
    return {fact.row["unit"]: fact.row["value"] for fact in reading.facts}, said(reading)


@pytest.mark.parametrize("head", _HEADS)
def test_a_head_that_names_communes_and_nothing_else_is_that_of_units(head: str) -> None:
    whole = {unit: 7 * at for at, unit in enumerate(_COMMUNES, 1)}
    assert _by_unit(head, [f"Xã {name}" for name in _COMMUNES.values()], _TITLE) == (whole, [])
    assert _by_unit(head, list(_COMMUNES.values()), _TITLE) == (whole, [])


@pytest.mark.parametrize("head", ["Nơi thực hiện", "Nội dung", "Tên"])
def test_a_column_of_names_of_units_is_that_of_units_below_any_head(head: str) -> None:
    names = [f"Xã {name}" for name in _COMMUNES.values()]
    assert _by_unit(head, names, _TITLE) == ({unit: 7 * at for at, unit in enumerate(_COMMUNES, 1)}, [])
    assert _by_unit(head, [*names, "Tổng cộng"], _TITLE)[1] == [("warning", "total_differs", "C6")]


def test_no_row_of_a_commune_counts_for_the_district_of_the_title() -> None:
    found, problems = _by_unit("Xã, thị trấn", ["Xã Tân Phú Trung"], ["HUYỆN CỦ CHI - NĂM 2023"])
    assert (found, problems) == ({}, [("error", "unknown_unit", "B3")])


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Phương thức", ["Tập trung", "Trực tuyến"]),
        ("Xã hội hóa", ["có", "không"]),
        ("Nội dung", ["Xã hội hóa", "Phường tự làm"]),
        ("Ghi chú", [None, None]),
    ],
)
def test_what_only_sounds_like_communes_is_no_column_of_units(head: str, names: list[Any]) -> None:
    assert ("error", "no_unit", "A3") in _by_unit(head, names, _TITLE)[1]


@pytest.mark.parametrize("values", [(5, 7), (5, 5)])
def test_rows_told_apart_by_a_column_that_nobody_knows_are_never_those_of_one_unit(values: tuple[int, int]) -> None:
    rows = [["HUYỆN CỦ CHI - NĂM 2023"], ["STT", "Nơi làm", "Số mô hình", "Số lớp"]]
    reading = read(
        [*rows, [1, "Tân Phú Trung", values[0], None], [2, "Trung An", values[1], None], [3, "Bình Mỹ", None, 4]]
    )

    assert said(reading, "error") == [("error", "rows_of_one_unit", "B2")]
    assert problem(reading, "rows_of_one_unit").params == {"column": "B «Nơi làm»", "count": 2}
    assert [(fact.row["measure"], fact.row["value"]) for fact in reading.facts] == [("training_sessions", 4)]


def test_one_row_with_words_beside_it_and_rows_of_their_own_terms_are_taken() -> None:
    head = ["Nội dung", "Năm", "Số mô hình"]
    one = read([["HUYỆN CỦ CHI - NĂM 2023"], [head[0], head[2]], ["Làm trong năm", 5]])
    two = read([["HUYỆN CỦ CHI"], head, ["Làm", 2022, 5], ["Làm tiếp", 2023, 7]])

    assert [said(reading, "error") for reading in (one, two)] == [[], []]
    assert [[fact.row["value"] for fact in reading.facts] for reading in (one, two)] == [[5], [5, 7]]


def test_the_column_is_named_that_tells_the_rows_apart_not_the_first_that_is_not_taken() -> None:
    rows = [["Loại", "Khối", "Số mô hình"], ["chung", "Khối A", 5], ["chung", "Khối B", 6]]
    reading = read([["KẾT QUẢ QUẬN 1, TP. HỒ CHÍ MINH NĂM 2023"], *rows])
    assert [(each.code, each.cell) for each in reading.problems if each.level == "error"] == [
        ("rows_of_one_unit", "B2")
    ]
    assert not reading.facts
