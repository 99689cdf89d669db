"""Validate: the cells of one column for one field, where most say what others above them said already."""

from collections.abc import Callable
from datetime import date
from typing import Any

from data_access.spelling import clean
from intake.cells import Cells

# Kinds that are equal only to their like: 1, 1.0 and true are one key of a dict and three cells of a sheet.
PLAIN = frozenset((str, int, date, type(None)))
_MOST = 5_000


def plain_text(cells: Cells, field: str, limit: int) -> Callable[[int], str]:
    """The texts of a column; most columns of texts never say the same twice."""

    def read(row: int) -> str:
        return cells.text(field, row, limit)

    if cells.view.merges:
        return read
    rows, at = cells.view.grid.rows, cells.match.fields[field] - 1
    taken = cells.taken(at + 1)

    def look(row: int) -> str:
        line = rows[row - 1]
        value = line[at] if at < len(line) else None
        if type(value) is str and len(text := clean(value)) <= limit:
            taken[row] = 1
            return text
        return read(row)

    return look


def remembered(cells: Cells, field: str, read: Callable[[int], Any]) -> Callable[[int], Any]:
    """``read``, which takes a row, but what needed no remark is worked out once for all rows that say the same."""
    if cells.view.merges or field not in cells.match.fields:
        return read
    rows, at = cells.view.grid.rows, cells.match.fields[field] - 1
    taken = cells.taken(at + 1)
    known: dict[Any, Any] = {}

    def look(row: int) -> Any:
        line = rows[row - 1]
        value = line[at] if at < len(line) else None
        if type(value) not in PLAIN:
            return read(row)
        if value in known:
            taken[row] = 1
            return known[value]
        said_before = cells.remarks
        result = read(row)
        if cells.remarks == said_before and len(known) < _MOST:
            known[value] = result
        return result

    return look
