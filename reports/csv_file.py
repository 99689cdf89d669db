"""Export: a table as a text file: UTF-8 with its mark, numbers bare, days as 2026-11-22, no text read as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

from reports.cell_text import guarded
from reports.export_content import ExportContent, RowsContent, Table, Value
from reports.export_table import figures_table


def csv_file(content: ExportContent) -> bytes:
    """The figures, the same rows as on the data sheet of the workbook."""
    return table_file(figures_table(content))


def rows_csv(content: RowsContent) -> bytes:
    """The rows of lists, the same as in the workbook."""
    return table_file(content.table)


def table_file(table: Table) -> bytes:
    """Any table: one line of heads, then its rows."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([guarded(column.header) for column in table.columns])
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def _written(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else value
