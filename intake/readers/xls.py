"""Read, inside the worker: an Excel 97-2003 workbook, by xlrd: it tells errors, hidden rows and merges."""

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import xlrd
from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    XL_CELL_TEXT,
    error_text_from_code,
)

from intake.grids import CellError, Grid, OldFonts, Place, Refused, Value
from intake.legacy_letters import encoding_of_font
from intake.limits import Limits
from intake.readers.clip import clip_columns, clip_merges, clip_rows

_UNREADABLE = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    AssertionError,
    LookupError,
    ValueError,
    TypeError,
    struct.error,
)


def read(content: bytes, limits: Limits) -> Iterator[tuple[Grid, Iterator[list[Any]]]]:
    """The sheets of an .xls file in their order."""
    try:
        book, sheets = _open(content, limits, with_formats=True)
    except _UNREADABLE as error:
        if "encrypted" in str(error).lower():
            raise Refused("password") from error
        # Broken formats need not cost the cells: read them without hidden flags, merges and widths.
        book, sheets = _open(content, limits, with_formats=False)
    if len(sheets) > limits.sheets:
        raise Refused("too_many_sheets", limit=limits.sheets)
    percents, fonts = _percent_styles(book), [encoding_of_font(font.name or "") or "" for font in book.font_list]
    for position, sheet in enumerate(sheets):
        if sheet.nrows * sheet.ncols > limits.cells:
            raise Refused("too_many_cells", sheet=sheet.name, limit=limits.cells)
        grid = _grid(sheet, position, percents)
        if any(fonts):
            grid.old_fonts = dict(_old_fonts(sheet, fonts, [style.font_index for style in book.xf_list]))
        yield grid, _rows(sheet, book.datemode)


def _open(content: bytes, limits: Limits, *, with_formats: bool) -> tuple[Any, list[Any]]:
    book = xlrd.open_workbook(
        file_contents=content,
        formatting_info=with_formats,
        ragged_rows=True,
        on_demand=True,
        logfile=io.StringIO(),
    )
    return book, [book.sheet_by_index(position) for position in range(min(book.nsheets, limits.sheets + 1))]


def _percent_styles(book: Any) -> set[int]:
    formats = {key for key, shown in book.format_map.items() if "%" in (shown.format_str or "")}
    return {index for index, style in enumerate(book.xf_list) if style.format_key in formats}


def _grid(sheet: Any, position: int, percents: set[int]) -> Grid:
    columns = {number + 1: shown for number, shown in sheet.colinfo_map.items()}
    merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    hidden_rows = (number + 1 for number, shown in sheet.rowinfo_map.items() if shown.hidden)
    hidden_columns = (number for number, shown in columns.items() if shown.hidden)
    return Grid(
        name=sheet.name,
        position=position,
        visible=sheet.visibility == 0,
        merges=clip_merges(merges, sheet.nrows, sheet.ncols),
        hidden_rows=clip_rows(hidden_rows, sheet.nrows),
        hidden_columns=clip_rows(hidden_columns, sheet.ncols),
        widths=clip_columns({number: shown.width / 256 for number, shown in columns.items()}, sheet.ncols),
        percent_cells=_percent_cells(sheet, percents) if percents else frozenset(),
    )


def _percent_cells(sheet: Any, percents: set[int]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row + 1, column + 1)
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == XL_CELL_NUMBER and sheet.cell_xf_index(row, column) in percents
    )


def _old_fonts(sheet: Any, fonts: list[str], styles: list[int]) -> Iterator[tuple[Place, OldFonts]]:
    """The text cells in old Vietnamese fonts, run by run where a cell has several."""
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind != XL_CELL_TEXT:
                continue
            own = _at(styles, sheet.cell_xf_index(row, column), 0)
            runs = sheet.rich_text_runlist_map.get((row, column), [])
            starts = dict(sorted({0: own, **dict(runs)}.items()))
            encodings = [_at(fonts, font, "") for font in starts.values()]
            if any(encodings):
                letters = [end - start for start, end in pairwise(starts)]
                yield (row + 1, column + 1), tuple(zip(encodings, [*letters, 0], strict=True))


def _at(values: list[Any], place: int, otherwise: Any) -> Any:
    """The value at a place that a file names, which need not exist."""
    return values[place] if 0 <= place < len(values) else otherwise


def _rows(sheet: Any, datemode: int) -> Iterator[list[Any]]:
    plain = {XL_CELL_NUMBER, XL_CELL_TEXT}
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        yield [
            value if kind in plain else _typed(kind, value, datemode) for kind, value in zip(kinds, values, strict=True)
        ]


def _typed(kind: int, value: Any, datemode: int) -> Value:
    if kind == XL_CELL_DATE:
        return _moment(value, datemode)
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_ERROR:
        return CellError(error_text_from_code.get(value, "#N/A"))
    return None


def _moment(value: float, datemode: int) -> Value:
    """The date or time of a cell shown as one; the bare number where Excel has no such date, as before its first day."""
    if value < 0:
        return value
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return value
    return moment.time() if 0 <= value < 1 else moment
