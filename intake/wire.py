"""Read: how sheets travel from the worker process to the server: lines of JSON, blocks of rows by columns.

JSON can say text, numbers, true, false and nothing; every other cell travels as text with its place noted.
Never pickle: what a worker says after reading a hostile file is data, not code.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

from intake.grids import Grid, OldFonts, Place, Refused, Value, address
from intake.wire_columns import ColumnReader, ColumnWriter, TooLong, clean_text

_CELLS_IN_A_BLOCK = 250_000


def blocks(grid: Grid, rows: Iterator[list[Any]], block_rows: int, text_length: int) -> Iterator[dict[str, Any]]:
    """A sheet's head, then its rows in blocks by columns; Refused where a text is longer than allowed."""
    yield {"sheet": _head(grid)}
    first_row, width = 1, 1
    writers: defaultdict[int, ColumnWriter] = defaultdict(lambda: ColumnWriter(text_length))
    while block := list(islice(rows, max(1, min(block_rows, _CELLS_IN_A_BLOCK // width)))):
        columns = list(zip_longest(*block))
        width = max(len(columns), 1)
        encoded = []
        for number, column in enumerate(columns, 1):
            try:
                encoded.append(writers[number].pack(column))
            except TooLong as long:
                cell = address(first_row + long.offset, number)
                raise Refused("text_too_long", sheet=clean_text(grid.name), cell=cell, limit=text_length) from long
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


class RowReader:
    """Gives the rows of one sheet of a worker's answer, block by block in the order they came."""

    def __init__(self) -> None:
        self._columns: defaultdict[int, ColumnReader] = defaultdict(ColumnReader)

    def rows(self, block: dict[str, Any]) -> list[list[Value]]:
        """The rows of the next block."""
        columns = [self._columns[number].unpack(packed) for number, packed in enumerate(block["columns"])]
        if not columns:
            return [[] for _ in range(block["rows"])]
        return list(map(list, zip(*columns, strict=True)))
