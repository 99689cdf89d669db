"""Read, inside the worker: one sheet of an OpenDocument spreadsheet, laid out row by row."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from intake.grids import Grid, Merge, OldFonts, Place, Refused
from intake.limits import LAST_COLUMN, LAST_ROW, Limits
from intake.readers.clip import clip_columns, clip_merges, clip_rows
from intake.readers.ods_cells import OFFICE, TABLE
from intake.readers.ods_fonts import OdsFonts

_CELL = f"{TABLE}table-cell"
_COVERED = f"{TABLE}covered-table-cell"
_UNSHOWN = ("collapse", "filter")


def _count(element: Element, attribute: str) -> int:
    """A count an element gives, 1 where it gives none or nonsense."""
    text = element.get(f"{TABLE}{attribute}", "1")
    return max(int(text[:10]), 1) if text.isascii() and text.isdigit() else 1


class OdsTable:
    """Rows, merges and hidden rows of the sheet being read; blank ends are never laid out."""

    def __init__(self, limits: Limits, fonts: OdsFonts) -> None:
        self.limits = limits
        self.fonts = fonts
        self.rows: list[list[Any]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.widths: dict[int, float] = {}
        self.percents: set[tuple[int, int]] = set()
        self.old_fonts: dict[Place, OldFonts] = {}
        self._column_styles: list[tuple[int, str]] = []
        self._next_row = 1
        self._next_column = 1
        self._cells = 0

    def add_columns(self, element: Element, widths: dict[str, float]) -> None:
        """Note how the next columns are shown."""
        first = self._next_column
        self._next_column += _count(element, "number-columns-repeated")
        last = min(self._next_column - 1, LAST_COLUMN)
        if element.get(f"{TABLE}visibility") in _UNSHOWN:
            self.hidden_columns.append((first, last))
        self._column_styles.append((last, element.get(f"{TABLE}default-cell-style-name", "")))
        width = widths.get(element.get(f"{TABLE}style-name", ""))
        if width is not None:
            self.widths.update(dict.fromkeys(range(first, last + 1), width))

    def add_row(self, element: Element, value_of: Callable[[Element], Any]) -> None:
        """Lay out the next row as often as it is repeated; blank ones only once a row with values follows."""
        repeated = _count(element, "number-rows-repeated")
        first = self._next_row
        self._next_row += repeated
        if element.get(f"{TABLE}visibility") in _UNSHOWN:
            self.hidden_rows.append((first, min(self._next_row - 1, LAST_ROW)))
        row = self._row(element, value_of, first)
        if not row:
            return
        self._cells += len(row) * repeated
        if self._next_row - 1 > LAST_ROW or len(row) > LAST_COLUMN:
            raise Refused("outside_grid", sheet="")
        if self._cells > self.limits.cells:
            raise Refused("too_many_cells", sheet="", limit=self.limits.cells)
        self.rows += [[] for _ in range(first - 1 - len(self.rows))]
        self.rows += [list(row) for _ in range(repeated)]
        if self.fonts.are_named:
            self._note_fonts(element, row, range(first, self._next_row))

    def _row(self, element: Element, value_of: Callable[[Element], Any], number: int) -> list[Any]:
        row: list[Any] = []
        column = 1
        for cell in element:
            if cell.tag not in (_CELL, _COVERED):
                continue
            repeated = _count(cell, "number-columns-repeated")
            value = value_of(cell) if cell.tag == _CELL else None
            if value is not None:
                if column + repeated - 1 > LAST_COLUMN:
                    raise Refused("outside_grid", sheet="")
                row += [None] * (column - 1 - len(row)) + [value] * repeated
                if cell.get(f"{OFFICE}value-type") == "percentage":
                    self.percents.update((number, at) for at in range(column, column + repeated))
            down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if down > 1 or right > 1:
                self.merges.append((number, column, number + down - 1, column + right - 1))
            column += repeated
        return row

    def _note_fonts(self, element: Element, row: list[Any], numbers: range) -> None:
        """Note which texts of a row stand in old fonts: by the cell's style, else the row's, else the column's."""
        column = 1
        for cell in element:
            if cell.tag not in (_CELL, _COVERED):
                continue
            end = column + _count(cell, "number-columns-repeated")
            for at in range(column, min(end, len(row) + 1)):
                if isinstance(row[at - 1], str):
                    named = (cell.get(f"{TABLE}style-name"), element.get(f"{TABLE}default-cell-style-name"))
                    encoding = self.fonts.of(next(filter(None, named), None) or self._column_style(at))
                    self.old_fonts |= {(number, at): ((encoding, 0),) for number in numbers if encoding}
            column = end

    def _column_style(self, column: int) -> str:
        return next((style for last, style in self._column_styles if column <= last), "")

    def finish(self, grid: Grid) -> Grid:
        """The sheet with how its cells are shown, as far as they reach."""
        last_row, last_column = len(self.rows), max(map(len, self.rows), default=0)
        grid.merges = clip_merges(self.merges, last_row, last_column)
        grid.hidden_rows = _numbers(self.hidden_rows, last_row)
        grid.hidden_columns = _numbers(self.hidden_columns, last_column)
        grid.widths = clip_columns(self.widths, last_column)
        grid.percent_cells = frozenset(self.percents)
        grid.old_fonts = self.old_fonts
        return grid


def _numbers(spans: list[tuple[int, int]], last: int) -> frozenset[int]:
    return clip_rows((number for first, end in spans for number in range(first, min(end, last) + 1)), last)
