"""A true table, laid out as any office might, is read back as that table and nothing else."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.readings import SheetReading
from tests.office_lists import LISTS
from tests.office_sheets import Sheet, summaries
from tests.sheet_reading import read, said

_KINDS = st.sampled_from(("xlsx", "xlsx", "xls", "csv"))
_SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(sheet: Sheet, kind: str) -> SheetReading:
    merges = () if kind == "csv" else sheet.merges
    return read(sheet.rows, merges, kind=kind, sheet=sheet.name)


def _every_row_is_told(reading: SheetReading, rows: list[list[Any]]) -> None:
    skipped = dict(reading.rows_skipped)
    filled = [n for n, row in enumerate(rows, start=1) if any(cell is not None for cell in row)]
    assert len(skipped) == len(reading.rows_skipped)
    assert len([row for row in filled if row not in skipped]) == reading.rows_read


@pytest.mark.slow
@_SLOWLY
@given(sheet=summaries(), kind=_KINDS)
def test_a_summary_is_read_back(sheet: Sheet, kind: str) -> None:
    if kind == "csv":
        kind = "xlsx" if sheet.name != "Biểu 1" else kind  # a text file has no sheet's name
    reading = _read(sheet, kind)
    found = {
        (f.row["unit"], f.row["term"], f.row["measure"], f.row["stage"]): (f.row["value"], f.row["qualifier"])
        for f in reading.facts
    }
    assert (reading.dataset, found, said(reading, "error", "warning")) == ("summary", sheet.truth, [])
    assert (reading.rows_read, len(reading.facts)) == (sheet.data_rows, len(sheet.truth))
    _every_row_is_told(reading, sheet.rows)


@pytest.mark.slow
@pytest.mark.parametrize("dataset", sorted(LISTS))
def test_a_list_is_read_back(dataset: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(sheet=LISTS[dataset](), kind=_KINDS)
    def each(sheet: Sheet, kind: str) -> None:
        reading = _read(sheet, kind)
        facts = [fact.row for fact in reading.facts if fact.dataset == dataset]
        found = [{name: row[name] for name in expected} for row, expected in zip(facts, sheet.truth, strict=True)]
        assert (reading.dataset, found, said(reading, "error", "warning")) == (dataset, sheet.truth, [])
        assert reading.rows_read == sheet.data_rows
        _every_row_is_told(reading, sheet.rows)

    each()
