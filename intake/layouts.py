"""Match: where the header of a table stands in a grid, and what each column's header says from top to bottom."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest

from data_access.spelling import clean, without_marks
from intake.folding import settled
from intake.grids import Grid, Merge, Value
from intake.row_kinds import is_column_number

HEADER_SEARCH_ROWS = 40
_DEEPEST_HEADER = 4
_LONGEST_HEAD = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = range(1990, 2101)
UNIT_OF_MEASURE = ("dvt", "don vi tinh")
NUMBERING_WORDS = ("stt", "tt", "so tt", "so thu tu", "thu tu", "s tt")


class View:
    """A grid seen through its merges: every cell of a merged area shows the value of its first cell."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._rows = grid.rows
        self.height = len(grid.rows)
        self.width = max(map(len, grid.rows), default=0)
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self.merges = [
            (top, left, min(bottom, self.height), min(right, self.width))
            for top, left, bottom, right in grid.merges
            if top <= self.height and left <= self.width
        ]
        self._merges_in: dict[int, list[Merge]] = defaultdict(list)
        for top, left, bottom, right in self.merges:
            for row in range(top, bottom + 1):
                self._merges_in[row].append((top, left, bottom, right))
                for column in range(left, right + 1):
                    self._origin[row, column] = (top, left)

    @cached_property
    def columns(self) -> list[tuple[Value, ...]]:
        """The cells by column; for those who look at all of them, as a row at a time costs several times as much."""
        return [*zip_longest(*self._rows)]

    def merges_in(self, row: int) -> list[Merge]:
        """The merges that cover cells of a row, in the order of the file."""
        return self._merges_in.get(row, [])

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The address of the cell whose value shows here."""
        return self._origin.get((row, column), (row, column))

    def value(self, row: int, column: int) -> Value:
        """The value that a reader sees at this place."""
        if self._origin:
            row, column = self._origin.get((row, column), (row, column))
        return self.own(row, column)

    def own(self, row: int, column: int) -> Value:
        """The value of the cell itself; nothing in the covered part of a merge."""
        if not 1 <= row <= self.height:
            return None
        cells = self._rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell holds something of its own; a text of blanks is nothing."""
        value = self.own(row, column)
        return value is not None and (not isinstance(value, str) or value.strip() != "")

    def filled(self, row: int) -> list[tuple[int, Value]]:
        """The cells of a row that hold something of their own, by column."""
        cells = self.grid.rows[row - 1] if row <= self.height else []
        return [(i, v) for i, v in enumerate(cells, start=1) if v is not None and (not isinstance(v, str) or v.strip())]

    def text(self, row: int, column: int) -> str:
        """What a reader sees at this place, as text."""
        value = self.value(row, column)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Band:
    """The rows of one header. ``paths``: for each column the keys of its header from top to bottom; ``heads``: as written."""

    first_row: int
    last_row: int
    paths: dict[int, tuple[str, ...]]
    heads: dict[int, str]
    numbers_row: int | None = None

    @property
    def rows(self) -> list[int]:
        """The header rows without the row that numbers the columns."""
        return list(range(self.first_row, self.last_row + 1))

    @property
    def body(self) -> int:
        """The first row below the header."""
        return (self.numbers_row or self.last_row) + 1


def is_numbers_row(view: View, row: int) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3)=(4)+(5)."""
    cells = of_the_table(view.filled(row))
    if len(cells) < 3 or not all(is_column_number(value) for _, value in cells):
        return [value if not isinstance(value, str) else clean(value) for _, value in cells] == ["(1)", "(2)"]
    numbers = [value for _, value in cells if isinstance(value, int)]
    plain = [int(clean(v)) for _, v in cells if isinstance(v, str) and clean(v).isdecimal()] or numbers
    in_order = len(plain) >= 2 and plain == list(range(plain[0], plain[0] + len(plain))) and plain[0] <= 3
    return has_brackets(cells) or (in_order and len(cells) > 3)


def of_the_table(cells: list[tuple[int, Value]]) -> list[tuple[int, Value]]:
    """The cells of a row without a legend that stands to the right, behind an empty column."""
    for place, ((column, _), (following, value)) in enumerate(pairwise(cells), start=1):
        if following - column > 1 and isinstance(value, str) and not is_column_number(value):
            return cells[:place]
    return cells


def has_brackets(cells: list[tuple[int, Value]]) -> bool:
    """Whether at least two cells of a row stand in brackets, as numbers of columns do."""
    return sum(isinstance(value, str) and clean(value).startswith("(") for _, value in cells) >= 2


def _spans_the_table(view: View, row: int) -> bool:
    """Whether one merged cell of the row covers most of the table from its left edge: a title, no header."""
    return any(right - left + 1 > max(2, 0.6 * view.width) and left <= 2 for _, left, _, right in view.merges_in(row))


def _reaches_down(view: View, first: int, last: int) -> bool:
    """Whether the header goes on in the row below ``last``: a merge reaches into it, or it divides a wide head."""
    below = last + 1
    if below > view.height or below - first >= _DEEPEST_HEADER or is_numbers_row(view, below):
        return False
    for top, left, bottom, right in view.merges_in(last):
        if first <= top <= last < bottom <= first + _DEEPEST_HEADER - 1 and view.own(top, left) is not None:
            return True
        wide = first <= top and bottom == last and right > left
        if wide and any(view.own(below, c) is not None for c in range(left, right + 1)):
            return all(_could_head(value) for _, value in view.filled(below))
    return _divides_unmerged(view, first, last)


def _divides_unmerged(view: View, first: int, last: int) -> bool:
    """Without merges: the row below has words only where the head leaves gaps or goes on, and none in its first column."""
    below = view.filled(last + 1)
    heads = {column for column, _ in view.filled(last)}
    if not below or not heads or not all(_could_head(value) for _, value in below):
        return False
    if any(view.origin(row, c) != (row, c) for row in (last, last + 1) for c, _ in below):
        return False
    left = min(column for column, _ in view.filled(first))
    gaps = [column for column, _ in below if column not in heads and column > min(heads)]
    if not gaps and all(_YEAR.search(str(view.own(last, column))) for column, _ in below):
        return all(isinstance(value, str) and not value.strip().isdecimal() for _, value in below)
    return bool(gaps) and all(column > left and _head_above(view, column, first, last) for column, _ in below)


def _head_above(view: View, column: int, first: int, last: int) -> bool:
    """Whether a word further down stands under a head, or to the right of one that leaves a gap over it."""
    return any(view.own(last, c) is not None for c in range(1, column + 1)) and (
        view.own(last, column) is not None or all(view.own(row, column) is None for row in range(first, last + 1))
    )


def _could_head(value: Value) -> bool:
    """Whether a cell could stand in a header: words, or a year; a number or a long text is data."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value in _YEARS
    if not isinstance(value, str):
        return False
    text = value.strip()
    if text.isdecimal():
        return len(text) == 4 and int(text) in _YEARS  # of thousands of digits Python makes no number
    return len(text) <= _LONGEST_HEAD


def _path(view: View, column: int, rows: range) -> list[str]:
    """The header texts above a column, from top to bottom, each once."""
    texts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in rows:
        origin = view.origin(row, column)
        value = view.grid.cell(*origin)
        if value is None and row < rows[-1] and origin == (row, column):
            value = _head_to_the_left(view, row, column, rows)
        if origin in seen or value is None or not str(value).strip():
            continue
        seen.add(origin)
        texts.append(str(value))
    return texts


def _head_to_the_left(view: View, row: int, column: int, rows: range) -> Value:
    """A wide head that is not merged stands in its first column only: the nearest text to the left that is divided."""

    def is_divided(place: int) -> bool:
        return any(view.own(below, place) is not None for below in range(row + 1, rows[-1] + 1))

    for left in range(column, 0, -1):
        if not is_divided(left):
            return None
        if (value := view.own(row, left)) is not None:
            return value if view.origin(row, left + 1) == (row, left + 1) else None
    return None


def band_at(view: View, first: int) -> Band | None:
    """The header that would begin in this row, or nothing where the row cannot be one."""
    cells = view.filled(first)
    texts = [column for column, value in cells if isinstance(value, str)]
    years = len(cells) - len(texts)
    if not texts or len(texts) + (years if years > 1 else 0) < 2 or not all(_could_head(value) for _, value in cells):
        return None
    if _spans_the_table(view, first) or is_numbers_row(view, first):
        return None
    last = first
    while _reaches_down(view, first, last):
        last += 1
    rows = range(first, last + 1)
    paths: dict[int, tuple[str, ...]] = {}
    heads: dict[int, str] = {}
    for column in range(1, view.width + 1):
        if words := _path(view, column, rows):
            paths[column] = tuple(settled(without_marks(word)) for word in words)
            heads[column] = " / ".join(" ".join(word.split()) for word in words)
    numbers = last + 1 if last < view.height and is_numbers_row(view, last + 1) else None
    return Band(first, last, paths, heads, numbers)


def numbering_column(band: Band) -> int | None:
    """The column of STT, where there is one."""
    return next((column for column, path in band.paths.items() if " ".join(path) in NUMBERING_WORDS), None)


def header_candidates(view: View, start: int = 1) -> Iterator[Band]:
    """Every band that could be the first header, from the top of the sheet."""
    for row in range(start, min(view.height, start + HEADER_SEARCH_ROWS - 1) + 1):
        if (band := band_at(view, row)) is not None:
            yield band
