"""Export, inside the worker: a file of another kind as an .xlsx: same sheets, same cells, no looks kept but the widths."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from intake.grids import CellError, Grid, NotCalculated, Value
from intake.limits import Limits
from intake.marking.marks import Job, Mark
from intake.marking.own_sheets import free_title
from intake.readers import reader_of
from intake.wire_columns import clean_text

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip
_SHOWN = {"day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "time": "hh:mm", "share": "0.##%"}
# What gives an error when it is worked out again.
_FORMULAS = {"#DIV/0!": "1/0", "#NUM!": "SQRT(-1)", "#REF!": "#REF!", "#VALUE!": '1*"x"'}
_MERGES_KEPT = 5_000
_PADDING = 0.7109375


def plain_copy(kind: str, content: bytes, job: Job, limits: Limits) -> tuple[bytes, Job]:
    """The file as a new workbook, and the job with the names that its sheets have there."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    shown = {name: book.add_format({"num_format": written}) for name, written in _SHOWN.items()}
    titles: dict[str, str] = {}
    opened = False
    for grid, rows in reader_of(kind).read(content, limits):
        name = job.name if kind == "csv" else clean_text(grid.name)
        title = free_title(name, {each.casefold() for each in titles.values()})
        titles.setdefault(name, title)
        sheet = book.add_worksheet(title)
        _write(sheet, grid, rows, shown)
        if grid.visible and not opened:
            sheet.activate()  # else XlsxWriter opens with the first one, and shows it though it is hidden
            opened = True
    book.close()
    return buffer.getvalue(), replace(job, marks=tuple(_renamed(mark, titles) for mark in job.marks))


def _renamed(mark: Mark, titles: dict[str, str]) -> Mark:
    return replace(mark, sheet=titles.get(mark.sheet, mark.sheet))


def _write(sheet: Any, grid: Grid, rows: Iterable[list[Value]], shown: dict[str, Any]) -> None:
    if not grid.visible:
        sheet.hide()
    for column in {*grid.widths, *grid.hidden_columns}:
        # XlsxWriter adds the padding that a read width has already.
        width = max(grid.widths[column] - _PADDING, 0) if column in grid.widths else None
        sheet.set_column(column - 1, column - 1, width, None, {"hidden": column in grid.hidden_columns})
    for row in grid.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for top, left, bottom, right in _apart(grid.merges):
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None and value != "":
                is_share = (row + 1, column + 1) in grid.percent_cells
                _write_cell(sheet, (row, column), value, shown, is_share=is_share)


def _apart(merges: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The merges that no earlier one overlaps: those that do would make Excel repair the file."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for merge in merges[:_MERGES_KEPT]:
        top, left, bottom, right = merge
        if (bottom - top + 1) * (right - left + 1) > _MERGES_KEPT:
            continue
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if not cells & taken:
            taken |= cells
            kept.append(merge)
    return kept


def _write_cell(sheet: Any, at: tuple[int, int], value: Any, shown: dict[str, Any], *, is_share: bool) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value, shown["moment" if value.time() != time() else "day"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, shown["day"])
    elif isinstance(value, time):
        sheet.write_datetime(*at, value, shown["time"])
    elif isinstance(value, timedelta):
        sheet.write_number(*at, value / timedelta(days=1), shown["time"])
    elif isinstance(value, CellError):
        sheet.write_formula(*at, f"={_FORMULAS.get(value.code, 'NA()')}", None, value.code)
    elif isinstance(value, NotCalculated):
        # XlsxWriter stores a result with every formula; an error is the one that nobody takes for a value.
        sheet.write_formula(*at, "=NA()", None, "#N/A")
    elif isinstance(value, str):
        sheet.write_string(*at, clean_text(value)[:32_767])
    else:
        sheet.write_number(*at, value, shown["share"] if is_share else None)
