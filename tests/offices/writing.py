"""Guard, read, tested: the sheets of an office as the bytes of a file."""

import io
from datetime import date, datetime

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.offices.grids import Sheet, Value, address


def workbook_bytes(sheets: list[Sheet], writer: str) -> bytes:
    """The file, as openpyxl, XlsxWriter or xlwt writes it."""
    return {"openpyxl": _by_openpyxl, "xlsxwriter": _by_xlsxwriter, "xlwt": _by_xlwt}[writer](sheets)


def _by_openpyxl(sheets: list[Sheet]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column, sheet.formulas.get((row, column), value))  # without a stored result
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            if sheet.font:
                cell.font = Font(name=sheet.font)
        for (row, column), words in sheet.comments.items():
            page.cell(row, column).comment = Comment(words, "BDV")
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[address(1, column)[:-1]].hidden = True
        if sheet.freeze:
            page.freeze_panes = sheet.freeze
    return _saved(workbook)


def _saved(workbook: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def _by_xlsxwriter(sheets: list[Sheet]) -> bytes:
    held = io.BytesIO()
    workbook = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain, days = workbook.add_format(), workbook.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        drawn = workbook.add_format({"font_name": sheet.font}) if sheet.font else plain
        for top, left, bottom, right in sheet.merges:
            if (top, left) != (bottom, right):  # Excel merges no single cell
                page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", drawn)
        for (row, column), value in sheet.cells.items():
            if (row, column) in sheet.formulas:
                page.write_formula(row - 1, column - 1, sheet.formulas[row, column], drawn, value)
            elif isinstance(value, date):
                page.write_datetime(row - 1, column - 1, datetime(value.year, value.month, value.day), days)
            elif isinstance(value, str):
                page.write_string(row - 1, column - 1, value, drawn)
            else:
                page.write_number(row - 1, column - 1, value, drawn)
        for (row, column), words in sheet.comments.items():
            page.write_comment(row - 1, column - 1, words)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            page.set_column(column - 1, column - 1, None, None, {"hidden": True})
        if sheet.state != "visible":
            page.hide()
    workbook.close()
    return held.getvalue()


def _by_xlwt(sheets: list[Sheet]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = workbook.add_sheet(sheet.name)
        page.visibility = 0 if sheet.state == "visible" else 1
        plain, days = _style(sheet.font, "General"), _style(sheet.font, "dd/mm/yyyy")
        covered = {
            (row, column)
            for top, left, bottom, right in sheet.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for top, left, bottom, right in sheet.merges:
            value: Value = sheet.cells.get((top, left))
            page.write_merge(top - 1, bottom - 1, left - 1, right - 1, value if value is not None else "", plain)
        for (row, column), value in sheet.cells.items():
            if (row, column) not in covered:
                page.write(row - 1, column - 1, value, days if isinstance(value, date) else plain)
        for row in sheet.hidden_rows:
            page.row(row - 1).hidden = True
        for column in sheet.hidden_columns:
            page.col(column - 1).hidden = True
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def _style(font: str, number_format: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = number_format
    if font:
        style.font = xlwt.Font()
        style.font.name = font
    return style
