"""Tests: builds workbooks of every kind from plain rows; a test says only what matters to it.

    a_workbook({"Biểu 1": [["Đơn vị", "Số mô hình"], ["Quận 1", 260]]})
    a_workbook({"Biểu 1": rows}, kind="xls", merges={"Biểu 1": ["A1:C1"]}, hidden_rows={"Biểu 1": [3]})

Cells are what ``intake.grids.Value`` says, and ``Formula`` and ``Percent`` below.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from intake.grids import CellError, NotCalculated, parse_address

Rows = Sequence[Sequence[Any]]
_UNKNOWN_RESULT = -987654321.125
_XLS_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


@dataclass(frozen=True)
class Formula:
    """A formula and the result stored with it."""

    text: str
    result: Any = 0


@dataclass(frozen=True)
class Percent:
    """A number shown as a percentage: 1.2 as 120%."""

    value: float


@dataclass(frozen=True)
class Look:
    """How a workbook shows its sheets; the keys are sheet names, rows and columns are 1-based."""

    merges: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    hidden_columns: Mapping[str, Sequence[int]] = field(default_factory=dict)
    widths: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    hidden_sheets: Sequence[str] = ()
    creator: str = ""

    def merged(self, sheet: str) -> list[tuple[int, int, int, int]]:
        """The merges of a sheet as first row, first column, last row, last column."""
        ends = (merge.split(":") for merge in self.merges.get(sheet, ()))
        return [(*parse_address(first), *parse_address(last)) for first, last in ends]


def a_workbook(sheets: Mapping[str, Rows], *, kind: str = "xlsx", **look: Any) -> bytes:
    """The bytes of a workbook of that kind: xlsx, xlsm, xls, ods or csv (which takes the first sheet)."""
    writers = {"xlsx": _xlsx, "xlsm": _xlsm, "xls": _xls, "ods": _ods, "csv": a_csv}
    return writers[kind](sheets, Look(**look))


def _xlsx(sheets: Mapping[str, Rows], look: Look, *, macros: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    if look.creator:
        book.set_properties({"author": look.creator})
    if macros:
        book.add_vba_project(io.BytesIO(macros), is_stream=True)
    formats = {
        shown: book.add_format({"num_format": shown}) for shown in ("dd/mm/yyyy", "0%", "hh:mm", "dd/mm/yyyy hh:mm")
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        _show_xlsx(sheet, name, look)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                _write_xlsx(sheet, (row, column), value, formats)
    book.close()
    return _as_told(buffer.getvalue())


def _show_xlsx(sheet: Any, name: str, look: Look) -> None:
    for top, left, bottom, right in look.merged(name):
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for row in look.hidden_rows.get(name, ()):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    widths = look.widths.get(name, {})
    hidden = look.hidden_columns.get(name, ())
    for column in {*widths, *hidden}:
        sheet.set_column(column - 1, column - 1, widths.get(column), None, {"hidden": column in hidden})
    if name in look.hidden_sheets:
        sheet.hide()


def _write_xlsx(sheet: Any, at: tuple[int, int], value: Any, formats: Mapping[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value, formats["dd/mm/yyyy hh:mm"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, formats["dd/mm/yyyy"])
    elif isinstance(value, time):
        sheet.write_datetime(*at, value, formats["hh:mm"])
    elif isinstance(value, Percent):
        sheet.write_number(*at, value.value, formats["0%"])
    elif isinstance(value, CellError):
        sheet.write_formula(*at, "=NA()", None, value.code)
    elif isinstance(value, NotCalculated):
        sheet.write_formula(*at, "=1+1", None, _UNKNOWN_RESULT)
    elif isinstance(value, Formula):
        sheet.write_formula(*at, value.text, None, value.result)
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    else:
        sheet.write_number(*at, value)


def _as_told(content: bytes) -> bytes:
    """XlsxWriter always stores a result, an empty one untyped, and knows seven errors; write as Excel."""
    unknown = f"<v>{_UNKNOWN_RESULT}</v>".encode()

    def told(xml: bytes) -> bytes:
        xml = re.sub(rb'"><f>([^<]*)</f><v></v>', rb'" t="str"><f>\1</f><v></v>', xml).replace(unknown, b"")
        for code in (b"#SPILL!", b"#CALC!", b"#GETTING_DATA"):
            xml = xml.replace(b' t="str"><f>NA()</f><v>' + code, b' t="e"><f>NA()</f><v>' + code)
        return xml

    return rezip(content, {name: told for name in names_in(content) if name.startswith("xl/worksheets/sheet")})


def names_in(content: bytes) -> list[str]:
    """The names of the parts of a zipped workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def rezip(content: bytes, changes: Mapping[str, Any], *, added: Mapping[str, bytes] | None = None) -> bytes:
    """The zipped workbook with some parts rewritten (name → function of the old bytes) and some added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            change = changes.get(entry.filename)
            new.writestr(entry, change(part) if change else part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return buffer.getvalue()


def _xlsm(sheets: Mapping[str, Rows], look: Look) -> bytes:
    return _xlsx(sheets, look, macros=b"Sub Auto_Open()")


def _xls(sheets: Mapping[str, Rows], look: Look) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    formats = {shown: xlwt.easyxf(num_format_str=shown) for shown in ("DD/MM/YYYY", "0%", "HH:MM", "DD/MM/YYYY HH:MM")}
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = int(name in look.hidden_sheets)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                _write_xls(sheet, (row, column), value, formats)
        for top, left, bottom, right in look.merged(name):
            sheet.merged_ranges.append((top - 1, bottom - 1, left - 1, right - 1))
        for row in look.hidden_rows.get(name, ()):
            sheet.row(row - 1).hidden = True
        for column in look.hidden_columns.get(name, ()):
            sheet.col(column - 1).hidden = True
        for column, width in look.widths.get(name, {}).items():
            sheet.col(column - 1).width = int(width * 256)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_xls(sheet: Any, at: tuple[int, int], value: Any, formats: Mapping[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, CellError):
        sheet.row(at[0]).set_cell_error(at[1], _XLS_ERRORS[value.code])
    elif isinstance(value, datetime):
        sheet.write(*at, value, formats["DD/MM/YYYY HH:MM"])
    elif isinstance(value, date):
        sheet.write(*at, value, formats["DD/MM/YYYY"])
    elif isinstance(value, time):
        sheet.write(*at, value, formats["HH:MM"])
    elif isinstance(value, Percent):
        sheet.write(*at, value.value, formats["0%"])
    else:
        sheet.write(*at, value)


def _ods(sheets: Mapping[str, Rows], look: Look) -> bytes:
    from tests.opendocument import an_ods

    return an_ods(sheets, look)


def a_csv(
    sheets: Mapping[str, Rows], look: Look | None = None, *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """The first sheet as Excel saves it as text."""
    text = io.StringIO(newline="")
    rows = next(iter(sheets.values()))
    csv.writer(text, delimiter=delimiter).writerows(
        ["" if value is None else value.code if isinstance(value, CellError) else value for value in row]
        for row in rows
    )
    return text.getvalue().encode(encoding)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The zipped workbook with one part replaced."""
    return rezip(content, {name: lambda old: part})
