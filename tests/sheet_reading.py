"""Tests: reads rows as a workbook would be read, by the real guard, reader and wire, though in no process of its own.

What is done apart is a matter of ``tests.reached.READING``, of imports and of the command line; that both ways tell the
same is held in ``tests/test_formats.py``.
"""

import json
import warnings
from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from intake.grids import Grid, Workbook
from intake.guards import inspect
from intake.limits import DEFAULT
from intake.problems import Problem
from intake.readers import reader_of
from intake.readings import Context, FileReading, SheetReading
from intake.sheets import workbook_told
from intake.units import UnitNames
from intake.wire import blocks
from intake.workbooks import read_sheet, read_workbook
from tests.reference_units import reference
from tests.workbooks import a_workbook

TODAY = date(2026, 11, 22)


@cache
def _names() -> UnitNames:
    return UnitNames(reference())


def sheets_here(file: str, content: bytes) -> Workbook:
    """What ``intake.sheets.read_sheets`` gives, without the start of a worker, which takes longer than most such tests."""
    kind = inspect(file, content, max_bytes=DEFAULT.file_bytes)
    told = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a worker's go nowhere
        for grid, rows in reader_of(kind.kind).read(content, DEFAULT):
            for message in blocks(grid, iter(rows), DEFAULT.block_rows, DEFAULT.text_length):
                told.write(json.dumps(message).encode() + b"\n")
    told.write(b'{"end": true}\n')
    told.seek(0)
    workbook = workbook_told(file, kind, told, DEFAULT)
    assert workbook is not None
    return workbook


def read_file(content: bytes, *, file: str = "bieu.xlsx", **options: Any) -> FileReading:
    """A file's reading under these options."""
    return read_workbook(file, sheets_here(file, content), Context(reference(), _names(), TODAY, **options))


def read(
    rows: Sequence[Any],
    merges: Sequence[str] = (),
    *,
    sheet: str = "Biểu 1",
    kind: str = "xlsx",
    **options: Any,
) -> SheetReading:
    """The reading of one sheet of these rows."""
    look: dict[str, Any] = {"merges": {sheet: list(merges)}} if kind != "csv" else {}
    reading = read_file(a_workbook({sheet: rows}, kind=kind, **look), file=f"bieu.{kind}", **options)
    return reading.sheets[0]


def read_grid(
    rows: Sequence[Any], *, file: str = "bieu.xlsx", look: dict[str, Any] | None = None, **options: Any
) -> SheetReading:
    """The reading of a sheet that was read already; ``look`` is what a grid has beside its rows."""
    grid = Grid(**{"name": "Biểu 1", "rows": [list(row) for row in rows]} | (look or {}))
    return read_sheet(grid, file, Context(reference(), _names(), TODAY, **options))


def said(reading: SheetReading, *levels: str) -> list[tuple[str, str, str | None]]:
    """Level, code and cell of the problems, those of these levels only if any are named."""
    return [(p.level, p.code, p.cell) for p in reading.problems if not levels or p.level in levels]


def figures_of(reading: SheetReading) -> dict[tuple[str, ...], tuple[int, str | None, str]]:
    """The summary facts: (unit, term, measure, stage, dimension value) to value, bound and cell."""
    return {
        (f.row["unit"], f.row["term"], f.row["measure"], f.row["stage"], f.row["dimension_value"]): (
            f.row["value"], f.row["qualifier"], f.row["source_cell"],
        )
        for f in reading.facts
        if f.dataset == "summary"
    }  # fmt: skip


def problem(reading: SheetReading, code: str) -> Problem:
    """The one problem of this code."""
    (found,) = [p for p in reading.problems if p.code == code]
    return found
