"""Export: the small workbook behind a native chart: the numbers that somebody edits when they edit the chart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from reports.cell_text import plain

# What a spreadsheet program calls the first sheet of a chart's data; the chart's references name it.
SHEET = "Sheet1"
_FIRST_DAY = datetime(1980, 1, 1)


def chart_workbook(
    levels: Sequence[Sequence[str]],
    series: Sequence[tuple[str, Sequence[float | None]]],
    beside: tuple[str, Sequence[str]] | None = None,
) -> bytes:
    """Categories (one column a level), then one column a series; ``beside`` is a last column, the numbers as written.

    Every text is written as text: a name that begins like a formula stays a name.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _FIRST_DAY})
    sheet = book.add_worksheet(SHEET)
    for column, names in enumerate(levels):
        for row, name in enumerate(names, start=1):
            if name:
                sheet.write_string(row, column, plain(name))
    for column, (name, values) in enumerate(series, start=len(levels)):
        sheet.write_string(0, column, plain(name))
        for row, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    if beside:
        column = len(levels) + len(series)
        for row, said in enumerate((beside[0], *beside[1])):
            sheet.write_string(row, column, plain(said))
    book.close()
    return held.getvalue()


def points_workbook(series: Sequence[tuple[str, Sequence[tuple[float, float, str]]]]) -> bytes:
    """The points of a scattered chart, one series below the other, where its references look; names stand beside."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _FIRST_DAY})
    sheet = book.add_worksheet(SHEET)
    row = 0
    for title, points in series:
        sheet.write_string(row, 1, plain(title))
        for line, (across, up, name) in enumerate(points, start=row + 1):
            sheet.write_number(line, 0, across)
            sheet.write_number(line, 1, up)
            sheet.write_string(line, 2, plain(name))
        row += len(points) + 2
    book.close()
    return held.getvalue()
