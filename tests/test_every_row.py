"""Every row of a sheet is accepted, left out for a reason that its own words give, or in a problem; nothing is lost unsaid."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.problems import Problem
from intake.readings import SheetReading
from tests.layouts import l02, l04, l09
from tests.sheet_reading import read

pytestmark = pytest.mark.slow

_ODD = st.one_of(
    st.none(),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(
        ["Quận 3", "Q.5", "Tổng cộng", "Cộng", "I", "Ghi chú:", "trên 260", "2.353", "11 lớp", "-", "x", "KPS", "hàng trăm",
         "NGƯỜI LẬP", "#REF!", "năm 2022", "Quận Không Có", "3/2", "2023", "  "]
    ),
    st.text(max_size=12),
)  # fmt: skip


def _rows_in_problems(reading: SheetReading) -> set[int]:
    rows: set[int] = set()
    for problem in reading.problems:
        rows |= {int("".join(c for c in cell if c.isdigit())) for cell in _cells(problem)}
    return rows


def _cells(problem: Problem) -> list[str]:
    named = str(problem.params.get("cells", "")).replace(" …", "").split(", ")
    rows = [f"A{row}" for row in str(problem.params.get("rows", "")).replace(" …", "").split(", ") if row]
    return [cell for cell in [problem.cell or "", *named, *rows] if cell]


def _check(rows: list[list[Any]]) -> None:
    reading = read(rows)
    skipped = dict(reading.rows_skipped)
    taken = {fact.row["source_row"] for fact in reading.facts}
    assert len(skipped) == len(reading.rows_skipped)
    assert not taken & skipped.keys()
    if reading.dataset is None:
        return
    told = _rows_in_problems(reading)
    for number, cells in enumerate(rows, start=1):
        said = [cell for cell in cells if cell is not None and str(cell).strip()]
        if not said or number in skipped or number in taken or number in told:
            continue
        # What is left says nothing: a unit without figures, or a cell that stands for "not reported".
        assert not [cell for cell in cells[2:7] if isinstance(cell, int) and cell > 0], (
            number,
            cells,
            reading.problems,
        )


@settings(max_examples=40, deadline=None)
@given(place=st.tuples(st.integers(8, 10), st.integers(0, 6)), value=_ODD)
def test_a_changed_cell_of_a_summary_loses_no_row(place: tuple[int, int], value: Any) -> None:
    rows = [list(row) for row in l02()]
    rows[place[0]][place[1]] = value
    _check(rows)


@settings(max_examples=25, deadline=None)
@given(row=st.lists(_ODD, min_size=1, max_size=8), at=st.integers(8, 12))
def test_a_row_of_anything_in_a_summary_is_accounted_for(row: list[Any], at: int) -> None:
    rows = [list(each) for each in l02()]
    _check([*rows[:at], row, *rows[at:]])


@settings(max_examples=25, deadline=None)
@given(row=st.lists(_ODD, min_size=1, max_size=8), at=st.integers(5, 12))
def test_a_row_of_anything_in_a_list_is_accounted_for(row: list[Any], at: int) -> None:
    rows = [list(each) for each in l04()[0]]
    reading = read([*rows[:at], row, *rows[at:]])
    numbers = (
        {fact.row["source_row"] for fact in reading.facts}
        | dict(reading.rows_skipped).keys()
        | _rows_in_problems(reading)
    )
    filled = [cell for cell in row if cell is not None and str(cell).strip()]
    assert not filled or at + 1 in numbers


@settings(max_examples=25, deadline=None)
@given(place=st.tuples(st.integers(2, 5), st.integers(0, 7)), value=_ODD)
def test_a_changed_cell_of_a_training_list_changes_its_row_only(place: tuple[int, int], value: Any) -> None:
    rows, merges = l09()
    before = {fact.row["source_row"]: fact.row for fact in read(rows, merges).facts}
    rows[place[0]][place[1]] = value
    after = {fact.row["source_row"]: fact.row for fact in read(rows, merges).facts}
    own = {place[0] + 1} | ({4, 5} if place == (2, 1) else set())
    assert {row: fact for row, fact in after.items() if row not in own} == {
        row: fact for row, fact in before.items() if row not in own
    }
