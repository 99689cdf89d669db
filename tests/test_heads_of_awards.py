"""Columns below a head of commendations: collectives are the commended ones, models and classes are no collectives."""

from typing import Any

import pytest

from tests.sheet_reading import problem, read, said

_TITLE: list[Any] = ["KẾT QUẢ NĂM 2023 - TP.HCM"]
_COMMENDED, _CLASSES = "commended_collectives", "training_sessions"


def _read_under(head: str, *leaves: str) -> tuple[dict[str, tuple[str, int]], list[tuple[str, str, str | None]]]:
    """What columns from D on state below one head, behind «Số lớp tập huấn», with the numbers from 11 on."""
    last = "DEFG"[len(leaves) - 1]
    rows: list[list[Any]] = [
        _TITLE,
        ["STT", "Đơn vị", "Số lớp tập huấn", head, *[None] * (len(leaves) - 1)],
        [None, None, None, *leaves],
        [1, "Quận 1", 10, *range(11, 11 + len(leaves))],
    ]
    reading = read(rows, ["A2:A3", "B2:B3", "C2:C3", f"D2:{last}2"])
    return {f.row["source_cell"]: (f.row["measure"], f.row["value"]) for f in reading.facts}, said(reading)


@pytest.mark.parametrize("head", ["Khen thưởng", "Kết quả khen thưởng", "Khen thưởng mô hình Dân vận khéo"])
def test_models_below_a_head_of_awards_are_no_collectives_and_none_are_asked_about(head: str) -> None:
    classes, left_out = {"C4": (_CLASSES, 10)}, [("notice", "columns_not_taken", "D2")]
    assert _read_under(head, "Số mô hình", "Số tập thể") == (classes | {"E4": (_COMMENDED, 12)}, left_out)
    assert _read_under(head, "Số tập thể", "Số mô hình") == (
        classes | {"D4": (_COMMENDED, 11)},
        [("notice", "columns_not_taken", "E2")],
    )
    assert _read_under(head, "Số mô hình", "Số cá nhân") == (classes, left_out)


def test_collectives_that_are_named_after_the_movement_are_commended_ones() -> None:
    found, problems = _read_under("Khen thưởng", "Tập thể DVK", "Cá nhân DVK", "Mô hình DVK")
    assert found == {"C4": (_CLASSES, 10), "D4": (_COMMENDED, 11)}
    assert problems == [("notice", "columns_not_taken", "E2")]


def test_below_a_head_of_training_and_awards_each_column_says_itself_what_it_counts() -> None:
    rows: list[list[Any]] = [
        _TITLE,
        ["STT", "Đơn vị", "Tập huấn, khen thưởng", None, None],
        [None, None, "Số lớp", "Số lượt người", "Số tập thể"],
        [1, "Quận 1", 2, 30, 4],
    ]
    reading = read(rows, ["A2:A3", "B2:B3", "C2:E2"])
    assert {f.row["source_cell"]: f.row["measure"] for f in reading.facts} == {
        "C4": _CLASSES, "D4": "attendances", "E4": _COMMENDED,
    }  # fmt: skip
    assert said(reading) == []


def test_a_unit_merged_down_beside_one_wide_head_shows_that_the_head_is_no_title() -> None:
    rows: list[list[Any]] = [
        _TITLE,
        ["STT", "Đơn vị", "Khen thưởng", None],
        [None, None, "Số lớp", "Số tập thể"],
        [1, "Quận 1", 3, 4],
    ]
    reading = read(rows, ["A2:A3", "B2:B3", "C2:D2"])
    assert [(f.row["source_cell"], f.row["measure"]) for f in reading.facts] == [("D4", _COMMENDED)]
    assert said(reading) == [("notice", "columns_not_taken", "C2")]


def test_awards_that_may_be_of_individuals_and_those_of_collectives_are_one_question() -> None:
    reading = read([_TITLE, ["STT", "Đơn vị", "Khen thưởng", "Số tập thể được khen"], [1, "Quận 1", 3, 4]])
    assert problem(reading, "two_columns_one_measure").answers == ("C", "D")
