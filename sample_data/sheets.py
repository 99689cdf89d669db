"""Read: writes the sheets of the sample workbooks, with the same bytes on every run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

import xlsxwriter

Cell = str | int | date | None
ILLUSTRATIVE = "SỐ LIỆU MINH HỌA, không phải số liệu thật"
CITY_PARTY = "ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH"
_FONT: dict[str, object] = {"font_name": "Times New Roman", "font_size": 12}
_BOX: dict[str, object] = {"border": 1, "valign": "vcenter"}
_STYLES: dict[str, dict[str, object]] = {
    "plain": {},
    "title": {"bold": True, "align": "center", "text_wrap": True},
    "note": {"italic": True},
    "cell": _BOX,
    "wide": {**_BOX, "text_wrap": True},
    "bold": {**_BOX, "bold": True},
    "head": {**_BOX, "bold": True, "align": "center", "text_wrap": True},
}


class Book:
    """A workbook being written; use it with ``with``."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
        self._book.set_properties({"title": path.stem, "author": "", "created": datetime(2026, 1, 1)})
        self._formats = {name: self._book.add_format({**_FONT, **style}) for name, style in _STYLES.items()}
        for name in ("cell", "plain"):
            self._formats[name + " date"] = self._book.add_format(
                {**_FONT, **_STYLES[name], "num_format": "dd/mm/yyyy"}
            )

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        """A new sheet with these column widths."""
        page = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return Sheet(page, self._formats, len(widths))


class Sheet:
    """A sheet being written from top to bottom; ``row`` is the next row, counted from 0."""

    def __init__(self, page: xlsxwriter.workbook.Worksheet, formats: dict[str, object], columns: int) -> None:
        self.page, self._formats, self.columns = page, formats, columns
        self.row = 0

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def title(self, *lines: str, style: str = "title") -> None:
        """One line a row, each merged over the whole table."""
        for line in lines:
            self.page.merge_range(self.row, 0, self.row, self.columns - 1, line, self._formats[style])
            self.row += 1

    def put(self, row: int, column: int, value: Cell, style: str = "cell") -> None:
        """One cell; a text is written as text whatever it looks like."""
        if isinstance(value, date):
            dated = self._formats.get(style + " date", self._formats["cell date"])
            self.page.write_datetime(row, column, datetime(value.year, value.month, value.day), dated)
        elif isinstance(value, int):
            self.page.write_number(row, column, value, self._formats[style])
        elif value:
            self.page.write_string(row, column, value, self._formats[style])
        else:
            self.page.write_blank(row, column, None, self._formats[style])

    def write(self, values: Sequence[Cell], style: str = "cell") -> None:
        """One row of cells, and on to the next."""
        for column, value in enumerate(values):
            self.put(self.row, column, value, style)
        self.row += 1

    def head(self, heads: str) -> None:
        """A header of one level, its cells parted by bars."""
        self.write(heads.split(" | "), "head")

    def merge(self, first: tuple[int, int], last: tuple[int, int], value: Cell, style: str = "head") -> None:
        """Cells from (row, column) to (row, column) as one; a single cell is written as it is."""
        if first == last:
            self.put(*first, value, style)
        else:
            self.page.merge_range(*first, *last, value, self._formats[style])

    def two_levels(self, heads: Sequence[str | tuple[str, Sequence[str]]]) -> None:
        """A header of two levels: a text stands over both rows, a pair is a wide head over its parts."""
        column = 0
        for head in heads:
            if isinstance(head, str):
                self.merge((self.row, column), (self.row + 1, column), head)
                column += 1
                continue
            wide, parts = head
            self.merge((self.row, column), (self.row, column + len(parts) - 1), wide)
            for offset, part in enumerate(parts):
                self.put(self.row + 1, column + offset, part, "head")
            column += len(parts)
        self.row += 2

    def party_form(self, *, committee: str, place_and_day: str, number: str) -> None:
        """The head of a Party document: the body on the left, the Party on the right."""
        left, middle = 0, self.columns // 2
        lines = (
            (CITY_PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM"),
            (committee, place_and_day),
            ("BAN DÂN VẬN", ""),
            ("*", ""),
            (number, ""),
        )
        for one, other in lines:
            self.merge((self.row, left), (self.row, middle - 1), one, "title")
            self.merge((self.row, middle), (self.row, self.columns - 1), other, "title")
            self.row += 1
        self.skip()

    def signatures(self) -> None:
        """The end of a printed form, signed without a name."""
        middle = self.columns // 2
        self.skip()
        for one, other in (("NGƯỜI LẬP BIỂU", "T/M BAN DÂN VẬN"), ("(đã ký)", "TRƯỞNG BAN"), ("", "(đã ký)")):
            self.put(self.row, 1, one, "plain")
            self.put(self.row, middle, other, "plain")
            self.row += 1
