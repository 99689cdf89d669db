"""Validate and commit, tested: kept cells come back from their columns as they were put in, whatever their order."""

import json

from hypothesis import given
from hypothesis import strategies as st

from data_access.kept_copies import pack, unpack
from intake.grids import address
from intake.kept_cells import KeptCells

PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
CELLS = st.dictionaries(PLACES, st.sampled_from(("Quận 3", "trên 260", "", "12")) | st.text(max_size=5), max_size=60)


def _kept(cells: dict[tuple[int, int], str]) -> KeptCells:
    kept = KeptCells()
    for (row, column), text in cells.items():
        kept.put(row, column, text)
    return kept


@given(CELLS)
def test_cells_come_back_from_the_waiting_file_and_from_the_kept_copy(cells: dict[tuple[int, int], str]) -> None:
    kept = _kept(cells)
    expected = {address(*place): text for place, text in cells.items()}

    assert kept == expected
    assert KeptCells.of_columns(json.loads(json.dumps(kept.by_column()))) == expected
    assert unpack(pack({"cells": kept})) == {"cells": expected}


@given(CELLS, CELLS)
def test_a_column_put_at_once_says_what_its_cells_say_one_by_one(
    before: dict[tuple[int, int], str], column: dict[tuple[int, int], str]
) -> None:
    texts = {row: text for (row, _), text in column.items()}
    at_once, one_by_one = _kept(before), _kept(before | {(row, 3): text for row, text in texts.items()})
    at_once.put_column(3, [texts.get(row) for row in range(1, max(texts, default=0) + 1)])

    assert at_once == one_by_one


def test_a_cell_taken_out_is_gone() -> None:
    kept = _kept({(4, 2): "Quận 3", (5, 2): "Quận 4"})
    del kept["B4"]

    assert (dict(kept), len(kept), kept.get("B4"), kept.get("no cell")) == ({"B5": "Quận 4"}, 1, None, None)


def test_a_copy_that_was_stored_cell_by_cell_is_still_read() -> None:
    assert unpack(pack({"cells": {"D17": "trên 260"}, "dataset": "summary"})) == {
        "cells": {"D17": "trên 260"},
        "dataset": "summary",
    }


def test_a_column_of_few_texts_stores_their_numbers_as_bytes_and_listed_ones_are_still_read() -> None:
    kept = _kept({(row, 4): "Quận 3" if row % 2 else "Quận 4" for row in range(17, 27)})

    assert kept.by_column() == {"D": [17, ["Quận 3", "Quận 4"], "AAABAAAAAQAAAAEAAAABAAAAAQA="]}
    listed = {"D": [17, ["Quận 3", "Quận 4"], [0, 1, -1, 0]]}
    expected = {"D17": "Quận 3", "D18": "Quận 4", "D20": "Quận 3"}
    assert unpack(pack({"cells": listed})) == {"cells": expected}
    assert KeptCells.of_columns(listed) == expected


def test_more_texts_than_two_bytes_can_number_come_back_too() -> None:
    kept = _kept({(row, 1): f"Mô hình {row % 40_000}" for row in range(1, 170_001)})

    assert KeptCells.of_columns(json.loads(json.dumps(kept.by_column()))) == kept


def test_a_column_of_many_texts_stores_them_row_by_row_without_the_blanks_around_them() -> None:
    texts = ["a", "b", None, "a", "b", "a", "b", "a"]
    few = _kept({(row, 4): text for row, text in enumerate(texts, 3) if text is not None})
    many = _kept({(row, 4): text for row, text in enumerate([*texts[:-1], "c"], 3) if text is not None})

    assert few.by_column()["D"][:2] == [3, ["a", "b"]]
    assert many.by_column() == {"D": [3, [*texts[:-1], "c"]]}
    assert KeptCells.of_columns(few.by_column()) == few and KeptCells.of_columns(many.by_column()) == many
    for cell in list(few):
        del few[cell]
    assert (few.by_column(), len(few)) == ({}, 0)
