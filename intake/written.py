"""Validate: cells as a person would read them in the sheet."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from intake.grids import CellError, NotCalculated, Value

_OFTEN_ALIKE = (int, date)


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


def texts_of(column: Sequence[Value], marks: bytearray) -> list[str | None]:
    """The texts of a column, of the rows that are marked; those of equal numbers and days are one text."""
    values = list(column)
    if marks.find(0, 1) > 0:
        values = [value if is_marked else None for value, is_marked in zip(values, marks[1:], strict=True)]
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return values  # type: ignore[return-value]
    if kinds <= {int, date, type(None)}:
        texts = {value: None if value is None else as_written(value) for value in set(values)}
        return [*map(texts.__getitem__, values)]
    known = {value: as_written(value) for value in dict.fromkeys(v for v in values if type(v) in _OFTEN_ALIKE)}
    return [
        value
        if value is None or type(value) is str
        else (known[value] if type(value) in _OFTEN_ALIKE else as_written(value))
        for value in values
    ]
