"""Match, tested: tables beside each other that a line right above names, and such as are known by their rows alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sheet_reading import figures_of, read, said

TITLE = ["KẾT QUẢ NĂM 2023 - TP.HCM"]
HEADS = (["STT", "Đơn vị", "Số mô hình"], ["STT", "Đơn vị", "Số tập thể"])
ROWS = (([1, "Quận 1", 5], [1, "Quận 3", 2]), ([2, "Quận 4", 6], [2, "Quận 5", 3]))
MODELS = {("760", "models", ""): 5, ("773", "models", ""): 6}
COMMENDED = {("770", "commended_collectives", ""): 2, ("774", "commended_collectives", ""): 3}


def found(*rows: list[Any]) -> tuple[dict[tuple[str, str, str], int], list[tuple[str, str, str | None]]]:
    reading = read([TITLE, *rows])
    figures = {(unit, measure, part): value for (unit, _, measure, _, part), (value, *_) in figures_of(reading).items()}
    return figures, said(reading)


def beside(left: list[Any], right: list[Any], gap: list[Any]) -> list[Any]:
    return [*left, *gap, *right]


@pytest.mark.parametrize("gap", [[], [None]])
@pytest.mark.parametrize(
    ("one", "other"), [("MÔ HÌNH DÂN VẬN KHÉO", "KHEN THƯỞNG TẬP THỂ"), ("I. Mô hình", "II. Khen thưởng")]
)
def test_a_line_above_the_heads_says_of_each_table_what_it_counts(one: str, other: str, gap: list[Any]) -> None:
    line = beside([one, None, None], [other, None, None], gap)
    body = [beside(left, right, gap) for left, right in (HEADS, *ROWS)]

    assert found(line, *body) == (MODELS | COMMENDED, [])


def test_rows_of_other_units_are_not_counted_for_those_beside_them_though_their_table_is_unknown() -> None:
    body = [beside(left, right, [None]) for left, right in (HEADS, *ROWS)]
    assert found(*body) == (MODELS, [("warning", "table_not_recognised", "E2")])


def test_a_head_that_stands_again_over_the_same_units_goes_on_with_one_table() -> None:
    body = [beside([n, unit, 5], [n, unit, 2], [None]) for n, unit in ((1, "Quận 1"), (2, "Quận 4"))]
    figures, _ = found(beside(*HEADS, [None]), *body)
    assert figures == {
        (unit, "models", part): value for unit in ("760", "773") for part, value in (("", 5), ("collective", 2))
    }


def test_under_a_line_of_one_table_nothing_is_counted_for_the_units_of_the_other() -> None:
    line = beside(["MÔ HÌNH DÂN VẬN KHÉO", None, None], ["Đơn vị tính: mô hình", None, None], [None])
    heads = beside(["STT", "Đơn vị", "Năm 2022"], ["STT", "Đơn vị", "Năm 2023"], [None])
    figures, problems = found(line, heads, *(beside(left, right, [None]) for left, right in ROWS))
    assert figures == MODELS
    assert {level for level, *_ in problems} == {"error", "notice"}  # the right one is asked about
