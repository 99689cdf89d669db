"""Read, tested: a sheet that is being written, a table with its header, and where each of its cells came to stand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from openpyxl.utils import get_column_letter

Value = str | int | float | date | None
Kind = Literal["data", "group", "subtotal", "total", "numbers", "header", "blank", "page", "carried"]


@dataclass
class Sheet:
    """Cells by row and column, both from 1, and what Excel holds beside them."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)  # the cell's value is the stored result
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    freeze: str = ""
    state: str = "visible"
    font: str = ""

    @property
    def last_row(self) -> int:
        """The lowest row that holds anything."""
        return max((row for row, _ in self.cells), default=0)

    def put(self, row: int, column: int, value: Value) -> None:
        """Write a cell; nothing is written for nothing."""
        if value is not None:
            self.cells[row, column] = value


@dataclass(frozen=True)
class Column:
    """A column's header from top to bottom, what it is for, and the figure it states."""

    path: tuple[str, ...]
    role: str  # number, unit, figure, person, note, or the name of a field of a list
    key: tuple[str, str, str, str] | None = None
    word: str = ""  # what is counted, as a typist may add it to the number


@dataclass
class Line:
    """One row of a table by columns, and the columns whose total is wrong, or may be called so."""

    kind: Kind
    values: list[Value]
    wrong: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    summed: set[int] = field(default_factory=set)  # written as a formula over the rows above


@dataclass
class Table:
    """A header, its lines, and vertical merges as (column, first line, last line)."""

    columns: list[Column]
    lines: list[Line]
    merged_header: bool = True
    tall: list[tuple[int, int, int]] = field(default_factory=list)
    wide_groups: bool = False

    @property
    def depth(self) -> int:
        """How many rows the header has."""
        return max(len(column.path) for column in self.columns)


@dataclass
class Placed:
    """Where a table came to stand: the row of each line, and the addresses of wrong and of doubtful totals."""

    rows: list[int]
    wrong: set[str]
    doubtful: set[str]


def address(row: int, column: int) -> str:
    """C7 for the third cell of the seventh row."""
    return f"{get_column_letter(column)}{row}"


def place(sheet: Sheet, table: Table, top: int, left: int) -> Placed:
    """Write a table into a sheet."""
    _header(sheet, table, top, left)
    placed = Placed([], set(), set())
    row = top + table.depth
    for line in table.lines:
        placed.rows.append(row)
        if line.kind == "header":
            _header(sheet, table, row, left)
            row += table.depth
            continue
        for number, value in enumerate(line.values):
            sheet.put(row, left + number, value)
            if number in line.summed:
                column = get_column_letter(left + number)
                sheet.formulas[row, left + number] = f"=SUM({column}{top + table.depth}:{column}{row - 1})"
        if line.kind == "group" and table.wide_groups:
            sheet.merges.append((row, left + 1, row, left + len(table.columns) - 1))
        placed.wrong |= {address(row, left + number) for number in line.wrong}
        placed.doubtful |= {address(row, left + number) for number in line.doubtful}
        row += 1
    for number, first, last in table.tall:
        sheet.merges.append((placed.rows[first], left + number, placed.rows[last], left + number))
    return placed


def _header(sheet: Sheet, table: Table, top: int, left: int) -> None:
    depth = table.depth
    for number, column in enumerate(table.columns):
        for level, words in enumerate(column.path):
            before = table.columns[number - 1].path[: level + 1] if number else ()
            if level + 1 < len(column.path) and before == column.path[: level + 1]:
                continue
            sheet.put(top + level, left + number, words)
            if not table.merged_header:
                continue
            if level + 1 == len(column.path) and level + 1 < depth:
                sheet.merges.append((top + level, left + number, top + depth - 1, left + number))
            elif level + 1 < len(column.path) and (span := _span(table, number, level)) > 1:
                sheet.merges.append((top + level, left + number, top + level, left + number + span - 1))


def _span(table: Table, number: int, level: int) -> int:
    start = table.columns[number].path[: level + 1]
    span = 0
    for column in table.columns[number:]:
        if column.path[: level + 1] != start or len(column.path) == level + 1:
            break
        span += 1
    return span
