"""How sheets travel from the worker to the server: whatever cells they hold, in blocks of any height."""

import json
import math
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.grids import CellError, Grid, NotCalculated, Refused
from intake.wire import RowReader, blocks, decode_head
from intake.wire_columns import clean_text

_WORDS = st.sampled_from(["Quận 1", "Quận 3", "", "hai\ndòng", "lỗi\x07", "\xa0", "x" * 30])
_ANY = st.one_of(
    st.none(),
    _WORDS,
    st.text(max_size=5),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(),
    st.sampled_from([1.0, 2021.0, -0.0, 2.0**31, 1e15, 0.5]),
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.builds(datetime, st.integers(1990, 2030), st.just(1), st.just(1)),
    st.times().map(lambda moment: moment.replace(fold=0)),
    st.timedeltas(timedelta(), timedelta(days=40)),
    st.sampled_from([CellError("#REF!"), CellError("#N/A"), NotCalculated()]),
)
_COLUMN = st.one_of(
    st.lists(_ANY, min_size=12, max_size=12),
    *(
        st.lists(each, min_size=12, max_size=12)
        for each in (_WORDS, st.floats(0, 9).map(round).map(float), st.dates(), st.text(max_size=4))
    ),
)


def _as_told(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value) or None
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, float):
        if not math.isfinite(value):
            return CellError("#NUM!")
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _there_and_back(rows: list[list[Any]], block_rows: int) -> list[list[Any]]:
    head, *told = [json.loads(json.dumps(each)) for each in blocks(Grid("S"), iter(rows), block_rows, 30)]
    assert decode_head(head["sheet"]) == Grid("S")
    reader = RowReader()
    return [row for block in told for row in reader.rows(block)]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(_COLUMN, min_size=1, max_size=3), st.integers(1, 12))
def test_cells_arrive_as_they_were_sent_in_blocks_of_any_height(columns: list[list[Any]], block_rows: int) -> None:
    rows = [list(row) for row in zip(*columns, strict=True)]
    assert repr(_there_and_back(rows, block_rows)) == repr([[_as_told(value) for value in row] for row in rows])


def test_a_column_that_changes_its_kind_between_blocks_keeps_what_it_said_before() -> None:
    column = (
        ["Quận 1"] * 8 + [3.0] * 4 + ["Quận 3"] * 4 + ["Quận 1"] * 4 + [True] * 4 + [1.0] * 4 + [date(2024, 1, 2)] * 4
    )
    rows = [[value] for value in column]
    assert _there_and_back(rows, 4) == [[_as_told(value)] for value in column]


def test_rows_of_different_lengths_are_filled_up_within_their_block() -> None:
    assert _there_and_back([["a"], ["b", 2.0], ["c"]], 2) == [["a", None], ["b", 2], ["c"]]


@pytest.mark.parametrize(
    "column", [["ngắn"] * 9 + ["d" * 31], [str(n) for n in range(9)] + ["d" * 31], [1.0] * 9 + ["d" * 31]]
)
def test_a_text_longer_than_allowed_is_refused_with_its_cell(column: list[Any]) -> None:
    with pytest.raises(Refused) as refused:
        _there_and_back([[None, value] for value in column], 4)
    assert (refused.value.code, refused.value.params) == ("text_too_long", {"sheet": "S", "cell": "B10", "limit": 30})
