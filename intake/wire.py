"""Read: how sheets travel from the worker process to the server: lines of JSON, blocks of rows by columns.

JSON can say text, numbers, true, false and nothing; every other cell travels as text with its place noted.
Never pickle: what a worker says after reading a hostile file is data, not code.
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from typing import Any

from intake.grids import CellError, Grid, NotCalculated, OldFonts, Place, Refused, Value, address

# Control characters and lone halves of pairs: no office writes them, and no database or workbook takes them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CELLS_IN_A_BLOCK = 250_000
_LARGEST_WHOLE = 1e15
# A column that says few different things travels as those, and which of them stands in each row.
_WORTH_NUMBERING = 4

Special = tuple[str, str]


def clean_text(text: str) -> str:
    """The text without the characters that nothing can store."""
    return _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text


def _number(value: float) -> float | int | Special:
    if not math.isfinite(value):
        return ("error", "#NUM!")
    return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value


def _moment(value: datetime) -> Special:
    return ("datetime", value.isoformat()) if value.time() != time() else ("date", value.date().isoformat())


def _duration(value: timedelta) -> float | int | Special:
    return _number(value / timedelta(days=1))


_ENCODE: dict[type, Callable[[Any], Any]] = {
    str: lambda value: clean_text(value) or None,
    float: _number,
    datetime: _moment,
    date: lambda value: ("date", value.isoformat()),
    time: lambda value: ("time", value.isoformat()),
    timedelta: _duration,
    CellError: lambda value: ("error", clean_text(value.code)),
    NotCalculated: lambda value: ("uncalculated", ""),
}
_DECODE: dict[str, Callable[[str], Value]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "error": CellError,
    "uncalculated": lambda text: NotCalculated(),
}


def blocks(grid: Grid, rows: Iterator[list[Any]], block_rows: int, text_length: int) -> Iterator[dict[str, Any]]:
    """A sheet's head, then its rows in blocks by columns; Refused where a text is longer than allowed."""
    yield {"sheet": _head(grid)}
    first_row, width = 1, 1
    while block := list(islice(rows, max(1, min(block_rows, _CELLS_IN_A_BLOCK // width)))):
        columns = list(zip_longest(*block))
        width = max(len(columns), 1)
        encoded = []
        for number, column in enumerate(columns, 1):
            _check_length(column, text_length, grid.name, (first_row, number))
            encoded.append(_encode_column(column))
        yield {"rows": len(block), "columns": encoded}
        first_row += len(block)


def _head(grid: Grid) -> dict[str, Any]:
    return {
        "name": clean_text(grid.name),
        "position": grid.position,
        "visible": grid.visible,
        "merges": grid.merges,
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "widths": list(grid.widths.items()),
        "percent_cells": sorted(grid.percent_cells),
        "old_fonts": _by_fonts(grid.old_fonts),
        "code_page": grid.code_page,
    }


def _by_fonts(places: dict[Place, OldFonts]) -> list[tuple[OldFonts, list[Place]]]:
    """The cells in old fonts, those of the same fonts together."""
    found: dict[OldFonts, list[Place]] = {}
    for place, fonts in places.items():
        found.setdefault(fonts, []).append(place)
    return list(found.items())


def _check_length(column: tuple[Any, ...], limit: int, sheet: str, start: tuple[int, int]) -> None:
    texts = [value for value in column if type(value) is str]
    if not texts or max(map(len, texts)) <= limit:
        return
    first_row, number = start
    offset = next(at for at, value in enumerate(column) if type(value) is str and len(value) > limit)
    raise Refused("text_too_long", sheet=clean_text(sheet), cell=address(first_row + offset, number), limit=limit)


def _encode_column(column: tuple[Any, ...]) -> dict[str, Any]:
    kinds = set(map(type, column))
    if kinds in ({str}, {date}) and len(different := dict.fromkeys(column)) * _WORTH_NUMBERING <= len(column):
        numbers = {value: number for number, value in enumerate(different)}
        return {**_encode_column(tuple(different)), "at": list(map(numbers.__getitem__, column))}
    # Most columns hold one kind of cell; asking the whole column is several times faster than each cell.
    if kinds == {str} and not _UNWRITABLE.search("".join(column)):
        return {"values": [value or None for value in column] if "" in column else list(column)}
    if kinds == {float} and all(map(float.is_integer, column)) and max(map(abs, column)) < _LARGEST_WHOLE:
        return {"values": list(map(int, column))}
    if kinds == {date}:
        return {"values": list(map(date.isoformat, column)), "special": {"date": list(range(len(column)))}}
    values: list[Any] = []
    places: dict[str, list[int]] = {}
    for at, value in enumerate(column):
        encode = _ENCODE.get(type(value))
        plain = encode(value) if encode else value
        if type(plain) is tuple:
            kind, plain = plain
            places.setdefault(kind, []).append(at)
        values.append(plain)
    return {"values": values, "special": places} if places else {"values": values}


def decode_head(head: dict[str, Any]) -> Grid:
    """The sheet, still without rows, that the head of a worker's answer describes."""
    return Grid(
        name=str(head["name"]),
        position=int(head["position"]),
        visible=bool(head["visible"]),
        merges=[(int(a), int(b), int(c), int(d)) for a, b, c, d in head["merges"]],
        hidden_rows=frozenset(map(int, head["hidden_rows"])),
        hidden_columns=frozenset(map(int, head["hidden_columns"])),
        widths={int(column): float(width) for column, width in head["widths"]},
        percent_cells=frozenset((int(row), int(column)) for row, column in head["percent_cells"]),
        old_fonts={
            (int(row), int(column)): fonts
            for said, places in head["old_fonts"]
            for fonts in [tuple((str(encoding), int(letters)) for encoding, letters in said)]
            for row, column in places
        },
        code_page=str(head["code_page"]),
    )


def decode_rows(block: dict[str, Any]) -> list[list[Value]]:
    """The rows of one block of a worker's answer."""
    columns = []
    for column in block["columns"]:
        values = column["values"]
        for kind, places in column.get("special", {}).items():
            decode = _DECODE[kind]
            for at in places:
                values[at] = decode(values[at])
        columns.append(list(map(values.__getitem__, column["at"])) if "at" in column else values)
    if not columns:
        return [[] for _ in range(block["rows"])]
    return list(map(list, zip(*columns, strict=True)))
