"""Validate: cells as a person would read them in the sheet."""

from datetime import date
from functools import lru_cache

from intake.grids import CellError, NotCalculated, Value


def as_written(value: Value) -> str:
    """A value as a person would read it in the sheet."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, NotCalculated):
        return ""
    return _day_as_written(value) if isinstance(value, date) else str(value)


@lru_cache(maxsize=10_000)
def _day_as_written(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def texts_of(rows: list[list[Value]], at: int, marks: bytearray) -> list[str | None]:
    """The texts of a column, of the rows that are marked; those of equal cells are one text."""
    values = [cells[at] if at < len(cells) else None for cells in rows]
    unmarked = marks.find(0, 1)
    while unmarked > 0:
        values[unmarked - 1] = None
        unmarked = marks.find(0, unmarked + 1)
    if set(map(type, values)) <= {str, type(None)}:
        return values  # type: ignore[return-value]
    known: dict[int, str] = {}
    return [value if value is None or type(value) is str else _shared(value, known) for value in values]


def _shared(value: Value, known: dict[int, str]) -> str:
    """A value as text; that of a whole number is made once."""
    if type(value) is not int:
        return as_written(value)
    return known.get(value) or known.setdefault(value, as_written(value))
