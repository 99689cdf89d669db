"""Export: the whole dashboard as a workbook: a sheet a view, what each is about above it, all of them in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from locales import date_text, number, text
from reports.about_sheet import write_about
from reports.export_content import About
from reports.grid_widths import number_columns
from reports.report_content import Grid
from reports.workbook_looks import Book

_LONGEST_NAME = 31  # letters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NARROWEST, _WIDEST = 8, 60
_HEAD = 4  # rows above a table


@dataclass(frozen=True)
class ViewSheet:
    """One view: its number («2.3»), the page it stands on, what it is about, and its table."""

    number: str
    page: str
    caption: str
    filters: str
    grid: Grid


def views_workbook(about: About, sheets: Sequence[ViewSheet]) -> bytes:
    """The views as an Excel workbook; equal content gives equal bytes."""
    book = Book(about)
    names = [_name(sheet) for sheet in sheets]
    _contents(book, sheets, names)
    for sheet, name in zip(sheets, names, strict=True):
        _view(book, sheet, name)
    write_about(book, about, sum(len(sheet.grid.rows) for sheet in sheets))
    return book.finish()


def _name(sheet: ViewSheet) -> str:
    said = " ".join(_FORBIDDEN.sub(" ", sheet.grid.title).split())
    whole = f"{sheet.number} {said}"
    return whole if len(whole) <= _LONGEST_NAME else whole[:_LONGEST_NAME].rsplit(" ", 1)[0]


def _contents(book: Book, sheets: Sequence[ViewSheet], names: Sequence[str]) -> None:
    lang = book.about.lang
    made = book.sheet(text("exports.sheet.contents", lang))
    for column, width in enumerate((8, 30, 60)):
        made.set_column(column, column, width)
    book.write(made, (0, 0), book.about.title, "title")
    book.write(made, (1, 0), _source(book.about), "muted")
    heads = ("number", "page", "view")
    for column, head in enumerate(heads):
        book.write(made, (_HEAD - 1, column), text(f"exports.contents.{head}", lang), "head")
    for row, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=_HEAD):
        # A link within the workbook to a sheet that we named ourselves.
        made.write_url(row, 0, f"internal:'{name}'!A1", book.look("text"), sheet.number)
        book.write(made, (row, 1), sheet.page, "text")
        book.write(made, (row, 2), sheet.grid.title, "text")
    made.freeze_panes(_HEAD, 0)


def _source(about: About) -> str:
    return text("exports.contents.source", about.lang, version=about.version, day=date_text(about.updated.date(), about.lang),
                exported=date_text(about.exported.date(), about.lang))  # fmt: skip


def _view(book: Book, sheet: ViewSheet, name: str) -> None:
    lang, grid = book.about.lang, sheet.grid
    made = book.sheet(name)
    book.write(made, (0, 0), f"{sheet.page}: {grid.title}", "title")
    book.write(made, (1, 0), " ".join(part for part in (sheet.caption, sheet.filters) if part), "muted")
    book.write(made, (2, 0), _source(book.about), "muted")
    numbers = number_columns(grid)
    for column, head in enumerate(grid.heads):
        book.write(made, (_HEAD, column), head, "head_number" if numbers[column] else "head")
        made.set_column(column, column, _width(grid, column))
    for row, cells in enumerate(grid.rows, start=_HEAD + 1):
        is_total = grid.has_total and row == _HEAD + len(grid.rows)
        for column, said in enumerate(cells):
            _cell(book, made, (row, column), said, lang=lang, is_number=numbers[column], is_total=is_total)
    if grid.note:
        book.write(made, (_HEAD + len(grid.rows) + 2, 0), grid.note, "muted")
    made.freeze_panes(_HEAD + 1, 1)
    made.repeat_rows(_HEAD)


def _cell(
    book: Book, sheet: Any, at: tuple[int, int], said: str, *, lang: str, is_number: bool, is_total: bool
) -> None:
    value = as_number(said, lang) if at[1] else None
    if value is not None:
        book.write(sheet, at, value, "total" if is_total else "number")
    elif is_number:
        book.write(sheet, at, said, "total_bound" if is_total else "bound")
    else:
        book.write(sheet, at, said, "total_text" if is_total else "said")


def as_number(said: str, lang: str) -> int | None:
    """The number that a cell says and nothing else; a bound, a share, a year or a day stays as it is written."""
    digits = said.replace("." if lang == "vi" else ",", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        return None
    return int(digits) if number(int(digits), lang) == said else None


def _width(grid: Grid, column: int) -> int:
    longest = max((len(row[column]) for row in grid.rows), default=0)
    return min(max(longest, len(grid.heads[column]), _NARROWEST) + 2, _WIDEST)
