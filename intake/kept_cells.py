"""Validate and commit: the understood cells of a sheet under their addresses, held by columns: there may be a million."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from data_access.numbered_texts import numbers_of, written
from intake.grids import column_letters, column_number, parse_address

# A column that says few different things is kept as those and their numbers.
_WORTH_NUMBERING = 4


class _Texts(dict[str | None, int]):
    """The numbers of the texts of a column, each given when the text is first looked up; KeyError once they are too many."""

    def __init__(self, most: int) -> None:
        super().__init__({None: -1})
        self._most = most

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self) - 1
        if number >= self._most:
            raise KeyError
        return number


class KeptCells(MutableMapping[str, str]):
    """A mapping from address (D17) to text; ``put`` is the quick way in, ``by_column`` the small way out."""

    def __init__(self) -> None:
        self._columns: dict[int, list[str | None]] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Keep the text of a cell."""
        cells = self._columns.get(column)
        if cells is None:
            cells = self._columns[column] = []
        beyond = row - len(cells)
        if beyond <= 0:
            cells[row - 1] = text
            return
        if beyond > 1:
            cells.extend([None] * (beyond - 1))
        cells.append(text)

    def put_column(self, column: int, texts: list[str | None]) -> None:
        """Keep the texts of a column from its first row on, beside those it has."""
        known = self._columns.get(column)
        if known is None:
            self._columns[column] = texts
            return
        known.extend([None] * (len(texts) - len(known)))
        for at, text in enumerate(texts):
            if text is not None:
                known[at] = text

    def __setitem__(self, cell: str, text: str) -> None:
        self.put(*parse_address(cell), text)

    def __getitem__(self, cell: str) -> str:
        try:
            row, column = parse_address(cell)
            text = self._columns[column][row - 1]
        except (IndexError, ValueError, TypeError) as error:
            raise KeyError(cell) from error
        if text is None:
            raise KeyError(cell)
        return text

    def __delitem__(self, cell: str) -> None:
        self[cell]
        row, column = parse_address(cell)
        self._columns[column][row - 1] = None

    def __iter__(self) -> Iterator[str]:
        for column, cells in self._columns.items():
            letters = column_letters(column)
            yield from (f"{letters}{row}" for row, text in enumerate(cells, 1) if text is not None)

    def __len__(self) -> int:
        return sum(len(cells) - cells.count(None) for cells in self._columns.values())

    def __repr__(self) -> str:
        return repr(dict(self))

    def by_column(self) -> dict[str, list[Any]]:
        """The texts of each column from its first kept row on: ``{"D": [17, ["trên 260", …], "AAAAAP//…"]}``.

        The numbers (``data_access.numbered_texts``) say which of the texts stands in each row, -1 that none does;
        without them every row has its own.
        """
        return {
            column_letters(column): _packed(cells)
            for column, cells in self._columns.items()
            if cells.count(None) < len(cells)
        }

    @staticmethod
    def of_columns(columns: dict[str, list[Any]]) -> "KeptCells":
        """What ``by_column`` gave."""
        kept = KeptCells()
        for letters, (first, texts, *numbers) in columns.items():
            every = [texts[at] if at >= 0 else None for at in numbers_of(numbers[0], len(texts))] if numbers else texts
            kept._columns[column_number(letters)] = [*([None] * (first - 1)), *every]
        return kept


def _packed(cells: list[str | None]) -> list[Any]:
    first = next(row for row, text in enumerate(cells) if text is not None)
    end = len(cells)
    while cells[end - 1] is None:
        end -= 1
    used = cells[first:end]
    texts = _Texts(len(used) // _WORTH_NUMBERING)
    try:
        numbers = [*map(texts.__getitem__, used)]
    except KeyError:
        return [first + 1, used]
    del texts[None]
    return [first + 1, [*texts], written(numbers, len(texts))]
