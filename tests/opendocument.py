"""Tests: builds OpenDocument spreadsheets; see workbooks.py."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from intake.grids import CellError, NotCalculated


def an_ods(sheets: Mapping[str, Sequence[Sequence[Any]]], look: Any) -> bytes:
    """The bytes of an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    for number, (name, rows) in enumerate(sheets.items()):
        table = Table(name=name)
        if name in look.hidden_sheets:
            style = Style(name=f"ta{number}", family="table")
            style.addElement(TableProperties(display="false"))
            document.automaticstyles.addElement(style)
            table.setAttribute("stylename", style)
        _add_columns(document, table, (name, number), look)
        for row, values in enumerate(rows, 1):
            table.addElement(_row(row, values, look.merged(name), look.hidden_rows.get(name, ())))
        document.spreadsheet.addElement(table)
    if look.creator:
        from odf.dc import Creator

        document.meta.addElement(Creator(text=look.creator))
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _add_columns(document: Any, table: Any, sheet: tuple[str, int], look: Any) -> None:
    name, number = sheet
    widths, hidden = look.widths.get(name, {}), look.hidden_columns.get(name, ())
    for column in range(1, max((*widths, *hidden), default=0) + 1):
        element = TableColumn()
        if column in hidden:
            element.setAttribute("visibility", "collapse")
        if column in widths:
            style = Style(name=f"co{number}-{column}", family="table-column")
            centimetres = (widths[column] * 7 + 5) / 96 * 2.54
            style.addElement(TableColumnProperties(columnwidth=f"{centimetres:.4f}cm"))
            document.automaticstyles.addElement(style)
            element.setAttribute("stylename", style)
        table.addElement(element)


def _row(number: int, values: Sequence[Any], merges: list[tuple[int, int, int, int]], hidden: Sequence[int]) -> Any:
    row = TableRow(visibility="collapse") if number in hidden else TableRow()
    for column, value in enumerate(values, 1):
        spans = [merge for merge in merges if merge[0] <= number <= merge[2] and merge[1] <= column <= merge[3]]
        if spans and (number, column) != spans[0][:2]:
            row.addElement(CoveredTableCell())
            continue
        cell = _cell(value)
        if spans:
            top, left, bottom, right = spans[0]
            cell.setAttribute("numberrowsspanned", bottom - top + 1)
            cell.setAttribute("numbercolumnsspanned", right - left + 1)
        row.addElement(cell)
    return row


def _cell(value: Any) -> Any:
    if value is None:
        return TableCell()
    if isinstance(value, NotCalculated):
        return TableCell(formula="of:=[.A1]")
    if isinstance(value, CellError):
        cell = TableCell(valuetype="string", formula="of:=[.A1]", stringvalue="")
        cell.setAttrNS("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type", "error")
        cell.addElement(P(text=value.code))
        return cell
    cell = TableCell(**_typed(value))
    if isinstance(value, str):
        for line in value.split("\n"):
            cell.addElement(P(text=line))
    return cell


def _typed(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    if isinstance(value, str):
        return {"valuetype": "string"}
    if isinstance(value, datetime | date):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    if isinstance(value, time):
        return {"valuetype": "time", "timevalue": f"PT{value:%H}H{value:%M}M{value:%S}S"}
    if hasattr(value, "value"):
        return {"valuetype": "percentage", "value": value.value}
    return {"valuetype": "float", "value": value}
