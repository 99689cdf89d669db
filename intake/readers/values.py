"""Read, inside the worker: the values of a sheet by calamine, or by openpyxl where calamine gives none."""

import io
from collections.abc import Iterator
from typing import Any, TypeAlias

from python_calamine import CalamineSheet, CalamineWorkbook

# Last row and last column that have a value, and the rows.
SheetValues: TypeAlias = tuple[tuple[int, int], Iterator[list[Any]]]


def open_book(content: bytes) -> CalamineWorkbook:
    """The workbook, by its content: with a path calamine would believe the extension."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def rows_from_first(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The rows of a sheet from A1 on; calamine starts at the first column that has a value."""
    left = [None] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield left + row if left else row


def size(sheet: CalamineSheet) -> tuple[int, int]:
    """The last row and column that have a value; (0, 0) for a blank sheet."""
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def rows_by_openpyxl(content: bytes, order: int) -> SheetValues:
    """Last row, last column and rows of a worksheet; slower, but reads any error cell."""
    import openpyxl  # a quarter of a second that most files need not pay

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[order]
    sheet.reset_dimensions()
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return (len(rows), max(map(len, rows), default=0)), iter(rows)
