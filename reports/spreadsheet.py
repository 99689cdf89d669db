"""Export: a workbook of what is on the screen: data, table, native charts, and what this copy is."""

from __future__ import annotations

from locales import text
from reports.about_sheet import write_about
from reports.chart_sheet import write_charts
from reports.export_content import ExportContent, RowsContent
from reports.export_table import figures_table
from reports.pivot_sheet import write_pivot
from reports.workbook_looks import Book


def workbook(content: ExportContent) -> bytes:
    """The figures as an Excel workbook; equal content gives equal bytes."""
    book = Book(content.about)
    lang = content.about.lang
    book.table(text("exports.sheet.data", lang), figures_table(content))
    write_pivot(book, content)
    if content.lines:
        write_charts(book, content)
    write_about(book, content.about, len(content.lines))
    return book.finish()


def rows_workbook(content: RowsContent) -> bytes:
    """The rows of lists behind a figure as an Excel workbook."""
    book = Book(content.about)
    book.table(text("exports.sheet.rows", content.about.lang), content.table)
    write_about(book, content.about, len(content.table.rows))
    return book.finish()
